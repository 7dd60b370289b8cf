//! `campaigns pause`.

use clap::Args;

use crate::commands::Context;
use crate::failure::{Failure, Operation};
use crate::output::OutputArgs;
use crate::writes::{
    CONCURRENCY, Change, ConsentArgs, Outcome, TargetArgs, Verb, outcome_advice, run_change,
};

const EXAMPLES: &str = "\
Examples:
  blueshift campaigns pause 09d6d2b1-684b-41c7-80d5-7001ce2653ac
  blueshift campaigns pause --input campaigns.csv --output csv --yes > outcomes.csv";

/// Pause campaigns
///
/// Each request is sent once. If its outcome is in doubt, the campaign is read until it is paused or the time limit is
/// reached.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Pause {
    #[command(flatten)]
    targets: TargetArgs,

    #[command(flatten)]
    consent: ConsentArgs,

    #[command(flatten)]
    output: OutputArgs<Outcome>,
}

static OPERATION: Operation = Operation {
    permission: "pause campaigns",
    noun: ["campaign", "campaigns"],
    advice: outcome_advice,
    next_step: |_, _| None,
};

impl Pause {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let send = Change::single(
            |client, uuid| async move { client.campaigns().pause(uuid).send().await },
            |state| state.status.as_ref().map(|status| status.as_str().to_owned()),
        );
        let words = Verb { past: "paused", noun: ["campaign", "campaigns"] };
        let change = Change {
            verb: "Pause",
            words,
            operation: &OPERATION,
            send,
            in_flight: CONCURRENCY,
            details: Vec::new(),
        };
        run_change(&self.targets, &self.consent, &self.output, change, context)
    }
}
