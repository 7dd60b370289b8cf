//! Parses a JSON request body.
//!
//! Unknown properties are ignored. Null is refused unless the contract allows it.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::api::response::FieldErrors;
use crate::data::timestamp;

const BLANK: &str = "can't be blank";

/// Parses an object. An empty body is treated as an empty object.
pub(super) fn object(body: &[u8]) -> Option<Map<String, Value>> {
    if body.is_empty() { Some(Map::new()) } else { serde_json::from_slice(body).ok() }
}

/// Reads properties one by one and collects their errors.
pub(super) struct BodyReader {
    sent: Map<String, Value>,
    errors: FieldErrors,
}

impl BodyReader {
    pub(super) fn new(sent: Map<String, Value>) -> Self {
        Self { sent, errors: FieldErrors::default() }
    }

    /// Reports a problem with a property.
    pub(super) fn refuse(&mut self, name: &str, problem: &str) {
        self.errors.add(name, problem);
    }

    /// Reports an error if a required property is absent and has no error yet.
    pub(super) fn require<T>(&mut self, name: &str, value: Option<&T>) {
        if value.is_none() && !self.errors.has(name) {
            self.refuse(name, BLANK);
        }
    }

    /// Returns the value, or all problems if there are any.
    pub(super) fn finish<T>(self, value: T) -> Result<T, FieldErrors> {
        if self.errors.is_empty() { Ok(value) } else { Err(self.errors) }
    }

    fn read<T>(&mut self, name: &str, problem: &str, read: impl FnOnce(Value) -> Option<T>) -> Option<T> {
        let value = self.sent.remove(name)?;
        if value.is_null() {
            self.refuse(name, BLANK);
            return None;
        }
        let found = read(value);
        if found.is_none() {
            self.refuse(name, problem);
        }
        found
    }

    /// Reads a string.
    pub(super) fn string(&mut self, name: &str) -> Option<String> {
        self.read(name, "must be a string", |value| match value {
            Value::String(text) => Some(text),
            _ => None,
        })
    }

    /// Reads a string. Null is treated as absent.
    pub(super) fn nullable_string(&mut self, name: &str) -> Option<String> {
        if self.sent.get(name).is_some_and(Value::is_null) {
            return None;
        }
        self.string(name)
    }

    /// Reads a string that is not blank.
    pub(super) fn filled(&mut self, name: &str) -> Option<String> {
        let text = self.string(name)?;
        if text.trim().is_empty() {
            self.refuse(name, BLANK);
            return None;
        }
        Some(text)
    }

    pub(super) fn timestamp(&mut self, name: &str) -> Option<Timestamp> {
        let text = self.filled(name)?;
        let parsed = timestamp::parse(&text);
        if parsed.is_none() {
            self.refuse(name, "is not a valid date and time");
        }
        parsed
    }

    pub(super) fn boolean(&mut self, name: &str) -> Option<bool> {
        self.read(name, "must be true or false", |value| value.as_bool())
    }

    pub(super) fn strings(&mut self, name: &str) -> Option<Vec<String>> {
        self.read(name, "must be a list of strings", |value| serde_json::from_value(value).ok())
    }

    pub(super) fn object(&mut self, name: &str) -> Option<Map<String, Value>> {
        self.read(name, "must be an object", |value| serde_json::from_value(value).ok())
    }

    pub(super) fn objects(&mut self, name: &str) -> Option<Vec<Map<String, Value>>> {
        self.read(name, "must be a list of objects", |value| serde_json::from_value(value).ok())
    }

    pub(super) fn whole_number(&mut self, name: &str) -> Option<u64> {
        self.read(name, "must be a whole number", |value| value.as_u64())
    }
}
