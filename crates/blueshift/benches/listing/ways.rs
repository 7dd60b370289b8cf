//! The compared ways to list all campaigns.

use std::hint::black_box;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blueshift::reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue};
use blueshift::reqwest::{self, redirect};
use blueshift::{ApiKey, Campaign, Client};
use blueshift_api::Transport;
use futures_util::TryStreamExt;
use serde::de::DeserializeOwned;

use crate::Failure;
use crate::campaign::WithChrono;

/// A way to list all campaigns. The command line of a run contains the name of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// A hand-written loop with reqwest, serde_json and this crate's types: the baseline for this crate's listings.
    HandWritten,
    /// The generated client alone.
    Generated,
    /// `stream()` with this number of pages in flight.
    Stream(usize),
    /// The hand-written loop with derived types and chrono, as in a program without this library.
    Chrono,
}

impl Way {
    pub(crate) const ALL: [(Self, &str); 5] = [
        (Self::HandWritten, "a:hand-written"),
        (Self::Generated, "b:generated"),
        (Self::Stream(1), "c:stream-1"),
        (Self::Stream(8), "d:stream-8"),
        (Self::Chrono, "e:chrono"),
    ];

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(way, _)| *way)
    }

    /// Lists all campaigns.
    pub(crate) async fn list(self, from: &Server, listed: &mut Listed) -> Result<(), Failure> {
        match self {
            Self::HandWritten => hand_written::<Campaign>(from, listed).await,
            Self::Chrono => hand_written::<WithChrono>(from, listed).await,
            Self::Generated => generated(from, listed).await,
            Self::Stream(concurrency) => stream(from, concurrency, listed).await,
        }
    }
}

/// The server to list from.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) key: String,
    pub(crate) gzip: bool,
    pub(crate) per_page: u64,
}

impl Server {
    /// Returns the HTTP client, which differs between the ways only in its default headers.
    fn http(&self, headers: HeaderMap) -> reqwest::Result<reqwest::Client> {
        reqwest::Client::builder()
            .gzip(self.gzip)
            .default_headers(headers)
            .timeout(Duration::from_secs(30))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
    }

    /// Returns the `Authorization` header that [`AuthLayer`](blueshift::transport::AuthLayer) would add.
    fn authorization(&self) -> Result<HeaderValue, Failure> {
        Ok(HeaderValue::try_from(format!("Basic {}", STANDARD.encode(format!("{}:", self.key))))?)
    }
}

/// The number of campaigns listed so far, and the time until the first one.
pub(crate) struct Listed {
    pub(crate) campaigns: u64,
    pub(crate) first_after: Option<Duration>,
    started: Instant,
}

impl Listed {
    pub(crate) fn start() -> Self {
        Self { campaigns: 0, first_after: None, started: Instant::now() }
    }

    fn take<T>(&mut self, campaign: T) {
        self.first_after.get_or_insert_with(|| self.started.elapsed());
        self.campaigns += 1;
        drop(black_box(campaign));
    }
}

async fn hand_written<T: DeserializeOwned>(from: &Server, listed: &mut Listed) -> Result<(), Failure> {
    let headers = HeaderMap::from_iter([
        (AUTHORIZATION, from.authorization()?),
        (ACCEPT, HeaderValue::from_static("application/json")),
    ]);
    let http = from.http(headers)?;
    let endpoint = format!("{}/api/v2/campaigns.json", from.url);
    for page in 0_u64.. {
        let query = [("page", page), ("per_page", from.per_page)];
        let response = http.get(&endpoint).query(&query).send().await?.error_for_status()?;
        let campaigns: Vec<T> = serde_json::from_slice(&response.bytes().await?)?;
        if campaigns.is_empty() {
            break;
        }
        campaigns.into_iter().for_each(|campaign| listed.take(campaign));
    }
    Ok(())
}

async fn generated(from: &Server, listed: &mut Listed) -> Result<(), Failure> {
    let http = from.http(HeaderMap::from_iter([(AUTHORIZATION, from.authorization()?)]))?;
    let api = blueshift_api::Client::new_with_client(&from.url, http.clone(), Transport::from(http));
    for page in 0_u64.. {
        let response = api.list_campaigns().page(page).per_page(from.per_page).send().await;
        let campaigns = response.map_err(|error| error.to_string())?.into_inner().items;
        if campaigns.is_empty() {
            break;
        }
        campaigns.into_iter().for_each(|campaign| listed.take(campaign));
    }
    Ok(())
}

async fn stream(from: &Server, concurrency: usize, listed: &mut Listed) -> Result<(), Failure> {
    let http = from.http(HeaderMap::new())?;
    let key = ApiKey::new(from.key.as_str())?;
    let client = Client::builder(key).base_url(&from.url).http_client(http).build()?;
    let mut campaigns = client.campaigns().list().per_page(from.per_page).concurrency(concurrency).stream();
    while let Some(campaign) = campaigns.try_next().await? {
        listed.take(campaign);
    }
    Ok(())
}
