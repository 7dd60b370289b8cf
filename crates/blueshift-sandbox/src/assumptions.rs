//! Assumptions about behavior that the reference of the API does not specify. Each assumption is an option. It is not known
//! which of its values is correct, so a client should work with all of them.

/// The number of the first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum PageBase {
    /// Pages are 0, 1, 2 … The default: the one recorded response of the real API has `page: 0`.
    #[default]
    Zero,
    /// Pages are 1, 2, 3 …
    One,
}

impl PageBase {
    pub(crate) fn first(self) -> u64 {
        match self {
            Self::Zero => 0,
            Self::One => 1,
        }
    }
}

/// The response to `page=0` with [`PageBase::One`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum PageZero {
    /// The first page, so that pages 0 and 1 are the same. The default.
    #[default]
    Clamp,
    /// `400` with an error for `page`.
    Refuse,
    /// `404`.
    NotFound,
    /// `422`.
    Unprocessable,
    /// An empty page.
    Empty,
    /// `500`, always.
    Error,
}

/// The shape of the body of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Shape {
    /// An array, as documented. The default.
    #[default]
    Array,
    /// An object with `total_count`, `total_pages`, `per_page`, `page` and `results`, as observed in 2025: `total_count` is
    /// a float, and `total_pages` is the number of the last page, so with [`PageBase::Zero`] it is one less than the count.
    Envelope,
    /// An object with `campaigns` only, as in the vendor's schema of February 2025.
    Campaigns,
}

/// The total that [`Shape::Envelope`] states as `total_count` and, in pages, as `total_pages`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Total {
    /// The number of campaigns that match. The default.
    #[default]
    Correct,
    /// Both fields are absent.
    Absent,
    /// More than the number of campaigns that match.
    TooLarge {
        /// How many more.
        by: u32,
    },
}

/// The order of campaigns across pages. Every order is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Order {
    /// By creation, newest first, so that a new campaign shifts every page. The default.
    #[default]
    Newest,
    /// By creation, oldest first.
    Oldest,
    /// An order that follows no field and depends on the seed only, for clients that must not rely on one.
    Shuffled,
    /// By update, latest first, so that a campaign moves to the front when it is edited. Seeded campaigns are sorted when the
    /// sandbox starts; the order takes four bytes of memory for each.
    Updated,
    /// The order of the data file. Seeded campaigns are sorted as with [`Order::Newest`].
    Given,
}

/// The meaning of a request without `archived`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ArchivedAbsent {
    /// Lists archived and other campaigns. The default: no other absent filter has an effect.
    #[default]
    All,
    /// Lists only campaigns that are not archived.
    Unarchived,
}

/// The meaning of `archived=false`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ArchivedFalse {
    /// Lists only campaigns that are not archived. The default.
    #[default]
    Unarchived,
    /// Lists archived and other campaigns: only `true` has an effect.
    All,
}

/// Whether a listing without `startdate` contains one-time campaigns that have no start date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum UndatedOneTime {
    /// They are listed: the 30-day rule excludes campaigns that started earlier, and these did not start. The default.
    #[default]
    Listed,
    /// They are hidden, as the wording of the reference suggests. No listing contains them then.
    Hidden,
}

/// The response to a `per_page` over the maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum OverMax {
    /// A page of the maximum size. The default, because clients are most likely to miss it.
    #[default]
    Clamp,
    /// `400` with an error for `per_page`.
    Refuse,
}

/// The response to a page past the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum PastEnd {
    /// An empty page. The default.
    #[default]
    Empty,
    /// The last page again.
    LastPage,
    /// The first page again.
    FirstPage,
    /// `400` with an error for `page`.
    Refuse,
    /// `404`.
    NotFound,
    /// `422`.
    Unprocessable,
}

/// How `name` is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum NameMatch {
    /// Without regard to case: `banner` matches "Members-only Banner". The default.
    #[default]
    IgnoreCase,
    /// With regard to case.
    ExactCase,
}

/// The response to a parameter that the contract does not describe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum UnknownParameter {
    /// `400` with an error for the parameter. The default: otherwise a misspelled filter lists everything unnoticed.
    #[default]
    Refuse,
    /// The parameter is ignored.
    Ignore,
}

/// Whether `bulk_execute_campaign` observes `transaction_uuid`. It is documented for `execute_campaign` only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum BulkTransactions {
    /// A payload is executed although its `transaction_uuid` was processed before. The default.
    #[default]
    Ignored,
    /// A payload whose `transaction_uuid` was processed before, by either operation, is successful and not executed.
    Observed,
}

/// The body of `get_campaign` and `get_campaign_detail`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum DetailShape {
    /// The campaign. The default.
    #[default]
    Bare,
    /// An object with the campaign as `campaign`.
    Wrapped,
}

/// Every assumption, with its default.
#[derive(Debug, Clone)]
pub(crate) struct Assumptions {
    pub(crate) page_base: PageBase,
    pub(crate) page_zero: PageZero,
    pub(crate) shape: Shape,
    pub(crate) order: Order,
    pub(crate) archived_absent: ArchivedAbsent,
    pub(crate) archived_false: ArchivedFalse,
    pub(crate) undated_one_time: UndatedOneTime,
    /// At least 1, as is the maximum.
    pub(crate) default_per_page: u32,
    pub(crate) max_per_page: u32,
    pub(crate) over_max: OverMax,
    pub(crate) past_end: PastEnd,
    /// The number of campaigns of a result that pages show.
    pub(crate) depth_limit: Option<u64>,
    pub(crate) total: Total,
    pub(crate) name_match: NameMatch,
    pub(crate) unknown_parameter: UnknownParameter,
    pub(crate) bulk_transactions: BulkTransactions,
    pub(crate) detail_shape: DetailShape,
    /// The number of activities in a response.
    pub(crate) activity_limit: usize,
}

/// The size of a page without `per_page`.
pub(crate) const DEFAULT_PER_PAGE: u32 = 50;

/// The largest page. The real API was seen to accept 500 once.
pub(crate) const MAX_PER_PAGE: u32 = 500;

/// The documented number of activities in a response.
pub(crate) const ACTIVITY_LIMIT: usize = 10_000;

impl Default for Assumptions {
    fn default() -> Self {
        Self {
            page_base: PageBase::default(),
            page_zero: PageZero::default(),
            shape: Shape::default(),
            order: Order::default(),
            archived_absent: ArchivedAbsent::default(),
            archived_false: ArchivedFalse::default(),
            undated_one_time: UndatedOneTime::default(),
            default_per_page: DEFAULT_PER_PAGE,
            max_per_page: MAX_PER_PAGE,
            over_max: OverMax::default(),
            past_end: PastEnd::default(),
            depth_limit: None,
            total: Total::default(),
            name_match: NameMatch::default(),
            unknown_parameter: UnknownParameter::default(),
            bulk_transactions: BulkTransactions::default(),
            detail_shape: DetailShape::default(),
            activity_limit: ACTIVITY_LIMIT,
        }
    }
}
