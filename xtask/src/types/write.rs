//! Generates the Rust code of the object types.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use super::{Field, Kind, Object, Types, raw};

/// The objects that may be sent in a form that the contract does not describe: the function of the module `tolerant` that
/// decodes all forms, and the property that it needs.
const OTHER_FORMS: [(&str, &str, &str); 2] = [
    ("CampaignDetail", "deserialize_within", "campaign"),
    ("CampaignPerformanceList", "deserialize_list", "campaigns"),
];

/// Generates the Rust code of all object types.
///
/// # Errors
///
/// Returns an error if a name is not valid in Rust.
pub(crate) fn tokens(document: &Value, types: &Types) -> anyhow::Result<TokenStream> {
    let mut each = types.objects.iter().map(one).collect::<anyhow::Result<Vec<_>>>()?;
    each.extend(types.maps.iter().map(|map| {
        let (name, description, ty) = (format_ident!("{}", map.name), &map.description, map.kind.tokens());
        quote!(#[doc = #description] pub type #name = #ty;)
    }));
    let closed = closed_enums(document);
    let schemas = json_schemas(types);
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
        #schemas
    })
}

/// Generates a function that lists the JSON Schemas, so that tests do not have to list the types.
fn json_schemas(types: &Types) -> TokenStream {
    let names: Vec<&str> = types.objects.iter().map(|object| object.name.as_str()).collect();
    let idents = names.iter().map(|name| format_ident!("{name}"));
    quote! {
        /// Returns the JSON Schema of every struct of this module with its name in the contract, in the contract's order.
        #[cfg(feature = "schemars")]
        pub fn json_schemas() -> Vec<(&'static str, ::schemars::Schema)> {
            vec![#((#names, ::schemars::schema_for!(#idents))),*]
        }
    }
}

/// Generates the field implementations of closed enums, which progenitor generates.
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
        true => format!("{doc}\n\nEmpty if the decoded document has no valid value; a value of another type is then in `extra`."),
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
    let other_form = OTHER_FORMS.iter().find(|(schema, ..)| schema == schema_name);
    let deserialize = match other_form {
        Some((_, function, property)) => {
            let function = format_ident!("{function}");
            quote!(tolerant::#function(deserializer, #property))
        }
        None => quote!(tolerant::deserialize(deserializer)),
    };
    let json_schema = object.json_schema.tokens();
    let generator = if object.json_schema.names_types() { quote!(generator) } else { quote!(_) };
    Ok(quote! {
        #[doc = #description]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #( #[doc = #docs_of_fields] pub #idents: #types, )*
            /// Fields that the contract does not describe, and values of unexpected types, by name.
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
                #deserialize
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
