//! The Rust types of the contract's object schemas: `crates/blueshift-api/src/types.rs`.
//!
//! The types are generated over the module `tolerant` of `blueshift-api`: no field can fail the decoding of its
//! object, and nothing that was sent is dropped.

use anyhow::{Context, bail};
use heck::ToSnakeCase;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use crate::contract::{escape, resolve};
use crate::open_enums::{EXTENSION, OpenEnum};
use crate::schemas::each_schema;

/// The bits of the set that keeps null and absent apart.
const MOST_FIELDS: usize = 64;

/// Names that a struct has besides its fields.
const RESERVED: [&str; 3] = ["extra", "nulls", "new"];

/// The object schemas of the contract.
#[derive(Debug, Clone)]
pub struct Types {
    objects: Vec<Object>,
    maps: Vec<Alias>,
}

impl Types {
    /// The names of the types.
    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        self.objects.iter().map(|object| &object.name).chain(self.maps.iter().map(|map| &map.name))
    }
}

/// An object schema that becomes a struct.
#[derive(Debug, Clone)]
struct Object {
    name: String,
    description: String,
    fields: Vec<Field>,
    json_schema: JsonSchema,
}

/// An object schema without properties, which becomes an alias of a map.
#[derive(Debug, Clone)]
struct Alias {
    name: String,
    description: String,
    kind: Kind,
}

#[derive(Debug, Clone)]
struct Field {
    name: String,
    rust_name: String,
    description: String,
    kind: Kind,
    is_required: bool,
}

/// The Rust type of a field.
#[derive(Debug, Clone)]
enum Kind {
    Bool,
    Float,
    Signed,
    Unsigned,
    Text,
    Timestamp,
    /// A named type, by its path in the crate `blueshift-api`.
    Named(String),
    List(Box<Kind>),
    Map(Box<Kind>),
    Any,
}

