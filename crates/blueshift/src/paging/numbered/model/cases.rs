//! The tests of the model, with generated and fixed worlds.

use super::*;

fn refusals() -> impl Strategy<Value = u16> + Clone {
    prop_oneof![Just(400), Just(404), Just(422)]
}

fn events(items: usize, len: usize) -> impl Strategy<Value = Vec<(usize, Event)>> {
    let position = 0..items + 2;
    let without_departures = prop_oneof![
        3 => position.clone().prop_map(Event::Insert),
        3 => (position.clone(), position.clone()).prop_map(|(from, to)| Event::Move(from, to)),
        1 => position.clone().prop_map(|from| Event::Move(from, 0)),
        2 => position.clone().prop_map(Event::Swap),
    ];
    let with_departures = prop_oneof![
        6 => without_departures.clone(),
        2 => position.clone().prop_map(Event::Leave),
        1 => position.prop_map(Event::Return),
    ];
    if len < 2 {
        return Just(Vec::new()).boxed();
    }
    prop_oneof![
        2 => Just(Vec::new()),
        4 => proptest::collection::vec((1_usize..24, without_departures.clone()), 1..4),
        1 => proptest::collection::vec((1_usize..60, without_departures), 1..12),
        2 => proptest::collection::vec((1_usize..24, with_departures), 1..5),
    ]
    .boxed()
}

fn faults() -> impl Strategy<Value = Vec<Fault>> {
    // The status 200 represents a successful response whose body reports an error.
    let failures = proptest::sample::select(&[200, 401, 403, 405, 409, 410, 429, 500, 502, 503][..]);
    let kind = prop_oneof![
        3 => refusals().prop_map(Kind::Status),
        3 => Just(Kind::Empty),
        1 => failures.prop_map(Kind::Status),
        1 => Just(Kind::Broken),
        1 => Just(Kind::Stale),
        1 => (0_usize..6).prop_map(Kind::OtherPage),
        1 => Just(Kind::Old),
    ];
    let requests = prop_oneof![
        6 => (1_usize..30).prop_map(AppliesTo::Once),
        1 => (1_usize..30).prop_map(AppliesTo::From),
        1 => (0_u64..6).prop_map(AppliesTo::Page),
    ];
    let fault = (requests, kind).prop_map(|(applies_to, kind)| Fault { applies_to, kind });
    prop_oneof![3 => Just(Vec::new()), 2 => proptest::collection::vec(fault, 1..3)]
}

fn zeros() -> impl Strategy<Value = Zero> {
    prop_oneof![
        4 => Just(Zero::IsFirst),
        1 => Just(Zero::IsAlias),
        1 => refusals().prop_map(Zero::Fails),
        1 => Just(Zero::IsEmpty),
        1 => Just(Zero::Fails(500)),
    ]
}

fn ends() -> impl Strategy<Value = End> {
    prop_oneof![
        3 => Just(End::Empty),
        2 => refusals().prop_map(End::Refused),
        2 => Just(End::LastPage),
        2 => Just(End::FirstPage),
    ]
}

fn worlds() -> impl Strategy<Value = World> {
    let items = prop_oneof![3 => 0_usize..=8, 1 => 0_usize..=60];
    let size = prop_oneof![2 => 2_u64..=3, 1 => 1_u64..=1, 1 => 4_u64..=20];
    let size = (
        size,
        any::<bool>(),
        prop_oneof![Just(usize::MAX), 1_usize..=9],
        proptest::option::weighted(0.2, 1_u64..=20),
    );
    let total = prop_oneof![3 => Just(Total::Absent), 2 => Just(Total::Correct), 1 => (1_u64..4).prop_map(Total::TooLarge)];
    (items, size, zeros(), ends(), total, any::<bool>()).prop_flat_map(
        |(items, (size, chosen, cap, largest_size), zero, end, total, ignore_total)| {
            let size = if chosen { Size::Chosen(size) } else { Size::Default(size) };
            // Without this limit, a server would return the whole list if no size is requested.
            let cap = cap.min(1_000);
            let base = u64::from(zero != Zero::IsFirst);
            let start = prop_oneof![4 => Just(Start::Unknown), 1 => Just(Start::Base(base))];
            let world = World {
                items,
                size,
                cap,
                largest_size,
                zero,
                end,
                total,
                hole: None,
                ignores_page: false,
                ignores_size: false,
                depth: None,
                events: Vec::new(),
                faults: Vec::new(),
                start: Start::Unknown,
                concurrency: 1,
                verify: false,
                ignore_total,
                keyless: None,
                seen_before: Vec::new(),
                interrupted_after: None,
                delays: vec![0],
            };
            let len = world.usual_len();
            // No list has both a hole and a depth limit.
            let hole_and_depth = prop_oneof![
                8 => Just((None, None)),
                1 => (0_usize..4).prop_map(|hole| (Some(hole), None)),
                1 => (1_usize..40).prop_map(|depth| (None, Some(depth))),
            ];
            (
                (events(items, len), faults(), start, hole_and_depth),
                (prop_oneof![3 => Just(1_usize), 2 => 2_usize..=8], proptest::bool::weighted(0.2)),
                (
                    prop_oneof![4 => Just(Vec::new()), 1 => proptest::collection::vec(0..items + 1, 0..6)],
                    proptest::option::weighted(0.15, 1..items + 2),
                    proptest::bool::weighted(0.05),
                    proptest::option::weighted(0.03, 0..items + 1),
                ),
                prop_oneof![Just(vec![0]), proptest::collection::vec(0_u8..6, 1..12)],
            )
                .prop_map(
                    move |(
                        (events, faults, start, (hole, depth)),
                        (concurrency, verify),
                        (seen_before, interrupted_after, ignores_page, keyless),
                        delays,
                    )| {
                        // Only a list without faults that ends with an empty page may have a hole.
                        let may_have_hole = world.end == End::Empty && faults.is_empty();
                        // With one item per page, a list of one item cannot be distinguished from a longer list if all
                        // responses contain the same item.
                        let is_once = |fault: &Fault| matches!(fault.applies_to, AppliesTo::Once(_));
                        let faults: Vec<_> = faults
                            .into_iter()
                            .filter(|fault| {
                                !fault.kind.misplaces_items() || len > 1 && is_once(fault) && !ignores_page
                            })
                            .collect();
                        let ignores_page = ignores_page && world.zero == Zero::IsFirst;
                        World {
                            ignores_page,
                            hole: hole.filter(|_| may_have_hole && !ignores_page),
                            depth,
                            events,
                            faults,
                            start,
                            concurrency,
                            verify,
                            // `check` expects an error for the item without a key, so its page must be read.
                            keyless: keyless.filter(|_| !ignores_page && depth.is_none()),
                            seen_before,
                            interrupted_after,
                            delays,
                            ..world.clone()
                        }
                    },
                )
        },
    )
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2_000)
}

