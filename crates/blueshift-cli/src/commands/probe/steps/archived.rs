//! Determines the meaning of `archived`.

use blueshift::jiff::SignedDuration;
use serde_json::Value;

use super::{CHANGED, Probe, created, window};
use crate::commands::probe::client::{Query, Stop};

const ABSENT: &str = "archived-absent";
const FALSE: &str = "archived-false";

impl Probe {
    /// Lists the campaigns that were created in an interval, without `archived` and with each of its values. The interval
    /// contains an archived and an unarchived campaign.
    pub(super) async fn archived(&mut self) -> Result<(), Stop> {
        let with_flag = |campaigns: &[Value], archived: bool| -> Vec<_> {
            let flagged =
                campaigns.iter().filter(|item| item.get("archived") == Some(&Value::Bool(archived)));
            flagged.filter_map(|item| Some((created(item)?, item.clone()))).collect()
        };
        let mut archived = with_flag(&self.seen, true);
        if archived.is_empty() {
            let page = self.client.list(&with(Query::new(), "true"), false).await?;
            archived = with_flag(page.items().unwrap_or_default(), true);
        }
        let others = with_flag(&self.seen, false);
        let pairs = archived.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
        let closest = pairs.min_by_key(|((one, _), (other, _))| one.duration_since(*other).abs());
        let Some(((at, one), (other_at, other))) = closest else {
            self.archived_undecidable("an archived and an unarchived campaign are required");
            return Ok(());
        };
        let filter = window(*at.min(other_at), *at.max(other_at), SignedDuration::from_secs(1));
        let queries = [filter.clone(), with(filter.clone(), "true"), with(filter, "false")];
        let Some([absent, only, none]) = self.client.snapshot(queries).await? else {
            self.archived_undecidable(CHANGED);
            return Ok(());
        };
        if !only.contains(one) || only.contains(other) {
            self.archived_undecidable("archived=true does not select the archived campaigns");
            return Ok(());
        }
        for (key, request, response) in
            [(ABSENT, "a request without `archived`", absent), (FALSE, "archived=false", none)]
        {
            match (response.contains(one), response.contains(other)) {
                (true, true) => {
                    let evidence = format!("{request} lists an archived and an unarchived campaign");
                    self.findings.decide(key, "all", evidence);
                }
                (false, true) if self.is_complete(&response) => {
                    let evidence = format!("{request} does not list a campaign that archived=true lists");
                    self.findings.decide(key, "unarchived", evidence);
                }
                _ => self.findings.undecidable(key, format!("{request} returns {}", response.describe())),
            }
        }
        Ok(())
    }

    fn archived_undecidable(&mut self, evidence: &str) {
        self.findings.undecidable(ABSENT, evidence);
        self.findings.undecidable(FALSE, evidence);
    }
}

fn with(mut query: Query, archived: &str) -> Query {
    query.push(("archived", archived.to_owned()));
    query
}
