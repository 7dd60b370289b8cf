//! `campaigns`.

mod campaign;
mod detail;
mod get;
pub(crate) mod list;
mod performance;
mod statistics;

use clap::Subcommand;

use super::Context;
use crate::failure::Failure;

#[derive(Subcommand)]
pub(crate) enum Command {
    List(Box<list::List>),

    Get(get::Get),

    Detail(detail::Detail),

    Performance(Box<performance::Performance>),
}

impl Command {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        match self {
            Self::List(list) => {
                list.check()?;
                context.block_on(list.run(context))
            }
            Self::Get(get) => {
                get.check()?;
                context.block_on(get.run(context))
            }
            Self::Detail(detail) => {
                detail.check()?;
                context.block_on(detail.run(context))
            }
            Self::Performance(performance) => {
                performance.check()?;
                context.block_on(performance.run(context))
            }
        }
    }
}
