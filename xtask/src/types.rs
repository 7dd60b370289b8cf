//! Generates the Rust types of the contract's object schemas: `crates/blueshift-api/src/types.rs`.
//!
//! The types use the module `tolerant` of `blueshift-api`: an unexpected value of a field never causes a decode error, and
//! no value is lost.

mod find;
#[cfg(test)]
mod tests;
mod write;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

pub(crate) use find::{find, plain};
pub(crate) use write::tokens;

/// The object schemas of the contract.
#[derive(Debug, Clone)]
pub struct Types {
    objects: Vec<Object>,
    maps: Vec<Alias>,
}

impl Types {
    /// Returns the names of the types.
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

/// An object schema with `additionalProperties` and without properties, which becomes an alias for a map.
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
    /// A type of the crate `blueshift-api` with this name.
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

/// A JSON Schema in which named objects and enums are references to Rust types.
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

/// Returns the name of a field in Rust code, as a raw identifier if it is a keyword.
pub(crate) fn raw(name: &str) -> String {
    let is_keyword = syn::parse_str::<Ident>(name).is_err();
    if is_keyword && syn::parse_str::<Ident>(&format!("r#{name}")).is_ok() {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}
