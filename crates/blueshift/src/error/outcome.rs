//! Writes with an unknown outcome.

use std::fmt;

use blueshift_api::types::CampaignDetail;

use super::Error;

/// A write that may or may not have taken effect. The campaign was read afterwards, which did not show it.
#[derive(Debug)]
pub struct OutcomeUnknown {
    source: Error,
    reading: Option<CampaignDetail>,
}

impl OutcomeUnknown {
    /// Creates the error of a transition from its failure and the last reading of its campaign.
    pub(crate) fn of_transition(source: Error, reading: Option<CampaignDetail>) -> Self {
        Self { source, reading }
    }

    /// The error of the request.
    pub fn cause(&self) -> &Error {
        &self.source
    }

    /// The campaign as it was last read after the request; `None` if it could not be read.
    pub fn reading(&self) -> Option<&CampaignDetail> {
        self.reading.as_ref()
    }
}

impl fmt::Display for OutcomeUnknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the server may or may not have applied the request")?;
        match self.reading.as_ref().map(|campaign| &campaign.status) {
            Some(Some(status)) => write!(f, "; afterwards the campaign had the status {status}"),
            Some(None) => f.write_str("; afterwards the campaign had no status"),
            None => f.write_str("; afterwards the campaign could not be read"),
        }
    }
}

impl std::error::Error for OutcomeUnknown {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
