//! `blueshift-sandbox`: an emulator of Blueshift's campaigns API for tests in any language.

mod arguments;
mod exam;

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context;
use clap::{ArgMatches, CommandFactory, FromArgMatches};

use crate::arguments::{Arguments, Task};

fn main() -> anyhow::Result<ExitCode> {
    let matches = Arguments::command().get_matches();
    let mut arguments = Arguments::from_arg_matches(&matches)?;
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("failed to start the runtime")?
        .block_on(async {
            match arguments.task.take() {
                Some(Task::Exam(exam)) => exam.run().await,
                None => run(arguments, matches).await.map(|()| ExitCode::SUCCESS),
            }
        })
}

async fn run(arguments: Arguments, matches: ArgMatches) -> anyhow::Result<()> {
    // Listen for signals before the ready line, because a signal may follow immediately.
    let stopped = stop_signal()?;
    let sandbox = arguments.builder(&matches)?.start().await?;
    let mut stdout = std::io::stdout();
    // Serve even if stdout is closed, which is possible for a background process.
    let _ = writeln!(stdout, "blueshift-sandbox ready: url={} key={}", sandbox.url(), sandbox.api_key());
    let _ = stdout.flush();
    stopped.await;
    sandbox.stop().await;
    Ok(())
}

#[cfg(unix)]
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt()).context("failed to listen for SIGINT")?;
    let mut terminate = signal(SignalKind::terminate()).context("failed to listen for SIGTERM")?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a signal handler, run until the process is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
