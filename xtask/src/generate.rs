//! Runs progenitor. If progenitor does not support the document, the error names the unsupported part.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use anyhow::{anyhow, bail};
use openapiv3::{OpenAPI, ReferenceOr, Schema};
use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator, InterfaceStyle, TypeImpl};
use quote::quote;
use schemars08::schema::{InstanceType, SchemaObject};

use crate::contract::escape;
use crate::lower::{Lowered, PATH_SEGMENT};

/// Returns the settings of the client and the mocks, which use the same types.
fn settings(lowered: &Lowered) -> GenerationSettings {
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_hooks(progenitor::HooksMode::Expected)
        .with_inner_type(quote! { crate::Transport })
        .with_map_type("::std::collections::BTreeMap");
    for (schema, rust) in &lowered.replacements {
        let implements = if lowered.open_enums.iter().any(|e| e.name == *schema) {
            vec![TypeImpl::Display, TypeImpl::FromStr, TypeImpl::FromStringIrrefutable]
        } else if schema == PATH_SEGMENT {
            vec![TypeImpl::Display, TypeImpl::FromStr]
        } else {
            Vec::new()
        };
        settings.with_replacement(schema, rust, implements.into_iter());
    }
    let timestamp = SchemaObject {
        instance_type: Some(InstanceType::String.into()),
        format: Some("date-time".to_owned()),
        ..SchemaObject::default()
    };
    settings.with_conversion(
        timestamp,
        "::jiff::Timestamp",
        [TypeImpl::Display, TypeImpl::FromStr].into_iter(),
    );
    settings
}

/// A function that runs progenitor.
pub(crate) type Generate = fn(&mut Generator, &OpenAPI) -> Result<TokenStream, progenitor::Error>;

/// Runs progenitor over the lowered document and parses its output.
pub(crate) fn generate(lowered: &Lowered, run: Generate) -> anyhow::Result<syn::File> {
    let settings = settings(lowered);
    let tokens = attempt(&settings, &lowered.document, run)
        .map_err(|why| locate_error(&settings, lowered, run, &why))?;
    Ok(syn::parse2(tokens)?)
}

/// Formats a generated file, with a comment that names its source.
pub(crate) fn format(file: &syn::File) -> String {
    format!(
        "// Generated from {} by `cargo xtask codegen`. Do not edit: change the contract and run it again.\n\n{}",
        crate::contract::PATH,
        prettyplease::unparse(file)
    )
}

/// Runs the generator once. A panic is returned as an error.
fn attempt(settings: &GenerationSettings, document: &OpenAPI, run: Generate) -> Result<TokenStream, String> {
    thread_local!(static PANIC: RefCell<String> = const { RefCell::new(String::new()) });
    // The panic hook is global, so only one run is allowed at a time.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let before = panic::take_hook();
    panic::set_hook(Box::new(|info| PANIC.with_borrow_mut(|text| *text = info.to_string())));
    let result = panic::catch_unwind(AssertUnwindSafe(|| run(&mut Generator::new(settings), document)));
    panic::set_hook(before);
    match result {
        Ok(Ok(tokens)) => Ok(tokens),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(PANIC.take()),
    }
}

/// Finds the part that progenitor does not support, by trying each schema and then each path.
fn locate_error(settings: &GenerationSettings, lowered: &Lowered, run: Generate, why: &str) -> anyhow::Error {
    let whole = &lowered.document;
    let mut schemas_only = whole.clone();
    schemas_only.paths.paths.clear();
    if attempt(settings, &schemas_only, run).is_err() {
        for name in whole.components.iter().flat_map(|c| c.schemas.keys()) {
            let mut alone = schemas_only.clone();
            for (other, schema) in alone.components.iter_mut().flat_map(|c| c.schemas.iter_mut()) {
                if other != name {
                    *schema = ReferenceOr::Item(Schema {
                        schema_data: Default::default(),
                        schema_kind: openapiv3::SchemaKind::Type(openapiv3::Type::Object(Default::default())),
                    });
                }
            }
            if let Err(why) = attempt(settings, &alone, run) {
                return anyhow!(
                    "#/components/schemas/{}: progenitor does not support this schema: {why}",
                    escape(name)
                );
            }
        }
    }
    for path in whole.paths.paths.keys() {
        let mut alone = whole.clone();
        alone.paths.paths.retain(|other, _| other == path);
        if let Err(why) = attempt(settings, &alone, run) {
            return anyhow!("#/paths/{}: progenitor does not support this path: {why}", escape(path));
        }
    }
    anyhow!("#: progenitor does not support the document: {why}")
}

/// Returns the items of a module of a generated file.
pub(crate) fn module<'a>(file: &'a mut syn::File, name: &str) -> anyhow::Result<&'a mut Vec<syn::Item>> {
    for item in &mut file.items {
        if let syn::Item::Mod(module) = item
            && module.ident == name
            && let Some((_, items)) = &mut module.content
        {
            return Ok(items);
        }
    }
    bail!("progenitor generated no module {name}")
}
