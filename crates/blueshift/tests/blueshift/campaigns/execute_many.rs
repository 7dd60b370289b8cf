//! Executions for many customers, with single and bulk requests.

use std::collections::HashMap;

use blueshift::{BulkExecuteCampaigns, BulkOutcomes, ExecuteCampaigns, ItemOutcome, ItemStatus, RetryPolicy};
use blueshift_sandbox::BulkTransactions;
use futures_util::StreamExt;

use super::*;

const CAMPAIGN: &str = "c1";

fn data() -> DataSet {
    let rows = json!([{"uuid": CAMPAIGN, "status": "launched", "exec_term": "transactional"}]);
    DataSet::from_json(&rows.to_string()).unwrap()
}

async fn sandbox() -> Sandbox {
    Sandbox::builder().data(data()).start().await.unwrap()
}

fn recipient(number: usize) -> Recipient {
    Recipient::email(format!("r{number}@example.com"))
}

/// Returns recipients whose transactions are derived from their numbers.
fn keyed(count: usize) -> impl Iterator<Item = Recipient> + Send + 'static {
    (0..count).map(|number| recipient(number).transaction_key(number.to_string()))
}

fn execute(
    sandbox: &Sandbox,
    recipients: impl IntoIterator<Item = Recipient, IntoIter: Send + 'static>,
) -> ExecuteCampaigns {
    client(sandbox).campaigns().execute_many(CAMPAIGN, recipients)
}

fn bulk(
    sandbox: &Sandbox,
    recipients: impl IntoIterator<Item = Recipient, IntoIter: Send + 'static>,
) -> BulkExecuteCampaigns {
    execute(sandbox, recipients).bulk()
}

/// Returns a client with a practically unlimited number of retries.
fn client_with_many_retries(sandbox: &Sandbox) -> Client {
    let policy = RetryPolicy::default().initial_backoff(Duration::ZERO).max_retries(50);
    sandbox_client(sandbox)
        .retry_policy(policy)
        .retry_budget(blueshift::RetryBudget::unlimited())
        .build()
        .unwrap()
}

async fn all(outcomes: Result<BulkOutcomes<Recipient>, Error>) -> Vec<ItemOutcome<Recipient>> {
    outcomes.unwrap().collect().await
}

fn statuses(outcomes: &[ItemOutcome<Recipient>]) -> Vec<ItemStatus> {
    outcomes.iter().map(|outcome| outcome.status).collect()
}

/// Returns the number of executions of each transaction.
fn executions(sandbox: &Sandbox) -> HashMap<String, usize> {
    let mut executions = HashMap::new();
    for effect in sandbox.effects() {
        *executions.entry(effect.transaction_uuid.unwrap()).or_default() += 1;
    }
    executions
}

fn executed(executions: &HashMap<String, usize>, recipient: &Recipient) -> usize {
    executions.get(&recipient.transaction_uuid(CAMPAIGN).to_string()).copied().unwrap_or_default()
}

#[tokio::test]
async fn every_recipient_has_one_execution_and_one_outcome() {
    let sandbox = sandbox().await;
    let mut single = all(execute(&sandbox, keyed(150)).concurrency(7).outcomes()).await;
    assert_eq!(sandbox.stats().requests, 150);
    let chunks = (150..500).map(recipient);
    single.extend(all(bulk(&sandbox, chunks).chunk_size(99).outcomes()).await);
    assert_eq!(sandbox.stats().requests, 154);
    let executions = executions(&sandbox);
    assert_eq!((single.len(), executions.len()), (500, 500));
    for outcome in &single {
        assert_eq!((outcome.status, outcome.may_still_take_effect), (ItemStatus::Successful, false));
        assert_eq!(executed(&executions, &outcome.item), 1);
    }
}

