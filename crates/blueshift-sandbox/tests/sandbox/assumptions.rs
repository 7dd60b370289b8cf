//! Tests that writes are visible and persistent under different assumptions.

use blueshift_sandbox::{
    ArchivedAbsent, ArchivedFalse, Builder, BulkTransactions, DetailShape, NameMatch, Order, OverMax,
    PageBase, PageZero, PastEnd, Sandbox, Shape, Total, UndatedOneTime, UnknownParameter,
};
use serde_json::{Value, json};

use crate::api::{call, effects, parsed, send};
use crate::wire;

type Assume = fn(Builder) -> Builder;

/// The defaults, other values of most options, and some combinations.
const ASSUMPTIONS: [(&str, Assume); 37] = [
    ("defaults", |sandbox| sandbox),
    ("pages from 1", |sandbox| sandbox.page_base(PageBase::One)),
    ("page 0 refused", |sandbox| sandbox.page_base(PageBase::One).page_zero(PageZero::Refuse)),
    ("page 0 not found", |sandbox| sandbox.page_base(PageBase::One).page_zero(PageZero::NotFound)),
    ("page 0 unprocessable", |sandbox| sandbox.page_base(PageBase::One).page_zero(PageZero::Unprocessable)),
    ("page 0 empty", |sandbox| sandbox.page_base(PageBase::One).page_zero(PageZero::Empty)),
    ("page 0 fails", |sandbox| sandbox.page_base(PageBase::One).page_zero(PageZero::Error)),
    ("envelope", |sandbox| sandbox.shape(Shape::Envelope)),
    ("envelope without total", |sandbox| sandbox.shape(Shape::Envelope).total(Total::Absent)),
    ("envelope with a wrong total", |sandbox| {
        sandbox.shape(Shape::Envelope).total(Total::TooLarge { by: 3 })
    }),
    ("campaigns", |sandbox| sandbox.shape(Shape::Campaigns)),
    ("oldest first", |sandbox| sandbox.order(Order::Oldest)),
    ("shuffled", |sandbox| sandbox.order(Order::Shuffled)),
    ("latest update first", |sandbox| sandbox.order(Order::Updated)),
    ("given order", |sandbox| sandbox.order(Order::Given)),
    ("only unarchived without `archived`", |sandbox| sandbox.archived_absent(ArchivedAbsent::Unarchived)),
    ("all with `archived=false`", |sandbox| sandbox.archived_false(ArchivedFalse::All)),
    ("undated one-time campaigns hidden", |sandbox| sandbox.undated_one_time(UndatedOneTime::Hidden)),
    ("small pages", |sandbox| sandbox.default_per_page(1)),
    ("small maximum", |sandbox| sandbox.max_per_page(2)),
    ("more than a small maximum refused", |sandbox| sandbox.max_per_page(2).over_max(OverMax::Refuse)),
    ("last page again", |sandbox| sandbox.past_end(PastEnd::LastPage)),
    ("first page again", |sandbox| sandbox.past_end(PastEnd::FirstPage)),
    ("past the end refused", |sandbox| sandbox.past_end(PastEnd::Refuse)),
    ("past the end not found", |sandbox| sandbox.past_end(PastEnd::NotFound)),
    ("past the end unprocessable", |sandbox| sandbox.past_end(PastEnd::Unprocessable)),
    ("depth limit", |sandbox| sandbox.depth_limit(2)),
    ("exact case", |sandbox| sandbox.name_match(NameMatch::ExactCase)),
    ("unknown parameters ignored", |sandbox| sandbox.unknown_parameter(UnknownParameter::Ignore)),
    ("bulk transactions observed", |sandbox| sandbox.bulk_transactions(BulkTransactions::Observed)),
    ("wrapped details", |sandbox| sandbox.detail_shape(DetailShape::Wrapped)),
    ("activity limit of 1", |sandbox| sandbox.activity_limit(1)),
    ("another seed", |sandbox| sandbox.seed(7)),
    ("no generated campaigns", |sandbox| sandbox.campaigns(0)),
    ("many campaigns", |sandbox| sandbox.campaigns(20_000)),
    ("many campaigns, latest update first", |sandbox| sandbox.campaigns(20_000).order(Order::Updated)),
    ("several options", |sandbox| {
        let sandbox = sandbox.page_base(PageBase::One).page_zero(PageZero::Refuse).shape(Shape::Envelope);
        let sandbox =
            sandbox.order(Order::Shuffled).past_end(PastEnd::NotFound).detail_shape(DetailShape::Wrapped);
        sandbox.default_per_page(3).max_per_page(3).over_max(OverMax::Refuse)
    }),
];

