//! The text and JSON forms of a fault.

use std::time::Duration;

use axum::http::HeaderValue;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::data::target::Target;
use crate::faults::fault::{Event, Fault, FaultError, Form, Kind, Wait, When};

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Fields {
    #[serde(skip_serializing_if = "Option::is_none")]
    latency: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    jitter: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Value>,
    #[serde(skip_serializing_if = "is_false")]
    html: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    rate_limit: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    burst: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<RetryAfter>,
    #[serde(skip_serializing_if = "is_false")]
    http_date: bool,
    #[serde(skip_serializing_if = "is_false")]
    reset: bool,
    #[serde(skip_serializing_if = "is_false")]
    truncate: bool,
    #[serde(skip_serializing_if = "is_false")]
    hang: bool,
    #[serde(skip_serializing_if = "is_false")]
    lost_response: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    delayed_effect: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stale_reads: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    touch: Option<Target>,
    #[serde(skip_serializing_if = "Option::is_none")]
    swap: Option<Target>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remove: Option<Target>,
    #[serde(skip_serializing_if = "Option::is_none")]
    restore: Option<Target>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<u64>,
}

/// The `Retry-After` header of a `rate_limit` fault, or of a `status` fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "`retry_after` must be true, false or a number of seconds")]
enum RetryAfter {
    Included(bool),
    Seconds(u64),
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

impl Fields {
    /// Parses a value of the text form.
    pub(crate) fn value(name: &str, value: &str) -> Result<Value, FaultError> {
        let text = || Value::String(value.to_owned());
        match name {
            "body" | "content_type" | "operation" => Ok(text()),
            "touch" | "swap" | "remove" | "restore" => {
                Ok(value.parse::<u64>().map_or_else(|_| text(), Value::from))
            }
            _ => serde_json::from_str(value).map_err(|_| {
                FaultError(format!("`{name}`: expected a number, true or false, found `{value}`"))
            }),
        }
    }
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
            operation: fields.operation.clone(),
            after: fields.after.unwrap_or(0),
        };
        if when.share.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
            return Err(FaultError("`share` must be between 0 and 1".into()));
        }
        Ok(Self { kind, when })
    }
}

