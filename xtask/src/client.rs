//! The generated client: `crates/blueshift-api/src/generated.rs`.

use quote::ToTokens;
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprLit, Lit, LitStr, Meta, parse_quote};

use crate::generate;
use crate::lower::Lowered;

/// Generates the client.
///
/// # Errors
///
/// Names the part of the document that progenitor does not accept.
pub fn source(lowered: &Lowered) -> anyhow::Result<String> {
    let mut file = generate::generate(lowered, |generator, document| generator.generate_tokens(document))?;
    derive_json_schema(generate::module(&mut file, "types")?);
    Reword.visit_file_mut(&mut file);
    Ok(generate::format(&file))
}

/// Derives `JsonSchema` for every type that is read from JSON, behind the feature `schemars`.
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

/// Rewords what progenitor writes for its users.
struct Reword;

impl VisitMut for Reword {
    /// Makes the example call in each operation's documentation plain text. progenitor marks it as Rust that is not
    /// run, which counts as an ignored test.
    fn visit_attribute_mut(&mut self, attribute: &mut syn::Attribute) {
        if let Meta::NameValue(pair) = &mut attribute.meta
            && pair.path.is_ident("doc")
            && let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &mut pair.value
        {
            *text = LitStr::new(&text.value().replace("```ignore", "```text"), text.span());
        }
    }

    /// Replaces "conversion to `:: blueshift_api :: PathSegment` for campaign_uuid failed", which names a Rust type
    /// but not the rule.
    fn visit_lit_str_mut(&mut self, text: &mut LitStr) {
        let value = text.value();
        let parts = value.strip_prefix("conversion to `").and_then(|rest| rest.split_once("` for "));
        if let Some((ty, rest)) = parts
            && let Some(parameter) = rest.strip_suffix(" failed")
        {
            let rule = match ty.rsplit(' ').next() {
                Some("PathSegment") => {
                    "must be a path segment: not empty, not \".\" or \"..\", and without slashes"
                }
                _ => "has a value that does not fit its type",
            };
            *text = LitStr::new(&format!("{parameter} {rule}"), text.span());
        }
    }
}
