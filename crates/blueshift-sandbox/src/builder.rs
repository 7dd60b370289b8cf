//! How a sandbox is set up.

use std::sync::Arc;
use std::time::SystemTime;

use crate::assumptions::{
    ArchivedAbsent, ArchivedFalse, Assumptions, NameMatch, Order, OverMax, PageBase, PageZero, PastEnd,
    Shape, Total, UndatedOneTime, UnknownParameter,
};
use crate::data::clock::Clock;
use crate::data::data_set::DataSet;
use crate::data::seeded::Seeded;
use crate::data::store::Store;
use crate::error::StartError;
use crate::faults::active::Faults;
use crate::faults::fault::Fault;
use crate::sandbox::{DEFAULT_API_KEY, DEFAULT_CAMPAIGNS, Sandbox};
use crate::server::listener;
use crate::server::stats::Recorder;
use crate::state::State;

/// Sets up a [`Sandbox`]. Every option has a default.
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
#[must_use = "nothing listens before `start`"]
pub struct Builder {
    api_key: String,
    campaigns: u32,
    seed: u64,
    port: u16,
    data: Option<DataSet>,
    /// None if a time was set that the system cannot represent.
    clock: Option<Clock>,
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
            clock: Some(Clock::default()),
            faults: Vec::new(),
            assumptions: Assumptions::default(),
        }
    }
}

impl Builder {
    /// The one key that is accepted; [`DEFAULT_API_KEY`] unless set.
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.api_key = key.into();
        self
    }

    /// How many seeded campaigns there are; [`DEFAULT_CAMPAIGNS`] unless set. They are computed, not stored: a million
    /// take no memory.
    pub fn campaigns(mut self, count: u32) -> Self {
        self.campaigns = count;
        self
    }

    /// What campaigns, and [`Order::Shuffled`], are made from; 1 unless set. On one day, the same seed and count give the
    /// same campaigns.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The port of 127.0.0.1 to listen on; 0, the default, takes any that is free.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Serves these campaigns instead of seeded ones.
    pub fn data(mut self, data: DataSet) -> Self {
        self.data = Some(data);
        self
    }

    /// Stops the clock at this moment, so that the dates of seeded campaigns and the 30-day rule never change. The
    /// machine's clock is used unless set.
    ///
    /// The time may be a `SystemTime`, a `jiff::Timestamp` or a `chrono::DateTime`.
    pub fn now(mut self, now: impl TryInto<SystemTime>) -> Self {
        self.clock = now.try_into().ok().map(Clock::fixed);
        self
    }

    /// Adds a fault that is in force from the start. They can be changed later: [`Sandbox::faults`].
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// The number of the first page; [`PageBase::Zero`] unless set.
    pub fn page_base(mut self, base: PageBase) -> Self {
        self.assumptions.page_base = base;
        self
    }

    /// What `page=0` gets where pages begin at 1; [`PageZero::Clamp`] unless set.
    pub fn page_zero(mut self, answer: PageZero) -> Self {
        self.assumptions.page_zero = answer;
        self
    }

    /// The body of a page; [`Shape::Array`] unless set.
    pub fn shape(mut self, shape: Shape) -> Self {
        self.assumptions.shape = shape;
        self
    }

    /// How many campaigns a page holds when `per_page` is left out, at least 1 and never more than the maximum; 50
    /// unless set.
    pub fn default_per_page(mut self, count: u32) -> Self {
        self.assumptions.default_per_page = count;
        self
    }

    /// The largest `per_page`, at least 1; 500 unless set.
    pub fn max_per_page(mut self, count: u32) -> Self {
        self.assumptions.max_per_page = count;
        self
    }

    /// What a `per_page` over the maximum gets; [`OverMax::Clamp`] unless set.
    pub fn over_max(mut self, answer: OverMax) -> Self {
        self.assumptions.over_max = answer;
        self
    }

    /// What a page past the last one gets; [`PastEnd::Empty`] unless set.
    pub fn past_end(mut self, answer: PastEnd) -> Self {
        self.assumptions.past_end = answer;
        self
    }

    /// Shows no campaign past this place of a result, while totals still count all of them; there is no limit unless set.
    ///
    /// A page that reaches past the limit is cut short at it, and every later one is empty.
    pub fn depth_limit(mut self, campaigns: u64) -> Self {
        self.assumptions.depth_limit = Some(campaigns);
        self
    }

    /// The total that [`Shape::Envelope`] states; [`Total::Correct`] unless set.
    pub fn total(mut self, total: Total) -> Self {
        self.assumptions.total = total;
        self
    }

    /// The order of campaigns; [`Order::Newest`] unless set.
    pub fn order(mut self, order: Order) -> Self {
        self.assumptions.order = order;
        self
    }

    /// What leaving `archived` out means; [`ArchivedAbsent::All`] unless set.
    pub fn archived_absent(mut self, meaning: ArchivedAbsent) -> Self {
        self.assumptions.archived_absent = meaning;
        self
    }

    /// What `archived=false` means; [`ArchivedFalse::Unarchived`] unless set.
    pub fn archived_false(mut self, meaning: ArchivedFalse) -> Self {
        self.assumptions.archived_false = meaning;
        self
    }

    /// Whether a listing without `startdate` holds one-time campaigns that have no start date;
    /// [`UndatedOneTime::Listed`] unless set.
    pub fn undated_one_time(mut self, rule: UndatedOneTime) -> Self {
        self.assumptions.undated_one_time = rule;
        self
    }

    /// How `name` is compared; [`NameMatch::IgnoreCase`] unless set.
    pub fn name_match(mut self, rule: NameMatch) -> Self {
        self.assumptions.name_match = rule;
        self
    }

    /// What a parameter that the contract does not know gets; [`UnknownParameter::Refuse`] unless set.
    pub fn unknown_parameter(mut self, answer: UnknownParameter) -> Self {
        self.assumptions.unknown_parameter = answer;
        self
    }

    /// Starts the sandbox on the tokio runtime that this is called from.
    ///
    /// # Errors
    /// If the port cannot be listened on, the key cannot be sent by HTTP Basic, a page size is 0, or the time set by
    /// [`now`](Self::now) cannot be represented.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        if self.api_key.is_empty()
            || !self.api_key.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':')
        {
            return Err(StartError::ApiKey);
        }
        let clock = self.clock.ok_or(StartError::Now)?;
        let assumptions = self.assumptions;
        for (option, size) in
            [("default_per_page", assumptions.default_per_page), ("max_per_page", assumptions.max_per_page)]
        {
            if size == 0 {
                return Err(StartError::PerPage { option });
            }
        }
        let store = match self.data {
            Some(data) => Store::given(data, assumptions.order, self.seed),
            None => {
                let seeded = Seeded { seed: self.seed, count: self.campaigns, today: clock.midnight() };
                Store::seeded(seeded, assumptions.order)
            }
        };
        let cannot = |source| StartError::Listen { port: self.port, source };
        let listener = listener::listen(self.port).map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        let faults = Faults::default();
        faults.set(self.faults);
        let shared = Arc::new(State {
            api_key: self.api_key,
            assumptions,
            clock,
            store,
            faults,
            recorder: Arc::new(Recorder::default()),
        });
        let serving = tokio::spawn(listener::serve(listener, shared.clone()));
        Ok(Sandbox::new(address, shared, serving))
    }
}
