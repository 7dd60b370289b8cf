//! A fault and its conditions.

use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::data::target::Target;
use crate::faults::text::Fields;

/// A fault in API responses, or a change to the campaigns while a client reads them, with its conditions.
///
/// A fault applies to the requests that meet all of its conditions. [`Faults`](crate::Faults) describes combinations of faults.
///
/// A fault can be written as text for the command (`status=503,times=3`) and as JSON for HTTP (`{"status": 503, "times": 3}`),
/// with the same fields:
///
/// | field | effect |
/// | --- | --- |
/// | `latency`, `jitter` | delays the response by `latency` milliseconds and up to `jitter` more, evenly distributed |
/// | `status`, `retry_after`, `http_date` | responds with an error status from 400 to 599, and the first example of the contract for the operation and the status, or the reason phrase if there is no example. `retry_after` is the number of seconds of a `Retry-After` header (default: none) |
/// | `body`, `status`, `content_type` | responds with this body, a status from 200 to 599 (default: 200) and a content type (default: `application/json`; no header if empty). In text, `body` must be the last field, because it extends to the end of the text |
/// | `html` | responds with 502 and an HTML body, like a load balancer |
/// | `rate_limit`, `burst`, `retry_after`, `http_date` | responds with 429 to requests beyond `rate_limit` per second, after a `burst` (default: the number of requests in one second). `retry_after` determines whether the responses have a `Retry-After` header (default: `true`) |
/// | `reset` | resets the connection instead of responding |
/// | `truncate` | sends half of the body, then closes the connection |
/// | `hang` | sends half of the body, then nothing |
/// | `lost_response`, `status` | handles the request, then closes the connection without a response; with `status`, responds with this error status, from 400 to 599, instead of closing the connection |
/// | `delayed_effect`, `status` | closes the connection without a response, and handles the request after this number of milliseconds; with `status`, responds with this error status, from 400 to 599, instead of closing the connection |
/// | `stale_reads` | the first reads of a campaign after each change, up to this number, return the state before the change |
/// | `inserts` | inserts this number of campaigns after the response |
/// | `touch` | sets `updated_at` of a campaign to the current time after the response; with [`Order::Updated`](crate::Order::Updated) the campaign moves to the front |
/// | `swap` | swaps a campaign with the next one after the response |
/// | `remove` | removes a campaign from all later responses |
/// | `restore` | restores a removed campaign to its position after the response |
///
/// With `http_date`, a `Retry-After` header states a time, rounded up to a whole second, instead of a number of seconds.
///
/// `delayed_effect` uses tokio's time, which a test can pause. Pending requests are cancelled when the sandbox stops.
/// `stale_reads` applies to `list_campaigns`, `get_campaign` and `get_campaign_detail`; a listing counts as a read of every
/// campaign.
///
/// | field | condition |
/// | --- | --- |
/// | `times` | at most this number of times |
/// | `share`, `seed` | this share of the requests, from 0 to 1, selected with the seed (default: 0) |
/// | `page` | requests for this page |
/// | `operation` | requests for the operation with this `operationId` |
/// | `after` | after this number of responses to requests for the page and operation of the fault |
///
/// The value of `touch`, `swap`, `remove` and `restore` is a [`Target`]: an index from 0, or a `uuid`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Fields", into = "Fields")]
pub struct Fault {
    pub(crate) kind: Kind,
    pub(crate) when: When,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Latency { least: Duration, jitter: Duration },
    Status { status: u16, wait: Option<Wait> },
    Body { status: u16, content_type: String, body: String },
    Html,
    RateLimit { per_second: f64, burst: Option<u32>, retry_after: Option<Form> },
    Reset,
    Truncate,
    Hang,
    LostResponse { status: Option<u16> },
    DelayedEffect { delay: Duration, status: Option<u16> },
    StaleReads(u64),
    Event(Event),
}

/// The form of a `Retry-After` header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Seconds,
    Date,
}

