//! The `config` commands.

mod init;
mod show;

use clap::Subcommand;

use super::Context;
use crate::failure::Failure;

#[derive(Subcommand)]
pub(crate) enum Command {
    Show(show::Show),

    Init(init::Init),
}

impl Command {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        match self {
            Self::Show(show) => show.run(context),
            Self::Init(init) => init.run(context),
        }
    }
}
