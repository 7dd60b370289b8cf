//! Columns of a record.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use anstyle::Style;
use blueshift::jiff::Timestamp;

use super::Record;
use crate::terminal::PLAIN;

/// A column of tables and csv, and a line of cards.
pub(crate) struct Column<R: 'static> {
    name: &'static str,
    heading: Option<&'static str>,
    field: Field<R>,
    /// A shorter text for tables.
    summary: Option<fn(&R) -> Option<&str>>,
    /// The preferred minimum width of shortened texts. `None` if tables shorten them only as a last resort.
    flexible_to: Option<usize>,
    values: &'static [&'static str],
    style: fn(&str) -> Style,
    total: Total<R>,
    is_sortable: bool,
}

/// The kind of total of a column.
enum Total<R> {
    /// No total, for example for unique counts.
    None,
    Sum,
    /// A sum within one currency. The function returns the currency of a record.
    Money(fn(&R) -> Option<&str>),
}

/// A function that returns the value of a field, or `None` if the record does not have the field.
enum Field<R> {
    Text(fn(&R) -> Option<&str>),
    Derived(fn(&R) -> Option<String>),
    Timestamp(fn(&R) -> Option<Timestamp>),
    Boolean(fn(&R) -> Option<bool>),
    Percentage(fn(&R) -> Option<f64>),
    Number(fn(&R) -> Option<f64>),
}

/// The value of a field.
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Timestamp(Timestamp),
    Boolean(bool),
    Percentage(f64),
    Number(f64),
}

