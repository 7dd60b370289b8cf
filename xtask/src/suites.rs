//! Generates the tables for tests that iterate over the contract: `tests/generated.rs`.
//!
//! Rust code cannot look up a method by the name of an operation, so the calls to the typed mocks and to the client are
//! generated. The values are from the examples of the contract, and the assertions are in `tests/mocks.rs` and
//! `tests/json_schema.rs`.

use anyhow::Context;
use heck::{ToPascalCase, ToSnakeCase};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use serde_json::Value;
use syn::{FnArg, GenericParam, ImplItem, ImplItemFn, Item, ReturnType, Type, WherePredicate};

use crate::contract::METHODS;
use crate::generate;
use crate::open_enums;

/// Generates the tables from the contract and the generated mocks, which determine the type of each parameter.
///
/// # Errors
///
/// Returns an error that names the operation for which no call can be generated.
pub(crate) fn source(contract: &Value, mocks: &str) -> anyhow::Result<String> {
    let mut mocks = syn::parse_file(mocks)?;
    let module = generate::module(&mut mocks, "operations")?;
    let (mut operations, mut exchanges) = (Vec::new(), Vec::new());
    for item in contract["paths"].as_object().into_iter().flatten().map(|(_, item)| item) {
        for operation in METHODS.iter().filter_map(|method| item.get(*method)) {
            let id = operation["operationId"].as_str().context("an operation has no operationId")?;
            let names = parameter_names(item, operation, contract);
            operations.push(format_ident!("{id}"));
            exchanges.push(exchange(id, &names, module).with_context(|| format!("operation {id}"))?);
        }
    }
    let schemas = contract.pointer("/components/schemas").and_then(Value::as_object);
    let having = |key: &'static str| -> Vec<&String> {
        let found = schemas.into_iter().flatten().filter(|(_, schema)| schema.get(key).is_some());
        found.map(|(name, _)| name).collect()
    };
    let (open, closed) = (having(open_enums::EXTENSION), having("enum"));
    let idents = |names: &[&String]| names.iter().map(|name| format_ident!("{name}")).collect::<Vec<Ident>>();
    let (open_types, closed_types) = (idents(&open), idents(&closed));
    let file = syn::parse2(quote! {
        use blueshift_api::types::{self, *};
        use blueshift_httpmock::MockServerExt;
        use httpmock::MockServer;
        use schemars::{Schema, schema_for};

        use crate::mocks::{Examples, Exchange};

        /// Returns a mock and a request of the generated client for every operation, both with every parameter.
        pub(crate) fn exchanges<'a>(
            server: &'a MockServer,
            api: &'a blueshift_api::Client,
            examples: &Examples,
        ) -> Vec<Exchange<'a>> {
            vec![#(#operations(server, api, examples)),*]
        }

        #(#exchanges)*

        /// Returns the name, the known values and the JSON Schema of every open enum.
        pub(crate) fn open_enums() -> Vec<(&'static str, &'static [&'static str], Schema)> {
            vec![#((#open, #open_types::KNOWN, schema_for!(#open_types))),*]
        }

        /// Returns the name, a function that parses and prints a value, and the JSON Schema of every closed enum.
        #[allow(clippy::type_complexity)]
        pub(crate) fn closed_enums() -> Vec<(&'static str, fn(&str) -> Option<String>, Schema)> {
            vec![#((
                #closed,
                |text| text.parse::<#closed_types>().ok().map(|value| value.to_string()),
                schema_for!(#closed_types),
            )),*]
        }
    })?;
    Ok(generate::format(&file))
}

/// Returns the names of the parameters as sent.
fn parameter_names<'a>(item: &'a Value, operation: &'a Value, contract: &'a Value) -> Vec<&'a str> {
    let parameters = crate::contract::parameters(item, operation, contract);
    parameters.into_iter().filter_map(|parameter| parameter["name"].as_str()).collect()
}

