//! The generated mocks, used with the client.

use blueshift::jiff::Timestamp;
use blueshift::{Client, reqwest};
use blueshift_api::PathSegment;
use blueshift_api::types::*;
use blueshift_httpmock::MockServerExt;
use httpmock::MockServer;

fn client(server: &MockServer) -> Client {
    Client::builder("test-key")
        .base_url(server.base_url())
        .retry_policy(blueshift::RetryPolicy::none())
        .build()
        .unwrap()
}

#[tokio::test]
async fn compares_every_parameter_as_the_client_sends_it() {
    let server = MockServer::start_async().await;
    let (after, before, start): (Timestamp, Timestamp, Timestamp) = (
        "2024-05-01T00:00:00Z".parse().unwrap(),
        "2024-06-01T00:00:00.250Z".parse().unwrap(),
        "2024-05-22T02:26:00Z".parse().unwrap(),
    );
    let campaign = Campaign::new("a").with_name("A");
    let mock = server.list_campaigns(|when, then| {
        when.name("50% off")
            .email("jane@example.com")
            .created_after(&after)
            .created_before(&before)
            .startdate(&start)
            .archived(false)
            .status(&CampaignStatus::Launched)
            .exec_term(&ExecTerm::from("new_kind"))
            .per_page(std::num::NonZeroU64::new(4))
            .page(0);
        then.ok(&vec![campaign].into());
    });
    let page = client(&server).campaigns().list();
    let page = page.name("50% off").email("jane@example.com").created_after(after).created_before(before);
    let page =
        page.startdate(start).archived(false).status("launched").exec_term("new_kind").per_page(4).page(0);
    let page = page.send().await.unwrap();
    assert_eq!(page.items[0].uuid, "a");
    mock.assert();
}

#[tokio::test]
async fn a_parameter_can_be_expected_to_be_absent() {
    let server = MockServer::start_async().await;
    let mock = server.list_campaigns(|when, then| {
        when.status(None);
        then.ok(&vec![].into());
    });
    client(&server).campaigns().list().send().await.unwrap();
    client(&server).campaigns().list().status("draft").send().await.unwrap_err();
    assert_eq!(mock.calls(), 1);
}

#[tokio::test]
async fn every_documented_error_can_be_returned_and_is_read() {
    let message = |text: &str| ErrorMessage::new().with_message(text);
    let fields = FieldErrors::new().with_errors([("name".to_owned(), vec!["can't be blank".to_owned()])]);
    type Then = blueshift_httpmock::operations::ListCampaignsThen;
    type Respond = Box<dyn Fn(Then) -> Then>;
    let cases: [(u16, Respond); 10] = [
        (400, Box::new(move |then| then.bad_request(&fields))),
        (401, Box::new(move |then| then.unauthorized(&message("m")))),
        (403, Box::new(move |then| then.forbidden(&message("m")))),
        (404, Box::new(move |then| then.not_found(&message("m")))),
        (422, Box::new(move |then| then.unprocessable_entity(&message("m")))),
        (429, Box::new(move |then| then.too_many_requests(&message("m")))),
        (500, Box::new(move |then| then.internal_server_error(&message("m")))),
        (502, Box::new(move |then| then.bad_gateway(&message("m")))),
        (503, Box::new(move |then| then.service_unavailable(&message("m")))),
        (504, Box::new(move |then| then.gateway_timeout(&message("m")))),
    ];
    for (status, respond) in cases {
        let server = MockServer::start_async().await;
        server.list_campaigns(|_, then| drop(respond(then)));
        let error = client(&server).campaigns().list().send().await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        let blueshift::Error::Api(error) = error else { panic!("{error:?}") };
        let expected = if status == 400 { "name can't be blank" } else { "m" };
        assert_eq!(error.message(), Some(expected));
    }
}

