//! A campaign of a data set, or a created or changed campaign: validated against the contract and stored as JSON.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::data::data_set::DataError;
use crate::data::filter::{FilterFields, Needle};
use crate::data::timestamp;

/// The JSON of a campaign, and the fields that filters compare.
#[derive(Debug, Clone)]
pub(crate) struct StoredCampaign {
    pub(crate) raw: Box<RawValue>,
    uuid: String,
    name: Option<String>,
    email: Option<String>,
    status: Option<String>,
    exec_term: Option<String>,
    archived: bool,
    created: Option<i64>,
    started: Option<i64>,
    updated: Option<i64>,
}

impl StoredCampaign {
    /// Validates a single campaign. Errors refer to it as row 1.
    pub(crate) fn from_fields(fields: Map<String, Value>) -> Result<Self, DataError> {
        Self::parse(1, serde_json::value::to_raw_value(&fields)?)
    }

    /// Validates the campaign at a row of a list.
    pub(crate) fn parse(row: usize, raw: Box<RawValue>) -> Result<Self, DataError> {
        if !raw.get().starts_with('{') {
            return Err(DataError::NotAnObject { row });
        }
        let map = serde_json::from_str(raw.get()).map_err(|source| DataError::Row { row, source })?;
        let fields = Fields { row, map };
        let missing = || fields.error("uuid", "expected a string, found no value".to_owned());
        let uuid = fields.string("uuid")?.ok_or_else(missing)?;
        for field in ["author", "segment_uuid", "segment_name", "prioritization_label"] {
            fields.string(field)?;
        }
        fields.timestamp("next_execution_scheduled_at")?;
        fields.number("holdout_percentage")?;
        Ok(Self {
            uuid,
            name: fields.string("name")?,
            email: fields.string("email")?,
            status: fields.string("status")?,
            exec_term: fields.string("exec_term")?,
            archived: fields.boolean("archived")?.unwrap_or(false),
            created: fields.timestamp("created_at")?,
            started: fields.timestamp("startdate")?,
            updated: fields.timestamp("updated_at")?,
            raw,
        })
    }

    pub(crate) fn uuid(&self) -> &str {
        &self.uuid
    }

    pub(crate) fn updated(&self) -> Option<i64> {
        self.updated
    }
}

/// The only field that the contract does not allow to be null.
const NOT_NULLABLE: &str = "uuid";

struct Fields {
    row: usize,
    map: Map<String, Value>,
}

impl Fields {
    fn error(&self, field: &'static str, problem: String) -> DataError {
        DataError::Field { row: self.row, field, problem }
    }

    fn read<T>(
        &self,
        field: &'static str,
        expected: &str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Result<Option<T>, DataError> {
        match self.map.get(field) {
            None => Ok(None),
            Some(Value::Null) if field != NOT_NULLABLE => Ok(None),
            Some(value) => read(value)
                .map(Some)
                .ok_or_else(|| self.error(field, format!("expected {expected}, found {value}"))),
        }
    }

    fn string(&self, field: &'static str) -> Result<Option<String>, DataError> {
        self.read(field, "a string", |value| value.as_str().map(str::to_owned))
    }

    fn boolean(&self, field: &'static str) -> Result<Option<bool>, DataError> {
        self.read(field, "true or false", Value::as_bool)
    }

    fn number(&self, field: &'static str) -> Result<Option<f64>, DataError> {
        self.read(field, "a number", Value::as_f64)
    }

    fn timestamp(&self, field: &'static str) -> Result<Option<i64>, DataError> {
        self.read(field, "an RFC 3339 timestamp", |value| {
            value.as_str().and_then(timestamp::parse).map(timestamp::floor_micros)
        })
    }
}

impl FilterFields for StoredCampaign {
    fn name_contains(&self, needle: &Needle) -> bool {
        self.name.as_ref().is_some_and(|name| needle.is_in(name))
    }
    fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }
    fn status(&self) -> Option<&str> {
        self.status.as_deref()
    }
    fn exec_term(&self) -> Option<&str> {
        self.exec_term.as_deref()
    }
    fn archived(&self) -> bool {
        self.archived
    }
    fn created(&self) -> Option<i64> {
        self.created
    }
    fn started(&self) -> Option<i64> {
        self.started
    }
}
