//! Reads and validates the contract.
//!
//! Errors contain the location in the document as a JSON pointer, such as `#/paths/~1api~1v2~1campaigns.json/get`. For a YAML
//! syntax error, the location is a line and a column.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, bail};
use openapiv3::{Components, OpenAPI, Operation, PathItem};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The path of the contract relative to the workspace root.
pub const PATH: &str = "openapi/blueshift.yaml";

/// The keys of a path item that contain operations.
pub(crate) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// A valid contract.
#[derive(Debug, Clone)]
pub struct Contract {
    /// The text of the document.
    pub text: String,
    /// The document as a JSON value, in the order of the text.
    pub value: Value,
}

impl Contract {
    /// Reads the contract of the workspace at `root`.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, or if [`parse`](Self::parse) returns an error.
    pub fn load(root: &Path) -> anyhow::Result<Self> {
        let path = root.join(PATH);
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(text).with_context(|| format!("{PATH} is invalid"))
    }

    /// Parses and validates a contract in YAML.
    ///
    /// # Errors
    ///
    /// Returns an error that names the invalid part of the document.
    pub fn parse(text: String) -> anyhow::Result<Self> {
        let value: Value = serde_saphyr::from_str(&text).context("the document is not valid YAML")?;
        check_version(&value)?;
        check_references(&value)?;
        check_operation_ids(&value)?;
        document(&value)?;
        Ok(Self { text, value })
    }
}

/// Parses a document as OpenAPI 3.0. The error names the invalid operation, path item or component, or the invalid part of the
/// rest of the document.
pub(crate) fn document(value: &Value) -> anyhow::Result<OpenAPI> {
    serde_path_to_error::deserialize(value).or_else(|error| {
        // Errors of untagged enums in openapiv3 do not name the invalid part, so each part is checked separately.
        locate_mistyped(value)?;
        bail!("{}: {}", dotted_to_pointer(&error.path().to_string()), error.inner())
    })
}

fn check_version(value: &Value) -> anyhow::Result<()> {
    match value.get("openapi").and_then(Value::as_str) {
        Some(version) if version.starts_with("3.0.") => Ok(()),
        Some(version) => bail!("#/openapi: version {version:?} is not supported; it must be 3.0.x"),
        None => bail!("#/openapi: the version is missing or is not a string; it must be 3.0.x"),
    }
}

/// Returns an error if a reference is not a string, or its target is not in the document.
pub(crate) fn check_references(value: &Value) -> anyhow::Result<()> {
    visit(value, &mut String::from("#"), &mut |pointer, node| {
        let Some(target) = node.get("$ref") else {
            return Ok(());
        };
        let Some(target) = target.as_str() else {
            bail!("{pointer}/$ref: a reference must be a string, found {target}");
        };
        let Some(target_pointer) = target.strip_prefix('#') else {
            bail!(
                "{pointer}/$ref: {target:?} is outside of this document; only references within the document are supported"
            );
        };
        if value.pointer(target_pointer).is_none() {
            bail!("{pointer}/$ref: {target:?} does not exist in this document");
        }
        Ok(())
    })
}

fn check_operation_ids(value: &Value) -> anyhow::Result<()> {
    let mut seen: HashMap<String, String> = HashMap::new();
    for (pointer, operation) in operations(value) {
        let Some(id) = operation.get("operationId").and_then(Value::as_str) else {
            bail!("{pointer}: the operation has no operationId, which is the name of the generated method");
        };
        if let Some(first) = seen.insert(id.to_owned(), pointer.clone()) {
            bail!("{pointer}/operationId: {id:?} is already the operationId of {first}");
        }
    }
    Ok(())
}

/// Returns every operation of the document with its location.
pub(crate) fn operations(value: &Value) -> impl Iterator<Item = (String, &Value)> {
    let paths = value.get("paths").and_then(Value::as_object).into_iter().flatten();
    paths.flat_map(|(path, item)| {
        METHODS.iter().filter_map(move |method| {
            Some((format!("#/paths/{}/{method}", escape(path)), item.get(*method)?))
        })
    })
}

