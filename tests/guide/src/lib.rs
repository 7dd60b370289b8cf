//! The snippets of the guide in `docs/guide`, as doctests.

// A snippet that fails must fail its doctest.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::error::Error;
use std::time::Duration;

use blueshift::{Client, RetryPolicy};
use blueshift_sandbox::Sandbox;

/// Runs a snippet with a client of a sandbox, and the UUID of a launched event-triggered campaign.
///
/// # Panics
///
/// Panics if the snippet returns an error.
pub fn run(snippet: impl AsyncFnOnce(Client, String) -> Result<(), Box<dyn Error>>) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let sandbox = Sandbox::start().await.unwrap();
        let client = Client::builder(sandbox.api_key())
            .base_url(sandbox.url())
            .retry_policy(RetryPolicy::default().initial_backoff(Duration::from_millis(1)))
            .build()
            .unwrap();
        let campaigns =
            client.campaigns().list().exec_term("transactional").status("launched").archived(false);
        let campaign = campaigns.send().await.unwrap().items.remove(0);
        snippet(client, campaign.uuid).await.expect("the snippet returned an error");
    });
}

/// Runs a snippet with a blocking client of a sandbox.
///
/// # Panics
///
/// Panics if the snippet returns an error.
pub fn run_blocking(snippet: impl FnOnce(blueshift::blocking::Client) -> Result<(), Box<dyn Error>>) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let sandbox = runtime.block_on(Sandbox::start()).unwrap();
    let client = blueshift::blocking::Client::builder(sandbox.api_key()).base_url(sandbox.url());
    snippet(client.build().unwrap()).expect("the snippet returned an error");
}

macro_rules! pages {
    ($($name:ident $path:literal)*) => {$(
        #[cfg(doctest)]
        #[doc = include_str!(concat!("../../../docs/guide/", $path))]
        struct $name;
    )*};
}

pages! {
    Index "README.md"
    Install "install.md"
    FirstCall "first-call.md"
    RegionsAndKeys "regions-and-keys.md"
    Blocking "blocking.md"
    Listings "listings.md"
    Errors "errors.md"
    RetriesAndTime "retries-and-time.md"
    Writes "writes.md"
    ManyWrites "many-writes.md"
    Operations "operations.md"
    Testing "testing.md"
    Observability "observability.md"
    Command "command.md"
    OtherLanguages "other-languages.md"
    Comparison "comparison.md"
    Questions "questions.md"
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn every_page_is_tested() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let source = include_str!("lib.rs");
        let pages = std::fs::read_dir(root.join("../../docs/guide")).unwrap();
        let names: Vec<_> = pages.map(|page| page.unwrap().file_name().into_string().unwrap()).collect();
        assert!(names.len() > 10, "{names:?}");
        for name in names {
            assert!(source.contains(&format!(" \"{name}\"\n")), "{name} is not in the list of pages");
        }
    }

    /// A program cannot pass a meter of another version of opentelemetry to the library.
    #[test]
    fn opentelemetry_has_the_version_of_the_library() {
        let page = include_str!("../../../docs/guide/observability.md");
        let (_, version) = page.split_once("cargo add opentelemetry@").unwrap();
        let dependency = format!("\nopentelemetry = {{ version = \"{}.", version.lines().next().unwrap());
        assert!(include_str!("../../../Cargo.toml").contains(&dependency), "{dependency}");
    }
}
