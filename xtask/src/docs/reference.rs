//! Builds the API reference: a page with the contract and the script of Scalar.

use std::path::Path;

use anyhow::Context;

use crate::contract::Contract;
use crate::files;

pub(super) fn build(root: &Path, site: &Path, packages: &Path, contract: &Contract) -> anyhow::Result<()> {
    let script = files::read(&packages.join("@scalar/api-reference/dist/browser/standalone.js"))?;
    let template = files::read(&root.join("docs/site/reference.html"))?;
    files::write(&site.join("reference/scalar.js"), &script)?;
    files::write(&site.join("reference/index.html"), &page(&template, contract)?)
}

fn page(template: &str, contract: &Contract) -> anyhow::Result<String> {
    let (before, after) =
        template.split_once("{{contract}}").context("docs/site/reference.html has no {{contract}}")?;
    // `</script>` within a string of the document would end the element.
    let document = contract.value.to_string().replace("</", "<\\/");
    Ok(format!("{before}{document}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_cannot_end_the_script_element() {
        let text = include_str!("../../../openapi/blueshift.yaml").to_owned();
        let mut contract = Contract::parse(text).unwrap();
        contract.value["info"]["description"] = "</script><b>".into();
        let page = page("<script>{{contract}}</script>", &contract).unwrap();
        assert_eq!(page.matches("</script>").count(), 1);
        let json = page.trim_start_matches("<script>").trim_end_matches("</script>");
        let document: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(document, contract.value);
    }
}
