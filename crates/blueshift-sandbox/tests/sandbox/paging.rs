//! Paging under different assumptions.

use blueshift_sandbox::{Builder, Order, OverMax, PageBase, PageZero, PastEnd, Sandbox, Shape, Total};

use crate::wire::{all, campaigns, json, list, text, uuids};

async fn started(builder: Builder) -> Sandbox {
    builder.start().await.unwrap()
}

const RECURRING: &str = "exec_term=recurring";

#[tokio::test]
async fn pages_contain_every_campaign_once_in_every_order() {
    for order in [Order::Newest, Order::Oldest, Order::Shuffled, Order::Updated, Order::Given] {
        let sandbox = started(Sandbox::builder().campaigns(1000).order(order)).await;
        let expected = uuids(&campaigns(&sandbox, &format!("{RECURRING}&per_page=500")).await);
        assert_eq!(expected.len(), 200);
        assert_eq!(uuids(&all(&sandbox, &format!("{RECURRING}&per_page=7"), 0).await), expected, "{order:?}");
    }
}

#[tokio::test]
async fn orders_sort_by_their_field() {
    let created = async |order| {
        let sandbox = started(Sandbox::builder().order(order)).await;
        let listed = campaigns(&sandbox, &format!("{RECURRING}&per_page=500")).await;
        listed.iter().map(|campaign| text(campaign, "created_at").to_owned()).collect::<Vec<_>>()
    };
    let newest = created(Order::Newest).await;
    assert!(newest.is_sorted_by(|one, next| one > next));
    let oldest = created(Order::Oldest).await;
    assert!(oldest.is_sorted());
    let mut shuffled = created(Order::Shuffled).await;
    assert!(!shuffled.is_sorted() && !shuffled.is_sorted_by(|one, next| one > next));
    shuffled.sort();
    assert_eq!(shuffled, oldest);
    assert_eq!(created(Order::Given).await, newest);
    let sandbox = started(Sandbox::builder().order(Order::Updated)).await;
    let listed = campaigns(&sandbox, &format!("{RECURRING}&per_page=500")).await;
    let updated: Vec<_> = listed.iter().map(|campaign| text(campaign, "updated_at")).collect();
    assert!(updated.is_sorted_by(|one, next| one >= next));
    let created: Vec<_> = listed.iter().map(|campaign| text(campaign, "created_at")).collect();
    assert!(!created.is_sorted_by(|one, next| one >= next));
}

#[tokio::test]
async fn pages_are_numbered_from_zero_or_one() {
    let (zero, one) = (
        started(Sandbox::builder().page_base(PageBase::Zero)).await,
        started(Sandbox::builder().page_base(PageBase::One)).await,
    );
    assert_eq!(campaigns(&zero, "page=0").await, campaigns(&zero, "").await);
    assert_eq!(campaigns(&one, "page=1").await, campaigns(&one, "").await);
    assert_eq!(campaigns(&zero, "page=1").await, campaigns(&one, "page=2").await);
    assert_ne!(campaigns(&zero, "page=1").await, campaigns(&one, "page=1").await);
}

