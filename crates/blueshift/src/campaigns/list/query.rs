//! The query of List campaigns, and one request of it.

use std::num::NonZeroU64;

use blueshift_api::types::Campaign;
use blueshift_api::{CampaignStatus, ExecTerm, ops};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::call::CallOptions;
use crate::client::Client;
use crate::error::{ApiError, ConfigError, Error};
use crate::paging::Page;

/// The start of the year 0 in seconds since the Unix epoch; RFC 3339 has no years before it.
const YEAR_0: i64 = -62_167_219_200;

/// What stays the same from page to page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Query {
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
    pub(super) created_after: Option<Timestamp>,
    pub(super) created_before: Option<Timestamp>,
    pub(super) startdate: Option<Timestamp>,
    pub(super) archived: Option<bool>,
    pub(super) status: Option<CampaignStatus>,
    pub(super) exec_term: Option<ExecTerm>,
    pub(super) per_page: Option<u64>,
}

impl Query {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        if self.per_page == Some(0) {
            return Err(ConfigError::invalid("per_page", "0", "1 or more"));
        }
        let dates = [
            ("created_after", self.created_after),
            ("created_before", self.created_before),
            ("startdate", self.startdate),
        ];
        for (name, date) in dates {
            if let Some(date) = date.filter(|date| date.as_second() < YEAR_0) {
                return Err(ConfigError::invalid(name, &date, "in the years 0 to 9999, as RFC 3339 has it"));
            }
        }
        Ok(())
    }

    /// Requests one page.
    pub(super) async fn fetch(
        self,
        client: Client,
        page: Option<u64>,
        options: CallOptions,
    ) -> Result<Page<Campaign>, Error> {
        let per_page = self.per_page;
        let call = client.call(&ops::LIST_CAMPAIGNS, &options);
        let mut request = call.api().list_campaigns();
        // The generated setters take no `Option`.
        macro_rules! set {
            ($($field:ident: $value:expr),* $(,)?) => {
                $(if let Some(value) = $value { request = request.$field(value); })*
            };
        }
        set! {
            name: self.name,
            email: self.email,
            created_after: self.created_after,
            created_before: self.created_before,
            startdate: self.startdate,
            archived: self.archived,
            status: self.status,
            exec_term: self.exec_term,
            per_page: self.per_page.and_then(NonZeroU64::new),
            page: page,
        }
        let sent = request.send();
        let response = call.run(sent).await?;
        if response.value.reports_error() {
            let body = Value::Object(response.value.extra.clone()).to_string().into();
            return Err(
                ApiError::new(response.status(), response.headers(), &body, response.facts(false)).into()
            );
        }
        let total = response.value.total;
        let request_id = response.request_id().map(str::to_owned);
        let mut items = Vec::new();
        let response = response.map(|list| items = list.items);
        Ok(Page { items, number: page, per_page, total, request_id, response: Some(Box::new(response)) })
    }
}
