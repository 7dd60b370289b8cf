//! One thing that goes wrong, and when.

use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::data::target::Target;
use crate::faults::text::Fields;

/// Something that goes wrong with answers of the API, and for which of them.
///
/// Without a condition a fault strikes every request; with several, those that meet all. Faults combine, see
/// [`Faults`](crate::Faults).
///
/// Written as text for the command (`status=503,times=3`) and as JSON for HTTP (`{"status": 503, "times": 3}`), a fault
/// has the same fields:
///
/// | field | meaning |
/// | --- | --- |
/// | `latency`, `jitter` | milliseconds before the answer, and how many more at most, drawn evenly |
/// | `status` | an error status from 400 to 599, with the body that the contract has for it |
/// | `body`, `status`, `content_type` | this body, with a status from 200 to 599 (default: 200) and a content type (default: `application/json`, none if empty); in text, `body` comes last, because all that follows is the body |
/// | `html` | a 502 with an HTML body, as load balancers answer |
/// | `rate_limit`, `burst`, `retry_after` | requests per second, how many at once (default: one second's), and whether the 429 has a `Retry-After` (default: yes) |
/// | `reset` | the connection is reset before anything is answered |
/// | `truncate` | half of the body is sent, then the connection closes |
/// | `hang` | half of the body is sent, then nothing more |
/// | `inserts` | how many new campaigns appear after the response |
/// | `touch` | after the response, this campaign is updated; under [`Order::Updated`](crate::Order::Updated) it moves to the front |
/// | `swap` | after the response, this campaign and the next one change places |
/// | `remove` | after the response, this campaign leaves every result |
/// | `restore` | after the response, this removed campaign is back in its place |
/// | `times` | condition: only the first so many times |
/// | `share`, `seed` | condition: a share from 0 to 1 of the requests, drawn from the seed (default: 0) |
/// | `page` | condition: only requests for this page |
/// | `operation` | condition: only requests for this operation, by its `operationId` in the contract |
/// | `after` | condition: only once so many requests for that page and operation had a response |
///
/// The value of `touch`, `swap`, `remove` and `restore` is a [`Target`]: a place, counted from 0, or a `uuid`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Fields", into = "Fields")]
pub struct Fault {
    pub(crate) kind: Kind,
    pub(crate) when: When,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Latency { least: Duration, jitter: Duration },
    Status(u16),
    Body { status: u16, content_type: String, body: String },
    Html,
    RateLimit { per_second: f64, burst: Option<u32>, retry_after: bool },
    Reset,
    Truncate,
    Hang,
    Event(Event),
}

/// A change of the campaigns while a client reads them.
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

/// Why a text or JSON is no fault.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct FaultError(pub(crate) String);

impl Fault {
    fn new(kind: Kind) -> Self {
        Self { kind, when: When::default() }
    }

    /// The answer takes this long, at least.
    pub fn latency(least: Duration) -> Self {
        Self::new(Kind::Latency { least, jitter: Duration::ZERO })
    }

    /// Up to this much more latency, drawn evenly from the seed. Does nothing to other faults.
    #[must_use]
    pub fn jitter(mut self, most: Duration) -> Self {
        if let Kind::Latency { jitter, .. } = &mut self.kind {
            *jitter = most;
        }
        self
    }

    /// The answer has this status, from 400 to 599, and the body that the contract has for it. Other numbers count as
    /// 500.
    pub fn status(status: u16) -> Self {
        Self::new(Kind::Status(if (400..600).contains(&status) { status } else { 500 }))
    }

    /// The response has this status, from 200 to 599, this content type and this body. Other numbers count as 500; an
    /// empty content type sends no such header, nor does one that a header cannot carry.
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

    /// The answer is a 502 with an HTML body, as load balancers give.
    pub fn html() -> Self {
        Self::new(Kind::Html)
    }

    /// Requests beyond so many per second get a 429. At once, as many pass as do in a second, rounded up; see
    /// [`burst`](Self::burst). The least rate is one in a thousand seconds.
    pub fn rate_limit(per_second: f64) -> Self {
        // `max` also replaces what is no number.
        Self::new(Kind::RateLimit { per_second: per_second.max(0.001), burst: None, retry_after: true })
    }

