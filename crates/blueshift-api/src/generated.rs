// Generated from openapi/blueshift.yaml by `cargo xtask codegen`. Do not edit: change the contract and run it again.

#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    /**The type of a campaign that can be created: `event_triggered` or `one_time`. The set is closed, because another
value in the path would reach another operation.*/
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub enum CampaignType {
        #[serde(rename = "event_triggered")]
        EventTriggered,
        #[serde(rename = "one_time")]
        OneTime,
    }
    impl ::std::fmt::Display for CampaignType {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::EventTriggered => f.write_str("event_triggered"),
                Self::OneTime => f.write_str("one_time"),
            }
        }
    }
    impl ::std::str::FromStr for CampaignType {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "event_triggered" => Ok(Self::EventTriggered),
                "one_time" => Ok(Self::OneTime),
                _ => Err("invalid value".into()),
            }
        }
    }
    impl ::std::convert::TryFrom<&str> for CampaignType {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for CampaignType {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    /// Error types.
    pub mod error {
        /// Error from a `TryFrom` or `FromStr` implementation.
        pub struct ConversionError(::std::borrow::Cow<'static, str>);
        impl ::std::error::Error for ConversionError {}
        impl ::std::fmt::Display for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::std::fmt::Debug for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl From<&'static str> for ConversionError {
            fn from(value: &'static str) -> Self {
                Self(value.into())
            }
        }
        impl From<String> for ConversionError {
            fn from(value: String) -> Self {
                Self(value.into())
            }
        }
    }
}
#[derive(Clone, Debug)]
/**Client for Blueshift Campaigns API

Read, create, launch, schedule, trigger and archive the marketing campaigns of a [Blueshift](https://blueshift.com)
account, and read the activity of customers.

This description is maintained by a community, not by Blueshift. It follows Blueshift's public API reference.
Undocumented behavior is listed below.

## Compatibility

These changes do not require a new major version: new optional parameters, new properties of any object, new values
of an open enum (`x-extensible-enum`), new error statuses. A client must ignore unknown properties and keep unknown
enum values.

## Retries

Wait 1 second before the first retry, then 2, 4, 8 and 16 seconds, with additional random jitter and at most five
retries. Every operation may be retried if the request was not sent, and after `429`, because the request was not
applied. Do not retry after any other `4xx`, because the same request fails again.

A `2xx` means that a write was applied, even if the body is truncated, unless the body is not JSON or contains
`"success": false`. After a `5xx`, a timeout or a lost connection, it is unknown whether a write was applied.
The `x-retry-class` of each operation states whether the request may be sent again:

| `x-retry-class` | If the outcome is unknown |
| --- | --- |
| `safe` (every `GET`) | Send the request again. |
| `idempotent` | Send the request again: the effect is the same. The repeated request undoes an opposite change that another client made in between. |
| `keyed` | Send the request again with the same `transaction_uuid`, by which Blueshift recognizes a repeated request. Do not send it again without a `transaction_uuid`. |
| `once_per_chunk` | Do not send the request again: the outcome of each of its items is unknown. |
| `transition` | Do not send the request again: it could undo a change that another client made in between. Read the campaign to determine whether it changed. |
| `once` | Do not send the request again: it could be applied twice. List campaigns to find the campaign. |

## Encoding

Booleans are sent as `true` and `false`. Timestamps are sent in RFC 3339 format with a time zone, such as
`2024-05-01T00:00:00Z`; a `+` in an offset must be percent-encoded as `%2B`.

## Undocumented behavior

| Not documented | Recommended handling |
| --- | --- |
| Whether the first page is 0 or 1 | Start at page 0. If it is refused with `400`, `404` or `422`, request page 1, then page 0 again. If page 0 is refused again, start at page 1. |
| The response after the last page | Do not treat one empty page as the end: the list ends when the next page is also empty. Treat a refusal, or a repetition of the last page, as a possible end, and confirm the end with another request. |
| The body of a list (see *List campaigns*) | Accept an array and an object with `results` or `campaigns`. |
| Whether the totals in the body of a list are correct | Do not end a listing because of a total. |
| The default and the maximum of `per_page`, and whether a larger value is refused or reduced | Send `per_page`, and do not treat a shorter page as the last one. |
| The order of campaigns, and whether it is stable | Drop campaigns that were already seen. If a campaign occurred twice, read the list again. |
| Whether `uuid` is unique, and its format | Treat it as an opaque key, and report an item without one as an error. |
| Whether `name`, `email` and `status` are compared case-sensitively, and whether `email` may be a part of an address | Send the exact value, and filter the response again if necessary. |
| Whether `created_after`, `created_before` and `startdate` include the given instant | Extend the range by one second, and filter the response again. |
| The meaning of `archived` if it is absent or `false` | Send no `archived`, and read the field `archived` of each campaign. If archived campaigns are required, list again with `true`. |
| Whether one-time campaigns without a start date are listed if `startdate` is absent | List twice, the second time with `exec_term=one_time` and an early `startdate`, and drop duplicates. |
| Which fields may be null or absent | Require only the `uuid` of list items. |
| The body of an error (see `ErrorMessage`, `FieldErrors`, `ErrorResult` and `DetailErrors`) | Handle errors by status, and keep the body as text. |
| The meaning of `error_code`: `101` has been documented for two causes | Handle errors by status, and show the text. |
| The responses of *Get a campaign* and *Get a campaign with statistics*: no schema is published | Accept the campaign and an object with the campaign in `campaign`, require no field, and use the UUID of the request if the body has none. |
| Whether `start_time` and `end_time` of a report include the given instant, and in which time zone days begin | Use adjacent ranges with a common instant, and shift the range for a comparison with the web application, which uses the time zone of the account. |
| Whether the performance report contains campaigns without activity in its range | Treat a missing campaign as a campaign without activity. |
| Whether `start_time` and `end_time` in the statistics are timestamps or numbers, and the exact meaning of the figures | Keep the values unchanged. |
| Whether `recurring_number` and `recurring_time` are numbers or strings | Accept both. |
| The default of `journey_concurrency` | Send a value if it is relevant. |
| Whether `name` is unique among campaigns | Do not identify a created campaign by its name alone. |
| Whether only an executing campaign can be paused, as in an earlier version of the reference, or any running or scheduled one | Treat a `422` as a refusal. |
| Whether a launched campaign can be archived | Treat a UUID in `blocked`, and a `422`, as a refusal. |
| The bodies of errors of *Create*, *Launch*, *Pause*, *Update the schedule* and *Archive*: the reference declares some statuses without a body | Handle errors by status, and keep the body as text. |
| Whether a campaign can be triggered without `email`: the schema in the reference requires it, but the text of the same page accepts any identifier | Send `email` if it is known, and treat a `422` as a refusal. |
| How long a `transaction_uuid` is recognized, and the behavior if it is sent with another payload | Repeat a request only soon after the first one, and unchanged. |
| The response to a repeated `transaction_uuid` | Accept any body of a `200`. |
| Whether *Trigger a campaign for many customers* recognizes a repeated `transaction_uuid` | Do not repeat the request if the outcome is unknown. |
| How many payloads *Trigger a campaign for many customers* accepts, and whether the results are in the order of the payloads | Send small batches, and treat the outcomes as unknown if the number of results differs. |
| The source of the `cursor` of *Get the campaign activity of a customer*: no field of the response is documented to contain it | Read shorter time ranges if `truncated` is `true` or `total` exceeds the number of activities. |
| The rate limit, and whether `Retry-After` is sent | Retry after `429` as described above, and observe `Retry-After`. |

Version: 1.1.0*/
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: crate::Transport,
}
impl Client {
    /// Create a new client.
    ///
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new(baseurl: &str, inner: crate::Transport) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        let client = {
            let dur = ::std::time::Duration::from_secs(15u64);
            reqwest::ClientBuilder::new().connect_timeout(dur).timeout(dur)
        };
        #[cfg(target_arch = "wasm32")]
        let client = reqwest::ClientBuilder::new();
        Self::new_with_client(baseurl, client.build().unwrap(), inner)
    }
    /// Construct a new client with an existing `reqwest::Client`,
    /// allowing more control over its configuration.
    ///
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new_with_client(
        baseurl: &str,
        client: reqwest::Client,
        inner: crate::Transport,
    ) -> Self {
        Self {
            baseurl: baseurl.to_string(),
            client,
            inner,
        }
    }
}
impl ClientInfo<crate::Transport> for Client {
    fn api_version() -> &'static str {
        "1.1.0"
    }
    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }
    fn client(&self) -> &reqwest::Client {
        &self.client
    }
    fn inner(&self) -> &crate::Transport {
        &self.inner
    }
}
const _: () = {
    #[allow(dead_code)]
    fn assert_client_hooks()
    where
        Client: ClientHooks<crate::Transport>,
    {}
};
impl Client {
    /**List campaigns

Returns one page of the campaigns of the account. Filters combine: a campaign is listed if it matches all of
them.

**The 30-day rule.** According to Blueshift's reference, a *one-time* campaign is listed without `startdate` only
if it started within the last 30 days. Campaigns of other types are listed regardless of their start date. To
list older one-time campaigns, send an earlier `startdate`.

**Body.** The documented body, which this description declares, is an array of campaigns. Two other bodies have
been published or observed, and a client should accept all three:

- Observed in 2025 when paging parameters were sent: an object with the campaigns in `results`, such as
  `{"total_count": 24.0, "total_pages": 0, "per_page": 500, "page": 0, "results": []}`. `total_count` was
  written with a decimal point, and `total_pages` seemed to be the index of the last page rather than a count.
- Published by Blueshift in early 2025: `{"campaigns": []}`.

An object without campaigns is an error, even if the status is `200`, if it has a non-empty `error`, `errors` or
`message`, or `success: false`.

**Paging.** To read the whole list, start at page 0, drop campaigns with a `uuid` that was already seen, and
read until two consecutive pages are empty. Neither a page shorter than `per_page` nor a total proves the end.
See *Undocumented behavior*.

Sends a `GET` request to `/api/v2/campaigns.json`

Arguments:
- `archived`: Lists only campaigns with this archived status: `true` lists archived campaigns. The meaning of `false` and of
an absent value is not documented. Sent as `true` or `false`; Blueshift's own schema declares a string.
- `created_after`: Lists only campaigns created after this instant, in RFC 3339 format with a time zone. Whether the instant itself
is included is not documented.
- `created_before`: Lists only campaigns created before this instant, in RFC 3339 format with a time zone. Whether the instant
itself is included is not documented.
- `email`: Lists only campaigns created by the author with this email address. Whether a part of an address matches, and
case sensitivity, are not documented.
- `exec_term`: Lists only campaigns of this type: `one_time`, `recurring`, `on_going`, `transactional`, `onsite` or an unknown
value.
- `name`: Lists only campaigns with a name that contains this text. Case sensitivity is not documented.
- `page`: The page to return. Whether the first page is 0 or 1, and the response after the last page, are not documented.
A client that must not miss a campaign starts at 0 and drops campaigns that it has already seen.
- `per_page`: The maximum number of campaigns on a page. The default, the largest accepted value and the behavior above it are
not documented. A page may contain fewer campaigns without being the last one.
- `startdate`: Lists only campaigns that started after this instant, in RFC 3339 format with a time zone. Whether the instant
itself is included is not documented. If absent, one-time campaigns are listed only if they started within the
last 30 days; campaigns of other types are not limited. Whether one-time campaigns without a start date are
listed in this case is not documented.
- `status`: Lists only campaigns with this status: `draft`, `launched`, `executing`, `paused`, `completed`, `archived` or an
unknown value. Case sensitivity is not documented.
```text
let response = client.list_campaigns()
    .archived(archived)
    .created_after(created_after)
    .created_before(created_before)
    .email(email)
    .exec_term(exec_term)
    .name(name)
    .page(page)
    .per_page(per_page)
    .startdate(startdate)
    .status(status)
    .send()
    .await;
```*/
    pub fn list_campaigns(&self) -> builder::ListCampaigns<'_> {
        builder::ListCampaigns::new(self)
    }
    /**Get the performance of all campaigns

Returns campaigns, each with its statistics for a time range. There are no pages: one response contains all
campaigns. For incremental pipelines, read one day at a time.

Blueshift's web application shows statistics in the time zone of the account. To compare figures with it, shift
`start_time` and `end_time` accordingly. Whether campaigns without activity in the range are included is not
documented.

Sends a `GET` request to `/api/v1/campaigns.json`

Arguments:
- `end_time`: The end of the time range, in RFC 3339 format with a time zone. Whether the instant itself is included is not
documented.
- `start_time`: The start of the time range, in RFC 3339 format with a time zone. Whether the instant itself is included is not
documented.
- `status`: Returns only campaigns with this status. `draft`, `launched`, `paused` and `completed` are documented here;
`executing` and `archived` are known from other operations, and the set is open.
- `tag_data`: Returns only campaigns with one of these tags: the name of a tag category, a colon, and the tags, separated by
commas.
```text
let response = client.get_campaign_performance()
    .end_time(end_time)
    .start_time(start_time)
    .status(status)
    .tag_data(tag_data)
    .send()
    .await;
```*/
    pub fn get_campaign_performance(&self) -> builder::GetCampaignPerformance<'_> {
        builder::GetCampaignPerformance::new(self)
    }
    /**Get a campaign

Returns one campaign without its statistics.

**Body.** Blueshift publishes no schema for this response. The properties described here are those that other
operations return for a campaign. A client should accept the campaign and an object with the campaign in
`campaign`, as returned by *Create a campaign*, and should use the UUID of the request if the body has none.

Sends a `GET` request to `/api/v1/campaigns/{campaign_uuid}.json`

Arguments:
- `campaign_uuid`: Identifies the campaign. An opaque string.
```text
let response = client.get_campaign()
    .campaign_uuid(campaign_uuid)
    .send()
    .await;
```*/
    pub fn get_campaign(&self) -> builder::GetCampaign<'_> {
        builder::GetCampaign::new(self)
    }
    /**Get a campaign with statistics

Returns one campaign with its statistics for a time range.

**Body.** Blueshift publishes no schema for this response. The properties described here are those that other
operations return for a campaign. A client should accept the campaign and an object with the campaign in
`campaign`, and should use the UUID of the request if the body has none.

Sends a `GET` request to `/api/v1/campaigns/{campaign_uuid}/detail.json`

Arguments:
- `campaign_uuid`: Identifies the campaign. An opaque string.
- `end_time`: The end of the time range, in RFC 3339 format with a time zone. Whether the instant itself is included is not
documented.
- `start_time`: The start of the time range, in RFC 3339 format with a time zone. Whether the instant itself is included is not
documented.
```text
let response = client.get_campaign_detail()
    .campaign_uuid(campaign_uuid)
    .end_time(end_time)
    .start_time(start_time)
    .send()
    .await;
```*/
    pub fn get_campaign_detail(&self) -> builder::GetCampaignDetail<'_> {
        builder::GetCampaignDetail::new(self)
    }
    /**Create a campaign

Creates a campaign, and launches it unless `launch` is `false`. This API cannot change an existing campaign,
apart from its status and schedule.

The operation has no idempotency key. If it is unknown whether a request was applied, do not send it again,
because this may create a second campaign. List campaigns to find out whether the campaign was created. Names
are not documented to be unique.

**Paths.** `/api/v1/campaigns/execute` and `/api/v1/campaigns/bulk_execute` are separate operations and take
precedence over this templated path, according to OpenAPI. `campaign_type` is a closed set of values, because
another value could be the path of another operation. A client that builds paths itself must send only the
listed values.

Sends a `POST` request to `/api/v1/campaigns/{campaign_type}`

Arguments:
- `campaign_type`: The type of the campaign to create: `event_triggered` or `one_time`. The set is closed.
- `body`: The campaign to create.
```text
let response = client.create_campaign()
    .campaign_type(campaign_type)
    .body(body)
    .send()
    .await;
```*/
    pub fn create_campaign(&self) -> builder::CreateCampaign<'_> {
        builder::CreateCampaign::new(self)
    }
    /**Launch a campaign

Launches a campaign. A campaign that is archived, completed, executing or already launched, or has no start
time, segment or trigger, cannot be launched: the response is `422`.

Blueshift caches whether an event-triggered campaign is launched: it may take up to five minutes until events
trigger the campaign. No body is sent.

Sends a `PATCH` request to `/api/v1/campaigns/{campaign_uuid}/launch`

Arguments:
- `campaign_uuid`: Identifies the campaign. An opaque string.
```text
let response = client.launch_campaign()
    .campaign_uuid(campaign_uuid)
    .send()
    .await;
```*/
    pub fn launch_campaign(&self) -> builder::LaunchCampaign<'_> {
        builder::LaunchCampaign::new(self)
    }
    /**Pause a campaign

Pauses a campaign that is running or scheduled. An archived or completed campaign cannot be paused: the response
is `422`. According to an earlier version of the reference, only an executing campaign can be paused. No body is
sent.

Sends a `PATCH` request to `/api/v1/campaigns/{campaign_uuid}/pause`

Arguments:
- `campaign_uuid`: Identifies the campaign. An opaque string.
```text
let response = client.pause_campaign()
    .campaign_uuid(campaign_uuid)
    .send()
    .await;
```*/
    pub fn pause_campaign(&self) -> builder::PauseCampaign<'_> {
        builder::PauseCampaign::new(self)
    }
    /**Update the schedule of a campaign

Changes the start date, the end date and the repetition of a campaign. The schedule of a completed, archived or
executing campaign cannot be changed. The schedule of a launched campaign can be changed only if the campaign is
event-triggered. If the schedule cannot be changed, the response is `422`. The new schedule of a launched campaign
takes up to 20 minutes to take effect.

Sends a `PATCH` request to `/api/v1/campaigns/{campaign_uuid}/update_schedule`

Arguments:
- `campaign_uuid`: Identifies the campaign. An opaque string.
- `body`: The new schedule.
```text
let response = client.update_campaign_schedule()
    .campaign_uuid(campaign_uuid)
    .body(body)
    .send()
    .await;
```*/
    pub fn update_campaign_schedule(&self) -> builder::UpdateCampaignSchedule<'_> {
        builder::UpdateCampaignSchedule::new(self)
    }
    /**Archive a campaign

Archives a campaign. *Unarchive a campaign* reverses it. The reference indicates that a launched campaign cannot
be archived. No body is sent.

Sends a `PUT` request to `/api/v1/campaigns/{campaign_uuid}/archive`

Arguments:
- `campaign_uuid`: Identifies the campaign. An opaque string.
```text
let response = client.archive_campaign()
    .campaign_uuid(campaign_uuid)
    .send()
    .await;
```*/
    pub fn archive_campaign(&self) -> builder::ArchiveCampaign<'_> {
        builder::ArchiveCampaign::new(self)
    }
    /**Unarchive a campaign

Reverses *Archive a campaign*. No body is sent.

Sends a `PUT` request to `/api/v1/campaigns/{campaign_uuid}/unarchive`

Arguments:
- `campaign_uuid`: Identifies the campaign. An opaque string.
```text
let response = client.unarchive_campaign()
    .campaign_uuid(campaign_uuid)
    .send()
    .await;
```*/
    pub fn unarchive_campaign(&self) -> builder::UnarchiveCampaign<'_> {
        builder::UnarchiveCampaign::new(self)
    }
    /**Archive many campaigns

Archives up to 100 campaigns. Each campaign has a separate outcome: a `200` does not mean that all campaigns are
archived.

Sends a `PUT` request to `/api/v1/campaigns/bulk_archive`

Arguments:
- `body`: The campaigns, at most 100.
```text
let response = client.bulk_archive_campaigns()
    .body(body)
    .send()
    .await;
```*/
    pub fn bulk_archive_campaigns(&self) -> builder::BulkArchiveCampaigns<'_> {
        builder::BulkArchiveCampaigns::new(self)
    }
    /**Unarchive many campaigns

Unarchives up to 100 campaigns. Each campaign has a separate outcome: a `200` does not mean that all campaigns
are unarchived.

Sends a `PUT` request to `/api/v1/campaigns/bulk_unarchive`

Arguments:
- `body`: The campaigns, at most 100.
```text
let response = client.bulk_unarchive_campaigns()
    .body(body)
    .send()
    .await;
```*/
    pub fn bulk_unarchive_campaigns(&self) -> builder::BulkUnarchiveCampaigns<'_> {
        builder::BulkUnarchiveCampaigns::new(self)
    }
    /**Trigger a campaign for a customer

Triggers an event-triggered or API-triggered campaign for one customer. The `triggering_event_name` of the
campaign must be blank or equal to the event that is sent.

**Repetition.** With a `transaction_uuid` in the body, the request can be repeated safely: if a request with the
same UUID was already processed, the response is `200` with a corresponding message, and nothing is sent to the
customer again.

**Error codes.** `error_code` does not identify a cause: `101` is documented for a campaign that is not
triggered by events or by this API and, elsewhere, for a sandbox account; `102` is documented for a campaign
that cannot be triggered through this endpoint and for a customer without a valid identifier.

Sends a `POST` request to `/api/v1/campaigns/execute`

Arguments:
- `body`: The customer, the campaign, and attributes for the message. Additional properties are available to the
templates of the campaign.
```text
let response = client.execute_campaign()
    .body(body)
    .send()
    .await;
```*/
    pub fn execute_campaign(&self) -> builder::ExecuteCampaign<'_> {
        builder::ExecuteCampaign::new(self)
    }
    /**Trigger a campaign for many customers

Triggers event-triggered or API-triggered campaigns for many customers at once. Each payload has the format of
*Trigger a campaign for a customer*. The maximum number of payloads is not documented.

The published example of the body contradicts the published schema: it contains `campaign_uuid`, `trigger_at`
and `users`. The schema, an earlier version of the reference and a help article agree on `payloads`, which is
described here.

Whether a repeated `transaction_uuid` is recognized here is not documented.

Sends a `POST` request to `/api/v1/campaigns/bulk_execute`

Arguments:
- `body`: The payloads.
```text
let response = client.bulk_execute_campaign()
    .body(body)
    .send()
    .await;
```*/
    pub fn bulk_execute_campaign(&self) -> builder::BulkExecuteCampaign<'_> {
        builder::BulkExecuteCampaign::new(self)
    }
    /**Get the campaign activity of a customer

Returns the campaign activity of one customer, such as messages, opens and clicks, in the time range from
`start_time`, inclusive, to `end_time`, exclusive. One of `email`, `customer_id`, `phone_number` and `uuid` is
required.

A response contains at most 10,000 activities. `truncated` and `total` state whether there are more. The
parameter `cursor` is documented for reading further activities, but no field of the response is documented to
contain its value. A client that requests shorter time ranges does not need `cursor`.

The reference does not list `422` for this operation. It is included here because other operations return it.

Sends a `GET` request to `/api/v2/customer_campaign_activity`

Arguments:
- `cursor`: The position to continue at if there are more than 10,000 activities: after `start_time`, and not after
`end_time`. The response field that contains the cursor is not documented.
- `customer_id`: The account's own identifier of the customer. One of `email`, `customer_id`, `phone_number` and `uuid` is
required.
- `email`: The email address of the customer. One of `email`, `customer_id`, `phone_number` and `uuid` is required.
- `end_time`: The end of the time range, exclusive, in RFC 3339 format with a time zone. Not before `start_time` and not in
the future.
- `phone_number`: The phone number of the customer. The `+` of an international number must be percent-encoded as `%2B`. One of
`email`, `customer_id`, `phone_number` and `uuid` is required.
- `start_time`: The start of the time range, inclusive, in RFC 3339 format with a time zone. At most 366 days ago.
- `uuid`: Blueshift's identifier of the customer. An opaque string. One of `email`, `customer_id`, `phone_number` and
`uuid` is required.
```text
let response = client.get_customer_campaign_activity()
    .cursor(cursor)
    .customer_id(customer_id)
    .email(email)
    .end_time(end_time)
    .phone_number(phone_number)
    .start_time(start_time)
    .uuid(uuid)
    .send()
    .await;
```*/
    pub fn get_customer_campaign_activity(
        &self,
    ) -> builder::GetCustomerCampaignActivity<'_> {
        builder::GetCustomerCampaignActivity::new(self)
    }
}
/// Types for composing operation parameters.
#[allow(clippy::all)]
pub mod builder {
    use super::types;
    #[allow(unused_imports)]
    use super::{
        encode_path, ByteStream, ClientInfo, ClientHooks, Error, OperationInfo,
        RequestBuilderExt, ResponseValue,
    };
    /**Builder for [`Client::list_campaigns`]

[`Client::list_campaigns`]: super::Client::list_campaigns*/
    #[derive(Debug, Clone)]
    pub struct ListCampaigns<'a> {
        client: &'a super::Client,
        archived: Result<Option<bool>, String>,
        created_after: Result<Option<::jiff::Timestamp>, String>,
        created_before: Result<Option<::jiff::Timestamp>, String>,
        email: Result<Option<::std::string::String>, String>,
        exec_term: Result<Option<::blueshift_api::ExecTerm>, String>,
        name: Result<Option<::std::string::String>, String>,
        page: Result<Option<u64>, String>,
        per_page: Result<Option<::std::num::NonZeroU64>, String>,
        startdate: Result<Option<::jiff::Timestamp>, String>,
        status: Result<Option<::blueshift_api::CampaignStatus>, String>,
    }
    impl<'a> ListCampaigns<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                archived: Ok(None),
                created_after: Ok(None),
                created_before: Ok(None),
                email: Ok(None),
                exec_term: Ok(None),
                name: Ok(None),
                page: Ok(None),
                per_page: Ok(None),
                startdate: Ok(None),
                status: Ok(None),
            }
        }
        pub fn archived<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<bool>,
        {
            self.archived = value
                .try_into()
                .map(Some)
                .map_err(|_| "archived has an invalid value".to_string());
            self
        }
        pub fn created_after<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::jiff::Timestamp>,
        {
            self.created_after = value
                .try_into()
                .map(Some)
                .map_err(|_| "created_after has an invalid value".to_string());
            self
        }
        pub fn created_before<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::jiff::Timestamp>,
        {
            self.created_before = value
                .try_into()
                .map(Some)
                .map_err(|_| "created_before has an invalid value".to_string());
            self
        }
        pub fn email<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.email = value
                .try_into()
                .map(Some)
                .map_err(|_| "email has an invalid value".to_string());
            self
        }
        pub fn exec_term<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::ExecTerm>,
        {
            self.exec_term = value
                .try_into()
                .map(Some)
                .map_err(|_| "exec_term has an invalid value".to_string());
            self
        }
        pub fn name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.name = value
                .try_into()
                .map(Some)
                .map_err(|_| "name has an invalid value".to_string());
            self
        }
        pub fn page<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<u64>,
        {
            self.page = value
                .try_into()
                .map(Some)
                .map_err(|_| "page has an invalid value".to_string());
            self
        }
        pub fn per_page<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::num::NonZeroU64>,
        {
            self.per_page = value
                .try_into()
                .map(Some)
                .map_err(|_| "per_page has an invalid value".to_string());
            self
        }
        pub fn startdate<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::jiff::Timestamp>,
        {
            self.startdate = value
                .try_into()
                .map(Some)
                .map_err(|_| "startdate has an invalid value".to_string());
            self
        }
        pub fn status<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::CampaignStatus>,
        {
            self.status = value
                .try_into()
                .map(Some)
                .map_err(|_| "status has an invalid value".to_string());
            self
        }
        ///Sends a `GET` request to `/api/v2/campaigns.json`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<::blueshift_api::CampaignList>, Error<()>> {
            let Self {
                client,
                archived,
                created_after,
                created_before,
                email,
                exec_term,
                name,
                page,
                per_page,
                startdate,
                status,
            } = self;
            let archived = archived.map_err(Error::InvalidRequest)?;
            let created_after = created_after.map_err(Error::InvalidRequest)?;
            let created_before = created_before.map_err(Error::InvalidRequest)?;
            let email = email.map_err(Error::InvalidRequest)?;
            let exec_term = exec_term.map_err(Error::InvalidRequest)?;
            let name = name.map_err(Error::InvalidRequest)?;
            let page = page.map_err(Error::InvalidRequest)?;
            let per_page = per_page.map_err(Error::InvalidRequest)?;
            let startdate = startdate.map_err(Error::InvalidRequest)?;
            let status = status.map_err(Error::InvalidRequest)?;
            let url = format!("{}/api/v2/campaigns.json", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("archived", &archived))
                .query(
                    &progenitor_client::QueryParam::new("created_after", &created_after),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "created_before",
                        &created_before,
                    ),
                )
                .query(&progenitor_client::QueryParam::new("email", &email))
                .query(&progenitor_client::QueryParam::new("exec_term", &exec_term))
                .query(&progenitor_client::QueryParam::new("name", &name))
                .query(&progenitor_client::QueryParam::new("page", &page))
                .query(&progenitor_client::QueryParam::new("per_page", &per_page))
                .query(&progenitor_client::QueryParam::new("startdate", &startdate))
                .query(&progenitor_client::QueryParam::new("status", &status))
                .build()?;
            let info = OperationInfo {
                operation_id: "list_campaigns",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::get_campaign_performance`]

[`Client::get_campaign_performance`]: super::Client::get_campaign_performance*/
    #[derive(Debug, Clone)]
    pub struct GetCampaignPerformance<'a> {
        client: &'a super::Client,
        end_time: Result<::jiff::Timestamp, String>,
        start_time: Result<::jiff::Timestamp, String>,
        status: Result<Option<::blueshift_api::CampaignStatus>, String>,
        tag_data: Result<Option<::std::string::String>, String>,
    }
    impl<'a> GetCampaignPerformance<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                end_time: Err("end_time was not initialized".to_string()),
                start_time: Err("start_time was not initialized".to_string()),
                status: Ok(None),
                tag_data: Ok(None),
            }
        }
        pub fn end_time<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::jiff::Timestamp>,
        {
            self.end_time = value
                .try_into()
                .map_err(|_| "end_time has an invalid value".to_string());
            self
        }
        pub fn start_time<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::jiff::Timestamp>,
        {
            self.start_time = value
                .try_into()
                .map_err(|_| "start_time has an invalid value".to_string());
            self
        }
        pub fn status<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::CampaignStatus>,
        {
            self.status = value
                .try_into()
                .map(Some)
                .map_err(|_| "status has an invalid value".to_string());
            self
        }
        pub fn tag_data<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.tag_data = value
                .try_into()
                .map(Some)
                .map_err(|_| "tag_data has an invalid value".to_string());
            self
        }
        ///Sends a `GET` request to `/api/v1/campaigns.json`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<::blueshift_api::types::CampaignPerformanceList>,
            Error<()>,
        > {
            let Self { client, end_time, start_time, status, tag_data } = self;
            let end_time = end_time.map_err(Error::InvalidRequest)?;
            let start_time = start_time.map_err(Error::InvalidRequest)?;
            let status = status.map_err(Error::InvalidRequest)?;
            let tag_data = tag_data.map_err(Error::InvalidRequest)?;
            let url = format!("{}/api/v1/campaigns.json", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("end_time", &end_time))
                .query(&progenitor_client::QueryParam::new("start_time", &start_time))
                .query(&progenitor_client::QueryParam::new("status", &status))
                .query(&progenitor_client::QueryParam::new("tag_data", &tag_data))
                .build()?;
            let info = OperationInfo {
                operation_id: "get_campaign_performance",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::get_campaign`]

