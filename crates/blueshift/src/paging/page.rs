//! One page of a listing.

use crate::call::Response;

/// One page of a listing; returned by [`send`](crate::ListCampaigns::send) and [`pages`](crate::ListCampaigns::pages).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items of the page, in the server's order. A page of a stream contains only items that were not yielded before.
    pub items: Vec<T>,
    /// The requested page number; `None` if the server chose it.
    pub number: Option<u64>,
    /// The requested page size; the server may have returned fewer items. `None` if the server chose it.
    pub per_page: Option<u64>,
    /// The number of items on all pages, according to the server. It is not part of the documented response and may be wrong.
    pub total: Option<u64>,
    /// The request id (`x-request-id`), to include in support requests to Blueshift.
    pub request_id: Option<String>,
    pub(crate) response: Option<Response<()>>,
}

impl<T> Page<T> {
    /// Creates a page with these items, as a stub for tests. All other fields are `None`.
    pub fn new(items: Vec<T>) -> Self {
        Self { items, number: None, per_page: None, total: None, request_id: None, response: None }
    }

    /// Returns the response of the page: status, headers, request id and number of attempts. `None` for a page created by
    /// [`new`](Self::new).
    pub fn response(&self) -> Option<&Response<()>> {
        self.response.as_ref()
    }
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
