//! The crate drift's comparison, in this project's words.

use anyhow::{Context, anyhow};
use drift::{Change, ChangeClass, ChangeComparison, ChangeDetails, ChangeInfo};
use serde_json::Value;

use super::finding::{Audience, Finding, Impact};
use super::operations::Walked;

/// What drift finds, less what the walk through the documents tells more exactly.
pub(super) fn compare(old: &Value, new: &Value, walked: &Walked) -> anyhow::Result<Vec<Finding>> {
    // Drift stops the program at a body in a form that only one document has. The walk has told of those.
    let old = without(old, &walked.unmatched_media.0);
    let new = without(new, &walked.unmatched_media.1);
    let changes = drift::compare(&old, &new)
        .map_err(|error| anyhow!("{error:#}"))
        .context("the documents cannot be compared")?;
    let all = changes.iter().flat_map(|change| change.changes.iter().map(move |info| (change, info)));
    Ok(all.filter_map(|(change, info)| judge(change, info, walked)).collect())
}

fn judge(change: &Change, info: &ChangeInfo, walked: &Walked) -> Option<Finding> {
    // The walk judges statuses by the contract's own promise, and every key of a schema one by one.
    if info.message.contains("responds with status") || info.message.contains("new response code") {
        return None;
    }
    let impact = match info.class {
        ChangeClass::BackwardIncompatible | ChangeClass::Incompatible => Impact::Breaking,
        ChangeClass::ForwardIncompatible => Impact::Compatible,
        ChangeClass::Trivial | ChangeClass::Unhandled => return None,
    };
    let path = change.paths.first()?;
    let old = pointer(path.old.current_pointer(), &info.old_subpath);
    let new = pointer(path.new.current_pointer(), &info.new_subpath);
    // What was removed has a place of its own in the old document alone.
    let place = if info.details == ChangeDetails::Removed { old } else { new };
    if info.class == ChangeClass::Incompatible && walked.findings.iter().any(|finding| finding.place == place)
    {
        return None;
    }
    let audience = audience(change);
    Some(Finding { impact, audience, place, what: in_our_words(&info.message) })
}

fn audience(change: &Change) -> Audience {
    let has = |kind| change.paths.iter().any(|path| path.comparison == kind);
    match (has(ChangeComparison::Input), has(ChangeComparison::Output)) {
        (true, false) => Audience::Senders,
        (false, true) => Audience::Receivers,
        _ => Audience::Everyone,
    }
}

/// Begins with a small letter, as every other finding does.
fn in_our_words(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

fn pointer(base: &str, below: &str) -> String {
    if below.is_empty() { base.to_owned() } else { format!("{base}/{below}") }
}

/// The document without what lies at these places.
fn without(document: &Value, places: &[String]) -> Value {
    let mut document = document.clone();
    for place in places {
        let Some((parent, key)) = place.trim_start_matches('#').rsplit_once('/') else { continue };
        let key = key.replace("~1", "/").replace("~0", "~");
        if let Some(parent) = document.pointer_mut(parent).and_then(Value::as_object_mut) {
            parent.remove(&key);
        }
    }
    document
}