/// The wait in a `Retry-After` header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wait {
    pub(crate) seconds: u64,
    pub(crate) form: Form,
}

/// A change to the campaigns while a client reads them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Event {
    Insert(u32),
    Touch(Target),
    Swap(Target),
    Remove(Target),
    Restore(Target),
}

/// The conditions of a fault.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct When {
    pub(crate) times: Option<u64>,
    pub(crate) share: Option<f64>,
    pub(crate) seed: u64,
    pub(crate) page: Option<u64>,
    pub(crate) operation: Option<String>,
    pub(crate) after: u64,
}

/// An error in the text or JSON form of a fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct FaultError(pub(crate) String);

impl Fault {
    fn new(kind: Kind) -> Self {
        Self { kind, when: When::default() }
    }

    /// Creates a fault that delays the response.
    pub fn latency(least: Duration) -> Self {
        Self::new(Kind::Latency { least, jitter: Duration::ZERO })
    }

    /// Adds a random duration of up to `most` to a [`latency`](Self::latency) fault, evenly distributed and derived from
    /// [`seed`](Self::seed). Has no effect on other faults.
    #[must_use]
    pub fn jitter(mut self, most: Duration) -> Self {
        if let Kind::Latency { jitter, .. } = &mut self.kind {
            *jitter = most;
        }
        self
    }

    /// Creates a fault that responds with this status, from 400 to 599, and the first example of the contract for the operation
    /// and the status. If the contract has no example, the body contains the reason phrase of the status. Any other number is
    /// replaced by 500.
    pub fn status(status: u16) -> Self {
        let status = if (400..600).contains(&status) { status } else { 500 };
        Self::new(Kind::Status { status, wait: None })
    }

    /// Creates a fault that responds with this status, from 200 to 599, content type and body. Any other status is replaced by
    /// 500. The response has no `content-type` if `content_type` is empty or not a valid header value.
    ///
    /// ```
    /// use blueshift_sandbox::Fault;
    ///
    /// let timeout = Fault::body(200, "application/json", r#"{"results":[],"error":"timeout"}"#);
    /// assert_eq!(r#"body={"results":[],"error":"timeout"}"#.parse::<Fault>()?, timeout);
    /// # Ok::<(), blueshift_sandbox::FaultError>(())
    /// ```
    pub fn body(status: u16, content_type: impl Into<String>, body: impl Into<String>) -> Self {
        let status = if (200..600).contains(&status) { status } else { 500 };
        Self::new(Kind::Body { status, content_type: content_type.into(), body: body.into() })
    }

    /// Creates a fault that responds with 502 and an HTML body, like a load balancer.
    pub fn html() -> Self {
        Self::new(Kind::Html)
    }

    /// Creates a fault that responds with 429 to requests beyond this number per second, at least 0.001. The default
    /// [`burst`](Self::burst) is the number of requests in one second, rounded up.
    pub fn rate_limit(per_second: f64) -> Self {
        // `max` also replaces NaN.
        Self::new(Kind::RateLimit {
            per_second: per_second.max(0.001),
            burst: None,
            retry_after: Some(Form::Seconds),
        })
    }

    /// Sets the burst of a [`rate_limit`](Self::rate_limit) fault: the number of requests that can pass at the same time, at
    /// least 1. Has no effect on other faults.
    #[must_use]
    pub fn burst(mut self, requests: u32) -> Self {
        if let Kind::RateLimit { burst, .. } = &mut self.kind {
            *burst = Some(requests.max(1));
        }
        self
    }

    /// Sets whether the 429 responses of a [`rate_limit`](Self::rate_limit) fault have a `Retry-After` header with the seconds
    /// until the next request passes. The default is true. Has no effect on other faults.
    #[must_use]
    pub fn retry_after(mut self, included: bool) -> Self {
        if let Kind::RateLimit { retry_after, .. } = &mut self.kind {
            *retry_after = included.then_some(Form::Seconds);
        }
        self
    }

