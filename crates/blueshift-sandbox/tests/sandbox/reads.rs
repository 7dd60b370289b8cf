//! Reads of campaigns, statistics, and the activity of customers.

use blueshift_sandbox::{DetailShape, Order, Sandbox, UnknownParameter};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use crate::api::{BAD_REQUEST, NOT_FOUND, NOW, builder, call, parsed, send, start};
use crate::wire::campaigns;

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// Starts a sandbox with generated campaigns.
async fn seeded() -> Sandbox {
    Sandbox::builder().now(now()).start().await.unwrap()
}

async fn read(sandbox: &Sandbox, path: &str) -> Value {
    let (code, body) = call(sandbox, &format!("GET {path}")).await;
    assert_eq!(code, 200, "{path}: {body}");
    parsed(&body)
}

#[tokio::test]
async fn campaign_is_the_same_as_in_a_listing() {
    let sandbox = seeded().await;
    for campaign in campaigns(&sandbox, "per_page=5").await {
        let uuid = campaign["uuid"].as_str().unwrap();
        assert_eq!(read(&sandbox, &format!("/api/v1/campaigns/{uuid}.json")).await, campaign);
    }
    let wrapped = Sandbox::builder().now(now()).detail_shape(DetailShape::Wrapped).start().await.unwrap();
    for campaign in campaigns(&wrapped, "per_page=1").await {
        let path = format!("/api/v1/campaigns/{}", campaign["uuid"].as_str().unwrap());
        assert_eq!(read(&wrapped, &format!("{path}.json")).await, json!({"campaign": campaign}));
        let range = "start_time=2026-01-01T00:00:00Z&end_time=2026-02-01T00:00:00Z";
        let detail = read(&wrapped, &format!("{path}/detail.json?{range}")).await;
        assert_eq!(detail["campaign"]["name"], campaign["name"]);
        assert!(detail["campaign"]["statistics"]["sends"].is_u64());
    }
}

