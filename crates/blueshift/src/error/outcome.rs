//! The error of a write with an unknown outcome.

use std::fmt;

use blueshift_api::types::{Campaign, CampaignDetail};

use super::Error;

/// The error of a write that may or may not have taken effect. Reading campaigns afterwards did not show whether it did.
#[derive(Debug)]
pub struct OutcomeUnknown {
    source: Error,
    evidence: Evidence,
}

/// The result of reading campaigns after the request.
#[derive(Debug)]
enum Evidence {
    Reading(Option<Box<CampaignDetail>>),
    Candidates(Option<Vec<Campaign>>),
}

impl OutcomeUnknown {
    /// Creates the error of a transition from its failure and the campaign as it was last read.
    pub(crate) fn of_transition(source: Error, reading: Option<CampaignDetail>) -> Self {
        Self { source, evidence: Evidence::Reading(reading.map(Box::new)) }
    }

    /// Creates the error of `create` from its failure and the campaigns that it may have created.
    pub(crate) fn of_creation(source: Error, candidates: Option<Vec<Campaign>>) -> Self {
        Self { source, evidence: Evidence::Candidates(candidates) }
    }

    /// Returns the error of the request.
    pub fn cause(&self) -> &Error {
        &self.source
    }

    /// Returns the campaign as it was last read after the request; `None` if it could not be read, and for
    /// [`create`](crate::Campaigns::create).
    pub fn reading(&self) -> Option<&CampaignDetail> {
        match &self.evidence {
            Evidence::Reading(reading) => reading.as_deref(),
            Evidence::Candidates(_) => None,
        }
    }

    /// Returns the campaigns that [`create`](crate::Campaigns::create) may have created: those with the requested name that
    /// were created since the call started. A campaign is also included if its creation time or the server's time is unknown.
    /// `None` if the campaigns could not be listed before the deadline, and for other writes.
    ///
    /// An empty list does not prove that no campaign was created: the server may create or list one later. A single candidate
    /// does not prove that this call created it: another program may have used the same name.
    pub fn candidates(&self) -> Option<&[Campaign]> {
        match &self.evidence {
            Evidence::Reading(_) => None,
            Evidence::Candidates(candidates) => candidates.as_deref(),
        }
    }
}

impl fmt::Display for OutcomeUnknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the server may or may not have applied the request")?;
        match &self.evidence {
            Evidence::Reading(None) => f.write_str("; afterwards the campaign could not be read"),
            Evidence::Reading(Some(campaign)) => match &campaign.status {
                Some(status) => write!(f, "; afterwards the campaign had the status {status}"),
                None => f.write_str("; afterwards the campaign had no status"),
            },
            Evidence::Candidates(None) => f.write_str("; campaigns could not be listed"),
            Evidence::Candidates(Some(candidates)) => match candidates.as_slice() {
                [] => f.write_str("; no new campaign with the requested name is listed"),
                [campaign] => write!(f, "; it may have created campaign {}", campaign.uuid),
                several => {
                    write!(
                        f,
                        "; it may have created one of {} campaigns with the requested name",
                        several.len()
                    )
                }
            },
        }
    }
}

impl std::error::Error for OutcomeUnknown {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
