//! Execution of campaigns for one and for many customers.

use blueshift_sandbox::{BulkTransactions, Sandbox};
use serde_json::{Value, json};

use crate::api::{BAD_REQUEST, NOT_FOUND, builder, effects, request, send, start};

const EXECUTE: &str = "POST /api/v1/campaigns/execute";
const BULK: &str = "POST /api/v1/campaigns/bulk_execute";
const CAMPAIGN: &str = "transactional-launched";
const KEY: &str = "6f1c2a54-0c5e-4b8e-9d0a-3b2f7c9e1d42";

async fn execute(sandbox: &Sandbox, body: &Value) -> (u16, String) {
    send(sandbox, EXECUTE, body).await
}

fn transactions(sandbox: &Sandbox) -> Vec<Option<String>> {
    sandbox.effects().into_iter().map(|effect| effect.transaction_uuid).collect()
}

#[tokio::test]
async fn executes_for_any_valid_identifier() {
    let sandbox = start().await;
    for identifier in [
        json!({"email": "a@example.com", "order": {"id": 4711}}),
        json!({"customer_id": "c1", "_bsft_high_priority": true}),
        json!({"phone_number": "+14155550123", "email_attachments": ["https://example.com/a.pdf"]}),
        json!({"uuid": "u1"}),
        json!({"email": "not an address", "customer_id": "c1"}),
    ] {
        let mut body = identifier;
        body["campaign_uuid"] = CAMPAIGN.into();
        assert_eq!(execute(&sandbox, &body).await, (200, r#"{"success":true}"#.to_owned()), "{body}");
    }
    assert_eq!(effects(&sandbox), vec![format!("execute_campaign {CAMPAIGN}"); 5]);
}

#[tokio::test]
async fn a_processed_transaction_is_not_executed_again() {
    let sandbox = start().await;
    let mut body = json!({"email": "a@example.com", "campaign_uuid": CAMPAIGN, "transaction_uuid": KEY});
    assert_eq!(execute(&sandbox, &body).await, (200, r#"{"success":true}"#.to_owned()));
    let repeated =
        json!({"message":"A request with this transaction_uuid was already processed.","success":true});
    let (status, response) = execute(&sandbox, &body).await;
    assert_eq!(
        (status, serde_json::from_str::<serde_json::Value>(&response).unwrap()),
        (200, repeated.clone())
    );
    // Neither the case of the `transaction_uuid` nor the rest of the payload matters.
    body["transaction_uuid"] = KEY.to_uppercase().into();
    body["email"] = "b@example.com".into();
    body["campaign_uuid"] = "nonexistent".into();
    let (status, response) = execute(&sandbox, &body).await;
    assert_eq!(
        (status, serde_json::from_str::<serde_json::Value>(&response).unwrap()),
        (200, repeated.clone())
    );
    assert_eq!(transactions(&sandbox), [Some(KEY.to_owned())]);
}

#[tokio::test]
async fn refused_execution_does_not_consume_its_transaction() {
    let sandbox = start().await;
    let mut body = json!({"campaign_uuid": CAMPAIGN, "transaction_uuid": KEY});
    assert_eq!(execute(&sandbox, &body).await.0, 422);
    body["email"] = "a@example.com".into();
    assert_eq!(execute(&sandbox, &body).await, (200, r#"{"success":true}"#.to_owned()));
    assert_eq!(transactions(&sandbox), [Some(KEY.to_owned())]);
}

#[tokio::test]
async fn refuses_malformed_payloads() {
    let sandbox = start().await;
    let invalid = r#"{"success":false,"error":"Invalid request parameters"}"#;
    for body in [
        json!({}),
        json!([]),
        json!({"email": "a@example.com"}),
        json!({"email": null, "campaign_uuid": CAMPAIGN}),
        json!({"email": "a@example.com", "campaign_uuid": null}),
        json!({"email": "a@example.com", "campaign_uuid": 1}),
        json!({"email": 1, "campaign_uuid": CAMPAIGN}),
        json!({"email": "a@example.com", "campaign_uuid": CAMPAIGN, "transaction_uuid": "txn_001"}),
        json!({"email": "a@example.com", "campaign_uuid": CAMPAIGN, "transaction_uuid": KEY.replace('-', "")}),
        json!({"email": "a@example.com", "campaign_uuid": CAMPAIGN, "transaction_uuid": 1}),
        json!({"email": "a@example.com", "campaign_uuid": CAMPAIGN, "_bsft_high_priority": "yes"}),
        json!({"email": "a@example.com", "campaign_uuid": CAMPAIGN, "email_attachments": "https://a"}),
    ] {
        assert_eq!(execute(&sandbox, &body).await, (400, invalid.to_owned()), "{body}");
    }
    let broken = request(&sandbox, EXECUTE).body("{").send().await.unwrap();
    assert_eq!((broken.status().as_u16(), broken.text().await.unwrap()), (400, invalid.to_owned()));
    assert!(effects(&sandbox).is_empty());
}

#[tokio::test]
async fn refusals_have_the_documented_error_codes() {
    let sandbox = start().await;
    let not_triggered = r#"{"success":false,"error":"campaign is not event/API triggered","error_code":101}"#;
    let not_launched =
        r#"{"success":false,"error":"campaign cannot be triggered through this endpoint","error_code":102}"#;
    let no_identifier = r#"{"success":false,"error":"no valid user identifier","error_code":102}"#;
    let customer = json!({"email": "a@example.com"});
    for (campaign, customer, code, refusal) in [
        ("nonexistent", &customer, 404, NOT_FOUND),
        ("one_time-launched", &customer, 422, not_triggered),
        ("onsite-launched", &customer, 422, not_triggered),
        ("transactional-paused", &customer, 422, not_launched),
        ("archived-transactional-launched", &customer, 422, not_launched),
        (CAMPAIGN, &json!({}), 422, no_identifier),
        (CAMPAIGN, &json!({"email": "nobody"}), 422, no_identifier),
        (CAMPAIGN, &json!({"email": "", "customer_id": " "}), 422, no_identifier),
        ("", &customer, 404, NOT_FOUND),
    ] {
        let mut body = customer.clone();
        body["campaign_uuid"] = campaign.into();
        assert_eq!(execute(&sandbox, &body).await, (code, refusal.to_owned()), "{body}");
    }
    assert!(effects(&sandbox).is_empty());
}

#[tokio::test]
async fn bulk_execution_returns_a_result_per_payload() {
    let sandbox = start().await;
    let body = json!({"payloads": [
        {"email": "a@example.com", "campaign_uuid": CAMPAIGN, "transaction_uuid": KEY},
        {"email": "a@example.com", "campaign_uuid": "nonexistent"},
        {"campaign_uuid": CAMPAIGN},
        {"customer_id": "c1", "campaign_uuid": CAMPAIGN},
        {"email": "a@example.com", "campaign_uuid": "one_time-launched"},
    ]});
    let expected =
        r#"[{"success":true},{"success":false},{"success":false},{"success":true},{"success":false}]"#;
    assert_eq!(send(&sandbox, BULK, &body).await, (200, expected.to_owned()));
    assert_eq!(effects(&sandbox), vec![format!("bulk_execute_campaign {CAMPAIGN}"); 2]);
    assert_eq!(transactions(&sandbox), [Some(KEY.to_owned()), None]);
}

#[tokio::test]
async fn refuses_malformed_bulk_executions_as_a_whole() {
    let sandbox = start().await;
    let good = json!({"email": "a@example.com", "campaign_uuid": CAMPAIGN});
    for body in [
        json!({}),
        json!({"payloads": []}),
        json!({"payloads": good}),
        json!({"payloads": [good, 1]}),
        json!({"payloads": [good, {"email": "a@example.com"}]}),
        json!({"payloads": [good, {"campaign_uuid": CAMPAIGN, "transaction_uuid": "txn_001"}]}),
        json!({"campaign_uuid": CAMPAIGN, "users": [good]}),
    ] {
        assert_eq!(send(&sandbox, BULK, &body).await, (400, BAD_REQUEST.to_owned()), "{body}");
    }
    assert!(effects(&sandbox).is_empty());
}

#[tokio::test]
async fn bulk_execution_recognizes_transactions_if_enabled() {
    let payload = json!({"email": "a@example.com", "campaign_uuid": CAMPAIGN, "transaction_uuid": KEY});
    let body = json!({"payloads": [payload, payload]});
    for (rule, executed) in [(BulkTransactions::Ignored, 5), (BulkTransactions::Observed, 1)] {
        let sandbox = builder().bulk_transactions(rule).start().await.unwrap();
        assert_eq!(execute(&sandbox, &payload).await.0, 200);
        for _ in 0..2 {
            let expected = r#"[{"success":true},{"success":true}]"#;
            assert_eq!(send(&sandbox, BULK, &body).await, (200, expected.to_owned()));
        }
        assert_eq!(effects(&sandbox).len(), executed, "{rule:?}");
        // In both cases, `execute_campaign` recognizes the processed transaction.
        assert!(execute(&sandbox, &payload).await.1.contains("already processed"));
    }
}
