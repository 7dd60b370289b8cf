//! The confirmation of a change, on a terminal or with `--yes`, and the maximum number of campaigns or recipients.

use std::io::{self, BufRead, IsTerminal, Write};
use std::str::FromStr;

use blueshift::jiff::Timestamp;
use blueshift::types::CampaignDetail;
use blueshift::{CampaignStatus, Client, Error, Response};
use clap::Args;
use futures_util::{StreamExt, stream};
use serde::Serialize;

use crate::commands::Context;
use crate::failure::Failure;
use crate::output::{Column, Record, table_to_stderr};
use crate::terminal::{BOLD, DIM, PLAIN};

/// The maximum number of concurrent reads.
const READS: usize = 8;
/// The maximum number of campaigns that are read and shown.
const SHOWN: usize = 100;

/// Options of every command that changes campaigns.
#[derive(Args)]
pub(crate) struct ConfirmationArgs {
    /// Make the change without confirmation; required without a terminal or if the input is stdin
    #[arg(long, short, help_heading = "Safety")]
    pub(crate) yes: bool,

    /// Print the method, URL and body of each request, and send nothing
    #[arg(long, help_heading = "Safety")]
    pub(crate) dry_run: bool,

    /// Maximum number of campaigns or recipients, or "none" for no limit
    #[arg(long, value_name = "N", default_value = "100", help_heading = "Safety")]
    pub(crate) ceiling: Ceiling,
}

/// The maximum number of campaigns or recipients of a command that writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ceiling(Option<u64>);

impl FromStr for Ceiling {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        match text.parse() {
            Ok(limit @ 1..) => Ok(Self(Some(limit))),
            _ if text == "none" => Ok(Self(None)),
            _ => Err("expected an integer of at least 1, or none"),
        }
    }
}

impl Ceiling {
    /// Returns an error if there are more records than the ceiling.
    pub(crate) fn check(self, count: u64, noun: &'static str) -> Result<(), ConfirmationError> {
        match self.0 {
            Some(ceiling) if count > ceiling => Err(ConfirmationError::Ceiling { ceiling, noun }),
            _ => Ok(()),
        }
    }
}

/// The reason why a change is not made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfirmationError {
    #[error("--yes is required without a terminal; nothing was sent")]
    NoTerminal,
    #[error("--yes is required with input from stdin; nothing was sent")]
    Stdin,
    #[error("the command was not confirmed; nothing was changed")]
    Declined,
    #[error(
        "the number of {noun} exceeds the ceiling of {ceiling}; nothing was sent; to change the ceiling, use --ceiling N or \
         --ceiling none"
    )]
    Ceiling { ceiling: u64, noun: &'static str },
}

/// Whether the user must confirm the change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Confirmation {
    Given,
    Prompt,
}

impl ConfirmationArgs {
    /// Returns whether to prompt the user, or an error if a prompt is required but not possible. Called before any request is
    /// sent.
    pub(crate) fn resolve(
        &self,
        reads_stdin: bool,
        context: &Context<'_>,
    ) -> Result<Confirmation, ConfirmationError> {
        if self.yes || self.dry_run {
            return Ok(Confirmation::Given);
        }
        if reads_stdin {
            return Err(ConfirmationError::Stdin);
        }
        if !io::stdin().is_terminal() || !context.terminal.stderr.is_terminal {
            return Err(ConfirmationError::NoTerminal);
        }
        Ok(Confirmation::Prompt)
    }
}

impl Confirmation {
    /// Prompts with the question if necessary. Returns an error unless the user enters `y` or `yes`.
    pub(crate) fn obtain(self, question: &str, context: &Context<'_>) -> Result<(), Failure> {
        if self == Self::Given {
            return Ok(());
        }
        context.progress.finish();
        let mut input = String::new();
        let stream = context.terminal.stderr;
        let mut err = io::stderr().lock();
        let prompted = stream
            .paint(&mut err, BOLD, question)
            .and_then(|()| err.write_all(b" [y/N] "))
            .and_then(|()| err.flush())
            .and_then(|()| io::stdin().lock().read_line(&mut input));
        let is_yes = matches!(input.trim().to_lowercase().as_str(), "y" | "yes");
        if prompted.is_ok() && is_yes { Ok(()) } else { Err(ConfirmationError::Declined.into()) }
    }
}

/// A campaign to change, as shown before the prompt.
#[derive(Serialize)]
struct Shown {
    uuid: String,
    name: Option<String>,
    status: Option<String>,
    segment: Option<String>,
}

type C = Column<Shown>;

impl Record for Shown {
    const NOUN: [&'static str; 2] = ["campaign", "campaigns"];
    const COLUMNS: &'static [Column<Self>] = &[
        C::text("name", |it| it.name.as_deref()).flexible(36),
        C::text("status", |it| it.status.as_deref())
            .style(|status| if CampaignStatus::KNOWN.contains(&status) { PLAIN } else { DIM }),
        C::text("segment", |it| it.segment.as_deref()).flexible(20),
        C::text("uuid", |it| Some(&it.uuid)).style(|_| DIM),
    ];
    const TABLE: &'static [(&'static str, u8)] = &[("name", 0), ("status", 1), ("segment", 2), ("uuid", 3)];
}

impl Shown {
    fn new(uuid: String, read: Result<Response<CampaignDetail>, Error>) -> Self {
        match read.map(Response::into_inner) {
            Ok(campaign) => Self {
                uuid,
                name: campaign.name,
                status: campaign.status.map(|status| status.as_str().to_owned()),
                segment: campaign.segment_name.or(campaign.segment_uuid),
            },
            Err(error) => {
                let status = if error.status().is_some_and(|status| status.as_u16() == 404) {
                    "not found".to_owned()
                } else {
                    "failed to read".to_owned()
                };
                // The UUID is shown in the name column, because that column is shown at every width.
                Self { name: Some(uuid.clone()), uuid, status: Some(status), segment: None }
            }
        }
    }
}

/// Reads campaigns and shows them on stderr before they are changed.
pub(crate) async fn show_campaigns(client: &Client, uuids: &[String], context: &Context<'_>) {
    context.progress.start("reading the campaigns");
    let reads = uuids.iter().take(SHOWN).map(|uuid| async move {
        let read = client.campaigns().get(uuid).send().await;
        Shown::new(uuid.clone(), read)
    });
    let shown: Vec<Shown> = stream::iter(reads).buffered(READS).collect().await;
    context.progress.finish();
    // If stderr is closed, the prompt also fails.
    let _ = table_to_stderr(&shown, context.terminal, Timestamp::now());
    let rest = uuids.len().saturating_sub(shown.len());
    if rest > 0 {
        let _ = writeln!(io::stderr(), "and {rest} more");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ceiling_is_a_number_or_none() {
        assert_eq!("none".parse(), Ok(Ceiling(None)));
        assert_eq!("1".parse(), Ok(Ceiling(Some(1))));
        for text in ["0", "-1", "", "None", "1.5", "99999999999999999999"] {
            assert!(text.parse::<Ceiling>().is_err(), "{text}");
        }
        let ceiling: Ceiling = "2".parse().unwrap();
        assert!(ceiling.check(2, "campaigns").is_ok() && ceiling.check(3, "campaigns").is_err());
        assert!(Ceiling(None).check(u64::MAX, "campaigns").is_ok());
    }
}
