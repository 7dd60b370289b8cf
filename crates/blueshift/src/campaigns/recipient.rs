//! Recipients of a triggered campaign.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use blueshift_api::types::CampaignExecution;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::error::ConfigError;

/// The namespace of transactions that are derived from a key: the UUID v5 of `https://docs.rs/blueshift` in the URL namespace.
/// It must never change, because a repeated key must yield the same transaction.
const NAMESPACE: Uuid = Uuid::from_u128(0xc96d_e864_9662_54b2_9794_ea4d_b8ab_cf66);

/// A customer for whom a campaign is triggered, with the data for the campaign's messages, and the transaction of the execution.
///
/// ```
/// use blueshift::Recipient;
///
/// let recipient = Recipient::email("jane@example.com").field("order_total", 42).transaction_key("order-4711");
/// # let _ = recipient;
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Recipient {
    email: Option<String>,
    customer_id: Option<String>,
    high_priority: Option<bool>,
    attachments: Vec<String>,
    fields: Map<String, Value>,
    transaction: Transaction,
}

#[derive(Clone, Debug)]
enum Transaction {
    Generated {
        uuid: Uuid,
        /// The number of calls that sent the transaction. Clones of a recipient share it.
        calls: Arc<AtomicU32>,
    },
    Explicit(Uuid),
    DerivedFrom(String),
}

impl PartialEq for Transaction {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Generated { uuid: one, .. } | Self::Explicit(one),
                Self::Generated { uuid: other, .. } | Self::Explicit(other),
            ) => one == other,
            (Self::DerivedFrom(one), Self::DerivedFrom(other)) => one == other,
            _ => false,
        }
    }
}

impl Recipient {
    fn new(email: Option<String>, customer_id: Option<String>) -> Self {
        let transaction = Transaction::Generated { uuid: Uuid::new_v4(), calls: Arc::default() };
        let (attachments, fields) = (Vec::new(), Map::new());
        Self { email, customer_id, high_priority: None, attachments, fields, transaction }
    }

    /// Creates a recipient with this email address.
    pub fn email(email: impl Into<String>) -> Self {
        Self::new(Some(email.into()), None)
    }

    /// Creates a recipient with this customer id. The schema in the API reference requires an email address; the text of the
    /// reference accepts any identifier.
    pub fn customer_id(id: impl Into<String>) -> Self {
        Self::new(None, Some(id.into()))
    }

    /// Sets the email address, in addition to the customer id.
    pub fn with_email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// Sets the customer id, in addition to the email address.
    pub fn with_customer_id(mut self, id: impl Into<String>) -> Self {
        self.customer_id = Some(id.into());
        self
    }

