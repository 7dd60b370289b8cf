//! Lowering: turns the contract into a document that progenitor accepts.
//!
//! - The client's document keeps one response per operation, `2XX`. Every other status then arrives as
//!   `UnexpectedResponse` with its status, headers and body, which the crate `blueshift` reads. (progenitor wants one
//!   error type per operation and loses the status of an error body that is not the JSON described.)
//! - `default` values are removed, because progenitor would send them with every request.
//! - String path parameters become `PathSegment`, which refuses a value that would reach another endpoint.
//! - Object schemas, open enums and the list of campaigns are replaced by types of `blueshift-api`:
//!   [`Lowered::replacements`] maps a schema to its Rust type. The schemas themselves stay as they are.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use openapiv3::OpenAPI;
use serde_json::{Value, json};

use crate::contract::{self, Contract, escape, operations, resolve};
use crate::open_enums::{self, OpenEnum};
use crate::schemas::each_schema;
use crate::types::{self, Types};

/// The schema whose Rust type is hand-written because it accepts more than the contract describes.
const TOLERANT_LIST: &str = "CampaignList";

/// The type of string path parameters.
pub(crate) const PATH_SEGMENT: &str = "PathSegment";

/// Who the document is lowered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The client, which reads errors itself.
    Client,
    /// The mocks, which write error bodies and therefore need their types.
    Mocks,
}

/// A document that progenitor accepts.
#[derive(Debug, Clone)]
pub struct Lowered {
    /// The document as plain values.
    pub value: Value,
    /// The document, typed.
    pub document: OpenAPI,
    /// The open enums, in the contract's order.
    pub open_enums: Vec<OpenEnum>,
    /// The object schemas, in the contract's order.
    pub types: Types,
    /// The Rust type of each named schema that progenitor does not generate.
    pub replacements: BTreeMap<String, String>,
}

/// Lowers the contract.
///
/// # Errors
///
/// Names the part of the contract that cannot be lowered.
pub fn lower(contract: &Contract, purpose: Purpose) -> anyhow::Result<Lowered> {
    let mut value = contract.value.clone();
    for (place, operation) in operations(&contract.value) {
        check_operation(&place, operation, &contract.value)?;
    }
    unwrap_references(&mut value);
    let open_enums = open_enums::find(&value)?;
    let types = types::find(&value, &open_enums)?;
    if purpose == Purpose::Client {
        keep_successes(&mut value);
        remove_unused_responses(&mut value);
    }
    each_schema(&mut value, &mut |_, schema| {
        if let Some(schema) = schema.as_object_mut() {
            schema.remove("default");
        }
    });
    for open_enum in &open_enums {
        // Null is the absence of a value, which the optional field expresses; the enum itself holds strings only.
        let schema = value.pointer_mut(&format!("/components/schemas/{}", escape(&open_enum.name)));
        if let Some(schema) = schema.and_then(Value::as_object_mut) {
            schema.remove("nullable");
        }
    }
    lower_path_parameters(&mut value)?;

    let mut replacements = BTreeMap::new();
    for name in open_enums.iter().map(|e| &e.name) {
        replacements.insert(name.clone(), format!("::blueshift_api::{name}"));
    }
    for name in types.names() {
        replacements.insert(name.clone(), format!("::blueshift_api::types::{name}"));
    }
    for name in [TOLERANT_LIST, PATH_SEGMENT] {
        if value.pointer(&format!("/components/schemas/{name}")).is_some() {
            replacements.insert(name.to_owned(), format!("::blueshift_api::{name}"));
        }
    }
    let document = contract::document(&value)?;
    Ok(Lowered { value, document, open_enums, types, replacements })
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

/// Leaves one response per operation, under the status `2XX`.
fn keep_successes(value: &mut Value) {
    for (_, operation) in contract::operations_mut(value) {
        if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
            let success = responses.iter().find(|(status, _)| status.starts_with('2'));
            let success = success.map(|(_, response)| response.clone());
            *responses = success.map(|response| ("2XX".to_owned(), response)).into_iter().collect();
        }
    }
}

/// Removes the shared responses if nothing refers to them any more.
fn remove_unused_responses(value: &mut Value) {
    let is_used = value["paths"].to_string().contains("\"#/components/responses/");
    if let Some(components) = value.get_mut("components").and_then(Value::as_object_mut)
        && !is_used
    {
        components.remove("responses");
    }
}

/// Gives every string path parameter the type `PathSegment`.
fn lower_path_parameters(value: &mut Value) -> anyhow::Result<()> {
    let root = value.clone();
    let mut lowered = 0;
    for (place, parameter) in contract::parameters_mut(value) {
        if parameter["in"] != "path" {
            continue;
        }
        let schema = resolve(&parameter["schema"], &root);
        if schema.get(open_enums::EXTENSION).is_some() {
            bail!("{place}/schema: an open enum cannot be a path parameter; list its values with enum");
        }
        if schema["type"] == "string" && schema.get("enum").is_none() {
            parameter["schema"] = json!({ "$ref": format!("#/components/schemas/{PATH_SEGMENT}") });
            lowered += 1;
        }
    }
    if lowered == 0 {
        return Ok(());
    }
    if value.pointer(&format!("/components/schemas/{PATH_SEGMENT}")).is_some() {
        bail!("#/components/schemas/{}: the name is reserved for path parameters", escape(PATH_SEGMENT));
    }
    let document = value.as_object_mut().context("#: the contract is not an object")?;
    let components = document.entry("components").or_insert_with(|| json!({}));
    components["schemas"][PATH_SEGMENT] = json!({ "type": "string" });
    Ok(())
}