/// Checks random worlds. Also checks that some listings are complete and some fail.
#[test]
fn yields_every_item_once_or_fails() {
    let config = ProptestConfig {
        cases: cases(),
        failure_persistence: None,
        max_shrink_iters: 200_000,
        ..ProptestConfig::default()
    };
    let ends = std::cell::RefCell::new(BTreeMap::<String, u32>::new());
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let outcome = runner.run(&worlds(), |world| {
        let reason = check(&world).map_err(TestCaseError::fail)?;
        *ends.borrow_mut().entry(reason.unwrap_or_else(|| "complete".to_owned())).or_default() += 1;
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    let ends = ends.into_inner();
    let complete = ends.get("complete").copied().unwrap_or(0);
    let share = f64::from(complete) / f64::from(cases());
    eprintln!("results of the listings: {ends:?}");
    assert!(
        (0.5..0.95).contains(&share),
        "expected a share of complete listings from 0.5 to 0.95, found {share}: {ends:?}"
    );
}

/// Returns all worlds of several kinds of servers with up to four items, two items per page, and up to two events.
///
/// With the stride *n*, only every *n*-th world is returned.
fn small_worlds(stride: usize) -> impl Iterator<Item = World> {
    let zeros = [Zero::IsFirst, Zero::IsAlias, Zero::Fails(404), Zero::IsEmpty];
    let ends = [End::Empty, End::Refused(404), End::LastPage, End::FirstPage];
    let events: Vec<Event> = (0..4)
        .flat_map(|position| {
            let moves = (0..4).filter(move |to| *to != position).map(move |to| Event::Move(position, to));
            moves.chain([Event::Insert(position), Event::Swap(position)])
        })
        .chain([Event::Insert(4)])
        .collect();
    // Two events at different times, one event, or no event.
    let times: Vec<Vec<usize>> = (1..9)
        .flat_map(|first| (first + 1..10).map(move |second| vec![first, second]))
        .chain((1..10).map(|time| vec![time]))
        .chain([Vec::new()])
        .collect();
    let worlds = (0..=4_usize).flat_map(move |items| {
        let events = events.clone();
        let times = times.clone();
        zeros.into_iter().flat_map(move |zero| {
            let events = events.clone();
            let times = times.clone();
            ends.into_iter().flat_map(move |end| {
                let events = events.clone();
                times.clone().into_iter().flat_map(move |times| {
                    let events = events.clone();
                    let kinds = events.len().pow(times.len() as u32);
                    (0..kinds).map(move |kind| {
                        let kind = |n: usize| events[kind / events.len().pow(n as u32) % events.len()];
                        let events = times.iter().enumerate().map(|(n, time)| (*time, kind(n))).collect();
                        (items, zero, end, events)
                    })
                })
            })
        })
    });
    worlds.step_by(stride).map(|(items, zero, end, events)| World { items, zero, end, events, ..plain() })
}

/// Returns a basic world: an empty list, with two items per page, that does not change.
fn plain() -> World {
    World {
        items: 0,
        size: Size::Chosen(2),
        cap: 2,
        largest_size: None,
        zero: Zero::IsFirst,
        end: End::Empty,
        total: Total::Absent,
        hole: None,
        ignores_page: false,
        ignores_size: false,
        depth: None,
        events: Vec::new(),
        faults: Vec::new(),
        start: Start::Unknown,
        concurrency: 1,
        verify: false,
        ignore_total: false,
        keyless: None,
        seen_before: Vec::new(),
        interrupted_after: None,
        delays: vec![0],
    }
}

/// Checks rare worlds, and worlds in which an earlier version of the engine violated the guarantee. The comments describe the
/// errors of that version.
#[test]
fn special_worlds_keep_the_guarantee() {
    let once = |request, kind| Fault { applies_to: AppliesTo::Once(request), kind };
    let page_0_refused = Fault { applies_to: AppliesTo::Page(0), kind: Kind::Status(400) };
    // Items that had left were included in the number that was compared with the total.
    let items_left = World {
        items: 4,
        end: End::Refused(404),
        total: Total::Correct,
        depth: Some(2),
        events: vec![(2, Event::Leave(0))],
        verify: true,
        ..plain()
    };
    // Page 0 was refused because of the page size, but was mistaken for a page that does not exist.
    let refused_for_its_size = World {
        items: 1,
        size: Size::Default(14),
        cap: 1_000,
        largest_size: Some(13),
        faults: vec![once(2, Kind::Status(400)), once(3, Kind::Empty)],
        ..plain()
    };
    // A page whose size the server chose was not compared with the page of one item.
    let other_size_refused_once = World {
        items: 14,
        size: Size::Chosen(1),
        cap: 7,
        largest_size: Some(16),
        faults: vec![page_0_refused, once(4, Kind::Status(400))],
        ..plain()
    };
    // Page 0 was empty, and then wrongly refused while the list was filled. Page 1 was mistaken for the first page.
    let filled = World {
        end: End::LastPage,
        events: vec![(2, Event::Insert(0)), (3, Event::Insert(0))],
        faults: vec![once(3, Kind::Status(400))],
        ..plain()
    };
    let filled_later = World {
        events: vec![(5, Event::Insert(0)), (5, Event::Insert(0))],
        faults: vec![once(6, Kind::Status(400))],
        ..filled.clone()
    };
    // A page is short when it is read, but full later. Item 2 is at the front of the list whenever that page is read.
    let short_page_skipped = World {
        items: 3,
        events: vec![
            (2, Event::Move(2, 0)),
            (3, Event::Insert(3)),
            (3, Event::Insert(4)),
            (3, Event::Insert(5)),
            (3, Event::Insert(6)),
            (7, Event::Move(0, 6)),
            (9, Event::Move(6, 0)),
        ],
        ..plain()
    };
    // The same with several pages in flight: page 2 is read before page 1, and item 3 moves from one to the other.
    let short_page_read_early = World {
        items: 5,
        events: vec![(3, Event::Insert(2)), (4, Event::Insert(6))],
        concurrency: 4,
        delays: vec![0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ..plain()
    };
    // Page 2 is refused before page 1 is read. All requests are refused after the first page has been served again.
    let outage_after_early_end = World {
        items: 6,
        size: Size::Chosen(3),
        cap: 3,
        end: End::Refused(404),
        events: vec![(3, Event::Insert(3))],
        faults: vec![Fault { applies_to: AppliesTo::From(5), kind: Kind::Status(400) }],
        concurrency: 2,
        delays: vec![0, 0, 3, 0, 0, 0],
        ..plain()
    };
    // The response for the first of two pages contained the second page. The item of that page then moved to the first page.
    let first_shows_second = World {
        items: 3,
        events: vec![(2, Event::Move(0, 2))],
        faults: vec![once(1, Kind::OtherPage(1))],
        ..plain()
    };
    // The response for page 1 contained the last page. The item of that page then moved to the front of the list.
    let middle_shows_last = World {
        items: 10,
        size: Size::Chosen(3),
        cap: 3,
        events: vec![(3, Event::Move(9, 0))],
        faults: vec![once(2, Kind::OtherPage(3))],
        ..plain()
    };
    // The response for the last page contained its state before an insertion.
    let last_is_old =
        World { items: 3, events: vec![(1, Event::Insert(0))], faults: vec![once(2, Kind::Old)], ..plain() };
    let last_is_old_and_refused = World { end: End::Refused(404), ..last_is_old.clone() };
    // The last page was requested again, and the second response contained an earlier state.
    let confirmed_by_old = World {
        items: 4,
        size: Size::Chosen(3),
        cap: 3,
        events: vec![(1, Event::Move(0, 3)), (2, Event::Move(3, 0)), (2, Event::Insert(4))],
        faults: vec![once(5, Kind::Old)],
        ..plain()
    };
    // As in `last_is_old`, and the page after the last one was refused once. The last page was not requested again.
    let last_is_old_and_end_refused_once =
        World { faults: vec![once(2, Kind::Old), once(4, Kind::Status(404))], ..last_is_old.clone() };
    // The second reading skipped all pages before the last one. The response for the last page contained its state before an
    // insertion.
    let last_is_old_after_skipped_pages = World {
        items: 5,
        events: vec![(2, Event::Move(3, 0)), (7, Event::Move(0, 4)), (7, Event::Insert(0))],
        faults: vec![once(8, Kind::Old)],
        ..plain()
    };
    // The response for the first page, whose size the server chose, contained the second page. The item of that page then
    // moved to the first page.
    let first_of_unknown_size_shows_second = World {
        items: 3,
        size: Size::Default(5),
        largest_size: Some(4),
        events: vec![(3, Event::Move(0, 2))],
        faults: vec![once(2, Kind::OtherPage(1))],
        ..plain()
    };
    // Page 1 failed while the first page was searched for. A listing that resumes at page 1 would lack page 0.
    let search_failed =
        World { items: 4, faults: vec![once(1, Kind::Empty), once(2, Kind::Status(500))], ..plain() };
    // The server ignores the requested size. The response for the first page contained the last page, which is shorter than a
    // full page, but not shorter than the requested size.
    let first_of_other_size_shows_last = World {
        items: 8,
        cap: 3,
        ignores_size: true,
        events: vec![(2, Event::Move(6, 0)), (2, Event::Move(7, 1))],
        faults: vec![once(1, Kind::OtherPage(2))],
        ..plain()
    };
    // The items moved by a page and back while a page that was requested in advance was served.
    let shifts_around_a_late_page = World {
        items: 4,
        events: vec![
            (2, Event::Insert(0)),
            (2, Event::Move(4, 0)),
            (4, Event::Move(0, 4)),
            (5, Event::Move(0, 4)),
        ],
        concurrency: 4,
        delays: vec![0, 0, 0, 2, 1, 1, 1, 1, 1, 1, 1, 1],
        ..plain()
    };
    // The items moved by a page between the first two requests, and the second response for page 0 contained page 1.
    let shifts_and_first_is_stale = World {
        items: 4,
        events: vec![(2, Event::Insert(0)), (2, Event::Move(4, 0))],
        faults: vec![once(4, Kind::Stale)],
        ..plain()
    };
    // The response for the last page contained the first page, whose items then moved to the last page.
    let last_shows_first = World {
        items: 6,
        end: End::FirstPage,
        events: (0..4).map(|_| (6, Event::Insert(0))).collect(),
        faults: vec![once(3, Kind::OtherPage(0))],
        ..plain()
    };
    // The response for page 2 always contains page 1. Page 2 is not the end, because other pages follow.
    let page_always_repeats = World {
        items: 8,
        faults: vec![Fault { applies_to: AppliesTo::Page(2), kind: Kind::OtherPage(1) }],
        ..plain()
    };
    // The first page was empty when it was requested again after a refused page.
    let first_is_empty =
        World { items: 4, end: End::Refused(404), faults: vec![once(5, Kind::Empty)], ..plain() };
    // The server ignores `page`, so every response contains the first page. The items of that page changed once: after the
    // first request, or during the probes.
    let ignores_page = World { items: 6, ignores_page: true, ..plain() };
    let two_at = |time| vec![(time, Event::Insert(0)), (time, Event::Insert(0))];
    let ignored_page_changes = World { events: two_at(2), start: Start::Base(0), ..ignores_page.clone() };
    let ignored_page_changes_then_empty =
        World { faults: vec![once(11, Kind::Empty)], ..ignored_page_changes.clone() };
    let ignored_page_changes_when_probed =
        World { events: two_at(12), start: Start::Base(0), ..ignores_page };
    // The items of a list of one page changed their positions twice during the probes.
    let swapped_when_probed = World {
        items: 2,
        end: End::LastPage,
        start: Start::Base(0),
        events: vec![(11, Event::Swap(0)), (13, Event::Swap(0))],
        ..plain()
    };
    let old_total = |responses| World { items: 3, total: Total::TooLargeUntil(responses), ..plain() };
    for (world, error) in [
        (first_of_other_size_shows_last, None),
        (shifts_around_a_late_page, None),
        (shifts_and_first_is_stale, None),
        (last_shows_first, None),
        (page_always_repeats, Some("unstable")),
        (first_is_empty, Some("status 404")),
        (ignored_page_changes, Some("page ignored")),
        (ignored_page_changes_then_empty, Some("page ignored")),
        (ignored_page_changes_when_probed, Some("page ignored")),
        (swapped_when_probed, None),
        (old_total(5), None),
        (old_total(10), None),
        (last_is_old_and_end_refused_once, None),
        (last_is_old_after_skipped_pages, None),
        (first_of_unknown_size_shows_second, None),
        (search_failed, Some("status 500")),
        (first_shows_second, None),
        (middle_shows_last, None),
        (last_is_old, None),
        (last_is_old_and_refused, None),
        (confirmed_by_old, None),
        (outage_after_early_end, Some("status 400")),
        (short_page_skipped, None),
        (short_page_read_early, None),
        (items_left, Some("incomplete")),
        (refused_for_its_size, None),
        (other_size_refused_once, Some("unstable")),
        (filled, None),
        (filled_later, None),
    ] {
        assert_eq!(check(&world).unwrap().as_deref(), error, "{world:?}");
    }
}

/// Returns worlds with all pairs of events between the same two requests, on lists of three to six items, two per page.
fn bursts(stride: usize) -> impl Iterator<Item = World> {
    let events: Vec<Event> = (0..6)
        .flat_map(|position| {
            [
                Event::Insert(position),
                Event::Move(position, 0),
                Event::Move(position, 5),
                Event::Swap(position),
            ]
        })
        .collect();
    let pairs = events
        .clone()
        .into_iter()
        .flat_map(move |first| events.clone().into_iter().map(move |second| (first, second)));
    let worlds = pairs.flat_map(|(first, second)| {
        [End::Empty, End::Refused(404), End::LastPage, End::FirstPage].into_iter().flat_map(move |end| {
            [Zero::IsFirst, Zero::IsAlias].into_iter().flat_map(move |zero| {
                (3..=6).flat_map(move |items| {
                    (2..9).map(move |time| {
                        let events = vec![(time, first), (time, second)];
                        World { items, zero, end, events, ..plain() }
                    })
                })
            })
        })
    });
    worlds.step_by(stride)
}

/// Returns the stride of an enumeration: `in_suite`, or 1 if `PROPTEST_CASES` is set, as in `.ci/extended`.
fn stride(in_suite: usize) -> usize {
    if std::env::var_os("PROPTEST_CASES").is_some() { 1 } else { in_suite }
}

#[test]
fn bursts_of_events_keep_the_guarantee() {
    let mut worlds = 0_u32;
    for world in bursts(stride(61)) {
        check(&world).unwrap_or_else(|problem| panic!("{problem}"));
        worlds += 1;
    }
    eprintln!("checked {worlds} worlds with bursts");
    assert!(worlds > 2_000, "expected more than 2,000 worlds, found {worlds}");
}

/// Returns worlds with lists of three to six items, two per page, from which two or three items leave while it is read with
/// `verify`.
fn departures(stride: usize) -> impl Iterator<Item = World> {
    let times = (1..10_usize).flat_map(|first| {
        (first..12).flat_map(move |second| (second..14).map(move |third| [first, second, third]))
    });
    let worlds = times.flat_map(|times| {
        (3..=6_usize).flat_map(move |items| {
            // The third event is another departure, an insertion at the front, or nothing.
            (0..items * items * (items + 2)).map(move |kind| {
                let (first, second, third) = (kind % items, kind / items % items, kind / items / items);
                let third = match third.checked_sub(items) {
                    None => vec![(times[2], Event::Leave(third))],
                    Some(0) => vec![(times[2], Event::Insert(0))],
                    Some(_) => vec![],
                };
                let leave = [(times[0], Event::Leave(first)), (times[1], Event::Leave(second))];
                let events: Vec<_> = leave.into_iter().chain(third).collect();
                World { items, events, verify: true, ..plain() }
            })
        })
    });
    let ends = [End::Empty, End::Refused(404), End::LastPage, End::FirstPage];
    let worlds =
        worlds.flat_map(move |world| ends.into_iter().map(move |end| World { end, ..world.clone() }));
    worlds.step_by(stride)
}

#[test]
fn departures_keep_the_guarantee_of_verify() {
    let mut worlds = 0_u32;
    for world in departures(stride(311)) {
        for concurrency in [1, 4] {
            check(&World { concurrency, ..world.clone() }).unwrap_or_else(|problem| panic!("{problem}"));
            worlds += 1;
        }
    }
    eprintln!("checked {worlds} worlds with departures");
    assert!(worlds > 2_000, "expected more than 2,000 worlds, found {worlds}");
}

/// After items 0 and 1 have been read, item 0 moves to the second page, and item 2 thereby moves to the first page. The list
/// grows later, and one response is wrong.
#[test]
fn growth_during_confirmation_of_the_end_loses_nothing() {
    for (grown_at, end, concurrency) in
        (3..16).flat_map(|at| [(at, End::Empty, 4), (at, End::Refused(404), 4), (at, End::Empty, 1)])
    {
        for (request, kind, items) in (3..18).flat_map(|request| {
            [(request, Kind::Empty, 6), (request, Kind::Status(400), 6), (request, Kind::Empty, 5)]
        }) {
            let insert = |position| (grown_at, Event::Insert(position));
            let events = vec![(2, Event::Move(0, 2)), insert(3), insert(0)];
            let faults = vec![Fault { applies_to: AppliesTo::Once(request), kind }];
            check(&World { items, end, events, faults, concurrency, ..plain() }).unwrap();
        }
    }
}

/// Pages 3, 4 and 5 are in flight concurrently and served in reverse order. If an item moves from page 3 to page 4 after page
/// 4 was served and before page 3 is served, it is in neither response, and no item is repeated. In addition, one response is
/// wrong.
#[test]
fn pages_served_in_reverse_lose_nothing() {
    let delays = vec![0, 0, 0, 0, 20, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let mut missed = 0;
    for (size, items) in [(2, 10), (2, 9), (2, 12), (3, 16), (3, 17), (3, 18)] {
        for (end, inserted_at) in [End::Empty, End::Refused(404), End::LastPage]
            .into_iter()
            .flat_map(|end| (4..20).map(move |at| (end, at)))
        {
            let world = World {
                items,
                size: Size::Chosen(size),
                cap: items,
                end,
                events: vec![(inserted_at, Event::Insert(3 * size as usize))],
                concurrency: 8,
                delays: delays.clone(),
                ..plain()
            };
            // If the first reading missed the last item of page 3, it is yielded after all others.
            missed += usize::from(list(&world).yielded.last() == Some(&(4 * size as usize - 1)));
            for (request, kind) in (4..24).flat_map(|at| [(at, Kind::Empty), (at, Kind::Status(400))]) {
                let faults = vec![Fault { applies_to: AppliesTo::Once(request), kind }];
                check(&World { faults, ..world.clone() }).unwrap();
            }
        }
    }
    assert!(missed > 0, "no reading missed an item");
}

#[test]
fn endless_list_is_reported() {
    let world = World { items: 3, end: End::Wraps, ..plain() };
    for (verify, expected) in [(false, 6), (true, 5)] {
        let Listed { yielded, error, history } = list(&World { verify, ..world.clone() });
        let readings = match error {
            Some(Error::Listing(error)) => match error.problem() {
                ListingProblem::Unstable { readings } => Some(*readings),
                _ => None,
            },
            _ => None,
        };
        assert_eq!((yielded, readings), (vec![0, 1, 2], Some(expected)));
        let requests = history.requests;
        assert!(requests < 50_000, "expected fewer than 50,000 requests, found {requests}");
    }
}

#[test]
fn small_worlds_keep_the_guarantee() {
    // If the stride divided a period of the enumeration, the sample would contain only some kinds of worlds.
    let mut worlds = 0_u32;
    for world in small_worlds(stride(211)) {
        check(&world).unwrap_or_else(|problem| panic!("{problem}"));
        // Worlds with at most one event are also checked with a fault: one of the first seven responses looks like an end.
        if world.events.len() < 2 {
            for (request, kind) in (1..8).flat_map(|n| [(n, Kind::Empty), (n, Kind::Status(404))]) {
                let faults = vec![Fault { applies_to: AppliesTo::Once(request), kind }];
                check(&World { faults, ..world.clone() }).unwrap_or_else(|problem| panic!("{problem}"));
                worlds += 1;
            }
        }
        worlds += 1;
    }
    eprintln!("checked {worlds} small worlds");
    assert!(worlds > 5_000, "expected more than 5,000 worlds, found {worlds}");
}

/// Returns worlds with lists of four to six items, two per page. All items move by a page between two requests, and move back
/// later, so that a page repeats the one before it although the list does not end there.
fn shifts(stride: usize) -> impl Iterator<Item = World> {
    let ends = [End::Empty, End::Refused(404), End::LastPage, End::FirstPage];
    let servers = ends.into_iter().flat_map(|end| {
        [Start::Unknown, Start::Base(0)]
            .into_iter()
            .flat_map(move |start| (4..=6).map(move |items| (end, start, items)))
    });
    let worlds = servers.flat_map(|(end, start, items)| {
        (2..5_usize).flat_map(move |shifted| {
            (shifted + 1..shifted + 8).flat_map(move |third| {
                (third..shifted + 9).flat_map(move |fourth| {
                    // The second event that moves the items by a page, and the position of the item that moves back first.
                    [
                        (Event::Insert(0), 0),
                        (Event::Move(items, 0), 0),
                        (Event::Move(items, 1), 0),
                        (Event::Move(items, 0), 1),
                    ]
                    .into_iter()
                    .flat_map(move |(second, from)| {
                        [items, items + 1].into_iter().map(move |to| {
                            let back = Event::Move(from, to);
                            vec![
                                (shifted, Event::Insert(0)),
                                (shifted, second),
                                (third, back),
                                (fourth, Event::Move(0, to)),
                            ]
                        })
                    })
                    .map(move |events| World { items, end, start, events, ..plain() })
                })
            })
        })
    });
    worlds.step_by(stride)
}

#[test]
fn shifts_by_a_page_and_back_keep_the_guarantee() {
    let mut worlds = 0_u32;
    for world in shifts(stride(7)) {
        // One page at a time, several pages, and several pages with page 2 served late.
        for (concurrency, delays) in [(1, vec![0]), (4, vec![0]), (4, vec![0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0])]
        {
            let world = World { concurrency, delays, ..world.clone() };
            check(&world).unwrap_or_else(|problem| panic!("{problem}"));
            worlds += 1;
        }
    }
    eprintln!("checked {worlds} worlds with shifts");
    assert!(worlds > 2_000, "expected more than 2,000 worlds, found {worlds}");
}

/// Returns worlds with lists of two to seven items, two or three per page, in which one response contains another page or an
/// earlier state. In addition, one item is inserted or moves, or another response looks like an end.
fn other_pages(stride: usize) -> impl Iterator<Item = World> {
    let servers =
        [End::Empty, End::Refused(404), End::LastPage, End::FirstPage].into_iter().flat_map(|end| {
            [
                (Zero::IsFirst, Start::Unknown),
                (Zero::IsFirst, Start::Base(0)),
                (Zero::IsAlias, Start::Unknown),
            ]
            .into_iter()
            .chain([(Zero::IsEmpty, Start::Unknown), (Zero::Fails(404), Start::Unknown)])
            .flat_map(move |(zero, start)| {
                [2_usize, 3].into_iter().flat_map(move |size| {
                    (2..=7_usize).map(move |items| World {
                        items,
                        size: Size::Chosen(size as u64),
                        cap: size,
                        zero,
                        start,
                        end,
                        ..plain()
                    })
                })
            })
        });
    let worlds = servers.flat_map(|world| {
        let kinds = (0..4).map(Kind::OtherPage).chain([Kind::Stale, Kind::Old]);
        kinds.flat_map(move |kind| {
            let world = world.clone();
            (1..14_usize).flat_map(move |at| {
                let other_page = Fault { applies_to: AppliesTo::Once(at), kind };
                let world = World { faults: vec![other_page], ..world.clone() };
                let items = world.items;
                let moves = (0..items).flat_map(move |from| (0..items).map(move |to| Event::Move(from, to)));
                let events = moves.chain((0..=items).map(Event::Insert));
                let changed = events.flat_map({
                    let world = world.clone();
                    move |event| {
                        let world = world.clone();
                        (2..12).map(move |time| World { events: vec![(time, event)], ..world.clone() })
                    }
                });
                let second = (1..14_usize).flat_map({
                    let world = world.clone();
                    move |at| {
                        let world = world.clone();
                        [Kind::Empty, Kind::Status(404)].into_iter().map(move |kind| {
                            let faults = vec![other_page, Fault { applies_to: AppliesTo::Once(at), kind }];
                            World { faults, ..world.clone() }
                        })
                    }
                });
                changed.chain(second)
            })
        })
    });
    worlds.step_by(stride)
}

#[test]
fn responses_with_another_page_lose_nothing() {
    let mut worlds = 0_u32;
    for world in other_pages(if stride(2) == 1 { 7 } else { 1_009 }) {
        for (concurrency, verify) in [(1, false), (4, false), (1, true)] {
            let world = World { concurrency, verify, ..world.clone() };
            check(&world).unwrap_or_else(|problem| panic!("{problem}"));
            worlds += 1;
        }
    }
    eprintln!("checked {worlds} worlds with a response that contains another page");
    assert!(worlds > 5_000, "expected more than 5,000 worlds, found {worlds}");
}

/// Returns worlds with lists of two to six items, two per page, in which one item is inserted, and the server refuses every
/// request from some response on.
fn outages() -> impl Iterator<Item = World> {
    [End::Empty, End::Refused(404), End::LastPage].into_iter().flat_map(|end| {
        (2..=6_usize).flat_map(move |items| {
            (0..=items).flat_map(move |position| {
                (2..12_usize).flat_map(move |inserted_at| {
                    (inserted_at..inserted_at + 6).map(move |from| World {
                        items,
                        end,
                        events: vec![(inserted_at, Event::Insert(position))],
                        faults: vec![Fault { applies_to: AppliesTo::From(from), kind: Kind::Status(400) }],
                        ..plain()
                    })
                })
            })
        })
    })
}

#[test]
fn outages_lose_nothing() {
    let mut worlds = 0_u32;
    for world in outages() {
        for (concurrency, delays) in
            [(1, vec![0]), (4, vec![0]), (4, vec![0, 3, 1, 3]), (4, vec![0, 0, 2, 5, 1])]
        {
            check(&World { concurrency, delays, ..world.clone() })
                .unwrap_or_else(|problem| panic!("{problem}"));
            worlds += 1;
        }
    }
    assert!(worlds > 10_000, "expected more than 10,000 worlds, found {worlds}");
}

/// Returns the worlds of `shifts`, each with one wrong response.
fn shifts_with_a_wrong_response(stride: usize) -> impl Iterator<Item = World> {
    let kinds = (0..4).map(Kind::OtherPage).chain([Kind::Stale, Kind::Empty, Kind::Status(404)]);
    let faults =
        kinds.flat_map(|kind| (3..16).map(move |at| Fault { applies_to: AppliesTo::Once(at), kind }));
    let faults: Vec<_> = faults.collect();
    let worlds = shifts(1).flat_map(move |world| {
        faults.clone().into_iter().map(move |fault| World { faults: vec![fault], ..world.clone() })
    });
    worlds.step_by(stride)
}

#[test]
fn wrong_response_during_a_shift_loses_nothing() {
    let mut worlds = 0_u32;
    for world in shifts_with_a_wrong_response(stride(331)) {
        check(&world).unwrap_or_else(|problem| panic!("{problem}"));
        worlds += 1;
    }
    eprintln!("checked {worlds} worlds with a shift and a wrong response");
    assert!(worlds > 2_000, "expected more than 2,000 worlds, found {worlds}");
}

/// Compares the number of requests of each listing with a snapshot, to detect unnecessary requests.
///
/// Each line contains the counts with one page in flight, with four, and with `verify`.
#[test]
fn request_counts_match_the_snapshot() {
    let lists = |name: &str, world: World| {
        let counts = [(1, false), (4, false), (1, true)].map(|(concurrency, verify)| {
            let listed = list(&World { concurrency, verify, ..world.clone() });
            let error = listed.error.as_ref().map(reason).map(|reason| format!(" ({reason})"));
            format!("{}{}", listed.history.requests, error.unwrap_or_default())
        });
        format!("{name}: {}\n", counts.join(", "))
    };
    let of_three = |zero, end| World { items: 3, zero, end, ..plain() };
    let list_of = |items, end| World { items, start: Start::Base(0), end, ..plain() };
    let defaults = |items| World { items, size: Size::Default(2), cap: 4, largest_size: Some(1), ..plain() };
    let inserted = |time| World { items: 11, events: vec![(time, Event::Insert(0))], ..plain() };
    let once = |request, kind| Fault { applies_to: AppliesTo::Once(request), kind };
    let table = [
        lists("refused end", of_three(Zero::IsFirst, End::Refused(404))),
        lists("last page again", of_three(Zero::IsFirst, End::LastPage)),
        lists("first page again", of_three(Zero::IsFirst, End::FirstPage)),
        lists("alias", of_three(Zero::IsAlias, End::Empty)),
        lists("alias of one page", World { items: 2, ..of_three(Zero::IsAlias, End::Empty) }),
        lists("page 0 empty", of_three(Zero::IsEmpty, End::Empty)),
        lists("page 0 refused", of_three(Zero::Fails(404), End::Empty)),
        lists("one full page", list_of(2, End::Empty)),
        lists("one full page again", list_of(2, End::LastPage)),
        lists("one item again", list_of(1, End::LastPage)),
        lists("two full pages", list_of(4, End::Empty)),
        lists("two full pages again", list_of(4, End::LastPage)),
        lists("size refused", defaults(7)),
        lists("size refused, page 0 too", World { zero: Zero::Fails(404), ..defaults(7) }),
        lists("size refused, empty", World { zero: Zero::IsEmpty, ..defaults(0) }),
        lists(
            "page 0 refused, default size",
            World { largest_size: None, zero: Zero::Fails(404), ..defaults(7) },
        ),
        lists("hole", World { items: 6, hole: Some(1), ..plain() }),
        lists("hole, inserted", World { hole: Some(1), ..inserted(4) }),
        lists("inserted", inserted(4)),
        lists("inserted late", inserted(7)),
        lists("capped", World { size: Size::Chosen(3), ..inserted(4) }),
        lists("total too large", World { total: Total::TooLarge(1), ..list_of(5, End::Empty) }),
        lists("total too large at first", World { total: Total::TooLargeUntil(5), ..list_of(3, End::Empty) }),
        lists("total too large twice", World { total: Total::TooLargeUntil(10), ..list_of(3, End::Empty) }),
        lists(
            "page after the empty page refused once",
            World { faults: vec![once(4, Kind::Status(404))], ..list_of(3, End::Empty) },
        ),
        lists(
            "page 0 always refused",
            World {
                faults: vec![Fault { applies_to: AppliesTo::Page(0), kind: Kind::Status(400) }],
                ..of_three(Zero::IsFirst, End::Empty)
            },
        ),
    ]
    .concat();
    insta::assert_snapshot!(table, @r"
    refused end: 6, 6, 10
    last page again: 11, 15, 22
    first page again: 16, 20, 32
    alias: 12, 14, 22
    alias of one page: 11, 15, 22
    page 0 empty: 7, 9, 10
    page 0 refused: 8, 10, 11
    one full page: 4, 6, 8
    one full page again: 13, 14, 26
    one item again: 9, 10, 18
    two full pages: 5, 8, 10
    two full pages again: 11, 14, 22
    size refused: 7, 11, 11
    size refused, page 0 too: 11, 14, 15
    size refused, empty: 6, 8, 6
    page 0 refused, default size: 11, 11, 16
    hole: 8, 11, 16
    hole, inserted: 16, 17, 33
    inserted: 14, 17, 27
    inserted late: 18, 20, 17
    capped: 15, 14, 30
    total too large: 18 (incomplete), 20 (incomplete), 20 (incomplete)
    total too large at first: 10, 12, 8
    total too large twice: 15, 12, 16
    page after the empty page refused once: 5, 12, 8
    page 0 always refused: 16 (unstable), 20 (unstable), 16 (unstable)
    ");
}
