//! What concerns the API as a whole.

use maud::{Markup, html};
use serde_json::Value;

use super::{described, entries, items, text};

pub(super) fn introduction(contract: &Value) -> Markup {
    let info = &contract["info"];
    html! {
        section #introduction {
            h1 { (text(info, "title")) }
            p.meta {
                span.badge { "version " (text(info, "version")) }
                a href="blueshift.yaml" { "blueshift.yaml" }
                a href="blueshift.json" { "blueshift.json" }
            }
            (described(info))
            h2 #servers { "Servers" }
            dl.wide-terms {
                @for server in items(contract, "servers") {
                    dt { code { (text(server, "url")) } }
                    dd { (described(server)) }
                }
            }
            h2 #authentication { "Authentication" }
            @for (_, scheme) in entries(&contract["components"], "securitySchemes") { (described(scheme)) }
        }
    }
}
