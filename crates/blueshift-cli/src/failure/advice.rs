//! What to do about a failure.

use blueshift::{Error, ListingProblem, TransportError, TransportProblem};

use super::{Elsewhere, Failure, SettingsError};

/// Lines of advice; none where the error says it all.
pub(super) fn of(failure: &Failure) -> Vec<String> {
    match failure {
        Failure::Settings(SettingsError::NoKey) => lines(&[
            "Put a User API key into BLUESHIFT_API_KEY, or into a file named with --api-key-file.",
            "To try the command without an account: blueshift --sandbox campaigns list",
        ]),
        Failure::Settings(SettingsError::NoConfigFile { .. }) => {
            lines(&["`blueshift config show --help` says where it is read from and what it looks like."])
        }
        Failure::Refused(refusal) => match &refusal.elsewhere {
            Some((region, Elsewhere::Works { .. })) => vec![format!(
                "Use --region {region}, BLUESHIFT_REGION={region}, or region = \"{region}\" in the profile."
            )],
            Some((region, Elsewhere::Failed(error))) => {
                let mut advice = vec![format!("Region {region} could not be asked: {error}.")];
                advice.extend(lines(&KEY_KINDS));
                advice
            }
            _ => lines(&KEY_KINDS),
        },
        Failure::Call(error) => of_call(error),
        Failure::Listing { source, printed } => {
            let mut advice = of_call(source);
            // Where nothing was printed, the same command again is as good.
            advice.extend(go_on(source).filter(|_| *printed > 0));
            advice
        }
        _ => Vec::new(),
    }
}

const KEY_KINDS: [&str; 2] = [
    "It must be a User API key: an Event API key gets this answer too. An admin of the account can",
    "look it up.",
];

fn lines(text: &[&str]) -> Vec<String> {
    text.iter().map(|line| (*line).to_owned()).collect()
}

fn of_call(error: &Error) -> Vec<String> {
    lines(match error.status().map(|status| status.as_u16()) {
        Some(400 | 422) => &[
            "The server refused a filter. Dates are sent as 2026-05-20T18:43:34Z; -vv shows the query as it",
            "was sent.",
        ],
        Some(401) => &[
            "It may be the key of the other region, an Event API key where a User API key is needed, or no",
            "longer valid: `blueshift auth check` finds out.",
        ],
        Some(403) => &[
            "The key is known and lacks the right. Ask an admin of the account for a User API key that may",
            "list campaigns.",
        ],
        Some(404) => &[
            "Nothing is served at this address. Check --base-url and BLUESHIFT_BASE_URL:",
            "`blueshift config show` tells what is in force.",
        ],
        Some(429) => &["Others use the account's allowance too. Wait a while, and lower --concurrency."],
        Some(500..=599) => {
            &["Blueshift itself is failing. Try later; if it lasts, quote the request id to its support."]
        }
        _ => match super::innermost(error) {
            Error::Transport(transport) => of_transport(transport),
            Error::Decode(_) => {
                &["The answer is not what the contract says. Please report it, with the request id."]
            }
            _ => &[],
        },
    })
}

fn of_transport(error: &TransportError) -> &'static [&'static str] {
    match error.problem() {
        TransportProblem::Connect => {
            &["Check the network, a proxy (HTTPS_PROXY), and the address: `blueshift config show`."]
        }
        TransportProblem::Deadline(_) => {
            &["Give it longer with --timeout, or ask for less at a time with --per-page."]
        }
        TransportProblem::Timeout => &["Ask for less at a time with --per-page, or try later."],
        TransportProblem::TooLarge(_) => &["Ask for less at a time with --per-page."],
        TransportProblem::Broken => &["The network, or something on the way, cut the connection. Try again."],
        _ => &[],
    }
}

/// How a listing of many pages is gone on with.
fn go_on(error: &Error) -> Option<String> {
    let Error::Listing(listing) = error else {
        return None;
    };
    let page = listing.page();
    match listing.problem() {
        ListingProblem::Call(_) if listing.is_second_part() => Some(format!(
            "To go on from there: --exec-term one_time --startdate 1970-01-01 --first-page {page} in place of --all-time."
        )),
        ListingProblem::Call(_) => Some(format!("To go on from there: --first-page {page}")),
        _ => None,
    }
}
