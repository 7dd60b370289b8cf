//! Lists campaigns.

mod query;
mod read;

use std::sync::Arc;

use blueshift_api::queries::ListCampaignsQuery;
use blueshift_api::types::Campaign;
use blueshift_api::{CampaignStatus, ExecTerm};
use jiff::Timestamp;

use self::read::Resumed;
use crate::call::{CallOptions, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::Error;
use crate::paging::{Items, MAX_CONCURRENCY, Page, Pages};

/// A request to list campaigns; created by [`Campaigns::list`](crate::Campaigns::list).
///
/// A campaign is listed if it matches all filters. [`send`](Self::send) requests one page, [`stream`](Self::stream) yields
/// every campaign, and [`pages`](Self::pages) yields them page by page. Call options, such as the deadline, apply to the
/// request for each page.
///
/// The type parameter `Mode` is [`Open`] at first, [`OnePage`] after [`page`](Self::page), and [`Listing`] after a method
/// that applies only to a listing of all pages, such as [`concurrency`](Self::concurrency).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send`, `stream` or `pages` is called"]
pub struct ListCampaigns<Mode = Open, C = Client> {
    client: C,
    query: ListCampaignsQuery,
    mode: Mode,
    options: CallOptions,
}

/// The mode of [`ListCampaigns`] that can request one page or list all campaigns.
#[derive(Clone, Copy, Debug, Default)]
pub struct Open(());

/// The mode of [`ListCampaigns`] that requests one page.
#[derive(Clone, Copy, Debug)]
pub struct OnePage(());

/// The mode of [`ListCampaigns`] that lists all campaigns.
#[derive(Clone, Debug)]
pub struct Listing {
    resumed: Option<Arc<Resumed>>,
    first_page: Option<u64>,
    page_base: Option<u64>,
    concurrency: usize,
    all_time: bool,
    verify: bool,
    ignore_total: bool,
}

impl Default for Listing {
    fn default() -> Self {
        Self {
            resumed: None,
            first_page: None,
            page_base: None,
            concurrency: 1,
            all_time: false,
            verify: false,
            ignore_total: false,
        }
    }
}

impl From<Open> for Listing {
    fn from(_: Open) -> Self {
        Self::default()
    }
}

impl ListCampaigns {
    /// The default page size of a listing. The API is known to accept it: a published integration uses it in production.
    pub const DEFAULT_PER_PAGE: u64 = 200;

    /// The maximum of [`concurrency`](Self::concurrency).
    pub const MAX_CONCURRENCY: usize = MAX_CONCURRENCY;
}

impl<C> ListCampaigns<Open, C> {
    pub(super) fn new(client: C) -> Self {
        Self {
            client,
            query: ListCampaignsQuery::default(),
            mode: Open::default(),
            options: CallOptions::default(),
        }
    }

    /// Sets the page that [`send`](Self::send) requests. By default, the server chooses the page. Whether the first page is 0 or
    /// 1 is not documented. For listings, see [`first_page`](Self::first_page) and [`page_base`](Self::page_base).
    pub fn page(self, page: u64) -> ListCampaigns<OnePage, C> {
        let Self { client, mut query, options, .. } = self;
        query.page = Some(page);
        ListCampaigns { client, query, options, mode: OnePage(()) }
    }
}

impl ListCampaigns {
    /// Requests one page.
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
    /// [`Error::Config`] if the page size is 0 or a date is before the year 0; or another [`Error`] if the request fails.
    pub async fn send(self) -> Result<Page<Campaign>, Error> {
        self.run().await
    }
}

impl ListCampaigns<OnePage> {
    /// Requests the page.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the page size is 0 or a date is before the year 0; or another [`Error`] if the request fails.
    pub async fn send(self) -> Result<Page<Campaign>, Error> {
        self.run().await
    }
}

impl<Mode, C> ListCampaigns<Mode, C> {
    /// Lists only campaigns with a name that contains this text.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.query.name = Some(name.into());
        self
    }

    /// Lists only campaigns created by the author with this email address.
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.query.email = Some(email.into());
        self
    }

    /// Lists only campaigns created after this timestamp.
    pub fn created_after(mut self, timestamp: impl Into<Timestamp>) -> Self {
        self.query.created_after = Some(timestamp.into());
        self
    }

    /// Lists only campaigns created before this timestamp.
    pub fn created_before(mut self, timestamp: impl Into<Timestamp>) -> Self {
        self.query.created_before = Some(timestamp.into());
        self
    }

    /// Lists only campaigns that started after this timestamp.
    ///
    /// According to the API reference, one-time campaigns are listed without this filter only if they started within the last 30
    /// days; campaigns of other types are listed regardless of their start date.
    pub fn startdate(mut self, timestamp: impl Into<Timestamp>) -> Self {
        self.query.startdate = Some(timestamp.into());
        self
    }

    /// Lists only campaigns with this archived status. The API reference describes only `true`, which lists archived campaigns.
    pub fn archived(mut self, archived: bool) -> Self {
        self.query.archived = Some(archived);
        self
    }

    /// Lists only campaigns with this status, given as a [`CampaignStatus`] or by name.
    pub fn status(mut self, status: impl Into<CampaignStatus>) -> Self {
        self.query.status = Some(status.into());
        self
    }

    /// Lists only campaigns of this type, given as an [`ExecTerm`] or by name.
    pub fn exec_term(mut self, exec_term: impl Into<ExecTerm>) -> Self {
        self.query.exec_term = Some(exec_term.into());
        self
    }

    /// Sets the maximum number of campaigns per page, at least 1. The server may return fewer.
    ///
    /// [`send`](Self::send) leaves the choice to the server by default. [`stream`](Self::stream) and [`pages`](Self::pages) use
    /// [`DEFAULT_PER_PAGE`](Self::DEFAULT_PER_PAGE), and leave the choice to the server if it refuses that size; a size that is
    /// set here is always sent.
    pub fn per_page(mut self, per_page: u64) -> Self {
        self.query.per_page = Some(per_page);
        self
    }

    call_options!();

    pub(super) fn with_options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }
}

