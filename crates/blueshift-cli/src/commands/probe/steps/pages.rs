//! Determines the number of the first page, and the response for page 0.

use super::{CHANGED, Probe, page_query};
use crate::commands::probe::client::Stop;
use crate::commands::probe::finding::Findings;
use crate::commands::probe::response::Response;

impl Probe {
    /// Reads pages 0, 1 and 2 with one campaign each.
    pub(super) async fn pages(&mut self) -> Result<(), Stop> {
        let queries = [0, 1, 2].map(|page| page_query(page, 1));
        let zero = queries[0].clone();
        let Some(responses) = self.client.snapshot(queries).await? else {
            self.base_undecidable(CHANGED);
            return Ok(());
        };
        if let [Response::Refused(a), Response::Refused(b), Response::Refused(c)] = responses
            && a == b
            && b == c
            && let Some(error) = self.client.refusal.take()
        {
            return Err(Stop::Call(error));
        }
        // A transient failure may have occurred in both readings.
        if responses[0] == Response::Refused(500) && self.client.list(&zero, true).await? != responses[0] {
            self.base_undecidable("page 0 sometimes fails");
            return Ok(());
        }
        self.first = decide(&responses, &mut self.findings);
        Ok(())
    }

    pub(super) fn base_undecidable(&mut self, evidence: &str) {
        self.findings.undecidable("page-base", evidence);
        self.findings.undecidable("page-zero", evidence);
        self.first = None;
    }
}

/// Determines `page-base` and `page-zero` from pages 0, 1 and 2 of one snapshot. Returns the number of the first page, or
/// `None` if it is undecidable.
fn decide([zero, one, two]: &[Response; 3], findings: &mut Findings) -> Option<u64> {
    let has = |response: &Response| response.items().is_some();
    let is_past_end =
        |response: &Response| response.is_empty_page() || matches!(response, Response::Refused(_));
    if has(zero) && (is_past_end(one) || has(one) && !zero.same_campaigns(one)) {
        let evidence = if has(one) {
            "pages 0 and 1 contain different campaigns".to_owned()
        } else {
            format!("page 0 contains a campaign; page 1: {}", one.describe())
        };
        findings.decide_number("page-base", 0, evidence);
        findings.not_applicable("page-zero", "page 0 is the first page");
        return Some(0);
    }
    let page_zero = match zero {
        _ if !has(one) => None,
        // If all three pages are the same, pages may be numbered from 0, and pages 1 and 2 may be past the end of the list.
        zero if zero.same_campaigns(one) => {
            let differs = is_past_end(two) || has(two) && !one.same_campaigns(two);
            differs.then(|| (Some("clamp"), "page 0 is the same as page 1, but page 2 differs".to_owned()))
        }
        zero if zero.is_empty_page() => {
            Some((Some("empty"), "page 0 is empty, but page 1 is not".to_owned()))
        }
        Response::Refused(status) => {
            let value = match status {
                400 => Some("refuse"),
                404 => Some("not-found"),
                422 => Some("unprocessable"),
                500 => Some("error"),
                _ => None,
            };
            Some((value, format!("page 0: status {status}; page 1 is served")))
        }
        _ => None,
    };
    let Some((value, evidence)) = page_zero else {
        let evidence = if has(one) && zero.same_campaigns(one) {
            "pages 0, 1 and 2 are the same".to_owned()
        } else {
            let [zero, one, two] = [zero, one, two].map(Response::describe);
            format!("page 0: {zero}; page 1: {one}; page 2: {two}")
        };
        findings.undecidable("page-base", evidence.as_str());
        findings.undecidable("page-zero", evidence);
        return None;
    };
    findings.decide_number("page-base", 1, evidence.as_str());
    match value {
        Some(value) => findings.decide("page-zero", value, evidence),
        None => findings.undecidable("page-zero", evidence),
    }
    Some(1)
}
