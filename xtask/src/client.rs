//! Generates the client: `crates/blueshift-api/src/generated.rs`.

use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprCall, ExprLit, Lit, LitStr, Meta, Stmt, parse_quote};

use crate::generate;
use crate::lower::Lowered;

/// Generates the client.
///
/// # Errors
///
/// Returns an error that names the part of the document that progenitor does not support.
pub fn source(lowered: &Lowered) -> anyhow::Result<String> {
    let mut file = generate::generate(lowered, |generator, document| generator.generate_tokens(document))?;
    derive_json_schema(generate::module(&mut file, "types")?);
    Reword.visit_file_mut(&mut file);
    ReplaceDecoding.visit_file_mut(&mut file);
    OmitApiVersion.visit_file_mut(&mut file);
    Ok(generate::format(&file))
}

/// Derives `JsonSchema` for every deserializable type, behind the feature `schemars`.
///
/// progenitor can add a derive, but not one that depends on a feature.
fn derive_json_schema(items: &mut [syn::Item]) {
    for item in items {
        let attributes = match item {
            syn::Item::Struct(item) => &mut item.attrs,
            syn::Item::Enum(item) => &mut item.attrs,
            _ => continue,
        };
        let derives_deserialize = |attribute: &syn::Attribute| {
            attribute.path().is_ident("derive")
                && attribute.to_token_stream().to_string().contains("Deserialize")
        };
        if attributes.iter().any(derives_deserialize) {
            attributes.push(parse_quote!(#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]));
        }
    }
}

/// Replaces progenitor's decoding of responses with that of `blueshift-api`.
struct ReplaceDecoding;

impl VisitMut for ReplaceDecoding {
    fn visit_expr_call_mut(&mut self, call: &mut ExprCall) {
        if call.func.to_token_stream().to_string() == "ResponseValue :: from_response" {
            *call.func = parse_quote!(crate::response::decode);
        }
        visit_mut::visit_expr_call_mut(self, call);
    }
}

/// Removes the header `api-version`, which progenitor adds to every request and Blueshift does not use.
struct OmitApiVersion;

impl VisitMut for OmitApiVersion {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let has_one_header = |statement: &Stmt| {
            let text = statement.to_token_stream().to_string();
            text.starts_with("let mut header_map") && text.contains("with_capacity (1usize)")
        };
        if block.stmts.iter().any(has_one_header) {
            block.stmts.retain(|statement| {
                !has_one_header(statement)
                    && !statement.to_token_stream().to_string().starts_with("header_map")
            });
            OmitHeaders.visit_block_mut(block);
        } else {
            block.stmts.retain(|statement| {
                let text = statement.to_token_stream().to_string();
                !(text.starts_with("header_map") && text.contains("api_version ()"))
            });
        }
        visit_mut::visit_block_mut(self, block);
    }
}

/// Removes `.headers(header_map)`.
struct OmitHeaders;

impl VisitMut for OmitHeaders {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if let Expr::MethodCall(call) = expression
            && call.method == "headers"
        {
            *expression = (*call.receiver).clone();
        }
    }
}

/// Rewords doc comments and error messages in the code that progenitor generates.
struct Reword;

impl VisitMut for Reword {
    /// Marks the example call in the documentation of each operation as plain text. progenitor marks it as Rust that is not
    /// run, which is reported as an ignored test.
    fn visit_attribute_mut(&mut self, attribute: &mut syn::Attribute) {
        if let Meta::NameValue(pair) = &mut attribute.meta
            && pair.path.is_ident("doc")
            && let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &mut pair.value
        {
            *text = LitStr::new(&text.value().replace("```ignore", "```text"), text.span());
        }
    }

    /// Replaces messages such as "conversion to `:: blueshift_api :: PathSegment` for campaign_uuid failed", which name a Rust
    /// type, with the rule for path segments, or with a general message for other types.
    fn visit_lit_str_mut(&mut self, text: &mut LitStr) {
        let value = text.value();
        let parts = value.strip_prefix("conversion to `").and_then(|rest| rest.split_once("` for "));
        if let Some((ty, rest)) = parts
            && let Some(parameter) = rest.strip_suffix(" failed")
        {
            let rule = match ty.rsplit(' ').next() {
                Some("PathSegment") => {
                    "must be a path segment: not empty, not \".\" or \"..\", and without slashes or backslashes"
                }
                _ => "has an invalid value",
            };
            *text = LitStr::new(&format!("{parameter} {rule}"), text.span());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::contract::Contract;
    use crate::lower::{Purpose, lower};

    #[test]
    fn replaces_decoding_and_omits_api_version() {
        let text = r#"
openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /things:
    get:
      operationId: list_things
      responses: { '200': { description: Things., content: { application/json: { schema: { type: array, items: { type: string } } } } } }
  /things/marked:
    get:
      operationId: list_marked
      parameters:
        - { name: mark, in: header, required: true, schema: { type: string } }
      responses: { '200': { description: Things., content: { application/json: { schema: { type: array, items: { type: string } } } } } }
"#;
        let contract = Contract::parse(text.to_owned()).unwrap();
        let source = super::source(&lower(&contract, Purpose::Client).unwrap()).unwrap();
        assert_eq!(source.matches("crate::response::decode(response)").count(), 2, "{source}");
        assert!(!source.contains("ResponseValue::from_response"), "{source}");
        assert!(!source.contains("from_static(\"api-version\")"), "{source}");
        // Other headers are kept.
        assert_eq!(source.matches(".headers(header_map)").count(), 1, "{source}");
        assert_eq!(source.matches("header_map.append(\"mark\"").count(), 1, "{source}");
    }
}
