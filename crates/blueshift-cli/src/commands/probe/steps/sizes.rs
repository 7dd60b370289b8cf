//! Determines the default and the maximum page size, and the order of the campaigns on the pages that are read.

use serde_json::Value;

use super::{CHANGED, Probe, order, page_query};
use crate::commands::probe::client::{Query, Stop};
use crate::commands::probe::response::{Response, at_least, count, key};

/// A page size that is probably too large.
const LARGE: u64 = 1000;

/// Likely maximum sizes, which are tried before other sizes.
const LIKELY: [u64; 5] = [500, 200, 100, 250, 50];

impl Probe {
    /// Reads a page of the default size, and the first two pages of a large size.
    pub(super) async fn sizes(&mut self) -> Result<(), Stop> {
        let Some(first) = self.first else {
            for key in ["default-per-page", "max-per-page", "over-max", "past-end", "total"] {
                self.findings.undecidable(key, "the number of the first page is required");
            }
            return self.one_page().await;
        };
        let next = first.saturating_add(1);
        let queries = [Query::new(), page_query(first, LARGE), page_query(next, LARGE)];
        let Some([plain, large, after]) = self.client.snapshot(queries).await? else {
            for key in ["default-per-page", "max-per-page", "over-max"] {
                self.findings.undecidable(key, CHANGED);
            }
            return self.one_page().await;
        };
        match &large {
            Response::List(list) => {
                let plain = plain.items().unwrap_or_default();
                if !starts_alike(&list.items, plain) {
                    self.base_undecidable("a request without `page` does not return the first page");
                }
                self.clamped(plain.len(), list.items.len(), follows(&large, &after), first).await?;
                self.keep(&large, &after);
            }
            Response::Refused(status @ (400 | 413 | 422)) => {
                self.findings.decide(
                    "over-max",
                    "refuse",
                    format!("per_page={LARGE} returns status {status}"),
                );
                let second = vec![("page", next.to_string())];
                let Some([plain, after]) = self.client.snapshot([Query::new(), second]).await? else {
                    self.findings.undecidable("default-per-page", CHANGED);
                    return self.one_page().await;
                };
                self.default_size(plain.items().unwrap_or_default().len(), follows(&plain, &after));
                self.keep(&plain, &after);
            }
            other => {
                let evidence = format!("per_page={LARGE} returns {}", other.describe());
                for key in ["default-per-page", "max-per-page", "over-max"] {
                    self.findings.undecidable(key, evidence.as_str());
                }
                self.keep(&plain, &Response::Unreadable);
            }
        }
        Ok(())
    }

    /// Determines the sizes from a large page. `plain` and `served` are the lengths of a page without `per_page` and of the large
    /// page, and `continues` is whether the page after the large page contains other campaigns.
    async fn clamped(
        &mut self,
        plain: usize,
        served: usize,
        continues: bool,
        first: u64,
    ) -> Result<(), Stop> {
        self.default_size(plain, served > plain || continues && served == plain);
        let size = served as u64;
        let mut is_maximum = continues && size < LARGE;
        let mut evidence = if continues {
            format!("per_page={LARGE} returns {}", count(served))
        } else {
            format!("per_page={LARGE} returns the whole list, {}", at_least(served))
        };
        if is_maximum && served <= plain {
            // A server may also replace a size that is too large with its default size.
            let larger = size.saturating_add(1);
            let response = self.client.list(&page_query(first, larger), true).await?;
            is_maximum = response.list().is_some_and(|list| list.items.len() == served);
            evidence = format!("{evidence}; per_page={larger} returns {}", response.describe());
        }
        if is_maximum {
            let evidence = format!("{evidence}, and there are more");
            self.findings.decide_number("max-per-page", size, evidence.as_str());
            self.findings.decide("over-max", "clamp", evidence);
        } else {
            self.findings.undecidable("max-per-page", evidence.as_str());
            self.findings.undecidable("over-max", evidence);
        }
        Ok(())
    }

    fn default_size(&mut self, size: usize, is_followed: bool) {
        if is_followed {
            let evidence = format!("a page without per_page contains {}, and there are more", count(size));
            self.findings.decide_number("default-per-page", size as u64, evidence);
        } else {
            let evidence = format!("a page without per_page contains the whole list, {}", at_least(size));
            self.findings.undecidable("default-per-page", evidence);
        }
    }

    /// Reads one page, for the order and for the steps with filters.
    async fn one_page(&mut self) -> Result<(), Stop> {
        let page = self.client.list(&Query::new(), false).await?;
        self.keep(&page, &Response::Unreadable);
        Ok(())
    }

    /// Keeps the campaigns of a page and of the next page, and determines their order.
    fn keep(&mut self, page: &Response, next: &Response) {
        self.seen = page.items().unwrap_or_default().to_vec();
        if follows(page, next) {
            self.seen.extend_from_slice(next.items().unwrap_or_default());
        }
        order::decide(&self.seen, &mut self.findings);
    }

    /// Searches for the maximum size of a server that refuses larger sizes. Refusals do not depend on the campaigns, so no
    /// snapshot is required.
    pub(super) async fn maximum(&mut self) -> Result<(), Stop> {
        let refuses = self.findings.value("over-max").is_some_and(|value| value.to_string() == "refuse");
        let Some(first) = self.first.filter(|_| refuses) else {
            return Ok(());
        };
        let (mut served, mut refused) = (1, LARGE);
        while refused.saturating_sub(served) > 1 {
            let size = if LIKELY.contains(&served) {
                served.saturating_add(1)
            } else {
                let likely = LIKELY.iter().copied().find(|size| *size > served && *size < refused);
                likely.filter(|_| served == 1).unwrap_or_else(|| served.midpoint(refused))
            };
            let evidence = format!("per_page={served} is accepted, and per_page={refused} is refused");
            self.findings.undecidable("max-per-page", evidence);
            match self.client.list(&page_query(first, size), true).await? {
                response if response.items().is_some() => served = size,
                Response::Refused(400 | 413 | 422) => refused = size,
                _ => return Ok(()),
            }
        }
        let evidence = format!("per_page={served} is accepted, and per_page={refused} is refused");
        // The refusal may have had another cause, so the refused size is requested again.
        if matches!(self.client.list(&page_query(first, refused), true).await?, Response::List(_)) {
            return Ok(());
        }
        self.findings.decide_number("max-per-page", served, evidence);
        Ok(())
    }
}

/// Returns whether two successive pages both have campaigns, and no campaign is on both.
fn follows(page: &Response, next: &Response) -> bool {
    let (Some(items), Some(others)) = (page.items(), next.items()) else {
        return false;
    };
    others.iter().all(|other| items.iter().all(|item| key(item) != key(other)))
}

/// Returns whether the shorter of two pages is a prefix of the other.
fn starts_alike(one: &[Value], other: &[Value]) -> bool {
    one.iter().zip(other).all(|(one, other)| key(one) == key(other))
}
