//! Implements the `--sort` option.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::{Column, Record};

/// A column and a direction.
#[derive(Debug)]
pub(crate) struct SortBy<R: 'static> {
    pub(crate) column: &'static Column<R>,
    descending: bool,
}

impl<R> Clone for SortBy<R> {
    fn clone(&self) -> Self {
        Self { column: self.column, descending: self.descending }
    }
}

impl<R> SortBy<R> {
    /// Sorts records with a stable sort. Records without a value are last.
    pub(crate) fn sort(&self, records: &mut [R]) {
        records.sort_by(|one, other| self.column.compare(one, other, self.descending));
    }
}

const DESCENDING: &str = ":desc";
const ASCENDING: &str = ":asc";

/// Returns a parser of `column`, `column:asc` or `column:desc`.
pub(crate) fn sort_parser<R: Record>() -> impl TypedValueParser<Value = SortBy<R>> {
    let values = Column::<R>::sortable().flat_map(|column| {
        let name = column.name();
        let directed = [ASCENDING, DESCENDING].map(|direction| format!("{name}{direction}"));
        // Hidden, so that an error does not list each column three times.
        let directed = directed.map(|value| PossibleValue::new(value).hide(true));
        std::iter::once(PossibleValue::new(name)).chain(directed)
    });
    PossibleValuesParser::new(values).try_map(|text| {
        let descending = text.ends_with(DESCENDING);
        let name = text.trim_end_matches(DESCENDING).trim_end_matches(ASCENDING);
        let column = Column::find(name).ok_or("unknown column")?;
        Ok::<_, &str>(SortBy { column, descending })
    })
}

#[cfg(test)]
mod tests {
    use blueshift::Campaign;
    use serde_json::{Value, json};

    use super::*;

    fn sorted(by: &str, campaigns: &Value) -> String {
        let mut campaigns: Vec<Campaign> = serde_json::from_value(campaigns.clone()).unwrap();
        let (name, descending) = by.split_once(':').unwrap_or((by, ""));
        let by = SortBy { column: Column::find(name).unwrap(), descending: descending == "desc" };
        by.sort(&mut campaigns);
        campaigns.iter().map(|campaign| campaign.uuid.as_str()).collect()
    }

    #[test]
    fn sort_is_stable_with_missing_values_last() {
        let campaigns = json!([
            { "uuid": "a", "holdout_percentage": 9, "startdate": "2026-05-20T00:00:00Z" },
            { "uuid": "b", "name": "x" },
            { "uuid": "c", "holdout_percentage": 10, "startdate": "2026-05-20T01:00:00+02:00", "name": "y" },
            { "uuid": "d", "holdout_percentage": 9 },
        ]);
        assert_eq!(sorted("holdout_percentage", &campaigns), "adcb");
        assert_eq!(sorted("holdout_percentage:desc", &campaigns), "cadb");
        assert_eq!(sorted("startdate", &campaigns), "cabd");
        assert_eq!(sorted("startdate:desc", &campaigns), "acbd");
        assert_eq!(sorted("name:desc", &campaigns), "cbad");
        assert_eq!(sorted("uuid:desc", &campaigns), "dcba");
    }
}
