//! Faults as flat fields, which is what their text and their JSON have in common.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, FaultError, Kind, When};

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Fields {
    #[serde(skip_serializing_if = "Option::is_none")]
    latency: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    jitter: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "is_false")]
    html: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    rate_limit: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    burst: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<bool>,
    #[serde(skip_serializing_if = "is_false")]
    reset: bool,
    #[serde(skip_serializing_if = "is_false")]
    truncate: bool,
    #[serde(skip_serializing_if = "is_false")]
    hang: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u64>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

impl TryFrom<Fields> for Fault {
    type Error = FaultError;

    fn try_from(fields: Fields) -> Result<Self, FaultError> {
        let kind = kind(&fields)?;
        let when = When {
            times: fields.times,
            share: fields.share,
            seed: fields.seed.unwrap_or(0),
            page: fields.page,
        };
        if when.share.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
            return Err(FaultError("`share` must lie between 0 and 1".into()));
        }
        Ok(Self { kind, when })
    }
}

fn kind(fields: &Fields) -> Result<Kind, FaultError> {
    let named = [
        fields.latency.map(|millis| Kind::Latency {
            least: Duration::from_millis(millis),
            jitter: Duration::from_millis(fields.jitter.unwrap_or(0)),
        }),
        fields.status.map(Kind::Status),
        fields.html.then_some(Kind::Html),
        fields.rate_limit.map(|per_second| Kind::RateLimit {
            per_second,
            burst: fields.burst,
            retry_after: fields.retry_after.unwrap_or(true),
        }),
        fields.reset.then_some(Kind::Reset),
        fields.truncate.then_some(Kind::Truncate),
        fields.hang.then_some(Kind::Hang),
        fields.inserts.map(Kind::Inserts),
    ];
    let mut named = named.into_iter().flatten();
    let (Some(kind), None) = (named.next(), named.next()) else {
        return Err(FaultError(
            "a fault has exactly one of `latency`, `status`, `html`, `rate_limit`, `reset`, `truncate`, `hang` and \
             `inserts`"
                .into(),
        ));
    };
    let problem = match kind {
        Kind::Status(status) if !(400..600).contains(&status) => "`status` must lie between 400 and 599",
        Kind::RateLimit { per_second, .. } if !(per_second >= 0.001 && per_second.is_finite()) => {
            "`rate_limit` must be at least 0.001"
        }
        Kind::RateLimit { burst: Some(0), .. } => "`burst` must be at least 1",
        _ if fields.jitter.is_some() && fields.latency.is_none() => "`jitter` goes with `latency` only",
        _ if (fields.burst.is_some() || fields.retry_after.is_some()) && fields.rate_limit.is_none() => {
            "`burst` and `retry_after` go with `rate_limit` only"
        }
        _ => return Ok(kind),
    };
    Err(FaultError(problem.into()))
}

impl From<Fault> for Fields {
    fn from(Fault { kind, when }: Fault) -> Self {
        let mut fields = Self {
            times: when.times,
            share: when.share,
            seed: (when.seed != 0).then_some(when.seed),
            page: when.page,
            ..Self::default()
        };
        match kind {
            Kind::Latency { least, jitter } => {
                fields.latency = Some(millis(least));
                fields.jitter = (!jitter.is_zero()).then(|| millis(jitter));
            }
            Kind::Status(status) => fields.status = Some(status),
            Kind::Html => fields.html = true,
            Kind::RateLimit { per_second, burst, retry_after } => {
                fields.rate_limit = Some(per_second);
                fields.burst = burst;
                fields.retry_after = Some(retry_after);
            }
            Kind::Reset => fields.reset = true,
            Kind::Truncate => fields.truncate = true,
            Kind::Hang => fields.hang = true,
            Kind::Inserts(count) => fields.inserts = Some(count),
        }
        fields
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_survives_json() {
        for fault in [
            Fault::latency(Duration::from_millis(5)).jitter(Duration::from_millis(3)).seed(4),
            Fault::status(503).times(3).page(2),
            Fault::html().share(0.25).seed(9),
            Fault::rate_limit(20.0).burst(2).retry_after(false),
            Fault::reset(),
            Fault::truncate(),
            Fault::hang(),
            Fault::inserts(2),
        ] {
            let json = serde_json::to_string(&fault).expect("serializable");
            assert_eq!(serde_json::from_str::<Fault>(&json).expect("readable"), fault, "{json}");
        }
    }

    #[test]
    fn what_is_no_fault_is_refused_with_a_reason() {
        for (text, reason) in [
            ("times=3", "a fault has exactly one of"),
            ("reset,hang", "a fault has exactly one of"),
            ("status=200", "`status` must lie between 400 and 599"),
            ("status=abc", "`status`: expected a number, true or false, found `abc`"),
            ("reset,share=2", "`share` must lie between 0 and 1"),
            ("reset,jitter=2", "`jitter` goes with `latency` only"),
            ("rate_limit=0", "`rate_limit` must be at least 0.001"),
            ("rate_limit=1,burst=0", "`burst` must be at least 1"),
            ("reset,burst=2", "go with `rate_limit` only"),
            ("nonsense", "unknown field `nonsense`"),
            ("reset,reset", "`reset` is given twice"),
        ] {
            let error = text.parse::<Fault>().expect_err("must be refused").to_string();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }
}