impl<Mode: Into<Listing>, C> ListCampaigns<Mode, C> {
    fn listing(self, set: impl FnOnce(&mut Listing)) -> ListCampaigns<Listing, C> {
        let Self { client, query, options, mode } = self;
        let mut mode = mode.into();
        set(&mut mode);
        ListCampaigns { client, query, options, mode }
    }

    /// Starts the listing at this page, to resume after an error at the page that [`Error::page`] returns.
    ///
    /// With the same filters and the same page size, the stream yields exactly the rest of the listing, provided that the
    /// list has not changed and that no response contained a page other than the requested one. There are two exceptions, in
    /// which campaigns of the first page are yielded again: if the server returns the first page for a page past the end; and
    /// if page 1 failed and the server returns page 1 for page 0 too. Totals are not checked, because the number of campaigns
    /// before this page is unknown. With page 0, the whole list is listed, even if the server numbers pages from 1.
    pub fn first_page(self, page: u64) -> ListCampaigns<Listing, C> {
        self.listing(|listing| listing.first_page = Some(page))
    }

    /// Sets the number of the first page, 0 or 1. By default, it is detected. This takes up to four additional requests if
    /// pages are numbered from 1, or seven if the server also responds to page 0 with page 1. The setting is required only
    /// for a server that responds to page 0 with an error other than 400, 404 or 422.
    pub fn page_base(self, number: u64) -> ListCampaigns<Listing, C> {
        self.listing(|listing| listing.page_base = Some(number))
    }

    /// Sets the maximum number of pages in flight, 1 to [`MAX_CONCURRENCY`](Self::MAX_CONCURRENCY). With the default of 1, no
    /// request is sent before it is needed.
    ///
    /// The first three pages are requested concurrently, then 4, 8 … pages. At the end, the last page or the page after it is
    /// requested again to detect changes to the list. If the list has changed, it is read again one page at a time, and
    /// missed campaigns are yielded last.
    pub fn concurrency(self, pages: usize) -> ListCampaigns<Listing, C> {
        self.listing(|listing| listing.concurrency = pages)
    }

    /// Reads the list at least twice, until one pass over its pages contains no campaign twice, and the next pass contains
    /// all campaigns of that pass.
    ///
    /// The listing is then complete even if campaigns leave the result while it is read, provided that they do not return.
    /// For example, a campaign leaves the result if it completes while `status("launched")` is listed. This takes about twice
    /// as many requests, or more if the list changes. The listing fails with
    /// [`ListingProblem::Unstable`](crate::ListingProblem::Unstable) if five passes are not enough.
    pub fn verify(self) -> ListCampaigns<Listing, C> {
        self.listing(|listing| listing.verify = true)
    }

    /// Ignores the total that some servers state. By default, if fewer campaigns are found than the total, the list is read
    /// up to two more times; then the listing fails with [`ListingProblem::Incomplete`](crate::ListingProblem::Incomplete).
    pub fn ignore_total(self) -> ListCampaigns<Listing, C> {
        self.listing(|listing| listing.ignore_total = true)
    }

    /// Includes one-time campaigns that started more than 30 days ago, with a second query for one-time campaigns of any
    /// start date (`exec_term=one_time`, `startdate=1970-01-01T00:00:00Z`). Each campaign is yielded once.
    ///
    /// Without `startdate`, the API omits one-time campaigns that started more than 30 days ago; with `startdate`, campaigns
    /// without a start date may be missing. Each query alone is incomplete; their union is complete. The second query is not
    /// sent if [`exec_term`](Self::exec_term) is set to another type. Cannot be combined with [`startdate`](Self::startdate).
    ///
    /// [`first_page`](Self::first_page) applies to the first query only.
    pub fn all_time(self) -> ListCampaigns<Listing, C> {
        self.listing(|listing| listing.all_time = true)
    }
}

