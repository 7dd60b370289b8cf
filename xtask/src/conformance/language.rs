//! The languages: required tools, generation of the client, and build of the program.

mod go;
mod java;
mod python;
mod typescript;

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::{contract, files};

/// A language with a program in `tests/languages`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "lower")]
pub enum Language {
    /// TypeScript, with openapi-typescript and openapi-fetch.
    TypeScript,
    /// Python, with openapi-python-client.
    Python,
    /// Go, with oapi-codegen.
    Go,
    /// Java, with OpenAPI Generator.
    Java,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 4] = [Self::TypeScript, Self::Python, Self::Go, Self::Java];

    /// Returns the required programs.
    pub(super) fn tools(self) -> &'static [&'static str] {
        match self {
            Self::TypeScript => &["node", "npm"],
            Self::Python => &["python3"],
            Self::Go => &["go"],
            Self::Java => &["javac", "mvn"],
        }
    }

    /// Generates the client and builds the program under `directory`. Installed tools are kept for the next run.
    pub(super) fn prepare(self, root: &Path, directory: &Path) -> anyhow::Result<Program> {
        let program = directory.join("program");
        if program.exists() {
            std::fs::remove_dir_all(&program)
                .with_context(|| format!("cannot clear {}", program.display()))?;
        }
        let work = Work {
            contract: root.join(contract::PATH),
            sources: root.join("tests/languages").join(self.to_string()),
            program,
            directory: directory.to_owned(),
        };
        // An editor may have installed packages next to the sources.
        files::copy(&work.sources, &work.program, &["node_modules", "__pycache__"])?;
        match self {
            Self::TypeScript => typescript::prepare(&work),
            Self::Python => python::prepare(&work),
            Self::Go => go::prepare(&work),
            Self::Java => java::prepare(&work),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TypeScript => "typescript",
            Self::Python => "python",
            Self::Go => "go",
            Self::Java => "java",
        })
    }
}

/// Returns the program with a command that does not use its build tool, which takes seconds to start.
pub(super) fn direct(language: Language, program: Program) -> anyhow::Result<Program> {
    match language {
        Language::Java => java::direct(&program),
        _ => Ok(program),
    }
}

/// The paths used to build the program of one language.
struct Work {
    contract: PathBuf,
    /// The sources of the program in this repository.
    sources: PathBuf,
    /// A copy of the program with the generated client.
    program: PathBuf,
    /// The parent directory of the copy, for installed tools.
    directory: PathBuf,
}

/// A program that has been built, with the command that runs it.
pub(super) struct Program {
    start: OsString,
    arguments: Vec<OsString>,
    directory: PathBuf,
}

impl Program {
    fn new<A: Into<OsString>>(
        start: impl Into<OsString>,
        arguments: impl IntoIterator<Item = A>,
        work: &Work,
    ) -> Self {
        Self {
            start: start.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            directory: work.program.clone(),
        }
    }

    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(&self.start);
        command.args(&self.arguments).current_dir(&self.directory);
        command
    }

    /// Returns the command and its arguments. The command must be run in [`Self::directory`].
    pub(super) fn words(&self) -> impl Iterator<Item = &OsString> {
        std::iter::once(&self.start).chain(&self.arguments)
    }

    pub(super) fn directory(&self) -> &Path {
        &self.directory
    }
}
