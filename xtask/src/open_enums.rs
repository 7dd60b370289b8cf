//! Generates Rust enums that keep unknown values for open enums (`type: string` with `x-extensible-enum`).

use anyhow::{Context, bail};
use heck::ToPascalCase;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;

use crate::contract::escape;

pub(crate) const EXTENSION: &str = "x-extensible-enum";

/// The variant for values that the contract does not list.
const UNKNOWN: &str = "Unknown";

/// An open enum of the contract.
#[derive(Debug, Clone)]
pub struct OpenEnum {
    /// The name of the schema and of the Rust type.
    pub name: String,
    /// The description of the schema.
    pub description: String,
    /// The known values as sent, each with the name of its variant.
    pub values: Vec<(String, String)>,
}

/// Finds the open enums among the named schemas. Inline open enums are refused, because their types would have no name.
pub(crate) fn find(document: &Value) -> anyhow::Result<Vec<OpenEnum>> {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let mut found = Vec::new();
    for (name, schema) in schemas.into_iter().flatten() {
        let pointer = format!("#/components/schemas/{}", escape(name));
        if schema.get(EXTENSION).is_some() {
            found.push(read(name, schema).with_context(|| format!("{pointer}/{EXTENSION}"))?);
        }
    }
    let everywhere = count(document);
    if everywhere != found.len() {
        bail!(
            "{EXTENSION} is supported only in #/components/schemas/NAME, but {} of {everywhere} uses are inline",
            everywhere - found.len()
        );
    }
    Ok(found)
}

fn count(node: &Value) -> usize {
    match node {
        Value::Object(map) => {
            usize::from(map.contains_key(EXTENSION)) + map.values().map(count).sum::<usize>()
        }
        Value::Array(items) => items.iter().map(count).sum(),
        _ => 0,
    }
}

fn read(name: &str, schema: &Value) -> anyhow::Result<OpenEnum> {
    if schema["type"] != "string" {
        bail!("an open enum must have type: string, found {}", schema["type"]);
    }
    let listed = schema[EXTENSION].as_array().context("must be a list of strings")?;
    let mut values: Vec<(String, String)> = Vec::new();
    for value in listed {
        let text = value.as_str().with_context(|| format!("must be a list of strings, found {value}"))?;
        let variant = text.to_pascal_case();
        if syn::parse_str::<syn::Ident>(&variant).is_err() || variant == UNKNOWN {
            bail!("{text:?} cannot be the name of a variant");
        }
        if let Some((other, _)) = values.iter().find(|(_, v)| *v == variant) {
            bail!("{text:?} and {other:?} would be the same variant, {variant}");
        }
        values.push((text.to_owned(), variant));
    }
    let description = schema["description"].as_str().unwrap_or_default().trim().to_owned();
    Ok(OpenEnum { name: name.to_owned(), description, values })
}

/// Generates the Rust code of all open enums.
pub(crate) fn tokens(enums: &[OpenEnum]) -> TokenStream {
    let each = enums.iter().map(open_enum_tokens);
    quote! { #(#each)* }
}

fn open_enum_tokens(open_enum: &OpenEnum) -> TokenStream {
    let name = format_ident!("{}", open_enum.name);
    let description = &open_enum.description;
    let values: Vec<&str> = open_enum.values.iter().map(|(value, _)| value.as_str()).collect();
    let variants: Vec<_> = open_enum.values.iter().map(|(_, variant)| format_ident!("{variant}")).collect();
    let variant_docs: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    let expecting = format!("a string ({})", open_enum.name);
    let schema_name = &open_enum.name;
    quote! {
        #[doc = #description]
        ///
        /// Values are compared by their string representation.
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #( #[doc = #variant_docs] #variants, )*
            /// A value that the contract does not list.
            Unknown(String),
        }

        impl #name {
            /// The values that the contract lists.
            pub const KNOWN: &'static [&'static str] = &[#(#values),*];

            /// Returns the value as sent.
            pub fn as_str(&self) -> &str {
                match self {
                    #( Self::#variants => #values, )*
                    Self::Unknown(text) => text,
                }
            }

            fn known(text: &str) -> Option<Self> {
                match text {
                    #( #values => Some(Self::#variants), )*
                    _ => None,
                }
            }
        }

        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                Self::known(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
            }
        }

        impl From<String> for #name {
            fn from(text: String) -> Self {
                Self::known(&text).unwrap_or(Self::Unknown(text))
            }
        }

        impl ::std::str::FromStr for #name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }

        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq for #name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for #name {}

        impl PartialEq<str> for #name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for #name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl PartialOrd for #name {
            fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for #name {
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::std::hash::Hash for #name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;

                impl ::serde::de::Visitor<'_> for Visitor {
                    type Value = #name;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str(#expecting)
                    }

                    fn visit_str<E>(self, text: &str) -> Result<#name, E> {
                        Ok(#name::from(text))
                    }

                    fn visit_string<E>(self, text: String) -> Result<#name, E> {
                        Ok(#name::from(text))
                    }
                }

                deserializer.deserialize_str(Visitor)
            }
        }

        impl crate::tolerant::Tolerant for #name {
            fn from_text(text: &str) -> Option<Self> {
                Some(Self::from(text))
            }

            fn write<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for #name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                #schema_name.into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({
                    "type": "string",
                    "description": #description,
                    "x-extensible-enum": [#(#values),*],
                })
            }
        }
    }
}