/// Refuses what makes progenitor panic, or what it would generate wrongly.
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
                "{place}: a default response cannot be lowered, because it would describe successes too; list the statuses"
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

    /// The error for the good document after one change, from lowering or from the generator behind it.
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
    fn client_keeps_one_success_response_and_mocks_keep_all() {
        let contract = Contract::parse(GOOD.to_owned()).unwrap();
        let responses = "/paths/~1things~1{id}/get/responses";
        let for_client = lower(&contract, Purpose::Client).unwrap().value;
        let success = contract.value.pointer(responses).unwrap()["200"].clone();
        assert_eq!(*for_client.pointer(responses).unwrap(), json!({ "2XX": success }));
        let for_mocks = lower(&contract, Purpose::Mocks).unwrap().value;
        assert_eq!(for_mocks.pointer(responses), contract.value.pointer(responses));
    }

    #[test]
    fn default_values_are_removed_and_fields_named_default_are_kept() {
        let with_defaults = GOOD
            .replacen("schema: { type: string } }", "schema: { type: string, default: a } }", 1)
            .replacen(
                "    Kind:",
                "    Box: { type: object, properties: { default: { type: integer, default: 3 } } }\n    Kind:",
                1,
            );
        let value = lower_text(with_defaults).unwrap().value;
        let field = value.pointer("/components/schemas/Box/properties/default").unwrap();
        assert_eq!(*field, json!({ "type": "integer" }));
        assert!(!value["paths"].to_string().contains("default"), "{}", value["paths"]);
    }

    #[test]
    fn string_path_parameters_become_path_segments_wherever_they_are_declared() {
        let inline = "        - { name: id, in: path, required: true, schema: { type: string } }\n";
        let shared = GOOD
            .replacen(inline, "        - $ref: '#/components/parameters/Id'\n", 1)
            .replacen(
                "components:\n",
                "components:\n  parameters:\n    Id: { name: id, in: path, required: true, schema: { type: string } }\n",
                1,
            );
        let of_path = GOOD.replacen(inline, "", 1).replacen(
            "    get:\n",
            "    parameters:\n      - { name: id, in: path, required: true, schema: { type: string } }\n    get:\n",
            1,
        );
        for text in [GOOD.to_owned(), shared, of_path] {
            let lowered = lower_text(text).unwrap();
            assert_eq!(lowered.replacements["PathSegment"], "::blueshift_api::PathSegment");
            let source = crate::client::source(&lowered).unwrap();
            assert!(source.contains("id: Result<::blueshift_api::PathSegment, String>"), "{source}");
        }
        let closed = GOOD.replacen(
            "required: true, schema: { type: string }",
            "required: true, schema: { type: string, enum: [a, b] }",
            1,
        );
        assert!(!lower_text(closed).unwrap().replacements.contains_key("PathSegment"));
    }

    #[test]
    fn refuses_what_cannot_be_lowered_and_names_the_place() {
        for (from, to, words) in [
            ("in: query", "in: cookie", "get/parameters/1 (kind): a cookie parameter cannot be lowered"),
            (
                "in: path, required: true",
                "in: path, required: false",
                "get/parameters/0 (id): a path parameter must",
            ),
            ("'404'", "default", "get/responses/default: a default response cannot be lowered"),
            (
                "required: true, schema: { type: string }",
                "required: true, schema: { $ref: '#/components/schemas/Kind' }",
                "get/parameters/0/schema: an open enum cannot be a path parameter",
            ),
            (
                "    Kind:",
                "    PathSegment: { type: string }\n    Kind:",
                "#/components/schemas/PathSegment: the name is reserved",
            ),
            ("'200'", "'302'", "get/responses: there is no 2xx response"),
            ("'404':", "'201':", "get/responses: more than one type of 2xx response cannot be lowered"),
            (
                "x-extensible-enum: [one_kind, other]",
                "x-extensible-enum: [1]",
                "#/components/schemas/Kind/x-extensible-enum: must be a list of strings, found 1",
            ),
            ("[one_kind, other]", "[one_kind, OneKind]", "would be the same variant, OneKind"),
            ("[one_kind, other]", "[unknown]", "\"unknown\" cannot be the name of a variant"),
            ("[one_kind, other]", "['50%', 'a']", "\"50%\" cannot be the name of a variant"),
            ("type: string, x-ext", "type: integer, x-ext", "an open enum must have type: string"),
            (
                "schema: { $ref: '#/components/schemas/Kind' } }\n      responses",
                "schema: { type: string, x-extensible-enum: [a] } }\n      responses",
                "are outside #/components/schemas",
            ),
            // Accepted by this module; progenitor or typify panics or returns an error.
            (
                "    Kind:",
                "    Odd: { type: string, pattern: '(' }\n    Kind:",
                "#/components/schemas/Odd: progenitor does not accept it",
            ),
            (
                "schema: { $ref: '#/components/schemas/Kind' } } }",
                "schema: { type: string }, encoding: { a: { contentType: b } } } }",
                "#/paths/~1things~1{id}: progenitor does not accept it: panicked at",
            ),
            ("/things/{id}", "/things/{id", "#/paths/~1things~1{id: progenitor does not accept it"),
        ] {
            let message = refusal(from, to);
            assert!(message.contains(words), "{from} -> {to}: {message}");
        }
    }
}
