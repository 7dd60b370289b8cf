//! The `campaigns schedule` command.

use blueshift::jiff::Timestamp;
use blueshift::types::CampaignSchedule;
use clap::Args;

use crate::commands::Context;
use crate::failure::{Failure, Operation, UsageError};
use crate::output::OutputArgs;
use crate::sandbox;
use crate::writes::{
    Change, ConfirmationArgs, Outcome, PointInTime, TargetArgs, change_operation, parse_point_in_time,
    run_change,
};

const EXAMPLES: &str = "\
Examples:
  blueshift campaigns schedule UUID --startdate 2026-06-01T08:00:00Z
  blueshift campaigns schedule UUID --startdate +2d --enddate +30d

WHEN is an ISO 8601 date and time (2026-05-20T18:43:34Z; UTC if it has no offset), a date
(2026-05-20, midnight UTC), or a span from now (+7d, +12h).";

/// Change the start and end dates of a campaign
///
/// The request is not retried if it may have been applied. If its outcome is unknown, the campaign is read until it has the new
/// dates or the timeout is exceeded.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Schedule {
    /// UUID of the campaign
    uuid: String,

    /// Start of the campaign
    #[arg(long, value_name = "WHEN", value_parser = parse_point_in_time)]
    startdate: PointInTime,

    /// End of the campaign
    #[arg(long, value_name = "WHEN", value_parser = parse_point_in_time)]
    enddate: Option<PointInTime>,

    #[command(flatten)]
    confirmation: ConfirmationArgs,

    #[command(flatten)]
    output: OutputArgs<Outcome>,
}

static OPERATION: Operation = change_operation("change the schedule of campaigns");

impl Schedule {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let now = sandbox::now(context.global)?;
        let (start, end) = (self.startdate.resolve(now), self.enddate.map(|end| end.resolve(now)));
        if end.is_some_and(|end| end <= start) {
            return Err(UsageError::EndBeforeStart.into());
        }
        let mut schedule = CampaignSchedule::new(start);
        schedule.enddate = end;
        let show = |name: &str, at: Timestamp| format!("{name} {at}");
        let details = [Some(show("new start:", start)), end.map(|end| show("new end:  ", end))];
        let send = Change::single(
            move |client, uuid| {
                let schedule = schedule.clone();
                async move { client.campaigns().update_schedule(uuid, schedule).send().await }
            },
            |_| None,
        );
        let change = Change {
            details: details.into_iter().flatten().collect(),
            ..Change::new("Schedule", "scheduled", &OPERATION, send, 1)
        };
        run_change(&TargetArgs::one(self.uuid), &self.confirmation, &self.output, change, context)
    }
}
