//! The query of a listing, and the request for one page.

use blueshift_api::ops;
use blueshift_api::queries::ListCampaignsQuery;
use blueshift_api::types::Campaign;
use serde_json::Value;

use crate::call::CallOptions;
use crate::client::Client;
use crate::error::{ApiError, ConfigError, Error};
use crate::paging::Page;

/// The start of the year 0 in seconds since the Unix epoch; RFC 3339 does not support earlier years.
const YEAR_0: i64 = -62_167_219_200;

/// Returns an error for values that the API cannot accept.
pub(super) fn check(query: &ListCampaignsQuery) -> Result<(), ConfigError> {
    if query.per_page == Some(0) {
        return Err(ConfigError::invalid("per_page", "0", "1 or more"));
    }
    let dates = [
        ("created_after", query.created_after),
        ("created_before", query.created_before),
        ("startdate", query.startdate),
    ];
    for (name, date) in dates {
        if let Some(date) = date.filter(|date| date.as_second() < YEAR_0) {
            return Err(ConfigError::invalid(name, &date, "in the years 0 to 9999 (RFC 3339)"));
        }
    }
    Ok(())
}

/// Requests one page.
pub(super) async fn fetch(
    query: ListCampaignsQuery,
    client: Client,
    options: CallOptions,
) -> Result<Page<Campaign>, Error> {
    let (number, per_page) = (query.page, query.per_page);
    let call = client.call(&ops::LIST_CAMPAIGNS, &options);
    let sent = query.apply(call.api().list_campaigns()).send();
    let response = call.run(sent).await?;
    if response.value.reports_error() {
        let body = Value::Object(response.value.extra.clone()).to_string().into();
        return Err(ApiError::new(response.status(), response.headers(), &body, response.facts(false)).into());
    }
    let total = response.value.total;
    let request_id = response.request_id().map(str::to_owned);
    let mut items = Vec::new();
    let response = response.map(|list| items = list.items);
    Ok(Page { items, number, per_page, total, request_id, response: Some(Box::new(response)) })
}
