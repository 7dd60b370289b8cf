//! A server with behavior that the sandbox does not support: it sends scripted responses, forwards requests to a sandbox, and
//! renames fields in responses. Renaming a field with `--rename` shows that the conformance tests can fail.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context;

/// A field and its new name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename {
    from: String,
    to: String,
}

impl FromStr for Rename {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((from, to)) if !from.is_empty() && !to.is_empty() && from != to => {
                Ok(Self { from: from.to_owned(), to: to.to_owned() })
            }
            _ => Err("expected FIELD=OTHER, such as segment_name=segmentName".to_owned()),
        }
    }
}

impl Rename {
    pub(super) fn new(from: &str, to: &str) -> Self {
        Self { from: from.to_owned(), to: to.to_owned() }
    }

    fn apply(&self, body: &[u8]) -> Vec<u8> {
        let text = String::from_utf8_lossy(body);
        text.replace(&format!("\"{}\":", self.from), &format!("\"{}\":", self.to)).into_bytes()
    }
}

/// How the stub handles one request.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// Forwards the request to the sandbox.
    Forward,
    /// Sends this response.
    Respond(Response),
}

/// A scripted response.
#[derive(Debug, Clone)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, &'static str)>,
    pub(super) body: String,
}

/// The `x-request-id` of every scripted response.
pub(super) const REQUEST_ID: &str = "3f2b8c1e-5d0a-4c7e-9b42-6f1d2a7c8e90";

/// The script of a stub, with one step for each request. If there are more requests than steps, the last step is repeated, or
/// all steps if `repeats_all` is true. Without steps, all requests are forwarded.
#[derive(Debug, Default)]
pub(super) struct Script {
    pub(super) steps: Vec<Step>,
    pub(super) repeats_all: bool,
    pub(super) renames: Vec<Rename>,
}

/// Starts a stub in front of the server at `url`, and returns the URL of the stub. The stub runs until the process ends.
pub(super) fn start(url: &str, script: Script) -> anyhow::Result<String> {
    let upstream = url
        .strip_prefix("http://")
        .with_context(|| format!("expected a URL that starts with http://, found {url}"))?
        .to_owned();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("cannot listen on loopback")?;
    let address = listener.local_addr()?;
    let shared = Arc::new((upstream, script, AtomicUsize::new(0)));
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let shared = Arc::clone(&shared);
            // Errors are ignored, because the client detects a broken connection.
            std::thread::spawn(move || {
                let (upstream, script, served) = &*shared;
                drop(serve(client, upstream, script, served));
            });
        }
    });
    Ok(format!("http://{address}"))
}

/// Serves one request, then closes the connection.
fn serve(client: TcpStream, upstream: &str, script: &Script, served: &AtomicUsize) -> io::Result<()> {
    let mut client = BufReader::new(client);
    let (first, headers) = head(&mut client)?;
    let mut body = vec![0; content_length(&headers)];
    client.read_exact(&mut body)?;
    let number = served.fetch_add(1, Ordering::Relaxed);
    let number = if script.repeats_all { number % script.steps.len().max(1) } else { number };
    let step = script.steps.get(number).or(script.steps.last()).unwrap_or(&Step::Forward);
    let (first, headers, mut body) = match step {
        Step::Forward => forward(upstream, &first, &headers, &body)?,
        Step::Respond(response) => {
            let own = [("x-request-id", REQUEST_ID)];
            let headers = response.headers.iter().chain(&own);
            let headers = headers.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            (format!("HTTP/1.1 {} Scripted", response.status), headers, response.body.clone().into_bytes())
        }
    };
    for rename in &script.renames {
        body = rename.apply(&body);
    }
    let ours = [
        ("content-length".to_owned(), body.len().to_string()),
        ("connection".to_owned(), "close".to_owned()),
    ];
    let kept = headers.iter().filter(|(name, _)| name != "content-length" && name != "connection");
    let client = client.get_mut();
    write_head(client, &first, kept.chain(&ours))?;
    client.write_all(&body)
}

fn forward(
    upstream: &str,
    first: &str,
    headers: &Headers,
    body: &[u8],
) -> io::Result<(String, Headers, Vec<u8>)> {
    let mut server = TcpStream::connect(upstream)?;
    // Use HTTP/1.0, so that the body ends when the server closes the connection, and no compression, so that fields can be
    // renamed.
    let request = first.replace("HTTP/1.1", "HTTP/1.0");
    let unwanted = ["accept-encoding", "connection", "upgrade", "http2-settings"];
    write_head(&mut server, &request, headers.iter().filter(|(name, _)| !unwanted.contains(&name.as_str())))?;
    server.write_all(body)?;
    let mut server = BufReader::new(server);
    let (first, headers) = head(&mut server)?;
    let mut body = Vec::new();
    server.read_to_end(&mut body)?;
    Ok((first.replace("HTTP/1.0", "HTTP/1.1"), headers, body))
}

type Headers = Vec<(String, String)>;

fn head(stream: &mut impl BufRead) -> io::Result<(String, Headers)> {
    let mut lines = stream.lines().map_while(Result::ok).take_while(|line| !line.is_empty());
    let first = lines.next().ok_or(io::ErrorKind::UnexpectedEof)?;
    let headers = lines
        .filter_map(|line| {
            line.split_once(':').map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        })
        .collect();
    Ok((first, headers))
}

fn write_head<'a>(
    stream: &mut impl Write,
    first: &str,
    headers: impl Iterator<Item = &'a (String, String)>,
) -> io::Result<()> {
    let mut head = format!("{first}\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())
}

fn content_length(headers: &Headers) -> usize {
    let value = headers.iter().find(|(name, _)| name == "content-length");
    value.and_then(|(_, value)| value.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renames_field_but_not_value() {
        let rename: Rename = "name=title".parse().unwrap();
        assert_eq!(
            rename.apply(br#"[{"name":"name","segment_name":"x"}]"#),
            br#"[{"title":"name","segment_name":"x"}]"#
        );
    }

    #[test]
    fn refuses_malformed_rename() {
        for text in ["", "name", "name=", "=title", "name=name"] {
            assert!(text.parse::<Rename>().is_err(), "{text}");
        }
    }

    #[test]
    fn sends_scripted_responses_in_order_and_repeats_the_last() {
        let respond =
            |status| Step::Respond(Response { status, headers: Vec::new(), body: "{\"a\":1}".to_owned() });
        let script = Script {
            steps: vec![respond(503), respond(504)],
            renames: vec!["a=b".parse().unwrap()],
            ..Script::default()
        };
        let url = start("http://127.0.0.1:1", script).unwrap();
        let address = url.strip_prefix("http://").unwrap();
        for status in ["503", "504", "504"] {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
            let mut response = String::new();
            stream.read_to_string(&mut response).unwrap();
            assert!(response.starts_with(&format!("HTTP/1.1 {status} ")), "{response}");
            assert!(response.ends_with("\r\n\r\n{\"b\":1}"), "{response}");
        }
    }
}
