//! The filters of a listing. A campaign must match all filters of a request.

use crate::data::timestamp::DAY;

/// The fields that filters compare. A campaign without a field does not match a filter on it, except for `archived`.
pub(crate) trait FilterFields {
    fn name_contains(&self, needle: &Needle) -> bool;
    fn email(&self) -> Option<&str>;
    fn status(&self) -> Option<&str>;
    fn exec_term(&self) -> Option<&str>;
    /// Returns whether the campaign is archived. Returns false if the campaign does not have this field.
    fn archived(&self) -> bool;
    /// Returns the creation date in microseconds since the Unix epoch.
    fn created(&self) -> Option<i64>;
    fn started(&self) -> Option<i64>;
}

/// A string to search for in names or to compare with other fields.
#[derive(Debug, Clone)]
pub(crate) enum Needle {
    /// A case-insensitive string, in lower case.
    AnyCase(String),
    Exact(String),
}

impl Needle {
    pub(crate) fn is_in(&self, name: &str) -> bool {
        match self {
            Self::AnyCase(lower) => name.to_lowercase().contains(lower.as_str()),
            Self::Exact(text) => name.contains(text.as_str()),
        }
    }

    /// Returns whether a field has this value.
    fn equals(&self, value: &str) -> bool {
        match self {
            Self::AnyCase(lower) => value.to_lowercase() == *lower,
            Self::Exact(text) => value == text,
        }
    }
}

/// The limit of 30 days in the API reference: without `startdate`, a one-time campaign is listed only if it started within this
/// duration before the request.
const ONE_TIME_WINDOW: i64 = 30 * DAY;

/// The filters of one request, with the assumptions applied.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    pub(crate) name: Option<Needle>,
    pub(crate) email: Option<Needle>,
    pub(crate) created_after: Option<i64>,
    pub(crate) created_before: Option<i64>,
    pub(crate) started_after: Option<i64>,
    pub(crate) archived: Option<bool>,
    pub(crate) status: Option<Needle>,
    pub(crate) exec_term: Option<String>,
    /// Whether a listing without `startdate` contains one-time campaigns without a start date.
    pub(crate) includes_undated: bool,
    pub(crate) now: i64,
}

impl Filter {
    /// Returns whether a campaign matches. Cheap comparisons come first, because there may be a million campaigns.
    pub(crate) fn matches(&self, campaign: &impl FilterFields) -> bool {
        self.archived.is_none_or(|wanted| campaign.archived() == wanted)
            && equals(self.status.as_ref(), campaign.status())
            && self.exec_term.as_deref().is_none_or(|wanted| campaign.exec_term() == Some(wanted))
            && self.created_after.is_none_or(|bound| campaign.created().is_some_and(|at| at > bound))
            && self.created_before.is_none_or(|bound| campaign.created().is_some_and(|at| at < bound))
            && self.matches_start(campaign)
            && equals(self.email.as_ref(), campaign.email())
            && self.name.as_ref().is_none_or(|needle| campaign.name_contains(needle))
    }

    /// Returns whether the start date matches. With `startdate`, campaigns must have started after it. Without `startdate`,
    /// one-time campaigns must have started within the last 30 days, which excludes future start dates, and
    /// `includes_undated` applies to one-time campaigns without a start date.
    fn matches_start(&self, campaign: &impl FilterFields) -> bool {
        let started = campaign.started();
        match self.started_after {
            Some(bound) => started.is_some_and(|at| at > bound),
            None if campaign.exec_term() == Some("one_time") => started.map_or(self.includes_undated, |at| {
                at >= self.now.saturating_sub(ONE_TIME_WINDOW) && at <= self.now
            }),
            None => true,
        }
    }
}

fn equals(wanted: Option<&Needle>, found: Option<&str>) -> bool {
    wanted.is_none_or(|wanted| found.is_some_and(|found| wanted.equals(found)))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct OneTime(Option<i64>);

    impl FilterFields for OneTime {
        fn name_contains(&self, needle: &Needle) -> bool {
            needle.is_in("Café Rewards")
        }
        fn email(&self) -> Option<&str> {
            None
        }
        fn status(&self) -> Option<&str> {
            None
        }
        fn exec_term(&self) -> Option<&str> {
            Some("one_time")
        }
        fn archived(&self) -> bool {
            false
        }
        fn created(&self) -> Option<i64> {
            Some(100)
        }
        fn started(&self) -> Option<i64> {
            self.0
        }
    }

    fn at_day_40() -> Filter {
        Filter { now: 40 * DAY, ..Filter::default() }
    }

    #[test]
    fn thirty_day_window_ends_now_and_includes_both_ends() {
        assert!(at_day_40().matches(&OneTime(Some(10 * DAY))));
        assert!(!at_day_40().matches(&OneTime(Some(10 * DAY - 1))));
        assert!(at_day_40().matches(&OneTime(Some(40 * DAY))));
        assert!(!at_day_40().matches(&OneTime(Some(40 * DAY + 1))));
    }

    #[test]
    fn undated_campaigns_follow_the_assumption() {
        for includes_undated in [true, false] {
            let filter = Filter { includes_undated, ..at_day_40() };
            assert_eq!(filter.matches(&OneTime(None)), includes_undated);
            let with_startdate = Filter { started_after: Some(0), ..filter };
            assert!(!with_startdate.matches(&OneTime(None)));
        }
    }

    #[test]
    fn startdate_replaces_the_window_and_is_exclusive() {
        let filter = Filter { started_after: Some(5), ..at_day_40() };
        assert!(filter.matches(&OneTime(Some(6))));
        assert!(!filter.matches(&OneTime(Some(5))));
        assert!(!filter.matches(&OneTime(None)));
    }

    #[test]
    fn created_bounds_are_exclusive() {
        let started = OneTime(Some(40 * DAY));
        let kept = |after, before| {
            Filter { created_after: Some(after), created_before: Some(before), ..at_day_40() }
                .matches(&started)
        };
        assert!(kept(99, 101));
        assert!(!kept(100, 101));
        assert!(!kept(99, 100));
    }

    #[test]
    fn name_filter_is_case_insensitive_or_exact() {
        let started = OneTime(Some(40 * DAY));
        let kept = |needle| Filter { name: Some(needle), ..at_day_40() }.matches(&started);
        assert!(kept(Needle::AnyCase("café".into())));
        assert!(kept(Needle::Exact("Café".into())));
        assert!(!kept(Needle::Exact("café".into())));
    }

    #[test]
    fn absent_fields_match_no_filter() {
        let started = OneTime(Some(40 * DAY));
        assert!(!Filter { email: Some(Needle::AnyCase(String::new())), ..at_day_40() }.matches(&started));
        assert!(!Filter { status: Some(Needle::Exact("draft".into())), ..at_day_40() }.matches(&started));
    }
}
