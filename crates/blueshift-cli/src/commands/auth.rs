//! The `auth` commands.

mod check;

use clap::Subcommand;

use super::Context;
use crate::failure::Failure;

#[derive(Subcommand)]
pub(crate) enum Command {
    Check(check::Check),
}

impl Command {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        match self {
            Self::Check(check) => context.block_on(check.run(context)),
        }
    }
}