/// A mock of every operation, which the request of the same operation of the generated client reaches.
#[tokio::test]
async fn every_operation_has_a_mock_that_its_request_reaches() {
    let (start, end): (Timestamp, Timestamp) =
        ("2026-05-01T00:00:00Z".parse().unwrap(), "2026-05-02T00:00:00Z".parse().unwrap());
    let http = reqwest::Client::new();
    let mut reached = Vec::new();
    // The mocks of all operations stay on one server: each request must reach its own only.
    let server = MockServer::start_async().await;
    let api = blueshift_api::Client::new_with_client(&server.base_url(), http.clone(), http.into());
    let uuid: PathSegment = "a.b".parse().unwrap();
    let uuids = CampaignUuids::new(vec!["a".to_owned()]);
    let schedule = CampaignSchedule::new(start).with_recurring_schedule("daily");
    let new = NewCampaign::new("n", start).with_launch(false);
    let payload = CampaignExecution::new("a").with_email("jane@example.com").with_bsft_high_priority(true);
    let payloads = CampaignExecutions::new(vec![payload.clone()]);
    let state = CampaignState::new().with_uuid("a");

    macro_rules! mock {
        ($operation:ident, $response:expr $(, $method:ident($value:expr))*) => {
            let response = $response;
            let mock = server.$operation(|when, then| {
                let when = when$(.$method($value))*;
                drop(when);
                then.ok(&response);
            });
            reached.push((stringify!($operation), mock));
        };
    }
    mock!(list_campaigns, vec![Campaign::new("a")].into(), name("n"));
    mock!(
        get_campaign_performance,
        CampaignPerformanceList::new().with_campaigns(vec![CampaignPerformance::new("a")]),
        start_time(&start),
        end_time(&end),
        status(&CampaignStatus::Paused)
    );
    mock!(get_campaign, CampaignDetail::new().with_uuid("a"), campaign_uuid(&uuid));
    mock!(
        get_campaign_detail,
        CampaignDetail::new().with_statistics(CampaignStatistics::new().with_sends(1.0)),
        campaign_uuid(&uuid),
        start_time(&start),
        end_time(&end)
    );
    mock!(
        create_campaign,
        CampaignCreated::new().with_campaign(CreatedCampaign::new().with_uuid("a")),
        campaign_type(CampaignType::OneTime),
        body(&new)
    );
    mock!(launch_campaign, state.clone(), campaign_uuid(&uuid));
    mock!(pause_campaign, state.clone(), campaign_uuid(&uuid));
    mock!(
        update_campaign_schedule,
        ScheduleUpdated::new().with_success(true),
        campaign_uuid(&uuid),
        body(&schedule)
    );
    mock!(archive_campaign, ArchivedState::new().with_archived(true), campaign_uuid(&uuid));
    mock!(unarchive_campaign, ArchivedState::new().with_archived(false), campaign_uuid(&uuid));
    mock!(bulk_archive_campaigns, BulkArchiveResult::new().with_blocked(vec!["a".to_owned()]), body(&uuids));
    mock!(bulk_unarchive_campaigns, BulkArchiveResult::new().with_failed(vec!["a".to_owned()]), body(&uuids));
    mock!(execute_campaign, ExecutionResult::new().with_success(true), body(&payload));
    mock!(bulk_execute_campaign, vec![ExecutionResult::new().with_success(true)], body(&payloads));
    mock!(
        get_customer_campaign_activity,
        CampaignActivityList::new().with_total(0_u64),
        email("jane@example.com"),
        start_time(&start),
        end_time(&end)
    );

    macro_rules! send {
        ($($operation:ident($($method:ident($value:expr)),* $(,)?)),* $(,)?) => {
            $(api.$operation()$(.$method($value))*.send().await.unwrap();)*
        };
    }
    send!(
        list_campaigns(name("n")),
        get_campaign_performance(start_time(start), end_time(end), status("paused")),
        get_campaign(campaign_uuid("a.b")),
        get_campaign_detail(campaign_uuid("a.b"), start_time(start), end_time(end)),
        create_campaign(campaign_type(CampaignType::OneTime), body(new.clone())),
        launch_campaign(campaign_uuid("a.b")),
        pause_campaign(campaign_uuid("a.b")),
        update_campaign_schedule(campaign_uuid("a.b"), body(schedule.clone())),
        archive_campaign(campaign_uuid("a.b")),
        unarchive_campaign(campaign_uuid("a.b")),
        bulk_archive_campaigns(body(uuids.clone())),
        bulk_unarchive_campaigns(body(uuids.clone())),
        execute_campaign(body(payload.clone())),
        bulk_execute_campaign(body(payloads.clone())),
        get_customer_campaign_activity(email("jane@example.com"), start_time(start), end_time(end)),
    );
    let operations: Vec<_> = blueshift_api::ops::ALL.iter().map(|operation| operation.id).collect();
    assert_eq!(reached.iter().map(|(id, _)| *id).collect::<Vec<_>>(), operations);
    for (id, mock) in reached {
        assert_eq!(mock.calls(), 1, "{id}");
    }
}

#[tokio::test]
async fn mock_matches_no_path_of_another_operation() {
    let server = MockServer::start_async().await;
    server.create_campaign(|_, then| drop(then.ok(&CampaignCreated::new())));
    server.get_campaign(|_, then| drop(then.ok(&CampaignDetail::new())));
    let http = reqwest::Client::new();
    for (method, path, status) in [
        ("POST", "/api/v1/campaigns/one_time", 200),
        ("POST", "/api/v1/campaigns/event_triggered", 200),
        ("POST", "/api/v1/campaigns/execute", 404),
        ("POST", "/api/v1/campaigns/bulk_execute", 404),
        ("POST", "/api/v1/campaigns/one_time/x", 404),
        ("GET", "/api/v1/campaigns/a.json", 200),
        ("GET", "/api/v1/campaigns/a-json", 404),
        ("GET", "/api/v1/campaigns/.json", 404),
        ("GET", "/api/v1/campaigns/a/detail.json", 404),
        ("GET", "/api/v1/campaigns.json", 404),
    ] {
        let request = http.request(method.parse().unwrap(), server.url(path));
        assert_eq!(request.send().await.unwrap().status().as_u16(), status, "{method} {path}");
    }
}