const NAME: &str = "One of a kind";

/// Reads a campaign, and checks that a listing contains it with the same state and dates.
async fn shown(sandbox: &Sandbox, uuid: &str, archived: bool, name: &str) -> Value {
    let (code, body) = call(sandbox, &format!("GET /api/v1/campaigns/{uuid}.json")).await;
    assert_eq!(code, 200, "{name}: {body}");
    let read = parsed(&body);
    let read = read.get("campaign").unwrap_or(&read).clone();
    let query =
        format!("name={}&archived={archived}&startdate=1970-01-01T00:00:00Z", NAME.replace(' ', "%20"));
    let list = parsed(&String::from_utf8_lossy(&wire::list(sandbox, &query).await.body));
    let items = [&list, &list["results"], &list["campaigns"]].into_iter().find_map(Value::as_array);
    let listed: Vec<_> = items.unwrap().iter().filter(|item| item["uuid"] == uuid).collect();
    assert_eq!(listed.len(), 1, "{name}: {list}");
    for field in ["status", "archived", "startdate", "updated_at"] {
        assert_eq!(listed[0].get(field), read.get(field), "{name}: {field}");
    }
    read
}

#[tokio::test]
async fn writes_are_visible_and_persistent_under_different_assumptions() {
    for (name, assume) in ASSUMPTIONS {
        let sandbox = assume(Sandbox::builder()).start().await.unwrap();
        let new = json!({"name": NAME, "startdate": "2030-01-01T00:00:00Z", "launch": false});
        let (code, body) = send(&sandbox, "POST /api/v1/campaigns/event_triggered", &new).await;
        assert_eq!(code, 200, "{name}: {body}");
        let uuid = parsed(&body)["campaign"]["uuid"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/campaigns/{uuid}");
        assert_eq!(shown(&sandbox, &uuid, false, name).await["status"], "draft", "{name}");

        let schedule = json!({"startdate": "2031-01-01T00:00:00Z"});
        assert_eq!(
            send(&sandbox, &format!("PATCH {path}/update_schedule"), &schedule).await.0,
            200,
            "{name}"
        );
        let startdate = shown(&sandbox, &uuid, false, name).await["startdate"].clone();
        assert_eq!(startdate, "2031-01-01T00:00:00.000Z", "{name}");

        assert_eq!(call(&sandbox, &format!("PATCH {path}/launch")).await.0, 200, "{name}");
        assert_eq!(shown(&sandbox, &uuid, false, name).await["status"], "launched", "{name}");

        let transaction = "9f0a4b1c-8d3e-4f5a-9b6c-7d8e9f0a1b2c";
        let execution =
            json!({"campaign_uuid": uuid, "email": "jane@example.com", "transaction_uuid": transaction});
        for _ in 0..2 {
            assert_eq!(send(&sandbox, "POST /api/v1/campaigns/execute", &execution).await.0, 200, "{name}");
        }
        assert_eq!(call(&sandbox, &format!("PATCH {path}/pause")).await.0, 200, "{name}");
        assert_eq!(shown(&sandbox, &uuid, false, name).await["status"], "paused", "{name}");

        for (operation, archived) in [("archive", true), ("unarchive", false)] {
            assert_eq!(call(&sandbox, &format!("PUT {path}/{operation}")).await.0, 200, "{name}");
            let shown = shown(&sandbox, &uuid, archived, name).await;
            assert_eq!(
                (&shown["archived"], &shown["status"]),
                (&json!(archived), &json!("paused")),
                "{name}"
            );
        }
        let operations = [
            "create_campaign",
            "update_campaign_schedule",
            "launch_campaign",
            "execute_campaign",
            "pause_campaign",
            "archive_campaign",
            "unarchive_campaign",
        ];
        assert_eq!(effects(&sandbox), operations.map(|operation| format!("{operation} {uuid}")), "{name}");
    }
}
