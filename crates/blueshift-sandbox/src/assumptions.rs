//! Options for behavior that the API reference does not specify. It is unknown which value of an option is correct, so a client
//! should work with every value.

mod behavior;

pub use behavior::{Behavior, BehaviorError};

/// An assumption with named values, for the command line and behavior files.
pub trait Named: Copy + Send + Sync + 'static {
    /// The names and values, the default first.
    const VALUES: &'static [(&'static str, Self)];
}

/// Implements [`Named`].
macro_rules! names {
    ($($type:ident { $($name:literal: $value:ident),+ $(,)? })+) => {
        $(impl Named for $type {
            const VALUES: &'static [(&'static str, Self)] = &[$(($name, Self::$value)),+];
        })+
    };
}

names! {
    PageBase { "0": Zero, "1": One }
    PageZero {
        "clamp": Clamp, "refuse": Refuse, "not-found": NotFound, "unprocessable": Unprocessable, "empty": Empty,
        "error": Error,
    }
    Shape { "array": Array, "envelope": Envelope, "campaigns": Campaigns }
    Order { "newest": Newest, "oldest": Oldest, "shuffled": Shuffled, "updated": Updated, "given": Given }
    ArchivedAbsent { "all": All, "unarchived": Unarchived }
    ArchivedFalse { "unarchived": Unarchived, "all": All }
    UndatedOneTime { "listed": Listed, "hidden": Hidden }
    OverMax { "clamp": Clamp, "refuse": Refuse }
    PastEnd {
        "empty": Empty, "last-page": LastPage, "first-page": FirstPage, "refuse": Refuse, "not-found": NotFound,
        "unprocessable": Unprocessable,
    }
    NameMatch { "ignore-case": IgnoreCase, "exact-case": ExactCase }
    EmailMatch { "ignore-case": IgnoreCase, "exact-case": ExactCase }
    StatusMatch { "exact-case": ExactCase, "ignore-case": IgnoreCase }
    DateBound { "exclusive": Exclusive, "inclusive": Inclusive }
    RequestId { "sent": Sent, "absent": Absent }
    RetryAfter { "sent": Sent, "absent": Absent }
    RateLimitHeaders { "absent": Absent, "x-ratelimit": Prefixed, "ratelimit": Standard }
    UnknownParameter { "refuse": Refuse, "ignore": Ignore }
    BulkTransactions { "ignored": Ignored, "observed": Observed }
    DetailShape { "bare": Bare, "wrapped": Wrapped }
}

/// The number of the first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum PageBase {
    /// Pages are numbered from 0. This is the default, because the only observed response with a page number has `page: 0`.
    #[default]
    Zero,
    /// Pages are numbered from 1.
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
    /// `500`, even if the request is retried.
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
    /// a float, and `total_pages` is the number of the last page, so with [`PageBase::Zero`] it is one less than the number of
    /// pages.
    Envelope,
    /// An object with `campaigns` only, as in the vendor's schema of February 2025.
    Campaigns,
}

/// The total in `total_count` and `total_pages` of [`Shape::Envelope`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Total {
    /// The number of campaigns that match. The default.
    #[default]
    Correct,
    /// Both fields are absent.
    Absent,
    /// A number larger than the number of campaigns that match.
    TooLarge {
        /// The difference.
        by: u32,
    },
}

/// The order of campaigns across pages. It is the same in every request unless campaigns change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Order {
    /// By creation time, newest first, so that a new campaign shifts every page. The default.
    #[default]
    Newest,
    /// By creation time, oldest first.
    Oldest,
    /// A pseudo-random order that is determined by the seed, to test clients that must not rely on an order.
    Shuffled,
    /// By update time, latest first, so that a campaign moves to the front when it is edited. Generated campaigns are sorted
    /// when the sandbox starts; the order takes four bytes of memory per campaign.
    Updated,
    /// The order of the data file. Generated campaigns are sorted as with [`Order::Newest`].
    Given,
}

/// The meaning of a request without `archived`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ArchivedAbsent {
    /// Lists archived and unarchived campaigns. The default, because most filters have no effect if they are absent.
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
    /// Lists archived and unarchived campaigns: only `archived=true` has an effect.
    All,
}

/// Whether a listing without `startdate` contains one-time campaigns that have no start date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum UndatedOneTime {
    /// They are listed. The default: the API reference requires that a one-time campaign started within the last 30 days, and
    /// this limit cannot be applied to a campaign without a start date.
    #[default]
    Listed,
    /// They are hidden, because a campaign without a start date did not start within the last 30 days. No listing contains
    /// them, because they do not match `startdate` either.
    Hidden,
}

/// The response to a `per_page` over the maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum OverMax {
    /// A page of the maximum size. The default, because it is the response that clients are least likely to handle.
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

