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
                    .path_matches(
                        regex::Regex::new("^/api/v2/campaigns\\.json$").unwrap(),
                    ),
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
    pub struct GetCampaignPerformanceWhen(::httpmock::When);
    impl GetCampaignPerformanceWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(
                        regex::Regex::new("^/api/v1/campaigns\\.json$").unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn end_time(self, value: &::jiff::Timestamp) -> Self {
            Self(self.0.query_param("end_time", crate::query_value(&value)))
        }
        pub fn start_time(self, value: &::jiff::Timestamp) -> Self {
            Self(self.0.query_param("start_time", crate::query_value(&value)))
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
        pub fn tag_data<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("tag_data", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("tag_data"))
            }
        }
    }
    pub struct GetCampaignPerformanceThen(::httpmock::Then);
    impl GetCampaignPerformanceThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(
            self,
            value: &::blueshift_api::types::CampaignPerformanceList,
        ) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &::blueshift_api::types::ErrorMessage) -> Self {
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
            value: &::blueshift_api::types::ErrorResult,
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
    pub struct GetCampaignWhen(::httpmock::When);
    impl GetCampaignWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(
                        regex::Regex::new("^/api/v1/campaigns/[^/]+\\.json$").unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn campaign_uuid(self, value: &::blueshift_api::PathSegment) -> Self {
            let re = regex::Regex::new(
                    &format!(
                        "^/api/v1/campaigns/{}\\.json$", crate ::path_value(& value)
                    ),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct GetCampaignThen(::httpmock::Then);
    impl GetCampaignThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &::blueshift_api::types::CampaignDetail) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &::blueshift_api::types::ErrorMessage) -> Self {
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
            value: &::blueshift_api::types::ErrorResult,
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
    pub struct GetCampaignDetailWhen(::httpmock::When);
    impl GetCampaignDetailWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(
                        regex::Regex::new("^/api/v1/campaigns/[^/]+/detail\\.json$")
                            .unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn campaign_uuid(self, value: &::blueshift_api::PathSegment) -> Self {
            let re = regex::Regex::new(
                    &format!(
                        "^/api/v1/campaigns/{}/detail\\.json$", crate ::path_value(&
                        value)
                    ),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn end_time(self, value: &::jiff::Timestamp) -> Self {
            Self(self.0.query_param("end_time", crate::query_value(&value)))
        }
        pub fn start_time(self, value: &::jiff::Timestamp) -> Self {
            Self(self.0.query_param("start_time", crate::query_value(&value)))
        }
    }
    pub struct GetCampaignDetailThen(::httpmock::Then);
    impl GetCampaignDetailThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &::blueshift_api::types::CampaignDetail) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &::blueshift_api::types::ErrorMessage) -> Self {
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
            value: &::blueshift_api::types::ErrorResult,
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
    pub struct CreateCampaignWhen(::httpmock::When);
    impl CreateCampaignWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(
                        regex::Regex::new(
                                "^/api/v1/campaigns/(?:event_triggered|one_time)$",
                            )
                            .unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn campaign_type(self, value: types::CampaignType) -> Self {
            let re = regex::Regex::new(
                    &format!("^/api/v1/campaigns/{}$", crate ::path_value(& value)),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn body(self, value: &::blueshift_api::types::NewCampaign) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    pub struct CreateCampaignThen(::httpmock::Then);
    impl CreateCampaignThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &::blueshift_api::types::CampaignCreated) -> Self {
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
            value: &::blueshift_api::types::ErrorResult,
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
    pub struct LaunchCampaignWhen(::httpmock::When);
    impl LaunchCampaignWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PATCH)
                    .path_matches(
                        regex::Regex::new("^/api/v1/campaigns/[^/]+/launch$").unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn campaign_uuid(self, value: &::blueshift_api::PathSegment) -> Self {
            let re = regex::Regex::new(
                    &format!(
                        "^/api/v1/campaigns/{}/launch$", crate ::path_value(& value)
                    ),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct LaunchCampaignThen(::httpmock::Then);
    impl LaunchCampaignThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &::blueshift_api::types::CampaignState) -> Self {
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
            value: &::blueshift_api::types::ErrorResult,
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
    pub struct PauseCampaignWhen(::httpmock::When);
    impl PauseCampaignWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PATCH)
                    .path_matches(
                        regex::Regex::new("^/api/v1/campaigns/[^/]+/pause$").unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn campaign_uuid(self, value: &::blueshift_api::PathSegment) -> Self {
            let re = regex::Regex::new(
                    &format!("^/api/v1/campaigns/{}/pause$", crate ::path_value(& value)),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct PauseCampaignThen(::httpmock::Then);
    impl PauseCampaignThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &::blueshift_api::types::CampaignState) -> Self {
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
    pub struct UpdateCampaignScheduleWhen(::httpmock::When);
    impl UpdateCampaignScheduleWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PATCH)
                    .path_matches(
                        regex::Regex::new("^/api/v1/campaigns/[^/]+/update_schedule$")
                            .unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn campaign_uuid(self, value: &::blueshift_api::PathSegment) -> Self {
            let re = regex::Regex::new(
                    &format!(
                        "^/api/v1/campaigns/{}/update_schedule$", crate ::path_value(&
                        value)
                    ),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn body(self, value: &::blueshift_api::types::CampaignSchedule) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    pub struct UpdateCampaignScheduleThen(::httpmock::Then);
    impl UpdateCampaignScheduleThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &::blueshift_api::types::ScheduleUpdated) -> Self {
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
    pub struct ArchiveCampaignWhen(::httpmock::When);
    impl ArchiveCampaignWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PUT)
                    .path_matches(
                        regex::Regex::new("^/api/v1/campaigns/[^/]+/archive$").unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn campaign_uuid(self, value: &::blueshift_api::PathSegment) -> Self {
            let re = regex::Regex::new(
                    &format!(
                        "^/api/v1/campaigns/{}/archive$", crate ::path_value(& value)
                    ),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct ArchiveCampaignThen(::httpmock::Then);
    impl ArchiveCampaignThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &::blueshift_api::types::ArchivedState) -> Self {
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
            value: &::blueshift_api::types::ErrorResult,
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
    pub struct UnarchiveCampaignWhen(::httpmock::When);
    impl UnarchiveCampaignWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PUT)
                    .path_matches(
                        regex::Regex::new("^/api/v1/campaigns/[^/]+/unarchive$").unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn campaign_uuid(self, value: &::blueshift_api::PathSegment) -> Self {
            let re = regex::Regex::new(
                    &format!(
                        "^/api/v1/campaigns/{}/unarchive$", crate ::path_value(& value)
                    ),
                )
                .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct UnarchiveCampaignThen(::httpmock::Then);
    impl UnarchiveCampaignThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &::blueshift_api::types::ArchivedState) -> Self {
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
            value: &::blueshift_api::types::ErrorResult,
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
    pub struct BulkArchiveCampaignsWhen(::httpmock::When);
    impl BulkArchiveCampaignsWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PUT)
                    .path_matches(
                        regex::Regex::new("^/api/v1/campaigns/bulk_archive$").unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn body(self, value: &::blueshift_api::types::CampaignUuids) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    pub struct BulkArchiveCampaignsThen(::httpmock::Then);
    impl BulkArchiveCampaignsThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &::blueshift_api::types::BulkArchiveResult) -> Self {
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
            value: &::blueshift_api::types::ErrorResult,
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
    pub struct BulkUnarchiveCampaignsWhen(::httpmock::When);
    impl BulkUnarchiveCampaignsWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PUT)
                    .path_matches(
                        regex::Regex::new("^/api/v1/campaigns/bulk_unarchive$").unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn body(self, value: &::blueshift_api::types::CampaignUuids) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    pub struct BulkUnarchiveCampaignsThen(::httpmock::Then);
    impl BulkUnarchiveCampaignsThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &::blueshift_api::types::BulkArchiveResult) -> Self {
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
            value: &::blueshift_api::types::ErrorResult,
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
    pub struct ExecuteCampaignWhen(::httpmock::When);
    impl ExecuteCampaignWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(
                        regex::Regex::new("^/api/v1/campaigns/execute$").unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn body(self, value: &::blueshift_api::types::CampaignExecution) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    pub struct ExecuteCampaignThen(::httpmock::Then);
    impl ExecuteCampaignThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &::blueshift_api::types::ExecutionResult) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &::blueshift_api::types::ErrorResult) -> Self {
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
            value: &::blueshift_api::types::ErrorResult,
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
    pub struct BulkExecuteCampaignWhen(::httpmock::When);
    impl BulkExecuteCampaignWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(
                        regex::Regex::new("^/api/v1/campaigns/bulk_execute$").unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn body(self, value: &::blueshift_api::types::CampaignExecutions) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    pub struct BulkExecuteCampaignThen(::httpmock::Then);
    impl BulkExecuteCampaignThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(
            self,
            value: &::std::vec::Vec<::blueshift_api::types::ExecutionResult>,
        ) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &::blueshift_api::types::ErrorMessage) -> Self {
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
            value: &::blueshift_api::types::ErrorResult,
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
    pub struct GetCustomerCampaignActivityWhen(::httpmock::When);
    impl GetCustomerCampaignActivityWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(
                        regex::Regex::new("^/api/v2/customer_campaign_activity$")
                            .unwrap(),
                    ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn cursor<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a ::jiff::Timestamp>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("cursor", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("cursor"))
            }
        }
        pub fn customer_id<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("customer_id", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("customer_id"))
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
        pub fn end_time(self, value: &::jiff::Timestamp) -> Self {
            Self(self.0.query_param("end_time", crate::query_value(&value)))
        }
        pub fn phone_number<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("phone_number", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("phone_number"))
            }
        }
        pub fn start_time(self, value: &::jiff::Timestamp) -> Self {
            Self(self.0.query_param("start_time", crate::query_value(&value)))
        }
        pub fn uuid<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("uuid", crate::query_value(&value)))
            } else {
                Self(self.0.query_param_missing("uuid"))
            }
        }
    }
    pub struct GetCustomerCampaignActivityThen(::httpmock::Then);
    impl GetCustomerCampaignActivityThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &::blueshift_api::types::CampaignActivityList) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &::blueshift_api::types::DetailErrors) -> Self {
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
        pub fn not_found(self, value: &::blueshift_api::types::DetailErrors) -> Self {
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
            value: &::blueshift_api::types::ErrorResult,
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
    fn get_campaign_performance<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::GetCampaignPerformanceWhen,
            operations::GetCampaignPerformanceThen,
        );
    fn get_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetCampaignWhen, operations::GetCampaignThen);
    fn get_campaign_detail<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetCampaignDetailWhen, operations::GetCampaignDetailThen);
    fn create_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::CreateCampaignWhen, operations::CreateCampaignThen);
    fn launch_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::LaunchCampaignWhen, operations::LaunchCampaignThen);
    fn pause_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PauseCampaignWhen, operations::PauseCampaignThen);
    fn update_campaign_schedule<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::UpdateCampaignScheduleWhen,
            operations::UpdateCampaignScheduleThen,
        );
    fn archive_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ArchiveCampaignWhen, operations::ArchiveCampaignThen);
    fn unarchive_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::UnarchiveCampaignWhen, operations::UnarchiveCampaignThen);
    fn bulk_archive_campaigns<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::BulkArchiveCampaignsWhen,
            operations::BulkArchiveCampaignsThen,
        );
    fn bulk_unarchive_campaigns<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::BulkUnarchiveCampaignsWhen,
            operations::BulkUnarchiveCampaignsThen,
        );
    fn execute_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ExecuteCampaignWhen, operations::ExecuteCampaignThen);
    fn bulk_execute_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::BulkExecuteCampaignWhen,
            operations::BulkExecuteCampaignThen,
        );
    fn get_customer_campaign_activity<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::GetCustomerCampaignActivityWhen,
            operations::GetCustomerCampaignActivityThen,
        );
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
    fn get_campaign_performance<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::GetCampaignPerformanceWhen,
            operations::GetCampaignPerformanceThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::GetCampaignPerformanceWhen::new(when),
                operations::GetCampaignPerformanceThen::new(then),
            )
        })
    }
    fn get_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetCampaignWhen, operations::GetCampaignThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::GetCampaignWhen::new(when),
                operations::GetCampaignThen::new(then),
            )
        })
    }
    fn get_campaign_detail<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::GetCampaignDetailWhen, operations::GetCampaignDetailThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::GetCampaignDetailWhen::new(when),
                operations::GetCampaignDetailThen::new(then),
            )
        })
    }
    fn create_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::CreateCampaignWhen, operations::CreateCampaignThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::CreateCampaignWhen::new(when),
                operations::CreateCampaignThen::new(then),
            )
        })
    }
    fn launch_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::LaunchCampaignWhen, operations::LaunchCampaignThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::LaunchCampaignWhen::new(when),
                operations::LaunchCampaignThen::new(then),
            )
        })
    }
    fn pause_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::PauseCampaignWhen, operations::PauseCampaignThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::PauseCampaignWhen::new(when),
                operations::PauseCampaignThen::new(then),
            )
        })
    }
    fn update_campaign_schedule<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::UpdateCampaignScheduleWhen,
            operations::UpdateCampaignScheduleThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::UpdateCampaignScheduleWhen::new(when),
                operations::UpdateCampaignScheduleThen::new(then),
            )
        })
    }
    fn archive_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ArchiveCampaignWhen, operations::ArchiveCampaignThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ArchiveCampaignWhen::new(when),
                operations::ArchiveCampaignThen::new(then),
            )
        })
    }
    fn unarchive_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::UnarchiveCampaignWhen, operations::UnarchiveCampaignThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::UnarchiveCampaignWhen::new(when),
                operations::UnarchiveCampaignThen::new(then),
            )
        })
    }
    fn bulk_archive_campaigns<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::BulkArchiveCampaignsWhen,
            operations::BulkArchiveCampaignsThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::BulkArchiveCampaignsWhen::new(when),
                operations::BulkArchiveCampaignsThen::new(then),
            )
        })
    }
    fn bulk_unarchive_campaigns<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::BulkUnarchiveCampaignsWhen,
            operations::BulkUnarchiveCampaignsThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::BulkUnarchiveCampaignsWhen::new(when),
                operations::BulkUnarchiveCampaignsThen::new(then),
            )
        })
    }
    fn execute_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ExecuteCampaignWhen, operations::ExecuteCampaignThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ExecuteCampaignWhen::new(when),
                operations::ExecuteCampaignThen::new(then),
            )
        })
    }
    fn bulk_execute_campaign<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::BulkExecuteCampaignWhen,
            operations::BulkExecuteCampaignThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::BulkExecuteCampaignWhen::new(when),
                operations::BulkExecuteCampaignThen::new(then),
            )
        })
    }
    fn get_customer_campaign_activity<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(
            operations::GetCustomerCampaignActivityWhen,
            operations::GetCustomerCampaignActivityThen,
        ),
    {
        self.mock(|when, then| {
            config_fn(
                operations::GetCustomerCampaignActivityWhen::new(when),
                operations::GetCustomerCampaignActivityThen::new(then),
            )
        })
    }
}
