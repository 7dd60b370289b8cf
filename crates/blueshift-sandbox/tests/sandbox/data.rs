//! Campaigns from a file.

use blueshift_sandbox::{DataError, DataSet, Order, Sandbox};

use crate::wire::{campaigns, list, uuids};

const ROWS: &str = r#"[
  {"uuid": "a", "name": "Old", "created_at": "2024-01-01T00:00:00Z", "exec_term": "recurring", "loyalty": {"x": 1}},
  {"uuid": "b", "name": "New", "created_at": "2026-01-01T00:00:00.000Z", "startdate": null, "status": "brand_new"},
  {"uuid": "c"}
]"#;

#[tokio::test]
async fn serves_a_file_unchanged_in_every_order() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), ROWS).unwrap();
    let data = DataSet::from_file(file.path()).unwrap();
    for (order, expected) in [(Order::Newest, "bac"), (Order::Oldest, "cab"), (Order::Given, "abc")] {
        let sandbox = Sandbox::builder().data(data.clone()).order(order).start().await.unwrap();
        let mut served = campaigns(&sandbox, "").await;
        assert_eq!(uuids(&served).concat(), expected, "{order:?}");
        served.sort_by_key(|row| row["uuid"].as_str().map(str::to_owned));
        assert_eq!(served, serde_json::from_str::<Vec<serde_json::Value>>(ROWS).unwrap());
    }
}

#[tokio::test]
async fn filters_and_inserts_apply_to_a_file() {
    let data = DataSet::from_json(ROWS).unwrap();
    let sandbox = Sandbox::builder().data(data).start().await.unwrap();
    assert_eq!(uuids(&campaigns(&sandbox, "status=brand_new").await), ["b"]);
    assert_eq!(uuids(&campaigns(&sandbox, "created_before=2025-01-01T00:00:00Z").await), ["a"]);
    sandbox.insert(1);
    assert_eq!(uuids(&campaigns(&sandbox, "").await)[1..], ["b", "a", "c"]);
}

#[tokio::test]
async fn serves_an_empty_list() {
    let data = DataSet::from_json("[]").unwrap();
    let sandbox = Sandbox::builder().data(data).order(Order::Shuffled).start().await.unwrap();
    assert_eq!(list(&sandbox, "").await.body, b"[]");
}

#[test]
fn reports_the_path_of_a_missing_file() {
    let error = DataSet::from_file("/nonexistent.json").expect_err("must fail");
    assert!(matches!(&error, DataError::Read { .. }));
    assert_eq!(error.to_string(), "cannot read /nonexistent.json");
}
