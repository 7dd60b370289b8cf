//! The `customers` commands.

mod activity;

use clap::Subcommand;

use super::Context;
use crate::failure::Failure;

#[derive(Subcommand)]
pub(crate) enum Command {
    Activity(Box<activity::Activity>),
}

impl Command {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        match self {
            Self::Activity(activity) => {
                activity.check()?;
                context.block_on(activity.run(context))
            }
        }
    }
}
