//! gzip, for clients that ask for it.

use std::io::Write;

use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderValue, VARY};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Below this a header costs more than compression saves.
const WORTH_IT: usize = 256;

/// The body as it goes out, its headers adjusted.
pub(crate) fn compress(request: &HeaderMap, response: &mut HeaderMap, body: Bytes) -> Bytes {
    response.append(VARY, HeaderValue::from_static("accept-encoding"));
    if body.len() < WORTH_IT || response.contains_key(CONTENT_ENCODING) || !accepts_gzip(request) {
        return body;
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::fast());
    let Ok(compressed) = encoder.write_all(&body).and_then(|()| encoder.finish()) else {
        return body;
    };
    response.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    response.remove(CONTENT_LENGTH);
    compressed.into()
}

fn accepts_gzip(request: &HeaderMap) -> bool {
    request
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip") || name == "*");
            let quality = parts.find_map(|part| part.strip_prefix("q=")).unwrap_or("1");
            named && quality.parse().is_ok_and(|quality: f32| quality > 0.0)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(value: &'static str) -> bool {
        accepts_gzip(&HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(value))]))
    }

    #[test]
    fn gzip_is_used_only_when_it_is_asked_for() {
        assert!(accepts("gzip"));
        assert!(accepts("br, GZIP;q=0.5"));
        assert!(accepts("*"));
        assert!(!accepts("gzip;q=0"));
        assert!(!accepts("br, deflate"));
        assert!(!accepts_gzip(&HeaderMap::new()));
    }
}
