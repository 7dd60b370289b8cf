//! The account's customers.

mod campaign_activity;

pub use campaign_activity::GetCampaignActivity;

use std::ops::Range;

use jiff::Timestamp;

use crate::client::Client;

/// The account's customers; created by [`Client::customers`].
#[derive(Clone, Debug)]
pub struct Customers<C = Client> {
    client: C,
}

impl<C: Clone> Customers<C> {
    pub(crate) fn new(client: C) -> Self {
        Self { client }
    }

    /// Gets what campaigns did for a customer in a range of time, and how the customer responded.
    pub fn campaign_activity(&self, customer: Customer, range: Range<Timestamp>) -> GetCampaignActivity<C> {
        GetCampaignActivity::new(self.client.clone(), customer, range)
    }
}

/// What identifies a customer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Customer {
    /// The email address.
    Email(String),
    /// The id that the account gave the customer.
    CustomerId(String),
    /// The phone number.
    PhoneNumber(String),
    /// Blueshift's uuid of the customer.
    Uuid(String),
}

impl Customer {
    /// The customer with this email address.
    pub fn email(email: impl Into<String>) -> Self {
        Self::Email(email.into())
    }

    /// The customer with this id, which the account gave.
    pub fn customer_id(id: impl Into<String>) -> Self {
        Self::CustomerId(id.into())
    }

    /// The customer with this phone number.
    pub fn phone_number(number: impl Into<String>) -> Self {
        Self::PhoneNumber(number.into())
    }

    /// The customer with this uuid of Blueshift's.
    pub fn uuid(uuid: impl Into<String>) -> Self {
        Self::Uuid(uuid.into())
    }

    /// The parameter of a request that names the customer, and its value.
    fn parameter(&self) -> (&'static str, &String) {
        match self {
            Self::Email(value) => ("email", value),
            Self::CustomerId(value) => ("customer_id", value),
            Self::PhoneNumber(value) => ("phone_number", value),
            Self::Uuid(value) => ("uuid", value),
        }
    }
}
