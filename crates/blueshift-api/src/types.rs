// Generated from openapi/blueshift.yaml by `cargo xtask codegen`. Do not edit: change the contract and run it again.

use std::collections::BTreeMap;
use jiff::Timestamp;
use serde::de::{Deserialize, Deserializer, MapAccess};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};
use crate::tolerant::{self, Nulls, Object, Read, Writer};
pub use crate::generated::types::*;
pub use crate::open_enums::*;
/**A campaign in a list. Only `uuid` is required; any other field may be null or absent, because the reference
does not say which ones may. Timestamps are in UTC, with or without milliseconds.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Campaign {
    ///The name of the campaign.
    pub name: Option<String>,
    /**The status of a campaign: `draft`, `launched`, `executing`, `paused`, `completed`, `archived` or a value that
is not known yet. The set is open: keep an unknown value as it is.*/
    pub status: Option<CampaignStatus>,
    ///When the campaign starts or started.
    pub startdate: Option<Timestamp>,
    ///When the campaign was created.
    pub created_at: Option<Timestamp>,
    ///When the campaign was last changed.
    pub updated_at: Option<Timestamp>,
    /**Identifies the campaign. An opaque text: neither a well-formed UUID nor uniqueness is documented.

Empty if the server sent none that is usable; a value of another type is then in `extra`.*/
    pub uuid: String,
    /**The type of a campaign: `one_time`, `recurring`, `on_going` (triggered by a segment), `transactional`
(triggered by an event), `onsite` (live content) or a value that is not known yet. The set is open: keep an
unknown value as it is.*/
    pub exec_term: Option<ExecTerm>,
    ///When the campaign runs next; null if no run is scheduled.
    pub next_execution_scheduled_at: Option<Timestamp>,
    ///Whether the campaign is archived.
    pub archived: Option<bool>,
    ///The share of the audience that is held out, in percent.
    pub holdout_percentage: Option<f64>,
    ///Identifies the segment of the campaign. An opaque text; null if the campaign has no segment.
    pub segment_uuid: Option<String>,
    ///The name of the segment of the campaign; null if the campaign has no segment.
    pub segment_name: Option<String>,
    ///The name of the person who created the campaign.
    pub author: Option<String>,
    ///The email address of the person who created the campaign. Not checked to be well-formed.
    pub email: Option<String>,
    ///The prioritization label of the campaign; null if it has none.
    pub prioritization_label: Option<String>,
    /// Fields that the contract does not describe, and values that do not fit their field, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl Campaign {
    ///Returns a `Campaign` with the fields that the contract requires.
    pub fn new(uuid: impl Into<String>) -> Self {
        Self {
            uuid: uuid.into(),
            ..Self::empty()
        }
    }
    ///Sets `name`.
    #[must_use]
    pub fn with_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }
    ///Sets `status`.
    #[must_use]
    pub fn with_status(mut self, value: impl Into<CampaignStatus>) -> Self {
        self.status = Some(value.into());
        self
    }
    ///Sets `startdate`.
    #[must_use]
    pub fn with_startdate(mut self, value: impl Into<Timestamp>) -> Self {
        self.startdate = Some(value.into());
        self
    }
    ///Sets `created_at`.
    #[must_use]
    pub fn with_created_at(mut self, value: impl Into<Timestamp>) -> Self {
        self.created_at = Some(value.into());
        self
    }
    ///Sets `updated_at`.
    #[must_use]
    pub fn with_updated_at(mut self, value: impl Into<Timestamp>) -> Self {
        self.updated_at = Some(value.into());
        self
    }
    ///Sets `uuid`.
    #[must_use]
    pub fn with_uuid(mut self, value: impl Into<String>) -> Self {
        self.uuid = value.into();
        self
    }
    ///Sets `exec_term`.
    #[must_use]
    pub fn with_exec_term(mut self, value: impl Into<ExecTerm>) -> Self {
        self.exec_term = Some(value.into());
        self
    }
    ///Sets `next_execution_scheduled_at`.
    #[must_use]
    pub fn with_next_execution_scheduled_at(
        mut self,
        value: impl Into<Timestamp>,
    ) -> Self {
        self.next_execution_scheduled_at = Some(value.into());
        self
    }
    ///Sets `archived`.
    #[must_use]
    pub fn with_archived(mut self, value: impl Into<bool>) -> Self {
        self.archived = Some(value.into());
        self
    }
    ///Sets `holdout_percentage`.
    #[must_use]
    pub fn with_holdout_percentage(mut self, value: impl Into<f64>) -> Self {
        self.holdout_percentage = Some(value.into());
        self
    }
    ///Sets `segment_uuid`.
    #[must_use]
    pub fn with_segment_uuid(mut self, value: impl Into<String>) -> Self {
        self.segment_uuid = Some(value.into());
        self
    }
    ///Sets `segment_name`.
    #[must_use]
    pub fn with_segment_name(mut self, value: impl Into<String>) -> Self {
        self.segment_name = Some(value.into());
        self
    }
    ///Sets `author`.
    #[must_use]
    pub fn with_author(mut self, value: impl Into<String>) -> Self {
        self.author = Some(value.into());
        self
    }
    ///Sets `email`.
    #[must_use]
    pub fn with_email(mut self, value: impl Into<String>) -> Self {
        self.email = Some(value.into());
        self
    }
    ///Sets `prioritization_label`.
    #[must_use]
    pub fn with_prioritization_label(mut self, value: impl Into<String>) -> Self {
        self.prioritization_label = Some(value.into());
        self
    }
}
impl Object for Campaign {
    const NAME: &'static str = "Campaign";
    const FIELDS: &'static [&'static str] = &[
        "name",
        "status",
        "startdate",
        "created_at",
        "updated_at",
        "uuid",
        "exec_term",
        "next_execution_scheduled_at",
        "archived",
        "holdout_percentage",
        "segment_uuid",
        "segment_name",
        "author",
        "email",
        "prioritization_label",
    ];
    fn empty() -> Self {
        Self {
            name: None,
            status: None,
            startdate: None,
            created_at: None,
            updated_at: None,
            uuid: String::new(),
            exec_term: None,
            next_execution_scheduled_at: None,
            archived: None,
            holdout_percentage: None,
            segment_uuid: None,
            segment_name: None,
            author: None,
            email: None,
            prioritization_label: None,
            extra: Map::new(),
            nulls: Nulls::default(),
        }
    }
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        field: usize,
        entries: &mut A,
    ) -> Result<Read, A::Error> {
        match field {
            0 => tolerant::read(entries, &mut self.name),
            1 => tolerant::read(entries, &mut self.status),
            2 => tolerant::read(entries, &mut self.startdate),
            3 => tolerant::read(entries, &mut self.created_at),
            4 => tolerant::read(entries, &mut self.updated_at),
            5 => tolerant::read(entries, &mut self.uuid),
            6 => tolerant::read(entries, &mut self.exec_term),
            7 => tolerant::read(entries, &mut self.next_execution_scheduled_at),
            8 => tolerant::read(entries, &mut self.archived),
            9 => tolerant::read(entries, &mut self.holdout_percentage),
            10 => tolerant::read(entries, &mut self.segment_uuid),
            11 => tolerant::read(entries, &mut self.segment_name),
            12 => tolerant::read(entries, &mut self.author),
            13 => tolerant::read(entries, &mut self.email),
            14 => tolerant::read(entries, &mut self.prioritization_label),
            _ => entries.next_value().map(Read::Misfit),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.name)?;
        writer.field(1, &self.status)?;
        writer.field(2, &self.startdate)?;
        writer.field(3, &self.created_at)?;
        writer.field(4, &self.updated_at)?;
        writer.field(5, &self.uuid)?;
        writer.field(6, &self.exec_term)?;
        writer.field(7, &self.next_execution_scheduled_at)?;
        writer.field(8, &self.archived)?;
        writer.field(9, &self.holdout_percentage)?;
        writer.field(10, &self.segment_uuid)?;
        writer.field(11, &self.segment_name)?;
        writer.field(12, &self.author)?;
        writer.field(13, &self.email)?;
        writer.field(14, &self.prioritization_label)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for Campaign {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for Campaign {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for Campaign {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "Campaign".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "A campaign in a list. Only `uuid` is required; any other field may be null or absent, because the reference\ndoes not say which ones may. Timestamps are in UTC, with or without milliseconds.",
            "properties" : { "name" : { "type" : ["string", "null"], "description" :
            "The name of the campaign." }, "status" : { "anyOf" : [generator
            .subschema_for:: < CampaignStatus > (), { "type" : "null" }] }, "startdate" :
            { "type" : ["string", "null"], "format" : "date-time", "description" :
            "When the campaign starts or started." }, "created_at" : { "type" :
            ["string", "null"], "format" : "date-time", "description" :
            "When the campaign was created." }, "updated_at" : { "type" : ["string",
            "null"], "format" : "date-time", "description" :
            "When the campaign was last changed." }, "uuid" : { "type" : "string",
            "description" :
            "Identifies the campaign. An opaque text: neither a well-formed UUID nor uniqueness is documented."
            }, "exec_term" : { "anyOf" : [generator.subschema_for:: < ExecTerm > (), {
            "type" : "null" }] }, "next_execution_scheduled_at" : { "type" : ["string",
            "null"], "format" : "date-time", "description" :
            "When the campaign runs next; null if no run is scheduled." }, "archived" : {
            "type" : ["boolean", "null"], "description" :
            "Whether the campaign is archived." }, "holdout_percentage" : { "type" :
            ["number", "null"], "format" : "double", "description" :
            "The share of the audience that is held out, in percent." }, "segment_uuid" :
            { "type" : ["string", "null"], "description" :
            "Identifies the segment of the campaign. An opaque text; null if the campaign has no segment."
            }, "segment_name" : { "type" : ["string", "null"], "description" :
            "The name of the segment of the campaign; null if the campaign has no segment."
            }, "author" : { "type" : ["string", "null"], "description" :
            "The name of the person who created the campaign." }, "email" : { "type" :
            ["string", "null"], "description" :
            "The email address of the person who created the campaign. Not checked to be well-formed."
            }, "prioritization_label" : { "type" : ["string", "null"], "description" :
            "The prioritization label of the campaign; null if it has none." } },
            "required" : ["uuid"] }
        )
    }
}
/**The documented body of every error but `400`: one message. No property is required, because other bodies have
been observed under the same statuses:

- `{"errors": {"field": ["…"]}}`
- `{"error": "…"}`
- `{"success": false, "error": "…"}`, sometimes with a number in `error_code`
- `{"errors": [{"detail": "…"}], "meta": {}}`
- `{"status": "404", "error": "Not Found"}`, where the status is a string
- HTML or an empty body, from a load balancer

Decide by the status, and keep the body as text.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ErrorMessage {
    ///What went wrong, for humans.
    pub message: Option<String>,
    /// Fields that the contract does not describe, and values that do not fit their field, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl ErrorMessage {
    ///Returns a `ErrorMessage` without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `message`.
    #[must_use]
    pub fn with_message(mut self, value: impl Into<String>) -> Self {
        self.message = Some(value.into());
        self
    }
}
impl Default for ErrorMessage {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for ErrorMessage {
    const NAME: &'static str = "ErrorMessage";
    const FIELDS: &'static [&'static str] = &["message"];
    fn empty() -> Self {
        Self {
            message: None,
            extra: Map::new(),
            nulls: Nulls::default(),
        }
    }
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        field: usize,
        entries: &mut A,
    ) -> Result<Read, A::Error> {
        match field {
            0 => tolerant::read(entries, &mut self.message),
            _ => entries.next_value().map(Read::Misfit),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.message)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for ErrorMessage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for ErrorMessage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for ErrorMessage {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "ErrorMessage".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "The documented body of every error but `400`: one message. No property is required, because other bodies have\nbeen observed under the same statuses:\n\n- `{\"errors\": {\"field\": [\"…\"]}}`\n- `{\"error\": \"…\"}`\n- `{\"success\": false, \"error\": \"…\"}`, sometimes with a number in `error_code`\n- `{\"errors\": [{\"detail\": \"…\"}], \"meta\": {}}`\n- `{\"status\": \"404\", \"error\": \"Not Found\"}`, where the status is a string\n- HTML or an empty body, from a load balancer\n\nDecide by the status, and keep the body as text.",
            "properties" : { "message" : { "type" : ["string", "null"], "description" :
            "What went wrong, for humans." } } }
        )
    }
}
/**The documented body of `400`: messages by field. No property is required, because other bodies have been
observed under the same status:

- `{"message": "…"}`
- `{"error": "…"}`
- `{"success": false, "error": "…"}`, sometimes with a number in `error_code`
- `{"errors": [{"detail": "…"}], "meta": {}}`, where `errors` is an array
- HTML or an empty body, from a load balancer

Decide by the status, and keep the body as text.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FieldErrors {
    ///For each field or parameter at fault, by its name, what is wrong with it.
    pub errors: Option<BTreeMap<String, Vec<String>>>,
    /// Fields that the contract does not describe, and values that do not fit their field, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl FieldErrors {
    ///Returns a `FieldErrors` without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `errors`.
    #[must_use]
    pub fn with_errors(
        mut self,
        value: impl Into<BTreeMap<String, Vec<String>>>,
    ) -> Self {
        self.errors = Some(value.into());
        self
    }
}
impl Default for FieldErrors {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for FieldErrors {
    const NAME: &'static str = "FieldErrors";
    const FIELDS: &'static [&'static str] = &["errors"];
    fn empty() -> Self {
        Self {
            errors: None,
            extra: Map::new(),
            nulls: Nulls::default(),
        }
    }
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        field: usize,
        entries: &mut A,
    ) -> Result<Read, A::Error> {
        match field {
            0 => tolerant::read(entries, &mut self.errors),
            _ => entries.next_value().map(Read::Misfit),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.errors)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for FieldErrors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for FieldErrors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for FieldErrors {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "FieldErrors".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "The documented body of `400`: messages by field. No property is required, because other bodies have been\nobserved under the same status:\n\n- `{\"message\": \"…\"}`\n- `{\"error\": \"…\"}`\n- `{\"success\": false, \"error\": \"…\"}`, sometimes with a number in `error_code`\n- `{\"errors\": [{\"detail\": \"…\"}], \"meta\": {}}`, where `errors` is an array\n- HTML or an empty body, from a load balancer\n\nDecide by the status, and keep the body as text.",
            "properties" : { "errors" : { "type" : ["object", "null"], "description" :
            "For each field or parameter at fault, by its name, what is wrong with it.",
            "additionalProperties" : { "type" : "array", "items" : { "type" : "string" }
            } } } }
        )
    }
}
///For each field or parameter at fault, by its name, what is wrong with it.
pub type FieldMessages = BTreeMap<String, Vec<String>>;
