//! The number of requests of a listing.

use blueshift_sandbox::{PageBase, PageZero, PastEnd, Shape};

use super::*;

/// The number of campaigns on a full page.
const FULL: usize = 2;

type Server = fn(DataSet) -> Builder;

/// Returns a line with the numbers of requests for lists of 0, 1, 2 and 50 pages, with `last` campaigns on the last page.
async fn line(name: &str, server: Server, last: usize, concurrency: usize, verify: bool) -> String {
    let mut counts = Vec::new();
    for pages in [0_usize, 1, 2, 50] {
        let len = (FULL * pages).saturating_sub(FULL - last);
        let rows: Vec<_> = (0..len).map(|row| json!({"uuid": row.to_string()})).collect();
        let data = DataSet::from_json(&json!(rows).to_string()).unwrap();
        let sandbox = server(data).order(Order::Given).start().await.unwrap();
        let attempts = Attempts::default();
        let client = attempts.count(client(&sandbox)).build().unwrap();
        let listing = client.campaigns().list().per_page(FULL as u64).concurrency(concurrency);
        let listing = if verify { listing.verify() } else { listing };
        let (yielded, error) = drain(listing.stream()).await;
        assert!(error.is_none(), "{name}: {error:?}");
        assert_eq!(yielded.len(), len, "{name}");
        // A request that is aborted when the listing ends does not always reach the sandbox.
        let (sent, received) = (attempts.started(), sandbox.stats().requests);
        assert!(
            received == sent || received < sent && concurrency > 1,
            "{name}: the sandbox received {received} of {sent} requests"
        );
        counts.push(sent);
    }
    let [none, one, two, fifty] = counts[..] else { panic!("{counts:?}") };
    let listing = format!("{concurrency}{}", if verify { ", verify" } else { "" });
    format!("{name:<27} | {listing:<9} | {none:>2} | {one:>2} | {two:>2} | {fifty:>3}\n")
}

#[tokio::test]
async fn second_reading_after_one_change_skips_pages() {
    let rows: Vec<_> = (0..99).map(|row| json!({"uuid": row.to_string()})).collect();
    for index in [0, 40] {
        let data = DataSet::from_json(&json!(rows).to_string()).unwrap();
        // A campaign is inserted at the front or moves there, so the last campaign of page 10 moves to page 11.
        let sandbox = Sandbox::builder().data(data).order(Order::Updated).start().await.unwrap();
        let change = if index == 0 { Fault::inserts(1) } else { Fault::touch(index) };
        sandbox.faults().set([change.after(11).times(1)]);
        let (yielded, error) = drain(list_pairs(&sandbox).stream()).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(yielded.len(), if index == 0 { 100 } else { 99 });
        // The first reading requests all 50 pages, and the second only the first and the last page. Each sends three more
        // requests to confirm the end.
        assert_eq!(sandbox.stats().requests, 53 + 5, "{index}");
    }
}

#[tokio::test]
async fn a_listing_takes_as_many_requests_as_documented() {
    let array: Server = |data| Sandbox::builder().data(data);
    let servers: [(&str, usize, Server); 9] = [
        ("empty past end", 1, array),
        ("empty past end, full page", FULL, array),
        ("with a total", 1, |data| Sandbox::builder().data(data).shape(Shape::Envelope)),
        ("from 1, page 0 refused", 1, |data| {
            Sandbox::builder().data(data).page_base(PageBase::One).page_zero(PageZero::Refuse)
        }),
        ("from 1, page 0 empty", 1, |data| {
            Sandbox::builder().data(data).page_base(PageBase::One).page_zero(PageZero::Empty)
        }),
        ("from 1, page 0 is page 1", 1, |data| Sandbox::builder().data(data).page_base(PageBase::One)),
        ("404 past end", 1, |data| Sandbox::builder().data(data).past_end(PastEnd::NotFound)),
        ("last page past end", 1, |data| Sandbox::builder().data(data).past_end(PastEnd::LastPage)),
        ("first page past end", 1, |data| Sandbox::builder().data(data).past_end(PastEnd::FirstPage)),
    ];
    let mut table =
        format!("{:<27} | {:<9} | {:>2} | {:>2} | {:>2} | {:>3}\n", "server", "in flight", 0, 1, 2, 50);
    for (name, last, server) in servers {
        for (concurrency, verify) in [(1, false), (8, false), (1, true), (8, true)] {
            table += &line(name, server, last, concurrency, verify).await;
        }
    }
    insta::assert_snapshot!(table, @r"
    server                      | in flight |  0 |  1 |  2 |  50
    empty past end              | 1         |  5 |  4 |  5 |  53
    empty past end              | 8         |  5 |  6 |  7 |  59
    empty past end              | 1, verify |  5 |  8 |  8 | 104
    empty past end              | 8, verify |  5 | 14 | 15 | 163
    empty past end, full page   | 1         |  5 |  4 |  5 |  53
    empty past end, full page   | 8         |  5 |  6 |  8 |  60
    empty past end, full page   | 1, verify |  5 |  8 | 10 | 106
    empty past end, full page   | 8, verify |  5 | 14 | 18 | 166
    with a total                | 1         |  5 |  4 |  5 |  53
    with a total                | 8         |  5 |  6 |  7 |  59
    with a total                | 1, verify |  5 |  8 |  8 | 104
    with a total                | 8, verify |  5 | 14 | 15 | 163
    from 1, page 0 refused      | 1         |  5 |  7 |  8 |  56
    from 1, page 0 refused      | 8         |  5 |  9 | 10 |  62
    from 1, page 0 refused      | 1, verify |  5 | 11 | 11 | 107
    from 1, page 0 refused      | 8, verify |  5 | 17 | 18 | 166
    from 1, page 0 empty        | 1         |  5 |  6 |  7 |  55
    from 1, page 0 empty        | 8         |  5 |  8 |  9 |  61
    from 1, page 0 empty        | 1, verify |  5 | 10 | 10 | 106
    from 1, page 0 empty        | 8, verify |  5 | 16 | 17 | 165
    from 1, page 0 is page 1    | 1         |  5 | 11 | 12 |  60
    from 1, page 0 is page 1    | 8         |  5 | 15 | 18 |  66
    from 1, page 0 is page 1    | 1, verify |  5 | 22 | 22 | 118
    from 1, page 0 is page 1    | 8, verify |  5 | 37 | 40 | 184
    404 past end                | 1         |  5 |  4 |  6 |  54
    404 past end                | 8         |  5 |  8 |  9 |  61
    404 past end                | 1, verify |  5 |  8 | 10 | 106
    404 past end                | 8, verify |  5 | 16 | 19 | 167
    last page past end          | 1         |  5 | 16 | 11 |  59
    last page past end          | 8         |  5 | 19 | 15 |  67
    last page past end          | 1, verify |  5 | 32 | 22 | 118
    last page past end          | 8, verify |  5 | 51 | 37 | 185
    first page past end         | 1         |  5 | 16 | 16 |  64
    first page past end         | 8         |  5 | 19 | 24 |  72
    first page past end         | 1, verify |  5 | 32 | 32 | 128
    first page past end         | 8, verify |  5 | 51 | 56 | 200
    ");
}
