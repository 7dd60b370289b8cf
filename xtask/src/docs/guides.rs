//! Builds the guides: MkDocs Material renders Markdown files of the repository.

use std::path::{Component, Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use regex::{Captures, Regex};
use serde_json::{Value, json};

use super::rust_docs::Crate;
use crate::{files, python_tools};

/// The base URL of links to files that are not part of the site.
const REPOSITORY: &str = "https://github.com/blueshift-rs/blueshift/blob/main/";

/// Files that the guides link to and that are copied to the site.
const COPIED: [&str; 2] = ["openapi/blueshift.yaml", "openapi/blueshift.json"];

pub(super) fn build(
    root: &Path,
    target: &Path,
    site: &Path,
    packages: &Path,
    crates: &[Crate],
) -> anyhow::Result<()> {
    let bin = python_tools::install(&root.join("docs/site/requirements.txt"), &target.join("mkdocs"))?;
    let source = target.join("site-source");
    files::remove(&source)?;
    let guides = find(root)?;
    let pages = pages(&files::read(&root.join(CONTENTS))?, &guides)?;
    for guide in &guides {
        let text = adapt(&files::read(&root.join(guide))?, guide, &guides)?;
        files::write(&source.join(guide), &text)?;
    }
    for path in COPIED {
        files::write(&source.join(path), &files::read(&root.join(path))?)?;
    }
    // The search runs in a worker, which requires this script if a page is opened from the file system.
    let script = files::read(&packages.join("iframe-worker/shim/index.js"))?;
    files::write(&source.join("assets/iframe-worker.js"), &script)?;
    let settings = json!({
        "INHERIT": root.join("docs/site/mkdocs.yml"),
        "docs_dir": source,
        "site_dir": site,
        "nav": navigation(&guides, &pages, crates),
    });
    // JSON is valid YAML.
    let config = target.join("mkdocs.yml");
    files::write(&config, &settings.to_string())?;
    crate::programs::run(
        Command::new(bin.join("mkdocs")).args(["build", "--quiet", "--config-file"]).arg(&config),
    )
    .context("failed to build the guides")?;
    Ok(())
}

/// The table of contents of the guide, whose links define the order of the pages.
const CONTENTS: &str = "docs/guide/README.md";

/// Finds the Markdown files of the site: the files in the root directory, in `docs` and in `docs/guide`, and the READMEs of the
/// contract and of each crate.
fn find(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut guides = vec![PathBuf::from("openapi/README.md")];
    for directory in ["", "docs", "docs/guide"] {
        let markdown = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "md");
        guides.extend(files::list(&root.join(directory))?.into_iter().filter(markdown));
    }
    guides.extend(files::list(&root.join("crates"))?.into_iter().map(|path| path.join("README.md")));
    let relative = |path: PathBuf| path.strip_prefix(root).map_or(path.clone(), Path::to_owned);
    let mut guides: Vec<_> = guides.into_iter().map(relative).collect();
    guides.retain(|guide| root.join(guide).is_file());
    // The README in the root directory is the first page.
    guides.sort_by_key(|guide| (guide != Path::new("README.md"), guide.clone()));
    Ok(guides)
}

/// Returns the table of contents of the guide, followed by the pages that it links to, in the order of the links.
///
/// # Errors
///
/// Returns an error if a page of the guide is not linked from the table of contents.
fn pages(contents: &str, guides: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let directory = Path::new(CONTENTS).parent().unwrap_or(Path::new(""));
    let links = Regex::new(r"(?m)^\d+\. \[[^\]]*\]\(([^)]+)\)")?;
    let mut pages = vec![PathBuf::from(CONTENTS)];
    pages.extend(links.captures_iter(contents).map(|link| directory.join(&link[1])));
    let missing = guides.iter().find(|guide| guide.parent() == Some(directory) && !pages.contains(guide));
    match missing {
        Some(page) => anyhow::bail!("{CONTENTS} has no link to {}", page.display()),
        None => Ok(pages),
    }
}

fn navigation(guides: &[PathBuf], pages: &[PathBuf], crates: &[Crate]) -> Value {
    let (first, others) = guides.split_at(guides.len().min(1));
    let others: Vec<_> = others.iter().filter(|guide| !pages.contains(guide)).collect();
    // The table of contents is named explicitly, because the title of its page is also the name of the section.
    let guide = pages.iter().map(|page| match page == Path::new(CONTENTS) {
        true => json!({ "Contents": page }),
        false => json!(page),
    });
    let guide: Vec<_> = guide.collect();
    let rust: Vec<_> = crates.iter().map(|one| json!({ &one.name: one.page })).collect();
    json!([
        { "Overview": first.first() },
        { "Guide": guide },
        { "API reference": "reference/index.html" },
        { "More": others },
        { "Rust docs": rust },
    ])
}

