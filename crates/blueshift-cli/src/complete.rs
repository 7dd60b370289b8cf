//! Candidates for shell completion.

use blueshift::{CampaignStatus, ExecTerm, Region};
use clap_complete::engine::CompletionCandidate;

use crate::config;
use crate::output::{Column, Record};

/// The environment variable that a shell sets to its name to request candidates.
pub(crate) const VARIABLE: &str = "BLUESHIFT_COMPLETE";

/// Returns the known statuses of campaigns.
pub(crate) fn statuses() -> Vec<CompletionCandidate> {
    candidates(CampaignStatus::KNOWN)
}

/// Returns the known types of campaigns.
pub(crate) fn exec_terms() -> Vec<CompletionCandidate> {
    candidates(ExecTerm::KNOWN)
}

/// Returns the regions.
pub(crate) fn regions() -> Vec<CompletionCandidate> {
    Region::ALL.iter().map(|region| CompletionCandidate::new(region.as_str())).collect()
}

/// Returns the profiles of the config file, or none if the file cannot be read.
pub(crate) fn profiles() -> Vec<CompletionCandidate> {
    config::profile_names().into_iter().map(CompletionCandidate::new).collect()
}

/// Returns the candidates for `--sort`: each sortable column in ascending and in descending order.
pub(crate) fn sort_columns<R: Record>() -> Vec<CompletionCandidate> {
    let names = Column::<R>::sortable().map(Column::name);
    names.flat_map(|name| [name.to_owned(), format!("{name}:desc")]).map(CompletionCandidate::new).collect()
}

fn candidates(values: &[&'static str]) -> Vec<CompletionCandidate> {
    values.iter().copied().map(CompletionCandidate::new).collect()
}
