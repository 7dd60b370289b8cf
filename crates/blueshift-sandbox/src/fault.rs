//! One thing that goes wrong, and when.

use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::fault_text::Fields;

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
/// | `html` | a 502 with an HTML body, as load balancers answer |
/// | `rate_limit`, `burst`, `retry_after` | requests per second, how many at once (default: one second's), and whether the 429 has a `Retry-After` (default: yes) |
/// | `reset` | the connection is reset before anything is answered |
/// | `truncate` | half of the body is sent, then the connection closes |
/// | `hang` | half of the body is sent, then nothing more |
/// | `inserts` | how many new campaigns appear after the answer |
/// | `times` | condition: only the first so many times |
/// | `share`, `seed` | condition: a share from 0 to 1 of the requests, drawn from the seed (default: 0) |
/// | `page` | condition: only requests for this page |
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Fields", into = "Fields")]
pub struct Fault {
    pub(crate) kind: Kind,
    pub(crate) when: When,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Latency { least: Duration, jitter: Duration },
    Status(u16),
    Html,
    RateLimit { per_second: f64, burst: Option<u32>, retry_after: bool },
    Reset,
    Truncate,
    Hang,
    Inserts(u32),
}

/// The conditions of a fault.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct When {
    pub(crate) times: Option<u64>,
    pub(crate) share: Option<f64>,
    pub(crate) seed: u64,
    pub(crate) page: Option<u64>,
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
        Self::new(Kind::Inserts(count))
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
        for part in text.split(',').map(str::trim) {
            let (name, value) = part.split_once('=').unwrap_or((part, "true"));
            let value = serde_json::from_str(value).map_err(|_| {
                FaultError(format!("`{name}`: expected a number, true or false, found `{value}`"))
            })?;
            if fields.insert(name.to_owned(), value).is_some() {
                return Err(FaultError(format!("`{name}` is given twice")));
            }
        }
        serde_json::from_value(fields.into()).map_err(|error| FaultError(error.to_string()))
    }
}
