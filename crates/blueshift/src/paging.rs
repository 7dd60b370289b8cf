//! Listings.
//!
//! A future reads the pages of a listing and passes the new items to a stream. [`pages`] contains that stream, [`items`]
//! flattens it to items, [`numbered`] reads numbered pages, [`seen`] contains the set of items that were yielded, and
//! [`continuation`] contains the tokens that resume a listing. [`time_range`] reads time ranges instead of pages.

mod continuation;
mod items;
mod numbered;
mod page;
mod pages;
mod seen;
mod time_range;

pub use continuation::Continuation;
pub use items::Items;
pub use page::Page;
pub use pages::Pages;

pub(crate) use continuation::Resume;
pub(crate) use numbered::{MAX_CONCURRENCY, Numbered, PageRequest, PageSize, Start, check_concurrency};
pub(crate) use pages::Output;
pub(crate) use seen::Seen;
pub(crate) use time_range::{Part, read as read_time_range};

/// An item with a key that distinguishes it from other items of its listing.
pub(crate) trait Keyed {
    /// Returns the key of the item; `None` if it has no usable key.
    fn key(&self) -> Option<&str>;
}

impl Keyed for blueshift_api::types::Campaign {
    fn key(&self) -> Option<&str> {
        Some(self.uuid.as_str()).filter(|uuid| !uuid.is_empty())
    }
}
