//! Fuzzes tokens that resume a listing.

use std::collections::BTreeSet;

use blueshift::stub::Stub;
use blueshift::{Campaign, Continuation, RetryPolicy};
use bytes::Bytes;
use futures_util::StreamExt;

use crate::client::{Server, block_on};

/// Checks that any token can be used without a panic, and that an interrupted listing can be resumed.
///
/// The input is a token in JSON, or three bytes: the length of a list, the page size, and the number of campaigns before the
/// interruption.
pub fn run(input: &[u8]) {
    match input {
        [size, per_page, read] => interrupted(usize::from(*size), u64::from(*per_page), usize::from(*read)),
        _ => {
            if let Ok(token) = serde_json::from_slice::<Continuation>(input) {
                resumed(&token);
            }
        }
    }
}

/// Checks that resuming a listing with any token returns an error or a listing that ends.
fn resumed(token: &Continuation) {
    let written = serde_json::to_string(token).unwrap_or_default();
    assert_eq!(serde_json::from_str::<Continuation>(&written).ok().as_ref(), Some(token), "{written}");
    let server = Server::new(http::Response::new(Bytes::from_static(b"[]")));
    let client = server.client_with(RetryPolicy::none());
    if let Ok(listing) = client.campaigns().resume(token) {
        let items = block_on(listing.stream().take(2).collect::<Vec<_>>());
        assert!(items.iter().all(Result::is_err) && items.len() <= 1, "{written}: {items:?}");
        assert!(server.take_requests().len() < 100, "{written}");
    }
}

/// Checks that a listing that is interrupted and resumed with its token yields every campaign once.
fn interrupted(size: usize, per_page: u64, read: usize) {
    let all: BTreeSet<String> = (0..size).map(|number| format!("c{number}")).collect();
    let stub = Stub::new().campaigns(all.iter().map(Campaign::new));
    let Ok(client) = stub.client() else { unreachable!("the stub is valid") };
    let mut first = client.campaigns().list().per_page(per_page.max(1)).stream();
    let listed = block_on(first.by_ref().take(read).collect::<Vec<_>>());
    let token = first.continuation().map(|token| serde_json::to_string(&token).unwrap_or_default());
    let token = token.and_then(|token| serde_json::from_str::<Continuation>(&token).ok());
    let Some(token) = token else { panic!("the listing has no token after {} campaigns", listed.len()) };
    let Ok(rest) = client.campaigns().resume(&token) else { panic!("the token was refused") };
    let rest = block_on(rest.stream().collect::<Vec<_>>());
    let uuids: Vec<_> = listed
        .into_iter()
        .chain(rest)
        .map(|item| item.map(|campaign| campaign.uuid).unwrap_or_default())
        .collect();
    assert_eq!(
        uuids.len(),
        size,
        "the listing requested {per_page} campaigns per page and was interrupted after {read}"
    );
    assert_eq!(uuids.into_iter().collect::<BTreeSet<_>>(), all);
}
