//! Lowering: from what the API documents to what progenitor can take.
//!
//! progenitor wants one error type per operation and, when an error body is not the JSON that was described,
//! forgets the HTTP status. So every response outside 2xx is handed over as raw bytes and read by the crate
//! `blueshift`, where status, headers and body are all at hand.
//!
//! Open enums and the list of campaigns become types of `blueshift-api`: the schemas stay as they are, and
//! [`Lowered::replacements`] tells which Rust type stands for which schema.

use std::collections::BTreeMap;

use anyhow::bail;
use openapiv3::OpenAPI;
use serde_json::{Value, json};

use crate::contract::{self, Contract, operations};
use crate::open_enums::{self, OpenEnum};

/// The schema whose Rust type is written by hand because it reads more than the contract promises.
const TOLERANT_LIST: &str = "CampaignList";

/// Who the document is lowered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The client, which reads error bodies as raw bytes.
    Client,
    /// The mocks, which write error bodies and so want them typed.
    Mocks,
}

/// A document that progenitor can take.
#[derive(Debug, Clone)]
pub struct Lowered {
    /// The document as plain values.
    pub value: Value,
    /// The document, typed.
    pub document: OpenAPI,
    /// The open enums that were found, by schema name.
    pub open_enums: Vec<OpenEnum>,
    /// Which Rust type stands for which named schema.
    pub replacements: BTreeMap<String, String>,
}

/// Lowers the contract, or says which part of it cannot be lowered.
pub fn lower(contract: &Contract, purpose: Purpose) -> anyhow::Result<Lowered> {
    let mut value = contract.value.clone();
    for (place, operation) in operations(&contract.value) {
        check_operation(&place, operation, &contract.value)?;
    }
    if purpose == Purpose::Client {
        hand_over_errors_as_bytes(&mut value);
    }
    unwrap_references(&mut value);
    let open_enums = open_enums::find(&value)?;
    for open_enum in &open_enums {
        // Null is the absence of a value, which the optional property expresses; the enum itself holds texts only.
        if let Some(schema) = value
            .pointer_mut(&format!("/components/schemas/{}", open_enum.name))
            .and_then(Value::as_object_mut)
        {
            schema.remove("nullable");
        }
    }
    let mut replacements: BTreeMap<String, String> =
        open_enums.iter().map(|e| (e.name.clone(), format!("::blueshift_api::{}", e.name))).collect();
    if value.pointer(&format!("/components/schemas/{TOLERANT_LIST}")).is_some() {
        replacements.insert(TOLERANT_LIST.to_owned(), format!("::blueshift_api::{TOLERANT_LIST}"));
    }
    let document = contract::document(&value)?;
    Ok(Lowered { value, document, open_enums, replacements })
}

/// Replaces `{ type, allOf: [{ $ref }] }`, by which a parameter excludes null, by the reference.
fn unwrap_references(node: &mut Value) {
    match node {
        Value::Object(map) => {
            if map.len() == 2
                && map.contains_key("type")
                && let Some([only]) = map.get("allOf").and_then(Value::as_array).map(Vec::as_slice)
                && only.get("$ref").is_some()
            {
                *node = only.clone();
                return;
            }
            map.values_mut().for_each(unwrap_references);
        }
        Value::Array(items) => items.iter_mut().for_each(unwrap_references),
        _ => {}
    }
}

fn hand_over_errors_as_bytes(value: &mut Value) {
    let raw = json!({ "*/*": { "schema": { "type": "string", "format": "binary" } } });
    let root = value.clone();
    let Some(paths) = value.get_mut("paths").and_then(Value::as_object_mut) else {
        return;
    };
    for item in paths.values_mut() {
        for method in contract::METHODS {
            let Some(responses) =
                item.pointer_mut(&format!("/{method}/responses")).and_then(Value::as_object_mut)
            else {
                continue;
            };
            for (status, response) in responses {
                if !status.starts_with('2') {
                    let description = resolve(response, &root)["description"].clone();
                    *response = json!({ "description": description, "content": raw });
                }
            }
        }
    }
    // Nothing points at the documented error responses any more.
    if let Some(components) = value.get_mut("components").and_then(Value::as_object_mut) {
        components.remove("responses");
    }
}

/// Refuses what progenitor answers with a panic, or would generate wrongly.
fn check_operation(place: &str, operation: &Value, root: &Value) -> anyhow::Result<()> {
    for (i, parameter) in operation["parameters"].as_array().into_iter().flatten().enumerate() {
        let parameter = resolve(parameter, root);
        let place = format!("{place}/parameters/{i} ({})", parameter["name"].as_str().unwrap_or("unnamed"));
        if parameter["in"] == "cookie" {
            bail!("{place}: a cookie parameter cannot be lowered; use a header or a query parameter");
        }
        if parameter["in"] == "path" && parameter["required"] != true {
            bail!("{place}: a path parameter must have required: true");
        }
        if parameter.get("schema").is_none() {
            bail!("{place}: the parameter has no schema; content cannot be lowered");
        }
    }
    if let Some(content) = operation.get("requestBody").map(|body| resolve(body, root))
        && content["content"].as_object().is_none_or(|types| types.len() != 1)
    {
        bail!("{place}/requestBody: a body must have exactly one content type to be lowered");
    }
    let mut successes = Vec::new();
    for (status, response) in operation["responses"].as_object().into_iter().flatten() {
        let place = format!("{place}/responses/{status}");
        let response = resolve(response, root);
        if status == "default" {
            bail!(
                "{place}: a default response cannot be lowered, because it would stand for successes too; name the statuses"
            );
        }
        let json = response.pointer("/content/application~1json");
        if let Some(media) = json
            && media.get("schema").is_none()
        {
            bail!("{place}/content/application~1json: the body has no schema");
        }
        if status.starts_with('2') {
            successes.push(json.map(|media| media["schema"].clone()));
        }
    }
    successes.dedup();
    match successes.len() {
        1 => Ok(()),
        0 => bail!("{place}/responses: there is no 2xx response"),
        _ => bail!("{place}/responses: more than one type of 2xx response cannot be lowered"),
    }
}

