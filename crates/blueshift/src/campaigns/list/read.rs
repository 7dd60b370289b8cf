//! Reads all pages of a listing, and resumes listings.

use std::sync::{Arc, Mutex, PoisonError};

use blueshift_api::queries::ListCampaignsQuery;
use blueshift_api::types::Campaign;
use blueshift_api::{ExecTerm, ops};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{ListCampaigns, Listing, query};
use crate::call::CallOptions;
use crate::error::{ConfigError, Error};
use crate::paging::{
    Continuation, Numbered, Output, PageRequest, PageSize, Resume, Seen, Start, check_concurrency,
};

/// The state of a listing that is resumed with a token.
#[derive(Debug)]
pub(super) struct Resumed {
    part: Part,
    seen: Seen,
}

/// A query of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Part {
    /// The query as requested.
    AsRequested,
    /// The second query of [`all_time`](ListCampaigns::all_time).
    OneTimeOfAnyStart,
}

/// The contents of a continuation token, except the seen campaigns.
#[derive(Debug, Serialize, Deserialize)]
struct Resumable {
    query: ListCampaignsQuery,
    page_base: Option<u64>,
    all_time: bool,
    verify: bool,
    ignore_total: bool,
    part: Part,
}

/// The progress of a listing, from which a continuation token is created.
pub(super) struct Progress {
    query: ListCampaignsQuery,
    mode: Listing,
    part: Mutex<Part>,
    seen: Arc<Mutex<Seen>>,
}

impl Resume<Campaign> for Progress {
    fn continuation(&self, unread: &[Campaign]) -> Option<Continuation> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for campaign in unread {
            let mark = seen.mark(&campaign.uuid);
            seen.remove(mark);
        }
        let part = *self.part.lock().unwrap_or_else(PoisonError::into_inner);
        let Listing { page_base, all_time, verify, ignore_total, .. } = self.mode;
        let resumable =
            Resumable { query: self.query.clone(), page_base, all_time, verify, ignore_total, part };
        // A query consists of strings, numbers, booleans and timestamps, which can always be serialized.
        Continuation::new(ops::LIST_CAMPAIGNS.id, &resumable, &seen).ok()
    }
}

impl<C> ListCampaigns<Listing, C> {
    pub(in crate::campaigns) fn resume(client: C, token: &Continuation) -> Result<Self, ConfigError> {
        let (resumable, seen) = token.open::<Resumable>(ops::LIST_CAMPAIGNS.id)?;
        let Resumable { query, page_base, all_time, verify, ignore_total, part } = resumable;
        let resumed = Some(Arc::new(Resumed { part, seen }));
        let mode = Listing { resumed, page_base, all_time, verify, ignore_total, ..Listing::default() };
        Ok(Self { client, query, mode, options: CallOptions::default() })
    }
}

impl ListCampaigns<Listing> {
    pub(super) fn check(self) -> Result<Self, ConfigError> {
        let Listing { concurrency, page_base, all_time, .. } = self.mode;
        check_concurrency(concurrency)?;
        if let Some(base) = page_base.filter(|base| *base > 1) {
            return Err(ConfigError::invalid("page_base", &base, "0 or 1"));
        }
        if all_time && self.query.startdate.is_some() {
            return Err(ConfigError::Conflict { one: "all_time", other: "startdate" });
        }
        query::check(&self.query)?;
        Ok(self)
    }

    /// Returns the progress of the listing before its first request.
    pub(super) fn progress(&self) -> Progress {
        let resumed = self.mode.resumed.as_deref();
        let part = Mutex::new(resumed.map_or(Part::AsRequested, |resumed| resumed.part));
        let seen = resumed.map_or_else(Seen::new, |resumed| resumed.seen.clone());
        Progress {
            query: self.query.clone(),
            mode: self.mode.clone(),
            part,
            seen: Arc::new(Mutex::new(seen)),
        }
    }

    /// Reads all pages of the query, and those of the second query of [`all_time`](Self::all_time). The queries share the set
    /// of seen campaigns, so that each campaign is yielded once.
    pub(super) async fn read(self, progress: &Progress, output: &Output<Campaign>) -> Result<(), Error> {
        let Listing { first_page, page_base, all_time, .. } = self.mode;
        let base = page_base.map_or(Start::Unknown, Start::Base);
        let part = || progress.part.lock().unwrap_or_else(PoisonError::into_inner);
        if *part() == Part::AsRequested {
            let start = first_page.map_or(base, |number| Start::Page { number, base: page_base });
            self.reader(self.query.clone(), start, progress.seen.clone()).read(output).await?;
        }
        let one_time_matches =
            self.query.exec_term.as_ref().is_none_or(|wanted| *wanted == ExecTerm::OneTime);
        if !all_time || !one_time_matches {
            return Ok(());
        }
        *part() = Part::OneTimeOfAnyStart;
        let mut second = self.query.clone();
        second.exec_term = Some(ExecTerm::OneTime);
        second.startdate = Some(Timestamp::UNIX_EPOCH);
        self.reader(second, base, progress.seen.clone()).read(output).await.map_err(|error| match error {
            Error::Listing(error) => error.in_second_query().into(),
            error => error,
        })
    }

    /// Returns a reader of the campaigns that match one query.
    fn reader(&self, query: ListCampaignsQuery, start: Start, seen: Arc<Mutex<Seen>>) -> Numbered<Campaign> {
        let size = match query.per_page {
            Some(size) => PageSize::Chosen(size),
            None => PageSize::Default(ListCampaigns::DEFAULT_PER_PAGE),
        };
        let (client, options) = (self.client.clone(), self.options.clone());
        let fetch = move |PageRequest { number, size }| {
            let mut query = query.clone();
            (query.page, query.per_page) = (Some(number), size);
            query::fetch(query, client.clone(), options.clone())
        };
        Numbered::new(size, seen, fetch)
            .start(start)
            .concurrency(self.mode.concurrency)
            .verify(self.mode.verify)
            .ignore_total(self.mode.ignore_total)
    }
}