[`Client::get_campaign`]: super::Client::get_campaign*/
    #[derive(Debug, Clone)]
    pub struct GetCampaign<'a> {
        client: &'a super::Client,
        campaign_uuid: Result<::blueshift_api::PathSegment, String>,
    }
    impl<'a> GetCampaign<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                campaign_uuid: Err("campaign_uuid was not initialized".to_string()),
            }
        }
        pub fn campaign_uuid<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::PathSegment>,
        {
            self.campaign_uuid = value
                .try_into()
                .map_err(|_| {
                    "campaign_uuid must be a path segment: not empty, not \".\" or \"..\", and without slashes or backslashes"
                        .to_string()
                });
            self
        }
        ///Sends a `GET` request to `/api/v1/campaigns/{campaign_uuid}.json`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<::blueshift_api::types::CampaignDetail>, Error<()>> {
            let Self { client, campaign_uuid } = self;
            let campaign_uuid = campaign_uuid.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/v1/campaigns/{}.json", client.baseurl, encode_path(&
                campaign_uuid.to_string()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            let info = OperationInfo {
                operation_id: "get_campaign",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::get_campaign_detail`]

[`Client::get_campaign_detail`]: super::Client::get_campaign_detail*/
    #[derive(Debug, Clone)]
    pub struct GetCampaignDetail<'a> {
        client: &'a super::Client,
        campaign_uuid: Result<::blueshift_api::PathSegment, String>,
        end_time: Result<::jiff::Timestamp, String>,
        start_time: Result<::jiff::Timestamp, String>,
    }
    impl<'a> GetCampaignDetail<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                campaign_uuid: Err("campaign_uuid was not initialized".to_string()),
                end_time: Err("end_time was not initialized".to_string()),
                start_time: Err("start_time was not initialized".to_string()),
            }
        }
        pub fn campaign_uuid<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::PathSegment>,
        {
            self.campaign_uuid = value
                .try_into()
                .map_err(|_| {
                    "campaign_uuid must be a path segment: not empty, not \".\" or \"..\", and without slashes or backslashes"
                        .to_string()
                });
            self
        }
        pub fn end_time<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::jiff::Timestamp>,
        {
            self.end_time = value
                .try_into()
                .map_err(|_| "end_time has an invalid value".to_string());
            self
        }
        pub fn start_time<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::jiff::Timestamp>,
        {
            self.start_time = value
                .try_into()
                .map_err(|_| "start_time has an invalid value".to_string());
            self
        }
        ///Sends a `GET` request to `/api/v1/campaigns/{campaign_uuid}/detail.json`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<::blueshift_api::types::CampaignDetail>, Error<()>> {
            let Self { client, campaign_uuid, end_time, start_time } = self;
            let campaign_uuid = campaign_uuid.map_err(Error::InvalidRequest)?;
            let end_time = end_time.map_err(Error::InvalidRequest)?;
            let start_time = start_time.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/v1/campaigns/{}/detail.json", client.baseurl, encode_path(&
                campaign_uuid.to_string()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("end_time", &end_time))
                .query(&progenitor_client::QueryParam::new("start_time", &start_time))
                .build()?;
            let info = OperationInfo {
                operation_id: "get_campaign_detail",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::create_campaign`]

