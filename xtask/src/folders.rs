//! Folders that the tasks copy.

use std::path::Path;

use anyhow::Context;

/// Copies a folder with all that is in it, but for entries of these names.
pub(crate) fn copy(from: &Path, to: &Path, leave_out: &[&str]) -> anyhow::Result<()> {
    let why = || format!("cannot copy {} to {}", from.display(), to.display());
    std::fs::create_dir_all(to).with_context(why)?;
    for entry in std::fs::read_dir(from).with_context(why)? {
        let entry = entry.with_context(why)?;
        let name = entry.file_name();
        if leave_out.iter().any(|left_out| name == *left_out) {
            continue;
        }
        if entry.file_type().with_context(why)?.is_dir() {
            copy(&entry.path(), &to.join(name), leave_out)?;
        } else {
            std::fs::copy(entry.path(), to.join(name)).with_context(why)?;
        }
    }
    Ok(())
}
