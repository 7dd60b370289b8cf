//! The output columns of a campaign.

use anstyle::Style;
use blueshift::{Campaign, CampaignStatus, ExecTerm};

use crate::output::{Column, Record};
use crate::terminal::{CYAN, DIM, GREEN, PLAIN, YELLOW};

type C = Column<Campaign>;

impl Record for Campaign {
    const NOUN: [&'static str; 2] = ["campaign", "campaigns"];

    const COLUMNS: &'static [Column<Self>] = &[
        C::text("uuid", |it| Some(&it.uuid)).style(|_| DIM),
        C::text("name", |it| it.name.as_deref()).flexible(40),
        C::text("status", |it| it.status.as_ref().map(CampaignStatus::as_str))
            .values(CampaignStatus::KNOWN)
            .style(status_style),
        C::text("exec_term", |it| it.exec_term.as_ref().map(ExecTerm::as_str)).values(ExecTerm::KNOWN),
        C::text("author", |it| it.author.as_deref()).flexible(12),
        C::text("email", |it| it.email.as_deref()).flexible(12),
        C::timestamp("startdate", |it| it.startdate),
        C::timestamp("created_at", |it| it.created_at),
        C::timestamp("updated_at", |it| it.updated_at),
        C::boolean("archived", |it| it.archived),
        C::percentage("holdout_percentage", |it| it.holdout_percentage).heading("HOLDOUT"),
        C::timestamp("next_execution_scheduled_at", |it| it.next_execution_scheduled_at).heading("NEXT RUN"),
        C::text("segment_uuid", |it| it.segment_uuid.as_deref()).style(|_| DIM),
        C::text("segment_name", |it| it.segment_name.as_deref()).flexible(12),
        C::text("prioritization_label", |it| it.prioritization_label.as_deref())
            .heading("PRIORITY")
            .flexible(12),
    ];

    const TABLE: &'static [(&'static str, u8)] = &[
        ("name", 0),
        ("status", 1),
        ("exec_term", 2),
        ("startdate", 3),
        ("author", 5),
        ("segment_name", 6),
        ("uuid", 4),
    ];
}

pub(super) fn status_style(status: &str) -> Style {
    match status {
        "launched" | "executing" => GREEN,
        "paused" => YELLOW,
        "draft" => CYAN,
        "completed" | "archived" => DIM,
        _ => PLAIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_column_of_the_same_name() {
        let timestamp = "2026-05-20T18:43:34Z";
        let full = serde_json::json!({
            "uuid": "u", "name": "n", "status": "draft", "exec_term": "onsite", "author": "a", "email": "e",
            "startdate": timestamp, "created_at": timestamp, "updated_at": timestamp, "archived": true,
            "holdout_percentage": 2.5, "next_execution_scheduled_at": timestamp, "segment_uuid": "s",
            "segment_name": "sn", "prioritization_label": "p",
        });
        let campaign: Campaign = serde_json::from_value(full.clone()).unwrap();
        assert_eq!(full, serde_json::to_value(&campaign).unwrap(), "the test must list every field");
        assert_eq!(full.as_object().unwrap().len(), Campaign::COLUMNS.len());
        for column in Campaign::COLUMNS {
            let json = &full[column.name()];
            let expected = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
            assert_eq!(column.text_of(&campaign).unwrap(), expected);
        }
    }

    #[test]
    fn table_columns_exist_and_have_distinct_ranks() {
        let mut ranks: Vec<u8> = Campaign::TABLE.iter().map(|(_, rank)| *rank).collect();
        ranks.sort_unstable();
        assert_eq!(ranks, (0..7).collect::<Vec<u8>>());
        for (name, _) in Campaign::TABLE {
            assert!(Campaign::COLUMNS.iter().any(|column| column.name() == *name), "{name}");
        }
    }
}
