//! Tests of the reports for each case of the corpus.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Value, json};
use xtask::diff::{Impact, compare};

use crate::corpus::{Expected, base, corpus};

#[test]
fn every_case_has_the_expected_impact() {
    let old = base();
    let mut wrong = Vec::new();
    for case in corpus() {
        let mut new = old.clone();
        (case.change)(&mut new);
        let findings = compare(&old, &new);
        let impact = match findings.first().map(|finding| finding.impact) {
            Some(Impact::Breaking) => Expected::Breaking,
            Some(Impact::Addition) => Expected::Addition,
            Some(Impact::Documentation) => Expected::Documentation,
            None => Expected::Nothing,
        };
        if impact != case.expected {
            wrong.push(format!("{}: expected {:?}, found {findings:?}", case.name, case.expected));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn reports_match_the_snapshot() {
    let old = base();
    let mut text = String::new();
    for case in corpus() {
        let mut new = old.clone();
        (case.change)(&mut new);
        writeln!(text, "{}", case.name).unwrap();
        for finding in compare(&old, &new) {
            writeln!(text, "  {finding}").unwrap();
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn describing_a_required_field_adds_no_requirement_and_hides_no_change() {
    let with = |required: &[&str], properties: Value| {
        let schema = json!({ "type": "object", "required": required, "properties": properties });
        let content = json!({ "application/json": { "schema": schema } });
        json!({
            "openapi": "3.0.3",
            "info": { "title": "t", "version": "1.0.0" },
            "paths": { "/a": { "put": {
                "operationId": "a",
                "requestBody": { "content": content },
                "responses": { "200": { "description": "ok", "content": content } },
            } } },
        })
    };
    let id = json!({ "id": { "type": "string" } });
    let found = |old: &Value, new: &Value| -> Vec<_> {
        compare(old, new).iter().map(|finding| (finding.impact, finding.message.clone())).collect()
    };
    let added = |message: &str| (Impact::Addition, message.to_owned());
    assert_eq!(
        found(&with(&["id"], json!({})), &with(&["id"], id.clone())),
        [added("field added"), added("field added")]
    );
    assert_eq!(
        found(&with(&["id"], json!({})), &with(&[], id)),
        [
            (Impact::Breaking, "field became optional, but clients may rely on it".to_owned()),
            added("field became optional")
        ]
    );
}

#[test]
fn case_names_are_unique() {
    let names: BTreeSet<_> = corpus().iter().map(|case| case.name).collect();
    assert_eq!(names.len(), corpus().len());
}
