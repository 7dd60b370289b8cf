//! Operations on the account's customers, and the identifier of a customer.

mod campaign_activity;

pub use campaign_activity::GetCampaignActivity;

use std::ops::Range;

use jiff::Timestamp;

use crate::client::Client;

/// A handle for the operations on customers; created by [`Client::customers`].
#[derive(Clone, Debug)]
pub struct Customers<C = Client> {
    client: C,
}

impl<C: Clone> Customers<C> {
    pub(crate) fn new(client: C) -> Self {
        Self { client }
    }

    /// Gets the campaign activity of a customer in a time range: messages, opens, clicks and more.
    pub fn campaign_activity(&self, customer: Customer, range: Range<Timestamp>) -> GetCampaignActivity<C> {
        GetCampaignActivity::new(self.client.clone(), customer, range)
    }
}

/// The identifier of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Customer {
    /// The email address.
    Email(String),
    /// The account's own id for the customer.
    CustomerId(String),
    /// The phone number.
    PhoneNumber(String),
    /// Blueshift's UUID for the customer.
    Uuid(String),
}

impl Customer {
    /// Identifies a customer by email address.
    pub fn email(email: impl Into<String>) -> Self {
        Self::Email(email.into())
    }

    /// Identifies a customer by the account's own id.
    pub fn customer_id(id: impl Into<String>) -> Self {
        Self::CustomerId(id.into())
    }

    /// Identifies a customer by phone number.
    pub fn phone_number(number: impl Into<String>) -> Self {
        Self::PhoneNumber(number.into())
    }

    /// Identifies a customer by Blueshift's UUID.
    pub fn uuid(uuid: impl Into<String>) -> Self {
        Self::Uuid(uuid.into())
    }

    /// Returns the name and the value of the request parameter.
    fn parameter(&self) -> (&'static str, &String) {
        match self {
            Self::Email(value) => ("email", value),
            Self::CustomerId(value) => ("customer_id", value),
            Self::PhoneNumber(value) => ("phone_number", value),
            Self::Uuid(value) => ("uuid", value),
        }
    }
}
