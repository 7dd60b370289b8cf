//! Scenarios with lists that change while they are read, and with overlapping pages.

use serde_json::Value;

use crate::assumptions::Order;
use crate::exam::campaigns::{SEVERAL_PAGES, campaigns};
use crate::exam::scenario::{Reason, Scenario};
use crate::exam::setup::Setup;
use crate::faults::fault::Fault;

const INSERTED: Reason = Reason {
    why: "A new campaign at the front shifts all others, so that the next page begins with one that was already read.",
    source: Some("https://github.com/psteinroe/supabase-cache-helpers/issues/428"),
    correct: "Prints each campaign once, or fails.",
};
const MOVED: Reason = Reason {
    why: "In a list sorted by update time, an edited campaign moves to the front. If it was on an unread page, none of the \
          remaining pages contains it.",
    source: Some("https://github.com/airbytehq/airbyte/issues/21500"),
    correct: "Detects the repeated campaign, and reads the list again until no campaign can be missing, or fails.",
};
const REORDERED: Reason = Reason {
    why: "Without a unique sort key, two campaigns can be swapped between two requests: one is returned twice and the other not \
          at all.",
    source: Some("https://github.com/LanternOps/breeze/issues/3462"),
    correct: "Detects the repeated campaign, and reads the list again until no campaign can be missing, or fails.",
};
const OVERLAP: Reason = Reason {
    why: "Overlapping pages show that the server and the client compute offsets differently.",
    source: Some("https://github.com/ohdearquant/khive/issues/1671"),
    correct: "Prints each campaign once, or fails.",
};

fn newest() -> Setup {
    Setup::new(campaigns(SEVERAL_PAGES)).with(|sandbox| sandbox.order(Order::Newest)).or_error()
}

pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        Scenario::new(
            "inserted-once",
            "A campaign that is added during the listing causes no repetition.",
            INSERTED,
            || newest().fault(Fault::inserts(1).after(1).times(1)),
        ),
        Scenario::new(
            "inserted-often",
            "Campaigns that are added after each of five responses cause no repetition.",
            INSERTED,
            || newest().fault(Fault::inserts(1).times(5)),
        ),
        Scenario::new(
            "inserted-always",
            "The listing ends even if the list grows after every response.",
            INSERTED,
            || newest().fault(Fault::inserts(1)),
        ),
        Scenario::new(
            "moved-to-front",
            "A campaign that moves from an unread page to the front is not lost.",
            MOVED,
            || {
                Setup::new(campaigns(SEVERAL_PAGES))
                    .with(|sandbox| sandbox.order(Order::Updated))
                    .fault(Fault::touch(1_100).after(1).times(1))
                    .or_error()
            },
        ),
        Scenario::new(
            "moved-to-front-capped",
            "A campaign that moves from an unread page to the front is not lost if pages have at most 50 campaigns.",
            MOVED,
            || {
                Setup::new(campaigns(430))
                    .with(|sandbox| sandbox.order(Order::Updated).max_per_page(50))
                    .fault(Fault::touch(400).after(2).times(1))
                    .or_error()
            },
        ),
        Scenario::new(
            "swapped",
            "Two campaigns that are swapped across a page boundary are not lost.",
            REORDERED,
            || {
                Setup::new(campaigns(430))
                    .with(|sandbox| sandbox.order(Order::Given).max_per_page(50))
                    .fault(Fault::swap(99).after(1).page(1).times(1))
                    .or_error()
            },
        ),
        Scenario::new("overlapping-pages", "Overlapping pages cause no repetition.", OVERLAP, || {
            let all = campaigns(5);
            let (first, last) = (all.get(..3), all.get(2..));
            let pages = [first, last].map(|page| Value::from(page.unwrap_or_default()));
            Setup::scripted(&pages, all.clone()).or_error()
        }),
    ]
}
