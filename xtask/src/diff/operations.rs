//! Two documents side by side, from the top down to the schemas.

mod responses;

use serde_json::Value;

use super::finding::{Audience, Finding, Impact};
use super::node::{Node, pair};
use super::rest;
use super::schemas::Schemas;
use crate::contract::METHODS;

/// What the walk found.
pub(super) struct Walked {
    pub(super) findings: Vec<Finding>,
    /// Places in the old and the new document of bodies in a form that only one of them has.
    pub(super) unmatched_media: (Vec<String>, Vec<String>),
}

struct Walk {
    schemas: Schemas,
    unmatched_media: (Vec<String>, Vec<String>),
}

pub(super) fn compare(old: &Value, new: &Value) -> anyhow::Result<Walked> {
    let mut walk = Walk { schemas: Schemas::default(), unmatched_media: Default::default() };
    let (old, new) = (Node::root(old), Node::root(new));
    walk.document(&old, &new);
    for (_, before, now) in pair(old.entries("paths"), new.entries("paths")).common {
        // Parameters of the path are taken together with those of each operation.
        let judged: Vec<&str> = METHODS.into_iter().chain(["parameters"]).collect();
        walk.rest(&before, &now, &judged, Audience::Everyone);
        for method in METHODS {
            if let (Some(earlier), Some(later)) = (before.get(method), now.get(method)) {
                walk.operation(&old, &new, &before, &now, &earlier, &later);
            }
        }
    }
    Ok(Walked { findings: walk.schemas.findings, unmatched_media: walk.unmatched_media })
}

impl Walk {
    fn document(&mut self, old: &Node, new: &Node) {
        self.rest(
            old,
            new,
            &["info", "servers", "tags", "paths", "components", "security"],
            Audience::Everyone,
        );
        if let (Some(before), Some(now)) = (old.get("info"), new.get("info")) {
            self.rest(&before, &now, &["version"], Audience::Everyone);
        }
        let urls = |node: &Node| -> Vec<String> {
            let url = |server: Node| server.value.get("url").and_then(Value::as_str).map(str::to_owned);
            node.items("servers").into_iter().filter_map(url).collect()
        };
        let (before, now) = (urls(old), urls(new));
        for url in before.iter().filter(|url| !now.contains(url)) {
            self.tell(
                Impact::Breaking,
                Audience::Everyone,
                "#/servers",
                format!("the server {url} was removed"),
            );
        }
        for url in now.iter().filter(|url| !before.contains(url)) {
            self.tell(
                Impact::Compatible,
                Audience::Everyone,
                "#/servers",
                format!("the server {url} was added"),
            );
        }
        if before == now && old.value.get("servers") != new.value.get("servers") {
            self.tell(
                Impact::Compatible,
                Audience::Everyone,
                "#/servers",
                "the servers' descriptions changed".to_owned(),
            );
        }
        if old.value.get("tags") != new.value.get("tags") {
            self.tell(
                Impact::Compatible,
                Audience::Everyone,
                "#/tags",
                "the tags' descriptions changed".to_owned(),
            );
        }
        if let (Some(before), Some(now)) = (old.get("components"), new.get("components")) {
            for (_, schema) in pair(before.entries("schemas"), now.entries("schemas")).removed {
                let what = "no schema has this name any more, and generated types bear it";
                self.tell(Impact::Breaking, Audience::Everyone, &schema.place, what.to_owned());
            }
            let schemes = pair(before.entries("securitySchemes"), now.entries("securitySchemes"));
            for (_, before, now) in schemes.common {
                self.rest(&before, &now, &[], Audience::Everyone);
            }
        }
    }

    fn operation(
        &mut self,
        old: &Node,
        new: &Node,
        old_path: &Node,
        new_path: &Node,
        before: &Node,
        now: &Node,
    ) {
        let judged = ["operationId", "tags", "security", "parameters", "requestBody", "responses"];
        self.rest(before, now, &judged, Audience::Everyone);
        for (key, use_of_it) in [("operationId", "methods"), ("tags", "groups of methods")] {
            let (was, is) = (before.value.get(key), now.value.get(key));
            if was != is {
                let place = format!("{}/{key}", now.place);
                let told = |value: Option<&Value>| value.map_or("absent".to_owned(), Value::to_string);
                let what =
                    format!("was {}, is {}; generated {use_of_it} bear this name", told(was), told(is));
                self.tell(Impact::Breaking, Audience::Everyone, &place, what);
            }
        }
        let security = |document: &Node, operation: &Node| {
            operation.value.get("security").or_else(|| document.value.get("security")).cloned()
        };
        if security(old, before) != security(new, now) {
            let place = format!("{}/security", now.place);
            let what = "what a caller must prove was changed".to_owned();
            self.tell(Impact::Breaking, Audience::Senders, &place, what);
        }
        let (before_all, now_all) = (parameters(old_path, before), parameters(new_path, now));
        for (_, before, now) in pair(names(&before_all), names(&now_all)).common {
            // Drift tells of parameters that became required or optional.
            self.rest(&before, &now, &["name", "in", "required", "schema"], Audience::Senders);
            if let (Some(before), Some(now)) = (before.get("schema"), now.get("schema")) {
                self.schemas.compare(&before, &now, Audience::Senders);
            }
        }
        if let (Some(before), Some(now)) = (before.get("requestBody"), now.get("requestBody")) {
            self.rest(&before, &now, &["required", "content"], Audience::Senders);
            self.content(&before, &now, Audience::Senders);
        }
        self.responses(before, now);
    }

    fn rest(&mut self, old: &Node, new: &Node, judged: &[&str], audience: Audience) {
        self.schemas.findings.extend(rest::compare(old, new, judged, audience));
    }

    fn tell(&mut self, impact: Impact, audience: Audience, place: &str, what: String) {
        self.schemas.findings.push(Finding { impact, audience, place: place.to_owned(), what });
    }
}

/// The parameters of an operation and of its path, each by where it goes and its name.
fn parameters<'a>(path: &Node<'a>, operation: &Node<'a>) -> Vec<(String, Node<'a>)> {
    let text =
        |node: &Node, key: &str| node.value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let all = operation.items("parameters").into_iter().chain(path.items("parameters"));
    all.map(|node| (format!("{} {}", text(&node, "in"), text(&node, "name")), node)).collect()
}

fn names<'a>(parameters: &'a [(String, Node<'a>)]) -> Vec<(&'a str, Node<'a>)> {
    parameters.iter().map(|(name, node)| (name.as_str(), node.clone())).collect()
}
