//! Decodes the bodies of successful responses.

use progenitor_client::ResponseValue;
use reqwest::Response;
use serde::de::{DeserializeOwned, Error as _};
use serde_json::Value;

use crate::Error;

/// Decodes a body as JSON. The whole body is validated as UTF-8 once, which is faster than validating each string.
pub(crate) async fn decode<T: DeserializeOwned, E>(
    mut response: Response,
) -> Result<ResponseValue<T>, Error<E>> {
    let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
    let body = response.bytes().await.map_err(Error::ResponseBodyError)?;
    match from_slice(&body) {
        Ok(value) => Ok(ResponseValue::new(value, status, headers)),
        Err(error) => Err(Error::InvalidResponsePayload(body, error)),
    }
}

fn from_slice<T: DeserializeOwned>(body: &[u8]) -> serde_json::Result<T> {
    match std::str::from_utf8(body) {
        Ok(text) => serde_json::from_str(text),
        // The error of serde_json includes the line and the column of the invalid bytes. `T` is not decoded from bytes, because each
        // type would be compiled for both kinds of input.
        Err(error) => match serde_json::from_slice::<Value>(body) {
            Ok(_) => Err(serde_json::Error::custom(error)),
            Err(error) => Err(error),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn decoded(body: &'static [u8]) -> Result<Value, (Vec<u8>, String)> {
        let response = http::Response::builder().status(201).header("x-request-id", "r").body(body).unwrap();
        match decode::<Value, ()>(response.into()).await {
            Ok(value) => {
                assert_eq!(
                    (value.status().as_u16(), &value.headers()["x-request-id"]),
                    (201, &"r".parse().unwrap())
                );
                Ok(value.into_inner())
            }
            Err(Error::InvalidResponsePayload(body, error)) => Err((body.into(), error.to_string())),
            Err(error) => panic!("{error:?}"),
        }
    }

    #[tokio::test]
    async fn decodes_json() {
        assert_eq!(decoded("[\"é\\u00e9\"]".as_bytes()).await, Ok(Value::from(vec!["éé"])));
    }

    #[tokio::test]
    async fn errors_are_those_of_serde_json() {
        for body in
            [&b"[\"a\",\n\"\xff\"]"[..], b"\xef\xbb\xbf[]", b"[\"\xc3", b"{", b"", b"[] []", b"[\"\\ud800\"]"]
        {
            let expected = serde_json::from_slice::<Value>(body).unwrap_err().to_string();
            assert_eq!(decoded(body).await, Err((body.to_vec(), expected)));
        }
    }
}
