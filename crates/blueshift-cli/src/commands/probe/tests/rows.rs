//! The behaviors with which the probe is tested.

use std::collections::BTreeSet;

/// An option of the sandbox that a probe can determine, or several options that depend on each other.
pub(super) struct Axis {
    pub(super) name: &'static str,
    /// Every value, as lines of a behavior file.
    pub(super) values: &'static [&'static str],
}

const fn axis(name: &'static str, values: &'static [&'static str]) -> Axis {
    Axis { name, values }
}

/// Every assumption that a probe can determine except `retry-after`. The depth limit is included, because it may cause wrong
/// findings.
pub(super) const AXES: [Axis; 20] = [
    axis(
        "page-base",
        &[
            "page-base = 0",
            "page-base = 1\npage-zero = 'clamp'",
            "page-base = 1\npage-zero = 'refuse'",
            "page-base = 1\npage-zero = 'not-found'",
            "page-base = 1\npage-zero = 'unprocessable'",
            "page-base = 1\npage-zero = 'empty'",
            "page-base = 1\npage-zero = 'error'",
        ],
    ),
    axis(
        "past-end",
        &[
            "past-end = 'empty'",
            "past-end = 'last-page'",
            "past-end = 'first-page'",
            "past-end = 'refuse'",
            "past-end = 'not-found'",
            "past-end = 'unprocessable'",
        ],
    ),
    axis(
        "shape",
        &[
            "shape = 'array'",
            "shape = 'campaigns'",
            "shape = 'envelope'\ntotal = 'correct'",
            "shape = 'envelope'\ntotal = 'absent'",
            "shape = 'envelope'\ntotal = 'too-large=3'",
        ],
    ),
    axis(
        "order",
        &[
            "order = 'newest'",
            "order = 'oldest'",
            "order = 'shuffled'",
            "order = 'updated'",
            "order = 'given'",
        ],
    ),
    axis(
        "sizes",
        &[
            "default-per-page = 50\nmax-per-page = 500",
            "default-per-page = 7\nmax-per-page = 23",
            "default-per-page = 20\nmax-per-page = 20",
        ],
    ),
    axis("over-max", &["over-max = 'clamp'", "over-max = 'refuse'"]),
    axis("depth-limit", &["", "depth-limit = 40"]),
    axis("archived-absent", &["archived-absent = 'all'", "archived-absent = 'unarchived'"]),
    axis("archived-false", &["archived-false = 'unarchived'", "archived-false = 'all'"]),
    axis("undated-one-time", &["undated-one-time = 'listed'", "undated-one-time = 'hidden'"]),
    axis("name-match", &["name-match = 'ignore-case'", "name-match = 'exact-case'"]),
    axis("email-match", &["email-match = 'ignore-case'", "email-match = 'exact-case'"]),
    axis("status-match", &["status-match = 'exact-case'", "status-match = 'ignore-case'"]),
    axis("created-after", &["created-after = 'exclusive'", "created-after = 'inclusive'"]),
    axis("created-before", &["created-before = 'exclusive'", "created-before = 'inclusive'"]),
    axis("startdate", &["startdate = 'exclusive'", "startdate = 'inclusive'"]),
    axis("unknown-parameter", &["unknown-parameter = 'refuse'", "unknown-parameter = 'ignore'"]),
    axis("detail-shape", &["detail-shape = 'bare'", "detail-shape = 'wrapped'"]),
    axis("request-id", &["request-id = 'sent'", "request-id = 'absent'"]),
    axis(
        "rate-limit-headers",
        &[
            "rate-limit-headers = 'absent'",
            "rate-limit-headers = 'x-ratelimit'",
            "rate-limit-headers = 'ratelimit'",
        ],
    ),
];

/// The index of a value on each axis.
pub(super) type Row = Vec<usize>;

pub(super) fn behavior(row: &[usize]) -> String {
    let lines = row.iter().zip(&AXES).map(|(value, axis)| axis.values[*value]);
    format!("format = 1\n{}\n", lines.collect::<Vec<_>>().join("\n"))
}

/// The axes that determine which campaigns the first steps read, and therefore the campaigns that the other steps use.
const SEEN: [&str; 6] = ["order", "sizes", "over-max", "depth-limit", "archived-absent", "undated-one-time"];

/// The axes that determine how a list is divided into pages.
const PAGES: [&str; 6] = ["page-base", "past-end", "shape", "sizes", "over-max", "depth-limit"];

/// Returns the axes that influence a finding, given its key. With an unlimited budget, no other axis changes the verdict;
/// `changing_an_option_affects_only_its_findings` checks this.
///
/// This follows from the requests of the steps:
/// - The first page and page 0 are determined with a list of more than three campaigns, so that no page past the end is read.
/// - The end and the total are determined with a list of a few campaigns and one campaign per page, for all page sizes.
/// - The case sensitivity of a filter, or the bound of a date, affects only the request that varies it. Every other request
///   uses the exact value, or a range with a margin around the date.
/// - `unknown-parameter`, `archived-false` and `detail-shape` affect the requests of one step. Headers affect no requests.
fn influences(key: &str) -> Vec<&'static str> {
    let own = AXES.iter().map(|axis| axis.name).filter(|name| *name == key);
    match key {
        "page-zero" => vec!["page-base"],
        "total" => vec!["shape"],
        // These findings depend on the number of campaigns, but not on their order.
        "default-per-page" | "max-per-page" | "over-max" => SEEN[1..].to_vec(),
        "order" | "archived-absent" | "archived-false" | "undated-one-time" | "name-match"
        | "email-match" | "status-match" | "created-after" | "created-before" | "startdate" => {
            own.chain(SEEN).collect()
        }
        _ => own.collect(),
    }
}

