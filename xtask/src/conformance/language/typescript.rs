//! TypeScript: types by openapi-typescript, calls by openapi-fetch, compiled by tsc with every strict option.

use std::process::Command;

use super::{Program, Work};
use crate::{node_tools, programs};

pub(super) fn prepare(work: &Work) -> anyhow::Result<Program> {
    // Installed in the parent directory of the program, where Node.js finds it.
    let bin = node_tools::install(&work.sources, &work.directory)?;
    programs::run(
        Command::new(bin.join("openapi-typescript"))
            .arg(&work.contract)
            .args(["--output", "schema.d.ts"])
            .current_dir(&work.program),
    )?;
    programs::run(Command::new(bin.join("tsc")).args(["--project", "."]).current_dir(&work.program))?;
    Ok(Program::new("node", ["out/main.js"], work))
}
