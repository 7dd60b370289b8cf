//! Reads the object schemas of a document.

use anyhow::{Context, bail};
use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use serde_json::Value;

use super::{Alias, Field, JsonSchema, Kind, Object, Types, raw};
use crate::contract::{escape, resolve};
use crate::open_enums::{EXTENSION, OpenEnum};
use crate::schemas::each_schema;

/// The maximum number of fields: the number of bits in the set that distinguishes null from absent.
pub(super) const MAX_FIELDS: usize = 64;

/// Names that are reserved in a struct.
const RESERVED: [&str; 3] = ["extra", "nulls", "new"];

/// Finds the object schemas.
///
/// # Errors
///
/// Returns an error that contains the location of an inline object schema, or of a schema for which no type can be generated.
pub(crate) fn find(document: &Value, open_enums: &[OpenEnum]) -> anyhow::Result<Types> {
    refuse_inline_objects(document)?;
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let reader = Reader { document, open_enums };
    let mut types = Types { objects: Vec::new(), maps: Vec::new() };
    for (name, schema) in schemas.into_iter().flatten() {
        if is_object(schema) {
            types.objects.push(reader.object(name, schema)?);
        } else if schema["type"] == "object" {
            let pointer = || format!("#/components/schemas/{}", escape(name));
            let kind = reader.kind(schema).with_context(pointer)?;
            types.maps.push(Alias { name: name.clone(), description: reader.description(schema), kind });
        }
    }
    Ok(types)
}

/// Returns the Rust type of a scalar, of a named enum, or of a list of these.
///
/// # Errors
///
/// Returns an error for objects, maps, nested lists, inline enums, and schemas without a type.
pub(crate) fn plain(
    document: &Value,
    open_enums: &[OpenEnum],
    schema: &Value,
) -> anyhow::Result<TokenStream> {
    let kind = Reader { document, open_enums }.kind(schema)?;
    let item = if let Kind::List(item) = &kind { item } else { &kind };
    let is_scalar = match item {
        Kind::Any | Kind::Map(_) | Kind::List(_) => false,
        Kind::Named(name) => !is_object(&document["components"]["schemas"][name]),
        _ => true,
    };
    if !is_scalar {
        bail!("the schema must describe a scalar or a list of scalars");
    }
    Ok(kind.tokens())
}

/// Returns whether a named schema becomes a struct. A schema with `additionalProperties` and without properties becomes a map.
fn is_object(schema: &Value) -> bool {
    let is_map = schema["additionalProperties"].is_object() && schema.get("properties").is_none();
    schema.get("properties").is_some() || (schema["type"] == "object" && !is_map)
}

fn refuse_inline_objects(document: &Value) -> anyhow::Result<()> {
    let mut inline = None;
    each_schema(&mut document.clone(), &mut |pointer, schema| {
        let is_named = pointer.strip_prefix("#/components/schemas/").is_some_and(|name| !name.contains('/'));
        if !is_named && schema.get("properties").is_some() {
            inline.get_or_insert_with(|| pointer.to_owned());
        }
    });
    match inline {
        Some(pointer) => {
            bail!("{pointer}: an inline object has no name for its type; move it to #/components/schemas")
        }
        None => Ok(()),
    }
}

struct Reader<'a> {
    document: &'a Value,
    open_enums: &'a [OpenEnum],
}

