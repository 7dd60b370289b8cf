//! Runs the command with bounded time, output and requests.

use std::ffi::OsString;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};

use crate::exam::world::World;
use crate::sandbox::Sandbox;

/// The maximum size of stdout in bytes: enough for 50,000 campaigns as objects.
const MAX_STDOUT: usize = 64 * 1024 * 1024;

/// The maximum number of bytes of stderr that are kept.
const KEPT_STDERR: usize = 16 * 1024;

/// The interval at which the number of requests is compared with its limit.
const WATCH: Duration = Duration::from_millis(20);

/// How the command ended.
#[derive(Debug)]
pub(super) enum End {
    Exited(ExitStatus),
    /// The command was killed because it exceeded this limit.
    Stopped(String),
}

/// The result of running the command.
#[derive(Debug)]
pub(super) struct CommandResult {
    pub(super) end: End,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: String,
    pub(super) elapsed: Duration,
}

/// Runs the command against the sandbox.
pub(super) async fn run(
    command: &[OsString],
    stdin: Option<String>,
    sandbox: &Sandbox,
    world: &World,
    timeout: Duration,
) -> std::io::Result<CommandResult> {
    let start = Instant::now();
    let mut child = spawn(command, stdin.is_some(), sandbox)?;
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let (writes, reads, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let end = {
        let finished = async {
            let write = async {
                if let (Some(mut pipe), Some(text)) = (writes, stdin) {
                    // If the command ends early, the pipe is closed.
                    let _ = pipe.write_all(text.as_bytes()).await;
                }
            };
            let (_, complete, _) = tokio::join!(
                write,
                read(reads, &mut stdout, MAX_STDOUT),
                // The rest is read and dropped, so that the command does not block.
                read_and_drop(errors, &mut stderr, KEPT_STDERR),
            );
            if !complete {
                return Ok(End::Stopped(format!("it printed more than {MAX_STDOUT} bytes")));
            }
            child.wait().await.map(End::Exited)
        };
        tokio::select! {
            end = finished => end,
            () = tokio::time::sleep(timeout) => {
                Ok(End::Stopped(format!("it ran for more than {} s", timeout.as_secs_f64())))
            }
            () = excess(sandbox, world.max_requests) => {
                Ok(End::Stopped(format!("it sent more than {} requests", world.max_requests)))
            }
        }
    };
    if !matches!(end, Ok(End::Exited(_))) {
        kill(&mut child).await;
    }
    let stderr = String::from_utf8_lossy(&stderr).into_owned();
    Ok(CommandResult { end: end?, stdout, stderr, elapsed: start.elapsed() })
}

fn spawn(command: &[OsString], has_input: bool, sandbox: &Sandbox) -> std::io::Result<Child> {
    let (program, arguments) = command.split_first().ok_or(std::io::ErrorKind::InvalidInput)?;
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env("BLUESHIFT_BASE_URL", sandbox.url())
        .env("BLUESHIFT_API_KEY", sandbox.api_key())
        .env_remove("BLUESHIFT_REGION")
        .env_remove("BLUESHIFT_PROFILE")
        // Prevents the use of a proxy for the sandbox.
        .env("NO_PROXY", "127.0.0.1")
        .env("no_proxy", "127.0.0.1")
        .stdin(if has_input { Stdio::piped() } else { Stdio::null() })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    // The processes that the command starts are killed with it.
    #[cfg(unix)]
    command.process_group(0);
    command.spawn()
}

/// Waits until the number of requests exceeds the limit.
async fn excess(sandbox: &Sandbox, limit: u64) {
    while sandbox.stats().requests <= limit {
        tokio::time::sleep(WATCH).await;
    }
}

/// Reads to the end, and returns whether there are at most `limit` bytes.
async fn read(pipe: Option<impl AsyncRead + Unpin>, into: &mut Vec<u8>, limit: usize) -> bool {
    let Some(pipe) = pipe else { return true };
    // A broken pipe is treated as the end.
    let _ = pipe.take(limit as u64 + 1).read_to_end(into).await;
    into.len() <= limit
}

async fn read_and_drop(pipe: Option<impl AsyncRead + Unpin>, into: &mut Vec<u8>, kept: usize) {
    let Some(mut pipe) = pipe else { return };
    let _ = (&mut pipe).take(kept as u64).read_to_end(into).await;
    let _ = tokio::io::copy(&mut pipe, &mut tokio::io::sink()).await;
}

async fn kill(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) =
        child.id().and_then(|id| i32::try_from(id).ok()).and_then(rustix::process::Pid::from_raw)
    {
        // The process may have already ended.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill().await;
}
