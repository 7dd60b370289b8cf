//! Parses the query parameters of a listing.

use jiff::Timestamp;

use crate::api::query::QueryReader;
use crate::api::response::FieldErrors;
use crate::assumptions::{
    ArchivedAbsent, ArchivedFalse, Assumptions, DateBound, EmailMatch, NameMatch, OverMax, PageZero,
    StatusMatch, UndatedOneTime,
};
use crate::data::filter::Filter;
use crate::data::filter::Needle;
use crate::data::timestamp;

const PARAMETERS: [&str; 10] = [
    "name",
    "email",
    "created_after",
    "created_before",
    "startdate",
    "archived",
    "status",
    "exec_term",
    "per_page",
    "page",
];

/// The parsed query of a listing.
#[derive(Debug)]
pub(super) struct Parameters {
    pub(super) filter: Filter,
    pub(super) per_page: u32,
    /// The page number. The default is the first page. With [`PageBase::One`](crate::PageBase::One), it is 0 only if page 0 is
    /// neither clamped nor refused.
    pub(super) page: u64,
}

impl Parameters {
    pub(super) fn parse(query: &str, assumptions: &Assumptions, now: i64) -> Result<Self, FieldErrors> {
        let mut reader = QueryReader::new(query, &PARAMETERS, assumptions.unknown_parameter);
        let filter = Filter {
            name: reader
                .string("name")
                .map(|text| needle(text, assumptions.name_match == NameMatch::IgnoreCase)),
            email: reader
                .string("email")
                .map(|text| needle(text, assumptions.email_match == EmailMatch::IgnoreCase)),
            created_after: reader.timestamp("created_after").map(|at| after(at, assumptions.created_after)),
            created_before: reader
                .timestamp("created_before")
                .map(|at| before(at, assumptions.created_before)),
            started_after: reader.timestamp("startdate").map(|at| after(at, assumptions.startdate)),
            archived: archived(reader.boolean("archived"), assumptions),
            status: reader
                .string("status")
                .map(|text| needle(text, assumptions.status_match == StatusMatch::IgnoreCase)),
            exec_term: reader.string("exec_term"),
            includes_undated: assumptions.undated_one_time == UndatedOneTime::Listed,
            now,
        };
        let per_page = per_page(&mut reader, assumptions);
        let page = page(&mut reader, assumptions);
        reader.finish(Self { filter, per_page, page })
    }
}

fn needle(text: String, ignores_case: bool) -> Needle {
    if ignores_case { Needle::AnyCase(text.to_lowercase()) } else { Needle::Exact(text) }
}

/// Returns the last microsecond that a lower bound excludes.
fn after(bound: Timestamp, rule: DateBound) -> i64 {
    match rule {
        DateBound::Exclusive => timestamp::floor_micros(bound),
        DateBound::Inclusive => timestamp::ceil_micros(bound).saturating_sub(1),
    }
}

/// Returns the first microsecond that an upper bound excludes.
fn before(bound: Timestamp, rule: DateBound) -> i64 {
    match rule {
        DateBound::Exclusive => timestamp::ceil_micros(bound),
        DateBound::Inclusive => timestamp::floor_micros(bound).saturating_add(1),
    }
}

fn archived(sent: Option<bool>, assumptions: &Assumptions) -> Option<bool> {
    match (sent, assumptions.archived_absent, assumptions.archived_false) {
        (Some(true), ..) => Some(true),
        (Some(false), _, ArchivedFalse::Unarchived) | (None, ArchivedAbsent::Unarchived, _) => Some(false),
        (Some(false), _, ArchivedFalse::All) | (None, ArchivedAbsent::All, _) => None,
    }
}

fn per_page(reader: &mut QueryReader, assumptions: &Assumptions) -> u32 {
    let max = assumptions.max_per_page;
    match reader.number("per_page") {
        None => assumptions.default_per_page.min(max),
        Some(0) => {
            reader.refuse("per_page", "must be greater than or equal to 1");
            max
        }
        Some(sent) => u32::try_from(sent).ok().filter(|sent| *sent <= max).unwrap_or_else(|| {
            if assumptions.over_max == OverMax::Refuse {
                reader.refuse("per_page", format!("must be less than or equal to {max}"));
            }
            max
        }),
    }
}

fn page(reader: &mut QueryReader, assumptions: &Assumptions) -> u64 {
    let base = assumptions.page_base.first();
    let page = reader.number("page").unwrap_or(base);
    if page < base {
        match assumptions.page_zero {
            PageZero::Clamp => return base,
            PageZero::Refuse => reader.refuse("page", "must be greater than or equal to 1"),
            PageZero::NotFound | PageZero::Unprocessable | PageZero::Empty | PageZero::Error => {}
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assumptions::UnknownParameter;

    fn refusal(query: &str) -> String {
        let errors = Parameters::parse(query, &Assumptions::default(), 0).expect_err("must be refused");
        serde_json::to_string(&errors).unwrap()
    }

    #[test]
    fn reports_every_malformed_parameter() {
        assert_eq!(
            refusal("startdate=soon&archived=yes&per_page=0&page=-1"),
            r#"{"errors":{"archived":["must be true or false"],"page":["must be a whole number"],"per_page":["must be greater than or equal to 1"],"startdate":["is not a valid date and time"]}}"#
        );
    }

    #[test]
    fn reports_blank_values_as_in_the_api_reference() {
        assert_eq!(refusal("startdate="), r#"{"errors":{"startdate":["can't be blank"]}}"#);
    }

    #[test]
    fn refuses_numbers_with_non_digits() {
        for query in ["page=1.0", "page=+1", "page=%2B1", "page=1e1", "page=0x1", "page=%201"] {
            assert!(refusal(query).contains("page"), "{query}");
        }
    }

    #[test]
    fn refuses_repeated_parameters_and_lists() {
        for query in ["page=1&page=2", "page[]=1", "name=a&name=a"] {
            assert!(refusal(query).contains("must be a single value"), "{query}");
        }
    }

    #[test]
    fn inclusive_bounds_include_exactly_their_timestamp() {
        let bounds = |text: &str, rule| {
            let at = timestamp::parse(text).unwrap();
            (after(at, rule), before(at, rule))
        };
        assert_eq!(bounds("1970-01-01T00:00:00.000005Z", DateBound::Exclusive), (5, 5));
        assert_eq!(bounds("1970-01-01T00:00:00.000005Z", DateBound::Inclusive), (4, 6));
        // Between two microseconds, both rules select the same campaigns.
        assert_eq!(bounds("1970-01-01T00:00:00.0000055Z", DateBound::Exclusive), (5, 6));
        assert_eq!(bounds("1970-01-01T00:00:00.0000055Z", DateBound::Inclusive), (5, 6));
    }

    #[test]
    fn refuses_or_ignores_unknown_parameters() {
        assert_eq!(refusal("sort=name"), r#"{"errors":{"sort":["is not a parameter of this operation"]}}"#);
        let lenient = Assumptions { unknown_parameter: UnknownParameter::Ignore, ..Assumptions::default() };
        assert!(Parameters::parse("sort=name", &lenient, 0).is_ok());
    }
}