[`Client::create_campaign`]: super::Client::create_campaign*/
    #[derive(Debug, Clone)]
    pub struct CreateCampaign<'a> {
        client: &'a super::Client,
        campaign_type: Result<types::CampaignType, String>,
        body: Result<::blueshift_api::types::NewCampaign, String>,
    }
    impl<'a> CreateCampaign<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                campaign_type: Err("campaign_type was not initialized".to_string()),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn campaign_type<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::CampaignType>,
        {
            self.campaign_type = value
                .try_into()
                .map_err(|_| "campaign_type has an invalid value".to_string());
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::types::NewCampaign>,
        {
            self.body = value
                .try_into()
                .map_err(|_| "body has an invalid value".to_string());
            self
        }
        ///Sends a `POST` request to `/api/v1/campaigns/{campaign_type}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<::blueshift_api::types::CampaignCreated>, Error<()>> {
            let Self { client, campaign_type, body } = self;
            let campaign_type = campaign_type.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/v1/campaigns/{}", client.baseurl, encode_path(& campaign_type
                .to_string()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_campaign",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::launch_campaign`]

[`Client::launch_campaign`]: super::Client::launch_campaign*/
    #[derive(Debug, Clone)]
    pub struct LaunchCampaign<'a> {
        client: &'a super::Client,
        campaign_uuid: Result<::blueshift_api::PathSegment, String>,
    }
    impl<'a> LaunchCampaign<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                campaign_uuid: Err("campaign_uuid was not initialized".to_string()),
            }
        }
        pub fn campaign_uuid<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::PathSegment>,
        {
            self.campaign_uuid = value
                .try_into()
                .map_err(|_| {
                    "campaign_uuid must be a path segment: not empty, not \".\" or \"..\", and without slashes or backslashes"
                        .to_string()
                });
            self
        }
        ///Sends a `PATCH` request to `/api/v1/campaigns/{campaign_uuid}/launch`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<::blueshift_api::types::CampaignState>, Error<()>> {
            let Self { client, campaign_uuid } = self;
            let campaign_uuid = campaign_uuid.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/v1/campaigns/{}/launch", client.baseurl, encode_path(&
                campaign_uuid.to_string()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .patch(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            let info = OperationInfo {
                operation_id: "launch_campaign",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::pause_campaign`]

[`Client::pause_campaign`]: super::Client::pause_campaign*/
    #[derive(Debug, Clone)]
    pub struct PauseCampaign<'a> {
        client: &'a super::Client,
        campaign_uuid: Result<::blueshift_api::PathSegment, String>,
    }
    impl<'a> PauseCampaign<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                campaign_uuid: Err("campaign_uuid was not initialized".to_string()),
            }
        }
        pub fn campaign_uuid<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::PathSegment>,
        {
            self.campaign_uuid = value
                .try_into()
                .map_err(|_| {
                    "campaign_uuid must be a path segment: not empty, not \".\" or \"..\", and without slashes or backslashes"
                        .to_string()
                });
            self
        }
        ///Sends a `PATCH` request to `/api/v1/campaigns/{campaign_uuid}/pause`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<::blueshift_api::types::CampaignState>, Error<()>> {
            let Self { client, campaign_uuid } = self;
            let campaign_uuid = campaign_uuid.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/v1/campaigns/{}/pause", client.baseurl, encode_path(&
                campaign_uuid.to_string()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .patch(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            let info = OperationInfo {
                operation_id: "pause_campaign",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::update_campaign_schedule`]

[`Client::update_campaign_schedule`]: super::Client::update_campaign_schedule*/
    #[derive(Debug, Clone)]
    pub struct UpdateCampaignSchedule<'a> {
        client: &'a super::Client,
        campaign_uuid: Result<::blueshift_api::PathSegment, String>,
        body: Result<::blueshift_api::types::CampaignSchedule, String>,
    }
    impl<'a> UpdateCampaignSchedule<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                campaign_uuid: Err("campaign_uuid was not initialized".to_string()),
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn campaign_uuid<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::PathSegment>,
        {
            self.campaign_uuid = value
                .try_into()
                .map_err(|_| {
                    "campaign_uuid must be a path segment: not empty, not \".\" or \"..\", and without slashes or backslashes"
                        .to_string()
                });
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::types::CampaignSchedule>,
        {
            self.body = value
                .try_into()
                .map_err(|_| "body has an invalid value".to_string());
            self
        }
        ///Sends a `PATCH` request to `/api/v1/campaigns/{campaign_uuid}/update_schedule`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<::blueshift_api::types::ScheduleUpdated>, Error<()>> {
            let Self { client, campaign_uuid, body } = self;
            let campaign_uuid = campaign_uuid.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/v1/campaigns/{}/update_schedule", client.baseurl, encode_path(&
                campaign_uuid.to_string()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .patch(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            let info = OperationInfo {
                operation_id: "update_campaign_schedule",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::archive_campaign`]

[`Client::archive_campaign`]: super::Client::archive_campaign*/
    #[derive(Debug, Clone)]
    pub struct ArchiveCampaign<'a> {
        client: &'a super::Client,
        campaign_uuid: Result<::blueshift_api::PathSegment, String>,
    }
    impl<'a> ArchiveCampaign<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                campaign_uuid: Err("campaign_uuid was not initialized".to_string()),
            }
        }
        pub fn campaign_uuid<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::PathSegment>,
        {
            self.campaign_uuid = value
                .try_into()
                .map_err(|_| {
                    "campaign_uuid must be a path segment: not empty, not \".\" or \"..\", and without slashes or backslashes"
                        .to_string()
                });
            self
        }
        ///Sends a `PUT` request to `/api/v1/campaigns/{campaign_uuid}/archive`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<::blueshift_api::types::ArchivedState>, Error<()>> {
            let Self { client, campaign_uuid } = self;
            let campaign_uuid = campaign_uuid.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/v1/campaigns/{}/archive", client.baseurl, encode_path(&
                campaign_uuid.to_string()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            let info = OperationInfo {
                operation_id: "archive_campaign",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::unarchive_campaign`]

[`Client::unarchive_campaign`]: super::Client::unarchive_campaign*/
    #[derive(Debug, Clone)]
    pub struct UnarchiveCampaign<'a> {
        client: &'a super::Client,
        campaign_uuid: Result<::blueshift_api::PathSegment, String>,
    }
    impl<'a> UnarchiveCampaign<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                campaign_uuid: Err("campaign_uuid was not initialized".to_string()),
            }
        }
        pub fn campaign_uuid<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::PathSegment>,
        {
            self.campaign_uuid = value
                .try_into()
                .map_err(|_| {
                    "campaign_uuid must be a path segment: not empty, not \".\" or \"..\", and without slashes or backslashes"
                        .to_string()
                });
            self
        }
        ///Sends a `PUT` request to `/api/v1/campaigns/{campaign_uuid}/unarchive`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<::blueshift_api::types::ArchivedState>, Error<()>> {
            let Self { client, campaign_uuid } = self;
            let campaign_uuid = campaign_uuid.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/v1/campaigns/{}/unarchive", client.baseurl, encode_path(&
                campaign_uuid.to_string()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            let info = OperationInfo {
                operation_id: "unarchive_campaign",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::bulk_archive_campaigns`]

[`Client::bulk_archive_campaigns`]: super::Client::bulk_archive_campaigns*/
    #[derive(Debug, Clone)]
    pub struct BulkArchiveCampaigns<'a> {
        client: &'a super::Client,
        body: Result<::blueshift_api::types::CampaignUuids, String>,
    }
    impl<'a> BulkArchiveCampaigns<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::types::CampaignUuids>,
        {
            self.body = value
                .try_into()
                .map_err(|_| "body has an invalid value".to_string());
            self
        }
        ///Sends a `PUT` request to `/api/v1/campaigns/bulk_archive`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<::blueshift_api::types::BulkArchiveResult>,
            Error<()>,
        > {
            let Self { client, body } = self;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/api/v1/campaigns/bulk_archive", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            let info = OperationInfo {
                operation_id: "bulk_archive_campaigns",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::bulk_unarchive_campaigns`]

