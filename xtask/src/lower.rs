//! Lowering: converts the contract into a document that progenitor supports.
//!
//! - The client's document keeps one response per operation, `2XX`. The generated client then returns a response with any other
//!   status as an `UnexpectedResponse` with status, headers and body, which the crate `blueshift` reads. (progenitor requires one
//!   error type per operation, and loses the status if an error body is not as documented.)
//! - References to named arrays are replaced by the arrays, except references to the list of campaigns.
//! - `default` values are removed, because progenitor would send them with every request.
//! - String path parameters without `enum` become `PathSegment`, which refuses values that would change the endpoint.
//! - Object schemas, open enums and the list of campaigns are replaced by types of `blueshift-api`: [`Lowered::replacements`]
//!   maps a schema to its Rust type. The schemas themselves stay in the document.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use openapiv3::OpenAPI;
use serde_json::{Value, json};

use crate::contract::{self, Contract, escape, operations, resolve};
use crate::open_enums::{self, OpenEnum};
use crate::schemas::each_schema;
use crate::types::{self, Types};

/// The schema with a hand-written Rust type, which accepts more than the contract describes.
const TOLERANT_LIST: &str = "CampaignList";

/// The type of string path parameters without `enum`.
pub(crate) const PATH_SEGMENT: &str = "PathSegment";

/// The purpose of a lowered document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The client, which does not need error types.
    Client,
    /// The mocks, which write error bodies and therefore need their types.
    Mocks,
}

/// A document that progenitor supports.
#[derive(Debug, Clone)]
pub struct Lowered {
    /// The document as a JSON value.
    pub value: Value,
    /// The parsed document.
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
/// Returns an error that names the part of the contract that cannot be lowered.
pub fn lower(contract: &Contract, purpose: Purpose) -> anyhow::Result<Lowered> {
    let mut value = contract.value.clone();
    for (pointer, operation) in operations(&contract.value) {
        check_operation(&pointer, operation, &contract.value)?;
    }
    unwrap_references(&mut value);
    inline_arrays(&mut value);
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
        // Null is represented by the optional field; the enum itself contains only strings.
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
    contract::check_references(&value)
        .context("a reference to a list or a response that is not inlined cannot be lowered")?;
    let document = contract::document(&value)?;
    Ok(Lowered { value, document, open_enums, types, replacements })
}

/// Replaces `{ type, allOf: [{ $ref }] }`, which excludes null from a parameter, with the reference.
fn unwrap_references(value: &mut Value) {
    each_schema(value, &mut |_, schema| {
        if schema.as_object().is_some_and(|map| map.len() == 2 && map.contains_key("type"))
            && let Some([only]) = schema["allOf"].as_array().map(Vec::as_slice)
            && only.get("$ref").is_some()
        {
            *schema = only.clone();
        }
    });
}

/// Replaces references to named arrays with the arrays, because progenitor would generate a wrapper type for each. The list of
/// campaigns has a hand-written type.
fn inline_arrays(value: &mut Value) {
    let Some(schemas) = value.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else {
        return;
    };
    let is_array = |name: &str, schema: &Value| schema["type"] == "array" && name != TOLERANT_LIST;
    let arrays: BTreeMap<String, Value> = schemas
        .iter()
        .filter(|(name, schema)| is_array(name, schema))
        .map(|(name, schema)| (format!("#/components/schemas/{}", escape(name)), schema.clone()))
        .collect();
    schemas.retain(|name, schema| !is_array(name, schema));
    each_schema(value, &mut |_, schema| {
        if let Some(array) = schema["$ref"].as_str().and_then(|target| arrays.get(target)) {
            *schema = array.clone();
        }
    });
}

/// Keeps one response per operation, with the status `2XX`.
fn keep_successes(value: &mut Value) {
    for (_, operation) in contract::operations_mut(value) {
        if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
            let success = responses.iter().find(|(status, _)| status.starts_with('2'));
            let success = success.map(|(_, response)| response.clone());
            *responses = success.map(|response| ("2XX".to_owned(), response)).into_iter().collect();
        }
    }
}

/// Removes the shared responses if none of them is referenced.
fn remove_unused_responses(value: &mut Value) {
    let is_used = value["paths"].to_string().contains("\"#/components/responses/");
    if let Some(components) = value.get_mut("components").and_then(Value::as_object_mut)
        && !is_used
    {
        components.remove("responses");
    }
}

