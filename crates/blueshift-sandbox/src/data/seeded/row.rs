//! One seeded campaign.

use uuid::Builder;

use crate::data::campaign::{Campaign, Needle, Percentage, Record};
use crate::data::seeded::vocabulary::{AUTHORS, PRIORITIZATION_LABELS, SEGMENTS, THEMES, formats};
use crate::data::timestamp::{self, DAY, HOUR, MINUTE};
use crate::random::{Draws, counter_of, mix, seed_of, unit};

/// What filters need of one campaign; the rest is drawn when it is written to a body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    bits: u64,
    today: i64,
    exec_term: &'static str,
    status: &'static str,
    created: i64,
    started: Option<i64>,
    archived: bool,
}

/// Keeps the campaigns that are inserted apart from those that are there from the start.
const INSERTED: u64 = 0x696e_7365_7274;

impl Row {
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
        let archived_in_100 = if today - created > 180 * DAY { 35 } else { 4 };
        let archived = draws.below(100) < archived_in_100;
        Self { bits, today, exec_term, status, created, started: (!undated).then_some(start), archived }
    }

    /// A campaign created at `moment` that any listing without filters shows.
    pub(crate) fn inserted(seed: u64, number: u64, moment: i64) -> Self {
        let bits = mix(seed ^ INSERTED, number);
        Self {
            bits,
            today: moment,
            exec_term: "on_going",
            status: "launched",
            created: moment,
            started: Some(moment),
            archived: false,
        }
    }

    /// The number from which a campaign with this `uuid` was inserted, if it can be one.
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

    pub(crate) fn record(&self) -> Record {
        let mut draws = Draws::new(mix(self.bits, 6));
        let (author, email) = self.author();
        let triggered = matches!(self.exec_term, "transactional" | "onsite");
        let has_segment = draws.below(10) < if triggered { 2 } else { 9 };
        let segment = has_segment.then(|| draws.pick(&SEGMENTS, "All Subscribers"));
        Record {
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
            segment_uuid: segment.map(segment_uuid),
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

impl Campaign for Row {
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

/// What [`uuid`] may have made `uuid` from. Two bits of the half that is undone belong to the variant of the UUID.
pub(crate) fn bits_of(uuid: &str) -> impl Iterator<Item = u64> {
    let low = uuid::Uuid::parse_str(uuid).ok().map(|uuid| uuid.as_u64_pair().1 & (u64::MAX >> 2));
    low.into_iter().flat_map(|low| (0..4).map(move |top| seed_of(8, low | top << 62)))
}

/// A segment has one identifier, whichever campaign names it.
fn segment_uuid(name: &str) -> String {
    uuid(name.bytes().fold(0, |bits, byte| mix(bits, u64::from(byte))))
}
