//! Scenarios about the end of a list: pages past the end, and pages that look like the end.

use serde_json::{Value, json};

use crate::assumptions::{PageBase, PageZero, PastEnd, Shape};
use crate::exam::campaigns::{SEVERAL_PAGES, campaigns};
use crate::exam::scenario::{Reason, Scenario};
use crate::exam::setup::Setup;
use crate::faults::fault::Fault;

const REPEATED: Reason = Reason {
    why: "A server that returns an existing page for a page number that is too large never sends an empty page. A client that \
          waits for an empty page requests pages forever.",
    source: Some("https://github.com/aces/cbrain/issues/1446"),
    correct: "Detects that pages repeat, and ends the listing with every campaign printed once.",
};
const REFUSED: Reason = Reason {
    why: "A server may refuse pages after the last one, and a client cannot know in advance which page is the last.",
    source: Some("https://github.com/mojotech/scrivener_ecto/issues/68"),
    correct: "Treats the first refused page after the campaigns as the end if the server still returns the first page.",
};
const EMPTY_PAGE: Reason = Reason {
    why: "An empty page in the middle looks like the end of the list. Servers that filter after paging send such pages.",
    source: Some("https://github.com/hypothesis/client/pull/5234"),
    correct: "Requests the page after an empty page, and each empty page again, before it ends the listing.",
};
const REFUSED_PAGE: Reason = Reason {
    why: "A page that is refused once or always is not the end if the list continues after it. Code that treats any 404 as the \
          end reports part of a list as the complete list.",
    source: Some("https://github.com/datahub-project/datahub/pull/19173"),
    correct: "Requests the page again, or fails.",
};
const COPIED: Reason = Reason {
    why: "A server or cache can send a copy of another page once, so that two consecutive pages are equal. Consecutive pages are \
          also equal if the last page is repeated past the end of the list, or if page 0 is an alias of page 1. A client that \
          infers the end or an alias from one response loses a page.",
    source: None,
    correct: "Requests both pages again if two consecutive pages are equal, or fails.",
};
const IGNORED: Reason = Reason {
    why: "A server or proxy that drops the query sends the first page for every page number. A client then loops forever, or \
          reports the first page as the complete list.",
    source: Some("https://github.com/ConductorOne/baton-sdk/pull/107"),
    correct: "Fails, because the total is larger than the number of campaigns on the repeated page.",
};

fn several() -> Setup {
    Setup::new(campaigns(SEVERAL_PAGES))
}

fn ending(end: PastEnd) -> Setup {
    several().with(|sandbox| sandbox.past_end(end))
}

fn from_one(page_zero: PageZero, end: PastEnd) -> Setup {
    ending(end).with(|sandbox| sandbox.page_base(PageBase::One).page_zero(page_zero))
}

/// Returns a setup with four pages of three campaigns each, in which the first response for `page` contains the page `other`.
fn copied(page: u64, other: usize) -> Setup {
    let all = campaigns(12);
    let copy = Value::from(all.chunks(3).nth(other).unwrap_or_default()).to_string();
    Setup::new(all)
        .with(|sandbox| sandbox.max_per_page(3))
        .fault(Fault::body(200, "application/json", copy).page(page).times(1))
        .or_error()
}

pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        Scenario::new(
            "end-last-page",
            "A listing ends if the last page is repeated past the end.",
            REPEATED,
            || ending(PastEnd::LastPage),
        ),
        Scenario::new(
            "end-first-page",
            "A listing ends, or fails, if the first page is returned past the end.",
            REPEATED,
            || ending(PastEnd::FirstPage).or_error(),
        ),
        Scenario::new(
            "end-first-page-alias",
            "A listing ends, or fails, if the first page is returned as page 0 and past the end.",
            REPEATED,
            || from_one(PageZero::Clamp, PastEnd::FirstPage).or_error(),
        ),
        Scenario::new(
            "end-full-last-page",
            "A listing ends if a full last page is repeated past the end.",
            REPEATED,
            || Setup::new(campaigns(1_000)).with(|sandbox| sandbox.past_end(PastEnd::LastPage)),
        ),
        Scenario::new(
            "end-only-page",
            "A listing ends if the only page is returned for every page number.",
            REPEATED,
            || Setup::new(campaigns(3)).with(|sandbox| sandbox.past_end(PastEnd::LastPage)),
        ),
        Scenario::new(
            "end-bad-request",
            "A listing ends if pages past the end are refused with 400.",
            REFUSED,
            || ending(PastEnd::Refuse),
        ),
        Scenario::new(
            "end-not-found",
            "A listing ends if pages past the end are refused with 404.",
            REFUSED,
            || ending(PastEnd::NotFound),
        ),
        Scenario::new(
            "end-unprocessable",
            "A listing ends if pages past the end are refused with 422.",
            REFUSED,
            || ending(PastEnd::Unprocessable),
        ),
        Scenario::new(
            "end-not-found-capped",
            "A listing of short pages ends if pages past the end are refused with 404.",
            REFUSED,
            || Setup::new(campaigns(100)).with(|sandbox| sandbox.max_per_page(7).past_end(PastEnd::NotFound)),
        ),
        Scenario::new(
            "end-not-found-base-one",
            "A listing of pages numbered from 1 ends if page 0 is empty and pages past the end are refused with 404.",
            REFUSED,
            || from_one(PageZero::Empty, PastEnd::NotFound),
        ),
        Scenario::new(
            "empty-page-once",
            "A page that is empty once does not end the listing.",
            EMPTY_PAGE,
            || several().fault(Fault::body(200, "application/json", "[]").page(1).times(1)).or_error(),
        ),
        Scenario::new(
            "empty-page-always",
            "An empty page between full ones does not end the listing.",
            EMPTY_PAGE,
            || {
                let all = campaigns(6);
                let (first, last) = all.split_at(3);
                Setup::scripted(&[Value::from(first), json!([]), Value::from(last)], all.clone()).or_error()
            },
        ),
        Scenario::new(
            "empty-first-page",
            "If pages are numbered from 1 and page 0 is empty, one empty response for page 1 does not end the listing.",
            EMPTY_PAGE,
            || {
                from_one(PageZero::Empty, PastEnd::Empty)
                    .fault(Fault::body(200, "application/json", "[]").page(1).times(1))
                    .or_error()
            },
        ),
        Scenario::new(
            "page-not-found-once",
            "A page that is refused once with 404 does not end the listing.",
            REFUSED_PAGE,
            || several().fault(Fault::status(404).page(1).times(1)).or_error(),
        ),
        Scenario::new(
            "first-page-not-found-once",
            "A first page that is refused once with 404 is not lost.",
            REFUSED_PAGE,
            || several().fault(Fault::status(404).page(0).times(1)).or_error(),
        ),
        Scenario::new(
            "page-not-found-always",
            "A page that is always refused with 404 does not end a listing with fewer campaigns than the total.",
            REFUSED_PAGE,
            || {
                several()
                    .with(|sandbox| sandbox.shape(Shape::Envelope))
                    .fault(Fault::status(404).page(1))
                    .error()
            },
        ),
        Scenario::new(
            "copy-of-previous-page",
            "The third page is not lost if the first response for it is a copy of the second page.",
            COPIED,
            || copied(2, 1),
        ),
        Scenario::new(
            "copy-of-next-page",
            "The first page is not lost if the first response for it is a copy of the second page.",
            COPIED,
            || copied(0, 1),
        ),
        Scenario::new(
            "copy-of-last-page",
            "A page is not lost if the first response for it is a copy of the last page, which is repeated past the end.",
            COPIED,
            || copied(2, 3).with(|sandbox| sandbox.past_end(PastEnd::LastPage)),
        ),
        Scenario::new(
            "page-ignored",
            "A server that sends the first page for every page number is detected.",
            IGNORED,
            || {
                let all = campaigns(10);
                let page = json!({
                    "total_count": 10.0, "total_pages": 3, "per_page": 3, "page": 0,
                    "results": all.get(..3).unwrap_or_default(),
                });
                Setup::new(all).fault(Fault::body(200, "application/json", page.to_string())).error()
            },
        ),
    ]
}
