//! What may be tried again.

use std::error::Error as StdError;
use std::io;

use reqwest::{Method, StatusCode};

use super::body_limit::too_large;

/// 429 and every 5xx, as the reference's retry guidance says, but 501: what is not implemented stays so.
pub(crate) fn is_retryable_status(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS
        || (status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED)
}

/// Methods that may be sent twice without harm (RFC 9110, section 9.2.2).
pub(crate) fn is_idempotent(method: &Method) -> bool {
    matches!(
        *method,
        Method::GET | Method::HEAD | Method::OPTIONS | Method::PUT | Method::DELETE | Method::TRACE
    )
}

/// Timeouts, connections that fail or break, and bodies cut off; not TLS or URL faults, answers that are not HTTP,
/// bodies that are too large, or bodies that came whole and cannot be unpacked: they would come again.
pub(crate) fn is_retryable_error(error: &reqwest::Error) -> bool {
    if error.is_timeout() {
        return true;
    }
    if error.is_builder() || error.is_redirect() || too_large(error).is_some() {
        return false;
    }
    if let Some(fault) = find::<hyper::Error>(error) {
        return !fault.is_parse() && !fault.is_user();
    }
    if error.is_connect() {
        return error.is_dns()
            || find::<io::Error>(error).is_some_and(|fault| is_network_fault(fault.kind()));
    }
    false
}

/// Whether this is a fault of the network rather than of what was said over it, as a TLS fault is (`InvalidData`).
fn is_network_fault(kind: io::ErrorKind) -> bool {
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

/// The first link of the chain of sources that is a `T`.
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
    fn statuses_are_retried_as_the_reference_says() {
        let retried: Vec<u16> =
            (100..600).filter(|status| is_retryable_status(StatusCode::from_u16(*status).unwrap())).collect();
        let expected: Vec<u16> = [429, 500].into_iter().chain(502..600).collect();
        assert_eq!(retried, expected);
    }

    #[test]
    fn a_post_or_a_patch_is_not_sent_twice() {
        assert!(is_idempotent(&Method::GET) && is_idempotent(&Method::PUT));
        assert!(!is_idempotent(&Method::POST) && !is_idempotent(&Method::PATCH));
    }
}
