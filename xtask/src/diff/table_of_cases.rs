//! What each kind of change is called.

use serde_json::{Value, json};

use super::{Finding, compare};
use crate::contract::Contract;

const OPERATION: &str = "#/paths/~1api~1v2~1campaigns.json/get";
const CAMPAIGN: &str = "#/components/schemas/Campaign";

fn contract() -> Value {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    Contract::load(root).unwrap().value
}

fn at<'a>(document: &'a mut Value, place: &str) -> &'a mut Value {
    document.pointer_mut(place.trim_start_matches('#')).unwrap()
}

fn remove(document: &mut Value, place: &str, key: &str) {
    at(document, place).as_object_mut().unwrap().remove(key).unwrap();
}

/// What is told of a change, line by line, runs of spaces made one.
fn told(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let (old, mut new) = (contract(), contract());
    change(&mut new);
    lines(&compare(&old, &new).unwrap())
}

fn lines(findings: &[Finding]) -> Vec<String> {
    let squeeze = |line: String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    findings.iter().map(|finding| squeeze(finding.to_string())).collect()
}

#[test]
fn a_document_does_not_differ_from_itself() {
    assert_eq!(told(|_| {}), Vec::<String>::new());
}

#[test]
fn a_removed_parameter_breaks_those_who_send_it() {
    let lines = told(|new| {
        at(new, &format!("{OPERATION}/parameters")).as_array_mut().unwrap().remove(6);
    });
    assert_eq!(
        lines,
        ["BREAKING for those who send #/components/parameters/Status: the parameter 'status' was removed"]
    );
}

#[test]
fn a_parameter_that_becomes_required_breaks_those_who_leave_it_out() {
    let lines = told(|new| at(new, "#/components/parameters/Page")["required"] = true.into());
    assert_eq!(
        lines,
        [
            "BREAKING for those who send #/components/parameters/Page: the parameter 'page' was optional and is now required"
        ]
    );
}

#[test]
fn a_retyped_parameter_breaks_those_who_send_it() {
    let lines = told(|new| at(new, "#/components/parameters/Archived/schema")["type"] = "string".into());
    assert_eq!(
        lines,
        ["BREAKING for those who send #/components/parameters/Archived/schema: was boolean, is string"]
    );
    let lines = told(|new| remove(new, "#/components/parameters/StartDate/schema", "format"));
    assert_eq!(
        lines,
        [
            "BREAKING for those who send #/components/parameters/StartDate/schema: was string (date-time), is string"
        ]
    );
}

#[test]
fn a_tighter_bound_breaks_those_who_send() {
    let lines = told(|new| at(new, "#/components/parameters/PerPage/schema")["maximum"] = 200.into());
    assert_eq!(
        lines,
        [
            "BREAKING for those who send #/components/parameters/PerPage/schema/maximum: a tighter bound: was none, is 200"
        ]
    );
    let lines = told(|new| at(new, "#/components/parameters/PerPage/schema")["minimum"] = 0.into());
    assert_eq!(
        lines,
        [
            "compatible for those who send #/components/parameters/PerPage/schema/minimum: a wider bound: was 1, is 0"
        ]
    );
}

