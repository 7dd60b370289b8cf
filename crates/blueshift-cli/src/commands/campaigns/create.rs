//! The `campaigns create` command.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use blueshift::jiff::Timestamp;
use blueshift::types::{CampaignCreated, NewCampaign};
use blueshift::{CampaignType, Error, ItemStatus, Outcome as WriteOutcome, Response};
use clap::{Args, ValueEnum};
use serde_json::Value;

use crate::commands::Context;
use crate::connection::Connection;
use crate::failure::{Failure, Operation, UsageError};
use crate::output::OutputArgs;
use crate::sandbox;
use crate::writes::{
    ConfirmationArgs, InputError, Interrupts, Outcome, Plan, PointInTime, Problem, Tally, Words,
    WritesFailure, open, parse_point_in_time, status_of, stdin_twice,
};

const EXAMPLES: &str = "\
Examples:
  blueshift campaigns create --type one_time --input spec.json \\
    --name 'Spring sale' --startdate +2d
  blueshift campaigns create --type event_triggered --input spec.json --dry-run

spec.json contains the documented body of the request, such as
  {\"name\": \"Spring sale\", \"startdate\": \"2026-06-01T08:00:00Z\", \"segment_uuid\": \"…\",
   \"launch\": false, \"triggers\": [{\"template_uuid\": \"…\"}]}

The API launches a new campaign immediately unless launch is false or --draft is set.

WHEN is an ISO 8601 date and time (2026-05-20T18:43:34Z; UTC if it has no offset), a date
(2026-05-20, midnight UTC), or a span from now (+7d, +12h).";

/// Create a campaign
///
/// The request is not retried if it may have been applied, because a second request could create a second campaign. If the
/// outcome is unknown, the error lists the campaigns that may have been created.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Create {
    /// Type of the campaign
    #[arg(long = "type", value_name = "TYPE")]
    campaign_type: Type,

    /// JSON file with the body of the request; - is stdin
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,

    /// Name of the campaign; replaces the name in the file
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,

    /// Start of the campaign; replaces the start in the file
    #[arg(long, value_name = "WHEN", value_parser = parse_point_in_time)]
    startdate: Option<PointInTime>,

    /// UUID of the segment of a one-time campaign; replaces the segment in the file
    #[arg(long, value_name = "UUID")]
    segment: Option<String>,

    /// Do not launch the campaign; replaces `launch` in the file
    #[arg(long)]
    draft: bool,

    #[command(flatten)]
    confirmation: ConfirmationArgs,

    #[command(flatten)]
    output: OutputArgs<Outcome>,
}

#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Type {
    /// Sent once to a segment
    OneTime,
    /// Triggered by events or by the API
    EventTriggered,
}

static OPERATION: Operation = Operation {
    permission: "create campaigns",
    noun: ["campaign", "campaigns"],
    advice,
    next_step: |_, _| None,
};

fn advice(error: &Error, _: u64) -> Option<&'static str> {
    if let Error::OutcomeUnknown(unknown) = error {
        return Some(match unknown.candidates() {
            None => {
                "The campaigns could not be listed either. Before creating the campaign again, check whether it exists: \
                 `blueshift campaigns list --all-time --name NAME`."
            }
            Some([]) => {
                "No such campaign is listed yet. Before creating the campaign again, list the campaigns with this name \
                 once more: `blueshift campaigns list --all-time --name NAME`."
            }
            Some(_) => {
                "A candidate may have been created by another client. Check it with `blueshift campaigns get UUID` before \
                 creating the campaign again."
            }
        });
    }
    Some(match error.status()?.as_u16() {
        400 | 422 => {
            "The server refused the request. If the campaign was to be launched immediately, it may have been created but \
             not launched. To check, run `blueshift campaigns list --all-time --name NAME`."
        }
        _ => return None,
    })
}

