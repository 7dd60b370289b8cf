//! Markdown as HTML, with headings that can be linked to.

use std::collections::HashMap;

use maud::{Markup, PreEscaped};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::layout::Part;

/// A rendered document.
pub(super) struct Rendered {
    pub(super) html: Markup,
    /// Its headings below the title.
    pub(super) parts: Vec<Part>,
}

/// Renders a document; `link` says where a link leads on this site.
pub(super) fn render(text: &str, link: impl Fn(&str) -> String) -> Rendered {
    let mut events: Vec<Event> =
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).collect();
    let parts = name_headings(&mut events);
    for event in &mut events {
        if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event {
            *dest_url = CowStr::from(link(dest_url));
        }
    }
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    // A wide table scrolls by itself instead of the whole page.
    let out = out.replace("<table>", "<div class=\"wide\"><table>").replace("</table>", "</table></div>");
    Rendered { html: PreEscaped(out), parts }
}

/// A description out of the contract, whose links lead where they say.
pub(super) fn description(text: &str) -> Markup {
    render(text, str::to_owned).html
}

/// Gives each heading an id made of its words, as code hosts do, and lists those below the title.
fn name_headings(events: &mut [Event]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut taken: HashMap<String, usize> = HashMap::new();
    for start in 0..events.len() {
        let Some(Event::Start(Tag::Heading { level, .. })) = events.get(start) else { continue };
        let level = *level;
        let inside = events.iter().skip(start + 1);
        let name: String = inside
            .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
            .filter_map(|event| match event {
                Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        let mut slug = slug(&name);
        let before = taken.entry(slug.clone()).or_default();
        *before += 1;
        if *before > 1 {
            slug = format!("{slug}-{}", *before - 1);
        }
        if level != HeadingLevel::H1 && level <= HeadingLevel::H3 {
            parts.push(Part::new(&slug, &name, level == HeadingLevel::H3));
        }
        if let Some(Event::Start(Tag::Heading { id, .. })) = events.get_mut(start) {
            *id = Some(CowStr::from(slug));
        }
    }
    parts
}

fn slug(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_can_be_linked_to_by_its_words() {
        let rendered =
            render("# Title\n\n## Page `through`, everything\n\n## Page through everything\n", str::to_owned);
        let ids: Vec<_> = rendered.parts.iter().map(|part| part.id.as_str()).collect();
        assert_eq!(ids, ["page-through-everything", "page-through-everything-1"]);
        assert!(
            rendered
                .html
                .into_string()
                .contains("<h2 id=\"page-through-everything\">Page <code>through</code>")
        );
    }

    #[test]
    fn links_are_led_elsewhere_and_tables_scroll() {
        let rendered = render("[a](b.md)\n\n| x |\n| - |\n| 1 |\n", |link| format!("{link}!"));
        let html = rendered.html.into_string();
        assert!(
            html.contains("<a href=\"b.md!\">") && html.contains("<div class=\"wide\"><table>"),
            "{html}"
        );
    }
}
