//! What may be tried again.

use std::error::Error as StdError;
use std::io;

use reqwest::{Method, StatusCode};

use super::body_limit::too_large;
use blueshift_api::RetryClass;

/// 429 and every 5xx, by the reference's retry guidance, except 501, because what is not implemented stays so; and 425,
/// with which a server asks for the same request later (RFC 8470).
pub(crate) fn is_retryable_status(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS
        || status == StatusCode::TOO_EARLY
        || (status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED)
}

/// The class of a request that no operation describes, by its method (RFC 9110, section 9.2.2).
pub(crate) fn class_of_method(method: &Method) -> RetryClass {
    match *method {
        Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE => RetryClass::Safe,
        Method::PUT | Method::DELETE => RetryClass::Idempotent,
        _ => RetryClass::Once,
    }
}

/// Whether a request of this class may be sent again although the server may have applied it.
pub(crate) fn may_repeat(class: RetryClass) -> bool {
    match class {
        RetryClass::Safe | RetryClass::Idempotent | RetryClass::Keyed => true,
        RetryClass::Once | RetryClass::Transition | RetryClass::OncePerChunk => false,
        // A class that this version does not know is treated with the most care.
        _ => false,
    }
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

/// Whether no connection could be made, so that nothing was sent.
pub(crate) fn is_refused_connection(error: &reqwest::Error) -> bool {
    // A request that was never built cannot have been sent either.
    error.is_builder() || error.is_connect()
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
    fn statuses_are_retried_by_the_reference() {
        let retried: Vec<u16> =
            (100..600).filter(|status| is_retryable_status(StatusCode::from_u16(*status).unwrap())).collect();
        let expected: Vec<u16> = [425, 429, 500].into_iter().chain(502..600).collect();
        assert_eq!(retried, expected);
    }

    #[test]
    fn requests_without_an_operation_are_classified_by_method() {
        let repeated = [Method::GET, Method::HEAD, Method::OPTIONS, Method::PUT, Method::DELETE];
        assert!(repeated.iter().all(|method| may_repeat(class_of_method(method))));
        assert!(![Method::POST, Method::PATCH].iter().any(|method| may_repeat(class_of_method(method))));
    }
}
