//! Comparison of two documents: their servers, paths, components and security requirements.

use serde_json::{Map, Value};

use super::Comparison;
use super::finding::{Direction, Impact};
use super::node::{Node, pair};
use crate::contract::METHODS;

/// The kinds of components that types or constants of generated code may be named after.
const NAMED: [&str; 6] =
    ["schemas", "parameters", "responses", "requestBodies", "headers", "securitySchemes"];

impl Comparison {
    pub(super) fn document(&mut self, old: &Node, new: &Node) {
        let compared = ["openapi", "info", "servers", "tags", "paths", "components", "security"];
        self.other_keys(old, new, &compared, Direction::Both);
        self.openapi_version(old, new);
        if let Some((before, now)) = self.section(old, new, "info") {
            self.other_keys(&before, &now, &["version"], Direction::Both);
        }
        self.servers(old, new);
        if old.value.get("tags") != new.value.get("tags") {
            self.report(Impact::Documentation, Direction::Both, "#/tags", "declarations of tags changed");
        }
        self.paths(old, new);
        if let Some((before, now)) = self.section(old, new, "components") {
            self.components(&before, &now);
        }
    }

    /// Returns a section of both documents. Reports a section that only one of them has.
    fn section<'a>(&mut self, old: &Node<'a>, new: &Node<'a>, key: &str) -> Option<(Node<'a>, Node<'a>)> {
        match (old.get(key), new.get(key)) {
            (Some(before), Some(now)) => return Some((before, now)),
            (None, None) => {}
            (before, _) => {
                let change = if before.is_some() { "removed" } else { "added" };
                self.report(Impact::Breaking, Direction::Both, &format!("#/{key}"), change);
            }
        }
        None
    }

    fn openapi_version(&mut self, old: &Node, new: &Node) {
        let (before, now) =
            (old.string("openapi").unwrap_or_default(), new.string("openapi").unwrap_or_default());
        let minor = |version: &str| version.splitn(3, '.').take(2).map(str::to_owned).collect::<Vec<_>>();
        if before != now {
            // Patch versions of OpenAPI only clarify the text.
            let same = minor(before) == minor(now);
            let impact = if same { Impact::Documentation } else { Impact::Breaking };
            self.report(impact, Direction::Both, "#/openapi", format!("was {before}, is {now}"));
        }
    }

    /// Compares servers. Generated clients default to the first server and select others by index.
    fn servers(&mut self, old: &Node, new: &Node) {
        let servers = pair(by_url(old), by_url(new));
        let both = Direction::Both;
        for (url, _) in servers.removed {
            self.report(Impact::Breaking, both, "#/servers", format!("server {url} removed"));
        }
        for server in servers.added {
            let (impact, change) = match server.last {
                true => (Impact::Addition, "added"),
                false => {
                    (Impact::Breaking, "inserted before others; generated clients select servers by index")
                }
            };
            self.report(impact, both, "#/servers", format!("server {} {change}", server.name));
        }
        if servers.reordered {
            let message = "order of servers changed; generated clients select servers by index";
            self.report(Impact::Breaking, both, "#/servers", message);
        }
        for (_, before, now) in servers.common {
            self.other_keys(&before, &now, &["url"], both);
        }
    }

    fn paths(&mut self, old: &Node, new: &Node) {
        let paths = pair(old.entries("paths"), new.entries("paths"));
        for (_, item) in paths.removed {
            self.operations(&item, Impact::Breaking, "removed");
        }
        for path in paths.added {
            self.operations(&path.node, Impact::Addition, "added");
        }
        for (_, before, now) in paths.common {
            // Parameters of the path item are compared together with those of each operation.
            let compared: Vec<&str> = METHODS.into_iter().chain(["parameters"]).collect();
            self.other_keys(&before, &now, &compared, Direction::Both);
            for method in METHODS {
                match (before.get(method), now.get(method)) {
                    (Some(earlier), Some(later)) => {
                        self.operation((old, &before, &earlier), (new, &now, &later));
                    }
                    (Some(earlier), None) => self.one_operation(&earlier, Impact::Breaking, "removed"),
                    (None, Some(later)) => self.one_operation(&later, Impact::Addition, "added"),
                    (None, None) => {}
                }
            }
        }
    }

    fn operations(&mut self, item: &Node, impact: Impact, change: &str) {
        for operation in METHODS.into_iter().filter_map(|method| item.get(method)) {
            self.one_operation(&operation, impact, change);
        }
    }

    fn one_operation(&mut self, operation: &Node, impact: Impact, change: &str) {
        let id = operation.string("operationId").unwrap_or_default();
        self.report(impact, Direction::Both, &operation.pointer, format!("operation {id} {change}"));
    }

    fn components(&mut self, old: &Node, new: &Node) {
        let both = Direction::Both;
        self.other_keys(old, new, &[&NAMED[..], &["examples", "links"]].concat(), both);
        for kind in ["examples", "links"] {
            if old.value.get(kind) != new.value.get(kind) {
                let pointer = format!("{}/{kind}", new.pointer);
                self.report(Impact::Documentation, both, &pointer, format!("shared {kind} changed"));
            }
        }
        for kind in NAMED {
            let pairs = pair(old.entries(kind), new.entries(kind));
            for (_, component) in pairs.removed {
                let message = "component removed or renamed; generated code is named after it";
                self.report(Impact::Breaking, both, &component.use_site().pointer, message);
            }
            for added in pairs.added {
                self.report(Impact::Addition, both, &added.node.use_site().pointer, "component added");
            }
            // Components are also compared here, so that unused ones are not skipped.
            for (_, before, now) in pairs.common {
                match kind {
                    "schemas" => self.unused_schema(&before, &now),
                    "parameters" => self.parameter(&before, &now),
                    "responses" => self.response(&before, &now),
                    "requestBodies" => self.body(&before, &now),
                    "headers" => self.header(&before, &now),
                    _ => self.other_keys(&before, &now, &[], both),
                }
            }
        }
    }

    /// Compares a schema for both directions unless it has already been compared because an operation uses it.
    fn unused_schema(&mut self, old: &Node, new: &Node) {
        let used = self.compared.iter().any(|(before, now, _)| (before, now) == (&old.pointer, &new.pointer));
        if !used {
            self.schema(old, new, Direction::Requests);
            self.schema(old, new, Direction::Responses);
        }
    }

    /// Compares two lists of alternative security requirements. A caller has to satisfy one alternative of a list.
    pub(super) fn security(&mut self, old: Option<&Value>, new: Option<&Value>, pointer: &str) {
        let (before, now) = (alternatives(old), alternatives(new));
        let accepted = |old: &Map<String, Value>| now.iter().any(|new| requires_no_more(new, old));
        if !before.iter().all(accepted) {
            let message = "previously sufficient credentials are no longer sufficient";
            self.report(Impact::Breaking, Direction::Requests, pointer, message);
        } else if before != now {
            let reordered = before.len() == now.len() && before.iter().all(|old| now.contains(old));
            let (impact, message) = match reordered {
                true => (Impact::Documentation, "order of alternative credentials changed"),
                false => (Impact::Addition, "other credentials are now also sufficient"),
            };
            self.report(impact, Direction::Requests, pointer, message);
        }
    }
}

/// Returns the alternatives of a `security` list. An empty list is equivalent to one alternative without requirements.
fn alternatives(security: Option<&Value>) -> Vec<Map<String, Value>> {
    let items = security.and_then(Value::as_array).into_iter().flatten();
    let listed: Vec<_> = items.filter_map(Value::as_object).cloned().collect();
    if listed.is_empty() { vec![Map::new()] } else { listed }
}

/// Returns whether credentials that satisfy `old` also satisfy `new`, because `new` has no additional schemes or scopes.
fn requires_no_more(new: &Map<String, Value>, old: &Map<String, Value>) -> bool {
    let scopes = |value: &Value| value.as_array().cloned().unwrap_or_default();
    new.iter().all(|(scheme, required)| {
        old.get(scheme).is_some_and(|held| {
            let held = scopes(held);
            scopes(required).iter().all(|scope| held.contains(scope))
        })
    })
}

fn by_url<'a>(document: &Node<'a>) -> Vec<(&'a str, Node<'a>)> {
    let servers = document.items("servers").into_iter();
    servers.map(|server| (server.string("url").unwrap_or_default(), server)).collect()
}
