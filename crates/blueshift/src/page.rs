//! One page of a listing.

/// One page of a listing, as [`send`](crate::ListCampaigns::send) and [`pages`](crate::ListCampaigns::pages) give it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Page<T> {
    /// What the page holds, in the server's order.
    pub items: Vec<T>,
    /// The page number that was asked for; `None` where the choice was left to the server.
    pub number: Option<u64>,
    /// How many items were asked for at most; the server may have given fewer. `None` where the choice was left to it.
    pub per_page: Option<u64>,
    /// How many items the server says there are on all pages together. A hint: the documented answer does not tell it.
    pub total: Option<u64>,
    /// The request's id, to quote to Blueshift's support.
    pub request_id: Option<String>,
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}
