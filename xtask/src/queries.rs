//! Generates the query parameters of each operation: `crates/blueshift-api/src/queries.rs`.

use anyhow::Context;
use heck::{ToPascalCase, ToSnakeCase};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use crate::contract::escape;
use crate::open_enums::OpenEnum;
use crate::types::{self, raw};

/// A query parameter.
struct Parameter {
    name: Ident,
    ty: TokenStream,
    description: String,
    is_required: bool,
}

/// Generates, for each operation with query parameters, a struct that sets them on the generated builder.
///
/// # Errors
///
/// Returns an error that names the parameter for which no field can be generated.
pub(crate) fn tokens(contract: &Value, open_enums: &[OpenEnum]) -> anyhow::Result<TokenStream> {
    let mut structs = Vec::new();
    for (path, item) in contract["paths"].as_object().into_iter().flatten() {
        for method in crate::contract::METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let pointer = format!("#/paths/{}/{method}", escape(path));
            let mut parameters = Vec::new();
            for parameter in crate::contract::parameters(item, operation, contract) {
                if parameter["in"] == "query" {
                    let name = parameter["name"].as_str().unwrap_or_default();
                    let read = parse_parameter(parameter, contract, open_enums);
                    parameters.push(read.with_context(|| format!("{pointer}/parameters: {name:?}"))?);
                }
            }
            if !parameters.is_empty() {
                let id = operation["operationId"].as_str().context("an operation has no operationId")?;
                structs.push(structure(id, &parameters));
            }
        }
    }
    Ok(quote! {
        use jiff::Timestamp;
        use serde::{Deserialize, Serialize};

        use crate::builder;
        use crate::types::*;

        #(#structs)*
    })
}

fn parse_parameter(
    parameter: &Value,
    contract: &Value,
    open_enums: &[OpenEnum],
) -> anyhow::Result<Parameter> {
    let name = parameter["name"].as_str().context("the parameter has no name")?;
    Ok(Parameter {
        name: syn::parse_str(&raw(&name.to_snake_case())).context("the name is not valid for a field")?,
        ty: types::plain(contract, open_enums, &parameter["schema"])?,
        description: parameter["description"].as_str().unwrap_or("Not described.").trim().to_owned(),
        is_required: parameter["required"] == true,
    })
}

