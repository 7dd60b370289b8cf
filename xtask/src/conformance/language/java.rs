//! Java: a client by OpenAPI Generator's Maven plugin; the program is compiled with every lint as an error.

use std::ffi::OsString;
use std::process::Command;

use anyhow::Context;

use super::{Program, Work};
use crate::programs;

const QUIETLY: [&str; 4] = ["--batch-mode", "--quiet", "--no-transfer-progress", "-Dstyle.color=never"];

pub(super) fn prepare(work: &Work) -> anyhow::Result<Program> {
    let mut contract = OsString::from("-Dcontract=");
    contract.push(&work.contract);
    programs::run(Command::new("mvn").args(QUIETLY).arg("compile").arg(contract).current_dir(&work.program))?;
    Ok(Program::new("mvn", QUIETLY.into_iter().chain(["exec:java"]), work))
}

/// Returns a command that starts the virtual machine with the class path from Maven.
pub(super) fn direct(program: &Program) -> anyhow::Result<Program> {
    let file = program.directory.join("classpath.txt");
    let mut output = OsString::from("-Dmdep.outputFile=");
    output.push(&file);
    programs::run(
        Command::new("mvn")
            .args(QUIETLY)
            .arg("org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath")
            .arg(output)
            .current_dir(&program.directory),
    )?;
    let libraries =
        std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let arguments = [
        // Reduces the startup cost of many short runs.
        OsString::from("-XX:TieredStopAtLevel=1"),
        "-XX:+UseSerialGC".into(),
        "-cp".into(),
        format!("target/classes:{}", libraries.trim()).into(),
        "com.example.campaigns.Main".into(),
    ];
    Ok(Program { start: "java".into(), arguments: arguments.into(), directory: program.directory.clone() })
}
