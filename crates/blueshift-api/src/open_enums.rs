// Generated from openapi/blueshift.yaml by `cargo xtask codegen`. Do not edit: change the contract and run it again.

/**The status of a campaign: `draft`, `launched`, `executing`, `paused`, `completed`, `archived` or an unknown
value. The set is open: keep unknown values unchanged.*/
///
/// Values are compared by their string representation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum CampaignStatus {
    ///`draft`
    Draft,
    ///`launched`
    Launched,
    ///`executing`
    Executing,
    ///`paused`
    Paused,
    ///`completed`
    Completed,
    ///`archived`
    Archived,
    /// A value that the contract does not list.
    Unknown(String),
}
impl CampaignStatus {
    /// The values that the contract lists.
    pub const KNOWN: &'static [&'static str] = &[
        "draft",
        "launched",
        "executing",
        "paused",
        "completed",
        "archived",
    ];
    /// Returns the value as sent.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Draft => "draft",
            Self::Launched => "launched",
            Self::Executing => "executing",
            Self::Paused => "paused",
            Self::Completed => "completed",
            Self::Archived => "archived",
            Self::Unknown(text) => text,
        }
    }
    fn known(text: &str) -> Option<Self> {
        match text {
            "draft" => Some(Self::Draft),
            "launched" => Some(Self::Launched),
            "executing" => Some(Self::Executing),
            "paused" => Some(Self::Paused),
            "completed" => Some(Self::Completed),
            "archived" => Some(Self::Archived),
            _ => None,
        }
    }
}
impl ::std::fmt::Display for CampaignStatus {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.pad(self.as_str())
    }
}
impl From<&str> for CampaignStatus {
    fn from(text: &str) -> Self {
        Self::known(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
    }
}
impl From<String> for CampaignStatus {
    fn from(text: String) -> Self {
        Self::known(&text).unwrap_or(Self::Unknown(text))
    }
}
impl ::std::str::FromStr for CampaignStatus {
    type Err = ::std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from(text))
    }
}
impl AsRef<str> for CampaignStatus {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
impl PartialEq for CampaignStatus {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}
impl Eq for CampaignStatus {}
impl PartialEq<str> for CampaignStatus {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}
impl PartialEq<&str> for CampaignStatus {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
impl PartialOrd for CampaignStatus {
    fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for CampaignStatus {
    fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}
impl ::std::hash::Hash for CampaignStatus {
    fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
impl ::serde::Serialize for CampaignStatus {
    fn serialize<S: ::serde::Serializer>(
        &self,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> ::serde::Deserialize<'de> for CampaignStatus {
    fn deserialize<D: ::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        struct Visitor;
        impl ::serde::de::Visitor<'_> for Visitor {
            type Value = CampaignStatus;
            fn expecting(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> ::std::fmt::Result {
                f.write_str("a string (CampaignStatus)")
            }
            fn visit_str<E>(self, text: &str) -> Result<CampaignStatus, E> {
                Ok(CampaignStatus::from(text))
            }
            fn visit_string<E>(self, text: String) -> Result<CampaignStatus, E> {
                Ok(CampaignStatus::from(text))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
impl crate::tolerant::Tolerant for CampaignStatus {
    fn from_text(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }
    fn write<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for CampaignStatus {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "CampaignStatus".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "string", "description" :
            "The status of a campaign: `draft`, `launched`, `executing`, `paused`, `completed`, `archived` or an unknown\nvalue. The set is open: keep unknown values unchanged.",
            "x-extensible-enum" : ["draft", "launched", "executing", "paused",
            "completed", "archived"], }
        )
    }
}
/**The type of a campaign: `one_time`, `recurring`, `on_going` (triggered by a segment), `transactional` (triggered
by an event), `onsite` (live content) or an unknown value. The set is open: keep unknown values unchanged.*/
///
/// Values are compared by their string representation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ExecTerm {
    ///`one_time`
    OneTime,
    ///`recurring`
    Recurring,
    ///`on_going`
    OnGoing,
    ///`transactional`
    Transactional,
    ///`onsite`
    Onsite,
    /// A value that the contract does not list.
    Unknown(String),
}
impl ExecTerm {
    /// The values that the contract lists.
    pub const KNOWN: &'static [&'static str] = &[
        "one_time",
        "recurring",
        "on_going",
        "transactional",
        "onsite",
    ];
    /// Returns the value as sent.
    pub fn as_str(&self) -> &str {
        match self {
            Self::OneTime => "one_time",
            Self::Recurring => "recurring",
            Self::OnGoing => "on_going",
            Self::Transactional => "transactional",
            Self::Onsite => "onsite",
            Self::Unknown(text) => text,
        }
    }
    fn known(text: &str) -> Option<Self> {
        match text {
            "one_time" => Some(Self::OneTime),
            "recurring" => Some(Self::Recurring),
            "on_going" => Some(Self::OnGoing),
            "transactional" => Some(Self::Transactional),
            "onsite" => Some(Self::Onsite),
            _ => None,
        }
    }
}
impl ::std::fmt::Display for ExecTerm {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.pad(self.as_str())
    }
}
impl From<&str> for ExecTerm {
    fn from(text: &str) -> Self {
        Self::known(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
    }
}
impl From<String> for ExecTerm {
    fn from(text: String) -> Self {
        Self::known(&text).unwrap_or(Self::Unknown(text))
    }
}
impl ::std::str::FromStr for ExecTerm {
    type Err = ::std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from(text))
    }
}
impl AsRef<str> for ExecTerm {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
impl PartialEq for ExecTerm {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}
impl Eq for ExecTerm {}
impl PartialEq<str> for ExecTerm {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}
impl PartialEq<&str> for ExecTerm {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
impl PartialOrd for ExecTerm {
    fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for ExecTerm {
    fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}
impl ::std::hash::Hash for ExecTerm {
    fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
impl ::serde::Serialize for ExecTerm {
    fn serialize<S: ::serde::Serializer>(
        &self,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> ::serde::Deserialize<'de> for ExecTerm {
    fn deserialize<D: ::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        struct Visitor;
        impl ::serde::de::Visitor<'_> for Visitor {
            type Value = ExecTerm;
            fn expecting(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> ::std::fmt::Result {
                f.write_str("a string (ExecTerm)")
            }
            fn visit_str<E>(self, text: &str) -> Result<ExecTerm, E> {
                Ok(ExecTerm::from(text))
            }
            fn visit_string<E>(self, text: String) -> Result<ExecTerm, E> {
                Ok(ExecTerm::from(text))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
impl crate::tolerant::Tolerant for ExecTerm {
    fn from_text(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }
    fn write<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for ExecTerm {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "ExecTerm".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "string", "description" :
            "The type of a campaign: `one_time`, `recurring`, `on_going` (triggered by a segment), `transactional` (triggered\nby an event), `onsite` (live content) or an unknown value. The set is open: keep unknown values unchanged.",
            "x-extensible-enum" : ["one_time", "recurring", "on_going", "transactional",
            "onsite"], }
        )
    }
}
/**The concurrency of an event-triggered campaign for a customer: `once_per_lifetime`, `once_at_any_time` (a
customer who has left the campaign can enter it again), `multiple`, or an unknown value. The set is open: keep
unknown values unchanged.*/
///
/// Values are compared by their string representation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum JourneyConcurrency {
    ///`once_per_lifetime`
    OncePerLifetime,
    ///`once_at_any_time`
    OnceAtAnyTime,
    ///`multiple`
    Multiple,
    /// A value that the contract does not list.
    Unknown(String),
}
impl JourneyConcurrency {
    /// The values that the contract lists.
    pub const KNOWN: &'static [&'static str] = &[
        "once_per_lifetime",
        "once_at_any_time",
        "multiple",
    ];
    /// Returns the value as sent.
    pub fn as_str(&self) -> &str {
        match self {
            Self::OncePerLifetime => "once_per_lifetime",
            Self::OnceAtAnyTime => "once_at_any_time",
            Self::Multiple => "multiple",
            Self::Unknown(text) => text,
        }
    }
    fn known(text: &str) -> Option<Self> {
        match text {
            "once_per_lifetime" => Some(Self::OncePerLifetime),
            "once_at_any_time" => Some(Self::OnceAtAnyTime),
            "multiple" => Some(Self::Multiple),
            _ => None,
        }
    }
}
impl ::std::fmt::Display for JourneyConcurrency {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.pad(self.as_str())
    }
}
impl From<&str> for JourneyConcurrency {
    fn from(text: &str) -> Self {
        Self::known(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
    }
}
impl From<String> for JourneyConcurrency {
    fn from(text: String) -> Self {
        Self::known(&text).unwrap_or(Self::Unknown(text))
    }
}
impl ::std::str::FromStr for JourneyConcurrency {
    type Err = ::std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from(text))
    }
}
impl AsRef<str> for JourneyConcurrency {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
impl PartialEq for JourneyConcurrency {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}
impl Eq for JourneyConcurrency {}
impl PartialEq<str> for JourneyConcurrency {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}
impl PartialEq<&str> for JourneyConcurrency {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
impl PartialOrd for JourneyConcurrency {
    fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for JourneyConcurrency {
    fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}
impl ::std::hash::Hash for JourneyConcurrency {
    fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
impl ::serde::Serialize for JourneyConcurrency {
    fn serialize<S: ::serde::Serializer>(
        &self,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> ::serde::Deserialize<'de> for JourneyConcurrency {
    fn deserialize<D: ::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        struct Visitor;
        impl ::serde::de::Visitor<'_> for Visitor {
            type Value = JourneyConcurrency;
            fn expecting(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> ::std::fmt::Result {
                f.write_str("a string (JourneyConcurrency)")
            }
            fn visit_str<E>(self, text: &str) -> Result<JourneyConcurrency, E> {
                Ok(JourneyConcurrency::from(text))
            }
            fn visit_string<E>(self, text: String) -> Result<JourneyConcurrency, E> {
                Ok(JourneyConcurrency::from(text))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
impl crate::tolerant::Tolerant for JourneyConcurrency {
    fn from_text(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }
    fn write<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for JourneyConcurrency {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "JourneyConcurrency".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "string", "description" :
            "The concurrency of an event-triggered campaign for a customer: `once_per_lifetime`, `once_at_any_time` (a\ncustomer who has left the campaign can enter it again), `multiple`, or an unknown value. The set is open: keep\nunknown values unchanged.",
            "x-extensible-enum" : ["once_per_lifetime", "once_at_any_time", "multiple"],
            }
        )
    }
}
/**The repetition of a campaign that is triggered by a segment: `daily`, `continuously`, or an unknown value. The
set is open: keep unknown values unchanged.*/
///
/// Values are compared by their string representation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum RecurringSchedule {
    ///`daily`
    Daily,
    ///`continuously`
    Continuously,
    /// A value that the contract does not list.
    Unknown(String),
}
impl RecurringSchedule {
    /// The values that the contract lists.
    pub const KNOWN: &'static [&'static str] = &["daily", "continuously"];
    /// Returns the value as sent.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Daily => "daily",
            Self::Continuously => "continuously",
            Self::Unknown(text) => text,
        }
    }
    fn known(text: &str) -> Option<Self> {
        match text {
            "daily" => Some(Self::Daily),
            "continuously" => Some(Self::Continuously),
            _ => None,
        }
    }
}
impl ::std::fmt::Display for RecurringSchedule {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.pad(self.as_str())
    }
}
impl From<&str> for RecurringSchedule {
    fn from(text: &str) -> Self {
        Self::known(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
    }
}
impl From<String> for RecurringSchedule {
    fn from(text: String) -> Self {
        Self::known(&text).unwrap_or(Self::Unknown(text))
    }
}
impl ::std::str::FromStr for RecurringSchedule {
    type Err = ::std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from(text))
    }
}
impl AsRef<str> for RecurringSchedule {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
impl PartialEq for RecurringSchedule {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}
impl Eq for RecurringSchedule {}
impl PartialEq<str> for RecurringSchedule {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}
impl PartialEq<&str> for RecurringSchedule {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
impl PartialOrd for RecurringSchedule {
    fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for RecurringSchedule {
    fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}
impl ::std::hash::Hash for RecurringSchedule {
    fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
impl ::serde::Serialize for RecurringSchedule {
    fn serialize<S: ::serde::Serializer>(
        &self,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> ::serde::Deserialize<'de> for RecurringSchedule {
    fn deserialize<D: ::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        struct Visitor;
        impl ::serde::de::Visitor<'_> for Visitor {
            type Value = RecurringSchedule;
            fn expecting(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> ::std::fmt::Result {
                f.write_str("a string (RecurringSchedule)")
            }
            fn visit_str<E>(self, text: &str) -> Result<RecurringSchedule, E> {
                Ok(RecurringSchedule::from(text))
            }
            fn visit_string<E>(self, text: String) -> Result<RecurringSchedule, E> {
                Ok(RecurringSchedule::from(text))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
impl crate::tolerant::Tolerant for RecurringSchedule {
    fn from_text(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }
    fn write<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for RecurringSchedule {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "RecurringSchedule".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "string", "description" :
            "The repetition of a campaign that is triggered by a segment: `daily`, `continuously`, or an unknown value. The\nset is open: keep unknown values unchanged.",
            "x-extensible-enum" : ["daily", "continuously"], }
        )
    }
}
///A unit of time: `day`, `week`, `month`, or an unknown value. The set is open: keep unknown values unchanged.
///
/// Values are compared by their string representation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum IntervalUnit {
    ///`day`
    Day,
    ///`week`
    Week,
    ///`month`
    Month,
    /// A value that the contract does not list.
    Unknown(String),
}
impl IntervalUnit {
    /// The values that the contract lists.
    pub const KNOWN: &'static [&'static str] = &["day", "week", "month"];
    /// Returns the value as sent.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Unknown(text) => text,
        }
    }
    fn known(text: &str) -> Option<Self> {
        match text {
            "day" => Some(Self::Day),
            "week" => Some(Self::Week),
            "month" => Some(Self::Month),
            _ => None,
        }
    }
}
impl ::std::fmt::Display for IntervalUnit {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.pad(self.as_str())
    }
}
impl From<&str> for IntervalUnit {
    fn from(text: &str) -> Self {
        Self::known(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
    }
}
impl From<String> for IntervalUnit {
    fn from(text: String) -> Self {
        Self::known(&text).unwrap_or(Self::Unknown(text))
    }
}
impl ::std::str::FromStr for IntervalUnit {
    type Err = ::std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from(text))
    }
}
impl AsRef<str> for IntervalUnit {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
impl PartialEq for IntervalUnit {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}
impl Eq for IntervalUnit {}
impl PartialEq<str> for IntervalUnit {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}
impl PartialEq<&str> for IntervalUnit {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
impl PartialOrd for IntervalUnit {
    fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for IntervalUnit {
    fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}
impl ::std::hash::Hash for IntervalUnit {
    fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
impl ::serde::Serialize for IntervalUnit {
    fn serialize<S: ::serde::Serializer>(
        &self,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> ::serde::Deserialize<'de> for IntervalUnit {
    fn deserialize<D: ::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        struct Visitor;
        impl ::serde::de::Visitor<'_> for Visitor {
            type Value = IntervalUnit;
            fn expecting(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> ::std::fmt::Result {
                f.write_str("a string (IntervalUnit)")
            }
            fn visit_str<E>(self, text: &str) -> Result<IntervalUnit, E> {
                Ok(IntervalUnit::from(text))
            }
            fn visit_string<E>(self, text: String) -> Result<IntervalUnit, E> {
                Ok(IntervalUnit::from(text))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
impl crate::tolerant::Tolerant for IntervalUnit {
    fn from_text(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }
    fn write<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for IntervalUnit {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "IntervalUnit".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "string", "description" :
            "A unit of time: `day`, `week`, `month`, or an unknown value. The set is open: keep unknown values unchanged.",
            "x-extensible-enum" : ["day", "week", "month"], }
        )
    }
}
/**The rule for the day of a monthly repetition: `nth_day`, `nth_weekday`, `last_day`, or an unknown value. The set
is open: keep unknown values unchanged.*/
///
/// Values are compared by their string representation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum DayOfMonth {
    ///`nth_day`
    NthDay,
    ///`nth_weekday`
    NthWeekday,
    ///`last_day`
    LastDay,
    /// A value that the contract does not list.
    Unknown(String),
}
impl DayOfMonth {
    /// The values that the contract lists.
    pub const KNOWN: &'static [&'static str] = &["nth_day", "nth_weekday", "last_day"];
    /// Returns the value as sent.
    pub fn as_str(&self) -> &str {
        match self {
            Self::NthDay => "nth_day",
            Self::NthWeekday => "nth_weekday",
            Self::LastDay => "last_day",
            Self::Unknown(text) => text,
        }
    }
    fn known(text: &str) -> Option<Self> {
        match text {
            "nth_day" => Some(Self::NthDay),
            "nth_weekday" => Some(Self::NthWeekday),
            "last_day" => Some(Self::LastDay),
            _ => None,
        }
    }
}
impl ::std::fmt::Display for DayOfMonth {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.pad(self.as_str())
    }
}
impl From<&str> for DayOfMonth {
    fn from(text: &str) -> Self {
        Self::known(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
    }
}
impl From<String> for DayOfMonth {
    fn from(text: String) -> Self {
        Self::known(&text).unwrap_or(Self::Unknown(text))
    }
}
impl ::std::str::FromStr for DayOfMonth {
    type Err = ::std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from(text))
    }
}
impl AsRef<str> for DayOfMonth {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
impl PartialEq for DayOfMonth {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}
impl Eq for DayOfMonth {}
impl PartialEq<str> for DayOfMonth {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}
impl PartialEq<&str> for DayOfMonth {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
impl PartialOrd for DayOfMonth {
    fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for DayOfMonth {
    fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}
impl ::std::hash::Hash for DayOfMonth {
    fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
impl ::serde::Serialize for DayOfMonth {
    fn serialize<S: ::serde::Serializer>(
        &self,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> ::serde::Deserialize<'de> for DayOfMonth {
    fn deserialize<D: ::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        struct Visitor;
        impl ::serde::de::Visitor<'_> for Visitor {
            type Value = DayOfMonth;
            fn expecting(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> ::std::fmt::Result {
                f.write_str("a string (DayOfMonth)")
            }
            fn visit_str<E>(self, text: &str) -> Result<DayOfMonth, E> {
                Ok(DayOfMonth::from(text))
            }
            fn visit_string<E>(self, text: String) -> Result<DayOfMonth, E> {
                Ok(DayOfMonth::from(text))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
impl crate::tolerant::Tolerant for DayOfMonth {
    fn from_text(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }
    fn write<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for DayOfMonth {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "DayOfMonth".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "string", "description" :
            "The rule for the day of a monthly repetition: `nth_day`, `nth_weekday`, `last_day`, or an unknown value. The set\nis open: keep unknown values unchanged.",
            "x-extensible-enum" : ["nth_day", "nth_weekday", "last_day"], }
        )
    }
}
/**The kind of activity: `sent`, `delivered`, `open`, `click`, `purchase`, or an unknown value. The set is open:
keep unknown values unchanged.*/
///
/// Values are compared by their string representation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ActivityAction {
    ///`sent`
    Sent,
    ///`delivered`
    Delivered,
    ///`open`
    Open,
    ///`click`
    Click,
    ///`purchase`
    Purchase,
    /// A value that the contract does not list.
    Unknown(String),
}
impl ActivityAction {
    /// The values that the contract lists.
    pub const KNOWN: &'static [&'static str] = &[
        "sent",
        "delivered",
        "open",
        "click",
        "purchase",
    ];
    /// Returns the value as sent.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Open => "open",
            Self::Click => "click",
            Self::Purchase => "purchase",
            Self::Unknown(text) => text,
        }
    }
    fn known(text: &str) -> Option<Self> {
        match text {
            "sent" => Some(Self::Sent),
            "delivered" => Some(Self::Delivered),
            "open" => Some(Self::Open),
            "click" => Some(Self::Click),
            "purchase" => Some(Self::Purchase),
            _ => None,
        }
    }
}
impl ::std::fmt::Display for ActivityAction {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.pad(self.as_str())
    }
}
impl From<&str> for ActivityAction {
    fn from(text: &str) -> Self {
        Self::known(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
    }
}
impl From<String> for ActivityAction {
    fn from(text: String) -> Self {
        Self::known(&text).unwrap_or(Self::Unknown(text))
    }
}
impl ::std::str::FromStr for ActivityAction {
    type Err = ::std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from(text))
    }
}
impl AsRef<str> for ActivityAction {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
impl PartialEq for ActivityAction {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}
impl Eq for ActivityAction {}
impl PartialEq<str> for ActivityAction {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}
impl PartialEq<&str> for ActivityAction {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
impl PartialOrd for ActivityAction {
    fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for ActivityAction {
    fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}
impl ::std::hash::Hash for ActivityAction {
    fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
impl ::serde::Serialize for ActivityAction {
    fn serialize<S: ::serde::Serializer>(
        &self,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> ::serde::Deserialize<'de> for ActivityAction {
    fn deserialize<D: ::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        struct Visitor;
        impl ::serde::de::Visitor<'_> for Visitor {
            type Value = ActivityAction;
            fn expecting(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> ::std::fmt::Result {
                f.write_str("a string (ActivityAction)")
            }
            fn visit_str<E>(self, text: &str) -> Result<ActivityAction, E> {
                Ok(ActivityAction::from(text))
            }
            fn visit_string<E>(self, text: String) -> Result<ActivityAction, E> {
                Ok(ActivityAction::from(text))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
impl crate::tolerant::Tolerant for ActivityAction {
    fn from_text(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }
    fn write<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
#[cfg(feature = "schemars")]
impl ::schemars::JsonSchema for ActivityAction {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        "ActivityAction".into()
    }
    fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
        ::schemars::json_schema!(
            { "type" : "string", "description" :
            "The kind of activity: `sent`, `delivered`, `open`, `click`, `purchase`, or an unknown value. The set is open:\nkeep unknown values unchanged.",
            "x-extensible-enum" : ["sent", "delivered", "open", "click", "purchase"], }
        )
    }
}
