//! What to do about a failure.

use blueshift::{Error, ListingProblem, TransportError, TransportProblem};

use super::{Elsewhere, Failure, Refusal};
use crate::config::SettingsError;

const KEY_KINDS: &str = "It must be a User API key: an Event API key gets this answer too. An admin of the account \
                         can look it up.";

/// Paragraphs of advice; none where the error says it all.
pub(super) fn of(failure: &Failure) -> Vec<String> {
    match failure {
        Failure::Settings(error) => of_settings(error).into_iter().map(str::to_owned).collect(),
        Failure::Refused(refusal) => of_refusal(refusal),
        Failure::Call(error) => of_call(error).into_iter().map(str::to_owned).collect(),
        Failure::Listing { source, printed } => {
            // Where nothing was printed, the same command again is as good.
            let go_on = go_on(source).filter(|_| *printed > 0);
            let advice = if *printed > 0 { of_later_page(source) } else { of_call(source) };
            advice.map(str::to_owned).into_iter().chain(go_on).collect()
        }
        _ => Vec::new(),
    }
}

fn of_settings(error: &SettingsError) -> Vec<&'static str> {
    match error {
        SettingsError::NoKey => vec![
            "Put a User API key into BLUESHIFT_API_KEY, or name its file with --api-key-file.",
            "To try the command without an account: blueshift --sandbox campaigns list",
        ],
        SettingsError::NoConfigFile { .. } => {
            vec!["`blueshift config show --help` says where it belongs and what it looks like."]
        }
        _ => Vec::new(),
    }
}

fn of_refusal(refusal: &Refusal) -> Vec<String> {
    match &refusal.elsewhere {
        Some((region, Elsewhere::Works { .. })) => {
            let ways = format!("Use --region {region}, BLUESHIFT_REGION={region}, or region = \"{region}\"");
            vec![format!("{ways} in the profile.")]
        }
        Some((region, Elsewhere::Failed(error))) => {
            vec![format!("Region {region} could not be asked: {error}."), KEY_KINDS.to_owned()]
        }
        _ => vec![KEY_KINDS.to_owned()],
    }
}

fn of_call(error: &Error) -> Option<&'static str> {
    Some(match error.status().map(|status| status.as_u16()) {
        Some(400 | 422) => {
            "The server refused a filter. Dates are sent as 2026-05-20T18:43:34Z; -vv shows the query as it was \
             sent."
        }
        Some(401) => {
            "It may be the key of the other region, an Event API key where a User API key is needed, or no longer \
             valid: `blueshift auth check` finds out."
        }
        Some(403) => {
            "The key is known and lacks the right. Ask an admin of the account for a User API key that may list \
             campaigns."
        }
        Some(404) => {
            "Nothing is served at this address. Check --base-url and BLUESHIFT_BASE_URL: `blueshift config show` \
             tells what is in force."
        }
        Some(429) => "Others use the account's allowance too. Wait a while, and lower --concurrency.",
        Some(500..=599) => {
            "Blueshift itself is failing. Try later; if it lasts, tell its support the request id."
        }
        _ => match super::innermost(error) {
            Error::Transport(transport) => return of_transport(transport),
            Error::Decode(_) => {
                "The answer is not what the contract says. Please report it, with the request id."
            }
            _ => return None,
        },
    })
}

/// As [`of_call`], after earlier pages with campaigns: the address, the key and the filters were accepted.
fn of_later_page(error: &Error) -> Option<&'static str> {
    Some(match error.status().map(|status| status.as_u16()) {
        Some(400 | 404 | 422) => {
            "The server returned earlier pages of the same listing, so the fault is probably temporary or the server's. \
             If it persists, report it to Blueshift's support with the request id."
        }
        Some(401 | 403) => {
            "The key was accepted for earlier pages, so it was probably revoked or restricted in the meantime. An admin \
             of the account can check it."
        }
        _ => match super::innermost(error) {
            Error::Transport(transport) if transport.problem() == TransportProblem::Connect => {
                "The server was reached for earlier pages, so the fault is probably temporary."
            }
            _ => return of_call(error),
        },
    })
}

fn of_transport(error: &TransportError) -> Option<&'static str> {
    Some(match error.problem() {
        TransportProblem::Connect => {
            "Check the address (`blueshift config show`), the network, and a proxy (HTTPS_PROXY)."
        }
        TransportProblem::Deadline(_) => {
            "Give it longer with --timeout, or ask for less at a time with --per-page."
        }
        TransportProblem::Timeout => "Ask for less at a time with --per-page, or try later.",
        TransportProblem::TooLarge(_) => "Ask for less at a time with --per-page.",
        TransportProblem::Broken => "The network, or something on the way, cut the connection. Try again.",
        _ => return None,
    })
}

/// How a listing of many pages is gone on with.
fn go_on(error: &Error) -> Option<String> {
    let Error::Listing(listing) = error else {
        return None;
    };
    let ListingProblem::Call(_) = listing.problem() else {
        return None;
    };
    // From the first page, the same command is as good.
    let page = listing.page().filter(|page| *page > 0)?;
    Some(if listing.is_second_part() {
        format!(
            "To go on from there: --exec-term one_time --startdate 1970-01-01 --first-page {page}, in place of \
             --all-time"
        )
    } else {
        format!("To go on from there: --first-page {page}")
    })
}
