//! Totals at the end of a table.

use super::Column;

/// The text for a total of amounts in several currencies.
const MIXED: &str = "mixed";

/// The sum of the values of one column.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sum {
    sum: f64,
    /// The number of values added.
    count: u64,
    currency: Currency,
}

#[derive(Debug, Default, PartialEq)]
enum Currency {
    /// The values are not amounts of money, or no value was added yet.
    #[default]
    None,
    One(String),
    Several,
    /// An amount has no currency.
    Unknown,
}

impl Sum {
    /// Adds the value of a record, if it has one.
    pub(super) fn add<R>(&mut self, column: &Column<R>, record: &R) {
        let Some(number) = column.number_of(record) else { return };
        if let Some(currency) = column.currency(record) {
            self.currency = match (std::mem::take(&mut self.currency), currency) {
                (Currency::Unknown, _) | (_, None) => Currency::Unknown,
                (Currency::Several, _) => Currency::Several,
                (Currency::None, Some(new)) => Currency::One(new.to_owned()),
                (Currency::One(old), Some(new)) if old == new => Currency::One(old),
                (Currency::One(_), Some(_)) => Currency::Several,
            };
        }
        self.sum += number;
        self.count = self.count.saturating_add(1);
    }

    /// Returns the total as text; `None` if it is not meaningful.
    pub(super) fn text(&self, format: fn(f64) -> String) -> Option<String> {
        match self.currency {
            _ if self.count == 0 => None,
            Currency::Unknown => None,
            Currency::Several => Some(MIXED.to_owned()),
            Currency::None | Currency::One(_) => Some(format(self.sum)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Record = (Option<f64>, Option<&'static str>);

    fn total(column: &Column<Record>, records: &[Record]) -> Option<String> {
        let mut sum = Sum::default();
        for record in records {
            sum.add(column, record);
        }
        sum.text(|number| number.to_string())
    }

    #[test]
    fn counts_are_added_and_missing_values_are_ignored() {
        let column = Column::number("clicks", |it: &Record| it.0).summed();
        assert_eq!(
            total(&column, &[(Some(1.0), None), (None, None), (Some(2.5), Some("USD"))]).unwrap(),
            "3.5"
        );
        assert_eq!(total(&column, &[(None, None)]), None);
        assert_eq!(total(&column, &[]), None);
    }

    #[test]
    fn amounts_are_added_in_one_known_currency_only() {
        let column = Column::number("revenue", |it: &Record| it.0).money(|it| it.1);
        let [usd, eur, unknown, none] =
            [(Some(1.0), Some("USD")), (Some(2.0), Some("EUR")), (Some(3.0), None), (None, Some("EUR"))];
        assert_eq!(total(&column, &[usd, none, usd]).unwrap(), "2");
        assert_eq!(total(&column, &[usd, eur]).unwrap(), MIXED);
        // The order of the records does not matter.
        assert_eq!(total(&column, &[eur, usd, eur, unknown]), None);
        assert_eq!(total(&column, &[usd, unknown, eur]), None);
        assert_eq!(total(&column, &[usd, unknown, usd]), None);
        assert_eq!(total(&column, &[unknown]), None);
    }
}
