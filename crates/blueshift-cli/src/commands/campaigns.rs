//! The `campaigns` commands.

mod archive;
mod campaign;
mod create;
mod detail;
mod detailed;
mod execute;
mod get;
mod launch;
pub(crate) mod list;
mod pause;
mod performance;
mod schedule;
mod statistics;
mod unarchive;

use clap::Subcommand;

pub(crate) use execute::ResultsError;

use super::Context;
use crate::failure::Failure;

pub(super) const EXAMPLES: &str = "\
Examples:
  blueshift campaigns list --status launched --columns uuid,name
  blueshift campaigns get UUID
  blueshift campaigns performance --from 30d --sort clicks:desc --limit 3
  blueshift campaigns pause UUID --dry-run
  blueshift campaigns archive --input uuids.txt --yes
  blueshift campaigns execute --campaign UUID --input recipients.csv \\
    --results results.ndjson";

#[derive(Subcommand)]
pub(crate) enum Command {
    List(Box<list::List>),
    Get(get::Get),
    Detail(detail::Detail),
    Performance(Box<performance::Performance>),
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
