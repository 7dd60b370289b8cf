//! Campaigns that are created, changed, moved and removed while clients read.

use blueshift_sandbox::{DataError, DataSet, Fault, Order, Sandbox, Shape, Target};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::wire::{all, campaigns, json, uuids};

fn now() -> Timestamp {
    "2026-03-15T12:00:00Z".parse().unwrap()
}

/// Starts a sandbox with the campaigns `a` to `f`; `f` was updated last.
async fn six(order: Order) -> Sandbox {
    let rows: Vec<_> = ["a", "b", "c", "d", "e", "f"]
        .iter()
        .zip(1..)
        .map(|(uuid, day)| json!({"uuid": uuid, "extra": day, "updated_at": format!("2026-01-0{day}T00:00:00Z")}))
        .collect();
    let data = DataSet::from_json(&Value::from(rows).to_string()).unwrap();
    Sandbox::builder().data(data).now(now()).order(order).start().await.unwrap()
}

async fn listed(sandbox: &Sandbox) -> String {
    uuids(&campaigns(sandbox, "").await).concat()
}

fn fields(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

#[tokio::test]
async fn touch_moves_to_front_only_when_sorted_by_update() {
    for (order, before, after) in [(Order::Updated, "fedcba", "cfedba"), (Order::Given, "abcdef", "abcdef")] {
        let sandbox = six(order).await;
        assert_eq!(listed(&sandbox).await, before);
        assert!(sandbox.touch("c"));
        assert_eq!(listed(&sandbox).await, after, "{order:?}");
        let mut touched = campaigns(&sandbox, "").await;
        touched.retain(|campaign| campaign["uuid"] == "c");
        assert_eq!(touched, [json!({"uuid": "c", "extra": 3, "updated_at": "2026-03-15T12:00:00.000Z"})]);
        assert!(!sandbox.touch("nonexistent"));
    }
}

#[tokio::test]
async fn neighbors_swap_by_index_or_uuid() {
    let sandbox = six(Order::Given).await;
    assert!(sandbox.swap(1));
    assert_eq!(listed(&sandbox).await, "acbdef");
    assert!(sandbox.swap("e"));
    assert_eq!(listed(&sandbox).await, "acbdfe");
    assert!(!sandbox.swap(5) && !sandbox.swap(6) && !sandbox.swap("nonexistent"));
    assert_eq!(listed(&sandbox).await, "acbdfe");
}

#[tokio::test]
async fn a_removed_campaign_is_hidden_until_it_is_restored() {
    let sandbox = six(Order::Given).await;
    assert!(sandbox.remove("b") && sandbox.remove(2));
    assert_eq!((listed(&sandbox).await, sandbox.campaigns()), ("acef".to_owned(), 4));
    assert!(!sandbox.remove("b"));
    assert!(sandbox.swap(1));
    assert_eq!(listed(&sandbox).await, "aecf");
    assert!(sandbox.restore("d") && sandbox.restore(0) && !sandbox.restore(0));
    assert_eq!((listed(&sandbox).await, sandbox.campaigns()), ("abedcf".to_owned(), 6));
}

#[tokio::test]
async fn created_campaigns_are_listed_and_filtered() {
    for (order, expected) in [
        (Order::Newest, "gabcdef"),
        (Order::Updated, "gfedcba"),
        (Order::Given, "abcdefg"),
        (Order::Oldest, "abcdefg"),
    ] {
        let sandbox = six(order).await;
        let created = sandbox.create(fields(json!({"uuid": "g", "status": "draft"}))).unwrap();
        assert_eq!((listed(&sandbox).await.as_str(), created.as_str()), (expected, "g"), "{order:?}");
        assert_eq!(
            campaigns(&sandbox, "status=draft").await,
            [json!({
                "uuid": "g", "status": "draft", "created_at": "2026-03-15T12:00:00.000Z",
                "updated_at": "2026-03-15T12:00:00.000Z",
            })]
        );
        assert!(sandbox.change("g", fields(json!({"status": "launched"}))).unwrap());
        assert!(campaigns(&sandbox, "status=draft").await.is_empty());
        assert_eq!(uuids(&campaigns(&sandbox, "status=launched").await), ["g"]);
    }
}

#[tokio::test]
async fn refuses_invalid_campaigns_and_changes() {
    let sandbox = six(Order::Given).await;
    let create = |value| sandbox.create(fields(value)).expect_err("must be refused").to_string();
    assert_eq!(create(json!({"uuid": "a"})), r#"a campaign with the `uuid` "a" already exists"#);
    assert_eq!(create(json!({"archived": 1})), "row 1, field `archived`: expected true or false, found 1");
    let renamed = sandbox.change("a", fields(json!({"uuid": "z"})));
    assert!(matches!(renamed, Err(DataError::UuidChanged)));
    let invalid = sandbox.change("a", fields(json!({"updated_at": "soon"})));
    assert!(matches!(invalid, Err(DataError::Field { field: "updated_at", .. })));
    assert!(!sandbox.change("nonexistent", Map::new()).unwrap());
    assert_eq!(listed(&sandbox).await, "abcdef");
    let again = sandbox.create(Map::new()).unwrap();
    assert_ne!(sandbox.create(Map::new()).unwrap(), again);
}

#[tokio::test]
async fn change_keeps_other_fields_of_a_seeded_campaign() {
    let builder = Sandbox::builder().now(now()).order(Order::Oldest);
    let sandbox = builder.start().await.unwrap();
    let before = campaigns(&sandbox, "per_page=500&exec_term=recurring").await;
    let changed = before[7]["uuid"].as_str().unwrap();
    assert!(sandbox.change(changed, fields(json!({"archived": true, "name": "New"}))).unwrap());
    let mut expected = before.clone();
    expected[7]["archived"] = true.into();
    expected[7]["name"] = "New".into();
    expected[7]["updated_at"] = "2026-03-15T12:00:00.000Z".into();
    assert_eq!(sandbox.campaign(changed), expected[7].as_object().cloned());
    assert_eq!(sandbox.campaign("nonexistent"), None);
    assert_eq!(campaigns(&sandbox, "per_page=500&exec_term=recurring").await, expected);
}

#[tokio::test]
async fn events_apply_after_a_number_of_responses() {
    for (event, expected) in [
        (Fault::touch("b"), "bfedca"),
        (Fault::swap(1), "fdecba"),
        (Fault::remove("d"), "fecba"),
        (Fault::inserts(1), "*fedcba"),
    ] {
        let sandbox = six(Order::Updated).await;
        sandbox.faults().set([event.after(2).times(1)]);
        assert_eq!(listed(&sandbox).await, "fedcba");
        assert_eq!(listed(&sandbox).await, "fedcba");
        for _ in 0..2 {
            let found = uuids(&campaigns(&sandbox, "").await);
            let found: Vec<_> = found.iter().map(|uuid| if uuid.len() > 1 { "*" } else { uuid }).collect();
            assert_eq!(found.concat(), expected);
        }
        assert_eq!(sandbox.faults().applied(), [1]);
    }
}

#[tokio::test]
async fn simple_reader_misses_a_moved_campaign() {
    let sandbox = six(Order::Updated).await;
    sandbox.faults().set([Fault::touch("a").after(2).times(1)]);
    assert_eq!(uuids(&all(&sandbox, "per_page=2", 0).await).concat(), "fedccb");
}

#[tokio::test]
async fn totals_exclude_removed_campaigns() {
    let builder = Sandbox::builder().campaigns(100).shape(Shape::Envelope);
    let sandbox = builder.start().await.unwrap();
    let total = async || json(&sandbox, "exec_term=onsite").await["total_count"].as_f64();
    let first = json(&sandbox, "exec_term=onsite").await["results"][0]["uuid"].as_str().unwrap().to_owned();
    assert_eq!(total().await, Some(10.0));
    assert!(sandbox.remove(Target::from(first.as_str())));
    assert_eq!(total().await, Some(9.0));
    assert!(sandbox.restore(first));
    assert_eq!(total().await, Some(10.0));
}

#[tokio::test]
async fn one_of_a_million_campaigns_can_be_changed() {
    let sandbox = Sandbox::builder().campaigns(1_000_000).start().await.unwrap();
    let last = campaigns(&sandbox, "exec_term=recurring&per_page=500&page=399").await;
    let uuid = last[499]["uuid"].as_str().unwrap();
    assert!(sandbox.change(uuid, fields(json!({"status": "brand_new"}))).unwrap());
    assert_eq!(uuids(&campaigns(&sandbox, "status=brand_new").await), [uuid]);
}
