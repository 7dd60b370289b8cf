//! The `api` command.

mod field;

use std::io::{self, Read, Write};
use std::path::PathBuf;

use blueshift::reqwest::header::HeaderMap;
use blueshift::reqwest::{Method, StatusCode};
use blueshift::{ApiError, Client, Error, Outcome, RawRequest, RetryClass};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use self::field::Field;
use crate::commands::Context;
use crate::connection::Connection;
use crate::failure::{Failure, Operation, UsageError};
use crate::output::{pretty, visible};
use crate::terminal::{DIM, Terminal};

const METHODS: [&str; 6] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

const EXAMPLES: &str = "\
Examples:
  blueshift api GET /api/v2/campaigns.json -f status=launched -f per_page=4
  blueshift api PATCH /api/v1/campaigns/UUID/pause
  blueshift api POST /api/v1/event -f event=purchase -f email=jane@example.com \\
    -F revenue=9.5
  blueshift api POST /api/v1/campaigns/execute --input payload.json
  blueshift api GET /api/v2/campaigns.json --include | head -20";

/// Send a request to any endpoint and print the response
///
/// The request has the same authentication, retries and limits as the other commands. The body of the response is printed
/// unchanged; on a terminal, JSON is indented. An error response is also printed, and the exit code is 1, or 4 if the outcome is
/// unknown.
///
/// GET and HEAD are retried. Other requests are retried only if it is certain that they were not applied, for example after 429.
/// An unknown outcome is reported as an error.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Api {
    /// HTTP method
    #[arg(ignore_case = true, value_parser = PossibleValuesParser::new(METHODS).try_map(method))]
    method: Method,

    /// Path of the endpoint, such as /api/v2/campaigns.json
    path: String,

    /// Text parameter: a query parameter for GET and HEAD or with --input, otherwise a field of the JSON body; can be repeated
    #[arg(short = 'f', long, value_name = "KEY=VALUE", value_parser = field::text, help_heading = "Request")]
    raw_field: Vec<Field>,

    /// Like --raw-field, except that true, false, null and JSON numbers such as -1.5 or 2e3 in a JSON body are sent unchanged
    /// instead of as text; 01 and +1 are not JSON numbers and are sent as text; can be repeated
    #[arg(short = 'F', long, value_name = "KEY=VALUE", value_parser = field::typed, help_heading = "Request")]
    field: Vec<Field>,

    /// Header to add; can be repeated
    #[arg(short = 'H', long, value_name = "NAME: VALUE", value_parser = header, help_heading = "Request")]
    header: Vec<(String, String)>,

    /// File with the request body; - is stdin
    #[arg(long, value_name = "FILE", help_heading = "Request")]
    input: Option<PathBuf>,

    /// Print the status and the headers of the response before its body
    #[arg(short, long)]
    include: bool,
}

impl Api {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let body = self.body(context)?;
        context.block_on(self.send(body, context))
    }

    async fn send(self, body: Option<Vec<u8>>, context: &Context<'_>) -> Result<(), Failure> {
        let connection = Connection::open(context).await?;
        let request = self.request(&connection.client, body);
        context.progress.start("waiting for the response");
        let sent = request.send_bytes().await;
        context.progress.finish();
        match sent {
            Ok(response) => {
                let written = self.print(response.status(), response.headers(), &response, context.terminal);
                if !self.is_read() && response.may_still_take_effect() {
                    context
                        .terminal
                        .warn("the response is not JSON, so the request may not have reached the API");
                }
                written.map_err(Failure::Output)
            }
            Err(error) => {
                if let Error::Api(api) = &error {
                    // Write errors are ignored, because the error of the call is reported below.
                    let _ = self.print(api.status(), api.headers(), api.body(), context.terminal);
                    if api.body().len() == ApiError::BODY_LIMIT {
                        let limit = ApiError::BODY_LIMIT;
                        context
                            .terminal
                            .warn(&format!("only the first {limit} bytes of the body are printed"));
                    }
                }
                Err(Failure::call(&OPERATION, error))
            }
        }
    }

    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.raw_field.iter().chain(&self.field)
    }

    fn is_read(&self) -> bool {
        matches!(self.method, Method::GET | Method::HEAD)
    }

    /// Returns whether the fields are query parameters.
    fn has_query(&self) -> bool {
        self.is_read() || self.input.is_some()
    }

    fn body(&self, context: &Context<'_>) -> Result<Option<Vec<u8>>, UsageError> {
        if let Some(path) = &self.input {
            let failure = |source| UsageError::Input { path: path.clone(), source };
            if path.as_os_str() != "-" {
                return std::fs::read(path).map(Some).map_err(failure);
            }
            if context.global.api_key_file.as_deref() == Some(path) {
                return Err(UsageError::StdinTwice);
            }
            let mut body = Vec::new();
            io::stdin().lock().read_to_end(&mut body).map_err(failure)?;
            return Ok(Some(body));
        }
        if self.has_query() || self.fields().next().is_none() {
            return Ok(None);
        }
        field::object(self.fields()).map(|object| Some(object.into_bytes()))
    }

    fn request(&self, client: &Client, body: Option<Vec<u8>>) -> RawRequest {
        // PUT and DELETE of an unknown endpoint may not be idempotent.
        let class = if self.is_read() { RetryClass::Safe } else { RetryClass::Once };
        let mut request = client.request(self.method.clone(), self.path.as_str()).retry_class(class);
        if self.has_query() {
            for field in self.fields() {
                request = request.query(field.name.as_str(), field.text.as_str());
            }
        }
        for (name, value) in &self.header {
            request = request.header(name, value);
        }
        match body {
            Some(body) => request.body(body),
            None => request,
        }
    }

    fn print(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
        terminal: &Terminal,
    ) -> io::Result<()> {
        let stream = terminal.stdout;
        let mut out = io::BufWriter::new(io::stdout().lock());
        if self.include {
            stream.paint(&mut out, DIM, &format!("HTTP {status}\n"))?;
            for (name, value) in headers {
                let value = String::from_utf8_lossy(value.as_bytes());
                stream.paint(&mut out, DIM, &format!("{name}: {}\n", visible(&value)))?;
            }
            out.write_all(b"\n")?;
        }
        if !stream.is_terminal {
            out.write_all(body)?;
        } else if let Some(json) = pretty(body) {
            writeln!(out, "{json}")?;
        } else {
            for line in String::from_utf8_lossy(body).lines() {
                writeln!(out, "{}", visible(line))?;
            }
        }
        out.flush()
    }
}

fn method(text: String) -> Result<Method, impl std::error::Error + Send + Sync> {
    Method::from_bytes(text.to_ascii_uppercase().as_bytes())
}

fn header(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once(':').ok_or("expected a name, a colon and a value")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

static OPERATION: Operation = Operation {
    permission: "send this request",
    noun: ["response", "responses"],
    advice,
    next_step: |_, _| None,
};

fn advice(error: &Error, _: u64) -> Option<&'static str> {
    match error.outcome() {
        Some(Outcome::Unknown) => {
            return Some(
                "It is unknown whether the request was applied; it may still be applied. Read the current state before \
                 sending the request again.",
            );
        }
        Some(Outcome::Applied) => {
            return Some(
                "The server applied the request, but its response could not be read completely. Do not send the request again.",
            );
        }
        _ => {}
    }
    Some(match error.status()?.as_u16() {
        404 => {
            "There is no such endpoint or object. Check the path, and check the base URL with `blueshift config show`."
        }
        405 => "The endpoint does not accept this method.",
        _ => return None,
    })
}
