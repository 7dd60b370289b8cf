//! `campaigns unarchive`.

use clap::Args;

use super::archive::{IN_FLIGHT, many};
use crate::commands::Context;
use crate::failure::{Failure, Operation};
use crate::output::OutputArgs;
use crate::writes::{Change, ConsentArgs, Outcome, TargetArgs, Verb, outcome_advice, run_change};

const EXAMPLES: &str = "\
Examples:
  blueshift campaigns unarchive 09d6d2b1-684b-41c7-80d5-7001ce2653ac
  blueshift campaigns unarchive --input uuids.txt --yes";

/// Unarchive campaigns
///
/// Requests hold up to 100 campaigns, and are repeated if their outcome is in doubt. A campaign that is not archived has the
/// outcome no_change; one whose status does not allow it, blocked.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Unarchive {
    #[command(flatten)]
    targets: TargetArgs,

    #[command(flatten)]
    consent: ConsentArgs,

    #[command(flatten)]
    output: OutputArgs<Outcome>,
}

static OPERATION: Operation = Operation {
    permission: "unarchive campaigns",
    noun: ["campaign", "campaigns"],
    advice: outcome_advice,
    next_step: |_, _| None,
};

impl Unarchive {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let send = many(|client, uuids| client.campaigns().unarchive_many(uuids));
        let words = Verb { past: "unarchived", noun: ["campaign", "campaigns"] };
        let change = Change {
            verb: "Unarchive",
            words,
            operation: &OPERATION,
            send,
            in_flight: IN_FLIGHT,
            details: Vec::new(),
        };
        run_change(&self.targets, &self.consent, &self.output, change, context)
    }
}
