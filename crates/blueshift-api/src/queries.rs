// Generated from openapi/blueshift.yaml by `cargo xtask codegen`. Do not edit: change the contract and run it again.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use crate::builder;
use crate::types::*;
///The query parameters of [`Client::list_campaigns`](crate::Client::list_campaigns).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ListCampaignsQuery {
    ///Lists only campaigns with a name that contains this text. Case sensitivity is not documented.
    pub name: Option<String>,
    /**Lists only campaigns created by the author with this email address. Whether a part of an address matches, and
case sensitivity, are not documented.*/
    pub email: Option<String>,
    /**Lists only campaigns created after this instant, in RFC 3339 format with a time zone. Whether the instant itself
is included is not documented.*/
    pub created_after: Option<Timestamp>,
    /**Lists only campaigns created before this instant, in RFC 3339 format with a time zone. Whether the instant
itself is included is not documented.*/
    pub created_before: Option<Timestamp>,
    /**Lists only campaigns that started after this instant, in RFC 3339 format with a time zone. Whether the instant
itself is included is not documented. If absent, one-time campaigns are listed only if they started within the
last 30 days; campaigns of other types are not limited. Whether one-time campaigns without a start date are
listed in this case is not documented.*/
    pub startdate: Option<Timestamp>,
    /**Lists only campaigns with this archived status: `true` lists archived campaigns. The meaning of `false` and of
an absent value is not documented. Sent as `true` or `false`; Blueshift's own schema declares a string.*/
    pub archived: Option<bool>,
    /**Lists only campaigns with this status: `draft`, `launched`, `executing`, `paused`, `completed`, `archived` or an
unknown value. Case sensitivity is not documented.*/
    pub status: Option<CampaignStatus>,
    /**Lists only campaigns of this type: `one_time`, `recurring`, `on_going`, `transactional`, `onsite` or an unknown
value.*/
    pub exec_term: Option<ExecTerm>,
    /**The maximum number of campaigns on a page. The default, the largest accepted value and the behavior above it are
not documented. A page may contain fewer campaigns without being the last one.*/
    pub per_page: Option<u64>,
    /**The page to return. Whether the first page is 0 or 1, and the response after the last page, are not documented.
A client that must not miss a campaign starts at 0 and drops campaigns that it has already seen.*/
    pub page: Option<u64>,
}
impl ListCampaignsQuery {
    /// Sets the parameters of a request.
    pub fn apply(
        self,
        mut request: builder::ListCampaigns<'_>,
    ) -> builder::ListCampaigns<'_> {
        if let Some(value) = self.name {
            request = request.name(value);
        }
        if let Some(value) = self.email {
            request = request.email(value);
        }
        if let Some(value) = self.created_after {
            request = request.created_after(value);
        }
        if let Some(value) = self.created_before {
            request = request.created_before(value);
        }
        if let Some(value) = self.startdate {
            request = request.startdate(value);
        }
        if let Some(value) = self.archived {
            request = request.archived(value);
        }
        if let Some(value) = self.status {
            request = request.status(value);
        }
        if let Some(value) = self.exec_term {
            request = request.exec_term(value);
        }
        if let Some(value) = self.per_page {
            request = request.per_page(value);
        }
        if let Some(value) = self.page {
            request = request.page(value);
        }
        request
    }
}
///The query parameters of [`Client::get_campaign_performance`](crate::Client::get_campaign_performance).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GetCampaignPerformanceQuery {
    /**The start of the time range, in RFC 3339 format with a time zone. Whether the instant itself is included is not
documented.*/
    pub start_time: Timestamp,
    /**The end of the time range, in RFC 3339 format with a time zone. Whether the instant itself is included is not
documented.*/
    pub end_time: Timestamp,
    /**Returns only campaigns with this status. `draft`, `launched`, `paused` and `completed` are documented here;
`executing` and `archived` are known from other operations, and the set is open.*/
    pub status: Option<CampaignStatus>,
    /**Returns only campaigns with one of these tags: the name of a tag category, a colon, and the tags, separated by
commas.*/
    pub tag_data: Option<String>,
}
impl GetCampaignPerformanceQuery {
    /// Creates a query with the required parameters.
    pub fn new(start_time: Timestamp, end_time: Timestamp) -> Self {
        Self {
            start_time,
            end_time,
            status: None,
            tag_data: None,
        }
    }
    /// Sets the parameters of a request.
    pub fn apply(
        self,
        mut request: builder::GetCampaignPerformance<'_>,
    ) -> builder::GetCampaignPerformance<'_> {
        request = request.start_time(self.start_time);
        request = request.end_time(self.end_time);
        if let Some(value) = self.status {
            request = request.status(value);
        }
        if let Some(value) = self.tag_data {
            request = request.tag_data(value);
        }
        request
    }
}
///The query parameters of [`Client::get_campaign_detail`](crate::Client::get_campaign_detail).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GetCampaignDetailQuery {
    /**The start of the time range, in RFC 3339 format with a time zone. Whether the instant itself is included is not
documented.*/
    pub start_time: Timestamp,
    /**The end of the time range, in RFC 3339 format with a time zone. Whether the instant itself is included is not
documented.*/
    pub end_time: Timestamp,
}
impl GetCampaignDetailQuery {
    /// Creates a query with the required parameters.
    pub fn new(start_time: Timestamp, end_time: Timestamp) -> Self {
        Self { start_time, end_time }
    }
    /// Sets the parameters of a request.
    pub fn apply(
        self,
        mut request: builder::GetCampaignDetail<'_>,
    ) -> builder::GetCampaignDetail<'_> {
        request = request.start_time(self.start_time);
        request = request.end_time(self.end_time);
        request
    }
}
///The query parameters of [`Client::get_customer_campaign_activity`](crate::Client::get_customer_campaign_activity).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GetCustomerCampaignActivityQuery {
    ///The email address of the customer. One of `email`, `customer_id`, `phone_number` and `uuid` is required.
    pub email: Option<String>,
    /**The account's own identifier of the customer. One of `email`, `customer_id`, `phone_number` and `uuid` is
required.*/
    pub customer_id: Option<String>,
    /**The phone number of the customer. The `+` of an international number must be percent-encoded as `%2B`. One of
`email`, `customer_id`, `phone_number` and `uuid` is required.*/
    pub phone_number: Option<String>,
    /**Blueshift's identifier of the customer. An opaque string. One of `email`, `customer_id`, `phone_number` and
`uuid` is required.*/
    pub uuid: Option<String>,
    ///The start of the time range, inclusive, in RFC 3339 format with a time zone. At most 366 days ago.
    pub start_time: Timestamp,
    /**The end of the time range, exclusive, in RFC 3339 format with a time zone. Not before `start_time` and not in
the future.*/
    pub end_time: Timestamp,
    /**The position to continue at if there are more than 10,000 activities: after `start_time`, and not after
`end_time`. The response field that contains the cursor is not documented.*/
    pub cursor: Option<Timestamp>,
}
impl GetCustomerCampaignActivityQuery {
    /// Creates a query with the required parameters.
    pub fn new(start_time: Timestamp, end_time: Timestamp) -> Self {
        Self {
            start_time,
            end_time,
            email: None,
            customer_id: None,
            phone_number: None,
            uuid: None,
            cursor: None,
        }
    }
    /// Sets the parameters of a request.
    pub fn apply(
        self,
        mut request: builder::GetCustomerCampaignActivity<'_>,
    ) -> builder::GetCustomerCampaignActivity<'_> {
        request = request.start_time(self.start_time);
        request = request.end_time(self.end_time);
        if let Some(value) = self.email {
            request = request.email(value);
        }
        if let Some(value) = self.customer_id {
            request = request.customer_id(value);
        }
        if let Some(value) = self.phone_number {
            request = request.phone_number(value);
        }
        if let Some(value) = self.uuid {
            request = request.uuid(value);
        }
        if let Some(value) = self.cursor {
            request = request.cursor(value);
        }
        request
    }
}
