//! The initial campaigns of a sandbox. Later changes are stored in the overlay. The number ([`Id`]) of a campaign is its
//! initial position.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::assumptions::Order;
use crate::data::data_set::DataSet;
use crate::data::filter::FilterFields;
use crate::data::seeded::Seeded;
use crate::data::seeded::shuffle::{shuffled, unshuffled};
use crate::data::store::campaign_ref::CampaignRef;
use crate::data::store::layout::Id;
use crate::data::stored::StoredCampaign;

pub(crate) enum Base {
    Seeded {
        campaigns: Seeded,
        order: Order,
        /// The index of the campaign at each position, with [`Order::Updated`].
        ranks: Vec<u32>,
    },
    Stored {
        campaigns: Vec<StoredCampaign>,
        ids: HashMap<String, Id>,
    },
}

impl Base {
    pub(crate) fn seeded(campaigns: Seeded, order: Order) -> Self {
        let mut ranks = Vec::new();
        if order == Order::Updated {
            ranks.extend(0..campaigns.count);
            ranks.sort_by_cached_key(|index| Reverse(campaigns.campaign(*index).updated()));
        }
        Self::Seeded { campaigns, order, ranks }
    }

    pub(crate) fn stored(data: DataSet, order: Order, seed: u64) -> Self {
        let mut campaigns = data.campaigns;
        match order {
            Order::Newest => campaigns.sort_by_key(|campaign| Reverse(campaign.created())),
            Order::Oldest => campaigns.sort_by_key(StoredCampaign::created),
            Order::Updated => campaigns.sort_by_key(|campaign| Reverse(campaign.updated())),
            Order::Given => {}
            Order::Shuffled => {
                let count = u32::try_from(campaigns.len()).unwrap_or(u32::MAX);
                let mut indexed: Vec<_> = (0_u32..).zip(campaigns).collect();
                indexed.sort_by_key(|(index, _)| unshuffled(seed, count, *index));
                campaigns = indexed.into_iter().map(|(_, campaign)| campaign).collect();
            }
        }
        let uuids = campaigns.iter().map(|campaign| campaign.uuid().to_owned());
        Self::Stored { ids: uuids.zip(0..).collect(), campaigns }
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Seeded { campaigns, .. } => campaigns.count as usize,
            Self::Stored { campaigns, .. } => campaigns.len(),
        }
    }

    pub(crate) fn get(&self, id: Id) -> Option<CampaignRef<'_>> {
        match self {
            Self::Stored { campaigns, .. } => campaigns.get(id).map(CampaignRef::Stored),
            Self::Seeded { campaigns, order, ranks } => {
                let position = u32::try_from(id).ok()?;
                let index = match order {
                    Order::Newest | Order::Given => position,
                    Order::Oldest => campaigns.count.checked_sub(position)?.checked_sub(1)?,
                    Order::Shuffled => shuffled(campaigns.seed, campaigns.count, position),
                    Order::Updated => *ranks.get(id)?,
                };
                Some(CampaignRef::Seeded(campaigns.campaign(index)))
            }
        }
    }

    /// Returns the number of the campaign with this `uuid`. For a generated campaign, it is computed from the `uuid`; only
    /// [`Order::Updated`] requires a search.
    pub(crate) fn find(&self, uuid: &str) -> Option<Id> {
        match self {
            Self::Stored { ids, .. } => ids.get(uuid).copied(),
            Self::Seeded { campaigns, order, ranks } => {
                let index = campaigns.find(uuid)?;
                let position = match order {
                    Order::Newest | Order::Given => index,
                    Order::Oldest => campaigns.count.checked_sub(index)?.checked_sub(1)?,
                    Order::Shuffled => unshuffled(campaigns.seed, campaigns.count, index),
                    Order::Updated => return ranks.iter().position(|ranked| *ranked == index),
                };
                usize::try_from(position).ok()
            }
        }
    }
}
