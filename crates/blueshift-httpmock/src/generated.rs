// Generated from openapi/blueshift.yaml by `cargo xtask codegen`. Do not edit: change the contract and run it again.

pub mod operations {
    //! [`When`](::httpmock::When) and [`Then`](::httpmock::Then)
    //! wrappers for each operation. Each can be converted to
    //! its inner type with a call to `into_inner()`. This can
    //! be used to explicitly deviate from permitted values.
    use ::blueshift_api::*;
    pub struct ListCampaignsWhen(::httpmock::When);
    impl ListCampaignsWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/api/v2/campaigns.json$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn archived<T>(self, value: T) -> Self
        where
            T: Into<Option<bool>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("archived", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("archived"))
            }
        }
        pub fn created_after<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ::jiff::Timestamp>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("created_after", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("created_after"))
            }
        }
        pub fn created_before<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ::jiff::Timestamp>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("created_before", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("created_before"))
            }
        }
        pub fn email<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("email", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("email"))
            }
        }
        pub fn exec_term<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ::blueshift_api::ExecTerm>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("exec_term", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("exec_term"))
            }
        }
        pub fn name<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("name", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("name"))
            }
        }
        pub fn page<T>(self, value: T) -> Self
        where
            T: Into<Option<u64>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("page", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("page"))
            }
        }
        pub fn per_page<T>(self, value: T) -> Self
        where
            T: Into<Option<::std::num::NonZeroU64>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("per_page", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("per_page"))
            }
        }
        pub fn startdate<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ::jiff::Timestamp>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("startdate", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("startdate"))
            }
        }
        pub fn status<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ::blueshift_api::CampaignStatus>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("status", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("status"))
            }
        }
    }
    pub struct ListCampaignsThen(::httpmock::Then);
    impl ListCampaignsThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &::blueshift_api::CampaignList) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &::blueshift_api::types::FieldErrors) -> Self {
            Self(
                self
                    .0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &::blueshift_api::types::ErrorMessage) -> Self {
            Self(
                self
                    .0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &::blueshift_api::types::ErrorMessage) -> Self {
            Self(
                self
                    .0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn not_found(self, value: &::blueshift_api::types::ErrorMessage) -> Self {
            Self(
                self
                    .0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unprocessable_entity(
            self,
            value: &::blueshift_api::types::ErrorMessage,
        ) -> Self {
            Self(
                self
                    .0
                    .status(422u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn too_many_requests(
            self,
            value: &::blueshift_api::types::ErrorMessage,
        ) -> Self {
            Self(
                self
                    .0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn internal_server_error(
            self,
            value: &::blueshift_api::types::ErrorMessage,
        ) -> Self {
            Self(
                self
                    .0
                    .status(500u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_gateway(self, value: &::blueshift_api::types::ErrorMessage) -> Self {
            Self(
                self
                    .0
                    .status(502u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn service_unavailable(
            self,
            value: &::blueshift_api::types::ErrorMessage,
        ) -> Self {
            Self(
                self
                    .0
                    .status(503u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn gateway_timeout(
            self,
            value: &::blueshift_api::types::ErrorMessage,
        ) -> Self {
            Self(
                self
                    .0
                    .status(504u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
}
/// An extension trait for [`MockServer`](::httpmock::MockServer) that
/// adds a method for each operation. These are the equivalent of
/// type-checked [`mock()`](::httpmock::MockServer::mock) calls.
pub trait MockServerExt {
    fn list_campaigns<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ListCampaignsWhen, operations::ListCampaignsThen);
}
impl MockServerExt for ::httpmock::MockServer {
    fn list_campaigns<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ListCampaignsWhen, operations::ListCampaignsThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ListCampaignsWhen::new(when),
                operations::ListCampaignsThen::new(then),
            )
        })
    }
}
