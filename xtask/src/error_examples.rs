//! Generates the bodies of the error faults of the sandbox: `crates/blueshift-sandbox/src/error_examples.rs`.

use std::collections::BTreeMap;

use anyhow::Context;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::contract::{operations, resolve};

/// The operations with the same example for a status.
struct Group<'a> {
    example: String,
    ids: Vec<&'a str>,
}

/// Generates the function that returns the first example of an operation for an error status. An example that all operations
/// have in common also applies to requests for unknown paths.
///
/// # Errors
///
/// Returns an error that names an operation without an `operationId`.
pub(crate) fn tokens(contract: &Value) -> anyhow::Result<TokenStream> {
    let mut groups: BTreeMap<u16, Vec<Group<'_>>> = BTreeMap::new();
    let mut count = 0;
    for (pointer, operation) in operations(contract) {
        let id = operation["operationId"].as_str().with_context(|| format!("{pointer}: no operationId"))?;
        count += 1;
        for (status, response) in operation["responses"].as_object().into_iter().flatten() {
            let Some(status) = status.parse().ok().filter(|status| *status >= 400) else { continue };
            let Some(example) = first_example(response, contract) else { continue };
            let (example, groups) = (example.to_string(), groups.entry(status).or_default());
            match groups.iter_mut().find(|group| group.example == example) {
                Some(group) => group.ids.push(id),
                None => groups.push(Group { example, ids: vec![id] }),
            }
        }
    }
    let arms = groups.iter().flat_map(|(status, groups)| groups.iter().map(move |group| (status, group)));
    let arms = arms.map(|(status, Group { example, ids })| {
        let status = Literal::u16_unsuffixed(*status);
        match ids.len() == count {
            true => quote! { (#status, _) => #example, },
            false => quote! { (#status, Some(#(#ids)|*)) => #example, },
        }
    });
    Ok(quote! {
        /// Returns the first example in the contract for an operation and an error status, as JSON.
        pub(crate) fn error_example(operation: Option<&str>, status: u16) -> Option<&'static str> {
            Some(match (status, operation) {
                #(#arms)*
                _ => return None,
            })
        }
    })
}

/// Returns the first example of a JSON response.
fn first_example<'a>(response: &'a Value, contract: &'a Value) -> Option<&'a Value> {
    let content = resolve(response, contract).get("content")?.get("application/json")?;
    let first = || content.get("examples")?.as_object()?.values().next();
    content.get("example").or_else(|| resolve(first()?, contract).get("value"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn groups_operations_with_the_same_example() {
        let content = |content: Value| json!({ "content": { "application/json": content } });
        let shared = || content(json!({ "example": { "message": "shared" } }));
        let contract = json!({
            "paths": {
                "/a": { "get": { "operationId": "a", "responses": {
                    "200": content(json!({ "example": [] })),
                    "400": { "$ref": "#/components/responses/Bad" },
                    "404": content(json!({})),
                    "500": shared(),
                } } },
                "/b": { "get": { "operationId": "b", "responses": {
                    "400": { "$ref": "#/components/responses/Bad" },
                    "500": shared(),
                } } },
                "/c": { "put": { "operationId": "c", "responses": { "500": shared(), "default": shared() } } },
            },
            "components": {
                "responses": { "Bad": content(json!({ "examples": {
                    "first": { "$ref": "#/components/examples/First" },
                    "second": { "value": 2 },
                } })) },
                "examples": { "First": { "value": { "z": 1, "a": 2 } } },
            },
        });
        let source = prettyplease::unparse(&syn::parse2(tokens(&contract).unwrap()).unwrap());
        let arms: Vec<_> = source.lines().map(str::trim).filter(|line| line.contains("=>")).collect();
        assert_eq!(
            arms,
            [
                r#"(400, Some("a" | "b")) => "{\"z\":1,\"a\":2}","#,
                r#"(500, _) => "{\"message\":\"shared\"}","#,
                "_ => return None,",
            ]
        );
    }
}
