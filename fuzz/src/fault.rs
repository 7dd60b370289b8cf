//! Fuzzes the text and JSON forms of a fault, and its effect on requests.

use std::cell::RefCell;
use std::time::Duration;

use blueshift_sandbox::{Fault, Sandbox};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::client::block_on;

/// Checks that a fault round-trips through JSON, and that a sandbox with the fault sends an HTTP response or nothing.
///
/// The input is a fault in its text or JSON form.
pub fn run(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let from_text = text.parse::<Fault>();
    let from_json = serde_json::from_str::<Fault>(text);
    for fault in [from_text.ok(), from_json.ok()].into_iter().flatten() {
        let json = serde_json::to_string(&fault).unwrap_or_default();
        let again = serde_json::from_str::<Fault>(&json);
        assert_eq!(again.ok().as_ref(), Some(&fault), "{text:?} became {json}");
        block_on(apply(fault));
    }
}

thread_local! {
    static SANDBOX: RefCell<(Option<Sandbox>, usize)> = const { RefCell::new((None, 0)) };
}

/// Sends two requests to a sandbox with the fault. With libFuzzer, a panic in the sandbox aborts the process. In a test, such a
/// panic only closes the connection.
async fn apply(fault: Fault) {
    // Faults change the campaigns of a sandbox, so it is replaced after 200 faults.
    let (sandbox, count) = SANDBOX.take();
    let sandbox = match sandbox.filter(|_| count % 200 != 0) {
        Some(sandbox) => sandbox,
        None => match Sandbox::builder().campaigns(20).start().await {
            Ok(sandbox) => sandbox,
            Err(error) => panic!("{error}"),
        },
    };
    let is_huge = serde_json::to_value(&fault).is_ok_and(|fault| fault["inserts"].as_u64() > Some(1_000));
    if !is_huge {
        sandbox.faults().set([fault]);
        for line in ["GET /api/v2/campaigns.json?per_page=2&page=1", "PUT /api/v1/campaigns/a/archive"] {
            let request = format!(
                "{line} HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\nconnection: close\r\n\
                 authorization: Basic c2FuZGJveC1rZXk6\r\n\r\n"
            );
            let mut connection = sandbox.connect();
            let mut response = Vec::new();
            let exchange = async {
                connection.write_all(request.as_bytes()).await?;
                connection.read_to_end(&mut response).await
            };
            // A fault may delay the response for an arbitrarily long time.
            let _ = tokio::time::timeout(Duration::from_secs(3_600), exchange).await;
            assert!(response.is_empty() || response.starts_with(b"HTTP/1.1 "), "{response:?}");
        }
        sandbox.faults().clear();
        let campaigns = sandbox.campaigns();
        assert!(campaigns > 0 || count > 0, "the sandbox has no campaigns");
    }
    SANDBOX.set((Some(sandbox), count + 1));
}
