//! Generates the operation table: `crates/blueshift-api/src/ops.rs`.

use anyhow::{Context, bail};
use heck::{ToPascalCase, ToShoutySnakeCase};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;

use crate::contract::{METHODS, escape};

const EXTENSION: &str = "x-retry-class";

/// The values of [`EXTENSION`].
const CLASSES: [&str; 6] = ["safe", "idempotent", "keyed", "once", "transition", "once_per_chunk"];

/// Generates the Rust code of the operation table.
///
/// # Errors
///
/// Returns an error that names the operation if it is a write without a retry class, or if its retry class is invalid.
pub(crate) fn tokens(contract: &Value) -> anyhow::Result<TokenStream> {
    let mut constants = Vec::new();
    let mut names = Vec::new();
    for (path, item) in contract["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let pointer = format!("#/paths/{}/{method}", escape(path));
            let id = operation["operationId"].as_str().context("an operation has no operationId")?;
            let class = retry_class(&pointer, method, operation)?;
            let class = format_ident!("{}", class.to_pascal_case());
            let name = format_ident!("{}", id.to_shouty_snake_case());
            let method = method.to_uppercase();
            let doc = format!("`{method} {path}`");
            constants.push(quote! {
                #[doc = #doc]
                pub const #name: Operation = Operation {
                    id: #id,
                    method: #method,
                    path: #path,
                    retry_class: RetryClass::#class,
                };
            });
            names.push(name);
        }
    }
    Ok(quote! {
        use crate::operation::{Operation, RetryClass};

        #(#constants)*

        /// All operations, in the order of the contract.
        pub const ALL: &[Operation] = &[#(#names),*];
    })
}

fn retry_class<'a>(pointer: &str, method: &str, operation: &'a Value) -> anyhow::Result<&'a str> {
    let is_read = matches!(method, "get" | "head" | "options");
    match operation.get(EXTENSION) {
        None if is_read => Ok("safe"),
        None => bail!("{pointer}: a write needs {EXTENSION}, one of {}", CLASSES.join(", ")),
        Some(Value::String(class)) if !CLASSES.contains(&class.as_str()) => {
            bail!("{pointer}/{EXTENSION}: {class:?} is not one of {}", CLASSES.join(", "))
        }
        Some(Value::String(class)) if is_read && class != "safe" => {
            bail!("{pointer}/{EXTENSION}: a {} must be safe, found {class:?}", method.to_uppercase())
        }
        Some(Value::String(class)) => Ok(class),
        Some(other) => bail!("{pointer}/{EXTENSION}: must be a string, found {other}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn source(method: &str, operation: Value) -> anyhow::Result<String> {
        let contract = json!({ "paths": { "/things/{id}": { method: operation } } });
        Ok(prettyplease::unparse(&syn::parse2(tokens(&contract)?)?))
    }

    #[test]
    fn reads_are_safe_and_writes_have_their_class() {
        let read = source("get", json!({ "operationId": "get_thing" })).unwrap();
        assert!(read.contains("pub const GET_THING"), "{read}");
        assert!(read.contains("RetryClass::Safe"), "{read}");
        for class in CLASSES {
            let write = source("patch", json!({ "operationId": "pause", EXTENSION: class })).unwrap();
            assert!(write.contains(&format!("RetryClass::{}", class.to_pascal_case())), "{write}");
            assert!(write.contains(r#"method: "PATCH""#), "{write}");
        }
    }

    #[test]
    fn refuses_missing_and_unknown_classes_with_the_location() {
        for (method, operation, words) in [
            (
                "post",
                json!({ "operationId": "a" }),
                "#/paths/~1things~1{id}/post: a write needs x-retry-class",
            ),
            (
                "put",
                json!({ "operationId": "a", EXTENSION: "twice" }),
                "/put/x-retry-class: \"twice\" is not one of safe,",
            ),
            (
                "put",
                json!({ "operationId": "a", EXTENSION: 1 }),
                "/put/x-retry-class: must be a string, found 1",
            ),
            (
                "get",
                json!({ "operationId": "a", EXTENSION: "once" }),
                "/get/x-retry-class: a GET must be safe, found \"once\"",
            ),
        ] {
            let error = source(method, operation).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
    }
}
