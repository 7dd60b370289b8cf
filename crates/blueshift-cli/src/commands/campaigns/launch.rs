//! `campaigns launch`.

use clap::Args;

use crate::commands::Context;
use crate::failure::{Failure, Operation};
use crate::output::OutputArgs;
use crate::writes::{
    CONCURRENCY, Change, ConsentArgs, Outcome, TargetArgs, Verb, outcome_advice, run_change,
};

const EXAMPLES: &str = "\
Examples:
  blueshift campaigns launch 09d6d2b1-684b-41c7-80d5-7001ce2653ac
  blueshift campaigns list --status draft --output ndjson | blueshift campaigns launch --input - --yes";

/// Launch campaigns
///
/// Each request is sent once. If its outcome is in doubt, the campaign is read until it is launched or the time limit is
/// reached. A launch may take 5 to 20 minutes to take effect.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Launch {
    #[command(flatten)]
    targets: TargetArgs,

    #[command(flatten)]
    consent: ConsentArgs,

    #[command(flatten)]
    output: OutputArgs<Outcome>,
}

static OPERATION: Operation = Operation {
    permission: "launch campaigns",
    noun: ["campaign", "campaigns"],
    advice: outcome_advice,
    next_step: |_, _| None,
};

impl Launch {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let send = Change::single(
            |client, uuid| async move { client.campaigns().launch(uuid).send().await },
            |state| state.status.as_ref().map(|status| status.as_str().to_owned()),
        );
        let words = Verb { past: "launched", noun: ["campaign", "campaigns"] };
        let change = Change {
            verb: "Launch",
            words,
            operation: &OPERATION,
            send,
            in_flight: CONCURRENCY,
            details: Vec::new(),
        };
        run_change(&self.targets, &self.consent, &self.output, change, context)
    }
}
