//! A proxy that renames one field in every answer: a check that cannot fail proves nothing, and this is how the
//! programs are shown to fail.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::str::FromStr;

use anyhow::Context;

/// A field and the name that it gets instead.
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
    fn apply(&self, body: &[u8]) -> Vec<u8> {
        let text = String::from_utf8_lossy(body);
        text.replace(&format!("\"{}\":", self.from), &format!("\"{}\":", self.to)).into_bytes()
    }
}

/// Starts a proxy before the server at `url` and returns its own URL. It lasts as long as this process.
pub(super) fn start(url: &str, rename: Rename) -> anyhow::Result<String> {
    let behind = url.strip_prefix("http://").context("the sandbox's URL is not plain HTTP")?.to_owned();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("cannot listen on loopback")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let (behind, rename) = (behind.clone(), rename.clone());
            // A connection that breaks is the client's to notice.
            std::thread::spawn(move || drop(pass_on(client, &behind, &rename)));
        }
    });
    Ok(format!("http://{address}"))
}

/// Passes one request on, and its answer back with the field renamed; then the connection closes.
fn pass_on(client: TcpStream, behind: &str, rename: &Rename) -> io::Result<()> {
    let mut client = BufReader::new(client);
    let (first, headers) = head(&mut client)?;
    let mut body = vec![0; content_length(&headers)];
    client.read_exact(&mut body)?;

    let mut server = TcpStream::connect(behind)?;
    // HTTP/1.0 gets an answer that ends with the connection; without compression it can be read.
    let request = first.replace("HTTP/1.1", "HTTP/1.0");
    let unwanted = ["accept-encoding", "connection", "upgrade", "http2-settings"];
    write_head(&mut server, &request, headers.iter().filter(|(name, _)| !unwanted.contains(&name.as_str())))?;
    server.write_all(&body)?;

    let mut server = BufReader::new(server);
    let (first, headers) = head(&mut server)?;
    let mut body = Vec::new();
    server.read_to_end(&mut body)?;
    let body = rename.apply(&body);
    let ours = [
        ("content-length".to_owned(), body.len().to_string()),
        ("connection".to_owned(), "close".to_owned()),
    ];
    let kept = headers.iter().filter(|(name, _)| name != "content-length" && name != "connection");
    let client = client.get_mut();
    write_head(client, &first.replace("HTTP/1.0", "HTTP/1.1"), kept.chain(&ours))?;
    client.write_all(&body)
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
    fn a_field_is_renamed_and_the_same_word_as_a_value_is_not() {
        let rename: Rename = "name=title".parse().unwrap();
        assert_eq!(
            rename.apply(br#"[{"name":"name","segment_name":"x"}]"#),
            br#"[{"title":"name","segment_name":"x"}]"#
        );
    }

    #[test]
    fn what_is_not_a_renaming_is_refused() {
        for text in ["", "name", "name=", "=title", "name=name"] {
            assert!(text.parse::<Rename>().is_err(), "{text}");
        }
    }
}
