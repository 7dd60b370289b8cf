//! The site's first page.

use maud::{Markup, html};
use serde_json::Value;

use super::guides::Guide;
use super::layout;
use super::rust_docs::Crate;

pub(super) fn page(contract: &Value, guides: &[Guide], crates: &[Crate]) -> Markup {
    let version = contract["info"]["version"].as_str().unwrap_or_default();
    let content = html! {
        h1 { "blueshift" }
        p.lead { "A client for Blueshift's marketing API in Rust, and the contract that teams in other languages build on." }
        section {
            h2 { "The API" }
            ul.cards {
                li {
                    a href="reference/index.html" { "API reference" }
                    p { "Every operation, parameter, answer and error of the contract, version " (version) "." }
                }
                li {
                    a href="reference/blueshift.yaml" { "blueshift.yaml" }
                    p { "The contract itself, in OpenAPI 3.0; also as " a href="reference/blueshift.json" { "JSON" } "." }
                }
            }
        }
        section {
            h2 { "Guides" }
            ul.cards {
                @for guide in guides {
                    li {
                        a href=(guide.page) { (guide.title) }
                        p { code { (guide.source.display().to_string()) } }
                    }
                }
            }
        }
        section {
            h2 { "Rust docs" }
            ul.cards {
                @for one in crates {
                    li {
                        a href=(one.page) { (one.name) }
                        p { (one.description) "." }
                    }
                }
            }
        }
    };
    layout::page("blueshift", "", &[], content)
}
