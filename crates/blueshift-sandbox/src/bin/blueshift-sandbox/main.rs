//! `blueshift-sandbox`: a local Blueshift for tests in any language.

mod arguments;

use std::io::Write;

use anyhow::Context;
use clap::Parser;

use crate::arguments::Arguments;

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the runtime")?
        .block_on(run(arguments))
}

async fn run(arguments: Arguments) -> anyhow::Result<()> {
    // Before anybody is told that it is ready: a signal may follow at once.
    let stopped = stop_signal()?;
    let sandbox = arguments.builder()?.start().await?;
    let mut stdout = std::io::stdout();
    // Nobody may be reading, as when it is started in the background with stdout closed; that is no reason not to serve.
    let _ = writeln!(stdout, "blueshift-sandbox ready: url={} key={}", sandbox.url(), sandbox.api_key());
    let _ = stdout.flush();
    stopped.await;
    sandbox.stop().await;
    Ok(())
}

#[cfg(unix)]
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for SIGINT")?;
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
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
        // Without a way to be told to stop, it runs until it is ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
