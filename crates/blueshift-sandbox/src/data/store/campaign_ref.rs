//! A campaign returned by a store.

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::data::body::CampaignBody;
use crate::data::filter::{Filter, FilterFields};
use crate::data::seeded::campaign::SeededCampaign;
use crate::data::statistics::Active;
use crate::data::stored::StoredCampaign;

/// A campaign, computed or stored.
pub(crate) enum CampaignRef<'a> {
    Seeded(SeededCampaign),
    Stored(&'a StoredCampaign),
}

/// A campaign in a response body.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Item<'a> {
    Seeded(Box<CampaignBody>),
    Stored(&'a RawValue),
}

impl<'a> CampaignRef<'a> {
    pub(crate) fn matches(&self, filter: &Filter) -> bool {
        match self {
            Self::Seeded(campaign) => filter.matches(campaign),
            Self::Stored(campaign) => filter.matches(*campaign),
        }
    }

    /// Returns the state that determines when the campaign is active.
    pub(crate) fn activity(&self) -> Active<'_> {
        let campaign: &dyn FilterFields = match self {
            Self::Seeded(campaign) => campaign,
            Self::Stored(campaign) => *campaign,
        };
        Active { status: campaign.status(), exec_term: campaign.exec_term(), started: campaign.started() }
    }

    pub(crate) fn into_item(self) -> Item<'a> {
        match self {
            Self::Seeded(campaign) => Item::Seeded(Box::new(campaign.body())),
            Self::Stored(campaign) => Item::Stored(&campaign.raw),
        }
    }

    pub(crate) fn into_fields(self) -> Option<Map<String, Value>> {
        match serde_json::to_value(self.into_item()) {
            Ok(Value::Object(fields)) => Some(fields),
            _ => None,
        }
    }
}
