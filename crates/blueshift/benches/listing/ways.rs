//! The ways to list that are compared, each of them to the last campaign.

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

/// A way to list. Its name is also what the command line of a run says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// A loop on reqwest and serde_json, as one would write it by hand: the limit to reach.
    ByHand,
    /// The generated client without anything around it.
    Generated,
    /// `stream()` with that many pages in flight.
    Stream(usize),
    /// The hand-written loop with derived types and chrono, which a program without this library would have.
    Chrono,
}

impl Way {
    pub(crate) const ALL: [(Self, &str); 5] = [
        (Self::ByHand, "a:by-hand"),
        (Self::Generated, "b:generated"),
        (Self::Stream(1), "c:stream-1"),
        (Self::Stream(8), "d:stream-8"),
        (Self::Chrono, "e:chrono"),
    ];

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(way, _)| *way)
    }

    /// Lists everything there is.
    pub(crate) async fn list(self, from: &Server, listed: &mut Listed) -> Result<(), Failure> {
        match self {
            Self::ByHand => by_hand::<Campaign>(from, listed).await,
            Self::Chrono => by_hand::<WithChrono>(from, listed).await,
            Self::Generated => generated(from, listed).await,
            Self::Stream(concurrency) => stream(from, concurrency, listed).await,
        }
    }
}

/// Where to list from.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) key: String,
    pub(crate) gzip: bool,
    pub(crate) per_page: u64,
}

impl Server {
    /// The same HTTP client for every way, so that only what is around it differs.
    fn http(&self, headers: HeaderMap) -> reqwest::Result<reqwest::Client> {
        reqwest::Client::builder()
            .gzip(self.gzip)
            .default_headers(headers)
            .timeout(Duration::from_secs(30))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
    }

    /// Made once, where this crate's own layer does not make it.
    fn authorization(&self) -> Result<HeaderValue, Failure> {
        Ok(HeaderValue::try_from(format!("Basic {}", STANDARD.encode(format!("{}:", self.key))))?)
    }
}

/// What has been listed so far, and when it began to come.
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

async fn by_hand<T: DeserializeOwned>(from: &Server, listed: &mut Listed) -> Result<(), Failure> {
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