fn resolve<'a>(node: &'a Value, root: &'a Value) -> &'a Value {
    let mut node = node;
    // A chain of references is finite in a sound document; the bound only stops a circle.
    for _ in 0..16 {
        match node.get("$ref").and_then(Value::as_str).and_then(|r| root.pointer(r.trim_start_matches('#'))) {
            Some(target) => node = target,
            None => break,
        }
    }
    node
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
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: kind, in: query, schema: { $ref: '#/components/schemas/Kind' } }
      responses:
        '200':
          description: A thing.
          content: { application/json: { schema: { $ref: '#/components/schemas/Kind' } } }
        '404':
          description: No thing.
          content: { application/json: { schema: { type: string } } }
components:
  schemas:
    Kind: { type: string, x-extensible-enum: [one_kind, other] }
"#;

    fn lower_text(text: String) -> anyhow::Result<Lowered> {
        lower(&Contract::parse(text)?, Purpose::Client)
    }

    /// What is said of the good document after one change, by lowering or by the generator behind it.
    fn refusal(from: &str, to: &str) -> String {
        assert!(GOOD.contains(from), "{from}");
        let made = lower_text(GOOD.replacen(from, to, 1)).and_then(|lowered| crate::client::source(&lowered));
        match made {
            Ok(_) => "nothing".to_owned(),
            Err(error) => format!("{error:#}"),
        }
    }

    #[test]
    fn unwraps_reference_and_drops_nullable_of_open_enum() {
        let plain = lower_text(GOOD.to_owned()).unwrap().value;
        let wrapped = GOOD
            .replacen(
                "schema: { $ref: '#/components/schemas/Kind' } }\n      responses",
                "schema: { type: string, allOf: [{ $ref: '#/components/schemas/Kind' }] } }\n      responses",
                1,
            )
            .replacen("Kind: { type: string,", "Kind: { type: string, nullable: true,", 1);
        assert!(wrapped.contains("allOf") && wrapped.contains("nullable"));
        assert_eq!(lower_text(wrapped).unwrap().value, plain);
    }

    #[test]
    fn errors_become_bytes_for_the_client_and_stay_typed_for_the_mocks() {
        let contract = Contract::parse(GOOD.to_owned()).unwrap();
        let error = "/paths/~1things~1{id}/get/responses/404/content";
        let for_client = lower(&contract, Purpose::Client).unwrap().value;
        assert_eq!(for_client.pointer(error).unwrap()["*/*"]["schema"]["format"], "binary");
        let for_mocks = lower(&contract, Purpose::Mocks).unwrap().value;
        assert_eq!(for_mocks.pointer(error), contract.value.pointer(error));
    }

    #[test]
    fn what_cannot_be_lowered_is_refused_with_the_place_and_never_panics() {
        for (from, to, words) in [
            ("in: query", "in: cookie", "get/parameters/1 (kind): a cookie parameter cannot be lowered"),
            (
                "in: path, required: true",
                "in: path, required: false",
                "get/parameters/0 (id): a path parameter must",
            ),
            ("'404'", "default", "get/responses/default: a default response cannot be lowered"),
            ("'200'", "'302'", "get/responses: there is no 2xx response"),
            ("'404':", "'201':", "get/responses: more than one type of 2xx response cannot be lowered"),
            (
                "x-extensible-enum: [one_kind, other]",
                "x-extensible-enum: [1]",
                "#/components/schemas/Kind/x-extensible-enum: must be a list of texts, found 1",
            ),
            ("[one_kind, other]", "[one_kind, OneKind]", "would be the same variant, OneKind"),
            ("[one_kind, other]", "[unknown]", "\"unknown\" cannot be the name of a variant"),
            ("[one_kind, other]", "['50%', 'a']", "\"50%\" cannot be the name of a variant"),
            ("type: string, x-ext", "type: integer, x-ext", "an open enum must have type: string"),
            (
                "schema: { $ref: '#/components/schemas/Kind' } }\n      responses",
                "schema: { type: string, x-extensible-enum: [a] } }\n      responses",
                "stand outside #/components/schemas",
            ),
            // Taken by this module, and answered by progenitor or typify with a panic or an error.
            (
                "    Kind:",
                "    Odd: { type: integer, default: many }\n    Kind:",
                "#/components/schemas/Odd: progenitor cannot take it",
            ),
            (
                "schema: { $ref: '#/components/schemas/Kind' } } }",
                "schema: { type: string }, encoding: { a: { contentType: b } } } }",
                "#/paths/~1things~1{id}: progenitor cannot take it: panicked at",
            ),
            ("/things/{id}", "/things/{id", "#/paths/~1things~1{id: progenitor cannot take it"),
        ] {
            let told = refusal(from, to);
            assert!(told.contains(words), "{from} -> {to}: {told}");
        }
    }
}