    /// Adds a `Retry-After` header with this number of seconds to the response of a [`status`](Self::status) fault. Has no
    /// effect on other faults.
    ///
    /// ```
    /// use blueshift_sandbox::Fault;
    ///
    /// let limited = Fault::status(429).retry_after_seconds(2).http_date().times(1);
    /// assert_eq!("status=429,retry_after=2,http_date,times=1".parse::<Fault>()?, limited);
    /// # Ok::<(), blueshift_sandbox::FaultError>(())
    /// ```
    #[must_use]
    pub fn retry_after_seconds(mut self, seconds: u64) -> Self {
        if let Kind::Status { wait, .. } = &mut self.kind {
            *wait = Some(Wait { seconds, form: Form::Seconds });
        }
        self
    }

    /// Changes the `Retry-After` header of a fault from a number of seconds to an HTTP date, rounded up to a whole second. Has
    /// no effect on faults without this header.
    #[must_use]
    pub fn http_date(mut self) -> Self {
        if let Kind::Status { wait: Some(Wait { form, .. }), .. }
        | Kind::RateLimit { retry_after: Some(form), .. } = &mut self.kind
        {
            *form = Form::Date;
        }
        self
    }

    /// Creates a fault that resets the connection instead of responding.
    pub fn reset() -> Self {
        Self::new(Kind::Reset)
    }

    /// Creates a fault that sends half of the body, with the `content-length` of the complete body, then closes the connection.
    pub fn truncate() -> Self {
        Self::new(Kind::Truncate)
    }

    /// Creates a fault that sends half of the body, then nothing, and keeps the connection open.
    pub fn hang() -> Self {
        Self::new(Kind::Hang)
    }

    /// Creates a fault that handles the request, then closes the connection without a response. With
    /// [`respond_with`](Self::respond_with), it responds with a status instead of closing the connection.
    ///
    /// ```
    /// use blueshift_sandbox::Fault;
    ///
    /// let applied_but_504 = Fault::lost_response().respond_with(504).operation("launch_campaign");
    /// assert_eq!("lost_response,status=504,operation=launch_campaign".parse::<Fault>()?, applied_but_504);
    /// # Ok::<(), blueshift_sandbox::FaultError>(())
    /// ```
    pub fn lost_response() -> Self {
        Self::new(Kind::LostResponse { status: None })
    }

    /// Creates a fault that closes the connection immediately, and handles the request after a delay. With
    /// [`respond_with`](Self::respond_with), it responds with a status instead of closing the connection.
    ///
    /// The delay uses tokio's time, which a test can pause. Pending requests are cancelled when the sandbox stops.
    pub fn delayed_effect(delay: Duration) -> Self {
        Self::new(Kind::DelayedEffect { delay, status: None })
    }

    /// Makes a [`lost_response`](Self::lost_response) or [`delayed_effect`](Self::delayed_effect) fault respond with this
    /// status, from 400 to 599, instead of closing the connection. The body is that of a [`status`](Self::status) fault. Any
    /// other number is replaced by 500. Has no effect on other faults.
    #[must_use]
    pub fn respond_with(mut self, number: u16) -> Self {
        if let Kind::LostResponse { status } | Kind::DelayedEffect { status, .. } = &mut self.kind {
            *status = Some(if (400..600).contains(&number) { number } else { 500 });
        }
        self
    }

    /// Creates a fault that makes reads stale: the first reads of a campaign after each change, up to this number, return the
    /// state before the change. A created campaign is not found by these reads. Applies to `list_campaigns`, `get_campaign`
    /// and `get_campaign_detail`; a listing counts as a read of every campaign.
    pub fn stale_reads(reads: u64) -> Self {
        Self::new(Kind::StaleReads(reads))
    }