pub(super) fn is_influenced(key: &str, axis: usize) -> bool {
    influences(key).contains(&AXES[axis].name)
}

/// Returns the sets of axes whose combinations are all checked: the axes that influence a finding, and [`PAGES`].
fn groups() -> Vec<BTreeSet<&'static str>> {
    let lines = AXES.iter().flat_map(|axis| axis.values).flat_map(|lines| lines.lines());
    let keys = lines.filter_map(|line| Some(line.split_once(" = ")?.0)).filter(|key| *key != "depth-limit");
    let of_findings = keys.map(|key| influences(key).into_iter().collect());
    let groups: BTreeSet<BTreeSet<_>> = of_findings.chain([PAGES.into_iter().collect()]).collect();
    let is_part = |group: &BTreeSet<_>| groups.iter().any(|other| other != group && group.is_subset(other));
    groups.iter().filter(|group| !is_part(group)).cloned().collect()
}

/// A generator of pseudo-random numbers, which depend only on the seed.
pub(super) struct Draws(pub(super) u64);

impl Draws {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }

    pub(super) fn row(&mut self) -> Row {
        AXES.iter().map(|axis| self.below(axis.values.len())).collect()
    }
}

/// Returns rows with every combination of the values of each group. The values of all other axes are random.
pub(super) fn products() -> Vec<Row> {
    let mut draws = Draws(2);
    let mut rows = Vec::new();
    for group in groups() {
        let axes = (0..AXES.len()).filter(|axis| group.contains(AXES[*axis].name));
        let axes: Vec<usize> = axes.collect();
        let count: usize = axes.iter().map(|axis| AXES[*axis].values.len()).product();
        for mut number in 0..count {
            let mut row = draws.row();
            for axis in &axes {
                let values = AXES[*axis].values.len();
                row[*axis] = number % values;
                number /= values;
            }
            rows.push(row);
        }
    }
    rows
}

/// A set of axes. `is_covered` is true for each combination of their values that a row contains.
struct Combinations {
    axes: Vec<usize>,
    is_covered: Vec<bool>,
}

impl Combinations {
    fn new(axes: Vec<usize>) -> Self {
        let count = axes.iter().map(|axis| AXES[*axis].values.len()).product();
        Self { axes, is_covered: vec![false; count] }
    }

    /// Returns the number of the combination that a row contains. `None` if the row has no value yet for one of the axes.
    fn number(&self, row: &[Option<usize>]) -> Option<usize> {
        self.axes.iter().try_fold(0, |number, axis| Some(number * AXES[*axis].values.len() + row[*axis]?))
    }

    /// Sets the values of a combination.
    fn set(&self, mut number: usize, row: &mut [Option<usize>]) {
        for axis in self.axes.iter().rev() {
            let values = AXES[*axis].values.len();
            row[*axis] = Some(number % values);
            number /= values;
        }
    }
}

/// Returns rows that contain every combination of the values of any `strength` axes.
pub(super) fn covering(strength: usize) -> Vec<Row> {
    let mut all: Vec<Combinations> =
        subsets(AXES.len(), strength).into_iter().map(Combinations::new).collect();
    let (mut rows, mut draws, mut next) = (Vec::new(), Draws(1), 0);
    while let Some(combinations) = all.get(next) {
        let Some(missing) = combinations.is_covered.iter().position(|is_covered| !is_covered) else {
            next += 1;
            continue;
        };
        let mut row = vec![None; AXES.len()];
        combinations.set(missing, &mut row);
        for axis in 0..AXES.len() {
            if row[axis].is_some() {
                continue;
            }
            let values = AXES[axis].values.len();
            let start = draws.below(values);
            let new_with = |value: usize| {
                let mut row = row.clone();
                row[axis] = Some(value);
                let of_axis = all[next..].iter().filter(|combinations| combinations.axes.contains(&axis));
                let is_new = |combinations: &&Combinations| {
                    combinations.number(&row).is_some_and(|number| !combinations.is_covered[number])
                };
                of_axis.filter(is_new).count()
            };
            row[axis] =
                (0..values).map(|offset| (start + offset) % values).max_by_key(|value| new_with(*value));
        }
        for combinations in &mut all[next..] {
            if let Some(number) = combinations.number(&row) {
                combinations.is_covered[number] = true;
            }
        }
        rows.push(row.into_iter().flatten().collect());
    }
    rows
}

/// Returns all sets of `size` numbers below `bound`.
fn subsets(bound: usize, size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let with = |last: usize| {
        subsets(last, size - 1).into_iter().map(move |mut set| {
            set.push(last);
            set
        })
    };
    (0..bound).flat_map(with).collect()
}
