//! What the sandbox assumes where Blueshift's reference is silent. Each choice is an option; nobody outside Blueshift
//! knows which is the real one, so a client should work with all of them.

/// The number of the first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum PageBase {
    /// Pages are 0, 1, 2 … The default: the one recorded answer of the real API says `page: 0`.
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

/// What `page=0` gets where pages begin at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum PageZero {
    /// The first page, so page 0 and page 1 are the same. The default.
    #[default]
    Clamp,
    /// `400` with `page` in the field map.
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

/// The body of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Shape {
    /// A bare array, as documented. The default.
    #[default]
    Array,
    /// An object with `total_count`, `total_pages`, `per_page`, `page` and `results`, as it has been observed:
    /// `total_count` is a float, and `total_pages` is the number of the last page, which is no count if pages begin
    /// at 0.
    Envelope,
    /// An object with `campaigns` only, as the vendor's schema had it in February 2025.
    Campaigns,
}

/// What an envelope states as `total_count`, and `total_pages` with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Total {
    /// The number of campaigns that match. The default.
    #[default]
    Correct,
    /// Neither field is present.
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
    /// Created last comes first, so a campaign inserted meanwhile shifts every page. The default.
    #[default]
    Newest,
    /// Created first comes first.
    Oldest,
    /// An order that follows no field, for clients that must not lean on one. It depends on the seed only.
    Shuffled,
    /// Updated last comes first, so a campaign that is edited moves to the front. Seeded campaigns are sorted when the
    /// sandbox starts, which takes four bytes for each.
    Updated,
    /// The order in which a data file lists them; seeded campaigns come newest first.
    Given,
}

/// What leaving `archived` out means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ArchivedAbsent {
    /// Archived and other campaigns alike. The default: every other filter that is left out filters nothing.
    #[default]
    All,
    /// Only campaigns that are not archived.
    Unarchived,
}

/// What `archived=false` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ArchivedFalse {
    /// Only campaigns that are not archived. The default.
    #[default]
    Unarchived,
    /// Nothing is filtered: only `true` does something.
    All,
}

/// Whether a listing without `startdate` holds one-time campaigns that have no start date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum UndatedOneTime {
    /// It does: the 30-day rule takes out what started too long ago, and they did not. The default.
    #[default]
    Listed,
    /// It does not, as the reference says to the letter. Then no listing holds them at all.
    Hidden,
}

/// What a `per_page` over the maximum gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum OverMax {
    /// A page of the maximum, without a word. The default, and the one that catches clients out.
    #[default]
    Clamp,
    /// `400` with `per_page` in the field map.
    Refuse,
}

/// What a page past the last one gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum PastEnd {
    /// An empty page. The default.
    #[default]
    Empty,
    /// The last page once more.
    LastPage,
    /// The first page once more.
    FirstPage,
    /// `400` with `page` in the field map.
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
    /// `banner` finds "Members-only Banner". The default.
    #[default]
    IgnoreCase,
    /// Upper and lower case are different letters.
    ExactCase,
}

/// What a parameter that the contract does not know gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum UnknownParameter {
    /// `400` with its name in the field map. The default: otherwise a misspelt filter would go unnoticed and list
    /// everything.
    #[default]
    Refuse,
    /// It is ignored.
    Ignore,
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
    /// At least 1, as the maximum.
    pub(crate) default_per_page: u32,
    pub(crate) max_per_page: u32,
    pub(crate) over_max: OverMax,
    pub(crate) past_end: PastEnd,
    /// Campaigns past this place are never shown.
    pub(crate) depth_limit: Option<u64>,
    pub(crate) total: Total,
    pub(crate) name_match: NameMatch,
    pub(crate) unknown_parameter: UnknownParameter,
}

/// How many campaigns a page holds when `per_page` is left out.
pub(crate) const DEFAULT_PER_PAGE: u32 = 50;

/// The largest page served. The real API has been seen to accept 500 once.
pub(crate) const MAX_PER_PAGE: u32 = 500;

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
        }
    }
}