    /// How many requests a rate limit lets pass at once, at least 1. Does nothing to other faults.
    #[must_use]
    pub fn burst(mut self, requests: u32) -> Self {
        if let Kind::RateLimit { burst, .. } = &mut self.kind {
            *burst = Some(requests.max(1));
        }
        self
    }

    /// Whether a rate limit's 429 says in `Retry-After` after how many seconds the next request passes; it does unless
    /// told otherwise. Does nothing to other faults.
    #[must_use]
    pub fn retry_after(mut self, told: bool) -> Self {
        if let Kind::RateLimit { retry_after, .. } = &mut self.kind {
            *retry_after = told;
        }
        self
    }

    /// The connection is reset before anything is answered.
    pub fn reset() -> Self {
        Self::new(Kind::Reset)
    }

    /// Half of the body is sent, though `content-length` promises all of it; then the connection closes.
    pub fn truncate() -> Self {
        Self::new(Kind::Truncate)
    }

    /// Half of the body is sent, then nothing more, and the connection stays open.
    pub fn hang() -> Self {
        Self::new(Kind::Hang)
    }

    /// After the answer so many new campaigns appear, created now: a client that pages newest first meets shifted
    /// pages.
    pub fn inserts(count: u32) -> Self {
        Self::new(Kind::Event(Event::Insert(count)))
    }

    /// After the response, `updated_at` of a campaign is set to now; under [`Order::Updated`](crate::Order::Updated) the
    /// campaign moves to the front.
    pub fn touch(target: impl Into<Target>) -> Self {
        Self::new(Kind::Event(Event::Touch(target.into())))
    }

    /// After the response, a campaign and the next one change places.
    pub fn swap(target: impl Into<Target>) -> Self {
        Self::new(Kind::Event(Event::Swap(target.into())))
    }

    /// After the response, a campaign leaves every result, as if it was deleted.
    pub fn remove(target: impl Into<Target>) -> Self {
        Self::new(Kind::Event(Event::Remove(target.into())))
    }

    /// After the response, a removed campaign is back in its place. A number counts the removed ones: 0 is the one that was
    /// removed first.
    pub fn restore(target: impl Into<Target>) -> Self {
        Self::new(Kind::Event(Event::Restore(target.into())))
    }

    /// Only the first so many times.
    #[must_use]
    pub fn times(mut self, times: u64) -> Self {
        self.when.times = Some(times);
        self
    }

    /// Only a share of the requests, from 0 to 1, drawn by the number of the request from [`seed`](Self::seed).
    #[must_use]
    pub fn share(mut self, share: f64) -> Self {
        self.when.share = Some(share.clamp(0.0, 1.0));
        self
    }

    /// What the share and the jitter are drawn from; 0 unless set.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.when.seed = seed;
        self
    }

    /// Only requests for this page, as numbered in the request; the first page where none is sent.
    #[must_use]
    pub fn page(mut self, page: u64) -> Self {
        self.when.page = Some(page);
        self
    }

    /// Only requests for this operation, by its `operationId` in the contract.
    #[must_use]
    pub fn operation(mut self, id: impl Into<String>) -> Self {
        self.when.operation = Some(id.into());
        self
    }

    /// Only once so many requests had a response, counting those for [`page`](Self::page) and
    /// [`operation`](Self::operation): `inserts=1,after=2,times=1` inserts right after the second response,
    /// `status=503,after=2` fails the third request and every later one.
    #[must_use]
    pub fn after(mut self, responses: u64) -> Self {
        self.when.after = responses;
        self
    }
}

impl FromStr for Fault {
    type Err = FaultError;

    /// Reads the text form.
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
            let (part, after) = match text.split_once(',') {
                // A body has commas of its own.
                Some((part, after)) if !part.starts_with("body=") => (part.trim(), Some(after.trim())),
                _ => (text, None),
            };
            rest = after;
            let (name, value) = part.split_once('=').unwrap_or((part, "true"));
            if fields.insert(name.to_owned(), Fields::value(name, value)?).is_some() {
                return Err(FaultError(format!("`{name}` is given twice")));
            }
        }
        serde_json::from_value(fields.into()).map_err(|error| FaultError(error.to_string()))
    }
}
