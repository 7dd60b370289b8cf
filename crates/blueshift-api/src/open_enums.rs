// Generated from openapi/blueshift.yaml by `cargo xtask codegen`. Do not edit: change the contract and run it again.

/**The status of a campaign: `draft`, `launched`, `executing`, `paused`, `completed`, `archived` or a value that
is not known yet. The set is open: keep an unknown value as it is.*/
///
/// Two values are compared as the strings they are sent as.
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
    /// A value that the contract does not list, as it was sent.
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
    /// The value as it is sent.
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
    fn from_text(text: &str) -> Result<Self, ::serde_json::Value> {
        Ok(Self::from(text))
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
            "The status of a campaign: `draft`, `launched`, `executing`, `paused`, `completed`, `archived` or a value that\nis not known yet. The set is open: keep an unknown value as it is.",
            "x-extensible-enum" : ["draft", "launched", "executing", "paused",
            "completed", "archived"], }
        )
    }
}
/**The type of a campaign: `one_time`, `recurring`, `on_going` (triggered by a segment), `transactional`
(triggered by an event), `onsite` (live content) or a value that is not known yet. The set is open: keep an
unknown value as it is.*/
///
/// Two values are compared as the strings they are sent as.
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
    /// A value that the contract does not list, as it was sent.
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
    /// The value as it is sent.
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
    fn from_text(text: &str) -> Result<Self, ::serde_json::Value> {
        Ok(Self::from(text))
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
            "The type of a campaign: `one_time`, `recurring`, `on_going` (triggered by a segment), `transactional`\n(triggered by an event), `onsite` (live content) or a value that is not known yet. The set is open: keep an\nunknown value as it is.",
            "x-extensible-enum" : ["one_time", "recurring", "on_going", "transactional",
            "onsite"], }
        )
    }
}
