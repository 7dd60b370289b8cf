//! Tools from npm, installed as a lock file says into the target folder, so that the work tree stays clean.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::programs;

/// Installs what `manifests/package-lock.json` pins into `folder`, unless that very lock was installed there
/// before, and returns the folder of the programs.
pub(crate) fn install(manifests: &Path, folder: &Path) -> anyhow::Result<PathBuf> {
    let missing = programs::missing(&["node", "npm"]);
    if !missing.is_empty() {
        bail!("not on the PATH: {}; this task needs Node.js 20.19 or newer, with npm", missing.join(", "));
    }
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let lock = read(&manifests.join("package-lock.json"))?;
    let installed = folder.join("installed-package-lock.json");
    if std::fs::read_to_string(&installed).is_ok_and(|before| before == lock) {
        return Ok(folder.join("node_modules/.bin"));
    }
    for name in ["package.json", "package-lock.json"] {
        write(&folder.join(name), &read(&manifests.join(name))?)?;
    }
    // No package's own script is run: none of these tools needs one, and some only report home.
    programs::run(
        Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(folder),
    )
    .with_context(|| format!("cannot install what {} pins", manifests.display()))?;
    write(&installed, &lock)?;
    Ok(folder.join("node_modules/.bin"))
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
