//! What all pages have in common.

use maud::{DOCTYPE, Markup, html};

/// A page with a list of its own parts at its side. `up` leads from the page to the site's top, as in `../`.
pub(super) fn page(title: &str, up: &str, parts: &[Part], content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                // An icon of its own, so that no browser asks a server for one.
                link rel="icon" href="data:,";
                link rel="stylesheet" href={ (up) "site.css" };
                title { (title) }
            }
            body {
                header.top {
                    a.brand href={ (up) "index.html" } { "blueshift" }
                    nav aria-label="Site" {
                        a href={ (up) "reference/index.html" } { "API reference" }
                        a href={ (up) "guides/contract.html" } { "Other languages" }
                        a href={ (up) "rust/blueshift/index.html" } { "Rust docs" }
                    }
                }
                div.columns {
                    @if !parts.is_empty() {
                        nav.parts aria-label="On this page" {
                            ul {
                                @for part in parts {
                                    li.inner[part.inner] { a href={ "#" (part.id) } { (part.name) } }
                                }
                            }
                        }
                    }
                    main { (content) }
                }
            }
        }
    }
}

/// An entry of a page's list of parts.
pub(super) struct Part {
    pub(super) id: String,
    pub(super) name: String,
    /// Whether it lies within the part before.
    pub(super) inner: bool,
}

impl Part {
    pub(super) fn new(id: &str, name: &str, inner: bool) -> Self {
        Self { id: id.to_owned(), name: name.to_owned(), inner }
    }
}
