//! Java: a client by OpenAPI Generator's Maven plugin; the program is compiled with every lint as an error.

use std::ffi::OsString;
use std::process::Command;

use super::{Program, Work};
use crate::programs;

const QUIETLY: [&str; 4] = ["--batch-mode", "--quiet", "--no-transfer-progress", "-Dstyle.color=never"];

pub(super) fn prepare(work: &Work) -> anyhow::Result<Program> {
    let mut contract = OsString::from("-Dcontract=");
    contract.push(&work.contract);
    programs::run(Command::new("mvn").args(QUIETLY).arg("compile").arg(contract).current_dir(&work.program))?;
    Ok(Program::new("mvn", QUIETLY.into_iter().chain(["exec:java"]), work))
}
