//! Writes every campaign to standard output as a line of JSON with the same flat columns.
//!
//! Each column has one type and is present in each line, so that tools derive the same schema from every export:
//!
//! ```sh
//! export_campaigns > campaigns.ndjson
//! duckdb -c "COPY (FROM read_json('campaigns.ndjson')) TO 'campaigns.parquet'"
//! ```

use std::io::Write;

use blueshift::Campaign;
use blueshift::jiff::Timestamp;
use futures_util::TryStreamExt;
use serde::Serialize;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let connection = blueshift_examples::connect().await?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    // Without `all_time`, the API omits one-time campaigns that started more than 30 days ago.
    let mut campaigns = connection.client.campaigns().list().all_time().concurrency(4).stream();
    while let Some(campaign) = campaigns.try_next().await? {
        serde_json::to_writer(&mut out, &Row::from(campaign))?;
        out.write_all(b"\n")?;
    }
    // Dropping the writer would ignore an error. After any error, the program exits with 1, so incomplete output can be detected.
    out.flush()?;
    Ok(())
}

/// A line of the output. Absent values are null.
#[derive(Serialize)]
struct Row {
    uuid: String,
    name: Option<String>,
    status: Option<String>,
    exec_term: Option<String>,
    archived: Option<bool>,
    startdate: Option<Timestamp>,
    created_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
    next_execution_scheduled_at: Option<Timestamp>,
    holdout_percentage: Option<f64>,
    segment_uuid: Option<String>,
    segment_name: Option<String>,
    author: Option<String>,
    author_email: Option<String>,
    prioritization_label: Option<String>,
    /// The fields without a column, as a JSON object in a string, so that a new field does not change the schema.
    extra: String,
}

impl From<Campaign> for Row {
    fn from(campaign: Campaign) -> Self {
        Self {
            extra: serde_json::Value::Object(campaign.extra).to_string(),
            uuid: campaign.uuid,
            name: campaign.name,
            status: campaign.status.map(|status| status.to_string()),
            exec_term: campaign.exec_term.map(|term| term.to_string()),
            archived: campaign.archived,
            startdate: campaign.startdate,
            created_at: campaign.created_at,
            updated_at: campaign.updated_at,
            next_execution_scheduled_at: campaign.next_execution_scheduled_at,
            holdout_percentage: campaign.holdout_percentage,
            segment_uuid: campaign.segment_uuid,
            segment_name: campaign.segment_name,
            author: campaign.author,
            author_email: campaign.email,
            prioritization_label: campaign.prioritization_label,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn unknown_fields_do_not_add_columns() {
        let json = serde_json::json!({"uuid": "u", "status": "brand_new", "new_field": {"a": 1}});
        let row = Row::from(serde_json::from_value::<Campaign>(json).unwrap());
        let bare = Row::from(Campaign::new("u"));
        let columns = |row: &Row| {
            let value = serde_json::to_value(row).unwrap();
            value.as_object().unwrap().keys().cloned().collect::<Vec<_>>()
        };
        assert_eq!(columns(&row), columns(&bare));
        assert_eq!(
            (row.status.as_deref(), row.extra.as_str()),
            (Some("brand_new"), r#"{"new_field":{"a":1}}"#)
        );
    }
}
