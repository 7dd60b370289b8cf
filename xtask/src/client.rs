//! The generated client: `crates/blueshift-api/src/generated.rs`.

use quote::ToTokens;
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprLit, Lit, LitStr, Meta, parse_quote};

use crate::generate;
use crate::lower::Lowered;

/// Generates the client.
pub fn source(lowered: &Lowered) -> anyhow::Result<String> {
    let mut file = generate::generate(lowered, |generator, document| generator.generate_tokens(document))?;
    derive_json_schema(generate::module(&mut file, "types")?);
    SketchesAreText.visit_file_mut(&mut file);
    Ok(generate::format(&file))
}

/// Lets every type that is read from JSON tell its JSON Schema, behind the feature `schemars`.
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

/// Makes the sketch of a call in each operation's documentation plain text.
///
/// progenitor marks it as Rust that is not to be run, which counts as a test that is ignored.
struct SketchesAreText;

impl VisitMut for SketchesAreText {
    fn visit_attribute_mut(&mut self, attribute: &mut syn::Attribute) {
        if let Meta::NameValue(pair) = &mut attribute.meta
            && pair.path.is_ident("doc")
            && let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &mut pair.value
        {
            *text = LitStr::new(&text.value().replace("```ignore", "```text"), text.span());
        }
    }
}
