//! Tests of the reports for each case of the corpus.

use std::collections::BTreeSet;
use std::fmt::Write;

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
fn case_names_are_unique() {
    let names: BTreeSet<_> = corpus().iter().map(|case| case.name).collect();
    assert_eq!(names.len(), corpus().len());
}
