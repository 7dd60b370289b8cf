//! Parses the query of an operation.
//!
//! A parameter that is sent twice, or with list brackets, is refused, because it is not documented which value is used. Unknown
//! parameters are refused unless [`UnknownParameter::Ignore`] is set.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::api::response::FieldErrors;
use crate::assumptions::UnknownParameter;
use crate::data::timestamp;

/// Reads parameters one by one and collects their errors.
pub(super) struct QueryReader {
    sent: BTreeMap<&'static str, String>,
    errors: FieldErrors,
}

impl QueryReader {
    /// Parses a query with these parameter names.
    pub(super) fn new(query: &str, names: &[&'static str], unknown: UnknownParameter) -> Self {
        let (mut sent, mut errors) = (BTreeMap::new(), FieldErrors::default());
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let (plain, bracketed) = name.split_once('[').map_or((&*name, false), |(plain, _)| (plain, true));
            let Some(known) = names.iter().copied().find(|known| *known == plain) else {
                if unknown == UnknownParameter::Refuse {
                    errors.add(name, "is not a parameter of this operation");
                }
                continue;
            };
            if bracketed || sent.insert(known, value.into_owned()).is_some() {
                errors.add(known, "must be a single value");
            }
        }
        Self { sent, errors }
    }

    /// Reports a problem with a parameter.
    pub(super) fn refuse(&mut self, name: &'static str, problem: impl Into<String>) {
        self.errors.add(name, problem);
    }

    /// Returns the value, or all problems if there are any.
    pub(super) fn finish<T>(self, value: T) -> Result<T, FieldErrors> {
        if self.errors.is_empty() { Ok(value) } else { Err(self.errors) }
    }

    pub(super) fn string(&mut self, name: &str) -> Option<String> {
        self.sent.remove(name)
    }

    fn read<T>(
        &mut self,
        name: &'static str,
        problem: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.sent.remove(name)?;
        let value = read(&text);
        if value.is_none() {
            self.errors.add(name, if text.is_empty() { "can't be blank" } else { problem });
        }
        value
    }

    pub(super) fn timestamp(&mut self, name: &'static str) -> Option<Timestamp> {
        self.read(name, "is not a valid date and time", timestamp::parse)
    }

    pub(super) fn boolean(&mut self, name: &'static str) -> Option<bool> {
        self.read(name, "must be true or false", |text| text.parse().ok())
    }

    /// Parses a whole number and saturates it at `u64::MAX`. Signs and spaces are refused.
    pub(super) fn number(&mut self, name: &'static str) -> Option<u64> {
        self.read(name, "must be a whole number", |text| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().unwrap_or(u64::MAX))
        })
    }
}
