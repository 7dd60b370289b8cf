//! List campaigns.

use std::num::NonZeroU64;
use std::time::Duration;

use blueshift_api::types::Campaign;
use blueshift_api::{CampaignStatus, ExecTerm};
use jiff::Timestamp;

use crate::client::Client;
use crate::error::{ConfigError, Error};
use crate::listing::{CampaignStream, Pages, Plan};
use crate::page::Page;

/// How many campaigns a page of a listing holds unless told otherwise.
const PER_PAGE: u64 = 100;

/// The start of the year 0 in seconds since the Unix epoch; RFC 3339 has no years before it.
const YEAR_0: i64 = -62_167_219_200;

/// Lists campaigns; made by [`Campaigns::list`](crate::Campaigns::list).
///
/// Filters combine: a campaign is listed when it meets all of them. [`send`](Self::send) asks for one page,
/// [`stream`](Self::stream) yields every campaign, [`pages`](Self::pages) yields every page.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send`, `stream` or `pages` is called"]
pub struct ListCampaigns {
    client: Client,
    query: Query,
    page: Option<u64>,
    first_page: Option<u64>,
    concurrency: usize,
    all_time: bool,
    deadline: Option<Duration>,
}

/// What stays the same from page to page.
#[derive(Clone, Debug, Default)]
struct Query {
    name: Option<String>,
    email: Option<String>,
    created_after: Option<Timestamp>,
    created_before: Option<Timestamp>,
    startdate: Option<Timestamp>,
    archived: Option<bool>,
    status: Option<CampaignStatus>,
    exec_term: Option<ExecTerm>,
    per_page: Option<u64>,
}

