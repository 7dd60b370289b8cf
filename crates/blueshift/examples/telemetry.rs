//! Prints the metrics and spans of a few calls to standard output. One call is retried.
//!
//! ```sh
//! cargo run -p blueshift --example telemetry --features metrics,trace-context
//! ```
//!
//! A service would export them to a collector with the crate `opentelemetry-otlp`.

use std::error::Error;
use std::time::Duration;

use blueshift::{Client, RetryPolicy};
use blueshift_sandbox::{Fault, Sandbox};
use opentelemetry::global;
use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::metrics::SdkMeterProvider;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let meters = SdkMeterProvider::builder()
        .with_periodic_exporter(opentelemetry_stdout::MetricExporter::default())
        .build();
    global::set_meter_provider(meters.clone());
    let tracers = SdkTracerProvider::builder()
        .with_simple_exporter(opentelemetry_stdout::SpanExporter::default())
        .build();
    // This filter excludes the spans of the HTTP stack.
    let spans = tracing_subscriber::filter::Targets::new().with_target("blueshift", tracing::Level::INFO);
    let layer = tracing_opentelemetry::layer().with_tracer(tracers.tracer("telemetry"));
    tracing_subscriber::registry().with(spans).with(layer).init();

    let sandbox = Sandbox::builder().fault(Fault::status(503).times(1)).start().await?;
    let client = Client::builder(sandbox.api_key())
        .base_url(sandbox.url())
        .retry_policy(RetryPolicy::default().initial_backoff(Duration::from_millis(10)))
        .metrics(&global::meter("telemetry"))
        .trace_context(TraceContextPropagator::new())
        .build()?;
    let page = client.campaigns().list().status("launched").per_page(5).send().await?;
    for campaign in page.items {
        client.campaigns().get(campaign.uuid).send().await?;
    }

    tracers.shutdown()?;
    meters.shutdown()?;
    Ok(())
}
