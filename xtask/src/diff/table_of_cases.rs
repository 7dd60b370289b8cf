//! What each kind of change is called.

mod document;
mod parameters;
mod responses;

use serde_json::Value;

use super::{Finding, compare};
use crate::contract::Contract;

const OPERATION: &str = "#/paths/~1api~1v2~1campaigns.json/get";
const CAMPAIGN: &str = "#/components/schemas/Campaign";

fn contract() -> Value {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    Contract::load(root).unwrap().value
}

fn at<'a>(document: &'a mut Value, place: &str) -> &'a mut Value {
    document.pointer_mut(place.trim_start_matches('#')).unwrap()
}

fn remove(document: &mut Value, place: &str, key: &str) {
    at(document, place).as_object_mut().unwrap().remove(key).unwrap();
}

/// What is told of a change, line by line, runs of spaces made one.
fn told(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let (old, mut new) = (contract(), contract());
    change(&mut new);
    lines(&compare(&old, &new).unwrap())
}

fn lines(findings: &[Finding]) -> Vec<String> {
    let squeeze = |line: String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    findings.iter().map(|finding| squeeze(finding.to_string())).collect()
}
