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

This is a community-maintained description, made from Blueshift's public reference; it is not published by
Blueshift. Where the reference is silent, the description says so instead of guessing.

**What may change without a new major version:** new optional parameters, new properties on any object, new
values of an open enum (`x-extensible-enum`), new error statuses. Readers must ignore properties and accept enum
values that they do not know.

**Retrying.** `429` and every `5xx` may be tried again: wait 1 second before the first retry, then 2, 4 and 8,
doubling each time, five retries at most, with random jitter on top. Any other `4xx` gives the same answer again
until the request is changed.


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

Lists the campaigns of the account, one page at a time. Filters combine: a campaign is listed when it meets
all of them.

**The 30-day rule.** Without `startdate`, a *one-time* campaign is listed only if it started within the last
30 days; campaigns of the other types are listed whatever their start date. To reach older one-time
campaigns, send a `startdate` that lies far enough back.

**Paging.** The answer is a bare list: it carries neither a total nor a link to the next page. Ask for page
after page until one is empty; a page shorter than `per_page` is not proof of the end, because a server may
cap `per_page`. The order of campaigns is not documented.


Sends a `GET` request to `/api/v2/campaigns.json`

Arguments:
- `archived`: Keeps the campaigns whose archived state is this one; `true` asks for archived campaigns. What leaving it out
means is not documented.

- `created_after`: Keeps the campaigns created after this moment. ISO 8601 with a time zone, as in RFC 3339.
- `created_before`: Keeps the campaigns created before this moment. ISO 8601 with a time zone, as in RFC 3339.
- `email`: Keeps the campaigns created by the author with this e-mail address.
- `exec_term`: Keeps the campaigns of this type.
- `name`: Keeps the campaigns whose name contains this text.
- `page`: Which page to return. It is not documented whether the first page is 0 or 1, so a reader that must not miss
anything starts at 0 and drops campaigns it has already seen.

- `per_page`: How many campaigns a page holds at most. Neither the default nor the largest accepted number is documented;
a server may return fewer than asked for.

- `startdate`: Keeps the campaigns that started after this moment. ISO 8601 with a time zone, as in RFC 3339. When it is
left out, one-time campaigns are limited to those that started within the last 30 days, and campaigns of
other types are not limited.

- `status`: Keeps the campaigns in this status.
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
