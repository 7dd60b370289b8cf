//! A scenario and its description.

use serde::Serialize;

use crate::exam::setup::Setup;

/// The level of an exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Level {
    /// The command lists all campaigns.
    Reader,
    /// The command executes the tasks that it reads from stdin.
    Writer,
}

impl Level {
    /// Returns the first letter of scenario numbers.
    fn letter(self) -> char {
        match self {
            Self::Reader => 'R',
            Self::Writer => 'W',
        }
    }
}

/// The description of a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Description {
    /// The number, such as `R07`.
    pub number: String,
    /// The name, such as `capped-page-size`.
    pub name: &'static str,
    /// The level.
    pub level: Level,
    /// The statement that is proven if the command passes.
    pub proves: String,
    /// The reason for the scenario.
    pub why: &'static str,
    /// The URL of an issue or a pull request of a public project about the problem that `why` describes.
    pub source: Option<&'static str>,
    /// The behavior of a correct client.
    pub correct: &'static str,
}

/// The reason for a group of scenarios.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reason {
    pub(super) why: &'static str,
    /// The URL of an issue or a pull request of a public project about the problem that `why` describes.
    pub(super) source: Option<&'static str>,
    pub(super) correct: &'static str,
}

pub(super) struct Scenario {
    pub(super) description: Description,
    setup: Box<dyn Fn() -> Setup + Send + Sync>,
}

impl Scenario {
    /// Creates a scenario. [`all`] sets its number and level.
    pub(super) fn new(
        name: &'static str,
        proves: impl Into<String>,
        reason: Reason,
        setup: impl Fn() -> Setup + Send + Sync + 'static,
    ) -> Self {
        let description = Description {
            number: String::new(),
            name,
            level: Level::Reader,
            proves: proves.into(),
            why: reason.why,
            source: reason.source,
            correct: reason.correct,
        };
        Self { description, setup: Box::new(setup) }
    }

    pub(super) fn setup(&self) -> Setup {
        (self.setup)()
    }
}

/// Returns all scenarios, in the order of their numbers.
pub(super) fn all() -> Vec<Scenario> {
    let mut all = Vec::new();
    for (level, scenarios) in
        [(Level::Reader, super::reader::scenarios()), (Level::Writer, super::writer::scenarios())]
    {
        for (number, mut scenario) in (1..).zip(scenarios) {
            scenario.description.level = level;
            scenario.description.number = format!("{}{number:02}", level.letter());
            all.push(scenario);
        }
    }
    all
}