[`Client::bulk_unarchive_campaigns`]: super::Client::bulk_unarchive_campaigns*/
    #[derive(Debug, Clone)]
    pub struct BulkUnarchiveCampaigns<'a> {
        client: &'a super::Client,
        body: Result<::blueshift_api::types::CampaignUuids, String>,
    }
    impl<'a> BulkUnarchiveCampaigns<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::types::CampaignUuids>,
        {
            self.body = value
                .try_into()
                .map_err(|_| "body has an invalid value".to_string());
            self
        }
        ///Sends a `PUT` request to `/api/v1/campaigns/bulk_unarchive`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<::blueshift_api::types::BulkArchiveResult>,
            Error<()>,
        > {
            let Self { client, body } = self;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/api/v1/campaigns/bulk_unarchive", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            let info = OperationInfo {
                operation_id: "bulk_unarchive_campaigns",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::execute_campaign`]

[`Client::execute_campaign`]: super::Client::execute_campaign*/
    #[derive(Debug, Clone)]
    pub struct ExecuteCampaign<'a> {
        client: &'a super::Client,
        body: Result<::blueshift_api::types::CampaignExecution, String>,
    }
    impl<'a> ExecuteCampaign<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::types::CampaignExecution>,
        {
            self.body = value
                .try_into()
                .map_err(|_| "body has an invalid value".to_string());
            self
        }
        ///Sends a `POST` request to `/api/v1/campaigns/execute`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<::blueshift_api::types::ExecutionResult>, Error<()>> {
            let Self { client, body } = self;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/api/v1/campaigns/execute", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            let info = OperationInfo {
                operation_id: "execute_campaign",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::bulk_execute_campaign`]