#[tokio::test]
async fn page_zero_is_clamped_or_refused() {
    let one = Sandbox::builder().page_base(PageBase::One);
    let clamping = started(one.clone()).await;
    assert_eq!(campaigns(&clamping, "page=0").await, campaigns(&clamping, "page=1").await);
    let refusing = started(one.page_zero(PageZero::Refuse)).await;
    let response = list(&refusing, "page=0").await;
    assert_eq!(response.status(), 400);
    assert_eq!(response.body, br#"{"errors":{"page":["must be greater than or equal to 1"]}}"#);
    for page_zero in [PageZero::Refuse, PageZero::NotFound, PageZero::Empty, PageZero::Error] {
        let zero_based = started(Sandbox::builder().page_zero(page_zero)).await;
        assert_eq!(campaigns(&zero_based, "page=0").await.len(), 50);
    }
}

#[tokio::test]
async fn page_zero_is_an_error_or_empty() {
    for (page_zero, status, body) in [
        (PageZero::NotFound, 404, r#"{"message":"Not Found"}"#),
        (PageZero::Unprocessable, 422, r#"{"message":"page is out of range"}"#),
        (PageZero::Empty, 200, "[]"),
        (
            PageZero::Error,
            500,
            r#"{"message":"Internal Server Error - Please contact support for more information."}"#,
        ),
    ] {
        let sandbox = started(Sandbox::builder().page_base(PageBase::One).page_zero(page_zero)).await;
        for _ in 0..2 {
            let response = list(&sandbox, "page=0").await;
            assert_eq!((response.status(), &*response.body), (status, body.as_bytes()), "{page_zero:?}");
        }
        assert_eq!(campaigns(&sandbox, "page=1").await.len(), 50);
        assert_eq!(campaigns(&sandbox, "").await, campaigns(&sandbox, "page=1").await);
    }
    let envelope = Sandbox::builder().page_base(PageBase::One).page_zero(PageZero::Empty);
    let page = json(&started(envelope.shape(Shape::Envelope)).await, &format!("{RECURRING}&page=0")).await;
    assert_eq!((&page["page"], &page["results"]), (&0.into(), &serde_json::json!([])));
    assert_eq!(page["total_count"], 60.0);
}

#[tokio::test]
async fn page_sizes_have_a_default_and_a_maximum() {
    let sandbox = started(Sandbox::builder()).await;
    assert_eq!(campaigns(&sandbox, "").await.len(), 50);
    assert_eq!(campaigns(&sandbox, "per_page=3").await.len(), 3);
    let large = started(Sandbox::builder().campaigns(2000)).await;
    assert_eq!(campaigns(&large, "per_page=501").await.len(), 500);
    let small = Sandbox::builder().default_per_page(40).max_per_page(37);
    let clamping = started(small.clone()).await;
    assert_eq!(campaigns(&clamping, "").await.len(), 37);
    assert_eq!(campaigns(&clamping, "per_page=38").await.len(), 37);
    let refusing = started(small.over_max(OverMax::Refuse)).await;
    assert_eq!(campaigns(&refusing, "per_page=37").await.len(), 37);
    let response = list(&refusing, "per_page=38").await;
    assert_eq!(response.status(), 400);
    assert_eq!(response.body, br#"{"errors":{"per_page":["must be less than or equal to 37"]}}"#);
}

#[tokio::test]
async fn pages_past_the_end_follow_the_assumption() {
    let recurring = format!("{RECURRING}&per_page=25");
    let at = async |past_end, page| {
        let sandbox = started(Sandbox::builder().past_end(past_end)).await;
        list(&sandbox, &format!("{recurring}&page={page}")).await
    };
    let (first, last) = (at(PastEnd::Empty, "0").await, at(PastEnd::Empty, "2").await);
    for far in ["3", "4000000000", "99999999999999999999999"] {
        assert_eq!(at(PastEnd::Empty, far).await.body, b"[]");
        assert_eq!(at(PastEnd::LastPage, far).await.body, last.body);
        assert_eq!(at(PastEnd::NotFound, far).await.status(), 404);
        assert_eq!(at(PastEnd::FirstPage, far).await.body, first.body);
        let refused = at(PastEnd::Refuse, far).await;
        assert_eq!(
            (refused.status(), &*refused.body),
            (400, &br#"{"errors":{"page":["must be less than or equal to 2"]}}"#[..])
        );
        let unprocessable = at(PastEnd::Unprocessable, far).await;
        assert_eq!(
            (unprocessable.status(), &*unprocessable.body),
            (422, &br#"{"message":"page is out of range"}"#[..])
        );
    }
    assert_ne!(first.body, last.body);
    let nothing = started(Sandbox::builder().campaigns(0).past_end(PastEnd::NotFound)).await;
    assert_eq!(list(&nothing, "").await.body, b"[]");
}

#[tokio::test]
async fn an_envelope_has_the_observed_fields() {
    let sandbox = started(Sandbox::builder().shape(Shape::Envelope)).await;
    let page = json(&sandbox, &format!("{RECURRING}&per_page=25&page=1")).await;
    assert_eq!(page["total_count"].to_string(), "60.0");
    assert_eq!(page["total_pages"], 2);
    assert_eq!(page["per_page"], 25);
    assert_eq!(page["page"], 1);
    assert_eq!(page["results"].as_array().map(Vec::len), Some(25));
    let one_based = started(Sandbox::builder().shape(Shape::Envelope).page_base(PageBase::One)).await;
    let page = json(&one_based, &format!("{RECURRING}&per_page=25")).await;
    assert_eq!((&page["total_pages"], &page["page"]), (&3.into(), &1.into()));
    let nothing = json(&sandbox, "status=nonexistent").await;
    assert_eq!(nothing["total_count"].to_string(), "0.0");
    assert_eq!(nothing["results"], serde_json::json!([]));
}

#[tokio::test]
async fn campaigns_can_be_in_an_object() {
    let sandbox = started(Sandbox::builder().shape(Shape::Campaigns)).await;
    let page = json(&sandbox, &format!("{RECURRING}&per_page=25&page=1")).await;
    let array = started(Sandbox::builder()).await;
    let listed = campaigns(&array, &format!("{RECURRING}&per_page=25&page=1")).await;
    assert_eq!(listed.len(), 25);
    assert_eq!(page, serde_json::json!({ "campaigns": listed }));
}

#[tokio::test]
async fn totals_are_correct_absent_or_too_large() {
    let page = async |total| {
        let sandbox = started(Sandbox::builder().shape(Shape::Envelope).total(total)).await;
        let mut page = json(&sandbox, &format!("{RECURRING}&per_page=30&page=1")).await;
        assert_eq!(page["results"].take().as_array().map(Vec::len), Some(30));
        page
    };
    let fields = |count: f64, pages| {
        serde_json::json!({
            "total_count": count, "total_pages": pages, "per_page": 30, "page": 1, "results": null,
        })
    };
    assert_eq!(page(Total::Correct).await, fields(60.0, 1));
    assert_eq!(page(Total::TooLarge { by: 1 }).await, fields(61.0, 2));
    assert_eq!(page(Total::TooLarge { by: u32::MAX }).await["total_count"], 60.0 + f64::from(u32::MAX));
    let absent = serde_json::json!({"per_page": 30, "page": 1, "results": null});
    assert_eq!(page(Total::Absent).await, absent);
}

#[tokio::test]
async fn depth_limit_hides_campaigns_but_not_from_totals() {
    let limited = Sandbox::builder().depth_limit(40).shape(Shape::Envelope);
    for past_end in [PastEnd::Empty, PastEnd::NotFound, PastEnd::LastPage] {
        let sandbox = started(limited.clone().past_end(past_end)).await;
        let mut lengths = Vec::new();
        for number in 0..4 {
            let page = json(&sandbox, &format!("{RECURRING}&per_page=15&page={number}")).await;
            assert_eq!(page["total_count"], 60.0);
            lengths.push(page["results"].as_array().unwrap().len());
        }
        assert_eq!(lengths, [15, 15, 10, 0], "{past_end:?}");
        let past_end_status = list(&sandbox, &format!("{RECURRING}&per_page=15&page=4")).await.status();
        assert_eq!(past_end_status, if past_end == PastEnd::NotFound { 404 } else { 200 });
    }
    let array = started(Sandbox::builder().depth_limit(40)).await;
    assert_eq!(all(&array, &format!("{RECURRING}&per_page=15"), 0).await.len(), 40);
}

#[tokio::test]
async fn inserted_campaigns_shift_pages_sorted_by_newest() {
    let sandbox = started(Sandbox::builder()).await;
    let before = uuids(&campaigns(&sandbox, "per_page=10&page=0").await);
    sandbox.insert(3);
    let after = uuids(&campaigns(&sandbox, "per_page=10&page=0").await);
    assert_eq!(after[3..], before[..7]);
    assert_eq!(uuids(&campaigns(&sandbox, "per_page=10&page=1").await)[..3], before[7..]);
    assert_eq!(sandbox.campaigns(), 303);

    let oldest = started(Sandbox::builder().order(Order::Oldest)).await;
    let before = uuids(&all(&oldest, "per_page=50", 0).await);
    oldest.insert(3);
    let after = uuids(&all(&oldest, "per_page=50", 0).await);
    assert_eq!(after[..before.len()], before);
    assert_eq!(after.len(), before.len() + 3);
}
