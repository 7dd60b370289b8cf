//! Runs each program with its in-process sandbox.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    for variable in ["BLUESHIFT_API_KEY", "BLUESHIFT_REGION", "BLUESHIFT_BASE_URL", "BLUESHIFT_CAMPAIGN"] {
        command.env_remove(variable);
    }
    command
}

fn run(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

#[test]
fn export_has_the_same_columns_in_every_line() {
    let out = run(&mut command(env!("CARGO_BIN_EXE_export_campaigns")));
    let columns: Vec<Vec<String>> = out
        .lines()
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            row.as_object().unwrap().keys().cloned().collect()
        })
        .collect();
    assert!(columns.len() > 100, "{} lines", columns.len());
    assert!(columns.iter().all(|found| *found == columns[0]));
}

#[test]
fn archives_only_if_confirmed() {
    let program = env!("CARGO_BIN_EXE_archive_completed");
    let planned = run(&mut command(program));
    let archived = run(command(program).arg("--yes"));
    assert!(planned.lines().count() > 0 && planned.lines().all(|line| line.contains(" would be archived")));
    assert_eq!(archived.lines().count(), planned.lines().count());
    assert!(archived.lines().all(|line| line.ends_with(" successful")), "{archived}");
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn service_confirms_an_order() {
    let mut command = command(env!("CARGO_BIN_EXE_order_confirmation"));
    let mut server = Server(command.arg("127.0.0.1:0").stdout(Stdio::piped()).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on ").unwrap();
    let body = r#"{"email": "jane@example.com"}"#;
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "POST /orders/4711/confirmation HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    assert!(response.starts_with("HTTP/1.1 202 ") && response.contains("\"transaction\""), "{response}");
}

#[cfg(feature = "sqlite")]
#[test]
fn performance_is_written_to_a_database() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("performance.db");
    run(command(env!("CARGO_BIN_EXE_daily_performance")).arg(&path));
    let database = rusqlite::Connection::open(&path).unwrap();
    let count = |query: &str| database.query_row(query, [], |row| row.get::<_, i64>(0)).unwrap();
    assert!(count("SELECT count(*) FROM daily_performance") > 0);
    // The current day may have no statistics yet.
    assert!(count("SELECT count(DISTINCT date) FROM daily_performance") >= 30);
}
