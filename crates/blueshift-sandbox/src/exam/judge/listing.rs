//! Checks a listing: every campaign once, or an error.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitStatus;

use serde_json::{Map, Value};

use super::{fields, summary};
use crate::exam::setup::{Expected, Served, Setup};
use crate::sandbox::Sandbox;

/// A line of output.
enum Line {
    Uuid(String),
    Object(String, Map<String, Value>),
}

impl Line {
    fn parse(line: &str) -> Option<Self> {
        if !line.starts_with('{') {
            return Some(Self::Uuid(line.to_owned()));
        }
        let object: Map<String, Value> = serde_json::from_str(line).ok()?;
        let uuid = object.get("uuid").and_then(Value::as_str).filter(|uuid| !uuid.is_empty())?;
        Some(Self::Object(uuid.to_owned(), object))
    }

    fn uuid(&self) -> &str {
        match self {
            Self::Uuid(uuid) | Self::Object(uuid, _) => uuid,
        }
    }
}

/// Returns the problems found in the exit status and the output of a reader.
pub(super) fn problems(
    expected: Expected,
    setup: &Setup,
    sandbox: &Sandbox,
    status: ExitStatus,
    stdout: &[u8],
) -> Vec<String> {
    let served = setup.served(sandbox);
    let mut problems = Vec::new();
    let printed = parse(stdout, &mut problems);
    problems.extend(wrong_lines(&printed, &served));
    if !status.success() {
        if expected == Expected::Complete {
            problems.push(format!("the command failed ({status}), although the list can be read completely"));
        }
        return problems;
    }
    let seen: BTreeSet<_> = printed.iter().map(Line::uuid).collect();
    let required: Vec<_> =
        setup.campaigns.iter().filter_map(|campaign| campaign.get("uuid").and_then(Value::as_str)).collect();
    let missing: Vec<_> =
        required.iter().filter(|uuid| !seen.contains(*uuid)).map(|uuid| (*uuid).to_owned()).collect();
    if !missing.is_empty() {
        let (count, all) = (missing.len(), required.len());
        problems.push(format!(
            "the command reported success, but {count} of {all} campaigns are missing: {}",
            summary(&missing)
        ));
    } else if expected == Expected::Error {
        problems.push("the command reported success, although not all campaigns can be read".to_owned());
    }
    problems
}

fn parse(stdout: &[u8], problems: &mut Vec<String>) -> Vec<Line> {
    let text = String::from_utf8_lossy(stdout);
    let (mut parsed, mut invalid) = (Vec::new(), Vec::new());
    for (number, line) in (1_u64..).zip(text.lines().map(str::trim)).filter(|(_, line)| !line.is_empty()) {
        match Line::parse(line) {
            Some(line) => parsed.push(line),
            None => invalid.push(number.to_string()),
        }
    }
    if !invalid.is_empty() {
        problems.push(format!(
            "the command printed lines that are neither a UUID nor a JSON object with a `uuid`; \
             line numbers: {}",
            summary(&invalid)
        ));
    }
    parsed
}

/// Returns the problems of the printed lines.
fn wrong_lines(printed: &[Line], served: &Served) -> Vec<String> {
    let (mut seen, mut repeated, mut unknown, mut changed) =
        (BTreeSet::new(), Vec::new(), Vec::new(), Vec::new());
    let sent: BTreeMap<_, _> = served
        .fields
        .iter()
        .filter_map(|fields| Some((fields.get("uuid").and_then(Value::as_str)?, fields)))
        .collect();
    for line in printed {
        let uuid = line.uuid();
        if !served.uuids.contains(uuid) {
            unknown.push(uuid.to_owned());
        } else if !seen.insert(uuid) {
            repeated.push(uuid.to_owned());
        }
        if let Line::Object(_, object) = line
            && let Some(field) = sent.get(uuid).and_then(|fields| fields::first_difference(fields, object))
        {
            changed.push(format!("`{field}` of {uuid}"));
        }
    }
    let mut problems = Vec::new();
    for (problem, uuids) in [
        ("the command printed campaigns more than once", repeated),
        ("the command printed campaigns that the server does not have", unknown),
        ("in the printed campaigns, fields are missing or differ from the response", changed),
    ] {
        if !uuids.is_empty() {
            problems.push(format!("{problem}: {}", summary(&uuids)));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn served(campaigns: &[Value]) -> Served {
        let fields: Vec<_> = campaigns.iter().filter_map(|one| one.as_object().cloned()).collect();
        let uuids = fields.iter().filter_map(|one| one["uuid"].as_str()).map(str::to_owned).collect();
        Served { uuids, fields }
    }

    fn wrong(stdout: &str) -> Vec<String> {
        let served = served(&[json!({"uuid": "a", "name": "A"}), json!({"uuid": "b", "name": "B"})]);
        let mut problems = Vec::new();
        let lines = parse(stdout.as_bytes(), &mut problems);
        problems.extend(wrong_lines(&lines, &served));
        problems
    }

    #[test]
    fn accepts_uuids_and_objects() {
        assert_eq!(wrong("a\n{\"uuid\":\"b\",\"name\":\"B\"}\n\n"), [""; 0]);
    }

    #[test]
    fn reports_each_problem_of_a_line() {
        for (stdout, problem) in [
            ("a\na\n", "the command printed campaigns more than once: a"),
            ("c\n", "the command printed campaigns that the server does not have: c"),
            ("{\"uuid\":\"b\"}", "`name` of b"),
            ("{\"uuid\":\"b\",\"name\":\"A\"}", "`name` of b"),
            ("{\"name\":\"A\"}", "with a `uuid`; line numbers: 1"),
            ("a\n{\"uuid\":\"\"}", "with a `uuid`; line numbers: 2"),
            ("{", "with a `uuid`; line numbers: 1"),
        ] {
            let found = wrong(stdout);
            assert!(matches!(&found[..], [only] if only.contains(problem)), "{stdout}: {found:?}");
        }
    }
}
