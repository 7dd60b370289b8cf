//! Determines the responses for pages past the end of a list, and the meaning of the total.

use blueshift::jiff::SignedDuration;

use super::{CHANGED, Probe, created, page_query, window};
use crate::commands::probe::client::{Query, Stop};
use crate::commands::probe::response::{Response, count};

/// The maximum number of pages that are read, including the page past the end of the short list.
const MOST_PAGES: u64 = 8;

/// The distance of [`Pages::far`] from the end of the list, in pages. It is smaller than a plausible depth limit.
const FAR: u64 = 100;

/// The pages that determine the findings.
#[derive(PartialEq)]
struct Pages {
    first: Response,
    last: Response,
    past: Response,
    far: Response,
}

impl Probe {
    /// Reads a short list of campaigns that were created within a short interval, one campaign per page.
    pub(super) async fn end(&mut self) -> Result<(), Stop> {
        let Some(first) = self.first else {
            return Ok(());
        };
        let mut dates: Vec<_> = self.seen.iter().filter_map(created).collect();
        dates.sort_unstable();
        dates.dedup();
        let closest = dates.windows(2).min_by_key(|pair| pair[1].duration_since(pair[0]));
        let Some(filter) = closest.map(|pair| window(pair[0], pair[1], SignedDuration::from_secs(1))) else {
            self.end_undecidable("two campaigns with different dates are required");
            return Ok(());
        };
        // Two attempts, in case the list changes.
        for _ in 0..2 {
            let mut pages: Vec<Response> = Vec::new();
            let past = loop {
                let number = pages.len() as u64;
                if number == MOST_PAGES {
                    self.end_undecidable(&format!("no list with fewer than {MOST_PAGES} pages was found"));
                    return Ok(());
                }
                let page = self.client.list(&at(&filter, first.saturating_add(number)), true).await?;
                if page.items().is_none() || pages.iter().any(|earlier| page.same_campaigns(earlier)) {
                    break page;
                }
                pages.push(page);
            };
            let length = pages.len() as u64;
            let [start, .., last] = pages.as_slice() else {
                let evidence = format!("a list of {} was read; two are required", count(pages.len()));
                self.end_undecidable(&evidence);
                return Ok(());
            };
            let end = first.saturating_add(length);
            let far_query = at(&filter, end.saturating_add(FAR));
            let far = self.client.list(&far_query, true).await?;
            let before = Pages { first: start.clone(), last: last.clone(), past, far };
            // As in a snapshot, the pages are consistent if both readings are equal.
            let again = Pages {
                first: self.client.list(&at(&filter, first), true).await?,
                last: self.client.list(&at(&filter, end.saturating_sub(1)), true).await?,
                past: self.client.list(&at(&filter, end), true).await?,
                far: self.client.list(&far_query, true).await?,
            };
            if before == again {
                self.past_end(&again, length);
                self.total(&again, length);
                return Ok(());
            }
        }
        self.end_undecidable(CHANGED);
        Ok(())
    }

    fn end_undecidable(&mut self, evidence: &str) {
        self.findings.undecidable("past-end", evidence);
        self.findings.undecidable("total", evidence);
    }

    fn past_end(&mut self, pages: &Pages, length: u64) {
        let value = |response: &Response| match response {
            response if response.is_empty_page() => Some("empty"),
            response if response.same_campaigns(&pages.last) => Some("last-page"),
            response if response.same_campaigns(&pages.first) => Some("first-page"),
            Response::Refused(400) => Some("refuse"),
            Response::Refused(404) => Some("not-found"),
            Response::Refused(422) => Some("unprocessable"),
            _ => None,
        };
        let describe = |response: &Response| match value(response) {
            Some("last-page") => "the last page again".to_owned(),
            Some("first-page") => "the first page again".to_owned(),
            _ => response.describe(),
        };
        let evidence = format!("a list of {length} pages, then {}", describe(&pages.past));
        match (value(&pages.past), value(&pages.far)) {
            (Some(near), Some(far)) if near == far => self.findings.decide("past-end", near, evidence),
            _ => {
                let far = describe(&pages.far);
                self.findings.undecidable("past-end", format!("{evidence}; {FAR} pages later: {far}"));
            }
        }
    }

    fn total(&mut self, pages: &Pages, length: u64) {
        let (Some(first), Some(last)) = (pages.first.list(), pages.last.list()) else {
            return;
        };
        match (first.total, last.total) {
            (None, None) => self.findings.decide("total", "absent", "no `total_count`"),
            (Some(total), Some(other)) if total == other => {
                let evidence = format!("`total_count` is {total} in a list of {length}");
                let excess = total - length as f64;
                if excess == 0.0 {
                    self.findings.decide("total", "correct", evidence);
                } else if (1.0..=1e6).contains(&excess) && excess.fract() == 0.0 {
                    self.findings.decide("total", format!("too-large={excess}"), evidence);
                } else {
                    self.findings.undecidable("total", evidence);
                }
            }
            _ => self.findings.undecidable("total", "`total_count` varies"),
        }
    }
}

fn at(filter: &Query, page: u64) -> Query {
    filter.iter().cloned().chain(page_query(page, 1)).collect()
}
