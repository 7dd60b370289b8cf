//! One campaign of a data set: held against the contract, then kept as it was written.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::data::campaign::{Campaign, Needle};
use crate::data::data_set::DataError;
use crate::data::timestamp;

/// A campaign's text, and what the filters ask.
#[derive(Debug, Clone)]
pub(crate) struct GivenRow {
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

impl GivenRow {
    /// A campaign that is not part of a list; errors call it row 1.
    pub(crate) fn from_fields(fields: Map<String, Value>) -> Result<Self, DataError> {
        Self::read(1, serde_json::value::to_raw_value(&fields)?)
    }

    pub(crate) fn read(row: usize, raw: Box<RawValue>) -> Result<Self, DataError> {
        let map = serde_json::from_str(raw.get()).map_err(|_| DataError::NotAnObject { row })?;
        let fields = Fields { row, map };
        let uuid = fields.text("uuid")?.ok_or_else(|| fields.at_fault("uuid", "is missing".to_owned()))?;
        for field in ["author", "segment_uuid", "segment_name", "prioritization_label"] {
            fields.text(field)?;
        }
        fields.moment("next_execution_scheduled_at")?;
        fields.number("holdout_percentage")?;
        Ok(Self {
            uuid,
            name: fields.text("name")?,
            email: fields.text("email")?,
            status: fields.text("status")?,
            exec_term: fields.text("exec_term")?,
            archived: fields.truth("archived")?.unwrap_or(false),
            created: fields.moment("created_at")?,
            started: fields.moment("startdate")?,
            updated: fields.moment("updated_at")?,
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

/// The fields that the contract lets be null.
const NULLABLE: [&str; 5] =
    ["startdate", "next_execution_scheduled_at", "segment_uuid", "segment_name", "prioritization_label"];

struct Fields {
    row: usize,
    map: Map<String, Value>,
}

impl Fields {
    fn at_fault(&self, field: &'static str, problem: String) -> DataError {
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
            Some(Value::Null) if NULLABLE.contains(&field) => Ok(None),
            Some(value) => read(value)
                .map(Some)
                .ok_or_else(|| self.at_fault(field, format!("expected {expected}, found {value}"))),
        }
    }

    fn text(&self, field: &'static str) -> Result<Option<String>, DataError> {
        self.read(field, "a text", |value| value.as_str().map(str::to_owned))
    }

    fn truth(&self, field: &'static str) -> Result<Option<bool>, DataError> {
        self.read(field, "true or false", Value::as_bool)
    }

    fn number(&self, field: &'static str) -> Result<Option<f64>, DataError> {
        self.read(field, "a number", Value::as_f64)
    }

    fn moment(&self, field: &'static str) -> Result<Option<i64>, DataError> {
        self.read(field, "a date and time as in RFC 3339", |value| {
            value.as_str().and_then(timestamp::parse).map(timestamp::floor_micros)
        })
    }
}

impl Campaign for GivenRow {
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