impl<Mode: Into<Listing>> ListCampaigns<Mode> {
    /// Returns a stream of all campaigns.
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
    /// # Guarantee
    ///
    /// Let *S* be the campaigns that match during the whole listing. The stream yields every campaign of *S* exactly once,
    /// or ends with an error, while campaigns are added, edited or reordered. It assumes that
    ///
    /// - no campaign leaves the result (with [`verify`](Self::verify), campaigns may leave if they do not return),
    /// - a wrong response (a failure, an empty page, another page of the list or, without [`concurrency`](Self::concurrency), an
    ///   earlier state of the page) is not repeated when the same page is requested again,
    /// - every page except the last is full or empty,
    /// - fewer campaigns change their positions between two requests than a page contains.
    ///
    /// The guarantee does not cover a wrong response for a page before or after an empty page in the middle of the list. If
    /// the server limits the number of campaigns that it serves, this cannot be detected unless the server states a total.
    /// Without [`startdate`](Self::startdate), the API itself omits one-time campaigns that started more than 30 days ago;
    /// [`all_time`](Self::all_time) includes them.
    ///
    /// Campaigns are yielded in the server's order. If the list changes while it is read, it is read again, and missed
    /// campaigns are yielded later.
    ///
    /// # End of the list
    ///
    /// Neither a short page nor a total ends a listing, because servers may reduce `per_page` without an error, and totals
    /// may be wrong. A list ends with an empty page, a refused page (400, 404 or 422), or a page that repeats the last or
    /// first page. Each kind of end is confirmed by further requests.
    ///
    /// Without [`concurrency`](Self::concurrency), a list of *n* pages that does not change takes *n* + 3 requests, and an
    /// empty list takes five. This applies if pages are numbered from 0, the server accepts the page size and does not reduce
    /// it, and the list ends with an empty page.
    ///
    /// # Errors
    ///
    /// The stream ends after the first error. If a page fails, all campaigns of the pages before it are yielded first, and
    /// then [`Error::Listing`] with the number of the page. If an error concerns the whole list, it has no page number.
    /// [`first_page`](Self::first_page) resumes at the page that failed, unless it is a page of the second query of
    /// [`all_time`](Self::all_time). Invalid settings are reported as [`Error::Config`] before any request is sent.
    pub fn stream(self) -> Items<Campaign> {
        Items::new(self.pages())
    }

    /// Returns a stream of pages, with the guarantee of [`stream`](Self::stream). A page contains the campaigns that were not
    /// yielded before; pages without new campaigns are skipped.
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
    /// Those of [`stream`](Self::stream).
    pub fn pages(self) -> Pages<Campaign> {
        self.read_pages()
    }
}

impl<Mode, C: AnyClient> ListCampaigns<Mode, C> {
    async fn run(self) -> Result<Page<Campaign>, Error> {
        query::check(&self.query)?;
        query::fetch(self.query, self.client.client().clone(), self.options).await
    }
}

impl<Mode: Into<Listing>, C: AnyClient> ListCampaigns<Mode, C> {
    fn read_pages(self) -> Pages<Campaign> {
        let Self { client, query, mode, options } = self;
        let listing =
            ListCampaigns { client: client.client().clone(), query, mode: mode.into(), options }.check();
        let listing = match listing {
            Ok(listing) => listing,
            Err(error) => return Pages::new(async |_| Err(error.into())),
        };
        let progress = Arc::new(listing.progress());
        let reading = progress.clone();
        Pages::new(async move |output| listing.read(&reading, &output).await).resumable(progress)
    }
}

blocking! {
    impl ListCampaigns<Open> {
        run -> send() -> Page<Campaign>;
    }
}

blocking! {
    impl ListCampaigns<OnePage> {
        run -> send() -> Page<Campaign>;
    }
}

#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
impl<Mode: Into<Listing>> ListCampaigns<Mode, crate::blocking::Client> {
    /// Returns an iterator over all campaigns, with the guarantee of [`stream`](#method.stream). Pages are requested when they
    /// are needed, or earlier with [`concurrency`](Self::concurrency).
    ///
    /// After an error that ends the listing, `next` returns `None`. See the [module](crate::blocking) for an example.
    pub fn iter(self) -> crate::blocking::Iter<Items<Campaign>> {
        let client = self.client.clone();
        crate::blocking::Iter::new(client, Items::new(self.read_pages()))
    }

    /// Returns an iterator over pages; see the stream [`pages`](#method.pages).
    pub fn pages(self) -> crate::blocking::Iter<Pages<Campaign>> {
        let client = self.client.clone();
        crate::blocking::Iter::new(client, self.read_pages())
    }
}