#[tokio::test]
async fn refuses_invalid_reads() {
    let sandbox = start().await;
    let (start, end) = ("start_time=2026-01-01T00:00:00Z", "end_time=2026-02-01T00:00:00Z");
    let reversed = "start_time=2026-02-01T00:00:00Z&end_time=2026-01-01T00:00:00Z";
    for query in [
        String::new(),
        format!("?{start}"),
        format!("?{end}"),
        format!("?{start}&end_time=soon"),
        format!("?{start}&{end}&{end}"),
        format!("?{start}&{end}&extra=1"),
        format!("?{reversed}"),
    ] {
        for path in ["/api/v1/campaigns.json", "/api/v1/campaigns/one_time-draft/detail.json"] {
            let refused = call(&sandbox, &format!("GET {path}{query}")).await;
            assert_eq!(refused, (400, BAD_REQUEST.to_owned()), "{path}{query}");
        }
    }
    let refused = call(&sandbox, "GET /api/v1/campaigns/one_time-draft.json?extra=1").await;
    assert_eq!(refused, (400, BAD_REQUEST.to_owned()));
    let lenient = builder().unknown_parameter(UnknownParameter::Ignore).start().await.unwrap();
    assert_eq!(call(&lenient, "GET /api/v1/campaigns/one_time-draft.json?extra=1").await.0, 200);
    for path in [
        "nonexistent.json".to_owned(),
        format!("nonexistent/detail.json?{start}&{end}"),
        "execute.json".to_owned(),
    ] {
        let refused = call(&sandbox, &format!("GET /api/v1/campaigns/{path}")).await;
        assert_eq!(refused, (404, NOT_FOUND.to_owned()), "{path}");
    }
    let unrouted = call(&sandbox, "GET /api/v1/campaigns/one_time-draft").await;
    assert_eq!(unrouted, (404, r#"{"message":"Not found"}"#.to_owned()));
}

async fn performance(sandbox: &Sandbox, start: &str, end: &str, filters: &str) -> Vec<Value> {
    let path = format!("/api/v1/campaigns.json?start_time={start}&end_time={end}{filters}");
    read(sandbox, &path).await["campaigns"].as_array().unwrap().clone()
}

#[tokio::test]
async fn performance_lists_active_campaigns_with_statistics() {
    let sandbox = seeded().await;
    let (start, end) = ("2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z");
    let found = performance(&sandbox, start, end, "").await;
    assert!((50..250).contains(&found.len()), "{}", found.len());
    assert_eq!(found, performance(&seeded().await, start, end, "").await);
    for campaign in &found {
        assert_ne!(campaign["status"], "draft");
        let statistics = &campaign["statistics"];
        assert!(statistics["sends"].as_u64() > Some(0), "{campaign}");
        assert_eq!(statistics["start_time"], "2026-03-01T00:00:00.000Z");
        assert_eq!(statistics["timezone"], "UTC");
        let uuid = campaign["uuid"].as_str().unwrap();
        let path = format!("/api/v1/campaigns/{uuid}/detail.json?start_time={start}&end_time={end}");
        assert_eq!(&read(&sandbox, &path).await["statistics"], statistics);
    }
    let paused = performance(&sandbox, start, end, "&status=paused").await;
    let expected: Vec<_> = found.iter().filter(|campaign| campaign["status"] == "paused").cloned().collect();
    assert!(!paused.is_empty() && paused.len() < found.len());
    assert_eq!(paused, expected);
    assert!(performance(&sandbox, start, start, "").await.is_empty());
    assert!(performance(&sandbox, "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z", "").await.is_empty());
}

#[tokio::test]
async fn performance_filters_by_tags() {
    let sandbox = start().await;
    let body =
        json!({"name": "x", "startdate": "2026-03-01T00:00:00Z", "tag_data": "Regions:USA,EU|Kind:Sale"});
    send(&sandbox, "POST /api/v1/campaigns/event_triggered", &body).await;
    let (start, end) = ("2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z");
    for (tags, count) in [("Regions:EU,NA", 1), ("Regions:NA", 0), ("Kind:Sale", 1)] {
        assert_eq!(
            performance(&sandbox, start, end, &format!("&tag_data={tags}")).await.len(),
            count,
            "{tags}"
        );
    }
}

#[tokio::test]
async fn performance_of_days_adds_up_to_the_range() {
    let sandbox = seeded().await;
    let sends = |campaigns: &[Value]| -> u64 {
        campaigns.iter().map(|campaign| campaign["statistics"]["sends"].as_u64().unwrap()).sum()
    };
    let whole = sends(&performance(&sandbox, "2026-03-01T00:00:00Z", "2026-03-11T00:00:00Z", "").await);
    let mut sum = 0;
    for day in 1..11 {
        let (start, end) =
            (format!("2026-03-{day:02}T00:00:00Z"), format!("2026-03-{:02}T00:00:00Z", day + 1));
        sum += sends(&performance(&sandbox, &start, &end, "").await);
    }
    assert_eq!(sum, whole);
}

#[tokio::test]
async fn changes_are_visible_in_every_order() {
    for order in [Order::Newest, Order::Oldest, Order::Shuffled, Order::Updated, Order::Given] {
        let sandbox = Sandbox::builder().now(now()).order(order).start().await.unwrap();
        let query = "status=launched&exec_term=on_going&archived=false&per_page=500";
        let listed = campaigns(&sandbox, query).await;
        let uuid = listed[3]["uuid"].as_str().unwrap();
        assert_eq!(
            call(&sandbox, &format!("PATCH /api/v1/campaigns/{uuid}/pause")).await.0,
            200,
            "{order:?}"
        );
        assert_eq!(campaigns(&sandbox, query).await.len(), listed.len() - 1);
        assert_eq!(read(&sandbox, &format!("/api/v1/campaigns/{uuid}.json")).await["status"], "paused");
    }
}

#[tokio::test]
async fn one_of_a_million_campaigns_can_be_paused() {
    let sandbox = Sandbox::builder().campaigns(1_000_000).now(now()).start().await.unwrap();
    let query = "status=launched&exec_term=on_going&archived=false&per_page=1&page=50000";
    let uuid = campaigns(&sandbox, query).await[0]["uuid"].as_str().unwrap().to_owned();
    assert_eq!(call(&sandbox, &format!("PATCH /api/v1/campaigns/{uuid}/pause")).await.0, 200);
    assert_eq!(read(&sandbox, &format!("/api/v1/campaigns/{uuid}.json")).await["status"], "paused");
}

const ACTIVITY: &str = "/api/v2/customer_campaign_activity";

fn customer(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

/// Records executions for a customer, one per hour. The latest is 24 hours before [`now`].
fn record(sandbox: &Sandbox, count: i64) {
    for hours in 0..count {
        let at = now() - SignedDuration::from_hours(24 + hours);
        let customer = customer(json!({"email": "Jane@example.com", "customer_id": "c1"}));
        assert!(sandbox.record_execution("transactional-launched", &customer, at));
    }
}

#[tokio::test]
async fn executions_produce_activity() {
    let sandbox = start().await;
    record(&sandbox, 200);
    let range = "start_time=2026-03-01T00:00:00Z&end_time=2026-03-15T12:00:00Z";
    let body = read(&sandbox, &format!("{ACTIVITY}?email=jane@example.com&{range}")).await;
    let activities = body["activities"].as_array().unwrap();
    let count = |action: &str| activities.iter().filter(|activity| activity["action"] == action).count();
    assert_eq!([count("sent"), count("delivered")], [200, 200]);
    assert!((80..160).contains(&count("open")), "{}", count("open"));
    assert!(0 < count("purchase") && count("purchase") < count("click") && count("click") < count("open"));
    assert_eq!((&body["total"], &body["truncated"]), (&json!(activities.len()), &json!(false)));
    assert_eq!(
        body["date_range"],
        json!({"start_time": "2026-03-01T00:00:00.000Z", "end_time": "2026-03-15T12:00:00.000Z"})
    );
    let sent = activities.iter().find(|activity| activity["action"] == "sent").unwrap();
    let mut expected = sent.clone();
    expected["campaign_uuid"] = "transactional-launched".into();
    expected["campaign_name"] = "Name of transactional-launched".into();
    expected["email_domain"] = "example.com".into();
    expected["trigger_timestamp"] = "2026-03-14T12:00:00.000Z".into();
    expected["extended_attributes"] = json!({});
    assert_eq!((sent, sent.get("browser_type")), (&expected, None));
    // Another identifier of the same customer yields the same activity.
    assert_eq!(read(&sandbox, &format!("{ACTIVITY}?customer_id=c1&{range}")).await, body);
}

#[tokio::test]
async fn activity_range_is_half_open() {
    let sandbox = start().await;
    record(&sandbox, 1);
    let total = async |start: &str, end: &str| {
        let path = format!("{ACTIVITY}?customer_id=c1&start_time={start}&end_time={end}");
        read(&sandbox, &path).await["total"].as_u64()
    };
    assert_eq!(total("2026-03-14T12:00:00Z", "2026-03-14T12:00:00.001Z").await, Some(1));
    assert_eq!(total("2026-03-14T11:00:00Z", "2026-03-14T12:00:00Z").await, Some(0));
    assert_eq!(total("2026-03-14T12:00:00.001Z", "2026-03-14T12:00:01.500Z").await, Some(1));
}

#[tokio::test]
async fn ranges_and_cursors_compare_the_timestamps_of_activities() {
    let sandbox = start().await;
    let customer = customer(json!({"customer_id": "c1"}));
    let at: Timestamp = "2026-03-14T12:00:00.000700Z".parse().unwrap();
    assert!(sandbox.record_execution("transactional-launched", &customer, at));
    let actions = async |from: &str, rest: &str| {
        let query = format!("customer_id=c1&start_time={from}&end_time=2026-03-14T12:00:01Z{rest}");
        let body = read(&sandbox, &format!("{ACTIVITY}?{query}")).await;
        let actions = body["activities"].as_array().unwrap().iter();
        actions.map(|activity| activity["action"].to_string()).collect::<Vec<_>>().join(" ")
    };
    // The message was sent at 12:00:00.000, according to its activity.
    assert_eq!(actions("2026-03-14T12:00:00Z", "").await, r#""delivered" "sent""#);
    assert_eq!(actions("2026-03-14T12:00:00.000500Z", "").await, r#""delivered""#);
    let before = |cursor: &str| format!("&cursor={cursor}");
    assert_eq!(actions("2026-03-14T11:00:00Z", &before("2026-03-14T12:00:00.000500Z")).await, r#""sent""#);
    assert_eq!(actions("2026-03-14T11:00:00Z", &before("2026-03-14T12:00:00Z")).await, "");
}

#[tokio::test]
async fn executions_over_http_lead_to_activity() {
    let sandbox = Sandbox::builder().data(crate::api::every_state()).start().await.unwrap();
    let body = json!({"phone_number": "+14155550123", "campaign_uuid": "transactional-launched"});
    assert_eq!(send(&sandbox, "POST /api/v1/campaigns/execute", &body).await.0, 200);
    // The clock of the sandbox runs with tokio's time. An execution is in the past as soon as the clock has advanced.
    tokio::time::pause();
    tokio::time::advance(std::time::Duration::from_secs(60)).await;
    tokio::time::resume();
    let now = Timestamp::now() + SignedDuration::from_secs(30);
    let query = format!(
        "phone_number=%2B14155550123&start_time={}&end_time={now:.6}",
        now - SignedDuration::from_hours(1)
    );
    let found = read(&sandbox, &format!("{ACTIVITY}?{query}")).await;
    assert_eq!(found["activities"][found["total"].as_u64().unwrap() as usize - 1]["action"], "sent");
}

#[tokio::test]
async fn activity_beyond_the_limit_is_truncated() {
    let sandbox = builder().activity_limit(3).start().await.unwrap();
    record(&sandbox, 3);
    let range = "customer_id=c1&start_time=2026-03-01T00:00:00Z&end_time=2026-03-15T12:00:00Z";
    let whole = read(&sandbox, &format!("{ACTIVITY}?{range}")).await;
    let total = whole["total"].as_u64().unwrap();
    assert!(total >= 6);
    assert_eq!((whole["activities"].as_array().map(Vec::len), &whole["truncated"]), (Some(3), &json!(true)));
    // A cursor at the last activity returns the earlier ones.
    let (mut seen, mut page) = (3, whole);
    while page["truncated"] == true {
        let cursor = page["activities"][2]["trigger_timestamp"].as_str().unwrap().to_owned();
        page = read(&sandbox, &format!("{ACTIVITY}?{range}&cursor={cursor}")).await;
        seen += page["activities"].as_array().unwrap().len() as u64;
        assert_eq!(page["total"], total);
    }
    assert_eq!(seen, total);
}

#[tokio::test]
async fn refuses_invalid_activity_requests() {
    let sandbox = start().await;
    record(&sandbox, 1);
    let (start, end) = ("start_time=2026-03-01T00:00:00Z", "end_time=2026-03-15T12:00:00Z");
    let identifier = "Customer identifier required (customer_id, email, phone_number, or uuid)";
    for (query, code, detail) in [
        (format!("{start}&{end}"), 400, identifier),
        (format!("email=&{start}&{end}"), 400, identifier),
        (format!("email=a&{end}"), 400, "start_time is required (ISO8601 format)"),
        (format!("email=a&{start}&end_time="), 400, "end_time is required (ISO8601 format)"),
        (format!("email=a&start_time=soon&{end}"), 400, "start_time must be in ISO8601 format"),
        (format!("email=a&{start}&end_time=soon"), 400, "end_time must be in ISO8601 format"),
        (
            format!("email=a&start_time=2025-03-14T11:59:59Z&{end}"),
            400,
            "start_time cannot be more than 366 days in the past",
        ),
        (format!("email=a&{start}&end_time=2026-03-15T12:00:01Z"), 400, "end_time cannot be in the future"),
        (
            format!("email=a&{start}&end_time=2026-02-01T00:00:00Z"),
            400,
            "end_time cannot be before start_time",
        ),
        (
            format!("email=a&{start}&{end}&cursor=2026-03-01T00:00:00Z"),
            400,
            "cursor must be after start_time and not after end_time",
        ),
        (format!("email=a&{start}&{end}&cursor=x"), 400, "cursor must be in ISO8601 format"),
        (format!("email=a&email=b&{start}&{end}"), 400, "email must be a single value"),
        (format!("mail=a&{start}&{end}"), 400, "mail is not a parameter of this operation"),
        (format!("email=a&{start}&{end}"), 404, "User not found"),
    ] {
        let (found, body) = call(&sandbox, &format!("GET {ACTIVITY}?{query}")).await;
        let expected =
            json!({"errors": [{"detail": detail}], "meta": {"combine_errors": false, "no_toast": false}});
        assert_eq!((found, parsed(&body)), (code, expected), "{query}");
    }
    // The limits are inclusive.
    let accepted = format!("{ACTIVITY}?customer_id=c1&start_time=2025-03-14T12:00:00Z&{end}");
    assert_eq!(read(&sandbox, &accepted).await["truncated"], false);
}

#[tokio::test]
async fn records_only_valid_executions() {
    let sandbox = start().await;
    let known = customer(json!({"email": "a@example.com"}));
    assert!(!sandbox.record_execution("nonexistent", &known, now()));
    assert!(!sandbox.record_execution("transactional-launched", &Map::new(), now()));
    assert!(sandbox.record_execution("transactional-launched", &known, now()));
    assert!(sandbox.effects().is_empty());
}