    /// Creates a fault that inserts campaigns with the current time as `created_at` after the response. With
    /// [`Order::Newest`](crate::Order::Newest) this shifts the pages.
    pub fn inserts(count: u32) -> Self {
        Self::new(Kind::Event(Event::Insert(count)))
    }

    /// Creates a fault that sets `updated_at` of a campaign to the current time after the response. With
    /// [`Order::Updated`](crate::Order::Updated) the campaign moves to the front.
    pub fn touch(target: impl Into<Target>) -> Self {
        Self::new(Kind::Event(Event::Touch(target.into())))
    }

    /// Creates a fault that swaps a campaign with the next one after the response.
    pub fn swap(target: impl Into<Target>) -> Self {
        Self::new(Kind::Event(Event::Swap(target.into())))
    }

    /// Creates a fault that removes a campaign after the response, so that later responses do not contain it.
    pub fn remove(target: impl Into<Target>) -> Self {
        Self::new(Kind::Event(Event::Remove(target.into())))
    }

    /// Creates a fault that restores a removed campaign to its position after the response. [`Target::Index`] refers to the list
    /// of removed campaigns, in the order of their removal.
    pub fn restore(target: impl Into<Target>) -> Self {
        Self::new(Kind::Event(Event::Restore(target.into())))
    }

    /// Sets the maximum number of times that the fault applies.
    #[must_use]
    pub fn times(mut self, times: u64) -> Self {
        self.when.times = Some(times);
        self
    }

    /// Sets the share of the requests to which the fault applies, from 0 to 1. Whether it applies to a request is derived from
    /// [`seed`](Self::seed) and the number of earlier requests that met the other conditions.
    #[must_use]
    pub fn share(mut self, share: f64) -> Self {
        self.when.share = Some(share.clamp(0.0, 1.0));
        self
    }

    /// Sets the seed of the share and the jitter. The default is 0.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.when.seed = seed;
        self
    }

    /// Restricts the fault to requests with this page number. A request without a page number is for the first page.
    #[must_use]
    pub fn page(mut self, page: u64) -> Self {
        self.when.page = Some(page);
        self
    }

    /// Restricts the fault to requests for the operation with this `operationId`.
    #[must_use]
    pub fn operation(mut self, id: impl Into<String>) -> Self {
        self.when.operation = Some(id.into());
        self
    }

    /// Sets the number of responses to requests for [`page`](Self::page) and [`operation`](Self::operation) after which the
    /// fault applies. `inserts=1,after=2,times=1` inserts a campaign immediately after the second response;
    /// `status=503,after=2` applies from the third request.
    #[must_use]
    pub fn after(mut self, responses: u64) -> Self {
        self.when.after = responses;
        self
    }
}

impl FromStr for Fault {
    type Err = FaultError;

    /// Parses the text form.
    ///
    /// ```
    /// use blueshift_sandbox::Fault;
    ///
    /// assert_eq!("status=503,times=3".parse::<Fault>()?, Fault::status(503).times(3));
    /// assert_eq!("reset,share=0.1,seed=7".parse::<Fault>()?, Fault::reset().share(0.1).seed(7));
    /// # Ok::<(), blueshift_sandbox::FaultError>(())
    /// ```
    fn from_str(text: &str) -> Result<Self, FaultError> {
        let mut fields = serde_json::Map::new();
        let mut rest = Some(text.trim());
        while let Some(text) = rest {
            let (part, remainder) = match text.split_once(',') {
                // A body can contain commas.
                Some((part, remainder)) if !part.starts_with("body=") => {
                    (part.trim(), Some(remainder.trim()))
                }
                _ => (text, None),
            };
            rest = remainder;
            let (name, value) = part.split_once('=').unwrap_or((part, "true"));
            if fields.insert(name.to_owned(), Fields::value(name, value)?).is_some() {
                return Err(FaultError(format!("`{name}` is set twice")));
            }
        }
        serde_json::from_value(fields.into()).map_err(|error| FaultError(error.to_string()))
    }
}
