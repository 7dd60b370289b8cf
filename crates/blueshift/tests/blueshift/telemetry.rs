//! Metrics, and the propagation of the trace context.

use std::time::Duration;

use blueshift::reqwest::{self, Method};
use blueshift::transport::MetricsLayer;
use blueshift::{Client, ClientBuilder, Customer, Recipient};
use bytes::Bytes;
use http_body_util::Full;
use opentelemetry::metrics::MeterProvider as _;
use opentelemetry_sdk::metrics::data::{AggregatedMetrics, MetricData};
use opentelemetry_sdk::metrics::{InMemoryMetricExporter, SdkMeterProvider};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tower::ServiceExt;
use tower_layer::Layer;

use crate::clients;
use crate::raw_server::{Action, RawServer, json};
use crate::traces::record_spans;

/// Collects the measurements of a meter.
struct Collector {
    exporter: InMemoryMetricExporter,
    provider: SdkMeterProvider,
}

/// A data point: the metric and its unit, the attributes except those of the server and `url.scheme`, and the number of
/// recordings, the sum or the value.
type Point = (String, String, u64);

impl Collector {
    fn new() -> Self {
        let exporter = InMemoryMetricExporter::default();
        let provider = SdkMeterProvider::builder().with_periodic_exporter(exporter.clone()).build();
        Self { exporter, provider }
    }

    fn client(&self, server: &RawServer) -> ClientBuilder {
        clients::client(&server.url).metrics(&self.provider.meter("test"))
    }

    /// Returns the data points of a metric, sorted.
    fn points(&self, metric: &str) -> Vec<Point> {
        self.exporter.reset();
        self.provider.force_flush().unwrap();
        let mut points = Vec::new();
        for resource in self.exporter.get_finished_metrics().unwrap() {
            for found in resource.scope_metrics().flat_map(|scope| scope.metrics()) {
                if found.name() != metric {
                    continue;
                }
                let name = format!("{metric} {}", found.unit());
                let mut add = |attributes: String, count| points.push((name.clone(), attributes, count));
                match found.data() {
                    AggregatedMetrics::F64(MetricData::Histogram(data)) => {
                        data.data_points().for_each(|point| add(text(point.attributes()), point.count()));
                    }
                    AggregatedMetrics::U64(MetricData::Histogram(data)) => {
                        data.data_points().for_each(|point| add(text(point.attributes()), point.sum()));
                    }
                    AggregatedMetrics::U64(MetricData::Sum(data)) => {
                        data.data_points().for_each(|point| add(text(point.attributes()), point.value()));
                    }
                    AggregatedMetrics::I64(MetricData::Sum(data)) => data
                        .data_points()
                        .for_each(|point| add(text(point.attributes()), point.value().try_into().unwrap())),
                    data => panic!("unexpected kind of metric: {data:?}"),
                }
            }
        }
        points.sort();
        points
    }

    /// Returns all exported data as text.
    fn everything(&self) -> String {
        self.exporter.reset();
        self.provider.force_flush().unwrap();
        format!("{:?}", self.exporter.get_finished_metrics().unwrap())
    }
}

fn text<'a>(attributes: impl Iterator<Item = &'a opentelemetry::KeyValue>) -> String {
    let mut texts: Vec<_> = attributes
        .filter(|attribute| {
            !["server.address", "server.port", "url.scheme"].contains(&attribute.key.as_str())
        })
        .map(|attribute| format!("{}={}", attribute.key, attribute.value))
        .collect();
    texts.sort();
    texts.join(" ")
}

fn point(metric: &str, attributes: &str, count: u64) -> Point {
    (metric.to_owned(), attributes.to_owned(), count)
}

const GET: &str = "http.request.method=GET";
const TEMPLATE: &str = "url.template=/api/v2/campaigns.json";