#[tokio::test]
async fn documented_errors_are_outcomes_of_the_recipients() {
    for (status, text, message) in DOCUMENTED {
        let sandbox = sandbox().await;
        sandbox.faults().set([body(status, text)]);
        for outcomes in [execute(&sandbox, keyed(2)).outcomes(), bulk(&sandbox, keyed(2)).outcomes()] {
            let outcomes = all(outcomes).await;
            assert_eq!(outcomes.len(), 2);
            for outcome in outcomes {
                assert_eq!(api_message(outcome.error.as_ref().unwrap()), Some(message));
                let expected = if status < 500 { ItemStatus::Failed } else { ItemStatus::Unknown };
                assert_eq!(
                    (outcome.status, outcome.may_still_take_effect),
                    (expected, status >= 500),
                    "{text}"
                );
            }
        }
    }
}

#[tokio::test]
async fn single_executions_are_retried_with_the_same_transaction() {
    let sandbox = sandbox().await;
    let faults = || {
        [
            Fault::lost_response().share(0.3),
            Fault::status(503).share(0.2).seed(1),
            Fault::status(429).share(0.2).seed(2),
        ]
    };
    sandbox.faults().set(faults());
    let client = client_with_many_retries(&sandbox);
    let outcomes = all(client.campaigns().execute_many(CAMPAIGN, (0..300).map(recipient)).outcomes()).await;
    assert!(statuses(&outcomes).iter().all(|status| *status == ItemStatus::Successful));
    assert!(
        outcomes.iter().any(|outcome| outcome.may_still_take_effect)
            && outcomes.iter().any(|outcome| !outcome.may_still_take_effect)
    );
    let executions = executions(&sandbox);
    assert!(outcomes.iter().all(|outcome| executed(&executions, &outcome.item) == 1));
    assert!(sandbox.faults().applied().iter().all(|applied| *applied > 20));
}

#[tokio::test]
async fn every_outcome_agrees_with_the_ledger_under_faults() {
    let sandbox = sandbox().await;
    let fault = |fault: Fault, seed| fault.share(0.25).seed(seed);
    sandbox.faults().set([
        fault(Fault::lost_response(), 1),
        fault(Fault::status(503), 2),
        fault(Fault::status(429), 3),
        fault(Fault::truncate(), 4),
        fault(Fault::status(403), 5),
    ]);
    let client = sandbox_client(&sandbox)
        .retry_policy(RetryPolicy::default().initial_backoff(Duration::ZERO).max_retries(2))
        .build()
        .unwrap();
    let many = |first: usize| client.campaigns().execute_many(CAMPAIGN, (first..first + 300).map(recipient));
    let mut outcomes = all(many(0).outcomes()).await;
    outcomes.extend(all(many(300).bulk().chunk_size(3).outcomes()).await);
    assert_eq!(outcomes.len(), 600);
    let executions = executions(&sandbox);
    for outcome in &outcomes {
        let times = executed(&executions, &outcome.item);
        match outcome.status {
            ItemStatus::Successful => assert_eq!(times, 1),
            ItemStatus::Failed => assert_eq!(times, 0),
            ItemStatus::Unknown => assert!(times <= 1),
            other => panic!("unexpected status {other}"),
        }
    }
    for status in [ItemStatus::Successful, ItemStatus::Failed, ItemStatus::Unknown] {
        assert!(outcomes.iter().filter(|outcome| outcome.status == status).count() > 30, "{status}");
    }
}