impl<R: 'static> Column<R> {
    const fn new(name: &'static str, field: Field<R>) -> Self {
        Self {
            name,
            heading: None,
            field,
            summary: None,
            flexible_to: None,
            values: &[],
            style: |_| PLAIN,
            total: Total::None,
            is_sortable: true,
        }
    }

    pub(crate) const fn text(name: &'static str, get: fn(&R) -> Option<&str>) -> Self {
        Self::new(name, Field::Text(get))
    }

    /// Creates a column with a string that is derived from the record.
    pub(crate) const fn derived(name: &'static str, get: fn(&R) -> Option<String>) -> Self {
        Self::new(name, Field::Derived(get))
    }

    pub(crate) const fn timestamp(name: &'static str, get: fn(&R) -> Option<Timestamp>) -> Self {
        Self::new(name, Field::Timestamp(get))
    }

    pub(crate) const fn boolean(name: &'static str, get: fn(&R) -> Option<bool>) -> Self {
        Self::new(name, Field::Boolean(get))
    }

    pub(crate) const fn percentage(name: &'static str, get: fn(&R) -> Option<f64>) -> Self {
        Self::new(name, Field::Percentage(get))
    }

    /// Creates a column of numbers, right-aligned in a table.
    pub(crate) const fn number(name: &'static str, get: fn(&R) -> Option<f64>) -> Self {
        Self::new(name, Field::Number(get))
    }

    /// Sets the heading in tables. The default is the name.
    pub(crate) const fn heading(mut self, heading: &'static str) -> Self {
        self.heading = Some(heading);
        self
    }

    /// Sets a shorter text for tables.
    pub(crate) const fn summary(mut self, get: fn(&R) -> Option<&str>) -> Self {
        self.summary = Some(get);
        self
    }

    /// Allows tables to shorten the values, preferably not below this width.
    pub(crate) const fn flexible(mut self, width: usize) -> Self {
        self.flexible_to = Some(width);
        self
    }

    /// Sets the expected values. A table is wide enough for all of them, because later pages may contain them.
    pub(crate) const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// Sets the function that returns the style of a value in tables and cards.
    pub(crate) const fn style(mut self, style: fn(&str) -> Style) -> Self {
        self.style = style;
        self
    }

    /// Enables a total of the values in tables.
    pub(crate) const fn summed(mut self) -> Self {
        self.total = Total::Sum;
        self
    }

    /// Enables a total of amounts of money in tables. Amounts in different currencies are not added.
    pub(crate) const fn money(mut self, currency: fn(&R) -> Option<&str>) -> Self {
        self.total = Total::Money(currency);
        self
    }

    /// Excludes the column from `--sort`, because its values have no order.
    pub(crate) const fn unordered(mut self) -> Self {
        self.is_sortable = false;
        self
    }

    /// Returns the name, as in `--columns` and in the header of csv.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn heading_text(&self) -> Cow<'static, str> {
        match self.heading {
            Some(heading) => heading.into(),
            None => self.name.to_uppercase().replace('_', " ").into(),
        }
    }

    /// Returns whether the values are numbers.
    pub(crate) fn is_number(&self) -> bool {
        matches!(self.field, Field::Number(_))
    }

    /// Returns whether tables show a total.
    pub(super) fn has_total(&self) -> bool {
        !matches!(self.total, Total::None)
    }

    /// Returns the currency of a value. The outer option is `None` if the values are not amounts of money.
    pub(super) fn currency<'a>(&self, record: &'a R) -> Option<Option<&'a str>> {
        match self.total {
            Total::Money(currency) => Some(currency(record)),
            Total::None | Total::Sum => None,
        }
    }

    pub(super) fn flexible_to(&self) -> Option<usize> {
        self.flexible_to
    }

    /// Returns the width of the widest expected value. `relative` is the width of a relative timestamp.
    pub(super) fn expected_width(&self, relative: usize) -> usize {
        match self.field {
            Field::Timestamp(_) => relative,
            _ => self.values.iter().map(|value| value.len()).max().unwrap_or(0),
        }
    }

    pub(super) fn style_of(&self, value: &str) -> Style {
        (self.style)(value)
    }

    pub(super) fn value<'a>(&self, record: &'a R) -> Option<Value<'a>> {
        match self.field {
            Field::Text(get) => get(record).map(|text| Value::Text(text.into())),
            Field::Derived(get) => get(record).map(|text| Value::Text(text.into())),
            Field::Timestamp(get) => get(record).map(Value::Timestamp),
            Field::Boolean(get) => get(record).map(Value::Boolean),
            Field::Percentage(get) => get(record).map(Value::Percentage),
            Field::Number(get) => get(record).map(Value::Number),
        }
    }

    /// Returns the value that tables show.
    pub(super) fn table_value<'a>(&self, record: &'a R) -> Option<Value<'a>> {
        match self.summary {
            Some(get) => get(record).map(|text| Value::Text(text.into())),
            None => self.value(record),
        }
    }

    /// Returns the value if it is a number.
    pub(crate) fn number_of(&self, record: &R) -> Option<f64> {
        match self.field {
            Field::Number(get) => get(record),
            _ => None,
        }
    }

    /// Compares two records by this column. Records without a value are last in either direction.
    pub(crate) fn compare(&self, one: &R, other: &R, descending: bool) -> Ordering {
        use Value::{Number, Percentage, Timestamp};

        let values = match (self.value(one), self.value(other)) {
            (Some(one), Some(other)) => match (one, other) {
                (Number(one) | Percentage(one), Number(other) | Percentage(other)) => one.total_cmp(&other),
                (Timestamp(one), Timestamp(other)) => one.cmp(&other),
                (one, other) => one.text().cmp(&other.text()),
            },
            (one, other) => return one.is_none().cmp(&other.is_none()),
        };
        if descending { values.reverse() } else { values }
    }

    /// Returns the value in the format of the API.
    pub(crate) fn text_of<'a>(&self, record: &'a R) -> Option<Cow<'a, str>> {
        self.value(record).map(|value| value.text())
    }
}

impl<R: Record> Column<R> {
    /// Returns the columns that `--sort` accepts.
    pub(crate) fn sortable() -> impl Iterator<Item = &'static Self> {
        R::COLUMNS.iter().filter(|column| column.is_sortable)
    }

    pub(crate) fn find(name: &str) -> Option<&'static Self> {
        R::COLUMNS.iter().find(|column| column.name == name)
    }
}

impl<'a> Value<'a> {
    /// Returns the value in the format of the API.
    pub(super) fn text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text,
            Self::Timestamp(timestamp) => rfc3339(timestamp).into(),
            Self::Boolean(value) => if value { "true" } else { "false" }.into(),
            Self::Percentage(number) | Self::Number(number) => number.to_string().into(),
        }
    }
}

/// Formats a timestamp with the smallest of 0, 3, 6 or 9 decimal places that is exact.
fn rfc3339(timestamp: Timestamp) -> String {
    match timestamp.subsec_nanosecond() {
        0 => format!("{timestamp}"),
        nanos if nanos % 1_000_000 == 0 => format!("{timestamp:.3}"),
        nanos if nanos % 1_000 == 0 => format!("{timestamp:.6}"),
        _ => format!("{timestamp:.9}"),
    }
}

impl<R> fmt::Debug for Column<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Column").field(&self.name).finish()
    }
}
