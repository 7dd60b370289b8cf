//! The generated mocks: `crates/blueshift-httpmock/src/generated.rs`.

use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMethodCall, parse_quote};

use crate::generate;
use crate::lower::Lowered;

/// Generates the mocks.
///
/// # Errors
///
/// Names the part of the document that progenitor does not accept.
pub fn source(lowered: &Lowered) -> anyhow::Result<String> {
    let mut file =
        generate::generate(lowered, |generator, document| generator.httpmock(document, "::blueshift_api"))?;
    CompareAsSent.visit_file_mut(&mut file);
    Ok(generate::format(&file))
}

/// Makes the mocks compare parameters in the form in which the client sends them.
///
/// progenitor's mocks compare `value.to_string()`, but its client sends the serde form of a query value, and
/// percent-encodes a path segment.
struct CompareAsSent;

impl VisitMut for CompareAsSent {
    /// A path parameter is formatted into a regular expression: `format!("^/a/{}$", value.to_string())`.
    fn visit_macro_mut(&mut self, call: &mut syn::Macro) {
        let tokens = call.tokens.to_string();
        if call.path.is_ident("format") && tokens.ends_with("value . to_string ()") {
            let template = call.tokens.clone().into_iter().next();
            call.tokens = quote!(#template, crate::path_value(&value));
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
  /things/{id}/pause:
    patch:
      operationId: pause
      x-retry-class: transition
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: at, in: query, schema: { type: string, format: date-time } }
      responses: { '200': { description: Paused. } }
"#;
        let contract = Contract::parse(text.to_owned()).unwrap();
        let source = super::source(&lower(&contract, Purpose::Mocks).unwrap()).unwrap();
        // Formatting leaves spaces in the arguments of a macro.
        let source = source.replace(' ', "");
        for words in [
            r#"&format!("^/things/{}/pause$",crate::path_value(&value))"#,
            r#"query_param("at",crate::query_value(&value))"#,
            "value:&::blueshift_api::PathSegment",
        ] {
            assert!(source.contains(words), "{words}\n{source}");
        }
    }
}
