//! Options of `campaigns list` that determine how pages are read, against an in-process sandbox.

use blueshift_sandbox::{Builder, Fault, PageBase, Sandbox, Shape, Total};

use crate::command::{blueshift, runtime, stderr, stdout};

struct Listed {
    code: Option<i32>,
    campaigns: usize,
    stderr: String,
    requests: usize,
}

/// Lists the recurring campaigns of a sandbox.
fn list(builder: Builder, options: &str) -> Listed {
    let runtime = runtime();
    let sandbox = runtime.block_on(builder.api_key("key").start()).unwrap();
    let line = format!(
        "--max-retries 0 --base-url {} campaigns list --all-time --exec-term recurring --output ndjson {options}",
        sandbox.url()
    );
    let output = blueshift(&line).env("BLUESHIFT_API_KEY", "key").output().unwrap();
    Listed {
        code: output.status.code(),
        campaigns: stdout(&output).lines().count(),
        stderr: stderr(&output),
        requests: sandbox.requests().len(),
    }
}

#[test]
fn page_base_1_lists_all_campaigns_if_page_0_fails() {
    let builder = || Sandbox::builder().page_base(PageBase::One).fault(Fault::status(500).page(0));
    let failed = list(builder(), "");
    assert_eq!((failed.code, failed.campaigns), (Some(1), 0));
    assert!(failed.stderr.contains("--page-base 1"), "{}", failed.stderr);
    let listed = list(builder(), "--page-base 1");
    assert_eq!((listed.code, listed.stderr.as_str()), (Some(0), ""));
    assert!(listed.campaigns > 20, "{}", listed.campaigns);
    let refused = list(builder(), "--page-base 2");
    assert_eq!((refused.code, refused.requests), (Some(2), 0));
}

#[test]
fn ignore_total_accepts_a_total_that_is_too_large() {
    let builder = || Sandbox::builder().shape(Shape::Envelope).total(Total::TooLarge { by: 3 });
    let failed = list(builder(), "");
    assert_eq!(failed.code, Some(1));
    assert!(failed.stderr.contains("--ignore-total"), "{}", failed.stderr);
    let listed = list(builder(), "--ignore-total");
    assert_eq!((listed.code, listed.stderr.as_str()), (Some(0), ""));
    assert_eq!(listed.campaigns, failed.campaigns);
}

#[test]
fn verify_reads_the_list_at_least_twice() {
    let once = list(Sandbox::builder(), "--per-page 10");
    let twice = list(Sandbox::builder(), "--per-page 10 --verify");
    assert_eq!((twice.code, twice.campaigns), (Some(0), once.campaigns));
    // All pages with campaigns are requested again.
    assert!(
        twice.requests >= once.requests + once.campaigns / 10,
        "{} requests with --verify, {} without",
        twice.requests,
        once.requests
    );
}

#[test]
fn concurrency_is_bounded() {
    let refused = list(Sandbox::builder(), "--concurrency 65");
    assert_eq!((refused.code, refused.requests), (Some(2), 0));
    assert!(refused.stderr.contains("64"), "{}", refused.stderr);
    assert_eq!(list(Sandbox::builder(), "--concurrency 64").code, Some(0));
}
