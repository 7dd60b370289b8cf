//! Advice about a failure, by operation and error.

use blueshift::{Error, TransportProblem};

use super::{Failure, Operation, OtherRegion, Refusal, UsageError, innermost, transport_problem};
use crate::config::SettingsError;

const KEY_KINDS: &str = "The key must be a User API key; Event API keys are not accepted. An admin of the account can look up \
                         the User API key.";

const CONTRACT_MISMATCH: &str =
    "The response does not match the API contract. Report this to Blueshift's support with the request id.";

/// Returns paragraphs of advice, or none if the error needs no explanation.
pub(super) fn for_failure(failure: &Failure) -> Vec<String> {
    match failure {
        Failure::Settings(error) => for_settings(error).iter().map(|text| (*text).to_owned()).collect(),
        Failure::Usage(UsageError::CampaignUuid { .. }) => {
            vec![
                "`blueshift campaigns list --columns name,uuid` lists the UUIDs of the campaigns.".to_owned(),
            ]
        }
        Failure::Refused(refusal) => for_refusal(refusal),
        Failure::NoRecords { .. } => vec![CONTRACT_MISMATCH.to_owned()],
        Failure::Call { operation, source, printed } => {
            for_call(operation, source, *printed, (operation.next_step)(source, *printed))
        }
        Failure::Writes(failure) => {
            let next_step = failure.next_step.clone();
            match failure.error() {
                Some(error) => for_call(failure.operation, error, 0, next_step),
                None => next_step.into_iter().collect(),
            }
        }
        _ => Vec::new(),
    }
}

fn for_settings(error: &SettingsError) -> &'static [&'static str] {
    match error {
        SettingsError::NoKey => &[
            "Set BLUESHIFT_API_KEY to a User API key, or use --api-key-file with a file that contains it.",
            "`blueshift config init` stores the settings of an account in a profile.",
            "To try the command without an account: blueshift --sandbox campaigns list",
        ],
        SettingsError::NoConfigFile { .. } => {
            &["`blueshift config show --help` describes the config file and its location."]
        }
        _ => &[],
    }
}

fn for_refusal(refusal: &Refusal) -> Vec<String> {
    match &refusal.other {
        Some((region, OtherRegion::Accepts { .. })) => vec![format!(
            "Use --region {region}, BLUESHIFT_REGION={region}, or region = \"{region}\" in the profile."
        )],
        Some((region, OtherRegion::Unknown(error))) => {
            vec![format!("Region {region} could not be checked: {error}."), KEY_KINDS.to_owned()]
        }
        _ => vec![KEY_KINDS.to_owned()],
    }
}

fn for_call(operation: &Operation, error: &Error, printed: u64, next_step: Option<String>) -> Vec<String> {
    let specific = (operation.advice)(error, printed).map(str::to_owned);
    let advice = specific.or_else(|| general(operation, error, printed > 0, next_step.is_some()));
    advice.into_iter().chain(next_step).collect()
}

/// Returns advice that applies to every operation. `served` is true if earlier requests of the command succeeded, so the
/// base URL and the key are valid. If `has_next_step` is true, other advice describes how to continue.
fn general(operation: &Operation, error: &Error, served: bool, has_next_step: bool) -> Option<String> {
    let permission = operation.permission;
    let text = match error.status().map(|status| status.as_u16()) {
        Some(401 | 403) if served => {
            "The key was accepted for earlier requests, so it has probably been revoked or restricted. An admin of \
             the account can check it."
        }
        Some(404) if served => {
            "Earlier requests to the same base URL succeeded, so the error is probably temporary. If it persists, report \
             it to Blueshift's support with the request id."
        }
        Some(401) => {
            "The key may be invalid, belong to the other region, or be an Event API key where a User API key is required. \
             To find out, run `blueshift auth check`."
        }
        Some(403) => {
            return Some(format!(
                "The key is valid but lacks permission. An admin of the account can provide a User API key that may \
                 {permission}."
            ));
        }
        Some(404) => {
            "There is no such endpoint at this base URL. Check --base-url and BLUESHIFT_BASE_URL: `blueshift config \
             show` prints the settings in effect."
        }
        Some(429) => "The rate limit is shared with other clients of the account. Wait before retrying.",
        Some(500..=599) => {
            "The fault is on Blueshift's side. Retry later; if it persists, report it to Blueshift's support with the \
             request id."
        }
        _ => match transport_problem(error) {
            Some(problem) => for_transport(problem, served, has_next_step)?,
            None if matches!(innermost(error), Error::Decode(_)) => CONTRACT_MISMATCH,
            None => return None,
        },
    };
    Some(text.to_owned())
}

fn for_transport(problem: TransportProblem, served: bool, has_next_step: bool) -> Option<&'static str> {
    Some(match problem {
        TransportProblem::Connect if served => {
            "Earlier requests reached the server, so the error is probably temporary."
        }
        TransportProblem::Connect => {
            "Check the base URL (`blueshift config show`), the network, and the proxy (HTTPS_PROXY)."
        }
        TransportProblem::Deadline(_) => "Raise --timeout.",
        TransportProblem::Timeout => "Retry later.",
        TransportProblem::Broken if has_next_step => "The network or a proxy closed the connection.",
        TransportProblem::Broken => "The network or a proxy closed the connection. Retry the command.",
        _ => return None,
    })
}
