//! Listings of many pages.
//!
//! [`machine`] decides, without any I/O; [`pages`] asks for the pages that it wants; [`stream`] takes them apart;
//! [`seen`] remembers what was yielded.

mod machine;
#[cfg(test)]
mod model;
mod pages;
mod seen;
mod stream;

pub use pages::Pages;
pub use stream::CampaignStream;

pub(crate) use machine::Plan;
