//! The generated client: `crates/blueshift-api/src/generated.rs`.

use quote::ToTokens;
use syn::parse_quote;

use crate::generate;
use crate::lower::Lowered;

/// Generates the client.
pub fn source(lowered: &Lowered) -> anyhow::Result<String> {
    let mut file = generate::generate(lowered, |generator, document| generator.generate_tokens(document))?;
    derive_json_schema(generate::module(&mut file, "types")?);
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
