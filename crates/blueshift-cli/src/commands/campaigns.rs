//! `campaigns`.

mod archive;
mod campaign;
mod create;
mod execute;
mod launch;
pub(crate) mod list;
mod pause;
mod schedule;
mod unarchive;

use clap::Subcommand;

pub(crate) use execute::ResultsError;

use super::Context;
use crate::failure::Failure;

#[derive(Subcommand)]
pub(crate) enum Command {
    List(Box<list::List>),
    Create(Box<create::Create>),
    Launch(Box<launch::Launch>),
    Pause(Box<pause::Pause>),
    Schedule(Box<schedule::Schedule>),
    Archive(Box<archive::Archive>),
    Unarchive(Box<unarchive::Unarchive>),
    Execute(Box<execute::Execute>),
}

impl Command {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        match self {
            Self::List(list) => {
                list.check()?;
                context.block_on(list.run(context))
            }
            Self::Create(create) => create.run(context),
            Self::Launch(launch) => launch.run(context),
            Self::Pause(pause) => pause.run(context),
            Self::Schedule(schedule) => schedule.run(context),
            Self::Archive(archive) => archive.run(context),
            Self::Unarchive(unarchive) => unarchive.run(context),
            Self::Execute(execute) => execute.run(context),
        }
    }
}
