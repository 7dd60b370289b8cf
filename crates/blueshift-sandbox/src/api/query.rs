//! Reads the query of a listing.
//!
//! A parameter may be sent once; a second one, or one with brackets as for a list, is refused, because it is not
//! documented which would count. So is, unless told otherwise, one that the contract does not know.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::api::response::FieldErrors;
use crate::assumptions::{
    ArchivedAbsent, ArchivedFalse, Assumptions, NameMatch, OverMax, PageZero, UndatedOneTime,
    UnknownParameter,
};
use crate::data::campaign::Needle;
use crate::data::filter::Filter;
use crate::data::timestamp;

/// The parameters of the contract.
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

/// A listing that is asked for.
#[derive(Debug)]
pub(crate) struct Query {
    pub(crate) filter: Filter,
    pub(crate) per_page: u32,
    /// The page as numbered in the request, or the first. It is 0 where pages begin at 1 only if that is neither the
    /// first page nor refused here.
    pub(crate) page: u64,
}

impl Query {
    pub(crate) fn read(query: &str, assumptions: &Assumptions, now: i64) -> Result<Self, FieldErrors> {
        let mut reader = Reader::new(query, assumptions.unknown_parameter);
        let filter = Filter {
            name: reader.text("name").map(|text| match assumptions.name_match {
                NameMatch::IgnoreCase => Needle::AnyCase(text.to_lowercase()),
                NameMatch::ExactCase => Needle::Exact(text),
            }),
            email: reader.text("email").map(|text| text.to_lowercase()),
            created_after: reader.moment("created_after").map(timestamp::floor_micros),
            created_before: reader.moment("created_before").map(timestamp::ceil_micros),
            started_after: reader.moment("startdate").map(timestamp::floor_micros),
            archived: archived(reader.truth("archived"), assumptions),
            status: reader.text("status"),
            exec_term: reader.text("exec_term"),
            keeps_undated: assumptions.undated_one_time == UndatedOneTime::Listed,
            now,
        };
        let per_page = per_page(&mut reader, assumptions);
        let page = page(&mut reader, assumptions);
        if reader.errors.is_empty() { Ok(Self { filter, per_page, page }) } else { Err(reader.errors) }
    }
}

fn archived(sent: Option<bool>, assumptions: &Assumptions) -> Option<bool> {
    match (sent, assumptions.archived_absent, assumptions.archived_false) {
        (Some(true), ..) => Some(true),
        (Some(false), _, ArchivedFalse::Unarchived) | (None, ArchivedAbsent::Unarchived, _) => Some(false),
        (Some(false), _, ArchivedFalse::All) | (None, ArchivedAbsent::All, _) => None,
    }
}

fn per_page(reader: &mut Reader, assumptions: &Assumptions) -> u32 {
    let max = assumptions.max_per_page;
    match reader.number("per_page") {
        None => assumptions.default_per_page.min(max),
        Some(0) => {
            reader.errors.add("per_page", "must be greater than or equal to 1");
            max
        }
        Some(sent) => u32::try_from(sent).ok().filter(|sent| *sent <= max).unwrap_or_else(|| {
            if assumptions.over_max == OverMax::Refuse {
                reader.errors.add("per_page", format!("must be less than or equal to {max}"));
            }
            max
        }),
    }
}

fn page(reader: &mut Reader, assumptions: &Assumptions) -> u64 {
    let base = assumptions.page_base.first();
    let page = reader.number("page").unwrap_or(base);
    if page < base {
        match assumptions.page_zero {
            PageZero::Clamp => return base,
            PageZero::Refuse => reader.errors.add("page", "must be greater than or equal to 1"),
            PageZero::NotFound | PageZero::Unprocessable | PageZero::Empty | PageZero::Error => {}
        }
    }
    page
}

struct Reader {
    sent: BTreeMap<&'static str, String>,
    errors: FieldErrors,
}

impl Reader {
    fn new(query: &str, unknown: UnknownParameter) -> Self {
        let (mut sent, mut errors) = (BTreeMap::new(), FieldErrors::default());
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let (plain, bracketed) = name.split_once('[').map_or((&*name, false), |(plain, _)| (plain, true));
            let Some(known) = PARAMETERS.into_iter().find(|known| *known == plain) else {
                if unknown == UnknownParameter::Refuse {
                    errors.add(name, "is not a parameter of this operation");
                }
                continue;
            };
            if bracketed || sent.insert(known, value.into_owned()).is_some() {
                errors.add(known, "must be a single value");
            }
        }
        Self { sent, errors }
    }

    fn text(&mut self, name: &str) -> Option<String> {
        self.sent.remove(name)
    }

    fn read<T>(
        &mut self,
        name: &'static str,
        problem: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.sent.remove(name)?;
        let value = read(&text);
        if value.is_none() {
            self.errors.add(name, if text.is_empty() { "can't be blank" } else { problem });
        }
        value
    }

    fn moment(&mut self, name: &'static str) -> Option<Timestamp> {
        self.read(name, "is not a valid date and time", timestamp::parse)
    }

    fn truth(&mut self, name: &'static str) -> Option<bool> {
        self.read(name, "must be true or false", |text| text.parse().ok())
    }

    /// A whole number of any size; one beyond all bounds counts as the largest. The sign and the spaces that Rust or a
    /// form would let pass are no digits.
    fn number(&mut self, name: &'static str) -> Option<u64> {
        self.read(name, "must be a whole number", |text| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().unwrap_or(u64::MAX))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(query: &str) -> String {
        let errors = Query::read(query, &Assumptions::default(), 0).expect_err("must be refused");
        serde_json::to_string(&errors).expect("serializable")
    }

    #[test]
    fn every_malformed_parameter_is_named() {
        assert_eq!(
            refusal("startdate=soon&archived=yes&per_page=0&page=-1"),
            r#"{"errors":{"archived":["must be true or false"],"page":["must be a whole number"],"per_page":["must be greater than or equal to 1"],"startdate":["is not a valid date and time"]}}"#
        );
    }

    #[test]
    fn a_blank_value_is_told_as_in_the_reference() {
        assert_eq!(refusal("startdate="), r#"{"errors":{"startdate":["can't be blank"]}}"#);
    }

    #[test]
    fn numbers_that_only_look_like_numbers_are_refused() {
        for query in ["page=1.0", "page=+1", "page=%2B1", "page=1e1", "page=0x1", "page=%201"] {
            assert!(refusal(query).contains("page"), "{query}");
        }
    }

    #[test]
    fn a_parameter_sent_twice_or_as_a_list_is_refused() {
        for query in ["page=1&page=2", "page[]=1", "name=a&name=a"] {
            assert!(refusal(query).contains("must be a single value"), "{query}");
        }
    }

    #[test]
    fn an_unknown_parameter_is_refused_unless_it_is_to_be_ignored() {
        assert_eq!(refusal("sort=name"), r#"{"errors":{"sort":["is not a parameter of this operation"]}}"#);
        let lenient = Assumptions { unknown_parameter: UnknownParameter::Ignore, ..Assumptions::default() };
        assert!(Query::read("sort=name", &lenient, 0).is_ok());
    }
}
