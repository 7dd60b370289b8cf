//! `man`.

use std::path::PathBuf;

use clap::{Args, CommandFactory};

use crate::cli::Cli;
use crate::failure::Failure;

/// Write the man pages to a directory
#[derive(Args)]
#[command(hide = true)]
pub(crate) struct Man {
    /// Directory to write to; created if it does not exist
    dir: PathBuf,
}

impl Man {
    pub(super) fn run(self) -> Result<(), Failure> {
        let failure = |source| Failure::Write { path: self.dir.clone(), source };
        std::fs::create_dir_all(&self.dir).map_err(failure)?;
        clap_mangen::generate_to(Cli::command(), &self.dir).map_err(failure)
    }
}