[`Client::bulk_execute_campaign`]: super::Client::bulk_execute_campaign*/
    #[derive(Debug, Clone)]
    pub struct BulkExecuteCampaign<'a> {
        client: &'a super::Client,
        body: Result<::blueshift_api::types::CampaignExecutions, String>,
    }
    impl<'a> BulkExecuteCampaign<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Err("body was not initialized".to_string()),
            }
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::types::CampaignExecutions>,
        {
            self.body = value
                .try_into()
                .map_err(|_| "body has an invalid value".to_string());
            self
        }
        ///Sends a `POST` request to `/api/v1/campaigns/bulk_execute`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<::std::vec::Vec<::blueshift_api::types::ExecutionResult>>,
            Error<()>,
        > {
            let Self { client, body } = self;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/api/v1/campaigns/bulk_execute", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            let info = OperationInfo {
                operation_id: "bulk_execute_campaign",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::get_customer_campaign_activity`]

[`Client::get_customer_campaign_activity`]: super::Client::get_customer_campaign_activity*/
    #[derive(Debug, Clone)]
    pub struct GetCustomerCampaignActivity<'a> {
        client: &'a super::Client,
        cursor: Result<Option<::jiff::Timestamp>, String>,
        customer_id: Result<Option<::std::string::String>, String>,
        email: Result<Option<::std::string::String>, String>,
        end_time: Result<::jiff::Timestamp, String>,
        phone_number: Result<Option<::std::string::String>, String>,
        start_time: Result<::jiff::Timestamp, String>,
        uuid: Result<Option<::std::string::String>, String>,
    }
    impl<'a> GetCustomerCampaignActivity<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                cursor: Ok(None),
                customer_id: Ok(None),
                email: Ok(None),
                end_time: Err("end_time was not initialized".to_string()),
                phone_number: Ok(None),
                start_time: Err("start_time was not initialized".to_string()),
                uuid: Ok(None),
            }
        }
        pub fn cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::jiff::Timestamp>,
        {
            self.cursor = value
                .try_into()
                .map(Some)
                .map_err(|_| "cursor has an invalid value".to_string());
            self
        }
        pub fn customer_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.customer_id = value
                .try_into()
                .map(Some)
                .map_err(|_| "customer_id has an invalid value".to_string());
            self
        }
        pub fn email<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.email = value
                .try_into()
                .map(Some)
                .map_err(|_| "email has an invalid value".to_string());
            self
        }
        pub fn end_time<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::jiff::Timestamp>,
        {
            self.end_time = value
                .try_into()
                .map_err(|_| "end_time has an invalid value".to_string());
            self
        }
        pub fn phone_number<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.phone_number = value
                .try_into()
                .map(Some)
                .map_err(|_| "phone_number has an invalid value".to_string());
            self
        }
        pub fn start_time<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::jiff::Timestamp>,
        {
            self.start_time = value
                .try_into()
                .map_err(|_| "start_time has an invalid value".to_string());
            self
        }
        pub fn uuid<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.uuid = value
                .try_into()
                .map(Some)
                .map_err(|_| "uuid has an invalid value".to_string());
            self
        }
        ///Sends a `GET` request to `/api/v2/customer_campaign_activity`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<::blueshift_api::types::CampaignActivityList>,
            Error<()>,
        > {
            let Self {
                client,
                cursor,
                customer_id,
                email,
                end_time,
                phone_number,
                start_time,
                uuid,
            } = self;
            let cursor = cursor.map_err(Error::InvalidRequest)?;
            let customer_id = customer_id.map_err(Error::InvalidRequest)?;
            let email = email.map_err(Error::InvalidRequest)?;
            let end_time = end_time.map_err(Error::InvalidRequest)?;
            let phone_number = phone_number.map_err(Error::InvalidRequest)?;
            let start_time = start_time.map_err(Error::InvalidRequest)?;
            let uuid = uuid.map_err(Error::InvalidRequest)?;
            let url = format!("{}/api/v2/customer_campaign_activity", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("cursor", &cursor))
                .query(&progenitor_client::QueryParam::new("customer_id", &customer_id))
                .query(&progenitor_client::QueryParam::new("email", &email))
                .query(&progenitor_client::QueryParam::new("end_time", &end_time))
                .query(
                    &progenitor_client::QueryParam::new("phone_number", &phone_number),
                )
                .query(&progenitor_client::QueryParam::new("start_time", &start_time))
                .query(&progenitor_client::QueryParam::new("uuid", &uuid))
                .build()?;
            let info = OperationInfo {
                operation_id: "get_customer_campaign_activity",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => crate::response::decode(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
}
/// Items consumers will typically use such as the Client.
pub mod prelude {
    pub use self::super::Client;
}
