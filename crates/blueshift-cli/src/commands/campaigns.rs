//! `campaigns`.

mod campaign;
pub(crate) mod list;

use clap::Subcommand;

use super::Context;
use crate::failure::Failure;

#[derive(Subcommand)]
pub(crate) enum Command {
    List(Box<list::List>),
}

impl Command {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        match self {
            Self::List(list) => {
                list.check()?;
                context.block_on(list.run(context))
            }
        }
    }
}
