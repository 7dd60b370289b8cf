//! The checklist of CONTRIBUTING.md, "Adding an operation".

use std::fs;
use std::path::{Path, PathBuf};

use crate::contract::{load, operations, root};

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text of all Rust files below a directory.
fn sources(directory: &str) -> String {
    let mut text = String::new();
    let mut pending = vec![root().join(directory)];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&read(path));
        }
    }
    text
}

/// The row of an operation in the table of the guide: the method and the commands.
fn row(table: &str, id: &str) -> Option<(String, String)> {
    let line = table.lines().find(|line| line.starts_with(&format!("| `{id}` |")))?;
    let cells: Vec<_> = line.split('|').map(str::trim).collect();
    Some((cells.get(2)?.to_string(), cells.get(3)?.trim_matches('`').to_owned()))
}

/// What an operation lacks.
fn missing(id: &str, library: &str, sandbox: &str, examples: &str, table: &str) -> Vec<String> {
    let mut missing = Vec::new();
    if !library.contains(&format!("ops::{}", id.to_uppercase())) {
        missing.push(format!("{id}: crates/blueshift/src has no file that sends it"));
    }
    if !sandbox.contains(&format!("\"{id}\"")) {
        missing.push(format!("{id}: crates/blueshift-sandbox/src/api has no handler"));
    }
    let Some((methods, command)) = row(table, id) else {
        missing.push(format!("{id}: docs/guide/operations.md has no row"));
        return missing;
    };
    // The last method that is called, such as `execute_many` of `client.campaigns().execute(…)`, `execute_many(…)`.
    let method = methods.rsplit(['.', '`', ' ']).find_map(|part| part.split_once('(')).map(|(name, _)| name);
    if method.is_none_or(|name| !examples.contains(&format!(".{name}("))) {
        missing.push(format!("{id}: tests/examples do not call {methods}"));
    }
    let file = PathBuf::from("crates/blueshift-cli/src/commands").join(command.replace(' ', "/"));
    if !root().join(file.with_extension("rs")).is_file() {
        missing.push(format!("{id}: there is no command `{command}`"));
    }
    missing
}

#[test]
fn every_operation_has_a_method_a_handler_a_command_an_example_and_a_row() {
    let library = sources("crates/blueshift/src");
    let sandbox = sources("crates/blueshift-sandbox/src/api");
    let examples = sources("tests/examples");
    let table = read("docs/guide/operations.md");
    let contract = load();
    let ids: Vec<_> =
        operations(&contract).map(|(_, _, operation)| operation["operationId"].as_str().unwrap()).collect();
    let found: Vec<_> =
        ids.iter().flat_map(|id| missing(id, &library, &sandbox, &examples, &table)).collect();
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(table.matches("\n| `").count(), ids.len(), "the table has rows of other operations");
}

#[test]
fn everything_that_an_operation_lacks_is_named() {
    assert_eq!(missing("new", "", "", "", "").len(), 3);
    let table = "| `new` | `client.campaigns().new(uuid)` | `campaigns new` |";
    let found = missing("new", "ops::NEW", "id: \"new\"", "", table);
    assert_eq!(
        found,
        [
            "new: tests/examples do not call `client.campaigns().new(uuid)`",
            "new: there is no command `campaigns new`"
        ]
    );
}
