//! The generated mocks, used with the client.

use blueshift::jiff::Timestamp;
use blueshift::{CampaignStatus, Client, ExecTerm};
use blueshift_api::types::{Campaign, ErrorMessage, FieldErrors};
use blueshift_httpmock::MockServerExt;
use httpmock::MockServer;

fn client(server: &MockServer) -> Client {
    Client::builder("test-key")
        .base_url(server.base_url())
        .retry(blueshift::RetryPolicy::none())
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
