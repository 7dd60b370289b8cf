//! The `campaigns archive` command.

use blueshift::{ArchiveCampaigns, Client};
use clap::Args;
use futures_util::StreamExt;

use crate::commands::Context;
use crate::failure::{Failure, Operation};
use crate::writes::{Change, ChangeArgs, Outcome, Sender, change_operation};

const EXAMPLES: &str = "\
Examples:
  blueshift campaigns archive 09d6d2b1-684b-41c7-80d5-7001ce2653ac
  blueshift campaigns list --status completed --all-time -o ndjson |
    blueshift campaigns archive --input - --yes

To find the UUID of a campaign: blueshift campaigns list --name TEXT --columns uuid,name";

/// Archive campaigns
///
/// A request contains up to 100 campaigns and is retried if its outcome is unknown. A campaign that is already archived has the
/// outcome no_change, and a campaign whose status does not allow archiving has the outcome blocked.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Archive {
    #[command(flatten)]
    change: ChangeArgs,
}

static OPERATION: Operation = change_operation("archive campaigns");

impl Archive {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let send = many(|client, uuids| client.campaigns().archive_many(uuids));
        self.change.run(Change::new("Archive", "archived", &OPERATION, send, IN_FLIGHT), context)
    }
}

/// The maximum number of campaigns in flight: four chunks.
pub(super) const IN_FLIGHT: usize = 4 * ArchiveCampaigns::CHUNK_SIZE;

/// Returns a sender that uses bulk requests.
pub(super) fn many(call: impl FnOnce(&Client, Vec<String>) -> ArchiveCampaigns + 'static) -> Sender {
    Box::new(move |client, uuids| {
        let outcomes = call(&client, uuids).outcomes()?.map(|item| {
            let outcome = Outcome {
                may_still_take_effect: item.may_still_take_effect,
                ..Outcome::new(Some(item.item), item.status, item.error.as_deref())
            };
            (outcome, item.status, item.error)
        });
        Ok(outcomes.boxed())
    })
}