/// Changes the type of string path parameters without `enum` to `PathSegment`.
fn lower_path_parameters(value: &mut Value) -> anyhow::Result<()> {
    let root = value.clone();
    let mut lowered = 0;
    for (pointer, parameter) in contract::parameters_mut(value) {
        if parameter["in"] != "path" {
            continue;
        }
        let schema = resolve(&parameter["schema"], &root);
        if schema.get(open_enums::EXTENSION).is_some() {
            bail!("{pointer}/schema: an open enum cannot be a path parameter; list its values with enum");
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

/// Returns an error for operations for which progenitor would panic or generate wrong code.
fn check_operation(pointer: &str, operation: &Value, root: &Value) -> anyhow::Result<()> {
    for (i, parameter) in operation["parameters"].as_array().into_iter().flatten().enumerate() {
        let parameter = resolve(parameter, root);
        let pointer =
            format!("{pointer}/parameters/{i} ({})", parameter["name"].as_str().unwrap_or("unnamed"));
        if parameter["in"] == "cookie" {
            bail!("{pointer}: a cookie parameter cannot be lowered; use a header or a query parameter");
        }
        if parameter["in"] == "path" && parameter["required"] != true {
            bail!("{pointer}: a path parameter must have required: true");
        }
        if parameter.get("schema").is_none() {
            bail!("{pointer}: the parameter has no schema; `content` cannot be lowered");
        }
    }
    if let Some(content) = operation.get("requestBody").map(|body| resolve(body, root))
        && content["content"].as_object().is_none_or(|types| types.len() != 1)
    {
        bail!("{pointer}/requestBody: a body must have exactly one content type to be lowered");
    }
    let mut successes = Vec::new();
    for (status, response) in operation["responses"].as_object().into_iter().flatten() {
        let pointer = format!("{pointer}/responses/{status}");
        let response = resolve(response, root);
        if status == "default" {
            bail!(
                "{pointer}: a default response cannot be lowered, because it would also describe successful responses; list each status"
            );
        }
        let json = response.pointer("/content/application~1json");
        if let Some(media) = json
            && media.get("schema").is_none()
        {
            bail!("{pointer}/content/application~1json: the body has no schema");
        }
        if status.starts_with('2') {
            successes.push(json.map(|media| media["schema"].clone()));
        }
    }
    successes.dedup();
    match successes.len() {
        1 => Ok(()),
        0 => bail!("{pointer}/responses: there is no 2xx response"),
        _ => bail!("{pointer}/responses: more than one type of 2xx response cannot be lowered"),
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
    Numbers: { type: array, items: { type: integer } }
"#;

    fn lower_text(text: String) -> anyhow::Result<Lowered> {
        lower(&Contract::parse(text)?, Purpose::Client)
    }

    /// Returns the error for the valid document after one change, from lowering or from the generator.
    fn refusal(from: &str, to: &str) -> String {
        assert!(GOOD.contains(from), "{from}");
        let made = lower_text(GOOD.replacen(from, to, 1)).and_then(|lowered| crate::client::source(&lowered));
        match made {
            Ok(_) => "no error".to_owned(),
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
    fn named_arrays_are_inlined() {
        let inline = GOOD.replacen(
            "'200':\n          description: A thing.\n          content: { application/json: { schema: { $ref: '#/components/schemas/Kind' } } }",
            "'200':\n          description: A thing.\n          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Kind' } } } }",
            1,
        );
        let named = inline.replacen(
            "{ type: array, items: { $ref: '#/components/schemas/Kind' } }",
            "{ $ref: '#/components/schemas/Kinds' }",
            1,
        ) + "    Kinds: { type: array, items: { $ref: '#/components/schemas/Kind' } }\n";
        assert_eq!(lower_text(named).unwrap().value, lower_text(inline).unwrap().value);
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
    fn removes_default_values_but_not_fields_named_default() {
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
    fn string_path_parameters_become_path_segments() {
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
    fn refuses_unsupported_documents_with_the_location() {
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
                "x-extensible-enum is supported only in #/components/schemas/NAME, but 1 of 2 uses are inline",
            ),
            // The reference is not part of a schema, so the array is not inlined.
            (
                "description: A thing.",
                "description: A thing.\n          allOf: { $ref: '#/components/schemas/Numbers' }",
                "get/responses/2XX/allOf/$ref: \"#/components/schemas/Numbers\" does not exist in this document",
            ),
            // This module accepts these documents; progenitor or typify panics or returns an error.
            (
                "    Kind:",
                "    Odd: { type: string, pattern: '(' }\n    Kind:",
                "#/components/schemas/Odd: progenitor does not support this schema",
            ),
            (
                "schema: { $ref: '#/components/schemas/Kind' } } }",
                "schema: { type: string }, encoding: { a: { contentType: b } } } }",
                "#/paths/~1things~1{id}: progenitor does not support this path: panicked at",
            ),
            ("/things/{id}", "/things/{id", "#/paths/~1things~1{id: progenitor does not support this path"),
        ] {
            let message = refusal(from, to);
            assert!(message.contains(words), "{from} -> {to}: {message}");
        }
    }
}
