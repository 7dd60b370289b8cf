//! What comes back.

use serde_json::json;

use super::{CAMPAIGN, OPERATION, at, remove, told};

#[test]
fn a_removed_field_breaks_those_who_receive_it() {
    let lines = told(|new| remove(new, &format!("{CAMPAIGN}/properties"), "author"));
    assert_eq!(
        lines,
        [format!(
            "BREAKING for those who receive {CAMPAIGN}/properties/author: the field was removed, and readers may rely on it"
        )]
    );
}

#[test]
fn a_new_field_breaks_nobody() {
    let lines = told(|new| at(new, &format!("{CAMPAIGN}/properties"))["tag"] = json!({ "type": "string" }));
    assert_eq!(
        lines,
        [format!(
            "compatible for those who receive {CAMPAIGN}/properties/tag: a field was added; readers ignore those that they do not know"
        )]
    );
}

#[test]
fn a_field_that_becomes_nullable_breaks_those_who_receive_it() {
    let lines = told(|new| at(new, &format!("{CAMPAIGN}/properties/uuid"))["nullable"] = true.into());
    assert_eq!(
        lines,
        [format!(
            "BREAKING for those who receive {CAMPAIGN}/properties/uuid: may be null now, and readers do not expect it"
        )]
    );
    let lines = told(|new| remove(new, &format!("{CAMPAIGN}/properties/segment_name"), "nullable"));
    assert_eq!(
        lines,
        [format!(
            "compatible for those who receive {CAMPAIGN}/properties/segment_name: is never null any more"
        )]
    );
}

#[test]
fn a_field_that_is_no_longer_sure_to_be_there_breaks_those_who_receive_it() {
    let lines = told(|new| remove(new, CAMPAIGN, "required"));
    assert_eq!(
        lines,
        [format!(
            "BREAKING for those who receive {CAMPAIGN}/properties/uuid: the field may be missing now, and readers rely on it"
        )]
    );
    let lines = told(|new| at(new, CAMPAIGN)["required"] = json!(["uuid", "name"]));
    assert_eq!(
        lines,
        [format!(
            "compatible for those who receive {CAMPAIGN}/properties/name: the field is always there now"
        )]
    );
}

#[test]
fn a_retyped_field_breaks_those_who_receive_it() {
    let lines =
        told(|new| at(new, &format!("{CAMPAIGN}/properties/holdout_percentage"))["type"] = "string".into());
    assert_eq!(
        lines,
        [format!(
            "BREAKING for those who receive {CAMPAIGN}/properties/holdout_percentage: was number (double), is string (double)"
        )]
    );
}

#[test]
fn a_removed_error_status_breaks_those_who_receive_it() {
    let lines = told(|new| remove(new, &format!("{OPERATION}/responses"), "404"));
    assert_eq!(
        lines,
        [format!(
            "BREAKING for those who receive {OPERATION}/responses/404: the status 404 was removed, and readers may rely on its body"
        )]
    );
}

#[test]
fn a_new_error_status_breaks_nobody_and_a_new_success_does() {
    let lines =
        told(|new| at(new, &format!("{OPERATION}/responses"))["409"] = json!({ "description": "Conflict" }));
    assert_eq!(
        lines,
        [format!(
            "compatible for those who receive {OPERATION}/responses/409: the error status 409 was added"
        )]
    );
    let lines =
        told(|new| at(new, &format!("{OPERATION}/responses"))["202"] = json!({ "description": "Later" }));
    assert_eq!(
        lines,
        [format!(
            "BREAKING for those who receive {OPERATION}/responses/202: the status 202 was added, and readers do not know it"
        )]
    );
}

#[test]
fn a_new_value_of_an_open_enum_breaks_nobody() {
    let values = "#/components/schemas/CampaignStatus/x-extensible-enum";
    let lines = told(|new| at(new, values).as_array_mut().unwrap().push("reviewing".into()));
    assert_eq!(
        lines,
        [format!(
            "compatible for everyone {values}: the open enum has a new value \"reviewing\"; readers keep those that they do not know"
        )]
    );
}

#[test]
fn a_lost_value_of_an_open_enum_breaks_everyone() {
    let values = "#/components/schemas/ExecTerm/x-extensible-enum";
    let lines = told(|new| {
        at(new, values).as_array_mut().unwrap().remove(4);
    });
    assert_eq!(
        lines,
        [format!(
            "BREAKING for everyone {values}: the open enum has lost the value \"onsite\", which generated types name"
        )]
    );
}
