//! The builder of a sandbox and its options.

use std::sync::Arc;
use std::time::SystemTime;

use tokio::sync::mpsc;

use crate::assumptions::{
    ArchivedAbsent, ArchivedFalse, Assumptions, Behavior, BulkTransactions, DateBound, DetailShape,
    EmailMatch, NameMatch, Order, OverMax, PageBase, PageZero, PastEnd, RateLimitHeaders, RequestId,
    RetryAfter, Shape, StatusMatch, Total, UndatedOneTime, UnknownParameter,
};
use crate::data::clock::Clock;
use crate::data::data_set::DataSet;
use crate::data::executions::Executions;
use crate::data::ledger::Ledger;
use crate::data::seeded::Seeded;
use crate::data::store::Store;
use crate::error::StartError;
use crate::faults::active::Faults;
use crate::faults::delayed::Delayed;
use crate::faults::fault::Fault;
use crate::sandbox::{DEFAULT_API_KEY, DEFAULT_CAMPAIGNS, Sandbox};
use crate::server::listener;
use crate::server::stats::Recorder;
use crate::state::State;

/// A builder of a [`Sandbox`]. Every option has a default.
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
/// use blueshift_sandbox::{Fault, PageBase, Sandbox};
///
/// let sandbox = Sandbox::builder()
///     .campaigns(20_000)
///     .page_base(PageBase::One)
///     .max_per_page(37)
///     .fault(Fault::status(503).share(0.1))
///     .start()
///     .await?;
/// println!("{} {}", sandbox.url(), sandbox.api_key());
/// # Ok::<(), blueshift_sandbox::StartError>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until `start` is called"]
pub struct Builder {
    api_key: String,
    campaigns: u32,
    seed: u64,
    port: u16,
    data: Option<DataSet>,
    /// The time of a fixed clock. `Some(None)` is a time that the system cannot represent.
    now: Option<Option<SystemTime>>,
    faults: Vec<Fault>,
    assumptions: Assumptions,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            api_key: DEFAULT_API_KEY.to_owned(),
            campaigns: DEFAULT_CAMPAIGNS,
            seed: 1,
            port: 0,
            data: None,
            now: None,
            faults: Vec::new(),
            assumptions: Assumptions::default(),
        }
    }
}

