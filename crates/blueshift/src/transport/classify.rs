//! Classifies responses and errors as retryable or not.

use std::error::Error as StdError;
use std::io;

use reqwest::{Method, StatusCode};

use super::body_limit::too_large;
use blueshift_api::RetryClass;

/// Returns whether a request can be retried after this status: 425, 429, or a 5xx other than 501.
///
/// The retry guidance of the API reference recommends retries after 429 and 5xx. Status 501 is permanent. After 425, the same
/// request may be sent again (RFC 8470).
pub(crate) fn is_retryable_status(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS
        || status == StatusCode::TOO_EARLY
        || (status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED)
}

/// Returns the class of a request that belongs to no operation, according to its method (RFC 9110, section 9.2.2).
pub(crate) fn class_of_method(method: &Method) -> RetryClass {
    match *method {
        Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE => RetryClass::Safe,
        Method::PUT | Method::DELETE => RetryClass::Idempotent,
        _ => RetryClass::Once,
    }
}

/// Returns whether a request of this class may be sent again although the server may have applied it.
pub(crate) fn may_repeat(class: RetryClass) -> bool {
    match class {
        RetryClass::Safe | RetryClass::Idempotent | RetryClass::Keyed => true,
        RetryClass::Once | RetryClass::Transition | RetryClass::OncePerChunk => false,
        // An unknown class is treated like the strictest one.
        _ => false,
    }
}

/// Returns whether a request can be retried after this error: a timeout, a failed or lost connection, or a truncated body.
///
/// TLS errors, invalid URLs, redirect errors, responses that are not HTTP, bodies that are too large, and complete bodies that
/// cannot be decompressed are not retried, because a retry would fail in the same way.
pub(crate) fn is_retryable_error(error: &reqwest::Error) -> bool {
    if error.is_timeout() {
        return true;
    }
    if error.is_builder() || error.is_redirect() || too_large(error).is_some() {
        return false;
    }
    if let Some(error) = find::<hyper::Error>(error) {
        return !error.is_parse() && !error.is_user();
    }
    if error.is_connect() {
        return error.is_dns()
            || find::<io::Error>(error).is_some_and(|error| is_network_error(error.kind()));
    }
    false
}

/// Returns whether the request was not sent, because it could not be built or no connection could be established.
pub(crate) fn is_not_sent(error: &reqwest::Error) -> bool {
    error.is_builder() || error.is_connect()
}

/// Returns whether this is a network error. TLS errors (`InvalidData`) are not.
fn is_network_error(kind: io::ErrorKind) -> bool {
    use io::ErrorKind as K;
    matches!(
        kind,
        K::ConnectionRefused
            | K::ConnectionReset
            | K::ConnectionAborted
            | K::HostUnreachable
            | K::NetworkUnreachable
            | K::NetworkDown
            | K::NotConnected
            | K::AddrNotAvailable
            | K::BrokenPipe
            | K::TimedOut
            | K::UnexpectedEof
            | K::Interrupted
            | K::WouldBlock
            | K::ResourceBusy
    )
}

/// Returns the first error of type `T` in the source chain.
pub(super) fn find<'a, T: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a T> {
    let mut link = Some(error);
    while let Some(error) = link {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        link = error.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_425_429_and_5xx_except_501() {
        let retried: Vec<u16> =
            (100..600).filter(|status| is_retryable_status(StatusCode::from_u16(*status).unwrap())).collect();
        let expected: Vec<u16> = [425, 429, 500].into_iter().chain(502..600).collect();
        assert_eq!(retried, expected);
    }

    #[test]
    fn classifies_requests_without_an_operation_by_method() {
        let repeated = [Method::GET, Method::HEAD, Method::OPTIONS, Method::PUT, Method::DELETE];
        assert!(repeated.iter().all(|method| may_repeat(class_of_method(method))));
        assert!(![Method::POST, Method::PATCH].iter().any(|method| may_repeat(class_of_method(method))));
    }
}
