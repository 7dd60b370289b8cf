//! Writes whose outcome is not known.

use std::fmt;

use blueshift_api::types::CampaignDetail;

use super::Error;

/// It is not known whether a write took effect, although the campaign was read to find out.
#[derive(Debug)]
pub struct OutcomeUnknown {
    source: Error,
    reading: Option<CampaignDetail>,
}

impl OutcomeUnknown {
    /// The failure of a transition, and the last reading of its campaign.
    pub(crate) fn of_transition(source: Error, reading: Option<CampaignDetail>) -> Self {
        Self { source, reading }
    }

    /// How the request failed.
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
            Some(Some(status)) => write!(f, "; the campaign was read as {status}"),
            Some(None) => f.write_str("; the campaign was read without a status"),
            None => f.write_str("; the campaign could not be read"),
        }
    }
}

impl std::error::Error for OutcomeUnknown {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