impl Builder {
    /// Sets the API key that the sandbox accepts. The default is [`DEFAULT_API_KEY`].
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.api_key = key.into();
        self
    }

    /// Sets the number of generated campaigns. The default is [`DEFAULT_CAMPAIGNS`]. Generated campaigns are computed, not
    /// stored, so even a million campaigns use no memory, except with [`Order::Updated`].
    pub fn campaigns(mut self, count: u32) -> Self {
        self.campaigns = count;
        self
    }

    /// Sets the seed of generated campaigns, statistics and activities, and of [`Order::Shuffled`]. The default is 1. On the
    /// same day, the same seed and number of campaigns give the same campaigns.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Sets the port of 127.0.0.1 to listen on. The default is 0, which selects a free port.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Serves these campaigns instead of generated ones.
    pub fn data(mut self, data: DataSet) -> Self {
        self.data = Some(data);
        self
    }

    /// Sets a fixed time, so that the dates of generated campaigns do not change, and a listing without `startdate` always
    /// contains the same one-time campaigns. By default, the clock starts at the system time and follows tokio's clock, which a
    /// test can pause.
    ///
    /// The time can be a `SystemTime`, a `jiff::Timestamp` or a `chrono::DateTime`.
    pub fn now(mut self, now: impl TryInto<SystemTime>) -> Self {
        self.now = Some(now.try_into().ok());
        self
    }

    /// Adds a fault that is active from the start. [`Sandbox::faults`] changes the faults later.
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Sets the assumptions of a behavior file, as written by `blueshift probe`. Assumptions that are not in the file keep
    /// their values. Assumptions that are set later override the file.
    ///
    /// ```no_run
    /// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
    /// use blueshift_sandbox::{Behavior, Sandbox};
    ///
    /// let sandbox = Sandbox::builder().assume(Behavior::from_file("account.toml")?).start().await?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assume(mut self, behavior: Behavior) -> Self {
        behavior.apply(&mut self.assumptions);
        self
    }

    /// Sets the number of the first page. The default is [`PageBase::Zero`].
    pub fn page_base(mut self, base: PageBase) -> Self {
        self.assumptions.page_base = base;
        self
    }

    /// Sets the response to `page=0` with [`PageBase::One`]. The default is [`PageZero::Clamp`].
    pub fn page_zero(mut self, response: PageZero) -> Self {
        self.assumptions.page_zero = response;
        self
    }

    /// Sets the shape of the body of a page. The default is [`Shape::Array`].
    pub fn shape(mut self, shape: Shape) -> Self {
        self.assumptions.shape = shape;
        self
    }

    /// Sets the page size of requests without `per_page`: at least 1, limited by the maximum. The default is 50.
    pub fn default_per_page(mut self, count: u32) -> Self {
        self.assumptions.default_per_page = count;
        self
    }

    /// Sets the maximum `per_page`, at least 1. The default is 500.
    pub fn max_per_page(mut self, count: u32) -> Self {
        self.assumptions.max_per_page = count;
        self
    }

    /// Sets the response to a `per_page` over the maximum. The default is [`OverMax::Clamp`].
    pub fn over_max(mut self, response: OverMax) -> Self {
        self.assumptions.over_max = response;
        self
    }

    /// Sets the response to a page past the last one. The default is [`PastEnd::Empty`].
    pub fn past_end(mut self, response: PastEnd) -> Self {
        self.assumptions.past_end = response;
        self
    }

    /// Sets the number of campaigns of a listing that can be read by paging; totals still count all campaigns. By default,
    /// there is no limit.
    ///
    /// A page that exceeds the limit is shortened, and the following pages are empty up to the end of the listing.
    pub fn depth_limit(mut self, campaigns: u64) -> Self {
        self.assumptions.depth_limit = Some(campaigns);
        self
    }

    /// Sets the total that [`Shape::Envelope`] states. The default is [`Total::Correct`].
    pub fn total(mut self, total: Total) -> Self {
        self.assumptions.total = total;
        self
    }

    /// Sets the order of campaigns. The default is [`Order::Newest`].
    pub fn order(mut self, order: Order) -> Self {
        self.assumptions.order = order;
        self
    }

    /// Sets the meaning of a request without `archived`. The default is [`ArchivedAbsent::All`].
    pub fn archived_absent(mut self, meaning: ArchivedAbsent) -> Self {
        self.assumptions.archived_absent = meaning;
        self
    }

    /// Sets the meaning of `archived=false`. The default is [`ArchivedFalse::Unarchived`].
    pub fn archived_false(mut self, meaning: ArchivedFalse) -> Self {
        self.assumptions.archived_false = meaning;
        self
    }

    /// Sets whether a listing without `startdate` contains one-time campaigns that have no start date. The default is
    /// [`UndatedOneTime::Listed`].
    pub fn undated_one_time(mut self, rule: UndatedOneTime) -> Self {
        self.assumptions.undated_one_time = rule;
        self
    }

    /// Sets the comparison of `name`. The default is [`NameMatch::IgnoreCase`].
    pub fn name_match(mut self, rule: NameMatch) -> Self {
        self.assumptions.name_match = rule;
        self
    }

    /// Sets the comparison of `email`. The default is [`EmailMatch::IgnoreCase`].
    pub fn email_match(mut self, rule: EmailMatch) -> Self {
        self.assumptions.email_match = rule;
        self
    }

    /// Sets the comparison of `status`. The default is [`StatusMatch::ExactCase`].
    pub fn status_match(mut self, rule: StatusMatch) -> Self {
        self.assumptions.status_match = rule;
        self
    }

    /// Sets whether `created_after` matches a campaign created at exactly the time of the parameter. The default is
    /// [`DateBound::Exclusive`].
    pub fn created_after(mut self, rule: DateBound) -> Self {
        self.assumptions.created_after = rule;
        self
    }

    /// Sets whether `created_before` matches a campaign created at exactly the time of the parameter. The default is
    /// [`DateBound::Exclusive`].
    pub fn created_before(mut self, rule: DateBound) -> Self {
        self.assumptions.created_before = rule;
        self
    }

    /// Sets whether `startdate` matches a campaign that started at exactly the time of the parameter. The default is
    /// [`DateBound::Exclusive`].
    pub fn startdate(mut self, rule: DateBound) -> Self {
        self.assumptions.startdate = rule;
        self
    }

    /// Sets whether responses have the header `x-request-id`. The default is [`RequestId::Sent`].
    pub fn request_id(mut self, rule: RequestId) -> Self {
        self.assumptions.request_id = rule;
        self
    }

    /// Sets whether error responses have the header `Retry-After`. The default is [`RetryAfter::Sent`].
    pub fn retry_after(mut self, rule: RetryAfter) -> Self {
        self.assumptions.retry_after = rule;
        self
    }

    /// Sets the headers that state the rate limit. The default is [`RateLimitHeaders::Absent`].
    pub fn rate_limit_headers(mut self, headers: RateLimitHeaders) -> Self {
        self.assumptions.rate_limit_headers = headers;
        self
    }

    /// Sets the response to a parameter that the contract does not describe. The default is [`UnknownParameter::Refuse`].
    pub fn unknown_parameter(mut self, response: UnknownParameter) -> Self {
        self.assumptions.unknown_parameter = response;
        self
    }

    /// Sets whether `bulk_execute_campaign` recognizes a repeated `transaction_uuid`. The default is
    /// [`BulkTransactions::Ignored`].
    pub fn bulk_transactions(mut self, rule: BulkTransactions) -> Self {
        self.assumptions.bulk_transactions = rule;
        self
    }

    /// Sets the body of `get_campaign` and `get_campaign_detail`. The default is [`DetailShape::Bare`].
    pub fn detail_shape(mut self, shape: DetailShape) -> Self {
        self.assumptions.detail_shape = shape;
        self
    }

    /// Sets the maximum number of activities in a response. The default is the documented 10,000.
    pub fn activity_limit(mut self, activities: usize) -> Self {
        self.assumptions.activity_limit = activities;
        self
    }

    /// Starts the sandbox on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// Returns an error if the sandbox cannot listen on the port, if the API key is empty or contains a colon or a character
    /// that is not visible ASCII, if a page size is 0, or if the time set by [`now`](Self::now) cannot be represented.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        if self.api_key.is_empty()
            || !self.api_key.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':')
        {
            return Err(StartError::ApiKey);
        }
        let clock = match self.now {
            Some(now) => Clock::fixed(now.ok_or(StartError::Now)?),
            None => Clock::running(),
        };
        let assumptions = self.assumptions;
        for (option, size) in
            [("default_per_page", assumptions.default_per_page), ("max_per_page", assumptions.max_per_page)]
        {
            if size == 0 {
                return Err(StartError::PerPage { option });
            }
        }
        let store = match self.data {
            Some(data) => Store::stored(data, assumptions.order, self.seed),
            None => {
                let seeded = Seeded { seed: self.seed, count: self.campaigns, today: clock.midnight() };
                Store::seeded(seeded, assumptions.order)
            }
        };
        let listen_error = |source| StartError::Listen { port: self.port, source };
        let listener = listener::listen(self.port).map_err(listen_error)?;
        let address = listener.local_addr().map_err(listen_error)?;
        let faults = Faults::default();
        faults.set(self.faults);
        let shared = Arc::new(State {
            api_key: self.api_key,
            assumptions,
            clock,
            store,
            ledger: Ledger::default(),
            executions: Executions::default(),
            faults,
            delayed: Delayed::default(),
            recorder: Arc::new(Recorder::default()),
        });
        let (in_memory, connections) = mpsc::unbounded_channel();
        let serving = tokio::spawn(listener::serve(listener, connections, shared.clone()));
        Ok(Sandbox::new(address, in_memory, shared, serving))
    }
}
