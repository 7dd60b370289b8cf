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
    /// The retry class.
    pub retry_class: RetryClass,
}

/// Determines whether a failed request may be retried.
///
/// Requests that were not sent because the connection failed, or that were refused with 425 or 429, are retried in every class.
/// The classes differ in how they treat failures with an *unknown outcome*, such as a 5xx status, a timeout or a lost
/// connection, after which the server may have applied the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryClass {
    /// A read. Retried after every retryable failure.
    Safe,
    /// An idempotent write. Retried after an unknown outcome.
    Idempotent,
    /// A write with a key by which the server recognizes a repeated request. Retried with the same key after an unknown outcome.
    Keyed,
    /// A write that is not retried after an unknown outcome.
    Once,
    /// A state change, such as a launch. Not retried after an unknown outcome: the state is read to determine the outcome.
    Transition,
    /// A bulk write, sent in chunks. After an unknown outcome, the chunk is not retried, and its items have an unknown outcome.
    OncePerChunk,
}
