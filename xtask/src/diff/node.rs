//! A place in a document and what lies there, behind any references.

use serde_json::{Map, Value};

use crate::contract::escape;

#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    document: &'a Value,
    /// A JSON pointer.
    pub(super) place: String,
    pub(super) value: &'a Value,
}

impl<'a> Node<'a> {
    pub(super) fn root(document: &'a Value) -> Self {
        Self { document, place: "#".to_owned(), value: document }
    }

    pub(super) fn get(&self, key: &str) -> Option<Self> {
        Some(self.at(&escape(key), self.value.get(key)?))
    }

    /// The entries of the object under a key, by name.
    pub(super) fn entries(&self, key: &str) -> Vec<(&'a str, Self)> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let entries = node.value.as_object().into_iter().flat_map(Map::iter);
        entries.map(|(name, child)| (name.as_str(), node.at(&escape(name), child))).collect()
    }

    /// The items of the array under a key.
    pub(super) fn items(&self, key: &str) -> Vec<Self> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let items = node.value.as_array().into_iter().flatten().enumerate();
        items.map(|(i, child)| node.at(&i.to_string(), child)).collect()
    }

    /// The texts of the array under a key.
    pub(super) fn texts(&self, key: &str) -> Vec<&'a str> {
        let items = self.value.get(key).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(Value::as_str).collect()
    }

    pub(super) fn is_true(&self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    fn at(&self, key: &str, value: &'a Value) -> Self {
        let (mut place, mut value) = (format!("{}/{key}", self.place), value);
        // A document with a circle of references has no end to follow to.
        for _ in 0..32 {
            let Some(target) = value.get("$ref").and_then(Value::as_str) else { break };
            let Some(found) = self.document.pointer(target.trim_start_matches('#')) else { break };
            (place, value) = (target.to_owned(), found);
        }
        Self { document: self.document, place, value }
    }
}

/// Pairs two lists of named things: what only the old one has, what both have, what only the new one has.
pub(super) struct Paired<'a> {
    pub(super) removed: Vec<(&'a str, Node<'a>)>,
    pub(super) common: Vec<(&'a str, Node<'a>, Node<'a>)>,
    pub(super) added: Vec<(&'a str, Node<'a>)>,
}

pub(super) fn pair<'a>(old: Vec<(&'a str, Node<'a>)>, new: Vec<(&'a str, Node<'a>)>) -> Paired<'a> {
    let added = new.iter().filter(|(name, _)| !old.iter().any(|(other, _)| other == name)).cloned().collect();
    let (mut removed, mut common) = (Vec::new(), Vec::new());
    for (name, before) in old {
        match new.iter().find(|(other, _)| *other == name) {
            Some((_, now)) => common.push((name, before, now.clone())),
            None => removed.push((name, before)),
        }
    }
    Paired { removed, common, added }
}
