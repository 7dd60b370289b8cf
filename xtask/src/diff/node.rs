//! A value of a document and its location.

use serde_json::{Map, Value};

use crate::contract::escape;

/// The keys, in addition to extensions, that may accompany an `allOf` with a single reference. An object with any other key is
/// not treated as a reference.
const ANNOTATIONS: [&str; 9] = [
    "description",
    "title",
    "example",
    "externalDocs",
    "deprecated",
    "default",
    "nullable",
    "readOnly",
    "writeOnly",
];

/// A value with resolved references.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    document: &'a Value,
    /// A JSON pointer to the value.
    pub(super) pointer: String,
    pub(super) value: &'a Value,
    /// The referenced component, such as `#/components/schemas/Campaign`; `None` for an inline value.
    pub(super) component: Option<&'a str>,
    /// The location and the value before references are resolved. For a reference, the value is the reference object.
    site: (String, &'a Value),
}

impl<'a> Node<'a> {
    pub(super) fn root(document: &'a Value) -> Self {
        let pointer = "#".to_owned();
        Self { document, site: (pointer.clone(), document), pointer, value: document, component: None }
    }

    pub(super) fn get(&self, key: &str) -> Option<Self> {
        Some(self.child(&escape(key), self.value.get(key)?))
    }

    /// Returns the entries of the object under a key.
    pub(super) fn entries(&self, key: &str) -> Vec<(&'a str, Self)> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let entries = node.value.as_object().into_iter().flat_map(Map::iter);
        entries.map(|(name, value)| (name.as_str(), node.child(&escape(name), value))).collect()
    }

    /// Returns the items of the array under a key.
    pub(super) fn items(&self, key: &str) -> Vec<Self> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let items = node.value.as_array().into_iter().flatten().enumerate();
        items.map(|(index, value)| node.child(&index.to_string(), value)).collect()
    }

    /// Returns the strings of the array under a key.
    pub(super) fn strings(&self, key: &str) -> Vec<&'a str> {
        let items = self.value.get(key).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(Value::as_str).collect()
    }

    pub(super) fn string(&self, key: &str) -> Option<&'a str> {
        self.value.get(key).and_then(Value::as_str)
    }

    /// Returns whether a key is true in the value or in the reference object.
    pub(super) fn is_true(&self, key: &str) -> bool {
        [self.value, self.site.1].iter().any(|value| value.get(key) == Some(&Value::Bool(true)))
    }

    /// Returns the unresolved value as a node.
    pub(super) fn use_site(&self) -> Self {
        let (pointer, value) = self.site.clone();
        Self { document: self.document, pointer, value, component: self.component, site: self.site.clone() }
    }

    /// Returns whether a reference has a target in the document of this node.
    pub(super) fn resolves(&self, target: &str) -> bool {
        self.document.pointer(target.trim_start_matches('#')).is_some()
    }

    fn child(&self, key: &str, value: &'a Value) -> Self {
        let pointer = format!("{}/{key}", self.pointer);
        let site = (pointer.clone(), value);
        let mut node = Self { document: self.document, pointer, value, component: None, site };
        // The limit ends the loop if references form a cycle.
        for _ in 0..32 {
            let Some(target) = target(node.value) else { break };
            let Some(found) = self.document.pointer(target.trim_start_matches('#')) else { break };
            node.component = node.component.or(Some(target));
            (node.pointer, node.value) = (target.to_owned(), found);
        }
        node
    }
}

/// Returns the target of a reference, or of an `allOf` that contains only a reference.
fn target(value: &Value) -> Option<&str> {
    let direct = |value: &'_ Value| value.get("$ref").is_some();
    let reference = match value.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
        Some([part]) if direct(part) && !direct(value) => {
            let mut others = value.as_object()?.keys().filter(|key| *key != "allOf");
            let annotation = |key: &String| ANNOTATIONS.contains(&key.as_str()) || key.starts_with("x-");
            if others.all(annotation) { part } else { return None }
        }
        _ => value,
    };
    reference.get("$ref")?.as_str()
}

/// Two lists of named values, paired by name.
pub(super) struct Paired<'a> {
    pub(super) removed: Vec<(&'a str, Node<'a>)>,
    pub(super) common: Vec<(&'a str, Node<'a>, Node<'a>)>,
    pub(super) added: Vec<Added<'a>>,
    /// Whether the order of the common names changed.
    pub(super) reordered: bool,
}

/// A named value that only the new list contains.
pub(super) struct Added<'a> {
    pub(super) name: &'a str,
    pub(super) node: Node<'a>,
    /// Whether the value is after all common values.
    pub(super) last: bool,
}

/// Pairs the values of two lists by name.
pub(super) fn pair<'a>(old: Vec<(&'a str, Node<'a>)>, new: Vec<(&'a str, Node<'a>)>) -> Paired<'a> {
    let (mut removed, mut common) = (Vec::new(), Vec::new());
    for (name, before) in &old {
        match new.iter().find(|(other, _)| other == name) {
            Some((_, now)) => common.push((*name, before.clone(), now.clone())),
            None => removed.push((*name, before.clone())),
        }
    }
    let existed = |name: &str| old.iter().any(|(other, _)| *other == name);
    let reordered = !common
        .iter()
        .map(|(name, ..)| *name)
        .eq(new.iter().map(|(name, _)| *name).filter(|name| existed(name)));
    let (mut added, mut last) = (Vec::new(), true);
    for (name, node) in new.into_iter().rev() {
        match existed(name) {
            true => last = false,
            false => added.push(Added { name, node, last }),
        }
    }
    added.reverse();
    Paired { removed, common, added, reordered }
}