impl ListCampaigns {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            query: Query::default(),
            page: None,
            first_page: None,
            concurrency: 1,
            all_time: false,
            deadline: None,
        }
    }

    /// Keeps campaigns whose name contains this text.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.query.name = Some(name.into());
        self
    }

    /// Keeps campaigns created by the author with this e-mail address.
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.query.email = Some(email.into());
        self
    }

    /// Keeps campaigns created after this moment.
    pub fn created_after(mut self, moment: impl Into<Timestamp>) -> Self {
        self.query.created_after = Some(moment.into());
        self
    }

    /// Keeps campaigns created before this moment.
    pub fn created_before(mut self, moment: impl Into<Timestamp>) -> Self {
        self.query.created_before = Some(moment.into());
        self
    }

    /// Keeps campaigns that started after this moment.
    ///
    /// Without it, one-time campaigns are listed only if they started within the last 30 days (a rule of the API, from
    /// its reference); campaigns of other types are listed whatever their start date.
    pub fn startdate(mut self, moment: impl Into<Timestamp>) -> Self {
        self.query.startdate = Some(moment.into());
        self
    }

    /// Keeps campaigns whose archived state is this one. What the API does without it is not documented.
    pub fn archived(mut self, archived: bool) -> Self {
        self.query.archived = Some(archived);
        self
    }

    /// Keeps campaigns in this status: a [`CampaignStatus`], or its name.
    pub fn status(mut self, status: impl Into<CampaignStatus>) -> Self {
        self.query.status = Some(status.into());
        self
    }

    /// Keeps campaigns of this type: an [`ExecTerm`], or its name.
    pub fn exec_term(mut self, exec_term: impl Into<ExecTerm>) -> Self {
        self.query.exec_term = Some(exec_term.into());
        self
    }

    /// How many campaigns a page holds at most, 1 or more. For [`send`](Self::send) the server chooses by default; for
    /// [`stream`](Self::stream) and [`pages`](Self::pages) the default is 100. The server may return fewer.
    pub fn per_page(mut self, per_page: u64) -> Self {
        self.query.per_page = Some(per_page);
        self
    }

    /// Which page [`send`](Self::send) asks for; the server chooses by default. It is not documented whether the first
    /// page is 0 or 1. A listing of many pages takes [`first_page`](Self::first_page) in its place.
    pub fn page(mut self, page: u64) -> Self {
        self.page = Some(page);
        self
    }

    /// Starts a listing of many pages at this one, and nowhere else: the way to go on after an error, with its
    /// [`page`](Error::page). By default a listing finds out by itself whether pages count from 0 or from 1.
    pub fn first_page(mut self, page: u64) -> Self {
        self.first_page = Some(page);
        self
    }

    /// How many pages of a listing may be asked for at the same time, 1 or more. 1 by default: then no request is sent
    /// before the consumer asks for more than it has. Campaigns come in the same order whatever the number.
    pub fn concurrency(mut self, pages: usize) -> Self {
        self.concurrency = pages;
        self
    }

    /// Lists what the 30-day rule hides as well: first the listing as asked for, then one-time campaigns of any start
    /// date (`exec_term=one_time`, `startdate=1970-01-01T00:00:00Z`), each campaign once.
    ///
    /// Without `startdate` the API leaves out one-time campaigns that started more than 30 days ago; with it, campaigns
    /// that have no start date may be missing. Neither listing alone is complete, their union is. The second part is
    /// left out where [`exec_term`](Self::exec_term) asks for another type. Cannot be combined with
    /// [`startdate`](Self::startdate).
    ///
    /// [`first_page`](Self::first_page) pins the first part only.
    pub fn all_time(mut self) -> Self {
        self.all_time = true;
        self
    }

    /// How long the call may take, retries and waits included; in a listing, each page. In place of the
    /// [client's](crate::ClientBuilder::deadline).
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Asks for one page.
    ///
    /// ```
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// let page = client.campaigns().list().status("launched").per_page(4).page(1).send().await?;
    /// assert!(page.items.len() <= 4);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Every kind of [`Error`] but [`Error::Listing`].
    pub async fn send(self) -> Result<Page<Campaign>, Error> {
        let only_listings = "it is for listings of many pages; use `stream` or `pages`";
        let misplaced = [
            ("first_page", self.first_page.is_some()),
            ("concurrency", self.concurrency != 1),
            ("all_time", self.all_time),
        ];
        if let Some((name, _)) = misplaced.iter().find(|(_, is_set)| *is_set) {
            return Err(ConfigError::NotHere { name, reason: only_listings }.into());
        }
        self.query.check()?;
        self.query.clone().fetch(self.client, self.page, self.deadline).await
    }

    /// Yields every campaign exactly once, in the server's order, or ends with an error that says which page failed.
    ///
    /// ```
    /// use futures_util::TryStreamExt;
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// let mut campaigns = client.campaigns().list().status("launched").stream();
    /// while let Some(campaign) = campaigns.try_next().await? {
    ///     println!("{}", campaign.name.unwrap_or(campaign.uuid));
    /// }
    ///
    /// let drafts: Vec<_> = client.campaigns().list().status("draft").stream().try_collect().await?;
    /// # assert!(!drafts.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # What is listed
    ///
    /// **The 30-day rule**: without [`startdate`](Self::startdate) the API itself leaves out one-time campaigns that
    /// started more than 30 days ago. [`all_time`](Self::all_time) lists them too.
    ///
    /// **Campaigns that leave the result while it is read.** Campaigns that are *added* meanwhile do no harm. One that
    /// *leaves* it, such as a campaign that completes while `status("launched")` is listed, makes all later ones slide
    /// forward by one, and one of them past the reader, which page numbers cannot reveal. Where that matters, filter by
    /// what does not change, such as the creation date, and filter the rest where the campaigns arrive.
    ///
    /// # How the end is found
    ///
    /// The end is an empty page and nothing else: a short page is not, because servers cap `per_page` in silence, and a
    /// total is not, because nothing promises that it is right. A server that ignores `page` is found out by two pages in
    /// a row that bring nothing new, and reported.
    ///
    /// # Errors
    ///
    /// The stream ends after the first error. [`Error::Listing`] carries the page, and comes after every campaign of the
    /// pages before it; [`first_page`](Self::first_page) goes on from there. [`Error::Config`] comes first and alone.
    pub fn stream(self) -> CampaignStream {
        CampaignStream::new(self.pages())
    }

    /// Yields the pages of the listing, under the same rules as [`stream`](Self::stream): a page holds the campaigns that
    /// have not been yielded before, and a page without any is passed over.
    ///
    /// ```
    /// use futures_util::TryStreamExt;
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// let mut pages = client.campaigns().list().concurrency(8).pages();
    /// while let Some(page) = pages.try_next().await? {
    ///     println!("page {:?}: {} campaigns", page.number, page.items.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`stream`](Self::stream).
    pub fn pages(self) -> Pages {
        match self.parts() {
            Err(error) => Pages::refused(error.into()),
            Ok(parts) => {
                let Self { client, deadline, .. } = self;
                let plan =
                    Plan { first_page: self.first_page, parts: parts.len(), concurrency: self.concurrency };
                Pages::new(plan, move |part: usize, page| {
                    let query = parts.get(part).cloned().unwrap_or_default();
                    query.fetch(client.clone(), Some(page), deadline)
                })
            }
        }
    }

    /// The queries that make up a listing, one after the other.
    fn parts(&self) -> Result<Vec<Query>, ConfigError> {
        if self.page.is_some() {
            let reason = "a listing of many pages starts with `first_page`; `page` is for `send`";
            return Err(ConfigError::NotHere { name: "page", reason });
        }
        if self.concurrency == 0 {
            return Err(ConfigError::invalid("concurrency", "0", "1 or more"));
        }
        if self.all_time && self.query.startdate.is_some() {
            let reason = "with `startdate` the 30-day rule does not apply; leave one of the two out";
            return Err(ConfigError::NotHere { name: "all_time", reason });
        }
        let first = Query { per_page: self.query.per_page.or(Some(PER_PAGE)), ..self.query.clone() };
        first.check()?;
        let one_time_asked = first.exec_term.as_ref().is_none_or(|asked| *asked == ExecTerm::OneTime);
        if self.all_time && one_time_asked {
            let any_start = Some(Timestamp::UNIX_EPOCH);
            let second = Query { exec_term: Some(ExecTerm::OneTime), startdate: any_start, ..first.clone() };
            return Ok(vec![first, second]);
        }
        Ok(vec![first])
    }
}

