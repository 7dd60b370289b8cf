//! Runs the command with limits on time, output and requests.

use std::ffi::OsString;
use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::time::Instant;

use crate::exam::setup::Setup;
use crate::sandbox::Sandbox;

/// The maximum size of stdout in bytes: enough for 50,000 campaigns as objects.
const MAX_STDOUT: usize = 64 * 1024 * 1024;

/// The maximum number of bytes of stderr that are kept.
const KEPT_STDERR: usize = 16 * 1024;

/// The interval at which the limits are checked.
const CHECK_INTERVAL: Duration = Duration::from_millis(20);

/// The maximum run time of a command, as a multiple of the idle timeout. An idle command is stopped earlier.
const RUN_TIME_FACTOR: u32 = 10;

/// The reason why a command ended.
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
    /// The last [`KEPT_STDERR`] bytes of stderr.
    pub(super) stderr: String,
    pub(super) elapsed: Duration,
}

/// Runs the command against the sandbox. The command is stopped if it sends more requests than the setup permits, if it writes
/// more than [`MAX_STDOUT`] bytes to stdout, or if it neither sends a request nor writes to stdout for `timeout`. The limit on
/// the total time is much larger than `timeout`, so that a slow machine does not change the result.
pub(super) async fn run(
    command: &[OsString],
    stdin: Option<String>,
    sandbox: &Sandbox,
    setup: &Setup,
    timeout: Duration,
) -> std::io::Result<CommandResult> {
    let start = Instant::now();
    let mut child = spawn(command, stdin.is_some(), sandbox)?;
    let group = Group::of(&child);
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let (input, output, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let printed = AtomicU64::new(0);
    let finished = async {
        let exit = async {
            let status = child.wait().await.map_err(Stop::Failed)?;
            // Processes that the command started may keep the pipes open.
            group.kill();
            Ok(status)
        };
        let write = async {
            if let (Some(mut pipe), Some(text)) = (input, stdin) {
                // Fails if the command closes stdin or ends before it has read all tasks.
                let _ = pipe.write_all(text.as_bytes()).await;
            }
            Ok(())
        };
        let (status, ..) = tokio::try_join!(
            exit,
            write,
            read(output, &mut stdout, &printed),
            read_tail(errors, &mut stderr)
        )?;
        Ok(status)
    };
    let end = tokio::select! {
        end = finished => end,
        limit = limit(setup.max_requests, timeout, || {
            (sandbox.stats().requests, printed.load(Ordering::Relaxed))
        }) => Err(Stop::Limit(limit)),
    };
    // If the command was stopped, its process group is still running.
    group.kill();
    let end = match end {
        Ok(status) => End::Exited(status),
        Err(Stop::Limit(limit)) => End::Stopped(limit),
        Err(Stop::Failed(error)) => return Err(error),
    };
    // Needed only if a limit was exceeded. Has no effect if the command has ended.
    let _ = child.kill().await;
    let stderr = String::from_utf8_lossy(&stderr).into_owned();
    Ok(CommandResult { end, stdout, stderr, elapsed: start.elapsed() })
}

/// The reason why the wait for a command ended early.
enum Stop {
    Limit(String),
    Failed(std::io::Error),
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
    #[cfg(unix)]
    command.process_group(0);
    command.spawn()
}

/// The process group of a command, or 0 after the group was killed. On Unix, the group is killed on drop, so that no process of
/// the command remains if the exam is stopped.
struct Group(AtomicI32);

impl Group {
    fn of(child: &Child) -> Self {
        let id = child.id().and_then(|id| i32::try_from(id).ok());
        Self(AtomicI32::new(id.unwrap_or(0)))
    }

    fn kill(&self) {
        // The group is killed only once, because the operating system may reuse its id.
        let _group = self.0.swap(0, Ordering::Relaxed);
        #[cfg(unix)]
        if let Some(group) = rustix::process::Pid::from_raw(_group) {
            // Fails if all processes of the group have ended.
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Waits until a limit is exceeded, and returns a description of the limit. `progress` returns the numbers of requests and of
/// printed bytes.
async fn limit(max_requests: u64, timeout: Duration, progress: impl Fn() -> (u64, u64)) -> String {
    let start = Instant::now();
    let (mut active, mut last) = (start, (0, 0));
    loop {
        let now = progress();
        if now != last {
            (active, last) = (Instant::now(), now);
        }
        if now.0 > max_requests {
            return format!("it sent more than {max_requests} requests");
        }
        if active.elapsed() >= timeout {
            return format!("it was idle for {} s", timeout.as_secs_f64());
        }
        let max_run_time = timeout.saturating_mul(RUN_TIME_FACTOR);
        if start.elapsed() >= max_run_time {
            return format!("it ran for more than {} s", max_run_time.as_secs_f64());
        }
        tokio::time::sleep(CHECK_INTERVAL).await;
    }
}

/// Reads all output and counts its bytes. Returns an error if it is larger than [`MAX_STDOUT`].
async fn read(
    pipe: Option<impl AsyncRead + Unpin>,
    into: &mut Vec<u8>,
    printed: &AtomicU64,
) -> Result<(), Stop> {
    let Some(mut pipe) = pipe else { return Ok(()) };
    // A read error is treated as the end of the output.
    while pipe.read_buf(into).await.is_ok_and(|count| count > 0) {
        printed.store(into.len() as u64, Ordering::Relaxed);
        if into.len() > MAX_STDOUT {
            return Err(Stop::Limit(format!("it printed more than {MAX_STDOUT} bytes")));
        }
    }
    Ok(())
}

/// Reads all output, so that the command does not block, and keeps the last [`KEPT_STDERR`] bytes.
async fn read_tail(pipe: Option<impl AsyncRead + Unpin>, into: &mut Vec<u8>) -> Result<(), Stop> {
    let Some(mut pipe) = pipe else { return Ok(()) };
    // A read error is treated as the end of the output.
    while pipe.read_buf(into).await.is_ok_and(|count| count > 0) {
        into.drain(..into.len().saturating_sub(KEPT_STDERR));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the limit that a command with this progress exceeds, and the seconds until it is stopped.
    async fn stopped(progress: impl Fn(u64) -> (u64, u64)) -> (String, u64) {
        let start = Instant::now();
        let limit = limit(5, Duration::from_secs(90), || progress(start.elapsed().as_secs())).await;
        (limit, start.elapsed().as_secs())
    }

    #[tokio::test(start_paused = true)]
    async fn stops_idle_but_not_slow_commands() {
        let idle = "it was idle for 90 s".to_owned();
        assert_eq!(stopped(|_| (0, 0)).await, (idle.clone(), 90));
        // One request or one byte per minute for five minutes.
        assert_eq!(stopped(|seconds| (seconds.min(300) / 60, 0)).await, (idle.clone(), 390));
        assert_eq!(stopped(|seconds| (0, seconds.min(300) / 60)).await, (idle, 390));
        assert_eq!(
            stopped(|seconds| (0, seconds / 60)).await,
            ("it ran for more than 900 s".to_owned(), 900)
        );
        assert_eq!(
            stopped(|seconds| (seconds / 60, 0)).await,
            ("it sent more than 5 requests".to_owned(), 360)
        );
    }
}