impl Kind {
    fn tokens(&self) -> TokenStream {
        match self {
            Self::Bool => quote!(bool),
            Self::Float => quote!(f64),
            Self::Signed => quote!(i64),
            Self::Unsigned => quote!(u64),
            Self::Text => quote!(String),
            Self::Timestamp => quote!(Timestamp),
            Self::Named(name) => {
                let name = format_ident!("{name}");
                quote!(#name)
            }
            Self::List(item) => {
                let item = item.tokens();
                quote!(Vec<#item>)
            }
            Self::Map(value) => {
                let value = value.tokens();
                quote!(BTreeMap<String, #value>)
            }
            Self::Any => quote!(Value),
        }
    }
}

/// A JSON Schema in which named schemas are still references to Rust types.
#[derive(Debug, Clone)]
enum JsonSchema {
    Object(Vec<(String, JsonSchema)>),
    Array(Vec<JsonSchema>),
    Leaf(Value),
    /// The schema of a Rust type.
    Type(String),
}

impl JsonSchema {
    fn text(text: &str) -> Self {
        Self::Leaf(text.into())
    }

    fn tokens(&self) -> TokenStream {
        match self {
            Self::Object(entries) => {
                let (keys, values): (Vec<_>, Vec<_>) =
                    entries.iter().map(|(key, value)| (key, value.tokens())).unzip();
                quote!({ #(#keys: #values),* })
            }
            Self::Array(items) => {
                let items = items.iter().map(Self::tokens);
                quote!([ #(#items),* ])
            }
            Self::Leaf(Value::String(text)) => quote!(#text),
            Self::Leaf(Value::Bool(value)) => quote!(#value),
            Self::Leaf(Value::Number(number)) => match (number.as_i64(), number.as_f64()) {
                (Some(integer), _) => {
                    let integer = Literal::i64_unsuffixed(integer);
                    quote!(#integer)
                }
                (None, float) => {
                    let float = float.unwrap_or_default();
                    quote!(#float)
                }
            },
            Self::Leaf(_) => quote!(null),
            Self::Type(name) => {
                let name = format_ident!("{name}");
                quote!(generator.subschema_for::<#name>())
            }
        }
    }

    fn names_types(&self) -> bool {
        match self {
            Self::Object(entries) => entries.iter().any(|(_, value)| value.names_types()),
            Self::Array(items) => items.iter().any(Self::names_types),
            Self::Leaf(_) => false,
            Self::Type(_) => true,
        }
    }
}

/// Finds the object schemas.
///
/// # Errors
///
/// Names an object schema that has no name of its own, or that no type can be generated for.
pub(crate) fn find(document: &Value, open_enums: &[OpenEnum]) -> anyhow::Result<Types> {
    refuse_inline_objects(document)?;
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let reader = Reader { document, open_enums };
    let mut types = Types { objects: Vec::new(), maps: Vec::new() };
    for (name, schema) in schemas.into_iter().flatten() {
        if is_object(schema) {
            types.objects.push(reader.object(name, schema)?);
        } else if schema["type"] == "object" {
            let place = || format!("#/components/schemas/{}", escape(name));
            let kind = reader.kind(schema).with_context(place)?;
            types.maps.push(Alias { name: name.clone(), description: reader.description(schema), kind });
        }
    }
    Ok(types)
}

/// Whether a named schema becomes a struct. One that describes the values of any key is a map.
fn is_object(schema: &Value) -> bool {
    let is_map = schema["additionalProperties"].is_object() && schema.get("properties").is_none();
    schema.get("properties").is_some() || (schema["type"] == "object" && !is_map)
}

fn refuse_inline_objects(document: &Value) -> anyhow::Result<()> {
    let mut inline = None;
    each_schema(&mut document.clone(), &mut |place, schema| {
        let is_named = place.strip_prefix("#/components/schemas/").is_some_and(|name| !name.contains('/'));
        if !is_named && schema.get("properties").is_some() {
            inline.get_or_insert_with(|| place.to_owned());
        }
    });
    match inline {
        Some(place) => {
            bail!("{place}: an inline object has no name for its type; move it to #/components/schemas")
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
        let place = format!("#/components/schemas/{}", escape(name));
        for keyword in ["allOf", "anyOf", "oneOf"] {
            if schema.get(keyword).is_some() {
                bail!("{place}/{keyword}: an object cannot be composed; list its properties");
            }
        }
        if schema["additionalProperties"].is_object() {
            bail!("{place}/additionalProperties: an object with properties cannot be a map too");
        }
        if syn::parse_str::<Ident>(name).is_err() {
            bail!("{place}: the name cannot be that of a type");
        }
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut fields: Vec<Field> = Vec::new();
        let mut properties = Vec::new();
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            let place = format!("{place}/properties/{}", escape(field));
            let is_required = required.contains(&field.as_str());
            let rust_name = field.to_snake_case();
            if RESERVED.contains(&rust_name.as_str()) || syn::parse_str::<Ident>(&raw(&rust_name)).is_err() {
                bail!("{place}: the name cannot be that of a field");
            }
            if let Some(other) = fields.iter().find(|other| other.rust_name == rust_name) {
                bail!("{place}: {field:?} and {:?} would be the same field, {rust_name}", other.name);
            }
            let json_schema = self.json_schema(property, !is_required).with_context(|| place.clone())?;
            properties.push((field.clone(), json_schema));
            fields.push(Field {
                name: field.clone(),
                rust_name,
                description: self.description(property),
                kind: self.kind(property).with_context(|| place.clone())?,
                is_required,
            });
        }
        if let Some(unknown) = required.iter().find(|name| !fields.iter().any(|field| field.name == **name)) {
            bail!("{place}/required: {unknown:?} is not a property");
        }
        if fields.len() > MOST_FIELDS {
            bail!("{place}/properties: {} fields are more than {MOST_FIELDS}", fields.len());
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

    /// The Rust type of a named schema that is an enum or an object.
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

/// The only part of a composition. In OpenAPI 3.0 it is how a reference is given a description or made nullable.
fn only_part(node: &Value) -> Option<&Value> {
    ["allOf", "anyOf", "oneOf"].iter().find_map(|keyword| match node[*keyword].as_array()?.as_slice() {
        [only] => Some(only),
        _ => None,
    })
}

/// The name of a field in Rust source.
fn raw(name: &str) -> String {
    let is_keyword = syn::parse_str::<Ident>(name).is_err();
    if is_keyword && syn::parse_str::<Ident>(&format!("r#{name}")).is_ok() {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// Writes the Rust of all object types.
///
/// # Errors
///
/// Fails if a name cannot be written as Rust.
pub(crate) fn tokens(document: &Value, types: &Types) -> anyhow::Result<TokenStream> {
    let mut each = types.objects.iter().map(one).collect::<anyhow::Result<Vec<_>>>()?;
    each.extend(types.maps.iter().map(|map| {
        let (name, description, ty) = (format_ident!("{}", map.name), &map.description, map.kind.tokens());
        quote!(#[doc = #description] pub type #name = #ty;)
    }));
    let closed = closed_enums(document);
    let text: String = each.iter().chain(&closed).map(ToString::to_string).collect();
    let map = text.contains("BTreeMap").then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let timestamp = text.contains("Timestamp").then(|| {
        quote!(
            use jiff::Timestamp;
        )
    });
    let tolerant = (!closed.is_empty()).then(|| {
        quote!(
            use crate::tolerant::Tolerant;
        )
    });
    Ok(quote! {
        #map
        #timestamp
        use serde::de::{Deserialize, Deserializer, MapAccess};
        use serde::ser::{Serialize, SerializeMap, Serializer};
        use serde_json::{Map, Value};
        use crate::tolerant::{self, Nulls, Object, Read, Writer};
        #tolerant

        pub use crate::generated::types::*;
        pub use crate::open_enums::*;

        #(#each)*
        #(#closed)*
    })
}

/// progenitor generates closed enums; this makes them types of fields.
fn closed_enums(document: &Value) -> Vec<TokenStream> {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object).into_iter().flatten();
    let closed = schemas.filter(|(_, schema)| schema["type"] == "string" && schema.get("enum").is_some());
    closed
        .map(|(name, _)| {
            let name = format_ident!("{name}");
            quote! {
                impl Tolerant for #name {
                    fn from_text(text: &str) -> Result<Self, Value> {
                        text.parse().map_err(|_| text.into())
                    }

                    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                        self.serialize(serializer)
                    }
                }
            }
        })
        .collect()
}

fn one(object: &Object) -> anyhow::Result<TokenStream> {
    let name = format_ident!("{}", object.name);
    let schema_name = &object.name;
    let description = &object.description;
    let ident = |field: &Field| -> anyhow::Result<Ident> { Ok(syn::parse_str(&raw(&field.rust_name))?) };
    let idents = object.fields.iter().map(ident).collect::<anyhow::Result<Vec<_>>>()?;
    let names: Vec<&str> = object.fields.iter().map(|field| field.name.as_str()).collect();
    let docs: Vec<&str> = object.fields.iter().map(|field| field.description.as_str()).collect();
    let is_key: Vec<bool> =
        object.fields.iter().map(|field| field.is_required && matches!(field.kind, Kind::Text)).collect();
    let plain: Vec<TokenStream> = object.fields.iter().map(|field| field.kind.tokens()).collect();
    let types =
        plain.iter().zip(&is_key).map(|(ty, is_key)| if *is_key { quote!(#ty) } else { quote!(Option<#ty>) });
    let docs_of_fields = docs.iter().zip(&is_key).map(|(doc, is_key)| match is_key {
        true => format!("{doc}\n\nEmpty if the server sent none that is usable; a value of another type is then in `extra`."),
        false => (*doc).to_owned(),
    });
    let empties = is_key.iter().map(|is_key| if *is_key { quote!(String::new()) } else { quote!(None) });
    let index: Vec<Literal> = (0..idents.len()).map(Literal::usize_unsuffixed).collect();

    let wrap = |is_key: bool, value: TokenStream| if is_key { value } else { quote!(Some(#value)) };
    let required: Vec<usize> = (0..idents.len()).filter(|i| object.fields[*i].is_required).collect();
    let new_arguments = required.iter().map(|i| {
        let (ident, ty) = (&idents[*i], &plain[*i]);
        quote!(#ident: impl Into<#ty>)
    });
    let new_fields = required.iter().map(|i| {
        let ident = &idents[*i];
        let value = wrap(is_key[*i], quote!(#ident.into()));
        quote!(#ident: #value,)
    });
    let new_body = if required.is_empty() {
        quote!(Self::empty())
    } else {
        quote!(Self { #(#new_fields)* ..Self::empty() })
    };
    let new_doc = match required.len() {
        0 => format!("Returns a `{schema_name}` without any field set."),
        _ => format!("Returns a `{schema_name}` with the fields that the contract requires."),
    };
    let default = required.is_empty().then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::empty()
                }
            }
        }
    });
    let setters = (0..idents.len()).map(|i| {
        let (ident, ty) = (&idents[i], &plain[i]);
        let setter = Ident::new(&format!("with_{}", object.fields[i].rust_name), Span::call_site());
        let doc = format!("Sets `{}`.", names[i]);
        let value = wrap(is_key[i], quote!(value.into()));
        quote! {
            #[doc = #doc]
            #[must_use]
            pub fn #setter(mut self, value: impl Into<#ty>) -> Self {
                self.#ident = #value;
                self
            }
        }
    });
    let json_schema = object.json_schema.tokens();
    let generator = if object.json_schema.names_types() { quote!(generator) } else { quote!(_) };
    Ok(quote! {
        #[doc = #description]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #( #[doc = #docs_of_fields] pub #idents: #types, )*
            /// Fields that the contract does not describe, and values that do not fit their field, by name.
            pub extra: Map<String, Value>,
            nulls: Nulls,
        }

        impl #name {
            #[doc = #new_doc]
            pub fn new(#(#new_arguments),*) -> Self {
                #new_body
            }

            #(#setters)*
        }

        #default

        impl Object for #name {
            const NAME: &'static str = #schema_name;
            const FIELDS: &'static [&'static str] = &[#(#names),*];

            fn empty() -> Self {
                Self { #(#idents: #empties,)* extra: Map::new(), nulls: Nulls::default() }
            }

            fn read<'de, A: MapAccess<'de>>(&mut self, field: usize, entries: &mut A) -> Result<Read, A::Error> {
                match field {
                    #( #index => tolerant::read(entries, &mut self.#idents), )*
                    _ => entries.next_value().map(Read::Misfit),
                }
            }

            fn write_fields<M: SerializeMap>(&self, writer: &mut Writer<'_, M>) -> Result<(), M::Error> {
                #( writer.field(#index, &self.#idents)?; )*
                Ok(())
            }

            fn rest(&self) -> (&Map<String, Value>, Nulls) {
                (&self.extra, self.nulls)
            }

            fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
                (&mut self.extra, &mut self.nulls)
            }
        }

        impl Serialize for #name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                tolerant::serialize(self, serializer)
            }
        }

        impl<'de> Deserialize<'de> for #name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                tolerant::deserialize(deserializer)
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for #name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                #schema_name.into()
            }

            fn json_schema(#generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!(#json_schema)
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The Rust generated for these schemas, without line breaks and indentation.
    fn source(schemas: Value) -> anyhow::Result<String> {
        let document = json!({ "components": { "schemas": schemas } });
        let open_enums = crate::open_enums::find(&document)?;
        let types = find(&document, &open_enums)?;
        let text = prettyplease::unparse(&syn::parse2(tokens(&document, &types)?)?);
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn fields_have_the_types_of_their_schemas() {
        let source = source(json!({
            "Status": { "type": "string", "x-extensible-enum": ["a"], "nullable": true },
            "Color": { "type": "string", "enum": ["red"] },
            "Id": { "type": "string" },
            "Counts": { "type": "object", "additionalProperties": { "type": "integer" } },
            "Other": { "type": "object" },
            "Thing": {
                "type": "object",
                "required": ["id", "at", "ids"],
                "properties": {
                    "id": { "type": "string" },
                    "at": { "type": "string", "format": "date-time" },
                    "ids": { "type": "array", "items": { "$ref": "#/components/schemas/Id" } },
                    "ok": { "type": "boolean" },
                    "share": { "type": "number" },
                    "delta": { "type": "integer" },
                    "count": { "type": "integer", "minimum": 0 },
                    "status": { "$ref": "#/components/schemas/Status" },
                    "color": { "$ref": "#/components/schemas/Color" },
                    "other": { "nullable": true, "allOf": [{ "$ref": "#/components/schemas/Other" }] },
                    "counts": { "$ref": "#/components/schemas/Counts" },
                    "grid": { "type": "array", "items": { "type": "array", "items": {} } },
                    "open": { "type": "object" },
                    "either": { "oneOf": [{ "type": "number" }, { "type": "string" }] },
                    "type": { "type": "string" },
                    "_high": { "type": "boolean" },
                },
            },
        }))
        .unwrap();
        for words in [
            "pub id: String,",
            "pub at: Option<Timestamp>,",
            "pub ids: Option<Vec<String>>,",
            "pub ok: Option<bool>,",
            "pub share: Option<f64>,",
            "pub delta: Option<i64>,",
            "pub count: Option<u64>,",
            "pub status: Option<Status>,",
            "pub color: Option<Color>,",
            "pub other: Option<Other>,",
            "pub counts: Option<BTreeMap<String, i64>>,",
            "pub grid: Option<Vec<Vec<Value>>>,",
            "pub open: Option<BTreeMap<String, Value>>,",
            "pub either: Option<Value>,",
            "pub r#type: Option<String>,",
            "pub high: Option<bool>,",
            "pub type Counts = BTreeMap<String, i64>;",
            "impl Tolerant for Color {",
            "id: impl Into<String>, at: impl Into<Timestamp>, ids: impl Into<Vec<String>>, ) -> Self",
            "impl Default for Other {",
            r#""type", "_high""#,
        ] {
            assert!(source.contains(words), "{words}\n{source}");
        }
        assert!(!source.contains("impl Default for Thing"), "{source}");
    }

    #[test]
    fn refuses_schemas_without_a_type_and_names_the_place() {
        let many: serde_json::Map<String, Value> =
            (0..=MOST_FIELDS).map(|i| (format!("f{i}"), json!({ "type": "string" }))).collect();
        let object = |properties: Value| json!({ "type": "object", "properties": properties });
        let inline = object(json!({ "a": { "type": "string" } }));
        for (schema, words) in [
            (object(json!({ "in": inline })), "Thing/properties/in: an inline object has no name"),
            (
                object(json!({ "in": { "type": "array", "items": inline } })),
                "Thing/properties/in/items: an inline object has no name",
            ),
            (json!({ "type": "array", "items": inline }), "Thing/items: an inline object has no name"),
            (json!({ "allOf": [], "properties": {} }), "Thing/allOf: an object cannot be composed"),
            (
                json!({ "properties": {}, "additionalProperties": { "type": "string" } }),
                "Thing/additionalProperties: an object with properties cannot be a map too",
            ),
            (object(json!({ "extra": {} })), "Thing/properties/extra: the name cannot be that of a field"),
            (object(json!({ "self": {} })), "Thing/properties/self: the name cannot be that of a field"),
            (object(json!({ "%": {} })), "Thing/properties/%: the name cannot be that of a field"),
            (object(json!({ "1a": {} })), "Thing/properties/1a: the name cannot be that of a field"),
            (object(json!({ "aB": {}, "a_b": {} })), "\"a_b\" and \"aB\" would be the same field, a_b"),
            (object(json!({ "a": { "type": "file" } })), "Thing/properties/a: the type \"file\" is unknown"),
            (object(json!({ "a": { "enum": ["b"] } })), "Thing/properties/a: an inline enum has no name"),
            (object(json!({ "a": { "allOf": [{}, {}] } })), "Thing/properties/a: allOf must have one part"),
            (json!({ "type": "object", "required": ["a"] }), "Thing/required: \"a\" is not a property"),
            (object(Value::Object(many)), "Thing/properties: 65 fields are more than 64"),
        ] {
            let error = format!("{:#}", source(json!({ "Thing": schema })).unwrap_err());
            assert!(error.contains(words), "{words}: {error}");
        }
        let operation = json!({ "paths": { "/a": { "get": { "responses": { "200": { "content": {
            "application/json": { "schema": inline } } } } } } } });
        let error = find(&operation, &[]).unwrap_err().to_string();
        assert!(
            error.starts_with("#/paths/~1a/get/responses/200/content/application~1json/schema: an inline")
        );
    }
}
