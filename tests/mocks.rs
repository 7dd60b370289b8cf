//! The generated mocks match the requests of the library and of the generated client, and return the documented responses.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::pin::Pin;
use std::str::FromStr;

use blueshift::jiff::Timestamp;
use blueshift::{Client, reqwest};
use blueshift_api::ResponseValue;
use blueshift_api::types::*;
use blueshift_httpmock::MockServerExt;
use httpmock::{Mock, MockServer};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::contract::{load, operations, resolve};
use crate::generated;

fn client(server: &MockServer) -> Client {
    Client::builder("test-key")
        .base_url(server.base_url())
        .retry_policy(blueshift::RetryPolicy::none())
        .build()
        .unwrap()
}

#[tokio::test]
async fn matches_every_parameter_of_client() {
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
async fn matches_absent_parameter() {
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
async fn returns_every_documented_error() {
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

/// The examples of the contract.
pub(crate) struct Examples(Value);

impl Examples {
    /// Returns the operation and its path item.
    fn operation(&self, id: &str) -> (&Value, &Value) {
        let paths = self.0["paths"].as_object().unwrap();
        let mut found =
            paths.values().flat_map(|item| item.as_object().unwrap().values().map(move |of| (of, item)));
        found.find(|(operation, _)| operation["operationId"] == id).unwrap()
    }

    /// Returns the example of a parameter.
    pub(crate) fn parameter<T: FromStr<Err: Debug>>(&self, id: &str, name: &str) -> T {
        let (operation, item) = self.operation(id);
        let lists = [operation, item].map(|of| of["parameters"].as_array());
        let mut parameters =
            lists.into_iter().flatten().flatten().map(|parameter| resolve(&self.0, parameter));
        let example = &parameters.find(|parameter| parameter["name"] == name).unwrap()["example"];
        example.as_str().map_or_else(|| example.to_string(), str::to_owned).parse().unwrap()
    }

    /// Returns the first example of the request body.
    pub(crate) fn body<T: DeserializeOwned>(&self, id: &str) -> T {
        self.of_body(&self.operation(id).0["requestBody"])
    }

    /// Returns the first example of the body of the successful response.
    pub(crate) fn response<T: DeserializeOwned>(&self, id: &str) -> T {
        let responses = self.operation(id).0["responses"].as_object().unwrap();
        let (_, success) = responses.iter().find(|(status, _)| status.starts_with('2')).unwrap();
        self.of_body(success)
    }

    fn of_body<T: DeserializeOwned>(&self, body: &Value) -> T {
        let examples = &resolve(&self.0, body)["content"]["application/json"]["examples"];
        let example = examples.as_object().unwrap().values().next().unwrap();
        serde_json::from_value(resolve(&self.0, example)["value"].clone()).unwrap()
    }
}

/// A mock of an operation, and the matching request of the generated client, which has not been sent.
pub(crate) struct Exchange<'a> {
    id: &'static str,
    mock: Mock<'a>,
    /// Sends the request and compares the decoded response with the response of the mock.
    sent: Pin<Box<dyn Future<Output = ()> + 'a>>,
}

impl<'a> Exchange<'a> {
    pub(crate) fn new<T: Debug + PartialEq + 'a>(
        id: &'static str,
        mock: Mock<'a>,
        sent: impl Future<Output = Result<ResponseValue<T>, blueshift_api::Error>> + 'a,
        response: T,
    ) -> Self {
        let sent = Box::pin(async move { assert_eq!(sent.await.unwrap().into_inner(), response, "{id}") });
        Self { id, mock, sent }
    }
}

#[tokio::test]
async fn mock_matches_request_of_every_operation() {
    let contract = load();
    let http = reqwest::Client::new();
    // The mocks of all operations are on one server: each request must match only its own mock.
    let server = MockServer::start_async().await;
    let api = blueshift_api::Client::new_with_client(&server.base_url(), http.clone(), http.into());
    let exchanges = generated::exchanges(&server, &api, &Examples(contract.clone()));
    let expected: BTreeSet<_> =
        operations(&contract).map(|(_, _, operation)| operation["operationId"].as_str().unwrap()).collect();
    assert_eq!(exchanges.iter().map(|exchange| exchange.id).collect::<BTreeSet<_>>(), expected);
    assert_eq!(exchanges.len(), blueshift_api::ops::ALL.len());
    let mut mocks = Vec::new();
    for Exchange { id, mock, sent } in exchanges {
        sent.await;
        mocks.push((id, mock));
    }
    for (id, mock) in mocks {
        assert_eq!(mock.calls(), 1, "{id}");
    }
}

#[tokio::test]
async fn mock_matches_no_other_path() {
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
