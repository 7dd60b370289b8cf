//! Operations and their retry classes.

/// An operation of the contract. The table of all operations is [`ops`](crate::ops).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Operation {
    /// The `operationId`, such as `list_campaigns`.
    pub id: &'static str,
    /// The HTTP method, in upper case.
    pub method: &'static str,
    /// The path template, such as `/api/v1/campaigns/{campaign_uuid}/pause`.
    pub path: &'static str,
    /// When a request may be sent again.
    pub retry_class: RetryClass,
}

/// Defines when a failed request may be sent again.
///
/// A *doubt* is a failure after which it is unknown whether the server applied the request, such as a 5xx, a timeout or a
/// lost connection. Requests that were not sent, or were refused with 429, are retried in every class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryClass {
    /// A read. Retried after every retryable failure.
    Safe,
    /// A write that has the same effect when it is repeated. Retried after a doubt.
    Idempotent,
    /// A write with a key by which the server recognizes a repetition. Retried after a doubt, with the same key.
    Keyed,
    /// A write that is not retried after a doubt.
    Once,
    /// A change of state. After a doubt the state is read, and the request is not sent again.
    Transition,
    /// A bulk write. After a doubt the outcome of its items is unknown, and they are not sent again.
    OncePerChunk,
}
