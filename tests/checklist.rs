//! Checks every operation against the section "Adding an operation" of CONTRIBUTING.md.

use std::fs;
use std::path::{Path, PathBuf};

use crate::contract::{load, operations, root};

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()))
}

/// A Rust file: its path from the root of the repository, and its text.
type Source = (PathBuf, String);

/// Returns all Rust files below a directory.
fn sources(directory: &str) -> Vec<Source> {
    let mut files = Vec::new();
    let mut pending = vec![PathBuf::from(directory)];
    while let Some(path) = pending.pop() {
        let is_directory = root().join(&path).is_dir();
        if is_directory {
            let entries = fs::read_dir(root().join(&path)).unwrap();
            pending.extend(entries.map(|entry| path.join(entry.unwrap().file_name())));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = read(&path);
            files.push((path, text));
        }
    }
    files.sort();
    files
}

/// Returns the name of a module and the path of the file that must declare it, such as `pause` and `…/campaigns.rs`.
fn module(path: &Path) -> (&str, PathBuf) {
    (path.file_stem().unwrap().to_str().unwrap(), path.parent().unwrap().with_extension("rs"))
}

/// Returns the row of an operation in the table of the guide: the methods and the command.
fn row(table: &str, id: &str) -> Option<(String, String)> {
    let line = table.lines().find(|line| line.starts_with(&format!("| `{id}` |")))?;
    let cells: Vec<_> = line.split('|').map(str::trim).collect();
    Some((cells.get(2)?.to_string(), cells.get(3)?.trim_matches('`').to_owned()))
}

/// The files that the steps of the checklist change.
struct Repository {
    library: Vec<Source>,
    library_readme: String,
    sandbox: Vec<Source>,
    command: Vec<Source>,
    command_readme: String,
    examples: Vec<Source>,
    table: String,
}

impl Repository {
    fn load() -> Self {
        Self {
            library: sources("crates/blueshift/src"),
            library_readme: read("crates/blueshift/README.md"),
            sandbox: sources("crates/blueshift-sandbox/src"),
            command: sources("crates/blueshift-cli/src"),
            command_readme: read("crates/blueshift-cli/README.md"),
            examples: sources("tests/examples"),
            table: read("docs/guide/operations.md"),
        }
    }

    /// Returns the steps of the checklist that an operation lacks.
    fn missing(&self, id: &str, is_write: bool) -> Vec<String> {
        let mut missing = Vec::new();
        let constant = id.to_uppercase();
        // `stub.rs` contains the constant of an operation, but does not send a request.
        let stub = Path::new("crates/blueshift/src/stub.rs");
        match self.library.iter().find(|(path, text)| has_word(text, &constant) && path != stub) {
            Some((path, text)) => missing.extend(self.unregistered_request(path, text)),
            None => missing.push("crates/blueshift/src has no file that sends the request".to_owned()),
        }
        match self.sandbox.iter().find(|(path, text)| {
            path.starts_with("crates/blueshift-sandbox/src/api") && text.contains(&format!("\"{id}\""))
        }) {
            Some((path, _)) => {
                let (name, parent) = module(path);
                missing.extend(undeclared(&self.sandbox, name, &parent, &format!("        {name}::")));
            }
            None => missing.push("crates/blueshift-sandbox/src/api has no handler".to_owned()),
        }
        match row(&self.table, id) {
            Some((methods, command)) => {
                missing.extend(self.undocumented_method(&methods, is_write));
                missing.extend(self.unregistered_command(&command));
            }
            None => missing.push("docs/guide/operations.md has no row".to_owned()),
        }
        missing.iter().map(|step| format!("{id}: {step}")).collect()
    }

    /// Returns the registrations that the file of a request lacks.
    fn unregistered_request(&self, path: &Path, text: &str) -> Vec<String> {
        // The request type of `campaigns/list/read.rs` is in `campaigns/list.rs`.
        let (mut path, mut text) = (path.to_owned(), text);
        while !text.contains("\npub struct ")
            && let Some((parent, parent_text)) = find(&self.library, &module(&path).1)
        {
            (path, text) = (parent.clone(), parent_text.as_str());
        }
        let Some(request) = text.split("\npub struct ").nth(1) else {
            return vec![format!("{} has no request type", path.display())];
        };
        let request: String = request.chars().take_while(|character| character.is_alphanumeric()).collect();
        let (name, parent) = module(&path);
        let mut missing = undeclared(&self.library, name, &parent, &format!("pub use {name}::"));
        let lib = PathBuf::from("crates/blueshift/src/lib.rs");
        if !find(&self.library, &lib).is_some_and(|(_, text)| has_word(text, &request)) {
            missing.push(format!("{} does not export `{request}`", lib.display()));
        }
        missing
    }