    /// Adds a field for the templates of the campaign's messages.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.fields.insert(name.into(), value.into());
        self
    }

    /// Adds the public URL of a file to attach to email messages.
    pub fn attachment(mut self, url: impl Into<String>) -> Self {
        self.attachments.push(url.into());
        self
    }

    /// Sets whether the message is processed with high priority (`_bsft_high_priority`).
    pub fn high_priority(mut self, high: bool) -> Self {
        self.high_priority = Some(high);
        self
    }

    /// Sets the transaction, by which the server recognizes a repeated request. By default, a random one is generated.
    pub fn transaction(mut self, transaction: Uuid) -> Self {
        self.transaction = Transaction::Explicit(transaction);
        self
    }

    /// Derives the transaction from a key, such as an order number, so that a restarted program uses the same transaction.
    /// The transaction is a UUID v5 of the campaign's UUID, the recipient's email address and customer id, and the key.
    pub fn transaction_key(mut self, key: impl Into<String>) -> Self {
        self.transaction = Transaction::DerivedFrom(key.into());
        self
    }

    /// Returns the fields for the templates of the campaign's messages.
    pub fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// Returns whether the transaction was generated and sent by at most one call, so that no other call with this recipient or
    /// its clones sent it.
    pub(super) fn is_new(&self) -> bool {
        matches!(&self.transaction, Transaction::Generated { calls, .. } if calls.load(Ordering::SeqCst) <= 1)
    }

    /// Returns the `transaction_uuid` that is sent when this campaign is executed. The server uses it to recognize repeated
    /// requests.
    pub fn transaction_uuid(&self, campaign: &str) -> Uuid {
        match &self.transaction {
            Transaction::Generated { uuid, .. } | Transaction::Explicit(uuid) => *uuid,
            Transaction::DerivedFrom(key) => {
                let (email, id) = (self.email.as_deref(), self.customer_id.as_deref());
                // The lengths make the concatenation unambiguous.
                let parts = [campaign, email.unwrap_or_default(), id.unwrap_or_default(), key];
                let name: String = parts.iter().map(|part| format!("{}:{part}", part.len())).collect();
                Uuid::new_v5(&NAMESPACE, name.as_bytes())
            }
        }
    }

    /// Returns an error for a recipient or a campaign that the server could misinterpret.
    pub(super) fn check(&self, campaign: &str) -> Result<(), ConfigError> {
        let is_empty = |text: &Option<String>| text.as_deref().is_none_or(str::is_empty);
        if is_empty(&self.email) && is_empty(&self.customer_id) {
            return Err(ConfigError::invalid(
                "recipient identifier",
                "",
                "an email address or a customer id",
            ));
        }
        if campaign.is_empty() {
            return Err(ConfigError::invalid("campaign UUID", "", "non-empty"));
        }
        const RESERVED: [&str; 6] = [
            "email",
            "customer_id",
            "campaign_uuid",
            "transaction_uuid",
            "_bsft_high_priority",
            "email_attachments",
        ];
        if let Some(name) = self.fields.keys().find(|name| RESERVED.contains(&name.as_str())) {
            return Err(ConfigError::invalid("field name", name, "one that is not reserved by the API"));
        }
        Ok(())
    }

    /// Returns the request body for a campaign.
    pub(super) fn execution(&self, campaign: &str) -> Result<CampaignExecution, ConfigError> {
        self.check(campaign)?;
        if let Transaction::Generated { calls, .. } = &self.transaction {
            // The update cannot fail. Saturation is harmless, because the number is only compared with 1.
            let _ =
                calls.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |calls| Some(calls.saturating_add(1)));
        }
        let mut body = CampaignExecution::new(campaign);
        (body.email, body.customer_id) = (self.email.clone(), self.customer_id.clone());
        body.transaction_uuid = Some(self.transaction_uuid(campaign).to_string());
        body.bsft_high_priority = self.high_priority;
        body.email_attachments = Some(self.attachments.clone()).filter(|urls| !urls.is_empty());
        body.extra = self.fields.clone();
        Ok(body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transaction_depends_on_campaign_recipient_and_key() {
        let of = |campaign: &str, recipient: Recipient| {
            recipient.transaction_key("order-1").transaction_uuid(campaign)
        };
        let first = of("a", Recipient::email("x@example.com"));
        // Computed by Python's `uuid` module. The value must not change, because programs that are restarted after an update
        // must use the same transaction.
        assert_eq!(first.to_string(), "d09c017c-dfdd-5738-8fcc-fbcd6a8b4723");
        assert_eq!(first, of("a", Recipient::email("x@example.com").field("b", 1)));
        for other in [
            of("b", Recipient::email("x@example.com")),
            of("a", Recipient::email("y@example.com")),
            of("a", Recipient::customer_id("x@example.com")),
            Recipient::email("x@example.com").transaction_key("order-2").transaction_uuid("a"),
        ] {
            assert_ne!(first, other);
        }
        let random = Recipient::email("x@example.com");
        assert_eq!(random.transaction_uuid("a"), random.transaction_uuid("a"));
        assert_ne!(random.transaction_uuid("a"), Recipient::email("x@example.com").transaction_uuid("a"));
    }

    #[test]
    fn namespace_is_derived_from_the_documentation_url() {
        assert_eq!(NAMESPACE, Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://docs.rs/blueshift"));
    }

    #[test]
    fn uses_explicit_transaction() {
        let given = Uuid::from_u128(7);
        assert_eq!(Recipient::customer_id("c").transaction(given).transaction_uuid("a"), given);
    }

    #[test]
    fn refuses_recipients_that_the_server_could_misinterpret() {
        for (recipient, words) in [
            (Recipient::email(""), "recipient identifier must be an email address or a customer id"),
            (
                Recipient::email("a@example.com").field("transaction_uuid", "x"),
                "field name must be one that is not reserved",
            ),
        ] {
            let error = recipient.execution("a").unwrap_err().to_string();
            assert!(error.starts_with(words), "{error}");
        }
        assert!(Recipient::email("a@example.com").execution("").is_err());
    }
}
