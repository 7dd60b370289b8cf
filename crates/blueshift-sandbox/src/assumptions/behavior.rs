//! Behavior files: TOML files with the values of assumptions.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use thiserror::Error;
use toml::{Table, Value};

use super::{
    ArchivedAbsent, ArchivedFalse, Assumptions, BulkTransactions, DateBound, DetailShape, EmailMatch,
    NameMatch, Named, Order, OverMax, PageBase, PageZero, PastEnd, RateLimitHeaders, RequestId, RetryAfter,
    Shape, StatusMatch, Total, UndatedOneTime, UnknownParameter,
};

/// The supported version of the format.
const FORMAT: i64 = 1;

/// The value of a key that `blueshift probe` could not determine.
const UNDECIDABLE: &str = "undecidable";

/// An error in a behavior file.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BehaviorError {
    /// The file cannot be read.
    #[error("cannot read {path}")]
    #[non_exhaustive]
    Read {
        /// The file.
        path: PathBuf,
        /// The I/O error.
        source: std::io::Error,
    },
    /// The document is not TOML.
    #[error("the document is not valid TOML")]
    Toml(#[from] toml::de::Error),
    /// A key is unknown.
    #[error("unknown key `{key}`; known keys: {known}")]
    #[non_exhaustive]
    Key {
        /// The key.
        key: String,
        /// The known keys.
        known: String,
    },
    /// A key has an invalid value, or the key `format` is missing.
    #[error("key `{key}`: expected {expected}, found {found}")]
    #[non_exhaustive]
    Value {
        /// The key.
        key: String,
        /// The accepted values.
        expected: String,
        /// The value, or `no value` if the key is missing.
        found: String,
    },
}

/// Defines the keys of a behavior file. Each line contains the key, the field of [`Assumptions`], the type of the field, and
/// the function that parses the value.
macro_rules! keys {
    ($($key:literal $field:ident: $type:ty = $read:path;)+) => {
        /// The behavior of an account, as written by `blueshift probe --output toml`.
        ///
        /// The file is a TOML table with `format = 1` and any of the keys below. If a key is absent or its value is
        /// `"undecidable"`, the assumption is unchanged.
        ///
        /// ```
        /// let behavior = blueshift_sandbox::Behavior::from_toml("format = 1\npage-base = 1\nshape = \"envelope\"")?;
        /// let error = blueshift_sandbox::Behavior::from_toml("format = 1\nover-max = \"cut\"").unwrap_err();
        /// assert_eq!(
        ///     error.to_string(),
        ///     r#"key `over-max`: expected "clamp", "refuse" or "undecidable", found "cut""#
        /// );
        /// # Ok::<(), blueshift_sandbox::BehaviorError>(())
        /// ```
        ///
        /// Keys:
        $(#[doc = concat!("- `", $key, "`")])+
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Behavior {
            $($field: Option<$type>,)+
        }

        const KEYS: &[&str] = &[$($key),+];

        impl Behavior {
            fn set(&mut self, key: &str, value: &Value) -> Result<(), BehaviorError> {
                match key {
                    $($key => self.$field = Some($read(key, value)?),)+
                    _ => return Err(BehaviorError::Key { key: key.to_owned(), known: KEYS.join(", ") }),
                }
                Ok(())
            }

            /// Applies the keys of the file to the assumptions.
            pub(crate) fn apply(self, assumptions: &mut Assumptions) {
                $(if let Some(value) = self.$field {
                    assumptions.$field = value;
                })+
            }
        }
    };
}

keys! {
    "page-base" page_base: PageBase = named;
    "page-zero" page_zero: PageZero = named;
    "shape" shape: Shape = named;
    "total" total: Total = total;
    "default-per-page" default_per_page: u32 = page_size;
    "max-per-page" max_per_page: u32 = page_size;
    "over-max" over_max: OverMax = named;
    "past-end" past_end: PastEnd = named;
    "depth-limit" depth_limit: Option<u64> = depth;
    "order" order: Order = named;
    "archived-absent" archived_absent: ArchivedAbsent = named;
    "archived-false" archived_false: ArchivedFalse = named;
    "undated-one-time" undated_one_time: UndatedOneTime = named;
    "name-match" name_match: NameMatch = named;
    "email-match" email_match: EmailMatch = named;
    "status-match" status_match: StatusMatch = named;
    "created-after" created_after: DateBound = named;
    "created-before" created_before: DateBound = named;
    "startdate" startdate: DateBound = named;
    "unknown-parameter" unknown_parameter: UnknownParameter = named;
    "bulk-transactions" bulk_transactions: BulkTransactions = named;
    "detail-shape" detail_shape: DetailShape = named;
    "activity-limit" activity_limit: usize = limit;
    "request-id" request_id: RequestId = named;
    "retry-after" retry_after: RetryAfter = named;
    "rate-limit-headers" rate_limit_headers: RateLimitHeaders = named;
}

impl Behavior {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, or if [`Behavior::from_toml`] returns an error.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, BehaviorError> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path)
            .map_err(|source| BehaviorError::Read { path: path.into(), source })?;
        Self::from_toml(&text)
    }

    /// Parses TOML.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not TOML, if `format` is not 1, if a key is unknown, or if a value is invalid.
    /// The error for an invalid value contains the key, the value and the accepted values.
    pub fn from_toml(text: &str) -> Result<Self, BehaviorError> {
        let table: Table = toml::from_str(text)?;
        let format = table.get("format");
        if format.and_then(Value::as_integer) != Some(FORMAT) {
            let found = format.map_or_else(|| "no value".to_owned(), Value::to_string);
            return Err(invalid("format", FORMAT, found));
        }
        let mut behavior = Self::default();
        for (key, value) in table.iter().filter(|(key, _)| *key != "format") {
            if value.as_str() != Some(UNDECIDABLE) || !KEYS.contains(&key.as_str()) {
                behavior.set(key, value)?;
            }
        }
        Ok(behavior)
    }
}

