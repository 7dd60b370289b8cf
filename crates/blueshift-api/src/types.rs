// Generated from openapi/blueshift.yaml by `cargo xtask codegen`. Do not edit: change the contract and run it again.

use std::collections::BTreeMap;
use jiff::Timestamp;
use serde::de::{Deserialize, Deserializer, MapAccess};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};
use crate::tolerant::{self, Nulls, Object, Read, Writer};
use crate::tolerant::Tolerant;
pub use crate::generated::types::*;
pub use crate::open_enums::*;
/**A campaign in a list. Only `uuid` is required. All other fields may be null or absent, because the reference
does not specify which fields are always present. Timestamps are in UTC, with or without milliseconds.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Campaign {
    ///The name of the campaign.
    pub name: Option<String>,
    /**The status of a campaign: `draft`, `launched`, `executing`, `paused`, `completed`, `archived` or an unknown
value. The set is open: keep unknown values unchanged.*/
    pub status: Option<CampaignStatus>,
    ///The start date of the campaign.
    pub startdate: Option<Timestamp>,
    ///The creation date of the campaign.
    pub created_at: Option<Timestamp>,
    ///The date of the last change of the campaign.
    pub updated_at: Option<Timestamp>,
    /**Identifies the campaign. An opaque string: neither the UUID format nor uniqueness is documented.

Empty if the decoded document has no valid value; a value of another type is then in `extra`.*/
    pub uuid: String,
    /**The type of a campaign: `one_time`, `recurring`, `on_going` (triggered by a segment), `transactional` (triggered
by an event), `onsite` (live content) or an unknown value. The set is open: keep unknown values unchanged.*/
    pub exec_term: Option<ExecTerm>,
    ///The date of the next execution; null if none is scheduled.
    pub next_execution_scheduled_at: Option<Timestamp>,
    ///Whether the campaign is archived.
    pub archived: Option<bool>,
    ///The percentage of the audience that is held out.
    pub holdout_percentage: Option<f64>,
    ///Identifies the segment of the campaign. An opaque string; null if the campaign has no segment.
    pub segment_uuid: Option<String>,
    ///The name of the segment of the campaign; null if the campaign has no segment.
    pub segment_name: Option<String>,
    ///The name of the person who created the campaign.
    pub author: Option<String>,
    ///The email address of the person who created the campaign. Not validated.
    pub email: Option<String>,
    ///The prioritization label of the campaign; null if it has none.
    pub prioritization_label: Option<String>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl Campaign {
    ///Creates a value with the fields that the contract requires.
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
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
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
            "A campaign in a list. Only `uuid` is required. All other fields may be null or absent, because the reference\ndoes not specify which fields are always present. Timestamps are in UTC, with or without milliseconds.",
            "properties" : { "name" : { "type" : ["string", "null"], "description" :
            "The name of the campaign." }, "status" : { "anyOf" : [generator
            .subschema_for:: < CampaignStatus > (), { "type" : "null" }] }, "startdate" :
            { "type" : ["string", "null"], "format" : "date-time", "description" :
            "The start date of the campaign." }, "created_at" : { "type" : ["string",
            "null"], "format" : "date-time", "description" :
            "The creation date of the campaign." }, "updated_at" : { "type" : ["string",
            "null"], "format" : "date-time", "description" :
            "The date of the last change of the campaign." }, "uuid" : { "type" :
            "string", "description" :
            "Identifies the campaign. An opaque string: neither the UUID format nor uniqueness is documented."
            }, "exec_term" : { "anyOf" : [generator.subschema_for:: < ExecTerm > (), {
            "type" : "null" }] }, "next_execution_scheduled_at" : { "type" : ["string",
            "null"], "format" : "date-time", "description" :
            "The date of the next execution; null if none is scheduled." }, "archived" :
            { "type" : ["boolean", "null"], "description" :
            "Whether the campaign is archived." }, "holdout_percentage" : { "type" :
            ["number", "null"], "format" : "double", "description" :
            "The percentage of the audience that is held out." }, "segment_uuid" : {
            "type" : ["string", "null"], "description" :
            "Identifies the segment of the campaign. An opaque string; null if the campaign has no segment."
            }, "segment_name" : { "type" : ["string", "null"], "description" :
            "The name of the segment of the campaign; null if the campaign has no segment."
            }, "author" : { "type" : ["string", "null"], "description" :
            "The name of the person who created the campaign." }, "email" : { "type" :
            ["string", "null"], "description" :
            "The email address of the person who created the campaign. Not validated." },
            "prioritization_label" : { "type" : ["string", "null"], "description" :
            "The prioritization label of the campaign; null if it has none." } },
            "required" : ["uuid"] }
        )
    }
}
/**The statistics of a campaign for a time range. Only the names of the figures are documented, not their exact
meaning.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CampaignStatistics {
    ///Messages that were sent.
    pub sends: Option<f64>,
    ///Messages that were delivered.
    pub deliveries: Option<f64>,
    ///Messages that bounced.
    pub bounces: Option<f64>,
    ///Opens of messages, including repeated opens.
    pub opens: Option<f64>,
    ///Customers who opened a message.
    pub unique_opens: Option<f64>,
    ///Clicks in messages, including repeated clicks.
    pub clicks: Option<f64>,
    ///Customers who clicked in a message.
    pub unique_clicks: Option<f64>,
    ///Customers who unsubscribed.
    pub unsubscribes: Option<f64>,
    ///Messages that were reported as spam.
    pub spam_reports: Option<f64>,
    ///Customers who were assigned to the campaign.
    pub assigns: Option<f64>,
    ///Customers who were activated.
    pub activations: Option<f64>,
    ///Visits caused by the campaign.
    pub visits: Option<f64>,
    ///Pages that were loaded.
    pub pageloads: Option<f64>,
    ///Products that were added to a cart.
    pub add_to_carts: Option<f64>,
    ///Checkouts.
    pub checkouts: Option<f64>,
    ///Purchases.
    pub purchases: Option<f64>,
    ///The revenue, in the currency of the campaign.
    pub revenue: Option<f64>,
    ///The amount spent on media, in the currency of the campaign.
    pub media_spent: Option<f64>,
    ///An object whose properties are not documented.
    pub attributions: Option<BTreeMap<String, Value>>,
    ///The start of the time range. Whether it is a timestamp or a number is not documented.
    pub start_time: Option<Value>,
    ///The end of the time range. Whether it is a timestamp or a number is not documented.
    pub end_time: Option<Value>,
    ///The time zone of the figures. A published example is not a valid name: `Pacific/Los_Angeles`.
    pub timezone: Option<String>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CampaignStatistics {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `sends`.
    #[must_use]
    pub fn with_sends(mut self, value: impl Into<f64>) -> Self {
        self.sends = Some(value.into());
        self
    }
    ///Sets `deliveries`.
    #[must_use]
    pub fn with_deliveries(mut self, value: impl Into<f64>) -> Self {
        self.deliveries = Some(value.into());
        self
    }
    ///Sets `bounces`.
    #[must_use]
    pub fn with_bounces(mut self, value: impl Into<f64>) -> Self {
        self.bounces = Some(value.into());
        self
    }
    ///Sets `opens`.
    #[must_use]
    pub fn with_opens(mut self, value: impl Into<f64>) -> Self {
        self.opens = Some(value.into());
        self
    }
    ///Sets `unique_opens`.
    #[must_use]
    pub fn with_unique_opens(mut self, value: impl Into<f64>) -> Self {
        self.unique_opens = Some(value.into());
        self
    }
    ///Sets `clicks`.
    #[must_use]
    pub fn with_clicks(mut self, value: impl Into<f64>) -> Self {
        self.clicks = Some(value.into());
        self
    }
    ///Sets `unique_clicks`.
    #[must_use]
    pub fn with_unique_clicks(mut self, value: impl Into<f64>) -> Self {
        self.unique_clicks = Some(value.into());
        self
    }
    ///Sets `unsubscribes`.
    #[must_use]
    pub fn with_unsubscribes(mut self, value: impl Into<f64>) -> Self {
        self.unsubscribes = Some(value.into());
        self
    }
    ///Sets `spam_reports`.
    #[must_use]
    pub fn with_spam_reports(mut self, value: impl Into<f64>) -> Self {
        self.spam_reports = Some(value.into());
        self
    }
    ///Sets `assigns`.
    #[must_use]
    pub fn with_assigns(mut self, value: impl Into<f64>) -> Self {
        self.assigns = Some(value.into());
        self
    }
    ///Sets `activations`.
    #[must_use]
    pub fn with_activations(mut self, value: impl Into<f64>) -> Self {
        self.activations = Some(value.into());
        self
    }
    ///Sets `visits`.
    #[must_use]
    pub fn with_visits(mut self, value: impl Into<f64>) -> Self {
        self.visits = Some(value.into());
        self
    }
    ///Sets `pageloads`.
    #[must_use]
    pub fn with_pageloads(mut self, value: impl Into<f64>) -> Self {
        self.pageloads = Some(value.into());
        self
    }
    ///Sets `add_to_carts`.
    #[must_use]
    pub fn with_add_to_carts(mut self, value: impl Into<f64>) -> Self {
        self.add_to_carts = Some(value.into());
        self
    }
    ///Sets `checkouts`.
    #[must_use]
    pub fn with_checkouts(mut self, value: impl Into<f64>) -> Self {
        self.checkouts = Some(value.into());
        self
    }
    ///Sets `purchases`.
    #[must_use]
    pub fn with_purchases(mut self, value: impl Into<f64>) -> Self {
        self.purchases = Some(value.into());
        self
    }
    ///Sets `revenue`.
    #[must_use]
    pub fn with_revenue(mut self, value: impl Into<f64>) -> Self {
        self.revenue = Some(value.into());
        self
    }
    ///Sets `media_spent`.
    #[must_use]
    pub fn with_media_spent(mut self, value: impl Into<f64>) -> Self {
        self.media_spent = Some(value.into());
        self
    }
    ///Sets `attributions`.
    #[must_use]
    pub fn with_attributions(
        mut self,
        value: impl Into<BTreeMap<String, Value>>,
    ) -> Self {
        self.attributions = Some(value.into());
        self
    }
    ///Sets `start_time`.
    #[must_use]
    pub fn with_start_time(mut self, value: impl Into<Value>) -> Self {
        self.start_time = Some(value.into());
        self
    }
    ///Sets `end_time`.
    #[must_use]
    pub fn with_end_time(mut self, value: impl Into<Value>) -> Self {
        self.end_time = Some(value.into());
        self
    }
    ///Sets `timezone`.
    #[must_use]
    pub fn with_timezone(mut self, value: impl Into<String>) -> Self {
        self.timezone = Some(value.into());
        self
    }
}
impl Default for CampaignStatistics {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for CampaignStatistics {
    const NAME: &'static str = "CampaignStatistics";
    const FIELDS: &'static [&'static str] = &[
        "sends",
        "deliveries",
        "bounces",
        "opens",
        "unique_opens",
        "clicks",
        "unique_clicks",
        "unsubscribes",
        "spam_reports",
        "assigns",
        "activations",
        "visits",
        "pageloads",
        "add_to_carts",
        "checkouts",
        "purchases",
        "revenue",
        "media_spent",
        "attributions",
        "start_time",
        "end_time",
        "timezone",
    ];
    fn empty() -> Self {
        Self {
            sends: None,
            deliveries: None,
            bounces: None,
            opens: None,
            unique_opens: None,
            clicks: None,
            unique_clicks: None,
            unsubscribes: None,
            spam_reports: None,
            assigns: None,
            activations: None,
            visits: None,
            pageloads: None,
            add_to_carts: None,
            checkouts: None,
            purchases: None,
            revenue: None,
            media_spent: None,
            attributions: None,
            start_time: None,
            end_time: None,
            timezone: None,
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
            0 => tolerant::read(entries, &mut self.sends),
            1 => tolerant::read(entries, &mut self.deliveries),
            2 => tolerant::read(entries, &mut self.bounces),
            3 => tolerant::read(entries, &mut self.opens),
            4 => tolerant::read(entries, &mut self.unique_opens),
            5 => tolerant::read(entries, &mut self.clicks),
            6 => tolerant::read(entries, &mut self.unique_clicks),
            7 => tolerant::read(entries, &mut self.unsubscribes),
            8 => tolerant::read(entries, &mut self.spam_reports),
            9 => tolerant::read(entries, &mut self.assigns),
            10 => tolerant::read(entries, &mut self.activations),
            11 => tolerant::read(entries, &mut self.visits),
            12 => tolerant::read(entries, &mut self.pageloads),
            13 => tolerant::read(entries, &mut self.add_to_carts),
            14 => tolerant::read(entries, &mut self.checkouts),
            15 => tolerant::read(entries, &mut self.purchases),
            16 => tolerant::read(entries, &mut self.revenue),
            17 => tolerant::read(entries, &mut self.media_spent),
            18 => tolerant::read(entries, &mut self.attributions),
            19 => tolerant::read(entries, &mut self.start_time),
            20 => tolerant::read(entries, &mut self.end_time),
            21 => tolerant::read(entries, &mut self.timezone),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.sends)?;
        writer.field(1, &self.deliveries)?;
        writer.field(2, &self.bounces)?;
        writer.field(3, &self.opens)?;
        writer.field(4, &self.unique_opens)?;
        writer.field(5, &self.clicks)?;
        writer.field(6, &self.unique_clicks)?;
        writer.field(7, &self.unsubscribes)?;
        writer.field(8, &self.spam_reports)?;
        writer.field(9, &self.assigns)?;
        writer.field(10, &self.activations)?;
        writer.field(11, &self.visits)?;
        writer.field(12, &self.pageloads)?;
        writer.field(13, &self.add_to_carts)?;
        writer.field(14, &self.checkouts)?;
        writer.field(15, &self.purchases)?;
        writer.field(16, &self.revenue)?;
        writer.field(17, &self.media_spent)?;
        writer.field(18, &self.attributions)?;
        writer.field(19, &self.start_time)?;
        writer.field(20, &self.end_time)?;
        writer.field(21, &self.timezone)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CampaignStatistics {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CampaignStatistics {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CampaignStatistics {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CampaignStatistics".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "The statistics of a campaign for a time range. Only the names of the figures are documented, not their exact\nmeaning.",
            "properties" : { "sends" : { "type" : ["number", "null"], "format" :
            "double", "description" : "Messages that were sent." }, "deliveries" : {
            "type" : ["number", "null"], "format" : "double", "description" :
            "Messages that were delivered." }, "bounces" : { "type" : ["number", "null"],
            "format" : "double", "description" : "Messages that bounced." }, "opens" : {
            "type" : ["number", "null"], "format" : "double", "description" :
            "Opens of messages, including repeated opens." }, "unique_opens" : { "type" :
            ["number", "null"], "format" : "double", "description" :
            "Customers who opened a message." }, "clicks" : { "type" : ["number",
            "null"], "format" : "double", "description" :
            "Clicks in messages, including repeated clicks." }, "unique_clicks" : {
            "type" : ["number", "null"], "format" : "double", "description" :
            "Customers who clicked in a message." }, "unsubscribes" : { "type" :
            ["number", "null"], "format" : "double", "description" :
            "Customers who unsubscribed." }, "spam_reports" : { "type" : ["number",
            "null"], "format" : "double", "description" :
            "Messages that were reported as spam." }, "assigns" : { "type" : ["number",
            "null"], "format" : "double", "description" :
            "Customers who were assigned to the campaign." }, "activations" : { "type" :
            ["number", "null"], "format" : "double", "description" :
            "Customers who were activated." }, "visits" : { "type" : ["number", "null"],
            "format" : "double", "description" : "Visits caused by the campaign." },
            "pageloads" : { "type" : ["number", "null"], "format" : "double",
            "description" : "Pages that were loaded." }, "add_to_carts" : { "type" :
            ["number", "null"], "format" : "double", "description" :
            "Products that were added to a cart." }, "checkouts" : { "type" : ["number",
            "null"], "format" : "double", "description" : "Checkouts." }, "purchases" : {
            "type" : ["number", "null"], "format" : "double", "description" :
            "Purchases." }, "revenue" : { "type" : ["number", "null"], "format" :
            "double", "description" : "The revenue, in the currency of the campaign." },
            "media_spent" : { "type" : ["number", "null"], "format" : "double",
            "description" : "The amount spent on media, in the currency of the campaign."
            }, "attributions" : { "type" : ["object", "null"], "description" :
            "An object whose properties are not documented.", "additionalProperties" : {}
            }, "start_time" : { "description" :
            "The start of the time range. Whether it is a timestamp or a number is not documented."
            }, "end_time" : { "description" :
            "The end of the time range. Whether it is a timestamp or a number is not documented."
            }, "timezone" : { "type" : ["string", "null"], "description" :
            "The time zone of the figures. A published example is not a valid name: `Pacific/Los_Angeles`."
            } } }
        )
    }
}
///Campaigns with their statistics for a time range.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CampaignPerformanceList {
    ///The campaigns.
    pub campaigns: Option<Vec<CampaignPerformance>>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CampaignPerformanceList {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `campaigns`.
    #[must_use]
    pub fn with_campaigns(mut self, value: impl Into<Vec<CampaignPerformance>>) -> Self {
        self.campaigns = Some(value.into());
        self
    }
}
impl Default for CampaignPerformanceList {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for CampaignPerformanceList {
    const NAME: &'static str = "CampaignPerformanceList";
    const FIELDS: &'static [&'static str] = &["campaigns"];
    fn empty() -> Self {
        Self {
            campaigns: None,
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
            0 => tolerant::read(entries, &mut self.campaigns),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.campaigns)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CampaignPerformanceList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CampaignPerformanceList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize_list(deserializer, "campaigns")
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CampaignPerformanceList {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CampaignPerformanceList".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "Campaigns with their statistics for a time range.", "properties" : {
            "campaigns" : { "type" : ["array", "null"], "description" : "The campaigns.",
            "items" : generator.subschema_for:: < CampaignPerformance > () } } }
        )
    }
}
/**A campaign with its statistics. Only `uuid` is required; any other field may be null or absent. In a published
sample, `enddate` and every `recurring_…` field are null.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CampaignPerformance {
    /**Identifies the campaign. An opaque string.

Empty if the decoded document has no valid value; a value of another type is then in `extra`.*/
    pub uuid: String,
    ///The name of the campaign.
    pub name: Option<String>,
    /**The status of a campaign: `draft`, `launched`, `executing`, `paused`, `completed`, `archived` or an unknown
value. The set is open: keep unknown values unchanged.*/
    pub status: Option<CampaignStatus>,
    /**The type of a campaign: `one_time`, `recurring`, `on_going` (triggered by a segment), `transactional` (triggered
by an event), `onsite` (live content) or an unknown value. The set is open: keep unknown values unchanged.*/
    pub exec_term: Option<ExecTerm>,
    ///The start date of the campaign.
    pub startdate: Option<Timestamp>,
    /**The end date of the campaign; null if it has no end. The published schema declares a date, but its example
is a timestamp.*/
    pub enddate: Option<Timestamp>,
    ///The creation date of the campaign.
    pub created_at: Option<Timestamp>,
    ///The date of the last change of the campaign.
    pub updated_at: Option<Timestamp>,
    ///Whether the campaign is executing.
    pub campaign_executing: Option<bool>,
    ///The start of the last execution.
    pub campaign_execution_started_at: Option<Timestamp>,
    ///The end of the last execution.
    pub campaign_execution_ended_at: Option<Timestamp>,
    /**The number of units between two executions. The published schema declares a number, but its example is a
string.*/
    pub recurring_number: Option<Value>,
    ///The unit of `recurring_number`.
    pub recurring_unit: Option<String>,
    ///The repetition of a campaign that is triggered by a segment.
    pub recurring_schedule: Option<String>,
    ///The time of day of an execution. The published schema declares a number, but its example is a timestamp.
    pub recurring_time: Option<Value>,
    ///The currency of the amounts in `statistics`.
    pub currency: Option<String>,
    ///Identifies the segment of the campaign. An opaque string.
    pub segment_uuid: Option<String>,
    ///The name of the segment of the campaign.
    pub segment_name: Option<String>,
    /**The statistics of a campaign for a time range. Only the names of the figures are documented, not their exact
meaning.*/
    pub statistics: Option<CampaignStatistics>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CampaignPerformance {
    ///Creates a value with the fields that the contract requires.
    pub fn new(uuid: impl Into<String>) -> Self {
        Self {
            uuid: uuid.into(),
            ..Self::empty()
        }
    }
    ///Sets `uuid`.
    #[must_use]
    pub fn with_uuid(mut self, value: impl Into<String>) -> Self {
        self.uuid = value.into();
        self
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
    ///Sets `exec_term`.
    #[must_use]
    pub fn with_exec_term(mut self, value: impl Into<ExecTerm>) -> Self {
        self.exec_term = Some(value.into());
        self
    }
    ///Sets `startdate`.
    #[must_use]
    pub fn with_startdate(mut self, value: impl Into<Timestamp>) -> Self {
        self.startdate = Some(value.into());
        self
    }
    ///Sets `enddate`.
    #[must_use]
    pub fn with_enddate(mut self, value: impl Into<Timestamp>) -> Self {
        self.enddate = Some(value.into());
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
    ///Sets `campaign_executing`.
    #[must_use]
    pub fn with_campaign_executing(mut self, value: impl Into<bool>) -> Self {
        self.campaign_executing = Some(value.into());
        self
    }
    ///Sets `campaign_execution_started_at`.
    #[must_use]
    pub fn with_campaign_execution_started_at(
        mut self,
        value: impl Into<Timestamp>,
    ) -> Self {
        self.campaign_execution_started_at = Some(value.into());
        self
    }
    ///Sets `campaign_execution_ended_at`.
    #[must_use]
    pub fn with_campaign_execution_ended_at(
        mut self,
        value: impl Into<Timestamp>,
    ) -> Self {
        self.campaign_execution_ended_at = Some(value.into());
        self
    }
    ///Sets `recurring_number`.
    #[must_use]
    pub fn with_recurring_number(mut self, value: impl Into<Value>) -> Self {
        self.recurring_number = Some(value.into());
        self
    }
    ///Sets `recurring_unit`.
    #[must_use]
    pub fn with_recurring_unit(mut self, value: impl Into<String>) -> Self {
        self.recurring_unit = Some(value.into());
        self
    }
    ///Sets `recurring_schedule`.
    #[must_use]
    pub fn with_recurring_schedule(mut self, value: impl Into<String>) -> Self {
        self.recurring_schedule = Some(value.into());
        self
    }
    ///Sets `recurring_time`.
    #[must_use]
    pub fn with_recurring_time(mut self, value: impl Into<Value>) -> Self {
        self.recurring_time = Some(value.into());
        self
    }
    ///Sets `currency`.
    #[must_use]
    pub fn with_currency(mut self, value: impl Into<String>) -> Self {
        self.currency = Some(value.into());
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
    ///Sets `statistics`.
    #[must_use]
    pub fn with_statistics(mut self, value: impl Into<CampaignStatistics>) -> Self {
        self.statistics = Some(value.into());
        self
    }
}
impl Object for CampaignPerformance {
    const NAME: &'static str = "CampaignPerformance";
    const FIELDS: &'static [&'static str] = &[
        "uuid",
        "name",
        "status",
        "exec_term",
        "startdate",
        "enddate",
        "created_at",
        "updated_at",
        "campaign_executing",
        "campaign_execution_started_at",
        "campaign_execution_ended_at",
        "recurring_number",
        "recurring_unit",
        "recurring_schedule",
        "recurring_time",
        "currency",
        "segment_uuid",
        "segment_name",
        "statistics",
    ];
    fn empty() -> Self {
        Self {
            uuid: String::new(),
            name: None,
            status: None,
            exec_term: None,
            startdate: None,
            enddate: None,
            created_at: None,
            updated_at: None,
            campaign_executing: None,
            campaign_execution_started_at: None,
            campaign_execution_ended_at: None,
            recurring_number: None,
            recurring_unit: None,
            recurring_schedule: None,
            recurring_time: None,
            currency: None,
            segment_uuid: None,
            segment_name: None,
            statistics: None,
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
            0 => tolerant::read(entries, &mut self.uuid),
            1 => tolerant::read(entries, &mut self.name),
            2 => tolerant::read(entries, &mut self.status),
            3 => tolerant::read(entries, &mut self.exec_term),
            4 => tolerant::read(entries, &mut self.startdate),
            5 => tolerant::read(entries, &mut self.enddate),
            6 => tolerant::read(entries, &mut self.created_at),
            7 => tolerant::read(entries, &mut self.updated_at),
            8 => tolerant::read(entries, &mut self.campaign_executing),
            9 => tolerant::read(entries, &mut self.campaign_execution_started_at),
            10 => tolerant::read(entries, &mut self.campaign_execution_ended_at),
            11 => tolerant::read(entries, &mut self.recurring_number),
            12 => tolerant::read(entries, &mut self.recurring_unit),
            13 => tolerant::read(entries, &mut self.recurring_schedule),
            14 => tolerant::read(entries, &mut self.recurring_time),
            15 => tolerant::read(entries, &mut self.currency),
            16 => tolerant::read(entries, &mut self.segment_uuid),
            17 => tolerant::read(entries, &mut self.segment_name),
            18 => tolerant::read(entries, &mut self.statistics),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.uuid)?;
        writer.field(1, &self.name)?;
        writer.field(2, &self.status)?;
        writer.field(3, &self.exec_term)?;
        writer.field(4, &self.startdate)?;
        writer.field(5, &self.enddate)?;
        writer.field(6, &self.created_at)?;
        writer.field(7, &self.updated_at)?;
        writer.field(8, &self.campaign_executing)?;
        writer.field(9, &self.campaign_execution_started_at)?;
        writer.field(10, &self.campaign_execution_ended_at)?;
        writer.field(11, &self.recurring_number)?;
        writer.field(12, &self.recurring_unit)?;
        writer.field(13, &self.recurring_schedule)?;
        writer.field(14, &self.recurring_time)?;
        writer.field(15, &self.currency)?;
        writer.field(16, &self.segment_uuid)?;
        writer.field(17, &self.segment_name)?;
        writer.field(18, &self.statistics)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CampaignPerformance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CampaignPerformance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CampaignPerformance {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CampaignPerformance".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "A campaign with its statistics. Only `uuid` is required; any other field may be null or absent. In a published\nsample, `enddate` and every `recurring_…` field are null.",
            "properties" : { "uuid" : { "type" : "string", "description" :
            "Identifies the campaign. An opaque string." }, "name" : { "type" :
            ["string", "null"], "description" : "The name of the campaign." }, "status" :
            { "anyOf" : [generator.subschema_for:: < CampaignStatus > (), { "type" :
            "null" }] }, "exec_term" : { "anyOf" : [generator.subschema_for:: < ExecTerm
            > (), { "type" : "null" }] }, "startdate" : { "type" : ["string", "null"],
            "format" : "date-time", "description" : "The start date of the campaign." },
            "enddate" : { "type" : ["string", "null"], "format" : "date-time",
            "description" :
            "The end date of the campaign; null if it has no end. The published schema declares a date, but its example\nis a timestamp."
            }, "created_at" : { "type" : ["string", "null"], "format" : "date-time",
            "description" : "The creation date of the campaign." }, "updated_at" : {
            "type" : ["string", "null"], "format" : "date-time", "description" :
            "The date of the last change of the campaign." }, "campaign_executing" : {
            "type" : ["boolean", "null"], "description" :
            "Whether the campaign is executing." }, "campaign_execution_started_at" : {
            "type" : ["string", "null"], "format" : "date-time", "description" :
            "The start of the last execution." }, "campaign_execution_ended_at" : {
            "type" : ["string", "null"], "format" : "date-time", "description" :
            "The end of the last execution." }, "recurring_number" : { "description" :
            "The number of units between two executions. The published schema declares a number, but its example is a\nstring."
            }, "recurring_unit" : { "type" : ["string", "null"], "description" :
            "The unit of `recurring_number`." }, "recurring_schedule" : { "type" :
            ["string", "null"], "description" :
            "The repetition of a campaign that is triggered by a segment." },
            "recurring_time" : { "description" :
            "The time of day of an execution. The published schema declares a number, but its example is a timestamp."
            }, "currency" : { "type" : ["string", "null"], "description" :
            "The currency of the amounts in `statistics`." }, "segment_uuid" : { "type" :
            ["string", "null"], "description" :
            "Identifies the segment of the campaign. An opaque string." }, "segment_name"
            : { "type" : ["string", "null"], "description" :
            "The name of the segment of the campaign." }, "statistics" : { "anyOf" :
            [generator.subschema_for:: < CampaignStatistics > (), { "type" : "null" }] }
            }, "required" : ["uuid"] }
        )
    }
}
/**One campaign. Blueshift publishes no schema for this object: the properties are those that other operations
return for a campaign, and all of them may be null or absent. The response may also be an object that contains
the campaign in the property `campaign`.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CampaignDetail {
    ///Identifies the campaign. An opaque string.
    pub uuid: Option<String>,
    ///The name of the campaign.
    pub name: Option<String>,
    /**The status of a campaign: `draft`, `launched`, `executing`, `paused`, `completed`, `archived` or an unknown
value. The set is open: keep unknown values unchanged.*/
    pub status: Option<CampaignStatus>,
    /**The type of a campaign: `one_time`, `recurring`, `on_going` (triggered by a segment), `transactional` (triggered
by an event), `onsite` (live content) or an unknown value. The set is open: keep unknown values unchanged.*/
    pub exec_term: Option<ExecTerm>,
    ///The start date of the campaign.
    pub startdate: Option<Timestamp>,
    ///The end date of the campaign; null if it has no end.
    pub enddate: Option<Timestamp>,
    ///The creation date of the campaign.
    pub created_at: Option<Timestamp>,
    ///The date of the last change of the campaign.
    pub updated_at: Option<Timestamp>,
    ///Whether the campaign is archived.
    pub archived: Option<bool>,
    ///The name or the email address of the person who created the campaign.
    pub author: Option<String>,
    ///Identifies the segment of the campaign. An opaque string; null if the campaign has no segment.
    pub segment_uuid: Option<String>,
    ///The name of the segment of the campaign; null if the campaign has no segment.
    pub segment_name: Option<String>,
    ///The event that triggers the campaign; blank if it is triggered by this API.
    pub triggering_event_name: Option<String>,
    /**The concurrency of an event-triggered campaign for a customer: `once_per_lifetime`, `once_at_any_time` (a
customer who has left the campaign can enter it again), `multiple`, or an unknown value. The set is open: keep
unknown values unchanged.*/
    pub journey_concurrency: Option<JourneyConcurrency>,
    ///The tags of the campaign, in the format of *Create a campaign*.
    pub tag_data: Option<String>,
    /**The statistics of a campaign for a time range. Only the names of the figures are documented, not their exact
meaning.*/
    pub statistics: Option<CampaignStatistics>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CampaignDetail {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `uuid`.
    #[must_use]
    pub fn with_uuid(mut self, value: impl Into<String>) -> Self {
        self.uuid = Some(value.into());
        self
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
    ///Sets `exec_term`.
    #[must_use]
    pub fn with_exec_term(mut self, value: impl Into<ExecTerm>) -> Self {
        self.exec_term = Some(value.into());
        self
    }
    ///Sets `startdate`.
    #[must_use]
    pub fn with_startdate(mut self, value: impl Into<Timestamp>) -> Self {
        self.startdate = Some(value.into());
        self
    }
    ///Sets `enddate`.
    #[must_use]
    pub fn with_enddate(mut self, value: impl Into<Timestamp>) -> Self {
        self.enddate = Some(value.into());
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
    ///Sets `archived`.
    #[must_use]
    pub fn with_archived(mut self, value: impl Into<bool>) -> Self {
        self.archived = Some(value.into());
        self
    }
    ///Sets `author`.
    #[must_use]
    pub fn with_author(mut self, value: impl Into<String>) -> Self {
        self.author = Some(value.into());
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
    ///Sets `triggering_event_name`.
    #[must_use]
    pub fn with_triggering_event_name(mut self, value: impl Into<String>) -> Self {
        self.triggering_event_name = Some(value.into());
        self
    }
    ///Sets `journey_concurrency`.
    #[must_use]
    pub fn with_journey_concurrency(
        mut self,
        value: impl Into<JourneyConcurrency>,
    ) -> Self {
        self.journey_concurrency = Some(value.into());
        self
    }
    ///Sets `tag_data`.
    #[must_use]
    pub fn with_tag_data(mut self, value: impl Into<String>) -> Self {
        self.tag_data = Some(value.into());
        self
    }
    ///Sets `statistics`.
    #[must_use]
    pub fn with_statistics(mut self, value: impl Into<CampaignStatistics>) -> Self {
        self.statistics = Some(value.into());
        self
    }
}
impl Default for CampaignDetail {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for CampaignDetail {
    const NAME: &'static str = "CampaignDetail";
    const FIELDS: &'static [&'static str] = &[
        "uuid",
        "name",
        "status",
        "exec_term",
        "startdate",
        "enddate",
        "created_at",
        "updated_at",
        "archived",
        "author",
        "segment_uuid",
        "segment_name",
        "triggering_event_name",
        "journey_concurrency",
        "tag_data",
        "statistics",
    ];
    fn empty() -> Self {
        Self {
            uuid: None,
            name: None,
            status: None,
            exec_term: None,
            startdate: None,
            enddate: None,
            created_at: None,
            updated_at: None,
            archived: None,
            author: None,
            segment_uuid: None,
            segment_name: None,
            triggering_event_name: None,
            journey_concurrency: None,
            tag_data: None,
            statistics: None,
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
            0 => tolerant::read(entries, &mut self.uuid),
            1 => tolerant::read(entries, &mut self.name),
            2 => tolerant::read(entries, &mut self.status),
            3 => tolerant::read(entries, &mut self.exec_term),
            4 => tolerant::read(entries, &mut self.startdate),
            5 => tolerant::read(entries, &mut self.enddate),
            6 => tolerant::read(entries, &mut self.created_at),
            7 => tolerant::read(entries, &mut self.updated_at),
            8 => tolerant::read(entries, &mut self.archived),
            9 => tolerant::read(entries, &mut self.author),
            10 => tolerant::read(entries, &mut self.segment_uuid),
            11 => tolerant::read(entries, &mut self.segment_name),
            12 => tolerant::read(entries, &mut self.triggering_event_name),
            13 => tolerant::read(entries, &mut self.journey_concurrency),
            14 => tolerant::read(entries, &mut self.tag_data),
            15 => tolerant::read(entries, &mut self.statistics),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.uuid)?;
        writer.field(1, &self.name)?;
        writer.field(2, &self.status)?;
        writer.field(3, &self.exec_term)?;
        writer.field(4, &self.startdate)?;
        writer.field(5, &self.enddate)?;
        writer.field(6, &self.created_at)?;
        writer.field(7, &self.updated_at)?;
        writer.field(8, &self.archived)?;
        writer.field(9, &self.author)?;
        writer.field(10, &self.segment_uuid)?;
        writer.field(11, &self.segment_name)?;
        writer.field(12, &self.triggering_event_name)?;
        writer.field(13, &self.journey_concurrency)?;
        writer.field(14, &self.tag_data)?;
        writer.field(15, &self.statistics)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CampaignDetail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CampaignDetail {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize_within(deserializer, "campaign")
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CampaignDetail {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CampaignDetail".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "One campaign. Blueshift publishes no schema for this object: the properties are those that other operations\nreturn for a campaign, and all of them may be null or absent. The response may also be an object that contains\nthe campaign in the property `campaign`.",
            "properties" : { "uuid" : { "type" : ["string", "null"], "description" :
            "Identifies the campaign. An opaque string." }, "name" : { "type" :
            ["string", "null"], "description" : "The name of the campaign." }, "status" :
            { "anyOf" : [generator.subschema_for:: < CampaignStatus > (), { "type" :
            "null" }] }, "exec_term" : { "anyOf" : [generator.subschema_for:: < ExecTerm
            > (), { "type" : "null" }] }, "startdate" : { "type" : ["string", "null"],
            "format" : "date-time", "description" : "The start date of the campaign." },
            "enddate" : { "type" : ["string", "null"], "format" : "date-time",
            "description" : "The end date of the campaign; null if it has no end." },
            "created_at" : { "type" : ["string", "null"], "format" : "date-time",
            "description" : "The creation date of the campaign." }, "updated_at" : {
            "type" : ["string", "null"], "format" : "date-time", "description" :
            "The date of the last change of the campaign." }, "archived" : { "type" :
            ["boolean", "null"], "description" : "Whether the campaign is archived." },
            "author" : { "type" : ["string", "null"], "description" :
            "The name or the email address of the person who created the campaign." },
            "segment_uuid" : { "type" : ["string", "null"], "description" :
            "Identifies the segment of the campaign. An opaque string; null if the campaign has no segment."
            }, "segment_name" : { "type" : ["string", "null"], "description" :
            "The name of the segment of the campaign; null if the campaign has no segment."
            }, "triggering_event_name" : { "type" : ["string", "null"], "description" :
            "The event that triggers the campaign; blank if it is triggered by this API."
            }, "journey_concurrency" : { "anyOf" : [generator.subschema_for:: <
            JourneyConcurrency > (), { "type" : "null" }] }, "tag_data" : { "type" :
            ["string", "null"], "description" :
            "The tags of the campaign, in the format of *Create a campaign*." },
            "statistics" : { "anyOf" : [generator.subschema_for:: < CampaignStatistics >
            (), { "type" : "null" }] } } }
        )
    }
}
///A campaign to create.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NewCampaign {
    /**The name of the campaign.

Empty if the decoded document has no valid value; a value of another type is then in `extra`.*/
    pub name: String,
    /**The start date of the campaign. The reference requires this field, but also documents a default, the current
time.*/
    pub startdate: Option<Timestamp>,
    ///The end date of an event-triggered campaign; if absent, the campaign has no end.
    pub enddate: Option<Timestamp>,
    ///Whether the campaign is launched immediately. `true` if absent.
    pub launch: Option<bool>,
    ///The email address of the author.
    pub author: Option<String>,
    ///Identifies the segment of the campaign. Required for a one-time campaign.
    pub segment_uuid: Option<String>,
    /**The event that triggers an event-triggered campaign. If it is blank, the campaign is
triggered by *Trigger a campaign for a customer*.*/
    pub triggering_event_name: Option<String>,
    /**The concurrency of an event-triggered campaign for a customer: `once_per_lifetime`, `once_at_any_time` (a
customer who has left the campaign can enter it again), `multiple`, or an unknown value. The set is open: keep
unknown values unchanged.*/
    pub journey_concurrency: Option<JourneyConcurrency>,
    ///Whether messages are sent regardless of the message limits. `false` if absent.
    pub bypass_message_limits: Option<bool>,
    ///Whether customers outside the global inclusion segment are included. `false` if absent.
    pub bypass_global_inclusion_segment: Option<bool>,
    ///Whether messages do not count towards the customers' message limits. `false` if absent.
    pub skip_incrementing_user_message_limits: Option<bool>,
    ///Whether emails are sent without the unsubscribe header. `false` if absent.
    pub remove_unsubscribe_from_email_headers: Option<bool>,
    ///Whether messages are sent to customers who have unsubscribed. `false` if absent.
    pub send_to_unsubscribed: Option<bool>,
    ///The email addresses that receive a summary of a one-time campaign.
    pub send_summary_emails: Option<String>,
    ///The UUIDs of the seed lists that also receive the campaign.
    pub seed_list_uuids: Option<Vec<String>>,
    /**The tags of the campaign. Categories are separated by `|`; each consists of its name, a colon, and tags
separated by commas.*/
    pub tag_data: Option<String>,
    ///The messages of the campaign. More than one message is an error.
    pub triggers: Option<Vec<NewCampaignTrigger>>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl NewCampaign {
    ///Creates a value with the fields that the contract requires.
    pub fn new(name: impl Into<String>, startdate: impl Into<Timestamp>) -> Self {
        Self {
            name: name.into(),
            startdate: Some(startdate.into()),
            ..Self::empty()
        }
    }
    ///Sets `name`.
    #[must_use]
    pub fn with_name(mut self, value: impl Into<String>) -> Self {
        self.name = value.into();
        self
    }
    ///Sets `startdate`.
    #[must_use]
    pub fn with_startdate(mut self, value: impl Into<Timestamp>) -> Self {
        self.startdate = Some(value.into());
        self
    }
    ///Sets `enddate`.
    #[must_use]
    pub fn with_enddate(mut self, value: impl Into<Timestamp>) -> Self {
        self.enddate = Some(value.into());
        self
    }
    ///Sets `launch`.
    #[must_use]
    pub fn with_launch(mut self, value: impl Into<bool>) -> Self {
        self.launch = Some(value.into());
        self
    }
    ///Sets `author`.
    #[must_use]
    pub fn with_author(mut self, value: impl Into<String>) -> Self {
        self.author = Some(value.into());
        self
    }
    ///Sets `segment_uuid`.
    #[must_use]
    pub fn with_segment_uuid(mut self, value: impl Into<String>) -> Self {
        self.segment_uuid = Some(value.into());
        self
    }
    ///Sets `triggering_event_name`.
    #[must_use]
    pub fn with_triggering_event_name(mut self, value: impl Into<String>) -> Self {
        self.triggering_event_name = Some(value.into());
        self
    }
    ///Sets `journey_concurrency`.
    #[must_use]
    pub fn with_journey_concurrency(
        mut self,
        value: impl Into<JourneyConcurrency>,
    ) -> Self {
        self.journey_concurrency = Some(value.into());
        self
    }
    ///Sets `bypass_message_limits`.
    #[must_use]
    pub fn with_bypass_message_limits(mut self, value: impl Into<bool>) -> Self {
        self.bypass_message_limits = Some(value.into());
        self
    }
    ///Sets `bypass_global_inclusion_segment`.
    #[must_use]
    pub fn with_bypass_global_inclusion_segment(
        mut self,
        value: impl Into<bool>,
    ) -> Self {
        self.bypass_global_inclusion_segment = Some(value.into());
        self
    }
    ///Sets `skip_incrementing_user_message_limits`.
    #[must_use]
    pub fn with_skip_incrementing_user_message_limits(
        mut self,
        value: impl Into<bool>,
    ) -> Self {
        self.skip_incrementing_user_message_limits = Some(value.into());
        self
    }
    ///Sets `remove_unsubscribe_from_email_headers`.
    #[must_use]
    pub fn with_remove_unsubscribe_from_email_headers(
        mut self,
        value: impl Into<bool>,
    ) -> Self {
        self.remove_unsubscribe_from_email_headers = Some(value.into());
        self
    }
    ///Sets `send_to_unsubscribed`.
    #[must_use]
    pub fn with_send_to_unsubscribed(mut self, value: impl Into<bool>) -> Self {
        self.send_to_unsubscribed = Some(value.into());
        self
    }
    ///Sets `send_summary_emails`.
    #[must_use]
    pub fn with_send_summary_emails(mut self, value: impl Into<String>) -> Self {
        self.send_summary_emails = Some(value.into());
        self
    }
    ///Sets `seed_list_uuids`.
    #[must_use]
    pub fn with_seed_list_uuids(mut self, value: impl Into<Vec<String>>) -> Self {
        self.seed_list_uuids = Some(value.into());
        self
    }
    ///Sets `tag_data`.
    #[must_use]
    pub fn with_tag_data(mut self, value: impl Into<String>) -> Self {
        self.tag_data = Some(value.into());
        self
    }
    ///Sets `triggers`.
    #[must_use]
    pub fn with_triggers(mut self, value: impl Into<Vec<NewCampaignTrigger>>) -> Self {
        self.triggers = Some(value.into());
        self
    }
}
impl Object for NewCampaign {
    const NAME: &'static str = "NewCampaign";
    const FIELDS: &'static [&'static str] = &[
        "name",
        "startdate",
        "enddate",
        "launch",
        "author",
        "segment_uuid",
        "triggering_event_name",
        "journey_concurrency",
        "bypass_message_limits",
        "bypass_global_inclusion_segment",
        "skip_incrementing_user_message_limits",
        "remove_unsubscribe_from_email_headers",
        "send_to_unsubscribed",
        "send_summary_emails",
        "seed_list_uuids",
        "tag_data",
        "triggers",
    ];
    fn empty() -> Self {
        Self {
            name: String::new(),
            startdate: None,
            enddate: None,
            launch: None,
            author: None,
            segment_uuid: None,
            triggering_event_name: None,
            journey_concurrency: None,
            bypass_message_limits: None,
            bypass_global_inclusion_segment: None,
            skip_incrementing_user_message_limits: None,
            remove_unsubscribe_from_email_headers: None,
            send_to_unsubscribed: None,
            send_summary_emails: None,
            seed_list_uuids: None,
            tag_data: None,
            triggers: None,
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
            1 => tolerant::read(entries, &mut self.startdate),
            2 => tolerant::read(entries, &mut self.enddate),
            3 => tolerant::read(entries, &mut self.launch),
            4 => tolerant::read(entries, &mut self.author),
            5 => tolerant::read(entries, &mut self.segment_uuid),
            6 => tolerant::read(entries, &mut self.triggering_event_name),
            7 => tolerant::read(entries, &mut self.journey_concurrency),
            8 => tolerant::read(entries, &mut self.bypass_message_limits),
            9 => tolerant::read(entries, &mut self.bypass_global_inclusion_segment),
            10 => {
                tolerant::read(entries, &mut self.skip_incrementing_user_message_limits)
            }
            11 => {
                tolerant::read(entries, &mut self.remove_unsubscribe_from_email_headers)
            }
            12 => tolerant::read(entries, &mut self.send_to_unsubscribed),
            13 => tolerant::read(entries, &mut self.send_summary_emails),
            14 => tolerant::read(entries, &mut self.seed_list_uuids),
            15 => tolerant::read(entries, &mut self.tag_data),
            16 => tolerant::read(entries, &mut self.triggers),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.name)?;
        writer.field(1, &self.startdate)?;
        writer.field(2, &self.enddate)?;
        writer.field(3, &self.launch)?;
        writer.field(4, &self.author)?;
        writer.field(5, &self.segment_uuid)?;
        writer.field(6, &self.triggering_event_name)?;
        writer.field(7, &self.journey_concurrency)?;
        writer.field(8, &self.bypass_message_limits)?;
        writer.field(9, &self.bypass_global_inclusion_segment)?;
        writer.field(10, &self.skip_incrementing_user_message_limits)?;
        writer.field(11, &self.remove_unsubscribe_from_email_headers)?;
        writer.field(12, &self.send_to_unsubscribed)?;
        writer.field(13, &self.send_summary_emails)?;
        writer.field(14, &self.seed_list_uuids)?;
        writer.field(15, &self.tag_data)?;
        writer.field(16, &self.triggers)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for NewCampaign {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for NewCampaign {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for NewCampaign {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "NewCampaign".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" : "A campaign to create.", "properties" :
            { "name" : { "type" : "string", "description" : "The name of the campaign."
            }, "startdate" : { "type" : "string", "format" : "date-time", "description" :
            "The start date of the campaign. The reference requires this field, but also documents a default, the current\ntime."
            }, "enddate" : { "type" : ["string", "null"], "format" : "date-time",
            "description" :
            "The end date of an event-triggered campaign; if absent, the campaign has no end."
            }, "launch" : { "type" : ["boolean", "null"], "description" :
            "Whether the campaign is launched immediately. `true` if absent." }, "author"
            : { "type" : ["string", "null"], "description" :
            "The email address of the author." }, "segment_uuid" : { "type" : ["string",
            "null"], "description" :
            "Identifies the segment of the campaign. Required for a one-time campaign."
            }, "triggering_event_name" : { "type" : ["string", "null"], "description" :
            "The event that triggers an event-triggered campaign. If it is blank, the campaign is\ntriggered by *Trigger a campaign for a customer*."
            }, "journey_concurrency" : { "anyOf" : [generator.subschema_for:: <
            JourneyConcurrency > (), { "type" : "null" }] }, "bypass_message_limits" : {
            "type" : ["boolean", "null"], "description" :
            "Whether messages are sent regardless of the message limits. `false` if absent."
            }, "bypass_global_inclusion_segment" : { "type" : ["boolean", "null"],
            "description" :
            "Whether customers outside the global inclusion segment are included. `false` if absent."
            }, "skip_incrementing_user_message_limits" : { "type" : ["boolean", "null"],
            "description" :
            "Whether messages do not count towards the customers' message limits. `false` if absent."
            }, "remove_unsubscribe_from_email_headers" : { "type" : ["boolean", "null"],
            "description" :
            "Whether emails are sent without the unsubscribe header. `false` if absent."
            }, "send_to_unsubscribed" : { "type" : ["boolean", "null"], "description" :
            "Whether messages are sent to customers who have unsubscribed. `false` if absent."
            }, "send_summary_emails" : { "type" : ["string", "null"], "description" :
            "The email addresses that receive a summary of a one-time campaign." },
            "seed_list_uuids" : { "type" : ["array", "null"], "description" :
            "The UUIDs of the seed lists that also receive the campaign.", "items" : {
            "type" : "string" } }, "tag_data" : { "type" : ["string", "null"],
            "description" :
            "The tags of the campaign. Categories are separated by `|`; each consists of its name, a colon, and tags\nseparated by commas."
            }, "triggers" : { "type" : ["array", "null"], "maxItems" : 1, "description" :
            "The messages of the campaign. More than one message is an error.", "items" :
            generator.subschema_for:: < NewCampaignTrigger > () } }, "required" :
            ["name", "startdate"] }
        )
    }
}
///A message of a new campaign. Filters and delays cannot be set through this API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NewCampaignTrigger {
    ///The name of the trigger.
    pub trigger_name: Option<String>,
    ///Identifies the template, which also determines the channel.
    pub template_uuid: Option<String>,
    ///The value of `utm_source` in links.
    pub utm_source: Option<String>,
    ///The value of `utm_campaign` in links.
    pub utm_campaign: Option<String>,
    ///The value of `utm_medium` in links.
    pub utm_medium: Option<String>,
    ///The value of `utm_term` in links.
    pub utm_term: Option<String>,
    ///The value of `utm_content` in links.
    pub utm_content: Option<String>,
    ///Identifies the adapter that sends the message. Cannot be combined with `account_adapter_liquid_expression`.
    pub account_adapter_uuid: Option<String>,
    ///A Liquid expression that selects the adapter. Cannot be combined with `account_adapter_uuid`.
    pub account_adapter_liquid_expression: Option<String>,
    ///The name of the sender.
    pub from_name: Option<String>,
    ///The address of the sender.
    pub from_address: Option<String>,
    ///The address for replies.
    pub reply_to_address: Option<String>,
    ///Parameters that are added to links.
    pub custom_url_params: Option<Vec<CustomUrlParam>>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl NewCampaignTrigger {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `trigger_name`.
    #[must_use]
    pub fn with_trigger_name(mut self, value: impl Into<String>) -> Self {
        self.trigger_name = Some(value.into());
        self
    }
    ///Sets `template_uuid`.
    #[must_use]
    pub fn with_template_uuid(mut self, value: impl Into<String>) -> Self {
        self.template_uuid = Some(value.into());
        self
    }
    ///Sets `utm_source`.
    #[must_use]
    pub fn with_utm_source(mut self, value: impl Into<String>) -> Self {
        self.utm_source = Some(value.into());
        self
    }
    ///Sets `utm_campaign`.
    #[must_use]
    pub fn with_utm_campaign(mut self, value: impl Into<String>) -> Self {
        self.utm_campaign = Some(value.into());
        self
    }
    ///Sets `utm_medium`.
    #[must_use]
    pub fn with_utm_medium(mut self, value: impl Into<String>) -> Self {
        self.utm_medium = Some(value.into());
        self
    }
    ///Sets `utm_term`.
    #[must_use]
    pub fn with_utm_term(mut self, value: impl Into<String>) -> Self {
        self.utm_term = Some(value.into());
        self
    }
    ///Sets `utm_content`.
    #[must_use]
    pub fn with_utm_content(mut self, value: impl Into<String>) -> Self {
        self.utm_content = Some(value.into());
        self
    }
    ///Sets `account_adapter_uuid`.
    #[must_use]
    pub fn with_account_adapter_uuid(mut self, value: impl Into<String>) -> Self {
        self.account_adapter_uuid = Some(value.into());
        self
    }
    ///Sets `account_adapter_liquid_expression`.
    #[must_use]
    pub fn with_account_adapter_liquid_expression(
        mut self,
        value: impl Into<String>,
    ) -> Self {
        self.account_adapter_liquid_expression = Some(value.into());
        self
    }
    ///Sets `from_name`.
    #[must_use]
    pub fn with_from_name(mut self, value: impl Into<String>) -> Self {
        self.from_name = Some(value.into());
        self
    }
    ///Sets `from_address`.
    #[must_use]
    pub fn with_from_address(mut self, value: impl Into<String>) -> Self {
        self.from_address = Some(value.into());
        self
    }
    ///Sets `reply_to_address`.
    #[must_use]
    pub fn with_reply_to_address(mut self, value: impl Into<String>) -> Self {
        self.reply_to_address = Some(value.into());
        self
    }
    ///Sets `custom_url_params`.
    #[must_use]
    pub fn with_custom_url_params(
        mut self,
        value: impl Into<Vec<CustomUrlParam>>,
    ) -> Self {
        self.custom_url_params = Some(value.into());
        self
    }
}
impl Default for NewCampaignTrigger {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for NewCampaignTrigger {
    const NAME: &'static str = "NewCampaignTrigger";
    const FIELDS: &'static [&'static str] = &[
        "trigger_name",
        "template_uuid",
        "utm_source",
        "utm_campaign",
        "utm_medium",
        "utm_term",
        "utm_content",
        "account_adapter_uuid",
        "account_adapter_liquid_expression",
        "from_name",
        "from_address",
        "reply_to_address",
        "custom_url_params",
    ];
    fn empty() -> Self {
        Self {
            trigger_name: None,
            template_uuid: None,
            utm_source: None,
            utm_campaign: None,
            utm_medium: None,
            utm_term: None,
            utm_content: None,
            account_adapter_uuid: None,
            account_adapter_liquid_expression: None,
            from_name: None,
            from_address: None,
            reply_to_address: None,
            custom_url_params: None,
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
            0 => tolerant::read(entries, &mut self.trigger_name),
            1 => tolerant::read(entries, &mut self.template_uuid),
            2 => tolerant::read(entries, &mut self.utm_source),
            3 => tolerant::read(entries, &mut self.utm_campaign),
            4 => tolerant::read(entries, &mut self.utm_medium),
            5 => tolerant::read(entries, &mut self.utm_term),
            6 => tolerant::read(entries, &mut self.utm_content),
            7 => tolerant::read(entries, &mut self.account_adapter_uuid),
            8 => tolerant::read(entries, &mut self.account_adapter_liquid_expression),
            9 => tolerant::read(entries, &mut self.from_name),
            10 => tolerant::read(entries, &mut self.from_address),
            11 => tolerant::read(entries, &mut self.reply_to_address),
            12 => tolerant::read(entries, &mut self.custom_url_params),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.trigger_name)?;
        writer.field(1, &self.template_uuid)?;
        writer.field(2, &self.utm_source)?;
        writer.field(3, &self.utm_campaign)?;
        writer.field(4, &self.utm_medium)?;
        writer.field(5, &self.utm_term)?;
        writer.field(6, &self.utm_content)?;
        writer.field(7, &self.account_adapter_uuid)?;
        writer.field(8, &self.account_adapter_liquid_expression)?;
        writer.field(9, &self.from_name)?;
        writer.field(10, &self.from_address)?;
        writer.field(11, &self.reply_to_address)?;
        writer.field(12, &self.custom_url_params)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for NewCampaignTrigger {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for NewCampaignTrigger {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for NewCampaignTrigger {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "NewCampaignTrigger".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "A message of a new campaign. Filters and delays cannot be set through this API.",
            "properties" : { "trigger_name" : { "type" : ["string", "null"],
            "description" : "The name of the trigger." }, "template_uuid" : { "type" :
            ["string", "null"], "description" :
            "Identifies the template, which also determines the channel." }, "utm_source"
            : { "type" : ["string", "null"], "description" :
            "The value of `utm_source` in links." }, "utm_campaign" : { "type" :
            ["string", "null"], "description" : "The value of `utm_campaign` in links."
            }, "utm_medium" : { "type" : ["string", "null"], "description" :
            "The value of `utm_medium` in links." }, "utm_term" : { "type" : ["string",
            "null"], "description" : "The value of `utm_term` in links." }, "utm_content"
            : { "type" : ["string", "null"], "description" :
            "The value of `utm_content` in links." }, "account_adapter_uuid" : { "type" :
            ["string", "null"], "description" :
            "Identifies the adapter that sends the message. Cannot be combined with `account_adapter_liquid_expression`."
            }, "account_adapter_liquid_expression" : { "type" : ["string", "null"],
            "description" :
            "A Liquid expression that selects the adapter. Cannot be combined with `account_adapter_uuid`."
            }, "from_name" : { "type" : ["string", "null"], "description" :
            "The name of the sender." }, "from_address" : { "type" : ["string", "null"],
            "description" : "The address of the sender." }, "reply_to_address" : { "type"
            : ["string", "null"], "description" : "The address for replies." },
            "custom_url_params" : { "type" : ["array", "null"], "description" :
            "Parameters that are added to links.", "items" : generator.subschema_for:: <
            CustomUrlParam > () } } }
        )
    }
}
///A parameter that is added to links.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomUrlParam {
    ///The name of the parameter.
    pub name: Option<String>,
    ///The value of the parameter.
    pub value: Option<String>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CustomUrlParam {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `name`.
    #[must_use]
    pub fn with_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }
    ///Sets `value`.
    #[must_use]
    pub fn with_value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }
}
impl Default for CustomUrlParam {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for CustomUrlParam {
    const NAME: &'static str = "CustomUrlParam";
    const FIELDS: &'static [&'static str] = &["name", "value"];
    fn empty() -> Self {
        Self {
            name: None,
            value: None,
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
            1 => tolerant::read(entries, &mut self.value),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.name)?;
        writer.field(1, &self.value)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CustomUrlParam {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CustomUrlParam {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CustomUrlParam {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CustomUrlParam".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" : "A parameter that is added to links.",
            "properties" : { "name" : { "type" : ["string", "null"], "description" :
            "The name of the parameter." }, "value" : { "type" : ["string", "null"],
            "description" : "The value of the parameter." } } }
        )
    }
}
///The response to *Create a campaign*.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CampaignCreated {
    ///A created campaign. All fields may be null or absent; older examples also contain other fields of the request.
    pub campaign: Option<CreatedCampaign>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CampaignCreated {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `campaign`.
    #[must_use]
    pub fn with_campaign(mut self, value: impl Into<CreatedCampaign>) -> Self {
        self.campaign = Some(value.into());
        self
    }
}
impl Default for CampaignCreated {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for CampaignCreated {
    const NAME: &'static str = "CampaignCreated";
    const FIELDS: &'static [&'static str] = &["campaign"];
    fn empty() -> Self {
        Self {
            campaign: None,
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
            0 => tolerant::read(entries, &mut self.campaign),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.campaign)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CampaignCreated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CampaignCreated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CampaignCreated {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CampaignCreated".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" : "The response to *Create a campaign*.",
            "properties" : { "campaign" : { "anyOf" : [generator.subschema_for:: <
            CreatedCampaign > (), { "type" : "null" }] } } }
        )
    }
}
///A created campaign. All fields may be null or absent; older examples also contain other fields of the request.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreatedCampaign {
    ///Identifies the campaign. An opaque string.
    pub uuid: Option<String>,
    ///The name of the campaign.
    pub name: Option<String>,
    ///The start date of the campaign.
    pub startdate: Option<Timestamp>,
    ///The end date of the campaign; null if it has no end.
    pub enddate: Option<Timestamp>,
    /**The status of a campaign: `draft`, `launched`, `executing`, `paused`, `completed`, `archived` or an unknown
value. The set is open: keep unknown values unchanged.*/
    pub status: Option<CampaignStatus>,
    ///The event that triggers the campaign.
    pub triggering_event_name: Option<String>,
    /**The concurrency of an event-triggered campaign for a customer: `once_per_lifetime`, `once_at_any_time` (a
customer who has left the campaign can enter it again), `multiple`, or an unknown value. The set is open: keep
unknown values unchanged.*/
    pub journey_concurrency: Option<JourneyConcurrency>,
    ///The author. A published example is a name, although the request contains an email address.
    pub author: Option<String>,
    ///The tags of the campaign.
    pub tag_data: Option<String>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CreatedCampaign {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `uuid`.
    #[must_use]
    pub fn with_uuid(mut self, value: impl Into<String>) -> Self {
        self.uuid = Some(value.into());
        self
    }
    ///Sets `name`.
    #[must_use]
    pub fn with_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }
    ///Sets `startdate`.
    #[must_use]
    pub fn with_startdate(mut self, value: impl Into<Timestamp>) -> Self {
        self.startdate = Some(value.into());
        self
    }
    ///Sets `enddate`.
    #[must_use]
    pub fn with_enddate(mut self, value: impl Into<Timestamp>) -> Self {
        self.enddate = Some(value.into());
        self
    }
    ///Sets `status`.
    #[must_use]
    pub fn with_status(mut self, value: impl Into<CampaignStatus>) -> Self {
        self.status = Some(value.into());
        self
    }
    ///Sets `triggering_event_name`.
    #[must_use]
    pub fn with_triggering_event_name(mut self, value: impl Into<String>) -> Self {
        self.triggering_event_name = Some(value.into());
        self
    }
    ///Sets `journey_concurrency`.
    #[must_use]
    pub fn with_journey_concurrency(
        mut self,
        value: impl Into<JourneyConcurrency>,
    ) -> Self {
        self.journey_concurrency = Some(value.into());
        self
    }
    ///Sets `author`.
    #[must_use]
    pub fn with_author(mut self, value: impl Into<String>) -> Self {
        self.author = Some(value.into());
        self
    }
    ///Sets `tag_data`.
    #[must_use]
    pub fn with_tag_data(mut self, value: impl Into<String>) -> Self {
        self.tag_data = Some(value.into());
        self
    }
}
impl Default for CreatedCampaign {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for CreatedCampaign {
    const NAME: &'static str = "CreatedCampaign";
    const FIELDS: &'static [&'static str] = &[
        "uuid",
        "name",
        "startdate",
        "enddate",
        "status",
        "triggering_event_name",
        "journey_concurrency",
        "author",
        "tag_data",
    ];
    fn empty() -> Self {
        Self {
            uuid: None,
            name: None,
            startdate: None,
            enddate: None,
            status: None,
            triggering_event_name: None,
            journey_concurrency: None,
            author: None,
            tag_data: None,
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
            0 => tolerant::read(entries, &mut self.uuid),
            1 => tolerant::read(entries, &mut self.name),
            2 => tolerant::read(entries, &mut self.startdate),
            3 => tolerant::read(entries, &mut self.enddate),
            4 => tolerant::read(entries, &mut self.status),
            5 => tolerant::read(entries, &mut self.triggering_event_name),
            6 => tolerant::read(entries, &mut self.journey_concurrency),
            7 => tolerant::read(entries, &mut self.author),
            8 => tolerant::read(entries, &mut self.tag_data),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.uuid)?;
        writer.field(1, &self.name)?;
        writer.field(2, &self.startdate)?;
        writer.field(3, &self.enddate)?;
        writer.field(4, &self.status)?;
        writer.field(5, &self.triggering_event_name)?;
        writer.field(6, &self.journey_concurrency)?;
        writer.field(7, &self.author)?;
        writer.field(8, &self.tag_data)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CreatedCampaign {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CreatedCampaign {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CreatedCampaign {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CreatedCampaign".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "A created campaign. All fields may be null or absent; older examples also contain other fields of the request.",
            "properties" : { "uuid" : { "type" : ["string", "null"], "description" :
            "Identifies the campaign. An opaque string." }, "name" : { "type" :
            ["string", "null"], "description" : "The name of the campaign." },
            "startdate" : { "type" : ["string", "null"], "format" : "date-time",
            "description" : "The start date of the campaign." }, "enddate" : { "type" :
            ["string", "null"], "format" : "date-time", "description" :
            "The end date of the campaign; null if it has no end." }, "status" : {
            "anyOf" : [generator.subschema_for:: < CampaignStatus > (), { "type" : "null"
            }] }, "triggering_event_name" : { "type" : ["string", "null"], "description"
            : "The event that triggers the campaign." }, "journey_concurrency" : {
            "anyOf" : [generator.subschema_for:: < JourneyConcurrency > (), { "type" :
            "null" }] }, "author" : { "type" : ["string", "null"], "description" :
            "The author. A published example is a name, although the request contains an email address."
            }, "tag_data" : { "type" : ["string", "null"], "description" :
            "The tags of the campaign." } } }
        )
    }
}
///The status of a campaign after a change.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CampaignState {
    ///Identifies the campaign. An opaque string.
    pub uuid: Option<String>,
    /**The status of a campaign: `draft`, `launched`, `executing`, `paused`, `completed`, `archived` or an unknown
value. The set is open: keep unknown values unchanged.*/
    pub status: Option<CampaignStatus>,
    ///The date of the change.
    pub updated_at: Option<Timestamp>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CampaignState {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `uuid`.
    #[must_use]
    pub fn with_uuid(mut self, value: impl Into<String>) -> Self {
        self.uuid = Some(value.into());
        self
    }
    ///Sets `status`.
    #[must_use]
    pub fn with_status(mut self, value: impl Into<CampaignStatus>) -> Self {
        self.status = Some(value.into());
        self
    }
    ///Sets `updated_at`.
    #[must_use]
    pub fn with_updated_at(mut self, value: impl Into<Timestamp>) -> Self {
        self.updated_at = Some(value.into());
        self
    }
}
impl Default for CampaignState {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for CampaignState {
    const NAME: &'static str = "CampaignState";
    const FIELDS: &'static [&'static str] = &["uuid", "status", "updated_at"];
    fn empty() -> Self {
        Self {
            uuid: None,
            status: None,
            updated_at: None,
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
            0 => tolerant::read(entries, &mut self.uuid),
            1 => tolerant::read(entries, &mut self.status),
            2 => tolerant::read(entries, &mut self.updated_at),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.uuid)?;
        writer.field(1, &self.status)?;
        writer.field(2, &self.updated_at)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CampaignState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CampaignState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CampaignState {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CampaignState".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "The status of a campaign after a change.", "properties" : { "uuid" : {
            "type" : ["string", "null"], "description" :
            "Identifies the campaign. An opaque string." }, "status" : { "anyOf" :
            [generator.subschema_for:: < CampaignStatus > (), { "type" : "null" }] },
            "updated_at" : { "type" : ["string", "null"], "format" : "date-time",
            "description" : "The date of the change." } } }
        )
    }
}
///The start date, the end date and the repetition of a campaign.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CampaignSchedule {
    ///The start date of the campaign.
    pub startdate: Option<Timestamp>,
    ///The end date of the campaign.
    pub enddate: Option<Timestamp>,
    /**The repetition of a campaign that is triggered by a segment: `daily`, `continuously`, or an unknown value. The
set is open: keep unknown values unchanged.*/
    pub recurring_schedule: Option<RecurringSchedule>,
    ///The repetition of a recurring campaign.
    pub repeating_schedule_attributes: Option<RepeatingSchedule>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CampaignSchedule {
    ///Creates a value with the fields that the contract requires.
    pub fn new(startdate: impl Into<Timestamp>) -> Self {
        Self {
            startdate: Some(startdate.into()),
            ..Self::empty()
        }
    }
    ///Sets `startdate`.
    #[must_use]
    pub fn with_startdate(mut self, value: impl Into<Timestamp>) -> Self {
        self.startdate = Some(value.into());
        self
    }
    ///Sets `enddate`.
    #[must_use]
    pub fn with_enddate(mut self, value: impl Into<Timestamp>) -> Self {
        self.enddate = Some(value.into());
        self
    }
    ///Sets `recurring_schedule`.
    #[must_use]
    pub fn with_recurring_schedule(
        mut self,
        value: impl Into<RecurringSchedule>,
    ) -> Self {
        self.recurring_schedule = Some(value.into());
        self
    }
    ///Sets `repeating_schedule_attributes`.
    #[must_use]
    pub fn with_repeating_schedule_attributes(
        mut self,
        value: impl Into<RepeatingSchedule>,
    ) -> Self {
        self.repeating_schedule_attributes = Some(value.into());
        self
    }
}
impl Object for CampaignSchedule {
    const NAME: &'static str = "CampaignSchedule";
    const FIELDS: &'static [&'static str] = &[
        "startdate",
        "enddate",
        "recurring_schedule",
        "repeating_schedule_attributes",
    ];
    fn empty() -> Self {
        Self {
            startdate: None,
            enddate: None,
            recurring_schedule: None,
            repeating_schedule_attributes: None,
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
            0 => tolerant::read(entries, &mut self.startdate),
            1 => tolerant::read(entries, &mut self.enddate),
            2 => tolerant::read(entries, &mut self.recurring_schedule),
            3 => tolerant::read(entries, &mut self.repeating_schedule_attributes),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.startdate)?;
        writer.field(1, &self.enddate)?;
        writer.field(2, &self.recurring_schedule)?;
        writer.field(3, &self.repeating_schedule_attributes)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CampaignSchedule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CampaignSchedule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CampaignSchedule {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CampaignSchedule".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "The start date, the end date and the repetition of a campaign.",
            "properties" : { "startdate" : { "type" : "string", "format" : "date-time",
            "description" : "The start date of the campaign." }, "enddate" : { "type" :
            ["string", "null"], "format" : "date-time", "description" :
            "The end date of the campaign." }, "recurring_schedule" : { "anyOf" :
            [generator.subschema_for:: < RecurringSchedule > (), { "type" : "null" }] },
            "repeating_schedule_attributes" : { "anyOf" : [generator.subschema_for:: <
            RepeatingSchedule > (), { "type" : "null" }] } }, "required" : ["startdate"]
            }
        )
    }
}
///The repetition of a recurring campaign.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RepeatingSchedule {
    ///The number of units between two executions.
    pub interval_size: Option<u64>,
    ///A unit of time: `day`, `week`, `month`, or an unknown value. The set is open: keep unknown values unchanged.
    pub interval_unit: Option<IntervalUnit>,
    /**The rule for the day of a monthly repetition: `nth_day`, `nth_weekday`, `last_day`, or an unknown value. The set
is open: keep unknown values unchanged.*/
    pub day_of_month: Option<DayOfMonth>,
    ///The days of a weekly repetition, by the first three letters of their English names.
    pub days_of_week: Option<Vec<String>>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl RepeatingSchedule {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `interval_size`.
    #[must_use]
    pub fn with_interval_size(mut self, value: impl Into<u64>) -> Self {
        self.interval_size = Some(value.into());
        self
    }
    ///Sets `interval_unit`.
    #[must_use]
    pub fn with_interval_unit(mut self, value: impl Into<IntervalUnit>) -> Self {
        self.interval_unit = Some(value.into());
        self
    }
    ///Sets `day_of_month`.
    #[must_use]
    pub fn with_day_of_month(mut self, value: impl Into<DayOfMonth>) -> Self {
        self.day_of_month = Some(value.into());
        self
    }
    ///Sets `days_of_week`.
    #[must_use]
    pub fn with_days_of_week(mut self, value: impl Into<Vec<String>>) -> Self {
        self.days_of_week = Some(value.into());
        self
    }
}
impl Default for RepeatingSchedule {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for RepeatingSchedule {
    const NAME: &'static str = "RepeatingSchedule";
    const FIELDS: &'static [&'static str] = &[
        "interval_size",
        "interval_unit",
        "day_of_month",
        "days_of_week",
    ];
    fn empty() -> Self {
        Self {
            interval_size: None,
            interval_unit: None,
            day_of_month: None,
            days_of_week: None,
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
            0 => tolerant::read(entries, &mut self.interval_size),
            1 => tolerant::read(entries, &mut self.interval_unit),
            2 => tolerant::read(entries, &mut self.day_of_month),
            3 => tolerant::read(entries, &mut self.days_of_week),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.interval_size)?;
        writer.field(1, &self.interval_unit)?;
        writer.field(2, &self.day_of_month)?;
        writer.field(3, &self.days_of_week)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for RepeatingSchedule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for RepeatingSchedule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for RepeatingSchedule {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "RepeatingSchedule".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "The repetition of a recurring campaign.", "properties" : { "interval_size" :
            { "type" : ["integer", "null"], "minimum" : 0, "description" :
            "The number of units between two executions." }, "interval_unit" : { "anyOf"
            : [generator.subschema_for:: < IntervalUnit > (), { "type" : "null" }] },
            "day_of_month" : { "anyOf" : [generator.subschema_for:: < DayOfMonth > (), {
            "type" : "null" }] }, "days_of_week" : { "type" : ["array", "null"],
            "description" :
            "The days of a weekly repetition, by the first three letters of their English names.",
            "items" : { "type" : "string" } } } }
        )
    }
}
/**The response to *Update the schedule of a campaign*. In an earlier version of the reference, the response
contains `message` and `updated_fields` instead of `success`.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ScheduleUpdated {
    ///Whether the schedule was changed.
    pub success: Option<bool>,
    ///A human-readable description of the result.
    pub message: Option<String>,
    ///An object whose properties are not documented.
    pub updated_fields: Option<BTreeMap<String, Value>>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl ScheduleUpdated {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `success`.
    #[must_use]
    pub fn with_success(mut self, value: impl Into<bool>) -> Self {
        self.success = Some(value.into());
        self
    }
    ///Sets `message`.
    #[must_use]
    pub fn with_message(mut self, value: impl Into<String>) -> Self {
        self.message = Some(value.into());
        self
    }
    ///Sets `updated_fields`.
    #[must_use]
    pub fn with_updated_fields(
        mut self,
        value: impl Into<BTreeMap<String, Value>>,
    ) -> Self {
        self.updated_fields = Some(value.into());
        self
    }
}
impl Default for ScheduleUpdated {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for ScheduleUpdated {
    const NAME: &'static str = "ScheduleUpdated";
    const FIELDS: &'static [&'static str] = &["success", "message", "updated_fields"];
    fn empty() -> Self {
        Self {
            success: None,
            message: None,
            updated_fields: None,
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
            0 => tolerant::read(entries, &mut self.success),
            1 => tolerant::read(entries, &mut self.message),
            2 => tolerant::read(entries, &mut self.updated_fields),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.success)?;
        writer.field(1, &self.message)?;
        writer.field(2, &self.updated_fields)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for ScheduleUpdated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for ScheduleUpdated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for ScheduleUpdated {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "ScheduleUpdated".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "The response to *Update the schedule of a campaign*. In an earlier version of the reference, the response\ncontains `message` and `updated_fields` instead of `success`.",
            "properties" : { "success" : { "type" : ["boolean", "null"], "description" :
            "Whether the schedule was changed." }, "message" : { "type" : ["string",
            "null"], "description" : "A human-readable description of the result." },
            "updated_fields" : { "type" : ["object", "null"], "description" :
            "An object whose properties are not documented.", "additionalProperties" : {}
            } } }
        )
    }
}
///The archived state of a campaign after a change.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ArchivedState {
    ///Whether the campaign is archived.
    pub archived: Option<bool>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl ArchivedState {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `archived`.
    #[must_use]
    pub fn with_archived(mut self, value: impl Into<bool>) -> Self {
        self.archived = Some(value.into());
        self
    }
}
impl Default for ArchivedState {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for ArchivedState {
    const NAME: &'static str = "ArchivedState";
    const FIELDS: &'static [&'static str] = &["archived"];
    fn empty() -> Self {
        Self {
            archived: None,
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
            0 => tolerant::read(entries, &mut self.archived),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.archived)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for ArchivedState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for ArchivedState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for ArchivedState {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "ArchivedState".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "The archived state of a campaign after a change.", "properties" : {
            "archived" : { "type" : ["boolean", "null"], "description" :
            "Whether the campaign is archived." } } }
        )
    }
}
///Campaigns, by their UUIDs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CampaignUuids {
    ///The UUIDs, at most 100. The name is singular although the value is a list.
    pub uuid: Option<Vec<String>>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CampaignUuids {
    ///Creates a value with the fields that the contract requires.
    pub fn new(uuid: impl Into<Vec<String>>) -> Self {
        Self {
            uuid: Some(uuid.into()),
            ..Self::empty()
        }
    }
    ///Sets `uuid`.
    #[must_use]
    pub fn with_uuid(mut self, value: impl Into<Vec<String>>) -> Self {
        self.uuid = Some(value.into());
        self
    }
}
impl Object for CampaignUuids {
    const NAME: &'static str = "CampaignUuids";
    const FIELDS: &'static [&'static str] = &["uuid"];
    fn empty() -> Self {
        Self {
            uuid: None,
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
            0 => tolerant::read(entries, &mut self.uuid),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.uuid)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CampaignUuids {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CampaignUuids {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CampaignUuids {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CampaignUuids".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" : "Campaigns, by their UUIDs.",
            "properties" : { "uuid" : { "type" : "array", "minItems" : 1, "maxItems" :
            100, "description" :
            "The UUIDs, at most 100. The name is singular although the value is a list.",
            "items" : { "type" : "string" } } }, "required" : ["uuid"] }
        )
    }
}
///The outcome for each campaign of a request.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BulkArchiveResult {
    ///The campaigns that were changed.
    pub successful: Option<Vec<ArchivedCampaign>>,
    ///The UUIDs of campaigns that were already in the requested state.
    pub no_change: Option<Vec<String>>,
    ///The UUIDs of campaigns that cannot be changed in their current status.
    pub blocked: Option<Vec<String>>,
    ///The UUIDs of campaigns that could not be changed.
    pub failed: Option<Vec<String>>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl BulkArchiveResult {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `successful`.
    #[must_use]
    pub fn with_successful(mut self, value: impl Into<Vec<ArchivedCampaign>>) -> Self {
        self.successful = Some(value.into());
        self
    }
    ///Sets `no_change`.
    #[must_use]
    pub fn with_no_change(mut self, value: impl Into<Vec<String>>) -> Self {
        self.no_change = Some(value.into());
        self
    }
    ///Sets `blocked`.
    #[must_use]
    pub fn with_blocked(mut self, value: impl Into<Vec<String>>) -> Self {
        self.blocked = Some(value.into());
        self
    }
    ///Sets `failed`.
    #[must_use]
    pub fn with_failed(mut self, value: impl Into<Vec<String>>) -> Self {
        self.failed = Some(value.into());
        self
    }
}
impl Default for BulkArchiveResult {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for BulkArchiveResult {
    const NAME: &'static str = "BulkArchiveResult";
    const FIELDS: &'static [&'static str] = &[
        "successful",
        "no_change",
        "blocked",
        "failed",
    ];
    fn empty() -> Self {
        Self {
            successful: None,
            no_change: None,
            blocked: None,
            failed: None,
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
            0 => tolerant::read(entries, &mut self.successful),
            1 => tolerant::read(entries, &mut self.no_change),
            2 => tolerant::read(entries, &mut self.blocked),
            3 => tolerant::read(entries, &mut self.failed),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.successful)?;
        writer.field(1, &self.no_change)?;
        writer.field(2, &self.blocked)?;
        writer.field(3, &self.failed)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for BulkArchiveResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for BulkArchiveResult {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for BulkArchiveResult {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "BulkArchiveResult".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "The outcome for each campaign of a request.", "properties" : { "successful"
            : { "type" : ["array", "null"], "description" :
            "The campaigns that were changed.", "items" : generator.subschema_for:: <
            ArchivedCampaign > () }, "no_change" : { "type" : ["array", "null"],
            "description" :
            "The UUIDs of campaigns that were already in the requested state.", "items" :
            { "type" : "string" } }, "blocked" : { "type" : ["array", "null"],
            "description" :
            "The UUIDs of campaigns that cannot be changed in their current status.",
            "items" : { "type" : "string" } }, "failed" : { "type" : ["array", "null"],
            "description" : "The UUIDs of campaigns that could not be changed.", "items"
            : { "type" : "string" } } } }
        )
    }
}
///A campaign that was archived or unarchived.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ArchivedCampaign {
    /**Identifies the campaign. An opaque string.

Empty if the decoded document has no valid value; a value of another type is then in `extra`.*/
    pub uuid: String,
    ///The name of the campaign.
    pub name: Option<String>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl ArchivedCampaign {
    ///Creates a value with the fields that the contract requires.
    pub fn new(uuid: impl Into<String>) -> Self {
        Self {
            uuid: uuid.into(),
            ..Self::empty()
        }
    }
    ///Sets `uuid`.
    #[must_use]
    pub fn with_uuid(mut self, value: impl Into<String>) -> Self {
        self.uuid = value.into();
        self
    }
    ///Sets `name`.
    #[must_use]
    pub fn with_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }
}
impl Object for ArchivedCampaign {
    const NAME: &'static str = "ArchivedCampaign";
    const FIELDS: &'static [&'static str] = &["uuid", "name"];
    fn empty() -> Self {
        Self {
            uuid: String::new(),
            name: None,
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
            0 => tolerant::read(entries, &mut self.uuid),
            1 => tolerant::read(entries, &mut self.name),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.uuid)?;
        writer.field(1, &self.name)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for ArchivedCampaign {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for ArchivedCampaign {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for ArchivedCampaign {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "ArchivedCampaign".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "A campaign that was archived or unarchived.", "properties" : { "uuid" : {
            "type" : "string", "description" :
            "Identifies the campaign. An opaque string." }, "name" : { "type" :
            ["string", "null"], "description" : "The name of the campaign." } },
            "required" : ["uuid"] }
        )
    }
}
/**A customer, a campaign, and attributes for the message. Additional properties are available to the templates of
the campaign.

The customer is identified by `email`, `customer_id` or another identifier that the account uses. The schema in
the reference requires `email`. The text of the same page, and an earlier version of the page, accept any
identifier.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CampaignExecution {
    ///The email address of the customer.
    pub email: Option<String>,
    ///The account's own identifier of the customer.
    pub customer_id: Option<String>,
    /**Identifies the campaign. An opaque string.

Empty if the decoded document has no valid value; a value of another type is then in `extra`.*/
    pub campaign_uuid: String,
    ///Identifies the request, so that a repeated request is recognized. Must be a valid UUID.
    pub transaction_uuid: Option<String>,
    ///Whether the campaign is processed with high priority. `false` if absent.
    pub bsft_high_priority: Option<bool>,
    ///The public URLs of files that are attached to the email.
    pub email_attachments: Option<Vec<String>>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CampaignExecution {
    ///Creates a value with the fields that the contract requires.
    pub fn new(campaign_uuid: impl Into<String>) -> Self {
        Self {
            campaign_uuid: campaign_uuid.into(),
            ..Self::empty()
        }
    }
    ///Sets `email`.
    #[must_use]
    pub fn with_email(mut self, value: impl Into<String>) -> Self {
        self.email = Some(value.into());
        self
    }
    ///Sets `customer_id`.
    #[must_use]
    pub fn with_customer_id(mut self, value: impl Into<String>) -> Self {
        self.customer_id = Some(value.into());
        self
    }
    ///Sets `campaign_uuid`.
    #[must_use]
    pub fn with_campaign_uuid(mut self, value: impl Into<String>) -> Self {
        self.campaign_uuid = value.into();
        self
    }
    ///Sets `transaction_uuid`.
    #[must_use]
    pub fn with_transaction_uuid(mut self, value: impl Into<String>) -> Self {
        self.transaction_uuid = Some(value.into());
        self
    }
    ///Sets `_bsft_high_priority`.
    #[must_use]
    pub fn with_bsft_high_priority(mut self, value: impl Into<bool>) -> Self {
        self.bsft_high_priority = Some(value.into());
        self
    }
    ///Sets `email_attachments`.
    #[must_use]
    pub fn with_email_attachments(mut self, value: impl Into<Vec<String>>) -> Self {
        self.email_attachments = Some(value.into());
        self
    }
}
impl Object for CampaignExecution {
    const NAME: &'static str = "CampaignExecution";
    const FIELDS: &'static [&'static str] = &[
        "email",
        "customer_id",
        "campaign_uuid",
        "transaction_uuid",
        "_bsft_high_priority",
        "email_attachments",
    ];
    fn empty() -> Self {
        Self {
            email: None,
            customer_id: None,
            campaign_uuid: String::new(),
            transaction_uuid: None,
            bsft_high_priority: None,
            email_attachments: None,
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
            0 => tolerant::read(entries, &mut self.email),
            1 => tolerant::read(entries, &mut self.customer_id),
            2 => tolerant::read(entries, &mut self.campaign_uuid),
            3 => tolerant::read(entries, &mut self.transaction_uuid),
            4 => tolerant::read(entries, &mut self.bsft_high_priority),
            5 => tolerant::read(entries, &mut self.email_attachments),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.email)?;
        writer.field(1, &self.customer_id)?;
        writer.field(2, &self.campaign_uuid)?;
        writer.field(3, &self.transaction_uuid)?;
        writer.field(4, &self.bsft_high_priority)?;
        writer.field(5, &self.email_attachments)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CampaignExecution {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CampaignExecution {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CampaignExecution {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CampaignExecution".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "A customer, a campaign, and attributes for the message. Additional properties are available to the templates of\nthe campaign.\n\nThe customer is identified by `email`, `customer_id` or another identifier that the account uses. The schema in\nthe reference requires `email`. The text of the same page, and an earlier version of the page, accept any\nidentifier.",
            "properties" : { "email" : { "type" : ["string", "null"], "description" :
            "The email address of the customer." }, "customer_id" : { "type" : ["string",
            "null"], "description" : "The account's own identifier of the customer." },
            "campaign_uuid" : { "type" : "string", "description" :
            "Identifies the campaign. An opaque string." }, "transaction_uuid" : { "type"
            : ["string", "null"], "format" : "uuid", "description" :
            "Identifies the request, so that a repeated request is recognized. Must be a valid UUID."
            }, "_bsft_high_priority" : { "type" : ["boolean", "null"], "description" :
            "Whether the campaign is processed with high priority. `false` if absent." },
            "email_attachments" : { "type" : ["array", "null"], "description" :
            "The public URLs of files that are attached to the email.", "items" : {
            "type" : "string" } } }, "required" : ["campaign_uuid"] }
        )
    }
}
///Payloads, each for one customer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CampaignExecutions {
    ///The payloads.
    pub payloads: Option<Vec<CampaignExecution>>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CampaignExecutions {
    ///Creates a value with the fields that the contract requires.
    pub fn new(payloads: impl Into<Vec<CampaignExecution>>) -> Self {
        Self {
            payloads: Some(payloads.into()),
            ..Self::empty()
        }
    }
    ///Sets `payloads`.
    #[must_use]
    pub fn with_payloads(mut self, value: impl Into<Vec<CampaignExecution>>) -> Self {
        self.payloads = Some(value.into());
        self
    }
}
impl Object for CampaignExecutions {
    const NAME: &'static str = "CampaignExecutions";
    const FIELDS: &'static [&'static str] = &["payloads"];
    fn empty() -> Self {
        Self {
            payloads: None,
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
            0 => tolerant::read(entries, &mut self.payloads),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.payloads)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CampaignExecutions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CampaignExecutions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CampaignExecutions {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CampaignExecutions".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" : "Payloads, each for one customer.",
            "properties" : { "payloads" : { "type" : "array", "minItems" : 1,
            "description" : "The payloads.", "items" : generator.subschema_for:: <
            CampaignExecution > () } }, "required" : ["payloads"] }
        )
    }
}
/**Whether a campaign was triggered. For a `transaction_uuid` that was already processed, the response contains a
corresponding message; its format is not documented.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ExecutionResult {
    ///Whether the campaign was triggered.
    pub success: Option<bool>,
    ///A human-readable description of the result.
    pub message: Option<String>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl ExecutionResult {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `success`.
    #[must_use]
    pub fn with_success(mut self, value: impl Into<bool>) -> Self {
        self.success = Some(value.into());
        self
    }
    ///Sets `message`.
    #[must_use]
    pub fn with_message(mut self, value: impl Into<String>) -> Self {
        self.message = Some(value.into());
        self
    }
}
impl Default for ExecutionResult {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for ExecutionResult {
    const NAME: &'static str = "ExecutionResult";
    const FIELDS: &'static [&'static str] = &["success", "message"];
    fn empty() -> Self {
        Self {
            success: None,
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
            0 => tolerant::read(entries, &mut self.success),
            1 => tolerant::read(entries, &mut self.message),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.success)?;
        writer.field(1, &self.message)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for ExecutionResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for ExecutionResult {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for ExecutionResult {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "ExecutionResult".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "Whether a campaign was triggered. For a `transaction_uuid` that was already processed, the response contains a\ncorresponding message; its format is not documented.",
            "properties" : { "success" : { "type" : ["boolean", "null"], "description" :
            "Whether the campaign was triggered." }, "message" : { "type" : ["string",
            "null"], "description" : "A human-readable description of the result." } } }
        )
    }
}
///The campaign activity of a customer in a time range.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CampaignActivityList {
    ///The activities, at most 10,000.
    pub activities: Option<Vec<CampaignActivity>>,
    ///The number of activities in the time range.
    pub total: Option<u64>,
    ///Whether there are more activities than the response contains.
    pub truncated: Option<bool>,
    ///The time range of the response.
    pub date_range: Option<ActivityDateRange>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CampaignActivityList {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `activities`.
    #[must_use]
    pub fn with_activities(mut self, value: impl Into<Vec<CampaignActivity>>) -> Self {
        self.activities = Some(value.into());
        self
    }
    ///Sets `total`.
    #[must_use]
    pub fn with_total(mut self, value: impl Into<u64>) -> Self {
        self.total = Some(value.into());
        self
    }
    ///Sets `truncated`.
    #[must_use]
    pub fn with_truncated(mut self, value: impl Into<bool>) -> Self {
        self.truncated = Some(value.into());
        self
    }
    ///Sets `date_range`.
    #[must_use]
    pub fn with_date_range(mut self, value: impl Into<ActivityDateRange>) -> Self {
        self.date_range = Some(value.into());
        self
    }
}
impl Default for CampaignActivityList {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for CampaignActivityList {
    const NAME: &'static str = "CampaignActivityList";
    const FIELDS: &'static [&'static str] = &[
        "activities",
        "total",
        "truncated",
        "date_range",
    ];
    fn empty() -> Self {
        Self {
            activities: None,
            total: None,
            truncated: None,
            date_range: None,
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
            0 => tolerant::read(entries, &mut self.activities),
            1 => tolerant::read(entries, &mut self.total),
            2 => tolerant::read(entries, &mut self.truncated),
            3 => tolerant::read(entries, &mut self.date_range),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.activities)?;
        writer.field(1, &self.total)?;
        writer.field(2, &self.truncated)?;
        writer.field(3, &self.date_range)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CampaignActivityList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CampaignActivityList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CampaignActivityList {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CampaignActivityList".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "The campaign activity of a customer in a time range.", "properties" : {
            "activities" : { "type" : ["array", "null"], "description" :
            "The activities, at most 10,000.", "items" : generator.subschema_for:: <
            CampaignActivity > () }, "total" : { "type" : ["integer", "null"], "minimum"
            : 0, "description" : "The number of activities in the time range." },
            "truncated" : { "type" : ["boolean", "null"], "description" :
            "Whether there are more activities than the response contains." },
            "date_range" : { "anyOf" : [generator.subschema_for:: < ActivityDateRange >
            (), { "type" : "null" }] } } }
        )
    }
}
/**An event in the campaign activity of a customer, such as a message that was sent to the customer, or a click by
the customer. Activities have no identifier, and all fields may be null or absent, so two equal activities may be
different events.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CampaignActivity {
    /**The kind of activity: `sent`, `delivered`, `open`, `click`, `purchase`, or an unknown value. The set is open:
keep unknown values unchanged.*/
    pub action: Option<ActivityAction>,
    ///Identifies the campaign. An opaque string.
    pub campaign_uuid: Option<String>,
    ///The name of the campaign.
    pub campaign_name: Option<String>,
    ///Identifies the trigger. An opaque string.
    pub trigger_uuid: Option<String>,
    ///The name of the trigger.
    pub trigger_name: Option<String>,
    ///The channel of the trigger.
    pub trigger_type: Option<String>,
    ///The time of the activity.
    pub trigger_timestamp: Option<Timestamp>,
    ///Identifies the template. An opaque string.
    pub creative_uuid: Option<String>,
    ///The browser of the customer.
    pub browser_type: Option<String>,
    ///The operating system of the customer.
    pub browser_platform: Option<String>,
    ///The domain of the email address of the customer.
    pub email_domain: Option<String>,
    ///An object whose properties are not documented.
    pub extended_attributes: Option<BTreeMap<String, Value>>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl CampaignActivity {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `action`.
    #[must_use]
    pub fn with_action(mut self, value: impl Into<ActivityAction>) -> Self {
        self.action = Some(value.into());
        self
    }
    ///Sets `campaign_uuid`.
    #[must_use]
    pub fn with_campaign_uuid(mut self, value: impl Into<String>) -> Self {
        self.campaign_uuid = Some(value.into());
        self
    }
    ///Sets `campaign_name`.
    #[must_use]
    pub fn with_campaign_name(mut self, value: impl Into<String>) -> Self {
        self.campaign_name = Some(value.into());
        self
    }
    ///Sets `trigger_uuid`.
    #[must_use]
    pub fn with_trigger_uuid(mut self, value: impl Into<String>) -> Self {
        self.trigger_uuid = Some(value.into());
        self
    }
    ///Sets `trigger_name`.
    #[must_use]
    pub fn with_trigger_name(mut self, value: impl Into<String>) -> Self {
        self.trigger_name = Some(value.into());
        self
    }
    ///Sets `trigger_type`.
    #[must_use]
    pub fn with_trigger_type(mut self, value: impl Into<String>) -> Self {
        self.trigger_type = Some(value.into());
        self
    }
    ///Sets `trigger_timestamp`.
    #[must_use]
    pub fn with_trigger_timestamp(mut self, value: impl Into<Timestamp>) -> Self {
        self.trigger_timestamp = Some(value.into());
        self
    }
    ///Sets `creative_uuid`.
    #[must_use]
    pub fn with_creative_uuid(mut self, value: impl Into<String>) -> Self {
        self.creative_uuid = Some(value.into());
        self
    }
    ///Sets `browser_type`.
    #[must_use]
    pub fn with_browser_type(mut self, value: impl Into<String>) -> Self {
        self.browser_type = Some(value.into());
        self
    }
    ///Sets `browser_platform`.
    #[must_use]
    pub fn with_browser_platform(mut self, value: impl Into<String>) -> Self {
        self.browser_platform = Some(value.into());
        self
    }
    ///Sets `email_domain`.
    #[must_use]
    pub fn with_email_domain(mut self, value: impl Into<String>) -> Self {
        self.email_domain = Some(value.into());
        self
    }
    ///Sets `extended_attributes`.
    #[must_use]
    pub fn with_extended_attributes(
        mut self,
        value: impl Into<BTreeMap<String, Value>>,
    ) -> Self {
        self.extended_attributes = Some(value.into());
        self
    }
}
impl Default for CampaignActivity {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for CampaignActivity {
    const NAME: &'static str = "CampaignActivity";
    const FIELDS: &'static [&'static str] = &[
        "action",
        "campaign_uuid",
        "campaign_name",
        "trigger_uuid",
        "trigger_name",
        "trigger_type",
        "trigger_timestamp",
        "creative_uuid",
        "browser_type",
        "browser_platform",
        "email_domain",
        "extended_attributes",
    ];
    fn empty() -> Self {
        Self {
            action: None,
            campaign_uuid: None,
            campaign_name: None,
            trigger_uuid: None,
            trigger_name: None,
            trigger_type: None,
            trigger_timestamp: None,
            creative_uuid: None,
            browser_type: None,
            browser_platform: None,
            email_domain: None,
            extended_attributes: None,
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
            0 => tolerant::read(entries, &mut self.action),
            1 => tolerant::read(entries, &mut self.campaign_uuid),
            2 => tolerant::read(entries, &mut self.campaign_name),
            3 => tolerant::read(entries, &mut self.trigger_uuid),
            4 => tolerant::read(entries, &mut self.trigger_name),
            5 => tolerant::read(entries, &mut self.trigger_type),
            6 => tolerant::read(entries, &mut self.trigger_timestamp),
            7 => tolerant::read(entries, &mut self.creative_uuid),
            8 => tolerant::read(entries, &mut self.browser_type),
            9 => tolerant::read(entries, &mut self.browser_platform),
            10 => tolerant::read(entries, &mut self.email_domain),
            11 => tolerant::read(entries, &mut self.extended_attributes),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.action)?;
        writer.field(1, &self.campaign_uuid)?;
        writer.field(2, &self.campaign_name)?;
        writer.field(3, &self.trigger_uuid)?;
        writer.field(4, &self.trigger_name)?;
        writer.field(5, &self.trigger_type)?;
        writer.field(6, &self.trigger_timestamp)?;
        writer.field(7, &self.creative_uuid)?;
        writer.field(8, &self.browser_type)?;
        writer.field(9, &self.browser_platform)?;
        writer.field(10, &self.email_domain)?;
        writer.field(11, &self.extended_attributes)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for CampaignActivity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for CampaignActivity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CampaignActivity {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CampaignActivity".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "An event in the campaign activity of a customer, such as a message that was sent to the customer, or a click by\nthe customer. Activities have no identifier, and all fields may be null or absent, so two equal activities may be\ndifferent events.",
            "properties" : { "action" : { "anyOf" : [generator.subschema_for:: <
            ActivityAction > (), { "type" : "null" }] }, "campaign_uuid" : { "type" :
            ["string", "null"], "description" :
            "Identifies the campaign. An opaque string." }, "campaign_name" : { "type" :
            ["string", "null"], "description" : "The name of the campaign." },
            "trigger_uuid" : { "type" : ["string", "null"], "description" :
            "Identifies the trigger. An opaque string." }, "trigger_name" : { "type" :
            ["string", "null"], "description" : "The name of the trigger." },
            "trigger_type" : { "type" : ["string", "null"], "description" :
            "The channel of the trigger." }, "trigger_timestamp" : { "type" : ["string",
            "null"], "format" : "date-time", "description" : "The time of the activity."
            }, "creative_uuid" : { "type" : ["string", "null"], "description" :
            "Identifies the template. An opaque string." }, "browser_type" : { "type" :
            ["string", "null"], "description" : "The browser of the customer." },
            "browser_platform" : { "type" : ["string", "null"], "description" :
            "The operating system of the customer." }, "email_domain" : { "type" :
            ["string", "null"], "description" :
            "The domain of the email address of the customer." }, "extended_attributes" :
            { "type" : ["object", "null"], "description" :
            "An object whose properties are not documented.", "additionalProperties" : {}
            } } }
        )
    }
}
///The time range of the response.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ActivityDateRange {
    ///The start, inclusive.
    pub start_time: Option<Timestamp>,
    ///The end, exclusive.
    pub end_time: Option<Timestamp>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl ActivityDateRange {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `start_time`.
    #[must_use]
    pub fn with_start_time(mut self, value: impl Into<Timestamp>) -> Self {
        self.start_time = Some(value.into());
        self
    }
    ///Sets `end_time`.
    #[must_use]
    pub fn with_end_time(mut self, value: impl Into<Timestamp>) -> Self {
        self.end_time = Some(value.into());
        self
    }
}
impl Default for ActivityDateRange {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for ActivityDateRange {
    const NAME: &'static str = "ActivityDateRange";
    const FIELDS: &'static [&'static str] = &["start_time", "end_time"];
    fn empty() -> Self {
        Self {
            start_time: None,
            end_time: None,
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
            0 => tolerant::read(entries, &mut self.start_time),
            1 => tolerant::read(entries, &mut self.end_time),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.start_time)?;
        writer.field(1, &self.end_time)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for ActivityDateRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for ActivityDateRange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for ActivityDateRange {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "ActivityDateRange".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" : "The time range of the response.",
            "properties" : { "start_time" : { "type" : ["string", "null"], "format" :
            "date-time", "description" : "The start, inclusive." }, "end_time" : { "type"
            : ["string", "null"], "format" : "date-time", "description" :
            "The end, exclusive." } } }
        )
    }
}
/**The documented body of most errors: one message. No property is required, because other bodies have been
observed with the same statuses:

- `{"errors": {"field": ["…"]}}`
- `{"error": "…"}`
- `{"success": false, "error": "…"}`, sometimes with a number in `error_code`
- `{"errors": [{"detail": "…"}], "meta": {}}`
- `{"status": "404", "error": "Not Found"}`, where the status is a string
- HTML or an empty body, from a load balancer

Handle errors by status, and keep the body as text.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ErrorMessage {
    ///A human-readable description of the error.
    pub message: Option<String>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl ErrorMessage {
    ///Creates a value without any field set.
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
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
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
            "The documented body of most errors: one message. No property is required, because other bodies have been\nobserved with the same statuses:\n\n- `{\"errors\": {\"field\": [\"…\"]}}`\n- `{\"error\": \"…\"}`\n- `{\"success\": false, \"error\": \"…\"}`, sometimes with a number in `error_code`\n- `{\"errors\": [{\"detail\": \"…\"}], \"meta\": {}}`\n- `{\"status\": \"404\", \"error\": \"Not Found\"}`, where the status is a string\n- HTML or an empty body, from a load balancer\n\nHandle errors by status, and keep the body as text.",
            "properties" : { "message" : { "type" : ["string", "null"], "description" :
            "A human-readable description of the error." } } }
        )
    }
}
/**The documented body of most `400` responses: messages by field. No property is required, because other bodies
have been observed with the same status:

- `{"message": "…"}`
- `{"error": "…"}`
- `{"success": false, "error": "…"}`, sometimes with a number in `error_code`
- `{"errors": [{"detail": "…"}], "meta": {}}`, where `errors` is an array
- HTML or an empty body, from a load balancer

Handle errors by status, and keep the body as text.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FieldErrors {
    ///The problems of each invalid field or parameter, by its name.
    pub errors: Option<BTreeMap<String, Vec<String>>>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl FieldErrors {
    ///Creates a value without any field set.
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
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
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
            "The documented body of most `400` responses: messages by field. No property is required, because other bodies\nhave been observed with the same status:\n\n- `{\"message\": \"…\"}`\n- `{\"error\": \"…\"}`\n- `{\"success\": false, \"error\": \"…\"}`, sometimes with a number in `error_code`\n- `{\"errors\": [{\"detail\": \"…\"}], \"meta\": {}}`, where `errors` is an array\n- HTML or an empty body, from a load balancer\n\nHandle errors by status, and keep the body as text.",
            "properties" : { "errors" : { "type" : ["object", "null"], "description" :
            "The problems of each invalid field or parameter, by its name.",
            "additionalProperties" : { "type" : "array", "items" : { "type" : "string" }
            } } } }
        )
    }
}
/**The documented body of `422` responses of most operations, and of `400` and `422` responses of *Trigger a
campaign for a customer*. No property is required, because other bodies have been observed: see `ErrorMessage`.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ErrorResult {
    ///Whether the request succeeded. Documented as `false`.
    pub success: Option<bool>,
    ///A human-readable description of the error.
    pub error: Option<String>,
    ///A number that does not identify a cause: the same number has been documented for different causes.
    pub error_code: Option<i64>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl ErrorResult {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `success`.
    #[must_use]
    pub fn with_success(mut self, value: impl Into<bool>) -> Self {
        self.success = Some(value.into());
        self
    }
    ///Sets `error`.
    #[must_use]
    pub fn with_error(mut self, value: impl Into<String>) -> Self {
        self.error = Some(value.into());
        self
    }
    ///Sets `error_code`.
    #[must_use]
    pub fn with_error_code(mut self, value: impl Into<i64>) -> Self {
        self.error_code = Some(value.into());
        self
    }
}
impl Default for ErrorResult {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for ErrorResult {
    const NAME: &'static str = "ErrorResult";
    const FIELDS: &'static [&'static str] = &["success", "error", "error_code"];
    fn empty() -> Self {
        Self {
            success: None,
            error: None,
            error_code: None,
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
            0 => tolerant::read(entries, &mut self.success),
            1 => tolerant::read(entries, &mut self.error),
            2 => tolerant::read(entries, &mut self.error_code),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.success)?;
        writer.field(1, &self.error)?;
        writer.field(2, &self.error_code)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for ErrorResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for ErrorResult {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for ErrorResult {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "ErrorResult".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "The documented body of `422` responses of most operations, and of `400` and `422` responses of *Trigger a\ncampaign for a customer*. No property is required, because other bodies have been observed: see `ErrorMessage`.",
            "properties" : { "success" : { "type" : ["boolean", "null"], "description" :
            "Whether the request succeeded. Documented as `false`." }, "error" : { "type"
            : ["string", "null"], "description" :
            "A human-readable description of the error." }, "error_code" : { "type" :
            ["integer", "null"], "description" :
            "A number that does not identify a cause: the same number has been documented for different causes."
            } } }
        )
    }
}
/**The documented body of `400` and `404` responses of *Get the campaign activity of a customer*. No property is
required, because other bodies have been observed: see `ErrorMessage`.*/
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DetailErrors {
    ///The errors.
    pub errors: Option<Vec<DetailError>>,
    ///An object whose properties are not documented.
    pub meta: Option<BTreeMap<String, Value>>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl DetailErrors {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `errors`.
    #[must_use]
    pub fn with_errors(mut self, value: impl Into<Vec<DetailError>>) -> Self {
        self.errors = Some(value.into());
        self
    }
    ///Sets `meta`.
    #[must_use]
    pub fn with_meta(mut self, value: impl Into<BTreeMap<String, Value>>) -> Self {
        self.meta = Some(value.into());
        self
    }
}
impl Default for DetailErrors {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for DetailErrors {
    const NAME: &'static str = "DetailErrors";
    const FIELDS: &'static [&'static str] = &["errors", "meta"];
    fn empty() -> Self {
        Self {
            errors: None,
            meta: None,
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
            1 => tolerant::read(entries, &mut self.meta),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.errors)?;
        writer.field(1, &self.meta)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for DetailErrors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for DetailErrors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for DetailErrors {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "DetailErrors".into()
    }
    fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" :
            "The documented body of `400` and `404` responses of *Get the campaign activity of a customer*. No property is\nrequired, because other bodies have been observed: see `ErrorMessage`.",
            "properties" : { "errors" : { "type" : ["array", "null"], "description" :
            "The errors.", "items" : generator.subschema_for:: < DetailError > () },
            "meta" : { "type" : ["object", "null"], "description" :
            "An object whose properties are not documented.", "additionalProperties" : {}
            } } }
        )
    }
}
///One error.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DetailError {
    ///A human-readable description of the error.
    pub detail: Option<String>,
    /// Fields that the contract does not describe, and values of unexpected types, by name.
    pub extra: Map<String, Value>,
    nulls: Nulls,
}
impl DetailError {
    ///Creates a value without any field set.
    pub fn new() -> Self {
        Self::empty()
    }
    ///Sets `detail`.
    #[must_use]
    pub fn with_detail(mut self, value: impl Into<String>) -> Self {
        self.detail = Some(value.into());
        self
    }
}
impl Default for DetailError {
    fn default() -> Self {
        Self::empty()
    }
}
impl Object for DetailError {
    const NAME: &'static str = "DetailError";
    const FIELDS: &'static [&'static str] = &["detail"];
    fn empty() -> Self {
        Self {
            detail: None,
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
            0 => tolerant::read(entries, &mut self.detail),
            _ => entries.next_value().map(|value| Read::Mismatch(Box::new(value))),
        }
    }
    fn write_fields<M: SerializeMap>(
        &self,
        writer: &mut Writer<'_, M>,
    ) -> Result<(), M::Error> {
        writer.field(0, &self.detail)?;
        Ok(())
    }
    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}
