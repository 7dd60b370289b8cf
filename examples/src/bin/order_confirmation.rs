//! A web service that confirms orders with a transactional campaign, once per order.
//!
//! ```sh
//! order_confirmation 127.0.0.1:3000
//! curl -i -X POST localhost:3000/orders/4711/confirmation -H 'content-type: application/json' \
//!     -d '{"email": "jane@example.com"}'
//! ```
//!
//! The transaction is derived from the campaign, the email address and the order, so a repeated request does not send a second
//! message, even after a restart of this service. `BLUESHIFT_CAMPAIGN` is the UUID of the campaign; by default, a launched
//! transactional campaign is used.

use std::io::Write;

use anyhow::Context;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use blueshift::{Client, Error, Outcome, Recipient};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let connection = blueshift_examples::connect().await?;
    let client = connection.client.clone();
    let campaign = match std::env::var("BLUESHIFT_CAMPAIGN") {
        Ok(uuid) => uuid,
        Err(_) => transactional_campaign(&client).await?,
    };
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    writeln!(std::io::stdout(), "listening on {}", listener.local_addr()?)?;
    axum::serve(listener, router(Service { client, campaign })).await?;
    Ok(())
}

async fn transactional_campaign(client: &Client) -> anyhow::Result<String> {
    let list = client.campaigns().list().exec_term("transactional").status("launched").archived(false);
    let found = list.send().await?.items.into_iter().next().context("no launched transactional campaign")?;
    Ok(found.uuid)
}

#[derive(Clone)]
struct Service {
    client: Client,
    campaign: String,
}

#[derive(Deserialize)]
struct Order {
    email: String,
}

fn router(service: Service) -> Router {
    Router::new().route("/orders/{id}/confirmation", post(confirm)).with_state(service)
}

async fn confirm(
    State(service): State<Service>,
    Path(id): Path<String>,
    Json(order): Json<Order>,
) -> (StatusCode, Json<Value>) {
    let recipient =
        Recipient::email(order.email).transaction_key(format!("order-{id}")).field("order_number", id);
    let execute = service.client.campaigns().execute(&service.campaign, recipient);
    let transaction = execute.transaction_uuid().to_string();
    match execute.send().await {
        Ok(_) => (StatusCode::ACCEPTED, Json(json!({ "transaction": transaction }))),
        Err(error) => {
            (status(&error), Json(json!({ "transaction": transaction, "error": error.to_string() })))
        }
    }
}

/// Returns 422 if the order was not confirmed and a retry would fail in the same way, and otherwise 503. A retry is safe, because
/// the transaction key stays the same.
fn status(error: &Error) -> StatusCode {
    match error.outcome() {
        Some(Outcome::NotApplied) if !error.is_retryable() => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use blueshift::stub::Stub;
    use blueshift_sandbox::Sandbox;
    use tower::ServiceExt;

    use super::*;

    async fn confirm(service: &Service, order: &str) -> StatusCode {
        let request = Request::post(format!("/orders/{order}/confirmation"))
            .header("content-type", "application/json")
            .body(Body::from(r#"{"email": "jane@example.com"}"#))
            .unwrap();
        router(service.clone()).oneshot(request).await.unwrap().status()
    }

    #[tokio::test]
    async fn repeated_order_sends_one_message() {
        let sandbox = Sandbox::start().await.unwrap();
        let client = Client::builder(sandbox.api_key()).base_url(sandbox.url()).build().unwrap();
        let campaign = transactional_campaign(&client).await.unwrap();
        let service = Service { client, campaign };
        for _ in 0..2 {
            assert_eq!(confirm(&service, "4711").await, StatusCode::ACCEPTED);
        }
        assert_eq!(sandbox.effects().len(), 1);
        confirm(&service, "4712").await;
        assert_eq!(sandbox.effects().len(), 2);
    }

    #[tokio::test]
    async fn status_indicates_whether_to_retry_the_request() {
        for (response, expected) in [
            (200, StatusCode::ACCEPTED),
            (422, StatusCode::UNPROCESSABLE_ENTITY),
            (429, StatusCode::SERVICE_UNAVAILABLE),
            (503, StatusCode::SERVICE_UNAVAILABLE),
        ] {
            let stub = Stub::new().respond("execute_campaign", response, json!({}));
            let service = Service { client: stub.client().unwrap(), campaign: "u".to_owned() };
            assert_eq!(confirm(&service, "1").await, expected, "{response}");
        }
    }
}
