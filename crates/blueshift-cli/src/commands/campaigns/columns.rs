//! The fields of a campaign, as columns.

use std::borrow::Cow;

use blueshift::Campaign;
use blueshift::jiff::Timestamp;
use clap::ValueEnum;

/// A field of a campaign, by the name that the API gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum Field {
    Uuid,
    Name,
    Status,
    ExecTerm,
    Author,
    Email,
    Startdate,
    CreatedAt,
    UpdatedAt,
    Archived,
    HoldoutPercentage,
    NextExecutionScheduledAt,
    SegmentUuid,
    SegmentName,
    PrioritizationLabel,
}

impl Field {
    /// The name that the API gives it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::Name => "name",
            Self::Status => "status",
            Self::ExecTerm => "exec_term",
            Self::Author => "author",
            Self::Email => "email",
            Self::Startdate => "startdate",
            Self::CreatedAt => "created_at",
            Self::UpdatedAt => "updated_at",
            Self::Archived => "archived",
            Self::HoldoutPercentage => "holdout_percentage",
            Self::NextExecutionScheduledAt => "next_execution_scheduled_at",
            Self::SegmentUuid => "segment_uuid",
            Self::SegmentName => "segment_name",
            Self::PrioritizationLabel => "prioritization_label",
        }
    }

    /// The heading of its column in a table: the name, but for those far wider than what stands below them.
    pub(crate) fn heading(self) -> &'static str {
        match self {
            Self::HoldoutPercentage => "HOLDOUT",
            Self::NextExecutionScheduledAt => "NEXT RUN",
            Self::PrioritizationLabel => "PRIORITY",
            Self::Uuid => "UUID",
            Self::Name => "NAME",
            Self::Status => "STATUS",
            Self::ExecTerm => "EXEC TERM",
            Self::Author => "AUTHOR",
            Self::Email => "EMAIL",
            Self::Startdate => "STARTDATE",
            Self::CreatedAt => "CREATED AT",
            Self::UpdatedAt => "UPDATED AT",
            Self::Archived => "ARCHIVED",
            Self::SegmentUuid => "SEGMENT UUID",
            Self::SegmentName => "SEGMENT NAME",
        }
    }

    /// The field's value; `None` where the campaign does not have it.
    pub(crate) fn value(self, campaign: &Campaign) -> Option<Value<'_>> {
        fn text(value: &Option<String>) -> Option<Value<'_>> {
            value.as_deref().map(Value::Text)
        }
        match self {
            Self::Uuid => Some(Value::Text(&campaign.uuid)),
            Self::Name => text(&campaign.name),
            Self::Status => campaign.status.as_ref().map(|status| Value::Text(status.as_str())),
            Self::ExecTerm => campaign.exec_term.as_ref().map(|term| Value::Text(term.as_str())),
            Self::Author => text(&campaign.author),
            Self::Email => text(&campaign.email),
            Self::Startdate => campaign.startdate.map(Value::Moment),
            Self::CreatedAt => campaign.created_at.map(Value::Moment),
            Self::UpdatedAt => campaign.updated_at.map(Value::Moment),
            Self::Archived => campaign.archived.map(Value::Truth),
            Self::HoldoutPercentage => campaign.holdout_percentage.map(Value::Number),
            Self::NextExecutionScheduledAt => campaign.next_execution_scheduled_at.map(Value::Moment),
            Self::SegmentUuid => text(&campaign.segment_uuid),
            Self::SegmentName => text(&campaign.segment_name),
            Self::PrioritizationLabel => text(&campaign.prioritization_label),
        }
    }
}

/// What a field holds.
pub(crate) enum Value<'a> {
    Text(&'a str),
    Moment(Timestamp),
    Truth(bool),
    Number(f64),
}

impl<'a> Value<'a> {
    /// The value whole, as the API writes it.
    pub(crate) fn whole(&self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Moment(moment) => rfc3339(*moment).into(),
            Self::Truth(true) => "true".into(),
            Self::Truth(false) => "false".into(),
            Self::Number(number) => number.to_string().into(),
        }
    }
}

/// Formats a timestamp with no, three, six or nine decimal places, as few as hold it.
fn rfc3339(timestamp: Timestamp) -> String {
    match timestamp.subsec_nanosecond() {
        0 => format!("{timestamp}"),
        nanos if nanos % 1_000_000 == 0 => format!("{timestamp:.3}"),
        nanos if nanos % 1_000 == 0 => format!("{timestamp:.6}"),
        _ => format!("{timestamp:.9}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_campaign_is_a_column_under_its_own_name() {
        let moment = "2026-05-20T18:43:34Z";
        let full = serde_json::json!({
            "uuid": "u", "name": "n", "status": "draft", "exec_term": "onsite", "author": "a", "email": "e",
            "startdate": moment, "created_at": moment, "updated_at": moment, "archived": true,
            "holdout_percentage": 2.5, "next_execution_scheduled_at": moment, "segment_uuid": "s",
            "segment_name": "sn", "prioritization_label": "p",
        });
        let campaign: Campaign = serde_json::from_value(full.clone()).unwrap();
        assert_eq!(full, serde_json::to_value(&campaign).unwrap(), "the test knows every field");
        assert_eq!(full.as_object().unwrap().len(), Field::value_variants().len());
        for field in Field::value_variants() {
            let json = &full[field.name()];
            let expected = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
            assert_eq!(field.value(&campaign).unwrap().whole(), expected);
            assert_eq!(field.to_possible_value().unwrap().get_name(), field.name());
        }
    }
}
