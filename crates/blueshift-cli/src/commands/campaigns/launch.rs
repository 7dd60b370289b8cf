//! The `campaigns launch` command.

use clap::Args;

use crate::commands::Context;
use crate::failure::{Failure, Operation};
use crate::writes::{CONCURRENCY, Change, ChangeArgs, change_operation};

const EXAMPLES: &str = "\
Examples:
  blueshift campaigns launch 09d6d2b1-684b-41c7-80d5-7001ce2653ac
  blueshift campaigns list --status draft --output ndjson |
    blueshift campaigns launch --input - --yes

To find the UUID of a campaign: blueshift campaigns list --name TEXT --columns uuid,name";

/// Launch campaigns, and resume paused ones
///
/// Archived, completed, executing and launched campaigns cannot be launched.
///
/// A request is not retried if it may have been applied. If its outcome is unknown, the campaign is read until it is launched
/// or the timeout is exceeded. The launch of an event-triggered campaign may take up to five minutes to take effect.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Launch {
    #[command(flatten)]
    change: ChangeArgs,
}

static OPERATION: Operation = change_operation("launch campaigns");

impl Launch {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let send = Change::single(
            |client, uuid| async move { client.campaigns().launch(uuid).send().await },
            |state| state.status.as_ref().map(|status| status.as_str().to_owned()),
        );
        self.change.run(Change::new("Launch", "launched", &OPERATION, send, CONCURRENCY), context)
    }
}
