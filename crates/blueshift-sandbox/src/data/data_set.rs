//! Campaigns from JSON.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::value::RawValue;
use thiserror::Error;

use crate::data::stored::StoredCampaign;

/// Campaigns to serve instead of generated ones.
///
/// The JSON is an array of campaigns, or an object with such an array as `results` or `campaigns`. The body of a recorded
/// listing has one of these formats. Each campaign needs a unique `uuid`, and the fields of the contract must have the
/// documented types. Other fields are served unchanged.
#[derive(Debug, Clone, Default)]
pub struct DataSet {
    pub(crate) campaigns: Vec<StoredCampaign>,
}

/// An error in campaign data. Rows are numbered from 1.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DataError {
    /// The file cannot be read.
    #[error("cannot read {path}")]
    #[non_exhaustive]
    Read {
        /// The file.
        path: PathBuf,
        /// The I/O error.
        source: std::io::Error,
    },
    /// The document is not JSON.
    #[error("the document is not valid JSON")]
    Json(#[from] serde_json::Error),
    /// The document contains no list of campaigns.
    #[error("expected an array of campaigns, or an object with an array `results` or `campaigns`")]
    NoList,
    /// A row is not an object.
    #[error("row {row} is not an object")]
    #[non_exhaustive]
    NotAnObject {
        /// The row.
        row: usize,
    },
    /// A row contains a value that cannot be read, such as a number out of range or half of a surrogate pair.
    #[error("cannot read row {row}")]
    #[non_exhaustive]
    Row {
        /// The row.
        row: usize,
        /// The JSON error. Its line and column are relative to the row.
        source: serde_json::Error,
    },
    /// A field does not conform to the contract, or the `uuid` is a duplicate.
    #[error("row {row}, field `{field}`: {problem}")]
    #[non_exhaustive]
    Field {
        /// The row.
        row: usize,
        /// The field.
        field: &'static str,
        /// The problem.
        problem: String,
    },
    /// A campaign with this `uuid` already exists.
    #[error("a campaign with the `uuid` {uuid:?} already exists")]
    #[non_exhaustive]
    Exists {
        /// The `uuid`.
        uuid: String,
    },
    /// A change contains a different `uuid`.
    #[error("the `uuid` of a campaign cannot change")]
    UuidChanged,
}

impl DataSet {
    /// Reads a JSON file.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read, or if [`DataSet::from_json`] returns an error.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, DataError> {
        let path = path.as_ref();
        let text =
            std::fs::read_to_string(path).map_err(|source| DataError::Read { path: path.into(), source })?;
        Self::from_json(&text)
    }

    /// Parses JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not JSON or contains no list of campaigns, if a campaign does not conform to the
    /// contract, or if two campaigns have the same `uuid`. An error in a field contains the row and the field.
    ///
    /// ```
    /// let error = blueshift_sandbox::DataSet::from_json(r#"[{"uuid": "a", "archived": "no"}]"#).unwrap_err();
    /// assert_eq!(error.to_string(), "row 1, field `archived`: expected true or false, found \"no\"");
    /// ```
    pub fn from_json(text: &str) -> Result<Self, DataError> {
        let mut seen = HashMap::new();
        let mut campaigns = Vec::new();
        for (row, raw) in (1..).zip(list(text)?) {
            let campaign = StoredCampaign::parse(row, raw)?;
            if let Some(first) = seen.insert(campaign.uuid().to_owned(), row) {
                let problem = format!("{:?} is a duplicate of the `uuid` of row {first}", campaign.uuid());
                return Err(DataError::Field { row, field: "uuid", problem });
            }
            campaigns.push(campaign);
        }
        Ok(Self { campaigns })
    }

    /// Returns the number of campaigns.
    pub fn len(&self) -> usize {
        self.campaigns.len()
    }

    /// Returns whether there are no campaigns.
    pub fn is_empty(&self) -> bool {
        self.campaigns.is_empty()
    }
}

