//! Tests of `--ca-file`, `--proxy` and `-v`, over real connections.

use std::process::Output;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use crate::command::{blueshift, runtime, stderr, stdout};
use crate::tls_server::TlsServer;

const KEY: &str = "s3cret-key";

fn list(options: &str) -> Output {
    let line = format!("--max-retries 0 {options} campaigns list --page 0 --output json");
    blueshift(&line).env("BLUESHIFT_API_KEY", KEY).output().unwrap()
}

/// Starts a proxy that connects to any port of this machine. Returns its URL and the heads of the requests that it receives.
async fn start_proxy() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://user:p4ss@{}", listener.local_addr().unwrap());
    let heads = Arc::<Mutex<Vec<String>>>::default();
    let received = heads.clone();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(client.read_u8().await.unwrap());
            }
            let head = String::from_utf8(head).unwrap();
            let port: u16 = head.split([':', ' ']).nth(2).unwrap().parse().unwrap();
            received.lock().unwrap().push(head);
            let mut server = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
            client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
            let _ = copy_bidirectional(&mut client, &mut server).await;
        }
    });
    (url, heads)
}

#[test]
fn connects_through_a_proxy_with_additional_certificates() {
    let runtime = runtime();
    let server = runtime.block_on(TlsServer::start());
    let directory = tempfile::tempdir().unwrap();
    let ca = directory.path().join("ca.pem");
    std::fs::write(&ca, &server.pem).unwrap();
    let ca = ca.display();

    let untrusted = list(&format!("--base-url {}", server.url));
    assert_eq!(untrusted.status.code(), Some(1));
    let trusted = list(&format!("--base-url {} --ca-file {ca}", server.url));
    assert_eq!((trusted.status.code(), stdout(&trusted).as_str()), (Some(0), "[]\n"), "{}", stderr(&trusted));

    let (proxy, heads) = runtime.block_on(start_proxy());
    let proxied = list(&format!("--base-url {} --ca-file {ca} --proxy {proxy} -v", server.url));
    assert_eq!((proxied.status.code(), stdout(&proxied).as_str()), (Some(0), "[]\n"), "{}", stderr(&proxied));
    let heads = heads.lock().unwrap();
    let authority = server.url.strip_prefix("https://").unwrap();
    assert_eq!(heads.len(), 1);
    assert!(heads[0].starts_with(&format!("CONNECT {authority} HTTP/1.1\r\n")), "{}", heads[0]);
    assert!(!stderr(&proxied).contains("p4ss"), "{}", stderr(&proxied));
}

#[test]
fn profile_sets_proxy_and_ca_file() {
    let runtime = runtime();
    let server = runtime.block_on(TlsServer::start());
    let (proxy, heads) = runtime.block_on(start_proxy());
    let directory = tempfile::tempdir().unwrap();
    let config = directory.path().join("blueshift");
    std::fs::create_dir(&config).unwrap();
    std::fs::write(config.join("ca.pem"), &server.pem).unwrap();
    let url = &server.url;
    let profile =
        format!("[profiles.acme]\nbase-url = \"{url}\"\nca-file = \"ca.pem\"\nproxy = \"{proxy}\"\n");
    std::fs::write(config.join("config.toml"), profile).unwrap();
    for command in ["--max-retries 0 campaigns list --page 0 --output json", "config show"] {
        let mut command = blueshift(&format!("--profile acme {command}"));
        command.env("XDG_CONFIG_HOME", directory.path()).env("BLUESHIFT_API_KEY", KEY);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(!stdout(&output).contains("p4ss"));
    }
    assert_eq!(heads.lock().unwrap().len(), 1);
}

#[test]
fn reports_invalid_proxy_and_ca_file_without_secrets() {
    let directory = tempfile::tempdir().unwrap();
    let empty = directory.path().join("empty.pem");
    std::fs::write(&empty, "no certificate").unwrap();
    let base = "--base-url https://localhost:1";
    for (options, message) in [
        (
            format!("{base} --proxy p4ss:word:x"),
            "error: the proxy must be a URL such as http://proxy.example:3128 ",
        ),
        (
            format!("{base} --ca-file /nonexistent"),
            "error: cannot read the certificates in /nonexistent (--ca-file)",
        ),
        (format!("{base} --ca-file {}", empty.display()), "error: "),
        (
            "--base-url http://localhost:1 --proxy http://user:p4ss@localhost:1".to_owned(),
            "error: proxy and http:// base URL are both set",
        ),
        (
            "--sandbox --proxy http://localhost:1".to_owned(),
            "error: --sandbox and --proxy cannot be used together",
        ),
        ("--sandbox --ca-file x".to_owned(), "error: --sandbox and --ca-file cannot be used together"),
    ] {
        let output = list(&options);
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{options}: {text}");
        assert!(text.starts_with(message), "{options}: {text}");
        assert!(!text.contains("p4ss"), "{text}");
    }
}

#[test]
fn verbose_prints_each_request_without_key_and_personal_data() {
    let line = "--sandbox --sandbox-fault status=503,times=1,operation=get_customer_campaign_activity -v customers activity \
                --email jane@example.com --from 1d";
    let output = blueshift(line).env("BLUESHIFT_SANDBOX_NOW", "").output().unwrap();
    let text = stderr(&output);
    let requests: Vec<&str> = text.lines().filter(|line| line.starts_with("GET ")).collect();
    let [failed, not_found] = requests[..] else { panic!("{text}") };
    for line in [failed, not_found] {
        assert!(line.starts_with("GET http://127.0.0.1:"), "{line}");
        assert!(line.contains("/api/v2/customer_campaign_activity?"), "{line}");
        assert!(line.contains("email=…") && line.contains("start_time=20"), "{line}");
        assert!(line.contains(" ms, request id "), "{line}");
    }
    assert!(failed.contains(": 503 Service Unavailable in "), "{failed}");
    assert!(not_found.contains(": 404 Not Found in "), "{not_found}");
    assert!(!text.contains("jane") && !text.contains("Basic"), "{text}");
    let silent = blueshift("--sandbox campaigns list --limit 1").output().unwrap();
    assert_eq!(stderr(&silent), "");
}
