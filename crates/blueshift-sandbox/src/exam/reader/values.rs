//! Scenarios with unusual fields and values, such as unknown fields, nulls, large numbers and long names.

use serde_json::{Value, json};

use crate::exam::campaigns::{campaign, campaigns, uuid, with};
use crate::exam::scenario::{Reason, Scenario};
use crate::exam::setup::Setup;

const UNKNOWN: Reason = Reason {
    why: "The API may add fields and values at any time, and most fields can be null or absent. Strict decoders then fail for \
          the whole list.",
    source: Some("https://github.com/KittyCAD/kittycad.rs/issues/1043"),
    correct: "Reads the list. Printed objects contain every field that the server sent.",
};
const DROPPED: Reason = Reason {
    why: "If a client drops an unknown value, its caller cannot distinguish the value from an absent one.",
    source: Some("https://github.com/checkout/checkout-sdk-net/pull/556"),
    correct: "Reads the list. Printed objects contain every field that the server sent.",
};
const ODD: Reason = Reason {
    why: "Values of an unexpected type can occur in old records. Such a value must not hide the campaign or other campaigns.",
    source: Some("https://github.com/XeroAPI/xero-python/pull/231"),
    correct: "Keeps the value unchanged, or fails. It never skips the campaign.",
};
const TEXT: Reason = Reason {
    why: "Names may contain any character, and lengths in bytes and in characters differ.",
    source: None,
    correct: "Reads the list. Each printed object is on a separate line and contains every field that the server sent.",
};

fn list(campaigns: &[Value]) -> Setup {
    // The sandbox stores only campaigns with fields of the documented types.
    Setup::scripted(&[Value::from(campaigns)], campaigns.to_vec())
}

pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        Scenario::new("unknown-fields", "Unknown fields do not break a listing.", UNKNOWN, || {
            let more = json!({"new_field": {"nested": [1, {"deep": null}]}, "another": "x", "flags": []});
            Setup::new(vec![with(0, more), campaign(1), campaign(2)])
        }),
        Scenario::new("unknown-enum-values", "Unknown enum values do not break a listing.", DROPPED, || {
            let one = with(0, json!({"status": "hibernating", "exec_term": "lunar"}));
            Setup::new(vec![one, campaign(1), campaign(2)])
        }),
        Scenario::new("null-fields", "Fields that are null do not break a listing.", UNKNOWN, || {
            let mut nulls = campaign(0);
            for (name, value) in nulls.as_object_mut().into_iter().flatten() {
                if name != "uuid" {
                    *value = Value::Null;
                }
            }
            Setup::new(vec![nulls, campaign(1), campaign(2)])
        }),
        Scenario::new(
            "absent-fields",
            "Campaigns that have only a `uuid` do not break a listing.",
            UNKNOWN,
            || Setup::new((0..3).map(|index| json!({"uuid": uuid(index)})).collect()),
        ),
        Scenario::new("odd-types", "Values of an unexpected type do not hide a campaign.", ODD, || {
            let odd = [
                json!({"name": 7, "archived": "no"}),
                json!({"startdate": "soon", "holdout_percentage": "12.5"}),
                json!({"status": ["launched"], "segment_name": {"text": "VIP"}}),
                json!({"created_at": 1_767_225_600, "author": false}),
            ];
            let odd: Vec<_> = odd.into_iter().zip(0..).map(|(fields, index)| with(index, fields)).collect();
            list(&odd).or_error()
        }),
        Scenario::new(
            "numbers",
            "Numbers are unchanged, including large integers and small fractions.",
            DROPPED,
            || {
                Setup::new(vec![
                    with(0, json!({"revision": 9_007_199_254_740_993_i64, "holdout_percentage": 0.1})),
                    with(1, json!({"holdout_percentage": 33.333_333_333_333_336, "ratio": 1e-7})),
                    with(2, json!({"holdout_percentage": 0, "balance": -1.5e300})),
                ])
            },
        ),
        Scenario::new("unicode", "Text in any script is unchanged.", TEXT, || {
            let names = [
                "Été – 夏のセール 🏖️",
                "عرض خاص \u{202e}abc\u{202c}",
                "line\u{2028}separator\u{2029}\u{85}",
                "tab\tquote\"back\\slash\u{0}\u{1f}\u{7f}",
                "e\u{301} is not é; ﬃ; \u{10ffff}; \u{feff}",
                "first\r\nsecond",
            ];
            Setup::new(
                names.iter().zip(0..).map(|(name, index)| with(index, json!({"name": name}))).collect(),
            )
        }),
        Scenario::new("other-identifiers", "Identifiers are accepted in any format.", TEXT, || {
            let named = ["campaign-1", "CAMPAIGN-1", "кампания-2", "0", "00", "1e3"];
            Setup::new(
                named.iter().zip(0..).map(|(uuid, index)| with(index, json!({"uuid": uuid}))).collect(),
            )
        }),
        Scenario::new("long-values", "A name of 100,000 characters does not break a listing.", TEXT, || {
            let mut all = campaigns(3);
            all.push(with(3, json!({"name": "é".repeat(100_000)})));
            Setup::new(all)
        }),
    ]
}
