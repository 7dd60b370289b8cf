//! A generated campaign.

use uuid::Builder;

use crate::data::body::{CampaignBody, Percentage};
use crate::data::filter::{FilterFields, Needle};
use crate::data::seeded::vocabulary::{AUTHORS, PRIORITIZATION_LABELS, SEGMENTS, THEMES, formats};
use crate::data::timestamp::{self, DAY, HOUR, MINUTE};
use crate::random::{Draws, counter_of, mix, seed_of, unit};

/// A generated campaign with the fields that most filters compare. The other fields are computed when a filter or a response
/// body needs them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SeededCampaign {
    bits: u64,
    today: i64,
    exec_term: &'static str,
    status: &'static str,
    created: i64,
    started: Option<i64>,
    archived: bool,
}

/// A constant that is combined with the seed, so that inserted campaigns differ from the initial ones.
const INSERTED: u64 = 0x696e_7365_7274;

impl SeededCampaign {
    pub(crate) fn new(bits: u64, exec_term: &'static str, created: i64, today: i64) -> Self {
        let mut draws = Draws::new(mix(bits, 1));
        let chance = draws.below(100);
        let lead = MINUTE * (120 + draws.below(12 * 24 * 60) as i64);
        let start = created.div_euclid(MINUTE) * MINUTE + lead;
        let status = match exec_term {
            "one_time" if start > today => [("draft", 35), ("launched", 100)].as_slice(),
            "one_time" if start > today - 8 * HOUR => &[("executing", 80), ("paused", 100)],
            "one_time" => &[("completed", 85), ("paused", 92), ("draft", 100)],
            "recurring" => &[("launched", 60), ("paused", 75), ("completed", 88), ("draft", 100)],
            _ => &[("launched", 65), ("paused", 82), ("draft", 100)],
        };
        let status = status.iter().find(|(_, below)| chance < *below).map_or("draft", |(name, _)| *name);
        let undated = status == "draft" && draws.below(2) == 0;
        let archived_percent = if today - created > 180 * DAY { 35 } else { 4 };
        let archived = draws.below(100) < archived_percent;
        Self { bits, today, exec_term, status, created, started: (!undated).then_some(start), archived }
    }

    /// Returns a campaign that is created at `now` and included in every listing without filters.
    pub(crate) fn inserted(seed: u64, number: u64, now: i64) -> Self {
        let bits = mix(seed ^ INSERTED, number);
        Self {
            bits,
            today: now,
            exec_term: "on_going",
            status: "launched",
            created: now,
            started: Some(now),
            archived: false,
        }
    }

    /// Returns the number of the inserted campaign with this `uuid`.
    pub(crate) fn number_of(seed: u64, uuid: &str) -> Option<u64> {
        let bits = bits_of(uuid).find(|bits| self::uuid(*bits) == uuid)?;
        Some(counter_of(seed ^ INSERTED, bits))
    }

    fn name(&self) -> String {
        let mut draws = Draws::new(mix(self.bits, 2));
        let theme = draws.pick(&THEMES, "Spring Sale");
        let format = draws.pick(formats(self.exec_term), "Announcement");
        match draws.below(3) {
            0 => format!("{theme} {format}"),
            1 => format!("{theme} {format} #{}", 1 + draws.below(40)),
            _ => format!("{theme} – {format}"),
        }
    }

    fn author(&self) -> (&'static str, &'static str) {
        Draws::new(mix(self.bits, 3)).pick(&AUTHORS, ("Jane Doe", "jane.doe@example.com"))
    }

    pub(crate) fn updated(&self) -> i64 {
        let age = (self.today - self.created).max(0);
        let after = (unit(mix(self.bits, 4)) * (20 * DAY).min(age) as f64) as i64;
        self.created + after / 1000 * 1000
    }

    fn next_execution(&self) -> Option<i64> {
        let ahead = (mix(self.bits, 5) % (7 * 24 * 60)) as i64 + 1;
        match (self.exec_term, self.status) {
            ("recurring", "launched") => Some(self.today + ahead * MINUTE),
            ("one_time", "launched") => self.started,
            _ => None,
        }
    }

    pub(crate) fn body(&self) -> CampaignBody {
        let mut draws = Draws::new(mix(self.bits, 6));
        let (author, email) = self.author();
        let triggered = matches!(self.exec_term, "transactional" | "onsite");
        let has_segment = draws.below(10) < if triggered { 2 } else { 9 };
        let segment = has_segment.then(|| draws.pick(&SEGMENTS, "All Subscribers"));
        CampaignBody {
            name: self.name(),
            status: self.status,
            startdate: self.started.map(timestamp::to_text),
            created_at: timestamp::to_text(self.created),
            updated_at: timestamp::to_text(self.updated()),
            uuid: uuid(self.bits),
            exec_term: self.exec_term,
            next_execution_scheduled_at: self.next_execution().map(timestamp::to_text),
            archived: self.archived,
            holdout_percentage: draws.pick(&HOLDOUTS, Percentage::Whole(0)),
            segment_uuid: segment.map(uuid_of_text),
            segment_name: segment,
            author,
            email,
            prioritization_label: (draws.below(5) < 2)
                .then(|| draws.pick(&PRIORITIZATION_LABELS, "Promotions")),
        }
    }
}

const HOLDOUTS: [Percentage; 6] = [
    Percentage::Whole(0),
    Percentage::Whole(0),
    Percentage::Whole(0),
    Percentage::Whole(5),
    Percentage::Whole(10),
    Percentage::Fraction(2.5),
];

impl FilterFields for SeededCampaign {
    fn name_contains(&self, needle: &Needle) -> bool {
        needle.is_in(&self.name())
    }
    fn email(&self) -> Option<&str> {
        Some(self.author().1)
    }
    fn status(&self) -> Option<&str> {
        Some(self.status)
    }
    fn exec_term(&self) -> Option<&str> {
        Some(self.exec_term)
    }
    fn archived(&self) -> bool {
        self.archived
    }
    fn created(&self) -> Option<i64> {
        Some(self.created)
    }
    fn started(&self) -> Option<i64> {
        self.started
    }
}

pub(crate) fn uuid(bits: u64) -> String {
    let wide = u128::from(mix(bits, 7)) << 64 | u128::from(mix(bits, 8));
    Builder::from_random_bytes(wide.to_be_bytes()).into_uuid().to_string()
}

/// Returns the four possible inputs of [`uuid`] for a UUID, or none for any other string. There are four, because the variant
/// of the UUID overwrites two bits of the half from which the inputs are computed.
pub(crate) fn bits_of(uuid: &str) -> impl Iterator<Item = u64> {
    let low = uuid::Uuid::parse_str(uuid).ok().map(|uuid| uuid.as_u64_pair().1 & (u64::MAX >> 2));
    low.into_iter().flat_map(|low| (0..4).map(move |top| seed_of(8, low | top << 62)))
}

/// Returns a UUID that depends only on a string. For example, a segment has the same UUID in all campaigns.
pub(crate) fn uuid_of_text(text: &str) -> String {
    uuid(bits_of_text(text))
}

/// Returns a hash that depends only on a string.
pub(crate) fn bits_of_text(text: &str) -> u64 {
    text.bytes().fold(0, |bits, byte| mix(bits, u64::from(byte)))
}