#[tokio::test]
async fn retries_unknown_chunks_only_with_retry_unknown() {
    for (rule, effects) in [(BulkTransactions::Ignored, 2), (BulkTransactions::Observed, 1)] {
        let sandbox = Sandbox::builder().data(data()).bulk_transactions(rule).start().await.unwrap();
        for fault in [
            Fault::lost_response(),
            Fault::lost_response().respond_with(503),
            Fault::lost_response().respond_with(409),
        ] {
            sandbox.faults().set([fault.times(1)]);
            let outcomes = all(bulk(&sandbox, (0..5).map(recipient)).outcomes()).await;
            assert_eq!(statuses(&outcomes), [ItemStatus::Unknown; 5]);
            assert!(outcomes.iter().all(|outcome| outcome.may_still_take_effect));
        }
        assert_eq!((sandbox.stats().requests, sandbox.effects().len()), (3, 15));
        sandbox.clear_effects();

        sandbox.faults().set([Fault::lost_response().times(1)]);
        let outcomes = all(bulk(&sandbox, (0..5).map(recipient)).retry_unknown().outcomes()).await;
        assert_eq!(statuses(&outcomes), [ItemStatus::Successful; 5]);
        assert!(outcomes.iter().all(|outcome| outcome.may_still_take_effect));
        let executions = executions(&sandbox);
        assert!(
            executions.len() == 5 && executions.values().all(|times| *times == effects),
            "{executions:?}"
        );
    }
}

