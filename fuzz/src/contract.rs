//! Fuzzes the lowering of contracts.

use serde_json::{Value, json};
use xtask::contract::Contract;
use xtask::lower::{Purpose, lower};

/// A small contract with every construct that lowering changes.
const SMALL: &str = include_str!("contract.yaml");

/// Checks that a contract is either lowered to a valid contract or refused with an error message.
///
/// The input is a contract in YAML or, if it begins with `!`, up to 16 changes of a small contract, four bytes each.
pub fn run(input: &[u8]) {
    match input.split_first() {
        Some((b'!', changes)) => {
            let Ok(contract) = Contract::parse(SMALL.to_owned()) else {
                panic!("the small contract is invalid")
            };
            if changes.is_empty() {
                assert!(lower(&contract, Purpose::Client).is_ok(), "the small contract is refused");
            }
            let mut value = contract.value;
            for change in changes.chunks_exact(4).take(16) {
                mutate(&mut value, [change[0], change[1], change[2], change[3]]);
            }
            check(value.to_string());
        }
        _ => {
            if let Ok(text) = std::str::from_utf8(input) {
                check(text.to_owned());
            }
        }
    }
}

/// Parses and lowers a contract. Checks that the result is either a valid contract or a non-empty error message.
fn check(text: String) {
    let contract = match Contract::parse(text) {
        Ok(contract) => contract,
        Err(error) => return assert!(!format!("{error:#}").is_empty()),
    };
    for purpose in [Purpose::Client, Purpose::Mocks] {
        match lower(&contract, purpose) {
            Ok(lowered) => {
                let again = Contract::parse(lowered.value.to_string());
                assert!(
                    again.is_ok(),
                    "{} was lowered to the invalid contract {}: {again:?}",
                    contract.value,
                    lowered.value
                );
            }
            Err(error) => assert!(!format!("{error:#}").is_empty()),
        }
    }
}

/// Changes a node of the document. The first two bytes select the node, and the other two select the change.
fn mutate(root: &mut Value, [high, low, kind, value]: [u8; 4]) {
    let count = count(root);
    let index = usize::from(u16::from_be_bytes([high, low])) % count.max(1);
    let other = usize::from(u16::from_be_bytes([low, value])) % count.max(1);
    let copy = nth(root, &mut { other }).map(|node| node.clone()).unwrap_or_default();
    let Some(node) = nth(root, &mut { index }) else { return };
    let key = ["$ref", "type", "default", "x-extensible-enum", "get", "in", "allOf", "nullable"]
        [usize::from(value) % 8];
    match kind % 8 {
        0 => *node = Value::Null,
        1 => {
            *node = json!([true, 0, -1.5, "", "string", "#/components/schemas/Kind", [], {}])
                [usize::from(value) % 8]
                .clone()
        }
        2 => *node = copy,
        3 => {
            if let Some(map) = node.as_object_mut() {
                map.insert(key.to_owned(), copy);
            }
        }
        4 => {
            if let Some(map) = node.as_object_mut() {
                let name = map.keys().nth(usize::from(value) % map.len().max(1)).cloned();
                name.map(|name| map.remove(&name));
            }
        }
        5 => {
            if let Some(items) = node.as_array_mut() {
                items.push(copy);
            }
        }
        6 => *node = json!({ "$ref": "#/components/schemas/Kind" }),
        _ => {
            if let Some(map) = node.as_object_mut() {
                let name = map.keys().nth(usize::from(value) % map.len().max(1)).cloned();
                if let Some(moved) = name.and_then(|name| map.remove(&name)) {
                    map.insert(key.to_owned(), moved);
                }
            }
        }
    }
}

fn count(node: &Value) -> usize {
    1 + match node {
        Value::Object(map) => map.values().map(count).sum::<usize>(),
        Value::Array(items) => items.iter().map(count).sum(),
        _ => 0,
    }
}

/// Returns the node with this index in the order of the document.
fn nth<'a>(node: &'a mut Value, index: &mut usize) -> Option<&'a mut Value> {
    if *index == 0 {
        return Some(node);
    }
    *index -= 1;
    match node {
        Value::Object(map) => map.values_mut().find_map(|child| nth(child, index)),
        Value::Array(items) => items.iter_mut().find_map(|child| nth(child, index)),
        _ => None,
    }
}
