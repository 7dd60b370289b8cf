//! Fuzzes the check of the API key.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blueshift::{ApiKey, Error};
use bytes::Bytes;

use crate::client::{Server, block_on};

/// Checks that a key is either sent unchanged or refused with an error that contains no part of the key. The input is the key.
pub fn run(input: &[u8]) {
    let Ok(key) = std::str::from_utf8(input) else { return };
    let server = Server::new(http::Response::new(Bytes::from_static(b"{}")));
    let client = server.client(key).base_url("http://127.0.0.1").build();
    match (ApiKey::new(key), client) {
        (Ok(valid), Ok(client)) => {
            assert_eq!(format!("{valid:?}"), "ApiKey(hidden)");
            assert!(
                block_on(client.campaigns().get("a").send()).is_ok(),
                "the request with a valid key failed"
            );
            let requests = server.take_requests();
            let sent = requests.iter().filter_map(|request| request.headers().get("authorization"));
            let expected = format!("Basic {}", STANDARD.encode(format!("{key}:")));
            let expected = http::HeaderValue::from_str(&expected).ok();
            assert_eq!(sent.collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
        }
        (Err(refused), Err(error)) => {
            for text in [refused.to_string(), error.to_string(), format!("{refused:?}"), format!("{error:?}")]
            {
                assert!(is_known(&text), "{text:?}");
            }
        }
        (Ok(_), Err(error)) => panic!("the client refused a valid key: {error}"),
        (Err(error), Ok(_)) => panic!("the client accepted an invalid key: {error}"),
    }
}

/// Returns whether a text equals the message or the `Debug` output of the error of a known invalid key, apart from the position of
/// the invalid character. Such a text contains no part of the key.
fn is_known(text: &str) -> bool {
    let without_digits = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "");
    ["", ":", "\u{e9}", " ", "\u{7}"].iter().any(|key| {
        let Err(error) = ApiKey::new(*key) else { return false };
        let texts = [error.to_string(), format!("{error:?}")];
        let error = Error::from(error);
        let texts = texts.into_iter().chain([error.to_string(), format!("{error:?}")]);
        texts.into_iter().any(|known| without_digits(&known) == without_digits(text))
    })
}