impl Serialize for DetailError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tolerant::serialize(self, serializer)
    }
}
impl<'de> Deserialize<'de> for DetailError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::deserialize(deserializer)
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for DetailError {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "DetailError".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "object", "description" : "One error.", "properties" : { "detail"
            : { "type" : ["string", "null"], "description" :
            "A human-readable description of the error." } } }
        )
    }
}
///The problems of each invalid field or parameter, by its name.
pub type FieldMessages = BTreeMap<String, Vec<String>>;
///An object whose properties are not documented.
pub type OpenObject = BTreeMap<String, Value>;
impl Tolerant for CampaignType {
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}
/// Returns the JSON Schema of every struct of this module with its name in the contract, in the contract's order.
#[cfg(feature = "schemars")]
pub fn json_schemas() -> Vec<(&'static str, ::schemars::Schema)> {
    vec![
        ("Campaign", ::schemars::schema_for!(Campaign)), ("CampaignStatistics",
        ::schemars::schema_for!(CampaignStatistics)), ("CampaignPerformanceList",
        ::schemars::schema_for!(CampaignPerformanceList)), ("CampaignPerformance",
        ::schemars::schema_for!(CampaignPerformance)), ("CampaignDetail",
        ::schemars::schema_for!(CampaignDetail)), ("NewCampaign",
        ::schemars::schema_for!(NewCampaign)), ("NewCampaignTrigger",
        ::schemars::schema_for!(NewCampaignTrigger)), ("CustomUrlParam",
        ::schemars::schema_for!(CustomUrlParam)), ("CampaignCreated",
        ::schemars::schema_for!(CampaignCreated)), ("CreatedCampaign",
        ::schemars::schema_for!(CreatedCampaign)), ("CampaignState",
        ::schemars::schema_for!(CampaignState)), ("CampaignSchedule",
        ::schemars::schema_for!(CampaignSchedule)), ("RepeatingSchedule",
        ::schemars::schema_for!(RepeatingSchedule)), ("ScheduleUpdated",
        ::schemars::schema_for!(ScheduleUpdated)), ("ArchivedState",
        ::schemars::schema_for!(ArchivedState)), ("CampaignUuids",
        ::schemars::schema_for!(CampaignUuids)), ("BulkArchiveResult",
        ::schemars::schema_for!(BulkArchiveResult)), ("ArchivedCampaign",
        ::schemars::schema_for!(ArchivedCampaign)), ("CampaignExecution",
        ::schemars::schema_for!(CampaignExecution)), ("CampaignExecutions",
        ::schemars::schema_for!(CampaignExecutions)), ("ExecutionResult",
        ::schemars::schema_for!(ExecutionResult)), ("CampaignActivityList",
        ::schemars::schema_for!(CampaignActivityList)), ("CampaignActivity",
        ::schemars::schema_for!(CampaignActivity)), ("ActivityDateRange",
        ::schemars::schema_for!(ActivityDateRange)), ("ErrorMessage",
        ::schemars::schema_for!(ErrorMessage)), ("FieldErrors",
        ::schemars::schema_for!(FieldErrors)), ("ErrorResult",
        ::schemars::schema_for!(ErrorResult)), ("DetailErrors",
        ::schemars::schema_for!(DetailErrors)), ("DetailError",
        ::schemars::schema_for!(DetailError))
    ]
}
