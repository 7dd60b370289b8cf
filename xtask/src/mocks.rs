//! Generates the mocks: `crates/blueshift-httpmock/src/generated.rs`.

use std::collections::HashMap;

use heck::ToPascalCase;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use serde_json::Value;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMethodCall, ItemImpl, LitStr, parse_quote};

use crate::contract::{self, METHODS, resolve};
use crate::generate;
use crate::lower::Lowered;

/// Generates the mocks.
///
/// # Errors
///
/// Returns an error that names the part of the document that progenitor does not support.
pub fn source(lowered: &Lowered) -> anyhow::Result<String> {
    let mut file =
        generate::generate(lowered, |generator, document| generator.httpmock(document, "::blueshift_api"))?;
    CompareAsSent { patterns: patterns(&lowered.value), current: Patterns::new() }.visit_file_mut(&mut file);
    Ok(generate::format(&file))
}

/// Changes the mocks to compare values in the format that the client sends.
///
/// progenitor's mocks compare `value.to_string()`, but its client sends the serde form of a query value, and percent-encodes a
/// path segment. In the path patterns of the mocks, `.` matches any character, and a parameter matches any segment, even if the
/// contract lists the values.
struct CompareAsSent {
    /// The patterns of each generated type for requests.
    patterns: HashMap<String, Patterns>,
    /// The patterns of the type that is being changed.
    current: Patterns,
}

/// Maps each path pattern of progenitor to the pattern that matches exactly the paths of the operation.
type Patterns = HashMap<String, String>;

/// Returns the patterns of each generated type for requests. Operations of the same path may accept different values of a
/// parameter.
fn patterns(document: &Value) -> HashMap<String, Patterns> {
    let mut patterns = HashMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for operation in METHODS.iter().filter_map(|method| item.get(*method)) {
            let id = operation["operationId"].as_str().unwrap_or_default();
            let parameters = contract::parameters(item, operation, document);
            patterns
                .insert(format!("{}When", id.to_pascal_case()), of_operation(path, &parameters, document));
        }
    }
    patterns
}

fn of_operation(path: &str, parameters: &[&Value], document: &Value) -> Patterns {
    let mut patterns = HashMap::new();
    // Parts with an even index are constant text, and parts with an odd index are parameter names.
    let parts: Vec<&str> = path.split(['{', '}']).collect();
    let pattern = |value: &dyn Fn(&str) -> String, constant: &dyn Fn(&str) -> String| {
        let parts = parts.iter().enumerate();
        let inner: String =
            parts.map(|(i, part)| if i.is_multiple_of(2) { constant(part) } else { value(part) }).collect();
        format!("^{inner}$")
    };
    let accepted = |name: &str| {
        let parameter = parameters.iter().find(|one| one["name"] == name && one["in"] == "path");
        let schema = parameter.map(|parameter| resolve(&parameter["schema"], document));
        match schema.and_then(|schema| schema["enum"].as_array()) {
            Some(values) => {
                let values = values.iter().filter_map(Value::as_str).map(regex::escape);
                format!("(?:{})", values.collect::<Vec<_>>().join("|"))
            }
            None => "[^/]+".to_owned(),
        }
    };
    let unescaped = |text: &str| text.to_owned();
    patterns.insert(
        pattern(&|_| "[^/]*".to_owned(), &unescaped),
        pattern(&accepted, &|text| regex::escape(text)),
    );
    for name in parts.iter().skip(1).step_by(2) {
        let given = |other: &str, else_: String| if other == *name { "{}".to_owned() } else { else_ };
        patterns.insert(
            pattern(&|other| given(other, ".*".to_owned()), &unescaped),
            pattern(&|other| given(other, accepted(other)), &|text| regex::escape(text)),
        );
    }
    patterns
}

impl VisitMut for CompareAsSent {
    fn visit_item_impl_mut(&mut self, item: &mut ItemImpl) {
        let name = item.self_ty.to_token_stream().to_string();
        self.current = self.patterns.get(&name).cloned().unwrap_or_default();
        visit_mut::visit_item_impl_mut(self, item);
        self.current.clear();
    }

    /// Replaces the value of a path parameter in a path pattern, such as `format!("^/a/{}$", value.to_string())`, with the form
    /// that the client sends.
    fn visit_macro_mut(&mut self, call: &mut syn::Macro) {
        let tokens = call.tokens.to_string();
        if call.path.is_ident("format") && tokens.ends_with("value . to_string ()") {
            let template: TokenStream = call.tokens.clone().into_iter().take(1).collect();
            if let Ok(mut template) = syn::parse2::<LitStr>(template) {
                self.visit_lit_str_mut(&mut template);
                call.tokens = quote!(#template, crate::path_value(&value));
            }
        }
    }

    fn visit_lit_str_mut(&mut self, text: &mut LitStr) {
        if let Some(pattern) = self.current.get(&text.value()) {
            *text = LitStr::new(pattern, text.span());
        }
    }

    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        if call.method == "query_param"
            && let Some(Expr::MethodCall(value)) = call.args.last()
            && value.method == "to_string"
        {
            let receiver = &value.receiver;
            let as_sent: Expr = parse_quote!(crate::query_value(&#receiver));
            if let Some(last) = call.args.last_mut() {
                *last = as_sent;
            }
        }
        visit_mut::visit_expr_method_call_mut(self, call);
    }
}

#[cfg(test)]
mod tests {
    use crate::contract::Contract;
    use crate::lower::{Purpose, lower};

    #[test]
    fn compares_parameters_as_the_client_sends_them() {
        let text = r#"
openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /things/{id}.json:
    patch:
      operationId: pause
      x-retry-class: transition
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: at, in: query, schema: { type: string, format: date-time } }
      responses: { '200': { description: Paused. } }
  /v1.0/{kind}/{id}:
    parameters:
      - { name: kind, in: path, required: true, schema: { type: string, enum: [one_time, a+b] } }
    post:
      operationId: make
      x-retry-class: once
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses: { '200': { description: Paused. } }
    get:
      operationId: show
      x-retry-class: safe
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: kind, in: path, required: true, schema: { type: string, enum: [other] } }
      responses: { '200': { description: Shown. } }
"#;
        let contract = Contract::parse(text.to_owned()).unwrap();
        let source = super::source(&lower(&contract, Purpose::Mocks).unwrap()).unwrap();
        // The formatter leaves spaces in macro arguments and breaks lines.
        let source = source.replace([' ', '\n'], "");
        for words in [
            r#"Regex::new("^/things/[^/]+\\.json$")"#,
            r#"&format!("^/things/{}\\.json$",crate::path_value(&value))"#,
            r#"Regex::new("^/v1\\.0/(?:one_time|a\\+b)/[^/]+$")"#,
            r#"&format!("^/v1\\.0/(?:one_time|a\\+b)/{}$",crate::path_value(&value))"#,
            r#"&format!("^/v1\\.0/{}/[^/]+$",crate::path_value(&value))"#,
            r#"Regex::new("^/v1\\.0/(?:other)/[^/]+$")"#,
            r#"&format!("^/v1\\.0/(?:other)/{}$",crate::path_value(&value))"#,
            r#"query_param("at",crate::query_value(&value))"#,
            "value:&::blueshift_api::PathSegment",
        ] {
            assert!(source.contains(words), "{words}\n{source}");
        }
    }
}
