//! The guides: the repository's own Markdown, as pages that link to one another.

use std::path::{Component, Path, PathBuf};

use anyhow::Context;
use maud::{Markup, html};

use super::layout;
use super::markdown;

/// Where a link to a file leads that is not part of the site.
const REPOSITORY: &str = "https://github.com/blueshift-rs/blueshift/blob/main/";

/// A guide and its page.
pub(super) struct Guide {
    /// Where its text lies, from the workspace's root.
    pub(super) source: PathBuf,
    /// Its page, from the site's top.
    pub(super) page: String,
    pub(super) title: String,
}

/// Finds all guides: the READMEs, and whatever lies in `docs`.
pub(super) fn find(root: &Path) -> anyhow::Result<Vec<Guide>> {
    let mut sources = vec![
        ("README.md".to_owned(), "overview".to_owned()),
        ("openapi/README.md".to_owned(), "contract".to_owned()),
    ];
    for folder in ["crates", "docs"] {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else { continue };
        for entry in entries {
            let path = entry.with_context(|| format!("cannot read {folder}"))?.path();
            let Some(name) = path.file_stem().and_then(|name| name.to_str()) else { continue };
            if path.extension().is_some_and(|extension| extension == "md") {
                sources.push((format!("{folder}/{name}.md"), name.to_lowercase()));
            } else if path.join("README.md").is_file() {
                sources.push((format!("{folder}/{name}/README.md"), name.to_owned()));
            }
        }
    }
    // Folders are read in any order, and a site must not change from one build to the next.
    sources.sort_by_key(|(source, _)| (source.contains('/'), source.clone()));
    sources.retain(|(source, _)| root.join(source).is_file());
    let guide = |(source, name): (String, String)| -> anyhow::Result<Guide> {
        let text = read(&root.join(&source))?;
        let title = text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or(&name);
        Ok(Guide { page: format!("guides/{name}.html"), title: title.to_owned(), source: source.into() })
    };
    sources.into_iter().map(guide).collect()
}

pub(super) fn page(root: &Path, guide: &Guide, all: &[Guide]) -> anyhow::Result<Markup> {
    let text = read(&root.join(&guide.source))?;
    let rendered = markdown::render(&text, |link| lead(link, guide, all));
    let content = html! { article.guide { (rendered.html) } };
    Ok(layout::page(&format!("{} · blueshift", guide.title), "../", &rendered.parts, content))
}

/// Where a link of a guide leads: to another guide, to what else is on the site, or to the repository.
fn lead(link: &str, from: &Guide, all: &[Guide]) -> String {
    if link.starts_with('#') || link.contains("://") || link.starts_with("mailto:") {
        return link.to_owned();
    }
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
    let target = normal(&from.source.parent().unwrap_or(Path::new("")).join(path));
    let known = |guide: &&Guide| guide.source == target || guide.source == target.join("README.md");
    if let Some(guide) = all.iter().find(known) {
        return format!("../{}{fragment}", guide.page);
    }
    match target.to_str() {
        Some("openapi/blueshift.yaml") => "../reference/blueshift.yaml".to_owned(),
        Some("openapi/blueshift.json") => "../reference/blueshift.json".to_owned(),
        _ => format!("{REPOSITORY}{}{fragment}", target.display()),
    }
}

/// The path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_page_to_the_site_or_to_the_repository() {
        let guide = |source: &str, page: &str| Guide {
            source: source.into(),
            page: page.to_owned(),
            title: String::new(),
        };
        let all =
            [guide("README.md", "guides/overview.html"), guide("openapi/README.md", "guides/contract.html")];
        let from = &all[1];
        assert_eq!(lead("../README.md#paging", from, &all), "../guides/overview.html#paging");
        assert_eq!(lead("blueshift.yaml", from, &all), "../reference/blueshift.yaml");
        assert_eq!(lead("../tests/languages/go", from, &all), format!("{REPOSITORY}tests/languages/go"));
        assert_eq!(lead("openapi", &all[0], &all), "../guides/contract.html");
        assert_eq!(lead("https://example.com/x.md", from, &all), "https://example.com/x.md");
        assert_eq!(lead("#here", from, &all), "#here");
    }
}