fn kind(fields: &Fields) -> Result<Kind, FaultError> {
    let has_status_of_its_own =
        fields.body.is_some() || fields.lost_response || fields.delayed_effect.is_some();
    let form = if fields.http_date { Form::Date } else { Form::Seconds };
    let named = [
        fields.latency.map(|millis| Kind::Latency {
            least: Duration::from_millis(millis),
            jitter: Duration::from_millis(fields.jitter.unwrap_or(0)),
        }),
        fields.body.as_ref().map(|body| Kind::Body {
            status: fields.status.unwrap_or(200),
            content_type: fields.content_type.clone().unwrap_or_else(|| "application/json".to_owned()),
            body: body.as_str().map_or_else(|| body.to_string(), str::to_owned),
        }),
        fields.status.filter(|_| !has_status_of_its_own).map(|status| Kind::Status {
            status,
            wait: match fields.retry_after {
                Some(RetryAfter::Seconds(seconds)) => Some(Wait { seconds, form }),
                _ => None,
            },
        }),
        fields.html.then_some(Kind::Html),
        fields.rate_limit.map(|per_second| Kind::RateLimit {
            per_second,
            burst: fields.burst,
            retry_after: (fields.retry_after != Some(RetryAfter::Included(false))).then_some(form),
        }),
        fields.reset.then_some(Kind::Reset),
        fields.truncate.then_some(Kind::Truncate),
        fields.hang.then_some(Kind::Hang),
        fields.lost_response.then_some(Kind::LostResponse { status: fields.status }),
        fields.delayed_effect.map(|millis| Kind::DelayedEffect {
            delay: Duration::from_millis(millis),
            status: fields.status,
        }),
        fields.stale_reads.map(Kind::StaleReads),
        fields.inserts.map(Event::Insert).map(Kind::Event),
        fields.touch.clone().map(Event::Touch).map(Kind::Event),
        fields.swap.clone().map(Event::Swap).map(Kind::Event),
        fields.remove.clone().map(Event::Remove).map(Kind::Event),
        fields.restore.clone().map(Event::Restore).map(Kind::Event),
    ];
    let mut named = named.into_iter().flatten();
    let (Some(kind), None) = (named.next(), named.next()) else {
        return Err(FaultError(
            "expected exactly one of `latency`, `status`, `body`, `html`, `rate_limit`, `reset`, `truncate`, \
             `hang`, `lost_response`, `delayed_effect`, `stale_reads`, `inserts`, `touch`, `swap`, `remove` and `restore`"
                .into(),
        ));
    };
    let problem = match kind {
        Kind::Status { status, .. }
        | Kind::LostResponse { status: Some(status) }
        | Kind::DelayedEffect { status: Some(status), .. }
            if !(400..600).contains(&status) =>
        {
            "`status` must be between 400 and 599"
        }
        Kind::Body { status, .. } if !(200..600).contains(&status) => {
            "`status` must be between 200 and 599 with a `body`"
        }
        Kind::Body { ref content_type, .. } if HeaderValue::from_str(content_type).is_err() => {
            "`content_type` must be a valid header value"
        }
        _ if fields.content_type.is_some() && fields.body.is_none() => "`content_type` requires `body`",
        Kind::RateLimit { per_second, .. } if !(per_second >= 0.001 && per_second.is_finite()) => {
            "`rate_limit` must be at least 0.001"
        }
        Kind::RateLimit { burst: Some(0), .. } => "`burst` must be at least 1",
        _ if fields.jitter.is_some() && fields.latency.is_none() => "`jitter` requires `latency`",
        Kind::RateLimit { .. } if matches!(fields.retry_after, Some(RetryAfter::Seconds(_))) => {
            "`retry_after` of a `rate_limit` must be true or false"
        }
        _ if fields.burst.is_some() && fields.rate_limit.is_none() => "`burst` requires `rate_limit`",
        Kind::Status { wait: None, .. } if fields.retry_after.is_some() => {
            "`retry_after` of a `status` must be a number of seconds"
        }
        Kind::Status { wait: Some(_), .. } | Kind::RateLimit { retry_after: Some(_), .. } => return Ok(kind),
        _ if fields.retry_after.is_some() && fields.rate_limit.is_none() => {
            "`retry_after` requires `rate_limit`, or `status` without `body`, `lost_response` or `delayed_effect`"
        }
        _ if fields.http_date => "`http_date` requires `retry_after`",
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
            operation: when.operation,
            after: (when.after != 0).then_some(when.after),
            ..Self::default()
        };
        match kind {
            Kind::Latency { least, jitter } => {
                fields.latency = Some(millis(least));
                fields.jitter = (!jitter.is_zero()).then(|| millis(jitter));
            }
            Kind::Status { status, wait } => {
                fields.status = Some(status);
                fields.retry_after = wait.map(|wait| RetryAfter::Seconds(wait.seconds));
                fields.http_date = wait.is_some_and(|wait| wait.form == Form::Date);
            }
            Kind::Body { status, content_type, body } => {
                fields.status = Some(status);
                fields.content_type = Some(content_type);
                fields.body = Some(Value::String(body));
            }
            Kind::Html => fields.html = true,
            Kind::RateLimit { per_second, burst, retry_after } => {
                fields.rate_limit = Some(per_second);
                fields.burst = burst;
                fields.retry_after = Some(RetryAfter::Included(retry_after.is_some()));
                fields.http_date = retry_after == Some(Form::Date);
            }
            Kind::Reset => fields.reset = true,
            Kind::Truncate => fields.truncate = true,
            Kind::Hang => fields.hang = true,
            Kind::LostResponse { status } => {
                fields.lost_response = true;
                fields.status = status;
            }
            Kind::DelayedEffect { delay, status } => {
                fields.delayed_effect = Some(millis(delay));
                fields.status = status;
            }
            Kind::StaleReads(reads) => fields.stale_reads = Some(reads),
            Kind::Event(Event::Insert(count)) => fields.inserts = Some(count),
            Kind::Event(Event::Touch(target)) => fields.touch = Some(target),
            Kind::Event(Event::Swap(target)) => fields.swap = Some(target),
            Kind::Event(Event::Remove(target)) => fields.remove = Some(target),
            Kind::Event(Event::Restore(target)) => fields.restore = Some(target),
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
    fn every_fault_round_trips_through_json() {
        for fault in [
            Fault::latency(Duration::from_millis(5)).jitter(Duration::from_millis(3)).seed(4),
            Fault::status(503).times(3).page(2),
            Fault::html().share(0.25).seed(9),
            Fault::rate_limit(20.0).burst(2).retry_after(false),
            Fault::rate_limit(20.0).http_date(),
            Fault::status(429).retry_after_seconds(2),
            Fault::status(503).retry_after_seconds(0).http_date(),
            Fault::reset(),
            Fault::truncate(),
            Fault::hang(),
            Fault::lost_response().times(1),
            Fault::lost_response().respond_with(504),
            Fault::delayed_effect(Duration::from_millis(20)).operation("create_campaign"),
            Fault::delayed_effect(Duration::ZERO).respond_with(409),
            Fault::stale_reads(3).share(0.5),
            Fault::inserts(2).after(3).times(1),
            Fault::touch(4).operation("list_campaigns"),
            Fault::swap("a-uuid"),
            Fault::remove("4"),
            Fault::restore(0),
            Fault::body(200, "application/json", r#"{"results":[],"error":"timeout"}"#),
            Fault::body(404, "", ""),
        ] {
            let json = serde_json::to_string(&fault).unwrap();
            assert_eq!(serde_json::from_str::<Fault>(&json).unwrap(), fault, "{json}");
        }
    }

    #[test]
    fn parses_targets_operations_and_bodies() {
        for (text, json, fault) in [
            ("touch=4,after=2", r#"{"touch": 4, "after": 2}"#, Fault::touch(4).after(2)),
            ("swap=a-b,times=1", r#"{"swap": "a-b", "times": 1}"#, Fault::swap("a-b").times(1)),
            (
                "reset,operation=list_campaigns",
                r#"{"reset": true, "operation": "list_campaigns"}"#,
                Fault::reset().operation("list_campaigns"),
            ),
            (
                r#"page=1,body={"results":[],"error":"a,b=c"}"#,
                r#"{"page": 1, "body": "{\"results\":[],\"error\":\"a,b=c\"}"}"#,
                Fault::body(200, "application/json", r#"{"results":[],"error":"a,b=c"}"#).page(1),
            ),
            (
                "status=504,content_type=text/html,body=",
                r#"{"status": 504, "content_type": "text/html", "body": ""}"#,
                Fault::body(504, "text/html", ""),
            ),
        ] {
            assert_eq!(text.parse::<Fault>().unwrap(), fault, "{text}");
            assert_eq!(serde_json::from_str::<Fault>(json).unwrap(), fault, "{json}");
        }
        let nested = serde_json::from_str::<Fault>(r#"{"body": {"success": false}}"#).unwrap();
        assert_eq!(nested, Fault::body(200, "application/json", r#"{"success":false}"#));
    }

    #[test]
    fn refuses_invalid_faults_with_a_reason() {
        for (text, reason) in [
            ("times=3", "expected exactly one of"),
            ("reset,hang", "expected exactly one of"),
            ("status=200", "`status` must be between 400 and 599"),
            ("status=abc", "`status`: expected a number, true or false, found `abc`"),
            ("lost_response,status=200", "`status` must be between 400 and 599"),
            ("lost_response,delayed_effect=1", "expected exactly one of"),
            ("reset,share=2", "`share` must be between 0 and 1"),
            ("reset,jitter=2", "`jitter` requires `latency`"),
            ("rate_limit=0", "`rate_limit` must be at least 0.001"),
            ("rate_limit=1,burst=0", "`burst` must be at least 1"),
            ("reset,burst=2", "`burst` requires `rate_limit`"),
            ("reset,retry_after=2", "`retry_after` requires `rate_limit`, or `status` without `body`"),
            ("status=429,retry_after=true", "`retry_after` of a `status` must be a number of seconds"),
            ("status=429,http_date", "`http_date` requires `retry_after`"),
            ("http_date,status=429,body=", "`http_date` requires `retry_after`"),
            (
                "retry_after=2,status=429,body=",
                "`retry_after` requires `rate_limit`, or `status` without `body`",
            ),
            ("rate_limit=1,retry_after=2", "`retry_after` of a `rate_limit` must be true or false"),
            ("rate_limit=1,retry_after=false,http_date", "`http_date` requires `retry_after`"),
            ("nonsense", "unknown field `nonsense`"),
            ("reset,reset", "`reset` is set twice"),
            ("touch=1,swap=1", "expected exactly one of"),
            ("status=100,body=x", "`status` must be between 200 and 599 with a `body`"),
            ("status=500,content_type=text/html", "`content_type` requires `body`"),
            ("content_type=a\u{7}b,body=x", "`content_type` must be a valid header value"),
            ("reset,after=x", "`after`: expected a number, true or false, found `x`"),
        ] {
            let error = text.parse::<Fault>().expect_err("must be refused").to_string();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }
}
