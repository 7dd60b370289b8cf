//! Load test of a sandbox in a separate process, with 1,000 simultaneous connections and 100,000 requests after a
//! warm-up. Compares every response with the expected one, and the memory of the server at the end with its memory after the
//! warm-up. Sends requests only to the server that it started.
//!
//! ```sh
//! cargo build --release -p blueshift-sandbox
//! cargo run --release -p blueshift-sandbox --example load -- target/release/blueshift-sandbox
//! ```

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader as AsyncReader};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

const CONNECTIONS: usize = 1000;
const REQUESTS: usize = 100_000;
/// The number of requests of the warm-up, after which the growth of the memory is measured.
const WARM_UP: usize = 20_000;
const PER_PAGE: usize = 10;
/// The timeout of a run.
const LIMIT: Duration = Duration::from_secs(300);
/// The permitted growth of the server's memory after the warm-up, in KiB.
const GROWTH: u64 = 16 * 1024;

fn main() -> anyhow::Result<()> {
    let program = std::env::args().nth(1).context("usage: load PATH-OF-blueshift-sandbox")?;
    let mut server = Server::start(&program)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(async { tokio::time::timeout(LIMIT, run(&server)).await });
    server.0.kill()?;
    server.0.wait()?;
    outcome.context("timeout of the run exceeded")?
}

struct Server(Child, u16);

impl Server {
    fn start(program: &str) -> anyhow::Result<Self> {
        let mut child = Command::new(program).args(["--port", "0"]).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        let stdout = child.stdout.take().context("failed to open standard output")?;
        BufReader::new(stdout).read_line(&mut line)?;
        let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split(' ').next());
        let port = port.with_context(|| format!("expected a URL with a port, found {line:?}"))?.parse()?;
        Ok(Self(child, port))
    }

    /// Returns the resident memory in KiB.
    fn memory(&self) -> anyhow::Result<u64> {
        let path = format!("/proc/{}/status", self.0.id());
        let status = std::fs::read_to_string(&path)?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let line = line.with_context(|| format!("{path} contains no line VmRSS"))?;
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }
}

async fn run(server: &Server) -> anyhow::Result<()> {
    let pages = reference(server.1).await?;
    let at_start = server.memory()?;
    round(server.1, &pages, WARM_UP).await?;
    let warm = server.memory()?;
    let begun = Instant::now();
    let bytes = round(server.1, &pages, REQUESTS).await?;
    let elapsed = begun.elapsed();
    let end = server.memory()?;
    writeln!(
        std::io::stdout(),
        "received {REQUESTS} correct responses over {CONNECTIONS} connections in {:.1} s ({:.0} per second, {} MB)\n\
         memory of the server: {at_start} KiB at start, {warm} KiB after {} requests, {end} KiB at the end",
        elapsed.as_secs_f64(),
        REQUESTS as f64 / elapsed.as_secs_f64(),
        bytes / 1_000_000,
        WARM_UP,
    )?;
    ensure!(
        end <= warm + GROWTH,
        "expected the memory of the server to grow by at most {GROWTH} KiB, but it grew by {} KiB",
        end - warm
    );
    Ok(())
}

/// Requests every page once and returns the expected bodies of later responses.
async fn reference(port: u16) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut connection = Connection::open(port).await?;
    let mut pages = Vec::new();
    loop {
        let page = connection.page(pages.len()).await?;
        if page == b"[]" {
            return Ok(pages);
        }
        pages.push(page);
        ensure!(pages.len() < 100, "expected an empty page within the first 100 pages");
    }
}

/// Opens all connections, then distributes the requests over them. Returns the total size of the response bodies in bytes.
async fn round(port: u16, pages: &[Vec<u8>], requests: usize) -> anyhow::Result<u64> {
    let mut connections = Vec::with_capacity(CONNECTIONS);
    for _ in 0..CONNECTIONS {
        connections.push(Connection::open(port).await?);
    }
    let mut clients = JoinSet::new();
    for (first, mut connection) in connections.into_iter().enumerate() {
        let pages = pages.to_vec();
        clients.spawn(async move {
            let mut bytes = 0;
            for number in 0..requests / CONNECTIONS {
                let wanted = (first + number) % pages.len();
                let page = connection.page(wanted).await?;
                ensure!(pages.get(wanted) == Some(&page), "unexpected response for page {wanted}");
                bytes += page.len() as u64;
            }
            Ok(bytes)
        });
    }
    let mut bytes = 0;
    while let Some(client) = clients.join_next().await {
        bytes += client??;
    }
    Ok(bytes)
}

struct Connection(AsyncReader<TcpStream>);

impl Connection {
    async fn open(port: u16) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self(AsyncReader::new(stream)))
    }

    async fn page(&mut self, page: usize) -> anyhow::Result<Vec<u8>> {
        let request = format!(
            "GET /api/v2/campaigns.json?exec_term=recurring&per_page={PER_PAGE}&page={page} HTTP/1.1\r\n\
             host: 127.0.0.1\r\nauthorization: Basic c2FuZGJveC1rZXk6\r\n\r\n"
        );
        self.0.get_mut().write_all(request.as_bytes()).await?;
        let (mut length, mut line) = (None, String::new());
        self.0.read_line(&mut line).await?;
        ensure!(line == "HTTP/1.1 200 OK\r\n", "unexpected status line {line:?}");
        while line != "\r\n" {
            line.clear();
            ensure!(
                self.0.read_line(&mut line).await? > 0,
                "the server closed the connection within the head of a response"
            );
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = Some(value.trim_end().parse::<usize>()?);
            }
        }
        let mut body = vec![0; length.context("a response has no content-length")?];
        self.0.read_exact(&mut body).await?;
        Ok(body)
    }
}
