//! File operations with errors that contain the path.

use std::path::{Path, PathBuf};

use anyhow::Context;

pub(crate) fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file and creates its parent directories.
pub(crate) fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let context = || format!("cannot write {}", path.display());
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).with_context(context)?;
    }
    std::fs::write(path, text).with_context(context)
}

/// Returns the paths of a directory's entries, sorted.
pub(crate) fn list(directory: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let context = || format!("cannot read {}", directory.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(directory).with_context(context)? {
        paths.push(entry.with_context(context)?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Removes a directory if it exists.
pub(crate) fn remove(directory: &Path) -> anyhow::Result<()> {
    if directory.exists() {
        std::fs::remove_dir_all(directory)
            .with_context(|| format!("cannot remove {}", directory.display()))?;
    }
    Ok(())
}

/// Copies a directory with its contents, except for entries with one of the excluded names.
pub(crate) fn copy(from: &Path, to: &Path, excluded: &[&str]) -> anyhow::Result<()> {
    let context = || format!("cannot copy {} to {}", from.display(), to.display());
    std::fs::create_dir_all(to).with_context(context)?;
    for entry in std::fs::read_dir(from).with_context(context)? {
        let entry = entry.with_context(context)?;
        let name = entry.file_name();
        if excluded.iter().any(|excluded| name == *excluded) {
            continue;
        }
        if entry.file_type().with_context(context)?.is_dir() {
            copy(&entry.path(), &to.join(name), excluded)?;
        } else {
            std::fs::copy(entry.path(), to.join(name)).with_context(context)?;
        }
    }
    Ok(())
}