impl Create {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        self.output.check()?;
        let reads_stdin = self.input.as_ref().is_some_and(|path| path.as_os_str() == "-");
        let confirmation = self.confirmation.resolve(reads_stdin, context)?;
        let campaign = self.campaign(context)?;
        let campaign_type = match self.campaign_type {
            Type::OneTime => CampaignType::OneTime,
            Type::EventTriggered => CampaignType::EventTriggered,
        };
        context.block_on(async {
            if self.confirmation.dry_run {
                let plan = Plan::default();
                let connection = Connection::open_with(context, |builder| plan.apply(builder)).await?;
                let mut printer = plan.printer(self.output.format(), context);
                printer.print(connection.client.campaigns().create(campaign_type, campaign).send().await)?;
                return printer.finish();
            }
            let connection = Connection::open(context).await?;
            self.show(&campaign, context);
            let launched = campaign.launch != Some(false);
            let question =
                if launched { "Create and launch this campaign?" } else { "Create this campaign?" };
            confirmation.obtain(question, context)?;
            let mut interrupts = Interrupts::new().map_err(Failure::Runtime)?;
            context.progress.start("creating the campaign");
            let sent = tokio::select! {
                sent = connection.client.campaigns().create(campaign_type, campaign).send() => Some(sent),
                () = interrupts.next() => None,
            };
            context.progress.finish();
            match sent {
                Some(sent) => self.report(sent, context),
                None => self.report_interrupted(context),
            }
        })
    }

    /// Returns the body of the request.
    fn campaign(&self, context: &Context<'_>) -> Result<NewCampaign, Failure> {
        stdin_twice(self.input.as_deref(), context)?;
        let mut campaign: NewCampaign = match &self.input {
            Some(path) => {
                let mut text = Vec::new();
                let read = open(path)?.read_to_end(&mut text);
                read.map_err(|source| InputError::Read { path: path.clone(), source })?;
                let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
                let parsed = serde_json::from_slice::<Value>(text).and_then(|value| match value {
                    Value::Object(_) => serde_json::from_value(value),
                    _ => Err(serde::de::Error::custom("expected an object")),
                });
                parsed.map_err(|source| UsageError::Spec { path: path.clone(), source })?
            }
            None => serde_json::from_str("{}")
                .map_err(|source| UsageError::Spec { path: PathBuf::new(), source })?,
        };
        if let Some(name) = &self.name {
            campaign.name.clone_from(name);
            campaign.extra.remove("name");
        }
        if let Some(start) = self.startdate {
            campaign.startdate = Some(start.resolve(sandbox::now(context.global)?));
            campaign.extra.remove("startdate");
        }
        if let Some(segment) = &self.segment {
            campaign.segment_uuid = Some(segment.clone());
            campaign.extra.remove("segment_uuid");
        }
        if self.draft {
            campaign.launch = Some(false);
            campaign.extra.remove("launch");
        }
        if campaign.name.trim().is_empty() {
            return Err(UsageError::NoName.into());
        }
        Ok(campaign)
    }

    /// Prints the properties of the new campaign before the prompt.
    fn show(&self, campaign: &NewCampaign, context: &Context<'_>) {
        if self.confirmation.yes {
            return;
        }
        let value = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        for (name, text) in [
            ("name", Some(campaign.name.clone())),
            ("startdate", campaign.startdate.map(|at| at.to_string())),
            ("segment", campaign.segment_uuid.clone()),
            ("status", Some(if campaign.launch == Some(false) { "draft" } else { "launched" }.to_owned())),
        ] {
            context.terminal.note(&format!("{name:9}  {}", value(text)));
        }
    }

    /// Prints the outcome. Returns an error unless the campaign was created and the outcome was printed.
    fn report(
        &self,
        sent: Result<Response<CampaignCreated>, Error>,
        context: &Context<'_>,
    ) -> Result<(), Failure> {
        let created = sent.as_ref().ok().and_then(|response| response.campaign.as_ref());
        let mut outcome = Outcome::of_call(created.and_then(|it| it.uuid.clone()), &sent);
        outcome.name = created.and_then(|it| it.name.clone());
        outcome.status = created.and_then(|it| it.status.as_ref()).map(|status| status.as_str().to_owned());
        if let Err(Error::OutcomeUnknown(unknown)) = &sent {
            let candidates = unknown.candidates();
            outcome.candidates =
                candidates.map(|list| list.iter().map(|campaign| campaign.uuid.clone()).collect());
        }
        let applied = match &sent {
            Ok(_) => true,
            Err(error) => error.outcome() == Some(WriteOutcome::Applied),
        };
        if applied && outcome.uuid.is_none() {
            context.terminal.warn("the campaign was created, but the response does not contain its UUID");
        }
        let status = status_of(&sent);
        let problem = sent.err().map(|error| Problem::Call(Arc::new(error)));
        self.print(outcome, status, problem, None, context)
    }

    /// Prints the unknown outcome of a request that was in flight when the command was interrupted, and returns an error.
    fn report_interrupted(&self, context: &Context<'_>) -> Result<(), Failure> {
        let next_step = "The campaign may still be created. Before creating it again, list the campaigns with its name: \
                         `blueshift campaigns list --all-time --name NAME`.";
        let outcome = Outcome::new(None, ItemStatus::Unknown, None);
        let problem = Some(Problem::Interrupted);
        self.print(outcome, ItemStatus::Unknown, problem, Some(next_step.to_owned()), context)
    }

    fn print(
        &self,
        outcome: Outcome,
        status: ItemStatus,
        problem: Option<Problem>,
        next_step: Option<String>,
        context: &Context<'_>,
    ) -> Result<(), Failure> {
        let mut printer = self.output.printer(context, Timestamp::now());
        let printed = printer.print(&[outcome], Some(1)).and_then(|()| printer.finish(true));
        drop(printer);
        let mut tally = Tally::default();
        tally.add(status);
        if !tally.is_complete() {
            let words = Words { done: "created", noun: ["campaign", "campaigns"] };
            return Err(WritesFailure { tally, words, operation: &OPERATION, problem, next_step }.into());
        }
        printed
    }
}