fn structure(id: &str, parameters: &[Parameter]) -> TokenStream {
    let builder = format_ident!("{}", id.to_pascal_case());
    let name = format_ident!("{builder}Query");
    let doc = format!("The query parameters of [`Client::{id}`](crate::Client::{id}).");
    let (required, optional): (Vec<_>, Vec<_>) =
        parameters.iter().partition(|parameter| parameter.is_required);
    let fields = parameters.iter().map(|Parameter { name, ty, description, is_required }| {
        let ty = if *is_required { ty.clone() } else { quote!(Option<#ty>) };
        quote!(#[doc = #description] pub #name: #ty)
    });
    let names = |of: &[&Parameter]| of.iter().map(|parameter| parameter.name.clone()).collect::<Vec<_>>();
    let (required_names, optional_names) = (names(&required), names(&optional));
    let required_types = required.iter().map(|parameter| &parameter.ty);
    let default = required.is_empty().then(|| quote!(Default,));
    // Without required parameters, `default` is sufficient.
    let new = (!required.is_empty()).then(|| {
        quote! {
            /// Creates a query with the required parameters.
            pub fn new(#(#required_names: #required_types),*) -> Self {
                Self { #(#required_names,)* #(#optional_names: None),* }
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, #default PartialEq, Serialize, Deserialize)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields),*
        }

        impl #name {
            #new

            /// Sets the parameters of a request.
            pub fn apply(self, mut request: builder::#builder<'_>) -> builder::#builder<'_> {
                #(request = request.#required_names(self.#required_names);)*
                #(
                    if let Some(value) = self.#optional_names {
                        request = request.#optional_names(value);
                    }
                )*
                request
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn source(parameters: Value) -> anyhow::Result<String> {
        source_with(json!([{ "$ref": "#/components/parameters/Shared" }]), parameters)
    }

    /// Returns the source for a path with the parameters `shared` and an operation with `parameters`.
    fn source_with(shared: Value, parameters: Value) -> anyhow::Result<String> {
        let contract = json!({
            "paths": { "/things": {
                "parameters": shared,
                "get": { "operationId": "list_things", "parameters": parameters },
                "post": { "operationId": "create_thing" },
            } },
            "components": {
                "parameters": {
                    "Shared": { "name": "X-Shared", "in": "header", "schema": { "type": "string" } },
                },
                "schemas": {
                    "Status": { "type": "string", "x-extensible-enum": ["a"] },
                    "Range": { "type": "object", "properties": { "from": { "type": "string" } } },
                },
            },
        });
        let open_enums = crate::open_enums::find(&contract)?;
        let text = prettyplease::unparse(&syn::parse2(tokens(&contract, &open_enums)?)?);
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn query_parameters_become_fields() {
        let source = source(json!([
            { "name": "from", "in": "query", "required": true, "schema": { "type": "string", "format": "date-time" } },
            { "name": "type", "in": "query", "description": "The type.", "schema": { "type": "string" } },
            { "name": "perPage", "in": "query", "schema": { "type": "integer", "minimum": 1 } },
            { "name": "status", "in": "query", "schema": { "$ref": "#/components/schemas/Status" } },
            { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
        ]))
        .unwrap();
        for part in [
            "pub struct ListThingsQuery",
            "pub from: Timestamp,",
            "///The type. pub r#type: Option<String>,",
            "pub per_page: Option<u64>,",
            "pub status: Option<Status>,",
            "pub fn new(from: Timestamp) -> Self",
            "request = request.from(self.from);",
            "if let Some(value) = self.r#type { request = request.r#type(value); }",
        ] {
            assert!(source.contains(part), "{part}: {source}");
        }
        for part in ["shared", "id:", "CreateThing", "Default"] {
            assert!(!source.contains(part), "{part}: {source}");
        }
    }

    #[test]
    fn parameter_of_an_operation_overrides_that_of_its_path() {
        let shared = json!([{ "name": "limit", "in": "query", "schema": { "type": "string" } }]);
        let own =
            json!([{ "name": "limit", "in": "query", "required": true, "schema": { "type": "boolean" } }]);
        let source = source_with(shared, own).unwrap();
        for part in [
            "pub struct ListThingsQuery { ///Not described. pub limit: bool, }",
            "pub struct CreateThingQuery { ///Not described. pub limit: Option<String>, }",
        ] {
            assert!(source.contains(part), "{part}: {source}");
        }
    }

    #[test]
    fn query_without_required_parameters_has_a_default() {
        let source =
            source(json!([{ "name": "a", "in": "query", "schema": { "type": "boolean" } }])).unwrap();
        assert!(source.contains("Default,") && !source.contains("fn new"), "{source}");
    }

    #[test]
    fn refuses_unsupported_parameters_with_the_location() {
        for (schema, problem) in [
            (json!({ "type": "object", "additionalProperties": { "type": "string" } }), "scalar"),
            (json!({}), "scalar"),
            (json!({ "$ref": "#/components/schemas/Range" }), "scalar"),
            (json!({ "type": "array", "items": { "$ref": "#/components/schemas/Range" } }), "scalar"),
            (json!({ "type": "string", "enum": ["a"] }), "inline enum"),
        ] {
            let error = source(json!([{ "name": "q", "in": "query", "schema": schema }])).unwrap_err();
            let text = format!("{error:#}");
            assert!(text.starts_with("#/paths/~1things/get/parameters: \"q\": "), "{text}");
            assert!(text.contains(problem), "{text}");
        }
    }
}
