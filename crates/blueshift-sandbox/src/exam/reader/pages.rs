//! Scenarios with different page numbers, page sizes, shapes of a page, totals and numbers of campaigns.

use serde_json::{Value, json};

use crate::assumptions::{OverMax, PageBase, PageZero, PastEnd, Shape, Total};
use crate::exam::campaigns::{SEVERAL_PAGES, campaigns, with};
use crate::exam::scenario::{Reason, Scenario};
use crate::exam::setup::Setup;

const BASIC: Reason = Reason {
    why: "Most other scenarios are variations of a list with several pages.",
    source: None,
    correct: "Prints every campaign once and exits with 0.",
};
const FEW: Reason = Reason {
    why: "A client that always requests a second page may fail if that page does not exist.",
    source: Some("https://github.com/tan-tan-kanarek/github-php-client/issues/107"),
    correct: "Prints the campaigns and exits with 0.",
};
const BASE: Reason = Reason {
    why: "The API does not document the number of the first page. A client that starts at the wrong number loses the first page, \
          and a client that reads page 0 and page 1 may read the same page twice.",
    source: Some("https://github.com/cloudflare/python-cloudflare/pull/29"),
    correct: "Reads page 0 first, compares it with page 1, and numbers pages accordingly.",
};
const ENVELOPE: Reason = Reason {
    why: "`total_pages` is the number of the last page, not a count, so conditions such as `page < total_pages - 1` lose pages \
          at the end.",
    source: Some("https://github.com/cloudflare/python-cloudflare/pull/29"),
    correct: "Reads until there are no more campaigns, regardless of the totals.",
};
const SHAPE: Reason = Reason {
    why: "The API has been observed to return the list as an array and in objects. Code that expects one shape may read another \
          shape as an empty list.",
    source: Some("https://github.com/mvanhorn/cli-printing-press/issues/3956"),
    correct: "Accepts every shape of the list, and treats an object without a list as an error.",
};
const CAP: Reason = Reason {
    why: "A server that reduces `per_page` makes every page shorter than requested. A client that stops at a short page loses \
          all pages after it.",
    source: Some("https://github.com/Polymarket/ts-sdk/pull/240"),
    correct: "Does not treat a page that is shorter than requested as the last one.",
};
const REFUSED_SIZE: Reason = Reason {
    why: "A page size that one account accepts can be too large for another.",
    source: Some("https://github.com/Polymarket/ts-sdk/pull/240"),
    correct: "Requests smaller pages, or fails. Does not report an empty list.",
};
const TOTALS: Reason = Reason {
    why: "Totals may be from an outdated index. A client that trusts them loses campaigns, or requests pages forever.",
    source: Some("https://github.com/hypothesis/client/pull/119"),
    correct: "Does not end a listing because of a total. It may fail if there are fewer campaigns than the total.",
};
const LIMIT: Reason = Reason {
    why: "Search backends often return only a limited number of results. Unless the client compares the number of campaigns with \
          the total, the listing seems complete.",
    source: None,
    correct: "Fails, because the total is larger than the number of campaigns on the pages.",
};
const ARCHIVED: Reason = Reason {
    why: "Archived campaigns are part of an account. A client that filters by default hides them, and its list of all campaigns \
          is incomplete.",
    source: Some("https://github.com/bitwarden/ios/pull/2354"),
    correct: "Sends no filter that its caller did not choose, and prints archived campaigns too.",
};
const LARGE: Reason = Reason {
    why: "Limits on the number of pages, deep recursion and quadratic algorithms cause failures only in large accounts.",
    source: None,
    correct: "Prints every campaign once, within the time limit.",
};

fn several() -> Setup {
    Setup::new(campaigns(SEVERAL_PAGES))
}

fn from_one(page_zero: PageZero) -> Setup {
    several().with(|sandbox| sandbox.page_base(PageBase::One).page_zero(page_zero))
}

fn envelope(total: Total) -> Setup {
    several().with(|sandbox| sandbox.shape(Shape::Envelope).total(total))
}

pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        Scenario::new("one-page", "A list of three campaigns is read.", FEW, || Setup::new(campaigns(3))),
        Scenario::new("empty-list", "An empty list is not an error.", FEW, || Setup::new(Vec::new())),
        Scenario::new("several-pages", "A list of several pages is read to its end.", BASIC, several),
        Scenario::new(
            "full-last-page",
            "A list with a full last page is read to its end, for every common page size.",
            BASIC,
            || Setup::new(campaigns(1_000)),
        ),
        Scenario::new(
            "base-one-alias",
            "Pages numbered from 1 are read if page 0 is an alias of page 1.",
            BASE,
            || from_one(PageZero::Clamp),
        ),
        Scenario::new(
            "base-one-alias-envelope",
            "Pages numbered from 1 in an envelope are read if page 0 is an alias of page 1.",
            BASE,
            || from_one(PageZero::Clamp).with(|sandbox| sandbox.shape(Shape::Envelope)),
        ),
        Scenario::new(
            "base-one-bad-request",
            "Pages numbered from 1 are read if page 0 is refused with 400.",
            BASE,
            || from_one(PageZero::Refuse),
        ),
        Scenario::new(
            "base-one-not-found",
            "Pages numbered from 1 are read if page 0 is refused with 404.",
            BASE,
            || from_one(PageZero::NotFound),
        ),
        Scenario::new(
            "base-one-unprocessable",
            "Pages numbered from 1 are read if page 0 is refused with 422.",
            BASE,
            || from_one(PageZero::Unprocessable),
        ),
        Scenario::new("base-one-empty", "Pages numbered from 1 are read if page 0 is empty.", BASE, || {
            from_one(PageZero::Empty)
        }),
        Scenario::new(
            "base-one-error",
            "Pages numbered from 1 are read, or the listing fails, if page 0 always fails with 500.",
            BASE,
            || from_one(PageZero::Error).or_error(),
        ),
        Scenario::new(
            "base-one-last-page",
            "Pages numbered from 1 are read if the last page is repeated past the end.",
            BASE,
            || from_one(PageZero::Clamp).with(|sandbox| sandbox.past_end(PastEnd::LastPage)),
        ),
        Scenario::new("envelope", "A list in an envelope with totals is read to its end.", ENVELOPE, || {
            envelope(Total::Correct)
        }),
        Scenario::new(
            "envelope-base-one",
            "A list in an envelope with pages numbered from 1 is read to its end.",
            ENVELOPE,
            || {
                envelope(Total::Correct)
                    .with(|sandbox| sandbox.page_base(PageBase::One).page_zero(PageZero::Refuse))
            },
        ),
        Scenario::new(
            "envelope-without-totals",
            "A list in an envelope without totals is read to its end.",
            SHAPE,
            || envelope(Total::Absent),
        ),
        Scenario::new(
            "campaigns-object",
            "A list in an object with `campaigns` is read to its end.",
            SHAPE,
            || several().with(|sandbox| sandbox.shape(Shape::Campaigns)),
        ),
        Scenario::new(
            "empty-envelope",
            "An empty list in an envelope with empty error fields is not an error.",
            SHAPE,
            || {
                let page = json!({"error": false, "errors": {}, "message": "", "results": []});
                let pages: Vec<_> = (0..3).map(|_| page.clone()).collect();
                Setup::scripted(&pages, Vec::new())
            },
        ),
        Scenario::new("capped-page-size", "Pages of at most 7 campaigns are read to the end.", CAP, || {
            Setup::new(campaigns(100)).with(|sandbox| sandbox.max_per_page(7))
        }),
        Scenario::new(
            "capped-envelope",
            "Pages of at most 7 campaigns in an envelope without totals are read to the end.",
            CAP,
            || {
                Setup::new(campaigns(100))
                    .with(|sandbox| sandbox.max_per_page(7).shape(Shape::Envelope).total(Total::Absent))
            },
        ),
        Scenario::new(
            "single-campaign-pages",
            "Pages with one campaign each are read to the end.",
            CAP,
            || Setup::new(campaigns(40)).with(|sandbox| sandbox.max_per_page(1)),
        ),
        Scenario::new(
            "refused-page-size",
            "If a page size is refused with 400, the listing uses another size or fails.",
            REFUSED_SIZE,
            || {
                Setup::new(campaigns(100))
                    .with(|sandbox| sandbox.default_per_page(10).max_per_page(20).over_max(OverMax::Refuse))
                    .or_error()
            },
        ),
        Scenario::new(
            "total-too-large",
            "A total that is too large by five neither hides campaigns nor leads to endless requests.",
            TOTALS,
            || envelope(Total::TooLarge { by: 5 }).or_error(),
        ),
        Scenario::new(
            "total-too-small",
            "A total that is too small does not end the listing.",
            TOTALS,
            || too_small().or_error(),
        ),
        Scenario::new(
            "depth-limit",
            "A server that returns only the first 600 campaigns of a larger total is detected.",
            LIMIT,
            || envelope(Total::Correct).with(|sandbox| sandbox.depth_limit(600)).error(),
        ),
        Scenario::new(
            "archived-campaigns",
            "A list in which every third campaign is archived is read completely.",
            ARCHIVED,
            || {
                let archived = |index| with(index, json!({"archived": index % 3 == 0}));
                Setup::new((0..30).map(archived).collect())
            },
        ),
        Scenario::new("large-account", "A list of 50,000 campaigns is read completely.", LARGE, || {
            Setup::new(campaigns(50_000))
        }),
    ]
}

/// Returns a setup with three pages of three campaigns, and totals that count only the first page.
fn too_small() -> Setup {
    let all = campaigns(9);
    let page = |results: &[Value], number: usize| json!({"total_count": 3.0, "total_pages": 0, "per_page": 3, "page": number, "results": results});
    let pages: Vec<_> = all.chunks(3).zip(0..).map(|(results, number)| page(results, number)).collect();
    Setup::scripted(&pages, all)
}