#[tokio::test]
async fn measures_calls_attempts_retries_and_bodies() {
    let collector = Collector::new();
    let server = RawServer::start(vec![json(503, "", "{}"), Action::Close, json(200, "", "[]")]).await;
    let client = collector.client(&server).build().unwrap();
    client.campaigns().list().email("jane@example.com").send().await.unwrap();

    let duration = "http.client.request.duration s";
    assert_eq!(
        collector.points("http.client.request.duration"),
        [
            point(duration, &format!("error.type=503 {GET} http.response.status_code=503 {TEMPLATE}"), 1),
            point(duration, &format!("error.type=broken_connection {GET} {TEMPLATE}"), 1),
            point(duration, &format!("{GET} http.response.status_code=200 {TEMPLATE}"), 1),
        ]
    );
    assert_eq!(
        collector.points("blueshift.client.call.duration"),
        [point("blueshift.client.call.duration s", "blueshift.operation=list_campaigns", 1)]
    );
    let retries = "blueshift.client.retries {retry}";
    assert_eq!(
        collector.points("blueshift.client.retries"),
        [
            point(retries, "blueshift.operation=list_campaigns error.type=503", 1),
            point(retries, "blueshift.operation=list_campaigns error.type=broken_connection", 1),
        ]
    );
    let active = "http.client.active_requests {request}";
    assert_eq!(
        collector.points("http.client.active_requests"),
        [point(active, &format!("{GET} {TEMPLATE}"), 0)]
    );
    let sizes: Vec<_> = collector.points("blueshift.client.response.body.size");
    assert_eq!(sizes.iter().map(|(_, _, bytes)| *bytes).collect::<Vec<_>>(), [2, 2]);
}

#[tokio::test]
async fn measures_the_bodies_of_requests() {
    let collector = Collector::new();
    let server = RawServer::start(vec![json(200, "", "{}")]).await;
    let client = collector.client(&server).build().unwrap();
    client.request(Method::POST, "/api/v1/anything").body("12345").send().await.unwrap();
    assert_eq!(
        collector.points("http.client.request.body.size"),
        [point(
            "http.client.request.body.size By",
            "http.request.method=POST http.response.status_code=200",
            5
        )]
    );
    let calls = collector.points("blueshift.client.call.duration");
    assert_eq!(calls[0].1, "blueshift.operation=request");
}

#[tokio::test]
async fn size_of_a_streamed_request_body_is_not_recorded() {
    let server = RawServer::start(vec![json(200, "", "{}")]).await;
    let collector = Collector::new();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let service = MetricsLayer::new(&collector.provider.meter("test")).layer(http);
    let mut request = reqwest::Request::new(Method::POST, server.url.parse().unwrap());
    *request.body_mut() = Some(reqwest::Body::wrap(Full::new(Bytes::from("streamed"))));
    service.oneshot(request).await.unwrap();
    assert_eq!(collector.points("http.client.request.duration").len(), 1);
    assert_eq!(collector.points("http.client.request.body.size"), []);
}

#[tokio::test]
async fn cancelled_request_is_no_longer_active() {
    let collector = Collector::new();
    let server = RawServer::start(vec![Action::SendThenHang(Vec::new())]).await;
    let client = collector.client(&server).deadline(Duration::from_millis(50)).build().unwrap();
    assert!(client.campaigns().list().send().await.unwrap_err().is_timeout());
    assert_eq!(collector.points("http.client.active_requests")[0].2, 0);
    assert!(collector.points("http.client.request.duration")[0].1.starts_with("error.type=cancelled"));
    assert_eq!(
        collector.points("blueshift.client.call.duration")[0].1,
        "blueshift.operation=list_campaigns error.type=timeout"
    );
}

#[tokio::test]
async fn errors_of_calls_have_a_type() {
    for (action, expected) in
        [(json(404, "", "{}"), "404"), (json(200, "", "7"), "decode"), (Action::Close, "transport")]
    {
        let collector = Collector::new();
        let server = RawServer::start(vec![action]).await;
        let client = collector.client(&server).retry_policy(blueshift::RetryPolicy::none()).build().unwrap();
        client.campaigns().get("u").send().await.unwrap_err();
        let calls = collector.points("blueshift.client.call.duration");
        assert_eq!(calls[0].1, format!("blueshift.operation=get_campaign error.type={expected}"));
    }
}