/// Like [`operations`], with mutable references and in the order of the document.
pub(crate) fn operations_mut(value: &mut Value) -> impl Iterator<Item = (String, &mut Value)> {
    let paths = value.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten();
    paths.flat_map(|(path, item)| {
        let pointer = format!("#/paths/{}", escape(path));
        let entries = item.as_object_mut().into_iter().flatten();
        entries
            .filter(|(key, _)| METHODS.contains(&key.as_str()))
            .map(move |(method, operation)| (format!("{pointer}/{method}"), operation))
    })
}

/// Returns mutable references to all parameters (of operations, of paths, and in the components) with their locations.
pub(crate) fn parameters_mut(value: &mut Value) -> Vec<(String, &mut Value)> {
    let mut found = Vec::new();
    let Some(document) = value.as_object_mut() else {
        return found;
    };
    for (key, part) in document {
        match key.as_str() {
            "components" => {
                let shared = part.get_mut("parameters").and_then(Value::as_object_mut);
                for (name, parameter) in shared.into_iter().flatten() {
                    found.push((format!("#/components/parameters/{}", escape(name)), parameter));
                }
            }
            "paths" => {
                for (path, item) in part.as_object_mut().into_iter().flatten() {
                    let pointer = format!("#/paths/{}", escape(path));
                    for (key, entry) in item.as_object_mut().into_iter().flatten() {
                        let (pointer, list) = match key.as_str() {
                            "parameters" => (format!("{pointer}/parameters"), Some(entry)),
                            key if METHODS.contains(&key) => {
                                (format!("{pointer}/{key}/parameters"), entry.get_mut("parameters"))
                            }
                            _ => continue,
                        };
                        let list = list.and_then(Value::as_array_mut).into_iter().flatten();
                        found.extend(list.enumerate().map(|(i, p)| (format!("{pointer}/{i}"), p)));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Returns the parameters of an operation, with resolved references, in the order of [`with_overrides`].
pub(crate) fn parameters<'a>(item: &'a Value, operation: &'a Value, root: &'a Value) -> Vec<&'a Value> {
    let keyed = |node: &'a Value| {
        let parameters = node["parameters"].as_array().into_iter().flatten();
        parameters.map(|parameter| resolve(parameter, root)).map(|one| ((&one["name"], &one["in"]), one))
    };
    let all = with_overrides(keyed(item), keyed(operation));
    all.into_iter().map(|(_, parameter)| parameter).collect()
}

/// Returns the parameters of a path item and of one of its operations, each with its key: name and location. The parameters of
/// the path item come first. A parameter of the operation replaces the parameter of the path item with the same key.
pub(crate) fn with_overrides<K: PartialEq, P>(
    of_path: impl Iterator<Item = (K, P)>,
    of_operation: impl Iterator<Item = (K, P)>,
) -> Vec<(K, P)> {
    let mut all: Vec<_> = of_path.collect();
    for (key, parameter) in of_operation {
        match all.iter_mut().find(|(other, _)| *other == key) {
            Some(replaced) => replaced.1 = parameter,
            None => all.push((key, parameter)),
        }
    }
    all
}

/// Returns the node, or the target of its `$ref`.
pub(crate) fn resolve<'a>(node: &'a Value, root: &'a Value) -> &'a Value {
    let mut node = node;
    // The limit ends the loop if references form a cycle.
    for _ in 0..16 {
        match node.get("$ref").and_then(Value::as_str).and_then(|r| root.pointer(r.trim_start_matches('#'))) {
            Some(target) => node = target,
            None => break,
        }
    }
    node
}

/// Calls `f` for every object of the tree with its location.
fn visit<'a>(
    node: &'a Value,
    pointer: &mut String,
    f: &mut impl FnMut(&str, &'a Value) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let children: Vec<(String, &Value)> = match node {
        Value::Object(map) => {
            f(pointer, node)?;
            map.iter().map(|(key, child)| (escape(key), child)).collect()
        }
        Value::Array(items) => items.iter().enumerate().map(|(i, child)| (i.to_string(), child)).collect(),
        _ => Vec::new(),
    };
    for (key, child) in children {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(&key);
        visit(child, pointer, f)?;
        pointer.truncate(length);
    }
    Ok(())
}

fn locate_mistyped(value: &Value) -> anyhow::Result<()> {
    for (pointer, operation) in operations(value) {
        typed::<Operation>(&pointer, operation)?;
    }
    for (path, item) in value.get("paths").and_then(Value::as_object).into_iter().flatten() {
        typed::<PathItem>(&format!("#/paths/{}", escape(path)), item)?;
    }
    for (kind, entries) in value.get("components").and_then(Value::as_object).into_iter().flatten() {
        for (name, entry) in entries.as_object().into_iter().flatten() {
            let alone = serde_json::json!({ kind: { name: entry } });
            typed::<Components>(&format!("#/components/{kind}/{}", escape(name)), &alone)?;
        }
    }
    Ok(())
}

fn typed<T: DeserializeOwned>(pointer: &str, value: &Value) -> anyhow::Result<()> {
    match serde_path_to_error::deserialize::<_, T>(value) {
        Ok(_) => Ok(()),
        Err(error) => bail!("{pointer}: {}", error.inner()),
    }
}

fn dotted_to_pointer(path: &str) -> String {
    format!("#/{}", path.replace('.', "/"))
}

/// Escapes a key for use in a JSON pointer (RFC 6901).
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /things/{id}:
    get:
      operationId: get_thing
      responses:
        '200': { $ref: '#/components/responses/Thing' }
components:
  responses:
    Thing:
      description: A thing.
      content:
        application/json:
          schema: { type: string }
"#;

    /// Returns the error for the valid document after one change.
    fn refusal(from: &str, to: &str) -> String {
        assert!(GOOD.contains(from), "{from}");
        let error = Contract::parse(GOOD.replacen(from, to, 1)).unwrap_err();
        format!("{error:#}")
    }

    #[test]
    fn accepts_a_valid_document() {
        Contract::parse(GOOD.to_owned()).unwrap();
    }

    #[test]
    fn error_of_an_invalid_document_contains_the_location() {
        for (from, to, words) in [
            (
                "openapi: 3.0.3",
                "openapi: 3.1.0",
                "#/openapi: version \"3.1.0\" is not supported; it must be 3.0.x",
            ),
            ("openapi: 3.0.3", "", "#/openapi: the version is missing"),
            ("openapi: 3.0.3", "openapi: 3", "#/openapi: the version is missing"),
            ("paths:", "paths: [", "not valid YAML"),
            ("info:", "paths: {}\ninfo:", "not valid YAML"),
            (
                "#/components/responses/Thing",
                "#/components/responses/Think",
                "#/paths/~1things~1{id}/get/responses/200/$ref: \"#/components/responses/Think\" does not exist",
            ),
            ("#/components/responses/Thing", "other.yaml#/x", "is outside of this document"),
            (
                "      operationId: get_thing\n",
                "",
                "#/paths/~1things~1{id}/get: the operation has no operationId",
            ),
            (
                "      responses:",
                "    put:\n      operationId: get_thing\n      responses:",
                "is already the operationId of",
            ),
            (
                "operationId: get_thing",
                "operationId: get_thing\n      tags: yes please",
                "#/paths/~1things~1{id}/get: ",
            ),
            ("      description: A thing.\n", "", "#/components/responses/Thing: "),
            ("title: T,", "", "missing field `title`"),
        ] {
            let message = refusal(from, to);
            assert!(message.contains(words), "{from} -> {to}: {message}");
        }
    }
}
