//! Machine-readable output, parsed by independent parsers.

use serde_json::Value;

use crate::command::{SPECIAL_NAMES, campaigns_with_special_names, run};

fn list_special_names(output: &str) -> String {
    let directory = tempfile::tempdir().unwrap();
    let data = campaigns_with_special_names(directory.path());
    run(&format!("--sandbox --sandbox-data {} campaigns list --all-time --output {output}", data.display()))
}

fn names(campaigns: &[Value]) -> Vec<&str> {
    let mut campaigns: Vec<_> = campaigns.iter().collect();
    campaigns.sort_by_key(|campaign| campaign["uuid"].as_str());
    campaigns.iter().filter_map(|campaign| campaign["name"].as_str()).collect()
}

#[test]
fn csv_preserves_values() {
    let text = list_special_names("csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap().len(), 15);
    let mut records: Vec<_> = reader.records().map(Result::unwrap).collect();
    records.sort_by(|one, other| one[0].cmp(&other[0]));
    let names: Vec<_> = records.iter().map(|record| &record[1]).collect();
    assert_eq!(names, SPECIAL_NAMES);
}

#[test]
fn json_is_one_array_that_preserves_values() {
    let campaigns: Vec<Value> = serde_json::from_str(&list_special_names("json")).unwrap();
    assert_eq!(names(&campaigns), SPECIAL_NAMES);
}

#[test]
fn ndjson_is_one_object_per_line_that_preserves_values() {
    let text = list_special_names("ndjson");
    let campaigns: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(names(&campaigns), SPECIAL_NAMES);
}

#[test]
fn table_has_one_line_per_campaign() {
    assert_eq!(list_special_names("table").lines().count(), 1 + SPECIAL_NAMES.len());
}

#[test]
fn every_format_contains_the_same_campaigns() {
    let list = |output| {
        run(&format!("--sandbox campaigns list --all-time --per-page 37 --concurrency 4 --output {output}"))
    };
    let json: Vec<Value> = serde_json::from_str(&list("json")).unwrap();
    let ndjson: Vec<Value> = list("ndjson").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(json.len() > 250, "{}", json.len());
    assert_eq!(json, ndjson);
    assert_eq!(list("csv").lines().count(), 1 + json.len());
    assert_eq!(list("table").lines().count(), 1 + json.len());
}

#[test]
fn page_options_and_limit_select_parts_of_a_listing() {
    let list = |options| run(&format!("--sandbox campaigns list --per-page 20 --output ndjson {options}"));
    let whole = list("");
    let whole: Vec<_> = whole.lines().collect();
    assert_eq!(list("--first-page 2").lines().collect::<Vec<_>>(), whole[40..]);
    assert_eq!(list("--page 2").lines().collect::<Vec<_>>(), whole[40..60]);
    assert_eq!(list("--limit 33").lines().collect::<Vec<_>>(), whole[..33]);
}

#[test]
fn csv_safe_prefixes_cells_that_a_spreadsheet_would_evaluate() {
    let formulas =
        ["=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\r\n", "＝1+2", "＋1", "－1", "＠SUM(A1)"];
    let others = ["a=b", "'=1", "\"=1\"", " =1", "", "1-2", "a\n=1", "１＋2"];
    let names = [&formulas[..], &others].concat();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("campaigns.json");
    let campaigns: Vec<_> = (10..)
        .zip(&names)
        .map(|(number, name)| serde_json::json!({ "uuid": format!("c-{number}"), "name": name }))
        .collect();
    std::fs::write(&path, serde_json::to_vec(&campaigns).unwrap()).unwrap();
    let read = |options: &str| -> Vec<String> {
        let text = run(&format!(
            "--sandbox --sandbox-data {} campaigns list --all-time --output csv {options}",
            path.display()
        ));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(&reader.headers().unwrap()[1], "name");
        let mut records: Vec<_> = reader.records().map(Result::unwrap).collect();
        records.sort_by(|one, other| one[0].cmp(&other[0]));
        records.iter().map(|record| record[1].to_owned()).collect()
    };
    assert_eq!(read(""), names);
    let safe = formulas.map(|name| format!("'{name}")).into_iter().chain(others.map(str::to_owned));
    assert_eq!(read("--csv-safe"), safe.collect::<Vec<_>>());
}
