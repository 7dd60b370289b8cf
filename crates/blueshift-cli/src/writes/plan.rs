//! `--dry-run`: the requests that a command would send.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use blueshift::reqwest::{Request, Response};
use blueshift::transport::HttpService;
use blueshift::{ClientBuilder, Error};
use serde::Serialize;
use serde_json::Value;
use tower::layer::layer_fn;

use crate::commands::Context;
use crate::failure::Failure;
use crate::output::{Column, Format, Printer, Record, pretty, printer_of, visible};
use crate::terminal::BOLD;

/// Collects requests instead of sending them. Clones share the requests.
#[derive(Clone, Default)]
pub(crate) struct Plan(Arc<Mutex<Vec<PlannedRequest>>>);

/// A request that was not sent.
#[derive(Serialize)]
pub(crate) struct PlannedRequest {
    method: String,
    url: String,
    body: Option<Value>,
    #[serde(skip)]
    text: Option<String>,
}

type C = Column<PlannedRequest>;

impl Record for PlannedRequest {
    const NOUN: [&'static str; 2] = ["request", "requests"];
    const COLUMNS: &'static [Column<Self>] = &[
        C::text("method", |it| Some(&it.method)),
        C::text("url", |it| Some(&it.url)),
        C::text("body", |it| it.text.as_deref()),
    ];
    const TABLE: &'static [(&'static str, u8)] = &[("method", 0), ("url", 0), ("body", 0)];
}

impl Plan {
    /// Configures a client to add its requests to the plan. The response to each request is an empty object.
    pub(crate) fn apply(&self, builder: ClientBuilder) -> ClientBuilder {
        let plan = self.clone();
        builder.layer(layer_fn(move |_: HttpService| {
            let plan = plan.clone();
            HttpService::new(tower::service_fn(move |request: Request| {
                plan.add(&request);
                let mut response = http::Response::new("{}");
                let json = http::HeaderValue::from_static("application/json");
                response.headers_mut().insert(http::header::CONTENT_TYPE, json);
                std::future::ready(Ok::<_, blueshift::reqwest::Error>(Response::from(response)))
            }))
        }))
    }

    fn add(&self, request: &Request) {
        let body = request.body().and_then(blueshift::reqwest::Body::as_bytes).unwrap_or_default();
        let text = Some(String::from_utf8_lossy(body).into_owned()).filter(|text| !text.is_empty());
        let planned = PlannedRequest {
            method: request.method().to_string(),
            url: request.url().to_string(),
            body: text.as_deref().and_then(|text| serde_json::from_str(text).ok()),
            text,
        };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(planned);
    }

    /// Removes and returns the collected requests.
    fn take(&self) -> Vec<PlannedRequest> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns a printer of the planned requests.
    pub(crate) fn printer<'a>(self, format: Format, context: &Context<'a>) -> PlanPrinter<'a> {
        let records = (format != Format::Table).then(|| printer_of(format, context));
        PlanPrinter { plan: self, records, context: *context }
    }
}

/// Prints planned requests.
pub(crate) struct PlanPrinter<'a> {
    plan: Plan,
    /// The printer of the output format. `None` for tables, which are replaced by plain text.
    records: Option<Printer<'a, PlannedRequest>>,
    context: Context<'a>,
}

impl PlanPrinter<'_> {
    /// Prints the requests collected since the last call. `result` is ignored unless it is a configuration error.
    pub(crate) fn print<T>(&mut self, result: Result<T, Error>) -> Result<(), Failure> {
        if let Err(error @ Error::Config(_)) = result {
            return Err(Failure::Client(error));
        }
        let requests = self.plan.take();
        match &mut self.records {
            Some(printer) => printer.print(&requests, None),
            None => self.write(&requests).map_err(Failure::Output),
        }
    }

    fn write(&self, requests: &[PlannedRequest]) -> io::Result<()> {
        let stream = self.context.terminal.stdout;
        let mut out = io::BufWriter::new(io::stdout().lock());
        for request in requests {
            stream.paint(&mut out, BOLD, &request.method)?;
            writeln!(out, " {}", visible(&request.url))?;
            if let Some(text) = &request.text {
                let json = if stream.is_terminal { pretty(text.as_bytes()) } else { None };
                writeln!(out, "{}", json.unwrap_or_else(|| text.clone()))?;
            }
        }
        out.flush()
    }

    /// Completes the output.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.context.progress.finish();
        if let Some(printer) = &mut self.records {
            printer.finish(true)?;
        }
        self.context.terminal.hint("dry run: nothing was sent");
        Ok(())
    }
}