impl Reader<'_> {
    fn object(&self, name: &str, schema: &Value) -> anyhow::Result<Object> {
        let pointer = format!("#/components/schemas/{}", escape(name));
        for keyword in ["allOf", "anyOf", "oneOf"] {
            if schema.get(keyword).is_some() {
                bail!(
                    "{pointer}/{keyword}: composition of object schemas is not supported; list the properties"
                );
            }
        }
        if schema["additionalProperties"].is_object() {
            bail!("{pointer}/additionalProperties: an object with properties cannot be a map too");
        }
        if syn::parse_str::<Ident>(name).is_err() {
            bail!("{pointer}: the name is not valid for a type");
        }
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut fields: Vec<Field> = Vec::new();
        let mut properties = Vec::new();
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            let pointer = format!("{pointer}/properties/{}", escape(field));
            let is_required = required.contains(&field.as_str());
            let rust_name = field.to_snake_case();
            if RESERVED.contains(&rust_name.as_str()) || syn::parse_str::<Ident>(&raw(&rust_name)).is_err() {
                bail!("{pointer}: the name is not valid for a field");
            }
            if let Some(other) = fields.iter().find(|other| other.rust_name == rust_name) {
                bail!("{pointer}: {field:?} and {:?} would be the same field, {rust_name}", other.name);
            }
            let json_schema = self.json_schema(property, !is_required).with_context(|| pointer.clone())?;
            properties.push((field.clone(), json_schema));
            fields.push(Field {
                name: field.clone(),
                rust_name,
                description: self.description(property),
                kind: self.kind(property).with_context(|| pointer.clone())?,
                is_required,
            });
        }
        if let Some(unknown) = required.iter().find(|name| !fields.iter().any(|field| field.name == **name)) {
            bail!("{pointer}/required: {unknown:?} is not a property");
        }
        if fields.len() > MAX_FIELDS {
            bail!("{pointer}/properties: {} fields exceed the maximum of {MAX_FIELDS}", fields.len());
        }
        let description = schema["description"].as_str().unwrap_or_default().trim().to_owned();
        let mut json_schema = vec![
            ("type".to_owned(), JsonSchema::text("object")),
            ("description".to_owned(), JsonSchema::text(&description)),
            ("properties".to_owned(), JsonSchema::Object(properties)),
        ];
        if !required.is_empty() {
            let required = required.iter().map(|name| JsonSchema::text(name)).collect();
            json_schema.push(("required".to_owned(), JsonSchema::Array(required)));
        }
        Ok(Object {
            name: name.to_owned(),
            description,
            fields,
            json_schema: JsonSchema::Object(json_schema),
        })
    }

    /// Returns the Rust type of a named schema that is an enum or an object.
    fn named(&self, node: &Value) -> Option<String> {
        let name = node["$ref"].as_str()?.strip_prefix("#/components/schemas/")?;
        let target = resolve(node, self.document);
        let is_type = is_object(target)
            || target.get("enum").is_some()
            || self.open_enums.iter().any(|open_enum| open_enum.name == name);
        is_type.then(|| name.to_owned())
    }

    fn kind(&self, node: &Value) -> anyhow::Result<Kind> {
        if let Some(name) = self.named(node) {
            return Ok(Kind::Named(name));
        }
        let node = resolve(node, self.document);
        if let Some(only) = only_part(node) {
            return self.kind(only);
        }
        if node.get("allOf").is_some() {
            bail!("allOf must have one part");
        }
        if node.get("anyOf").is_some() || node.get("oneOf").is_some() {
            return Ok(Kind::Any);
        }
        if node.get("enum").is_some() || node.get(EXTENSION).is_some() {
            bail!("an inline enum has no name for its type; move it to #/components/schemas");
        }
        Ok(match node["type"].as_str() {
            Some("boolean") => Kind::Bool,
            Some("number") => Kind::Float,
            Some("integer") if node["minimum"].as_i64().is_some_and(|minimum| minimum >= 0) => Kind::Unsigned,
            Some("integer") => Kind::Signed,
            Some("string") if node["format"] == "date-time" => Kind::Timestamp,
            Some("string") => Kind::Text,
            Some("array") => Kind::List(Box::new(self.kind(&node["items"])?)),
            Some("object") => Kind::Map(Box::new(self.kind(&node["additionalProperties"])?)),
            Some(other) => bail!("the type {other:?} is unknown"),
            None => Kind::Any,
        })
    }

    fn description(&self, node: &Value) -> String {
        let own = node["description"].as_str();
        let target = only_part(node).unwrap_or(node);
        let of_target = || resolve(target, self.document)["description"].as_str();
        own.or_else(of_target).unwrap_or("Not described.").trim().to_owned()
    }

    fn json_schema(&self, node: &Value, is_nullable: bool) -> anyhow::Result<JsonSchema> {
        let target = only_part(node).unwrap_or(node);
        let is_nullable =
            is_nullable || node["nullable"] == true || resolve(target, self.document)["nullable"] == true;
        if let Some(name) = self.named(target) {
            let of_type = JsonSchema::Type(name);
            if !is_nullable {
                return Ok(of_type);
            }
            let null = JsonSchema::Object(vec![("type".to_owned(), JsonSchema::text("null"))]);
            return Ok(JsonSchema::Object(vec![(
                "anyOf".to_owned(),
                JsonSchema::Array(vec![of_type, null]),
            )]));
        }
        let mut entries = Vec::new();
        for (key, value) in resolve(target, self.document).as_object().into_iter().flatten() {
            let value = match key.as_str() {
                "type" if is_nullable => {
                    JsonSchema::Array(vec![JsonSchema::Leaf(value.clone()), JsonSchema::text("null")])
                }
                "type" | "format" | "description" | "minimum" | "maximum" | "pattern" | "minLength"
                | "maxLength" | "minItems" | "maxItems" | "uniqueItems" | "multipleOf" => {
                    JsonSchema::Leaf(value.clone())
                }
                "items" => self.json_schema(value, false)?,
                "additionalProperties" if value.is_object() => self.json_schema(value, false)?,
                "anyOf" | "oneOf" => {
                    let parts = value.as_array().into_iter().flatten();
                    let parts: anyhow::Result<Vec<_>> =
                        parts.map(|part| self.json_schema(part, false)).collect();
                    JsonSchema::Array(parts?)
                }
                _ => continue,
            };
            entries.push((key.clone(), value));
        }
        Ok(JsonSchema::Object(entries))
    }
}

/// Returns the only part of a composition. In OpenAPI 3.0, a description or `nullable` can be added to a reference only with a
/// composition of one part.
fn only_part(node: &Value) -> Option<&Value> {
    ["allOf", "anyOf", "oneOf"].iter().find_map(|keyword| match node[*keyword].as_array()?.as_slice() {
        [only] => Some(only),
        _ => None,
    })
}