/// The comparison of `name`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum NameMatch {
    /// Case-insensitive: `banner` matches "Members-only Banner". The default.
    #[default]
    IgnoreCase,
    /// Case-sensitive.
    ExactCase,
}

/// The comparison of `email` with the address of the author. It matches complete addresses only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum EmailMatch {
    /// Case-insensitive. The default.
    #[default]
    IgnoreCase,
    /// Case-sensitive.
    ExactCase,
}

/// The comparison of `status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum StatusMatch {
    /// Case-sensitive. The default.
    #[default]
    ExactCase,
    /// Case-insensitive.
    IgnoreCase,
}

/// Whether `created_after`, `created_before` or `startdate` matches a campaign with exactly the date of the parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum DateBound {
    /// The campaign does not match. The default.
    #[default]
    Exclusive,
    /// The campaign matches.
    Inclusive,
}

/// Whether responses have the header `x-request-id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum RequestId {
    /// Every response has the header, as observed in responses of the API. The default.
    #[default]
    Sent,
    /// No response has the header.
    Absent,
}

/// Whether error responses have the header `Retry-After`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum RetryAfter {
    /// An error response has the header if the fault that causes the response specifies one. The default.
    #[default]
    Sent,
    /// No response has the header.
    Absent,
}

/// The headers that state the rate limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum RateLimitHeaders {
    /// No header, as observed in responses of the API. The default.
    #[default]
    Absent,
    /// `x-ratelimit-limit`, `x-ratelimit-remaining` and `x-ratelimit-reset`, with constant values.
    Prefixed,
    /// `ratelimit-limit`, `ratelimit-remaining` and `ratelimit-reset`, with constant values.
    Standard,
}

/// The response of a read operation to a query parameter that the contract does not describe. Write operations ignore query
/// parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum UnknownParameter {
    /// `400` with an error for the parameter. The default, because a listing with a misspelled filter would otherwise contain
    /// all campaigns.
    #[default]
    Refuse,
    /// The parameter is ignored.
    Ignore,
}

/// Whether `bulk_execute_campaign` recognizes a repeated `transaction_uuid`. This is documented for `execute_campaign` only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum BulkTransactions {
    /// A payload is executed even if its `transaction_uuid` was processed before. The default.
    #[default]
    Ignored,
    /// A payload with a `transaction_uuid` that `execute_campaign` or `bulk_execute_campaign` processed before is reported as
    /// successful, but not executed.
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

/// The values of all assumptions.
#[derive(Debug, Clone)]
pub(crate) struct Assumptions {
    pub(crate) page_base: PageBase,
    pub(crate) page_zero: PageZero,
    pub(crate) shape: Shape,
    pub(crate) order: Order,
    pub(crate) archived_absent: ArchivedAbsent,
    pub(crate) archived_false: ArchivedFalse,
    pub(crate) undated_one_time: UndatedOneTime,
    /// The page size of requests without `per_page`, at least 1.
    pub(crate) default_per_page: u32,
    pub(crate) max_per_page: u32,
    pub(crate) over_max: OverMax,
    pub(crate) past_end: PastEnd,
    /// The number of campaigns of a listing that can be read by paging.
    pub(crate) depth_limit: Option<u64>,
    pub(crate) total: Total,
    pub(crate) name_match: NameMatch,
    pub(crate) email_match: EmailMatch,
    pub(crate) status_match: StatusMatch,
    pub(crate) created_after: DateBound,
    pub(crate) created_before: DateBound,
    pub(crate) startdate: DateBound,
    pub(crate) request_id: RequestId,
    pub(crate) retry_after: RetryAfter,
    pub(crate) rate_limit_headers: RateLimitHeaders,
    pub(crate) unknown_parameter: UnknownParameter,
    pub(crate) bulk_transactions: BulkTransactions,
    pub(crate) detail_shape: DetailShape,
    /// The maximum number of activities in a response.
    pub(crate) activity_limit: usize,
}

/// The default page size of requests without `per_page`.
pub(crate) const DEFAULT_PER_PAGE: u32 = 50;

/// The default maximum page size. The real API has been observed to accept 500.
pub(crate) const MAX_PER_PAGE: u32 = 500;

/// The default maximum number of activities in a response, as documented in the API reference.
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
            email_match: EmailMatch::default(),
            status_match: StatusMatch::default(),
            created_after: DateBound::default(),
            created_before: DateBound::default(),
            startdate: DateBound::default(),
            request_id: RequestId::default(),
            retry_after: RetryAfter::default(),
            rate_limit_headers: RateLimitHeaders::default(),
            unknown_parameter: UnknownParameter::default(),
            bulk_transactions: BulkTransactions::default(),
            detail_shape: DetailShape::default(),
            activity_limit: ACTIVITY_LIMIT,
        }
    }
}