impl Query {
    fn check(&self) -> Result<(), ConfigError> {
        if self.per_page == Some(0) {
            return Err(ConfigError::invalid("per_page", "0", "1 or more"));
        }
        let dates = [
            ("created_after", self.created_after),
            ("created_before", self.created_before),
            ("startdate", self.startdate),
        ];
        for (name, date) in dates {
            if let Some(date) = date.filter(|date| date.as_second() < YEAR_0) {
                return Err(ConfigError::invalid(name, &date, "in the years 0 to 9999, as RFC 3339 has it"));
            }
        }
        Ok(())
    }

    async fn fetch(
        self,
        client: Client,
        page: Option<u64>,
        deadline: Option<Duration>,
    ) -> Result<Page<Campaign>, Error> {
        let per_page = self.per_page;
        let answer = client.call("list_campaigns", deadline, |api| async move {
            let mut request = api.list_campaigns();
            // The generated setters take no `Option`.
            macro_rules! set {
                ($($field:ident: $value:expr),* $(,)?) => {
                    $(if let Some(value) = $value { request = request.$field(value); })*
                };
            }
            set! {
                name: self.name,
                email: self.email,
                created_after: self.created_after,
                created_before: self.created_before,
                startdate: self.startdate,
                archived: self.archived,
                status: self.status,
                exec_term: self.exec_term,
                per_page: self.per_page.and_then(NonZeroU64::new),
                page: page,
            }
            request.send().await
        });
        let answer = answer.await?.check()?;
        Ok(Page {
            items: answer.value.items,
            number: page,
            per_page,
            total: answer.value.total,
            request_id: answer.request_id,
        })
    }
}
