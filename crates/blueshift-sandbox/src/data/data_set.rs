//! Campaigns from a JSON file, served as they are written there.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::value::RawValue;
use thiserror::Error;

use crate::data::given_row::GivenRow;

/// Campaigns to serve instead of seeded ones.
///
/// The JSON is an array of campaigns, or an object that holds one as `results` or `campaigns`, so a recorded answer
/// of the real API will do. Each campaign needs a `uuid` that no other has; every field of the contract that is there
/// must have its type. Fields that the contract does not know are served along.
#[derive(Debug, Clone, Default)]
pub struct DataSet {
    pub(crate) rows: Vec<GivenRow>,
}

/// Why a data set was refused. Rows are counted from 1.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DataError {
    /// The file cannot be read.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The text is not JSON.
    #[error("not valid JSON")]
    Json(#[from] serde_json::Error),
    /// The document holds no list of campaigns.
    #[error("no list of campaigns: expected an array, or an object with an array `results` or `campaigns`")]
    NoList,
    /// A row is not an object.
    #[error("row {row} is not an object")]
    NotAnObject {
        /// The row.
        row: usize,
    },
    /// A field does not hold what the contract says.
    #[error("row {row}, field `{field}`: {problem}")]
    Field {
        /// The row.
        row: usize,
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// A campaign to create has the `uuid` of another one.
    #[error("a campaign with uuid {uuid:?} exists")]
    Exists {
        /// The `uuid`.
        uuid: String,
    },
    /// A change contains another `uuid`.
    #[error("the uuid of a campaign cannot change")]
    Renamed,
}

impl DataSet {
    /// Reads a JSON file.
    ///
    /// # Errors
    /// If the file cannot be read, or as [`DataSet::from_json`].
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, DataError> {
        let path = path.as_ref();
        let text =
            std::fs::read_to_string(path).map_err(|source| DataError::Read { path: path.into(), source })?;
        Self::from_json(&text)
    }

    /// Reads JSON.
    ///
    /// # Errors
    /// If the text is not JSON, holds no list, or a row breaks the contract; the error names row and field.
    ///
    /// ```
    /// let error = blueshift_sandbox::DataSet::from_json(r#"[{"uuid": "a", "archived": "no"}]"#).unwrap_err();
    /// assert_eq!(error.to_string(), "row 1, field `archived`: expected true or false, found \"no\"");
    /// ```
    pub fn from_json(text: &str) -> Result<Self, DataError> {
        let mut seen = HashMap::new();
        let mut rows = Vec::new();
        for (row, raw) in (1..).zip(list(text)?) {
            let given = GivenRow::read(row, raw)?;
            if let Some(first) = seen.insert(given.uuid().to_owned(), row) {
                let problem = format!("{:?} is already that of row {first}", given.uuid());
                return Err(DataError::Field { row, field: "uuid", problem });
            }
            rows.push(given);
        }
        Ok(Self { rows })
    }

    /// How many campaigns there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

fn list(text: &str) -> Result<Vec<Box<RawValue>>, DataError> {
    if text.trim_start().starts_with('[') {
        return Ok(serde_json::from_str(text)?);
    }
    let document: &RawValue = serde_json::from_str(text)?;
    let fields: HashMap<String, &RawValue> =
        serde_json::from_str(document.get()).map_err(|_| DataError::NoList)?;
    let inner = fields.get("results").or_else(|| fields.get("campaigns")).ok_or(DataError::NoList)?;
    serde_json::from_str(inner.get()).map_err(|_| DataError::NoList)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        DataSet::from_json(text).expect_err("must be refused").to_string()
    }

    #[test]
    fn a_bad_row_is_refused_with_its_number_and_field() {
        assert_eq!(refusal(r#"[{"uuid":"a"},{"uuid":7}]"#), "row 2, field `uuid`: expected a text, found 7");
        assert_eq!(refusal(r#"[{"name":"x"}]"#), "row 1, field `uuid`: is missing");
        assert_eq!(
            refusal(r#"[{"uuid":"a","startdate":"soon"}]"#),
            "row 1, field `startdate`: expected a date and time as in RFC 3339, found \"soon\""
        );
        assert_eq!(
            refusal(r#"[{"uuid":"a","name":null}]"#),
            "row 1, field `name`: expected a text, found null"
        );
        assert_eq!(
            refusal(r#"[{"uuid":"a"},{"uuid":"b"},{"uuid":"a"}]"#),
            "row 3, field `uuid`: \"a\" is already that of row 1"
        );
        assert_eq!(refusal("[3]"), "row 1 is not an object");
    }

    #[test]
    fn a_document_without_a_list_is_refused() {
        assert!(matches!(DataSet::from_json("{}"), Err(DataError::NoList)));
        assert!(matches!(DataSet::from_json("3"), Err(DataError::NoList)));
        assert!(matches!(DataSet::from_json("[{]"), Err(DataError::Json(_))));
    }

    #[test]
    fn an_envelope_is_a_list_too() {
        let data = DataSet::from_json(r#"{"total_count": 1.0, "results": [{"uuid": "a", "extra": 1}]}"#);
        assert_eq!(data.expect("valid").len(), 1);
    }
}