    /// Returns the calls and descriptions that the method of an operation lacks.
    fn undocumented_method(&self, methods: &str, is_write: bool) -> Vec<String> {
        let mut missing = Vec::new();
        // The name of the last method in the cell: `execute_many` if the cell contains `client.campaigns().execute(…)` and
        // `execute_many(…)`.
        let method =
            methods.rsplit(['.', '`', ' ']).find_map(|part| part.split_once('(')).map(|(name, _)| name);
        let is_called = |name| self.examples.iter().any(|(_, text)| text.contains(&format!(".{name}(")));
        if !method.is_some_and(is_called) {
            missing.push(format!("no program in tests/examples calls {methods}"));
        }
        let is_described = |name| {
            let mut rows = self.library_readme.lines().filter(|line| line.starts_with("| `"));
            rows.any(|line| line.split(" | ").next().is_some_and(|cell| has_word(cell, name)))
        };
        if is_write && !method.is_some_and(is_described) {
            missing.push(format!("the table of writes in crates/blueshift/README.md lacks {methods}"));
        }
        missing
    }

    /// Returns the registrations that a command such as `campaigns pause` lacks.
    fn unregistered_command(&self, command: &str) -> Vec<String> {
        let path = Path::new("crates/blueshift-cli/src/commands").join(command.replace(' ', "/"));
        let path = path.with_extension("rs");
        if find(&self.command, &path).is_none() {
            return vec![format!("there is no command `{command}`")];
        }
        let (name, parent) = module(&path);
        let mut missing = undeclared(&self.command, name, &parent, &format!("{name}::"));
        if !self.command_readme.contains(command) && !self.command_readme.contains(&format!("`{name}`")) {
            missing.push(format!("crates/blueshift-cli/README.md does not describe `{command}`"));
        }
        missing
    }
}

fn find<'a>(files: &'a [Source], path: &Path) -> Option<&'a Source> {
    files.iter().find(|(found, _)| found == path)
}

/// Returns whether a string contains a name that is not part of a longer name.
fn has_word(text: &str, name: &str) -> bool {
    text.split(|character: char| !character.is_alphanumeric() && character != '_').any(|word| word == name)
}

/// Returns what the file `parent` lacks: the declaration of the module `name`, and the text `usage`.
fn undeclared(files: &[Source], name: &str, parent: &Path, usage: &str) -> Vec<String> {
    let text = find(files, parent).map_or("", |(_, text)| text.as_str());
    let mut missing = Vec::new();
    if !text.lines().any(|line| line.trim_start_matches("pub(crate) ") == format!("mod {name};")) {
        missing.push(format!("{} does not declare the module `{name}`", parent.display()));
    }
    if !text.contains(usage) {
        missing.push(format!("{} does not contain `{}`", parent.display(), usage.trim()));
    }
    missing
}

#[test]
fn every_operation_is_complete() {
    let repository = Repository::load();
    let contract = load();
    let found: Vec<_> = operations(&contract)
        .flat_map(|(_, _, operation)| {
            let id = operation["operationId"].as_str().unwrap();
            repository.missing(id, operation["x-retry-class"] != "safe")
        })
        .collect();
    assert!(found.is_empty(), "{found:#?}");
    let rows = repository.table.matches("\n| `").count();
    let count = operations(&contract).count();
    assert_eq!(
        rows, count,
        "docs/guide/operations.md has rows of operations that the contract does not contain"
    );
}

/// Removes text from a file of the repository.
fn remove(files: &mut [Source], path: &str, text: &str) {
    let (_, source) = files.iter_mut().find(|(found, _)| found == Path::new(path)).unwrap();
    assert!(source.contains(text), "{path} does not contain {text}");
    *source = source.replace(text, "");
}

#[test]
fn reports_each_missing_step() {
    assert_eq!(Repository::load().missing("new", false).len(), 3);

    let mut repository = Repository::load();
    let campaigns = "crates/blueshift/src/campaigns.rs";
    remove(&mut repository.library, campaigns, "mod pause;\n");
    remove(&mut repository.library, campaigns, "pub use pause::PauseCampaign;\n");
    remove(&mut repository.library, "crates/blueshift/src/lib.rs", "PauseCampaign, ");
    repository.library_readme = repository.library_readme.replace("`pause`, ", "");
    let sandbox = "crates/blueshift-sandbox/src/api.rs";
    remove(&mut repository.sandbox, sandbox, "mod pause_campaign;\n");
    remove(&mut repository.sandbox, sandbox, "pause_campaign::operation(),");
    let command = "crates/blueshift-cli/src/commands/campaigns.rs";
    remove(&mut repository.command, command, "mod pause;\n");
    remove(&mut repository.command, command, "Pause(Box<pause::Pause>),");
    repository.command_readme = repository.command_readme.replace("`pause`", "");
    repository.examples.clear();
    insta::assert_snapshot!(repository.missing("pause_campaign", true).join("\n"));
}