fn list(text: &str) -> Result<Vec<Box<RawValue>>, DataError> {
    if text.trim_start().starts_with('[') {
        return Ok(serde_json::from_str(text)?);
    }
    let document: &RawValue = serde_json::from_str(text)?;
    let fields: HashMap<String, &RawValue> =
        serde_json::from_str(document.get()).map_err(|_| DataError::NoList)?;
    let list = |name| fields.get(name).filter(|value| value.get() != "null");
    let inner = list("results").or_else(|| list("campaigns")).ok_or(DataError::NoList)?;
    serde_json::from_str(inner.get()).map_err(|_| DataError::NoList)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        DataSet::from_json(text).expect_err("must be refused").to_string()
    }

    #[test]
    fn reports_row_and_field_of_an_invalid_campaign() {
        assert_eq!(
            refusal(r#"[{"uuid":"a"},{"uuid":7}]"#),
            "row 2, field `uuid`: expected a string, found 7"
        );
        assert_eq!(refusal(r#"[{"name":"x"}]"#), "row 1, field `uuid`: expected a string, found no value");
        assert_eq!(
            refusal(r#"[{"uuid":"a","startdate":"soon"}]"#),
            "row 1, field `startdate`: expected an RFC 3339 timestamp, found \"soon\""
        );
        assert_eq!(refusal(r#"[{"uuid":"a","name":7}]"#), "row 1, field `name`: expected a string, found 7");
        assert_eq!(refusal(r#"[{"uuid":null}]"#), "row 1, field `uuid`: expected a string, found null");
        assert_eq!(
            refusal(r#"[{"uuid":"a"},{"uuid":"b"},{"uuid":"a"}]"#),
            "row 3, field `uuid`: \"a\" is a duplicate of the `uuid` of row 1"
        );
        assert_eq!(refusal("[3]"), "row 1 is not an object");
        for (text, reason) in [
            (r#"[{"uuid":"a"},{"uuid":"b","x":1e999}]"#, "number out of range"),
            (r#"[{"uuid":"a"},{"uuid":"\ud800"}]"#, "unexpected end of hex escape"),
        ] {
            let error = DataSet::from_json(text).expect_err("must be refused");
            assert_eq!(error.to_string(), "cannot read row 2", "{text}");
            let source = std::error::Error::source(&error).unwrap().to_string();
            assert!(source.starts_with(reason), "{source}");
        }
    }

    /// According to the contract, only `uuid` is required, and every other field is nullable.
    #[test]
    fn accepts_null_in_every_nullable_field_of_the_contract() {
        let contract: serde_json::Value = serde_saphyr::from_str(include_str!("../../openapi.yaml")).unwrap();
        let properties = contract["components"]["schemas"]["Campaign"]["properties"].as_object();
        for field in properties.unwrap().keys() {
            let text = match field.as_str() {
                "uuid" => continue,
                _ => format!(r#"[{{"uuid":"a","{field}":null}}]"#),
            };
            let data = DataSet::from_json(&text).unwrap_or_else(|error| panic!("{field}: {error}"));
            assert_eq!(data.campaigns[0].raw.get(), text.trim_matches(['[', ']']));
        }
    }

    #[test]
    fn refuses_invalid_json_and_documents_without_a_list() {
        assert!(matches!(DataSet::from_json("{}"), Err(DataError::NoList)));
        assert!(matches!(DataSet::from_json("3"), Err(DataError::NoList)));
        assert!(matches!(DataSet::from_json("[{]"), Err(DataError::Json(_))));
    }

    #[test]
    fn skips_a_null_list() {
        let data = DataSet::from_json(r#"{"results": null, "campaigns": [{"uuid": "a"}]}"#);
        assert_eq!(data.unwrap().len(), 1);
        let refused = DataSet::from_json(r#"{"results": null}"#);
        assert!(matches!(refused, Err(DataError::NoList)));
    }

    #[test]
    fn accepts_an_envelope() {
        let data = DataSet::from_json(r#"{"total_count": 1.0, "results": [{"uuid": "a", "extra": 1}]}"#);
        assert_eq!(data.unwrap().len(), 1);
    }
}