#[tokio::test]
async fn attributes_contain_no_key_path_query_or_identifier() {
    let collector = Collector::new();
    let server = RawServer::start(vec![json(200, "", "{}")]).await;
    let client = collector.client(&server).build().unwrap();
    let campaigns = client.campaigns();
    campaigns.get("SECRET-uuid").send().await.unwrap();
    campaigns.list().email("SECRET@example.com").name("SECRET").send().await.unwrap_err();
    campaigns.execute("SECRET-uuid", Recipient::email("SECRET@example.com")).send().await.unwrap();
    let now = blueshift::jiff::Timestamp::now();
    let range = now - Duration::from_secs(60)..now;
    let customer = Customer::email("SECRET@example.com");
    client.customers().campaign_activity(customer, range).send().await.unwrap();
    let request = client.request(Method::from_bytes(b"SECRET").unwrap(), "/SECRET").query("SECRET", "SECRET");
    request.header("x-secret", "SECRET").send().await.unwrap();
    let text = collector.everything();
    assert!(text.contains("/api/v1/campaigns/{campaign_uuid}.json") && text.contains("_OTHER"), "{text}");
    for secret in ["SECRET", "secret", "test-key", "dGVzdC1rZXk6"] {
        assert!(!text.contains(secret), "the metrics contain {secret}: {text}");
    }
}

#[tokio::test]
async fn requests_below_custom_layers_have_the_path_template() {
    use tower::util::MapRequestLayer;
    let collector = Collector::new();
    let server = RawServer::start(vec![json(200, "", "{}")]).await;
    let layer = MapRequestLayer::new(|request: blueshift::reqwest::Request| request);
    let client = collector.client(&server).layer(layer).rate_limit(1_000).build().unwrap();
    client.campaigns().get("u").send().await.unwrap();
    let points = collector.points("http.client.request.duration");
    assert!(points[0].1.ends_with("url.template=/api/v1/campaigns/{campaign_uuid}.json"), "{points:?}");
}

fn traceparent(head: &str) -> Option<(String, String)> {
    let value = head.lines().find_map(|line| line.strip_prefix("traceparent: "))?;
    let parts: Vec<_> = value.split('-').collect();
    Some((parts[1].to_owned(), parts[2].to_owned()))
}

#[tokio::test]
async fn each_attempt_sends_its_span_as_trace_context() {
    let exporter = record_spans();
    let server = RawServer::start(vec![json(503, "", "{}"), json(200, "", "[]")]).await;
    let builder: ClientBuilder = clients::client(&server.url);
    let client: Client = builder.trace_context(TraceContextPropagator::new()).build().unwrap();
    client.campaigns().list().send().await.unwrap();

    let sent: Vec<_> = server.requests().iter().map(|head| traceparent(head).unwrap()).collect();
    assert_eq!(sent.len(), 2);
    let mut recorded: Vec<_> = exporter
        .get_finished_spans()
        .unwrap()
        .into_iter()
        .filter(|span| span.name == "attempt" && span.span_context.trace_id().to_string() == sent[0].0)
        .map(|span| (span.span_context.trace_id().to_string(), span.span_context.span_id().to_string()))
        .collect();
    assert_eq!(recorded.len(), 2);
    recorded.sort();
    let mut sorted = sent.clone();
    sorted.sort();
    assert_eq!(sorted, recorded);
    assert_eq!(sent[0].0, sent[1].0, "the attempts of one call are in different traces");
}

#[tokio::test]
async fn sends_no_context_without_a_propagator() {
    let server = RawServer::start(vec![json(200, "", "[]")]).await;
    let client = clients::client(&server.url).build().unwrap();
    client.campaigns().list().send().await.unwrap();
    assert_eq!(traceparent(&server.requests()[0]), None);
}
