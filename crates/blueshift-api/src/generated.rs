// Generated from openapi/blueshift.yaml by `cargo xtask codegen`. Do not edit: change the contract and run it again.

#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
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

Read the marketing campaigns of a [Blueshift](https://blueshift.com) account.

This description is maintained by a community, not by Blueshift. It follows Blueshift's public reference. What the
reference leaves open is listed below instead of being guessed.

## Compatibility

These changes need no new major version: new optional parameters, new properties of any object, new values of an
open enum (`x-extensible-enum`), new error statuses. A client must ignore unknown properties and keep unknown enum
values.

## Retries

`429` and every `5xx` may be retried: wait 1 second before the first retry, then 2, 4, 8 and 16 seconds, at most
five retries, with random jitter on top. Any other `4xx` fails again until the request is changed.

## Encoding

Booleans are sent as `true` and `false`. Timestamps are sent in RFC 3339 form with a time zone, such as
`2024-05-01T00:00:00Z`; a `+` in an offset must be percent-encoded as `%2B`.

## What the reference leaves open

| Not documented | What a safe client does |
| --- | --- |
| Whether the first page is 0 or 1 | Starts at page 0. If that is refused with `400`, `404` or `422`, starts at page 1. |
| What follows the last page | Takes one empty page as no proof: the list ends when the next page is empty as well. Accepts a refusal, or the last page again, as a possible end and confirms it with another request. |
| Which body a list has (see *List campaigns*) | Accepts an array and an object with `results` or `campaigns`. |
| Whether totals in such an object are right | Never ends a listing by a total. |
| The default and the largest `per_page`, and whether a larger one is refused or reduced | Sends `per_page`, and never takes a page shorter than that for the last one. |
| The order of campaigns, and whether it is stable | Drops campaigns it has seen. If a reading showed any campaign twice, reads the list again. |
| Whether `uuid` is unique, and its form | Treats it as an opaque key, and reports an item without one as an error. |
| Whether `name`, `email` and `status` are compared case-sensitively, and whether `email` may be a part of an address | Sends the value as the account shows it, and compares again on its own side where it matters. |
| Whether `created_after`, `created_before` and `startdate` include the given instant | Sends a bound one second wider, and compares again on its own side. |
| What `archived` means when it is absent or `false` | Sends no `archived`, and reads the field `archived` of each campaign. Where archived campaigns matter, lists again with `true`. |
| Whether one-time campaigns without a start date are listed when `startdate` is absent | Lists twice, the second time with `exec_term=one_time` and an early `startdate`, and drops duplicates. |
| Which fields may be null or absent | Requires no field but `uuid`. |
| Which body an error has (see `ErrorMessage` and `FieldErrors`) | Decides by the status, and keeps the body as text. |
| The rate limit, and whether `Retry-After` is ever sent | Retries `429` as above, and waits longer if `Retry-After` says so. |

Version: 1.0.0*/
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
        "1.0.0"
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

Lists the campaigns of the account, one page at a time. Filters combine: a campaign is listed if it matches
all of them.

**The 30-day rule.** Without `startdate`, a *one-time* campaign is listed only if it started within the last
30 days. Campaigns of the other types are listed whatever their start date. To list older one-time campaigns,
send an earlier `startdate`.

**Body.** The documented body is an array of campaigns, which is what this description declares. Two other
bodies have been published or observed, and a client should accept all three:

- Observed in 2025 when paging parameters were sent: an object with the campaigns in `results`, such as
  `{"total_count": 24.0, "total_pages": 0, "per_page": 500, "page": 0, "results": []}`. `total_count` was
  written with a decimal point, and `total_pages` looked like the index of the last page rather than a count.
- Published by Blueshift in early 2025: `{"campaigns": []}`.

An object with a non-empty `error`, `errors` or `message`, or with `success: false`, beside an empty or absent
list is an error even if the status is `200`.

**Paging.** To read the whole list, start at page 0, drop campaigns whose `uuid` was seen before, and read on
until a page is empty and the one after it is empty too. A page shorter than `per_page` is not proof of the
end, and neither is a total. *What the reference leaves open* lists what is unknown here.

Sends a `GET` request to `/api/v2/campaigns.json`

Arguments:
- `archived`: Lists only campaigns with this archived status: `true` lists archived campaigns. What `false` or no value
means is not documented. Sent as `true` or `false`; Blueshift's own schema types it as a string.
- `created_after`: Lists only campaigns created after this instant, in RFC 3339 form with a time zone. Whether the instant itself
is included is not documented.
- `created_before`: Lists only campaigns created before this instant, in RFC 3339 form with a time zone. Whether the instant
itself is included is not documented.
- `email`: Lists only campaigns created by the author with this email address. Whether a part of an address matches, and
case sensitivity, are not documented.
- `exec_term`: Lists only campaigns of this type: `one_time`, `recurring`, `on_going`, `transactional`, `onsite` or a value
that is not known yet.
- `name`: Lists only campaigns whose name contains this text. Case sensitivity is not documented.
- `page`: The page to return. Whether the first page is 0 or 1, and what follows the last page, is not documented. A
client that must not miss a campaign starts at 0 and drops campaigns it has seen.
- `per_page`: The largest number of campaigns on a page. The default, the largest accepted value and what happens beyond it
are not documented. A page may hold fewer campaigns than this without being the last one.
- `startdate`: Lists only campaigns that started after this instant, in RFC 3339 form with a time zone. Whether the instant
itself is included is not documented. If absent, one-time campaigns are limited to those that started within
the last 30 days, and campaigns of other types are not limited. Whether one-time campaigns without a start
date are then listed is not documented.
- `status`: Lists only campaigns with this status: `draft`, `launched`, `executing`, `paused`, `completed`, `archived` or
a value that is not known yet. Case sensitivity is not documented.
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
                .map_err(|_| {
                    "archived has a value that does not fit its type".to_string()
                });
            self
        }
        pub fn created_after<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::jiff::Timestamp>,
        {
            self.created_after = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "created_after has a value that does not fit its type".to_string()
                });
            self
        }
        pub fn created_before<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::jiff::Timestamp>,
        {
            self.created_before = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "created_before has a value that does not fit its type".to_string()
                });
            self
        }
        pub fn email<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.email = value
                .try_into()
                .map(Some)
                .map_err(|_| "email has a value that does not fit its type".to_string());
            self
        }
        pub fn exec_term<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::ExecTerm>,
        {
            self.exec_term = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "exec_term has a value that does not fit its type".to_string()
                });
            self
        }
        pub fn name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.name = value
                .try_into()
                .map(Some)
                .map_err(|_| "name has a value that does not fit its type".to_string());
            self
        }
        pub fn page<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<u64>,
        {
            self.page = value
                .try_into()
                .map(Some)
                .map_err(|_| "page has a value that does not fit its type".to_string());
            self
        }
        pub fn per_page<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::num::NonZeroU64>,
        {
            self.per_page = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "per_page has a value that does not fit its type".to_string()
                });
            self
        }
        pub fn startdate<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::jiff::Timestamp>,
        {
            self.startdate = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "startdate has a value that does not fit its type".to_string()
                });
            self
        }
        pub fn status<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::blueshift_api::CampaignStatus>,
        {
            self.status = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "status has a value that does not fit its type".to_string()
                });
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
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
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
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_campaigns",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => ResponseValue::from_response(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
}
/// Items consumers will typically use such as the Client.
pub mod prelude {
    pub use self::super::Client;
}
