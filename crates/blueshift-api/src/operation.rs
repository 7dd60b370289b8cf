//! What the contract states about an operation as a whole.

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

/// When a request may be sent again after it failed.
///
/// A *doubt* is a failure that leaves open whether the server applied the request: a 5xx, a timeout, a lost connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryClass {
    /// A read: retried after every retryable failure.
    Safe,
    /// A write that has the same effect when it is repeated: retried after a doubt.
    Idempotent,
    /// A write whose body carries a key by which the server recognizes a repetition: retried with the same key.
    Keyed,
    /// A write that is never sent again after a doubt.
    Once,
    /// A change of state: after a doubt the state is read, and the request is not sent again.
    Transition,
    /// A bulk write: after a doubt, the items of the chunk have an unknown outcome and are not sent again.
    OncePerChunk,
}
