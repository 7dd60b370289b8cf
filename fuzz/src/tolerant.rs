//! Fuzzes the decoders of the types of requests and responses.

use std::fmt::Debug;

use blueshift::types;
use blueshift_test_support::json::equal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Checks that every object is decoded as each type, and that serializing the result returns an equal document, unless the
/// document is an envelope. The input is the document.
pub fn run(input: &[u8]) {
    let value = serde_json::from_slice::<Value>(input);
    macro_rules! round_trip {
        ($($name:ident),+ $(,)?) => {
            $(round_trip::<types::$name>(stringify!($name), input, value.as_ref().ok());)+
        };
    }
    round_trip!(
        ActivityDateRange,
        ArchivedCampaign,
        ArchivedState,
        BulkArchiveResult,
        Campaign,
        CampaignActivity,
        CampaignActivityList,
        CampaignCreated,
        CampaignDetail,
        CampaignExecution,
        CampaignExecutions,
        CampaignPerformance,
        CampaignPerformanceList,
        CampaignSchedule,
        CampaignState,
        CampaignStatistics,
        CampaignUuids,
        CreatedCampaign,
        CustomUrlParam,
        DetailError,
        DetailErrors,
        ErrorMessage,
        ErrorResult,
        ExecutionResult,
        FieldErrors,
        NewCampaign,
        NewCampaignTrigger,
        RepeatingSchedule,
        ScheduleUpdated,
    );
}

fn round_trip<T>(name: &str, input: &[u8], value: Option<&Value>)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let decoded = match (serde_json::from_slice::<T>(input), value) {
        (Ok(decoded), Some(_)) => decoded,
        (Ok(decoded), None) => panic!("{name}: malformed JSON was decoded as {decoded:?}"),
        (Err(error), Some(Value::Object(_))) => panic!("{name}: {error}"),
        (Err(_), _) => return,
    };
    let written = serde_json::to_value(&decoded).unwrap_or_default();
    let again = serde_json::from_value::<T>(written.clone());
    assert_eq!(again.ok().as_ref(), Some(&decoded), "{name}: {written}");
    // An envelope is serialized in the form that the contract describes.
    let is_envelope = match (name, value) {
        ("CampaignDetail", Some(value)) => value["campaign"].is_object(),
        ("CampaignPerformanceList", Some(value)) => value.is_array() || value["results"].is_array(),
        _ => false,
    };
    if let Some(value) = value.filter(|_| !is_envelope) {
        assert!(equal(value, &written), "{name}: {value} became {written}");
    }
}