/// Adapts Markdown to the site: links to files that are not part of the site refer to the repository, images from other hosts
/// and hidden lines of Rust code are removed, and code blocks get a language that the highlighter supports.
fn adapt(text: &str, guide: &Path, all: &[PathBuf]) -> anyhow::Result<String> {
    let images = Regex::new(r"\[!\[[^\]]*\]\(https?:[^)]*\)\]\([^)]*\)\n?|!\[[^\]]*\]\(https?:[^)]*\)\n?")?;
    let text = images.replace_all(text, "");
    let languages = Regex::new(r"(?m)^```rust,\S*$")?;
    let text = languages.replace_all(&text, "```rust");
    let text = without_hidden_lines(&text);
    let links = Regex::new(r"\]\(([^)\s]+)\)")?;
    Ok(links
        .replace_all(&text, |link: &Captures| format!("]({})", target(&link[1], guide, all)))
        .into_owned())
}

/// Removes the lines of Rust code that rustdoc hides.
fn without_hidden_lines(text: &str) -> String {
    let mut is_rust = false;
    let lines = text.split_inclusive('\n').filter(|line| {
        if line.starts_with("```") {
            is_rust = line.trim_end() == "```rust";
        }
        !(is_rust && (line.starts_with("# ") || line.trim_end() == "#"))
    });
    lines.collect()
}

fn target(link: &str, guide: &Path, all: &[PathBuf]) -> String {
    if link.starts_with('#') || link.contains(':') {
        return link.to_owned();
    }
    let (path, fragment) = link.split_at(link.find('#').unwrap_or(link.len()));
    let file = normalize(&guide.parent().unwrap_or(Path::new("")).join(path));
    if all.contains(&file) || COPIED.iter().any(|copied| file == Path::new(copied)) {
        return link.to_owned();
    }
    if all.contains(&file.join("README.md")) {
        return format!("{}/README.md{fragment}", path.trim_end_matches('/'));
    }
    format!("{REPOSITORY}{}{fragment}", file.display())
}

/// Resolves `.` and `..`.
fn normalize(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                normal.pop();
            }
            Component::CurDir => {}
            other => normal.push(other),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adapted(text: &str) -> String {
        let all = ["README.md", "openapi/README.md"].map(PathBuf::from);
        adapt(text, &all[1], &all).unwrap()
    }

    #[test]
    fn links_within_the_site_are_kept() {
        for link in [
            "[a](../README.md#paging)",
            "[a](blueshift.yaml)",
            "[a](#here)",
            "[a](https://example.com/x.md)",
            "[a](mailto:a@example.com)",
        ] {
            assert_eq!(adapted(link), link);
        }
        assert_eq!(adapted("[a](../openapi/)"), "[a](../openapi/README.md)");
    }

    #[test]
    fn other_links_point_to_the_repository() {
        let expected = format!("[a]({REPOSITORY}tests/languages/go#x) [b]({REPOSITORY}LICENSE-MIT)");
        assert_eq!(adapted("[a](../tests/languages/go#x) [b](../LICENSE-MIT)"), expected);
    }

    #[test]
    fn images_from_other_hosts_are_removed() {
        let badges = "# T\n\n[![ci](https://example.com/b.svg)](https://example.com)\n![b](https://example.com/c.svg)\nText.";
        assert_eq!(adapted(badges), "# T\n\nText.");
        assert_eq!(adapted("![local](a.png)"), format!("![local]({REPOSITORY}openapi/a.png)"));
    }

    #[test]
    fn attributes_of_rust_code_blocks_are_removed() {
        assert_eq!(adapted("```rust,no_run\nlet x;\n```"), "```rust\nlet x;\n```");
    }

    #[test]
    fn hidden_lines_of_rust_code_are_removed() {
        let shell = "# Title\n```sh\n# comment\n```\n";
        let text =
            format!("{shell}```rust\n# fn main() {{\n#[derive(Debug)]\nstruct X;\n#\n# }}\n```\n# Other\n");
        let expected = format!("{shell}```rust\n#[derive(Debug)]\nstruct X;\n```\n# Other\n");
        assert_eq!(adapted(&text), expected);
    }

    #[test]
    fn contents_define_the_order_of_pages() {
        let all = ["README.md", CONTENTS, "docs/guide/a.md", "docs/guide/b.md"].map(PathBuf::from);
        let found = pages("1. [B](b.md)\n2. [A](a.md)\n", &all).unwrap();
        assert_eq!(found, [CONTENTS, "docs/guide/b.md", "docs/guide/a.md"].map(PathBuf::from));
        let error = pages("1. [B](b.md)\n", &all).unwrap_err().to_string();
        assert_eq!(error, "docs/guide/README.md has no link to docs/guide/a.md");
    }
}
