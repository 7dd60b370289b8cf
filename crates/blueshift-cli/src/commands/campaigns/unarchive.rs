//! The `campaigns unarchive` command.

use clap::Args;

use super::archive::{IN_FLIGHT, many};
use crate::commands::Context;
use crate::failure::{Failure, Operation};
use crate::writes::{Change, ChangeArgs, change_operation};

const EXAMPLES: &str = "\
Examples:
  blueshift campaigns unarchive 09d6d2b1-684b-41c7-80d5-7001ce2653ac
  blueshift campaigns list --archived --all-time --columns uuid,name
  blueshift campaigns unarchive --input uuids.txt --yes";

/// Unarchive campaigns
///
/// A request contains up to 100 campaigns and is retried if its outcome is unknown. A campaign that is not archived has the
/// outcome no_change, and a campaign whose status does not allow unarchiving has the outcome blocked.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Unarchive {
    #[command(flatten)]
    change: ChangeArgs,
}

static OPERATION: Operation = change_operation("unarchive campaigns");

impl Unarchive {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let send = many(|client, uuids| client.campaigns().unarchive_many(uuids));
        self.change.run(Change::new("Unarchive", "unarchived", &OPERATION, send, IN_FLIGHT), context)
    }
}
