//! The `campaigns pause` command.

use clap::Args;

use crate::commands::Context;
use crate::failure::{Failure, Operation};
use crate::writes::{CONCURRENCY, Change, ChangeArgs, change_operation};

const EXAMPLES: &str = "\
Examples:
  blueshift campaigns pause 09d6d2b1-684b-41c7-80d5-7001ce2653ac
  blueshift campaigns pause --input campaigns.csv --yes -o csv > outcomes.csv

To find the UUID of a campaign: blueshift campaigns list --name TEXT --columns uuid,name";

/// Pause campaigns
///
/// A request is not retried if it may have been applied. If its outcome is unknown, the campaign is read until it is paused or
/// the timeout is exceeded.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Pause {
    #[command(flatten)]
    change: ChangeArgs,
}

static OPERATION: Operation = change_operation("pause campaigns");

impl Pause {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let send = Change::single(
            |client, uuid| async move { client.campaigns().pause(uuid).send().await },
            |state| state.status.as_ref().map(|status| status.as_str().to_owned()),
        );
        self.change.run(Change::new("Pause", "paused", &OPERATION, send, CONCURRENCY), context)
    }
}
