//! Prints each request to stderr with `-v`.

use std::io::Write;
use std::time::{Duration, Instant};

use blueshift::reqwest::{self, Request, Response, Url};
use blueshift::transport::HttpService;
use tower::layer::layer_fn;
use tower::util::ServiceExt;
use tower::{Layer, Service, service_fn};

use crate::output::visible;
use crate::terminal::{DIM, Terminal};

/// The query parameters whose values are printed. Other values may be personal data or secrets.
const SHOWN: [&str; 13] = [
    "page",
    "per_page",
    "status",
    "exec_term",
    "archived",
    "startdate",
    "created_after",
    "created_before",
    "start_time",
    "end_time",
    "cursor",
    "tag_data",
    "select",
];

/// Returns a layer that prints each request when it ends: method, URL, status, duration and request id.
pub(crate) fn layer(
    terminal: Terminal,
) -> impl Layer<
    HttpService,
    Service: Service<Request, Response = Response, Error = reqwest::Error, Future: Send + 'static>
                 + Clone
                 + Send
                 + Sync
                 + 'static,
> + Send
+ Sync
+ 'static {
    layer_fn(move |inner: HttpService| {
        service_fn(move |request: Request| {
            let inner = inner.clone();
            let target = format!("{} {}", request.method(), without_values(request.url()));
            async move {
                let start = Instant::now();
                let result = inner.oneshot(request).await;
                print(&terminal, &line(&target, &result, start.elapsed()));
                result
            }
        })
    })
}

fn line(target: &str, result: &reqwest::Result<Response>, time: Duration) -> String {
    let millis = time.as_millis();
    match result {
        Ok(response) => {
            let id = response.headers().get("x-request-id").and_then(|id| id.to_str().ok());
            let id = id.map(|id| format!(", request id {id}")).unwrap_or_default();
            format!("{target}: {} in {millis} ms{id}", response.status())
        }
        Err(error) => {
            let problem = if error.is_timeout() {
                "timeout"
            } else if error.is_connect() {
                "failed to connect"
            } else {
                "no complete response"
            };
            format!("{target}: {problem} after {millis} ms")
        }
    }
}

/// Returns the URL with an ellipsis in place of values that may be personal data.
fn without_values(url: &Url) -> String {
    let mut shown = url.clone();
    shown.set_query(None);
    let mut text = shown.to_string();
    for (index, pair) in url.query().into_iter().flat_map(|query| query.split('&')).enumerate() {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = if SHOWN.contains(&name) { value } else { "…" };
        text.push_str(if index == 0 { "?" } else { "&" });
        text.extend([name, "=", value]);
    }
    text
}

/// Prints a line to stderr. Write errors are ignored.
fn print(terminal: &Terminal, line: &str) {
    let mut out = std::io::stderr().lock();
    let _ = terminal.stderr.paint(&mut out, DIM, &format!("{}\n", visible(line)));
    let _ = out.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides_values_that_may_be_personal_data() {
        let shown = |url: &str| without_values(&url.parse().unwrap());
        assert_eq!(
            shown("https://host/a?email=jane%40example.com&page=0&x"),
            "https://host/a?email=…&page=0&x=…"
        );
        assert_eq!(shown("https://host:8/a/b"), "https://host:8/a/b");
    }
}
