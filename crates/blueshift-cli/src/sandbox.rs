//! The embedded sandbox: `--sandbox`.

use std::time::SystemTime;

use blueshift::jiff::{SignedDuration, Timestamp};
use blueshift_sandbox::{DataSet, Sandbox};
use serde_json::{Map, Value};

use crate::commands::Context;
use crate::config::SettingsError;
use crate::failure::Failure;
use crate::global::Global;
use crate::terminal::Terminal;

/// The environment variable that sets a fixed time for the sandbox and the command, so that the output is reproducible.
const NOW: &str = "BLUESHIFT_SANDBOX_NOW";
/// The email address of the customer with generated activity.
const CUSTOMER: &str = "jane.doe@example.com";

/// A sandbox that runs only during the command.
pub(crate) struct EmbeddedSandbox {
    pub(crate) sandbox: Sandbox,
    terminal: Terminal,
}

/// Prints a hint if the command created, changed or executed campaigns, because the next command with `--sandbox` starts with a
/// new sandbox.
impl Drop for EmbeddedSandbox {
    fn drop(&mut self) {
        if !self.sandbox.effects().is_empty() {
            self.terminal
                .hint("the sandbox stops when this command ends; to keep changes, use blueshift-sandbox");
        }
    }
}

pub(crate) async fn start(context: &Context<'_>) -> Result<EmbeddedSandbox, Failure> {
    let global = context.global;
    let options = &global.sandbox_options;
    let mut builder = Sandbox::builder();
    if let Some(count) = options.sandbox_campaigns {
        builder = builder.campaigns(count);
    }
    if let Some(seed) = options.sandbox_seed {
        builder = builder.seed(seed);
    }
    if let Some(now) = fixed_now()? {
        let now = SystemTime::try_from(now).map_err(|_| SettingsError::SandboxNow { variable: NOW })?;
        builder = builder.now(now);
    }
    if let Some(path) = &options.sandbox_data {
        let data = DataSet::from_file(path)
            .map_err(|problem| SettingsError::SandboxData { path: path.clone(), problem })?;
        builder = builder.data(data);
    }
    for fault in &options.sandbox_faults {
        builder = builder.fault(fault.clone());
    }
    let sandbox = builder.start().await.map_err(Failure::Sandbox)?;
    record_activity(&sandbox, now(global)?);
    Ok(EmbeddedSandbox { sandbox, terminal: *context.terminal })
}

/// Adds some activity of one customer, so that `customers activity` prints records.
fn record_activity(sandbox: &Sandbox, now: Timestamp) {
    let customer = Map::from_iter([("email".to_owned(), Value::from(CUSTOMER))]);
    for (index, days) in (0..).zip([1, 3, 8, 21]) {
        if let Ok(at) = now.checked_sub(SignedDuration::from_hours(24 * days)) {
            // The result is ignored, because the data set may have fewer campaigns.
            sandbox.record_execution(index, &customer, at);
        }
    }
}

/// Returns the reference time for spans and relative timestamps: the fixed time of the sandbox if it is set, otherwise the
/// current time.
pub(crate) fn now(global: &Global) -> Result<Timestamp, SettingsError> {
    let fixed = if global.sandbox { fixed_now()? } else { None };
    Ok(fixed.unwrap_or_else(Timestamp::now))
}

fn fixed_now() -> Result<Option<Timestamp>, SettingsError> {
    match std::env::var(NOW).ok().filter(|text| !text.is_empty()) {
        Some(text) => text.parse().map(Some).map_err(|_| SettingsError::SandboxNow { variable: NOW }),
        None => Ok(None),
    }
}
