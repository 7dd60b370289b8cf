//! Runs the scenarios in parallel.

use std::ffi::OsString;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::exam::command::{self, CommandResult, End};
use crate::exam::judge;
use crate::exam::scenario::{self, Description, Level, Scenario};
use crate::exam::setup::{Assignment, Setup, SetupError};
use crate::exam::writer::task;
use crate::sandbox::Sandbox;

/// The maximum wait for the last requests of a command that has ended. They end immediately, unless the machine is very slow.
const SETTLE: Duration = Duration::from_secs(30);

/// The interval at which the requests in flight are counted.
const POLL: Duration = Duration::from_millis(5);

/// The options of a run.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// The level. The default is [`Level::Reader`].
    pub level: Level,
    /// The numbers or names of the scenarios to run. If empty, all scenarios of the level are run.
    pub only: Vec<String>,
    /// The number of scenarios that run concurrently. The default is 4.
    pub jobs: usize,
    /// The time after which a command that neither sends a request nor writes to stdout is stopped. The default is 90 s. The
    /// total time of a command in a scenario is limited to ten times this timeout.
    pub timeout: Duration,
    /// The program and its arguments.
    pub command: Vec<OsString>,
}

impl Options {
    /// Creates options for a command, with the default values.
    pub fn new(command: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        Self {
            level: Level::Reader,
            only: Vec::new(),
            jobs: 4,
            timeout: Duration::from_secs(90),
            command: command.into_iter().map(Into::into).collect(),
        }
    }
}

/// An error that prevents the exam from running.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExamError {
    /// The command is empty or cannot be started.
    #[error("cannot run the command {command:?}")]
    #[non_exhaustive]
    Command {
        /// The program.
        command: OsString,
        /// The I/O error.
        source: std::io::Error,
    },
    /// No scenario of the level has this number or name.
    #[error("no scenario of this level has the number or name {name:?}")]
    #[non_exhaustive]
    Unknown {
        /// The number or name.
        name: String,
    },
    /// A scenario cannot be set up, for example because the sandbox cannot listen on a port.
    #[error("cannot set up the scenario {name}")]
    #[non_exhaustive]
    Setup {
        /// The name of the scenario.
        name: &'static str,
        /// The error.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// The results of an exam.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Scorecard {
    /// The number of scenarios that the command passed.
    pub passed: usize,
    /// The number of scenarios that the command failed.
    pub failed: usize,
    /// The duration of the exam in seconds.
    pub seconds: f64,
    /// The results, in the order of the scenarios.
    pub results: Vec<ScenarioResult>,
}

/// The result of a scenario.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ScenarioResult {
    /// The description of the scenario.
    #[serde(flatten)]
    pub scenario: Description,
    /// Whether the command passed.
    pub passed: bool,
    /// The problems; empty if the command passed.
    pub problems: Vec<String>,
    /// The exit status as text, such as `exit status: 0`, or the reason why the command was stopped.
    pub end: String,
    /// The number of requests.
    pub requests: u64,
    /// The duration in seconds.
    pub seconds: f64,
    /// The last 16 KiB of stderr, or all of it if it is shorter.
    pub stderr: String,
}

/// Runs the scenarios on the current tokio runtime.
///
/// # Errors
///
/// Returns an error if the command cannot be started, a scenario is unknown, or a scenario cannot be set up. A failed scenario is
/// not an error.
pub async fn run(options: Options) -> Result<Scorecard, ExamError> {
    let start = Instant::now();
    let scenarios = select(options.level, &options.only)?;
    let options = Arc::new(options);
    let permits = Arc::new(Semaphore::new(options.jobs.max(1)));
    let mut running = JoinSet::new();
    for (index, scenario) in scenarios.into_iter().enumerate() {
        let (options, permits) = (options.clone(), permits.clone());
        running.spawn(async move {
            // The semaphore is never closed.
            let _permit = permits.acquire().await.ok();
            (index, examine(&scenario, &options).await)
        });
    }
    let mut results = Vec::new();
    while let Some(joined) = running.join_next().await {
        match joined {
            Ok((index, result)) => results.push((index, result?)),
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }
    results.sort_by_key(|(index, _)| *index);
    let results: Vec<_> = results.into_iter().map(|(_, result)| result).collect();
    let passed = results.iter().filter(|result: &&ScenarioResult| result.passed).count();
    let failed = results.len().saturating_sub(passed);
    Ok(Scorecard { passed, failed, seconds: start.elapsed().as_secs_f64(), results })
}

/// Returns the descriptions of the scenarios of a level with these numbers or names, or of all scenarios of the level if
/// `only` is empty.
///
/// # Errors
///
/// Returns an error if a scenario is unknown.
pub fn describe(level: Level, only: &[String]) -> Result<Vec<Description>, ExamError> {
    Ok(select(level, only)?.into_iter().map(|scenario| scenario.description).collect())
}

fn select(level: Level, only: &[String]) -> Result<Vec<Scenario>, ExamError> {
    let mut scenarios = scenario::all();
    scenarios.retain(|scenario| scenario.description.level == level);
    let is = |scenario: &Scenario, only: &str| {
        scenario.description.name == only || scenario.description.number.eq_ignore_ascii_case(only)
    };
    if let Some(name) = only.iter().find(|only| !scenarios.iter().any(|scenario| is(scenario, only))) {
        return Err(ExamError::Unknown { name: name.clone() });
    }
    if !only.is_empty() {
        scenarios.retain(|scenario| only.iter().any(|only| is(scenario, only)));
    }
    Ok(scenarios)
}

async fn examine(scenario: &Scenario, options: &Options) -> Result<ScenarioResult, ExamError> {
    let name = scenario.description.name;
    let setup = scenario.setup();
    // Differs from the default key, so that a command cannot pass without reading the environment.
    let key = format!("exam-key-{}", scenario.description.number);
    let sandbox = setup
        .start(&key)
        .await
        .map_err(|error: SetupError| ExamError::Setup { name, source: Box::new(error) })?;
    let stdin = match &setup.assignment {
        Assignment::List(_) => None,
        Assignment::Write(tasks) => Some(task::lines(tasks)),
    };
    let result =
        command::run(&options.command, stdin, &sandbox, &setup, options.timeout).await.map_err(|source| {
            ExamError::Command { command: options.command.first().cloned().unwrap_or_default(), source }
        })?;
    settle(&setup, &sandbox).await;
    let problems = judge::problems(&setup, &sandbox, &result);
    Ok(ScenarioResult {
        scenario: scenario.description.clone(),
        passed: problems.is_empty(),
        problems,
        end: end(&result),
        requests: sandbox.stats().requests,
        seconds: result.elapsed.as_secs_f64(),
        stderr: result.stderr,
    })
}

/// Waits until all effects of the writes are applied, so that the result does not depend on when the command ended.
async fn settle(setup: &Setup, sandbox: &Sandbox) {
    if matches!(setup.assignment, Assignment::List(_)) {
        return;
    }
    let start = Instant::now();
    while sandbox.stats().in_flight > 0 && start.elapsed() < SETTLE {
        tokio::time::sleep(POLL).await;
    }
    sandbox.shared().delayed.finish().await;
}

fn end(result: &CommandResult) -> String {
    match &result.end {
        End::Exited(status) => status.to_string(),
        End::Stopped(why) => format!("stopped: {why}"),
    }
}