#[tokio::test]
async fn recipients_of_an_inconsistent_response_are_unknown() {
    use ItemStatus::*;
    for (text, expected) in [
        (r#"[{"success":true},{"success":false},{"success":true}]"#, [Successful, Failed, Successful]),
        (r#"[{"success":true},{},{"success":"yes"}]"#, [Successful, Unknown, Unknown]),
        (r#"[{"success":true},{"success":true}]"#, [Unknown; 3]),
        (r#"[{"success":true},{"success":true},{"success":true},{"success":true}]"#, [Unknown; 3]),
        (r#"[{"success":true},null,{"success":true}]"#, [Unknown; 3]),
        (r#"{"success":true}"#, [Unknown; 3]),
        (r#"{"success":false}"#, [Unknown; 3]),
        ("[]", [Unknown; 3]),
        ("", [Unknown; 3]),
        (r#"[{"success":true},{"success":tr"#, [Unknown; 3]),
    ] {
        let sandbox = sandbox().await;
        sandbox.faults().set([body(200, text)]);
        let outcomes = all(bulk(&sandbox, (0..3).map(recipient)).retry_unknown().outcomes()).await;
        assert_eq!(statuses(&outcomes), expected, "{text}");
        assert_eq!(sandbox.stats().requests, 1, "the request was retried after status 200: {text}");
    }
}

/// A server may refuse a transaction that an earlier call executed, so a refusal does not prove that the transaction was not
/// executed.
#[tokio::test]
async fn refused_transaction_that_may_have_been_executed_is_unknown() {
    let sandbox = sandbox().await;
    let refused = || body(200, r#"[{"success":false}]"#);
    sandbox.faults().set([refused()]);
    let given = recipient(0).transaction(recipient(1).transaction_uuid(CAMPAIGN));
    for known in [given, keyed(1).next().unwrap()] {
        let outcomes = all(bulk(&sandbox, [known]).outcomes()).await;
        assert_eq!(statuses(&outcomes), [ItemStatus::Unknown]);
    }
    let new = recipient(0);
    let first = all(bulk(&sandbox, [new.clone()]).outcomes()).await.remove(0);
    assert_eq!((first.status, &first.item), (ItemStatus::Failed, &new));
    // The same transaction is no longer new.
    let again = all(bulk(&sandbox, [first.item]).outcomes()).await;
    assert_eq!((again[0].status, &again[0].item), (ItemStatus::Unknown, &new));
    // Another call has sent a clone of the recipient with the same transaction.
    let new = recipient(3);
    client(&sandbox).campaigns().execute(CAMPAIGN, new.clone()).send().await.unwrap_err();
    let again = all(bulk(&sandbox, [new]).outcomes()).await;
    assert_eq!(again[0].status, ItemStatus::Unknown);

    sandbox.faults().set([Fault::status(503).times(1), refused()]);
    let outcomes = all(bulk(&sandbox, [recipient(2)]).retry_unknown().outcomes()).await;
    assert_eq!((outcomes[0].status, outcomes[0].may_still_take_effect), (ItemStatus::Unknown, true));
}

#[tokio::test]
async fn classifies_single_executions_with_unreadable_responses() {
    use ItemStatus::*;
    for (content_type, text, expected) in [
        ("application/json", r#"{"success": tru"#, Successful),
        ("application/json", "", Successful),
        ("application/json", r#"{"success": true, "errors": ["ignored"]}"#, Successful),
        ("application/json", r#"{"error": null, "errors": []}"#, Successful),
        ("application/json", r#"{"success": false}"#, Unknown),
        ("application/json", r#"{"errors": ["no such campaign"]}"#, Unknown),
        ("application/json", r#"{"status": "404", "error": "Not Found"}"#, Unknown),
        ("text/html", "<html>", Unknown),
    ] {
        let sandbox = sandbox().await;
        sandbox.faults().set([Fault::body(200, content_type, text)]);
        let outcomes = all(execute(&sandbox, keyed(1)).outcomes()).await;
        assert_eq!(statuses(&outcomes), [expected], "{text}");
        assert_eq!(sandbox.stats().requests, 1);
    }
}

/// A server recognizes a repeated transaction only after the first request, so two concurrent requests could both be executed.
#[tokio::test]
async fn same_transaction_is_never_sent_concurrently() {
    let sandbox = sandbox().await;
    sandbox.faults().set([Fault::lost_response().times(3), Fault::latency(Duration::from_millis(20))]);
    let repeated = keyed(10).chain(keyed(10)).flat_map(|recipient| [recipient.clone(), recipient]);
    let outcomes = all(execute(&sandbox, repeated).concurrency(16).outcomes()).await;
    assert_eq!(outcomes.len(), 40);
    assert!(statuses(&outcomes).iter().all(|status| *status == ItemStatus::Successful));
    let executions = executions(&sandbox);
    assert!(executions.len() == 10 && executions.values().all(|times| *times == 1), "{executions:?}");
}

#[tokio::test]
async fn invalid_recipient_does_not_affect_others() {
    let sandbox = sandbox().await;
    let recipients =
        || vec![recipient(0), Recipient::email(""), recipient(1).field("email", 1), recipient(2)];
    for outcomes in [execute(&sandbox, recipients()).outcomes(), bulk(&sandbox, recipients()).outcomes()] {
        let outcomes = all(outcomes).await;
        let refused = outcomes.iter().filter(|outcome| {
            outcome.status == ItemStatus::Failed && matches!(outcome.error.as_deref(), Some(Error::Config(_)))
        });
        assert_eq!((outcomes.len(), refused.count()), (4, 2));
    }
    assert_eq!((sandbox.stats().requests, sandbox.effects().len()), (3, 4));
    let zero = bulk(&sandbox, recipients()).chunk_size(0).outcomes().unwrap_err();
    assert!(zero.to_string().starts_with("chunk_size must be 1 or more"), "{zero}");
    let many = execute(&sandbox, recipients()).concurrency(65).outcomes().unwrap_err();
    assert!(many.to_string().starts_with("concurrency must be 1 to 64"), "{many}");
}

/// A restarted program derives the same transactions.
#[tokio::test]
async fn restarted_program_executes_no_transaction_twice() {
    let sandbox = sandbox().await;
    sandbox.faults().set([Fault::lost_response().share(0.2), Fault::status(503).share(0.2).seed(1)]);
    for outcomes_read in [40, 80, 120, 200] {
        let execute = client_with_many_retries(&sandbox).campaigns().execute_many(CAMPAIGN, keyed(200));
        let mut outcomes = execute.concurrency(8).outcomes().unwrap();
        for _ in 0..outcomes_read {
            outcomes.next().await.unwrap();
        }
    }
    let executions = executions(&sandbox);
    assert!(executions.len() == 200 && executions.values().all(|times| *times == 1));
}