fn invalid(key: &str, expected: impl Display, found: impl Display) -> BehaviorError {
    BehaviorError::Value { key: key.to_owned(), expected: expected.to_string(), found: found.to_string() }
}

/// Parses a named value. A numeric name can also be an integer.
fn named<T: Named>(key: &str, value: &Value) -> Result<T, BehaviorError> {
    let name = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    T::VALUES.iter().find(|(known, _)| *known == name).map(|(_, value)| *value).ok_or_else(|| {
        let known: Vec<_> = T::VALUES.iter().map(|(known, _)| format!("{known:?}")).collect();
        invalid(key, format!("{} or \"{UNDECIDABLE}\"", known.join(", ")), value)
    })
}

fn number<T: TryFrom<i64>>(key: &str, value: &Value, least: i64) -> Result<T, BehaviorError> {
    let number = value.as_integer().filter(|number| *number >= least);
    number
        .and_then(|number| T::try_from(number).ok())
        .ok_or_else(|| invalid(key, format!("an integer of at least {least}, or \"{UNDECIDABLE}\""), value))
}

fn page_size(key: &str, value: &Value) -> Result<u32, BehaviorError> {
    number(key, value, 1)
}

fn limit(key: &str, value: &Value) -> Result<usize, BehaviorError> {
    number(key, value, 0)
}

fn depth(key: &str, value: &Value) -> Result<Option<u64>, BehaviorError> {
    number(key, value, 0).map(Some)
}

fn total(key: &str, value: &Value) -> Result<Total, BehaviorError> {
    let by = |text: &str| text.strip_prefix("too-large=")?.parse().ok();
    match value.as_str() {
        Some("correct") => Ok(Total::Correct),
        Some("absent") => Ok(Total::Absent),
        Some("too-large") => Ok(Total::TooLarge { by: 1 }),
        text => text.and_then(by).map(|by| Total::TooLarge { by }).ok_or_else(|| {
            let expected = "\"correct\", \"absent\", \"too-large\", \"too-large=N\" or \"undecidable\"";
            invalid(key, expected, value)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(line: &str) -> String {
        Behavior::from_toml(&format!("format = 1\n{line}")).expect_err("must be refused").to_string()
    }

    #[test]
    fn errors_contain_key_value_and_accepted_values() {
        assert_eq!(
            refusal("past-end = 'again'"),
            r#"key `past-end`: expected "empty", "last-page", "first-page", "refuse", "not-found", "unprocessable" or "undecidable", found "again""#
        );
        assert_eq!(
            refusal("page-base = 2"),
            r#"key `page-base`: expected "0", "1" or "undecidable", found 2"#
        );
        for value in ["0", "-1", "4294967296", "'50'", "1.5", "true"] {
            let text = refusal(&format!("max-per-page = {value}"));
            let expected =
                "key `max-per-page`: expected an integer of at least 1, or \"undecidable\", found ";
            assert!(text.starts_with(expected), "{text}");
        }
        assert!(refusal("total = 'too-large=x'").ends_with(r#"found "too-large=x""#));
        let unknown = refusal("page-bass = 'undecidable'");
        assert!(
            unknown.starts_with("unknown key `page-bass`; known keys: page-base, page-zero, "),
            "{unknown}"
        );
    }

    #[test]
    fn requires_the_format() {
        let refusal = |text: &str| Behavior::from_toml(text).expect_err("must be refused").to_string();
        assert_eq!(refusal("page-base = 1"), "key `format`: expected 1, found no value");
        assert_eq!(refusal("format = 2"), "key `format`: expected 1, found 2");
        assert_eq!(refusal("format"), "the document is not valid TOML");
    }

    #[test]
    fn named_values_have_an_effect_but_undecidable_has_none() {
        fn all<T: Named>(key: &str) {
            for (name, _) in T::VALUES {
                let behavior = Behavior::from_toml(&format!("format = 1\n{key} = '{name}'")).unwrap();
                assert_ne!(behavior, Behavior::default(), "{key} = {name}");
            }
        }
        all::<PageBase>("page-base");
        all::<PageZero>("page-zero");
        all::<PastEnd>("past-end");
        all::<RateLimitHeaders>("rate-limit-headers");
        for key in KEYS {
            let behavior = Behavior::from_toml(&format!("format = 1\n{key} = 'undecidable'")).unwrap();
            assert_eq!(behavior, Behavior::default(), "{key}");
        }
    }

    #[test]
    fn applies_only_the_keys_of_the_file() {
        let mut assumptions = Assumptions { max_per_page: 7, ..Assumptions::default() };
        let text =
            "format = 1\npage-base = 1\ntotal = 'too-large=3'\ndepth-limit = 9\nmax-per-page = 'undecidable'";
        Behavior::from_toml(text).unwrap().apply(&mut assumptions);
        assert_eq!(assumptions.page_base, PageBase::One);
        assert_eq!(assumptions.total, Total::TooLarge { by: 3 });
        assert_eq!(assumptions.depth_limit, Some(9));
        assert_eq!(assumptions.max_per_page, 7);
    }
}
