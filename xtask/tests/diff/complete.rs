//! Tests that changes are reported, regardless of their location in the document.

use serde_json::{Value, json};
use xtask::contract::Contract;
use xtask::diff::compare;

use crate::corpus::{at, base};

/// A change at a position in the document.
#[derive(Debug, Clone, PartialEq)]
enum Change {
    RemoveKey(String, String),
    AddKey(String),
    RemoveItem(String, usize),
    Reverse(String),
    Replace(String, Value),
}

impl Change {
    fn apply(&self, document: &mut Value) {
        match self {
            Self::RemoveKey(pointer, key) => {
                at(document, pointer).as_object_mut().unwrap().shift_remove(key).unwrap();
            }
            Self::AddKey(pointer) => at(document, pointer)["unknown"] = json!({}),
            Self::RemoveItem(pointer, index) => {
                at(document, pointer).as_array_mut().unwrap().remove(*index);
            }
            Self::Reverse(pointer) => at(document, pointer).as_array_mut().unwrap().reverse(),
            Self::Replace(pointer, value) => *at(document, pointer) = value.clone(),
        }
    }

    /// Returns whether the comparison does not have to report the change, because it has no meaning in OpenAPI 3.0 or only
    /// changes the version of the document.
    fn is_exempt(&self, document: &Value) -> bool {
        match self {
            // OpenAPI 3.0 ignores keys next to a reference, and a path without operations has no meaning.
            Self::AddKey(pointer) => {
                pointer == "/paths" || document.pointer(pointer).unwrap().get("$ref").is_some()
            }
            // Lists of names and values have no order.
            Self::Reverse(pointer) => {
                ["/required", "/enum", "/x-extensible-enum"].iter().any(|end| pointer.ends_with(end))
            }
            // The version is printed with the summary.
            Self::Replace(pointer, _) => pointer == "/info/version",
            Self::RemoveKey(pointer, key) => pointer == "/info" && key == "version",
            _ => false,
        }
    }
}

/// Collects removals, additions, reversals and replacements in a value and all values within it.
fn changes(value: &Value, pointer: &str, all: &mut Vec<Change>) {
    let here = pointer.to_owned();
    match value {
        Value::Object(map) => {
            all.push(Change::AddKey(here.clone()));
            for (key, child) in map {
                all.push(Change::RemoveKey(here.clone(), key.clone()));
                let escaped = key.replace('~', "~0").replace('/', "~1");
                changes(child, &format!("{pointer}/{escaped}"), all);
            }
        }
        Value::Array(items) => {
            if items.len() > 1 {
                all.push(Change::Reverse(here.clone()));
            }
            for (index, child) in items.iter().enumerate() {
                all.push(Change::RemoveItem(here.clone(), index));
                changes(child, &format!("{pointer}/{index}"), all);
            }
        }
        Value::String(text) => all.push(Change::Replace(here, format!("{text}-changed").into())),
        Value::Bool(value) => all.push(Change::Replace(here, (!value).into())),
        Value::Number(_) => all.push(Change::Replace(here, 77.into())),
        Value::Null => all.push(Change::Replace(here, false.into())),
    }
}

fn assert_complete(document: &Value) {
    let mut all = Vec::new();
    changes(document, "", &mut all);
    assert!(all.len() > 500, "expected more than 500 changes, found {}", all.len());
    // Each comparison reads the whole document, so the number of tested changes is limited to avoid a run time of minutes.
    let step = all.len().div_ceil(2_000);
    let unreported: Vec<&Change> = all
        .iter()
        .step_by(step)
        .filter(|change| !change.is_exempt(document))
        .filter(|change| {
            let mut new = document.clone();
            change.apply(&mut new);
            compare(document, &new).is_empty()
        })
        .collect();
    assert!(unreported.is_empty(), "{} changes are not reported: {unreported:#?}", unreported.len());
}

#[test]
fn changes_to_the_base_document_are_reported() {
    assert_complete(&base());
}

#[test]
fn changes_to_the_contract_are_reported() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    assert_complete(&Contract::load(root).unwrap().value);
}