/// Generates the mock and the request of one operation.
fn exchange(id: &str, names: &[&str], mocks: &[Item]) -> anyhow::Result<TokenStream> {
    let type_name = id.to_pascal_case();
    let (mut setters, mut values, mut as_expected) = (Vec::new(), Vec::new(), Vec::new());
    for setter in methods(mocks, &format!("{type_name}When")) {
        let (ident, ty) = (&setter.sig.ident, parameter_type(setter)?);
        let read = match names.iter().find(|name| ident == &name.to_snake_case()) {
            Some(name) => quote!(parameter(#id, #name)),
            None if ident == "body" => quote!(body(#id)),
            None => anyhow::bail!("no parameter has the name {ident}"),
        };
        let value = format_ident!("{ident}_value");
        let (owned, expected) = match &ty {
            Type::Reference(reference) if reference.elem.to_token_stream().to_string() == "str" => {
                (quote!(String), quote!(#value.as_str()))
            }
            Type::Reference(reference) => {
                let ty = &reference.elem;
                (quote!(#ty), quote!(&#value))
            }
            other => (quote!(#other), quote!(#value)),
        };
        setters.push(ident.clone());
        values.push(quote!(let #value: #owned = examples.#read;));
        as_expected.push((value, expected));
    }
    let thens = methods(mocks, &format!("{type_name}Then"));
    let is_success = |then: &&ImplItemFn| then.block.to_token_stream().to_string().contains("status (2");
    let success = thens.into_iter().find(is_success).context("the mock has no success response")?;
    let (success, response) = (&success.sig.ident, parameter_type(success)?);
    let Type::Reference(response) = response else { anyhow::bail!("the success response has no body") };
    let response = &response.elem;
    let operation = format_ident!("{id}");
    let (values_sent, expected): (Vec<_>, Vec<_>) = as_expected.into_iter().unzip();
    Ok(quote! {
        fn #operation<'a>(
            server: &'a MockServer,
            api: &'a blueshift_api::Client,
            examples: &Examples,
        ) -> Exchange<'a> {
            #(#values)*
            let response: #response = examples.response(#id);
            let mock = server.#operation(|when, then| {
                let when = when #(.#setters(#expected))*;
                let then = then.#success(&response);
                drop((when, then));
            });
            let sent = api.#operation() #(.#setters(#values_sent))* .send();
            Exchange::new(#id, mock, sent, response)
        }
    })
}

/// Returns the setters of a generated type: the methods that take a value and return `Self`.
fn methods<'a>(items: &'a [Item], name: &str) -> Vec<&'a ImplItemFn> {
    let blocks = items.iter().filter_map(|item| match item {
        Item::Impl(block) if block.self_ty.to_token_stream().to_string() == name => Some(block),
        _ => None,
    });
    let functions = blocks.flat_map(|block| &block.items).filter_map(|item| match item {
        ImplItem::Fn(function) => Some(function),
        _ => None,
    });
    functions
        .filter(|function| {
            let returns = match &function.sig.output {
                ReturnType::Type(_, ty) => ty.to_token_stream().to_string(),
                ReturnType::Default => String::new(),
            };
            let has_self = matches!(function.sig.inputs.first(), Some(FnArg::Receiver(_)));
            returns == "Self" && has_self && function.sig.inputs.len() == 2
        })
        .collect()
}

/// Returns the type of a setter's value: `X` for `value: X`, and for `value: T` where `T: Into<Option<X>>`.
fn parameter_type(setter: &ImplItemFn) -> anyhow::Result<Type> {
    let Some(FnArg::Typed(value)) = setter.sig.inputs.last() else {
        anyhow::bail!("{} takes no value", setter.sig.ident)
    };
    let generics = &setter.sig.generics;
    let is_generic = generics.params.iter().any(|parameter| {
        matches!(parameter, GenericParam::Type(ty) if ty.ident == value.ty.to_token_stream().to_string())
    });
    if !is_generic {
        return Ok((*value.ty).clone());
    }
    let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let bound = predicates.filter_map(|predicate| match predicate {
        WherePredicate::Type(ty) => ty.bounds.first(),
        _ => None,
    });
    let bound = bound.map(|bound| bound.to_token_stream().to_string()).next().unwrap_or_default();
    let inner = bound.strip_prefix("Into < Option < ").and_then(|rest| rest.strip_suffix(" > >"));
    let inner = inner.with_context(|| format!("{}: unexpected bound {bound}", setter.sig.ident))?;
    Ok(syn::parse_str(inner)?)
}
