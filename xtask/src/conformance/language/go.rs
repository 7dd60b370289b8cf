//! Go: a package by oapi-codegen, which go.mod pins as a tool, vetted with the program.

use std::process::Command;

use anyhow::Context;

use super::{Program, Work};
use crate::programs;

pub(super) fn prepare(work: &Work) -> anyhow::Result<Program> {
    let client = work.program.join("blueshift");
    std::fs::create_dir_all(&client).with_context(|| format!("cannot make {}", client.display()))?;
    let go = |arguments: &[&str]| {
        let mut command = Command::new("go");
        command.args(arguments).current_dir(&work.program);
        command
    };
    programs::run(go(&["tool", "oapi-codegen", "-config", "oapi-codegen.yaml"]).arg(&work.contract))?;
    programs::run(&mut go(&["vet", "./..."]))?;
    programs::run(&mut go(&["build", "-o", "campaigns", "."]))?;
    Ok(Program::new(work.program.join("campaigns"), [""; 0], work))
}
