//! The ways in which a server may answer, and what a program must make of each.

use anyhow::{Context, bail};

use super::fixture;
use super::language::Program;
use super::renaming_proxy::{self, Rename};
use super::sandbox::{API_KEY, Sandboxes};
use crate::programs;

struct Server {
    /// What sets it apart, to follow "a server that".
    name: &'static str,
    flags: &'static [&'static str],
    expected: Expected,
}

enum Expected {
    /// Each campaign once.
    Everything,
    /// An error with these words: what must not happen is an end in silence, or none.
    Complaint(&'static str),
}

const SERVERS: [Server; 4] = [
    Server { name: "counts pages from 0", flags: &[], expected: Expected::Everything },
    Server {
        name: "counts pages from 1, refuses page 0 and caps per_page at 7",
        flags: &["--page-base", "1", "--page-zero", "refuse", "--max-per-page", "7"],
        expected: Expected::Everything,
    },
    Server {
        name: "answers page 0 with page 1",
        flags: &["--page-base", "1", "--page-zero", "clamp"],
        expected: Expected::Everything,
    },
    Server {
        name: "repeats its last page for ever",
        flags: &["--past-end", "last-page"],
        expected: Expected::Complaint("repeats what was seen"),
    },
];

/// Runs the program against each kind of server.
pub(super) fn check_all(
    program: &Program,
    sandboxes: &Sandboxes,
    rename: Option<&Rename>,
) -> anyhow::Result<()> {
    for server in &SERVERS {
        check(program, sandboxes, server, rename)
            .with_context(|| format!("a server that {}", server.name))?;
    }
    Ok(())
}

fn check(
    program: &Program,
    sandboxes: &Sandboxes,
    server: &Server,
    rename: Option<&Rename>,
) -> anyhow::Result<()> {
    let sandbox = sandboxes.start(server.flags)?;
    let url = match rename {
        Some(rename) => renaming_proxy::start(&sandbox.url, rename.clone())?,
        None => sandbox.url.clone(),
    };
    let ended =
        programs::run(program.command().env("BLUESHIFT_BASE_URL", url).env("BLUESHIFT_API_KEY", API_KEY));
    match (&server.expected, ended) {
        (Expected::Everything, Ok(told)) => {
            let wanted = format!("{} campaigns, {} with a segment", fixture::COUNT, fixture::WITH_SEGMENT);
            // Not the whole output: Maven adds what resets a terminal's colours.
            match told.contains(&wanted) {
                true => Ok(()),
                false => bail!("the program should have told of {wanted} but wrote {told:?}"),
            }
        }
        (Expected::Everything, Err(error)) => Err(error),
        (Expected::Complaint(words), Ok(told)) => {
            bail!("the program should have failed with {words:?}, but ended well and wrote {told:?}")
        }
        (Expected::Complaint(words), Err(error)) if format!("{error:#}").contains(words) => Ok(()),
        (Expected::Complaint(words), Err(error)) => {
            Err(error.context(format!("the complaint is not {words:?}")))
        }
    }
}
