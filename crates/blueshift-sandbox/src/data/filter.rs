//! Which campaigns a listing keeps. All filters of a request must be met.

use crate::data::campaign::{Campaign, Needle};
use crate::data::timestamp::DAY;

/// How far back the start of a one-time campaign may lie when no `startdate` is sent (documented).
const ONE_TIME_WINDOW: i64 = 30 * DAY;

/// The filters of one request, read and with the assumptions worked in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    pub(crate) name: Option<Needle>,
    /// In lower case: addresses are compared without regard to case.
    pub(crate) email: Option<String>,
    pub(crate) created_after: Option<i64>,
    pub(crate) created_before: Option<i64>,
    pub(crate) started_after: Option<i64>,
    pub(crate) archived: Option<bool>,
    pub(crate) status: Option<String>,
    pub(crate) exec_term: Option<String>,
    /// Whether the 30-day rule leaves one-time campaigns that have no start date.
    pub(crate) keeps_undated: bool,
    pub(crate) now: i64,
}

impl Filter {
    /// Cheap questions come first: a million rows are asked.
    pub(crate) fn keeps(&self, campaign: &impl Campaign) -> bool {
        self.archived.is_none_or(|wanted| campaign.archived() == wanted)
            && same(self.status.as_deref(), campaign.status())
            && same(self.exec_term.as_deref(), campaign.exec_term())
            && self.created_after.is_none_or(|bound| campaign.created().is_some_and(|at| at > bound))
            && self.created_before.is_none_or(|bound| campaign.created().is_some_and(|at| at < bound))
            && self.keeps_start(campaign)
            && self
                .email
                .as_ref()
                .is_none_or(|wanted| campaign.email().is_some_and(|email| email.to_lowercase() == *wanted))
            && self.name.as_ref().is_none_or(|needle| campaign.name_contains(needle))
    }

    /// With `startdate`, what started after it; without, the 30-day rule for one-time campaigns. One that has yet to
    /// start did not start within the last 30 days.
    fn keeps_start(&self, campaign: &impl Campaign) -> bool {
        let started = campaign.started();
        match self.started_after {
            Some(bound) => started.is_some_and(|at| at > bound),
            None if campaign.exec_term() == Some("one_time") => started.map_or(self.keeps_undated, |at| {
                at >= self.now.saturating_sub(ONE_TIME_WINDOW) && at <= self.now
            }),
            None => true,
        }
    }
}

fn same(wanted: Option<&str>, found: Option<&str>) -> bool {
    wanted.is_none_or(|wanted| found == Some(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct OneTime(Option<i64>);

    impl Campaign for OneTime {
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

    fn now() -> Filter {
        Filter { now: 40 * DAY, ..Filter::default() }
    }

    #[test]
    fn the_thirty_days_end_now_and_hold_both_ends() {
        assert!(now().keeps(&OneTime(Some(10 * DAY))));
        assert!(!now().keeps(&OneTime(Some(10 * DAY - 1))));
        assert!(now().keeps(&OneTime(Some(40 * DAY))));
        assert!(!now().keeps(&OneTime(Some(40 * DAY + 1))));
    }

    #[test]
    fn one_that_has_no_date_is_kept_or_not_as_assumed() {
        for keeps_undated in [true, false] {
            let filter = Filter { keeps_undated, ..now() };
            assert_eq!(filter.keeps(&OneTime(None)), keeps_undated);
            let with_startdate = Filter { started_after: Some(0), ..filter };
            assert!(!with_startdate.keeps(&OneTime(None)));
        }
    }

    #[test]
    fn a_startdate_lifts_the_thirty_days_and_is_itself_excluded() {
        let filter = Filter { started_after: Some(5), ..now() };
        assert!(filter.keeps(&OneTime(Some(6))));
        assert!(!filter.keeps(&OneTime(Some(5))));
        assert!(!filter.keeps(&OneTime(None)));
    }

    #[test]
    fn created_bounds_are_strict() {
        let started = OneTime(Some(40 * DAY));
        let kept = |after, before| {
            Filter { created_after: Some(after), created_before: Some(before), ..now() }.keeps(&started)
        };
        assert!(kept(99, 101));
        assert!(!kept(100, 101));
        assert!(!kept(99, 100));
    }

    #[test]
    fn a_name_is_found_in_any_case_or_only_in_its_own() {
        let started = OneTime(Some(40 * DAY));
        let kept = |needle| Filter { name: Some(needle), ..now() }.keeps(&started);
        assert!(kept(Needle::AnyCase("café".into())));
        assert!(kept(Needle::Exact("Café".into())));
        assert!(!kept(Needle::Exact("café".into())));
    }

    #[test]
    fn a_field_that_a_campaign_lacks_meets_no_filter_on_it() {
        let started = OneTime(Some(40 * DAY));
        assert!(!Filter { email: Some(String::new()), ..now() }.keeps(&started));
        assert!(!Filter { status: Some("draft".into()), ..now() }.keeps(&started));
    }
}