#[test]
fn a_new_optional_parameter_breaks_nobody_and_a_required_one_does() {
    let add = |required: bool| {
        move |new: &mut Value| {
            let parameter =
                json!({ "name": "tag", "in": "query", "required": required, "schema": { "type": "string" } });
            at(new, &format!("{OPERATION}/parameters")).as_array_mut().unwrap().push(parameter);
        }
    };
    assert_eq!(
        told(add(false)),
        [format!(
            "compatible for those who send {OPERATION}/parameters/10: a new, optional parameter 'tag' was added"
        )]
    );
    assert_eq!(
        told(add(true)),
        [format!(
            "BREAKING for those who send {OPERATION}/parameters/10: a new, required parameter 'tag' was added"
        )]
    );
}

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
    let lines = told(|new| at(new, &format!("{CAMPAIGN}/properties/name"))["nullable"] = true.into());
    assert_eq!(
        lines,
        [format!(
            "BREAKING for those who receive {CAMPAIGN}/properties/name: may be null now, and readers do not expect it"
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

#[test]
fn an_open_enum_that_is_closed_breaks_those_who_send() {
    let lines = told(|new| {
        let schema = at(new, "#/components/schemas/ExecTerm");
        schema["enum"] = schema["x-extensible-enum"].take();
        schema.as_object_mut().unwrap().remove("x-extensible-enum");
    });
    assert!(lines.contains(&"BREAKING for those who send #/components/schemas/ExecTerm/enum: only listed values are allowed now".to_owned()), "{lines:?}");
}

#[test]
fn a_changed_description_breaks_nobody_wherever_it_is() {
    for place in [
        OPERATION,
        CAMPAIGN,
        "#/components/schemas/Campaign/properties/name",
        "#/components/parameters/Page",
        "#/components/responses/NotFound",
        "#/components/headers/RequestId",
        "#/components/securitySchemes/userApiKey",
        "#/info",
    ] {
        let lines = told(|new| at(new, place)["description"] = "Other words.".into());
        assert_eq!(
            lines,
            [format!("compatible for everyone {place}/description: the description was changed")]
        );
    }
}

#[test]
fn a_field_called_description_is_a_field() {
    let (mut old, new) = (contract(), contract());
    at(&mut old, &format!("{CAMPAIGN}/properties"))["description"] = json!({ "type": "string" });
    let lines = lines(&compare(&old, &new).unwrap());
    assert_eq!(
        lines,
        [format!(
            "BREAKING for those who receive {CAMPAIGN}/properties/description: the field was removed, and readers may rely on it"
        )]
    );
}

#[test]
fn a_removed_operation_breaks_everyone_and_a_new_one_nobody() {
    let more = |document: &mut Value| {
        let operation = json!({ "operationId": "ping", "responses": { "204": { "description": "Alive" } } });
        document["paths"]["/ping"] = json!({ "get": operation });
    };
    assert_eq!(told(more), ["compatible for everyone #/paths/~1ping/get: the operation ping was added"]);
    let (mut old, new) = (contract(), contract());
    more(&mut old);
    assert_eq!(
        lines(&compare(&old, &new).unwrap()),
        ["BREAKING for everyone #/paths/~1ping/get: the operation ping was removed"]
    );
}

#[test]
fn what_generated_clients_take_their_names_from_breaks_everyone() {
    let lines = told(|new| at(new, OPERATION)["operationId"] = "campaigns".into());
    assert_eq!(
        lines,
        [format!(
            "BREAKING for everyone {OPERATION}/operationId: was \"list_campaigns\", is \"campaigns\"; generated methods bear this name"
        )]
    );
    let lines = told(|new| {
        let text = new.to_string().replace("ErrorMessage", "Problem");
        *new = serde_json::from_str(&text).unwrap();
    });
    assert_eq!(
        lines,
        [
            "BREAKING for everyone #/components/schemas/ErrorMessage: no schema has this name any more, and generated types bear it"
        ]
    );
}

#[test]
fn a_server_that_goes_and_other_credentials_break_callers() {
    let lines = told(|new| {
        at(new, "#/servers").as_array_mut().unwrap().remove(1);
    });
    assert_eq!(
        lines,
        ["BREAKING for everyone #/servers: the server https://api.eu.getblueshift.com was removed"]
    );
    let lines = told(|new| at(new, OPERATION)["security"] = json!([]));
    assert_eq!(
        lines,
        [format!("BREAKING for those who send {OPERATION}/security: what a caller must prove was changed")]
    );
}

#[test]
fn a_body_in_another_form_is_told_and_nothing_stops_short() {
    let lines = told(|new| {
        let content = at(new, "#/components/responses/NotFound/content").as_object_mut().unwrap();
        let body = content.remove("application/json").unwrap();
        content.insert("application/problem+json".to_owned(), body);
        at(new, "#/components/parameters/Page")["required"] = true.into();
    });
    let content = "#/components/responses/NotFound/content";
    assert!(lines.contains(&format!("BREAKING for those who receive {content}/application~1json: the form application/json was removed")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("'page' was optional and is now required")), "{lines:?}");
}

#[test]
fn what_no_rule_knows_is_taken_for_breaking() {
    let lines = told(|new| at(new, "#/components/parameters/Name")["style"] = "spaceDelimited".into());
    assert_eq!(
        lines,
        [
            "BREAKING for those who send #/components/parameters/Name/style: `style` was added, and no rule says that this is harmless"
        ]
    );
}

#[test]
fn a_part_that_moves_into_a_component_is_no_change() {
    let lines = told(|new| {
        let response = at(new, "#/components/responses/NotFound").clone();
        at(new, &format!("{OPERATION}/responses"))["404"] = response;
        remove(new, "#/components/responses", "NotFound");
    });
    assert_eq!(lines, Vec::<String>::new());
}
