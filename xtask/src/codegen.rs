//! `cargo xtask codegen`: write everything that is made from the contract, or check that it is current.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use similar::TextDiff;

use crate::contract::{self, Contract};
use crate::lower::{Purpose, lower};
use crate::{client, generate, mocks, open_enums};

/// A file made from the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where it lies, from the workspace's root.
    pub path: &'static str,
    /// What it holds.
    pub content: String,
}

/// Makes every file that comes from the contract. The same contract always makes the same files.
pub fn artifacts(contract: &Contract) -> anyhow::Result<Vec<Artifact>> {
    let for_client = lower(contract, Purpose::Client)?;
    let for_mocks = lower(contract, Purpose::Mocks)?;
    let enums = syn::parse2(open_enums::tokens(&for_client.open_enums))?;
    let mut bundled = serde_json::to_string_pretty(&contract.value)?;
    bundled.push('\n');
    Ok(vec![
        Artifact { path: "crates/blueshift-api/src/generated.rs", content: client::source(&for_client)? },
        Artifact { path: "crates/blueshift-api/src/open_enums.rs", content: generate::format(&enums) },
        Artifact { path: "crates/blueshift-httpmock/src/generated.rs", content: mocks::source(&for_mocks)? },
        // The sandbox serves the contract, and a published crate cannot reach outside its own folder.
        Artifact { path: "crates/blueshift-sandbox/openapi.yaml", content: contract.text.clone() },
        Artifact { path: "openapi/blueshift.json", content: bundled },
    ])
}

/// Runs the task on the workspace at `root`. With `check`, nothing is written, and each stale file is told as
/// a diff.
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
            let header = (artifact.path, "what the contract makes");
            write!(out, "{}", diff.unified_diff().header(header.0, header.1))?;
        } else {
            std::fs::write(&path, &artifact.content)
                .with_context(|| format!("cannot write {}", path.display()))?;
            writeln!(out, "wrote {}", artifact.path)?;
        }
    }
    if check && stale > 0 {
        writeln!(out, "{stale} stale; run `cargo xtask codegen` and commit what it writes")?;
        return Ok(ExitCode::FAILURE);
    }
    if stale == 0 {
        writeln!(out, "everything made from {} is current", contract::PATH)?;
    }
    Ok(ExitCode::SUCCESS)
}
