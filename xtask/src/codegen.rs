//! `cargo xtask codegen`: writes the files generated from the contract, or checks that they are current.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use similar::TextDiff;

use crate::contract::{self, Contract};
use crate::lower::{Purpose, lower};
use crate::{client, error_examples, generate, mocks, open_enums, ops, queries, suites, types};

/// A file generated from the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// The path relative to the workspace root.
    pub path: &'static str,
    /// The content.
    pub content: String,
}

/// Generates all files from the contract. The result is deterministic.
///
/// # Errors
///
/// Returns an error that names the part of the contract for which no code can be generated.
pub fn artifacts(contract: &Contract) -> anyhow::Result<Vec<Artifact>> {
    let for_client = lower(contract, Purpose::Client)?;
    let for_mocks = lower(contract, Purpose::Mocks)?;
    let enums = syn::parse2(open_enums::tokens(&for_client.open_enums))?;
    let ops = syn::parse2(ops::tokens(&contract.value)?)?;
    let errors = syn::parse2(error_examples::tokens(&contract.value)?)?;
    let queries = syn::parse2(queries::tokens(&contract.value, &for_client.open_enums)?)?;
    let types = syn::parse2(types::tokens(&contract.value, &for_client.types)?)?;
    let mocks = mocks::source(&for_mocks)?;
    let suites = suites::source(&contract.value, &mocks)?;
    let mut bundled = serde_json::to_string_pretty(&contract.value)?;
    bundled.push('\n');
    Ok(vec![
        Artifact { path: "crates/blueshift-api/src/generated.rs", content: client::source(&for_client)? },
        Artifact { path: "crates/blueshift-api/src/open_enums.rs", content: generate::format(&enums) },
        Artifact { path: "crates/blueshift-api/src/ops.rs", content: generate::format(&ops) },
        Artifact { path: "crates/blueshift-api/src/queries.rs", content: generate::format(&queries) },
        Artifact { path: "crates/blueshift-api/src/types.rs", content: generate::format(&types) },
        Artifact { path: "crates/blueshift-httpmock/src/generated.rs", content: mocks },
        Artifact {
            path: "crates/blueshift-sandbox/src/error_examples.rs",
            content: generate::format(&errors),
        },
        // The sandbox serves the contract, and a published crate cannot read files outside its directory.
        Artifact { path: "crates/blueshift-sandbox/openapi.yaml", content: contract.text.clone() },
        Artifact { path: "openapi/blueshift.json", content: bundled },
        Artifact { path: "tests/generated.rs", content: suites },
    ])
}

/// Runs the task on the workspace at `root`. With `check`, it writes nothing and prints a diff of each stale file.
pub fn run(root: &Path, check: bool, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let mut stale = 0;
    for artifact in artifacts(&Contract::load(root)?)? {
        let path = root.join(artifact.path);
        let current = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        if current == artifact.content {
            continue;
        }
        stale += 1;
        if check {
            let diff = TextDiff::from_lines(&current, &artifact.content);
            let header = (artifact.path, "generated from the contract");
            write!(out, "{}", diff.unified_diff().header(header.0, header.1))?;
        } else {
            std::fs::write(&path, &artifact.content)
                .with_context(|| format!("cannot write {}", path.display()))?;
            writeln!(out, "wrote {}", artifact.path)?;
        }
    }
    if check && stale > 0 {
        writeln!(out, "stale files: {stale}; run `cargo xtask codegen` and commit the result")?;
        return Ok(ExitCode::FAILURE);
    }
    if stale == 0 {
        writeln!(out, "all files generated from {} are current", contract::PATH)?;
    }
    Ok(ExitCode::SUCCESS)
}
