//! The document as a whole, and what no rule knows.

use serde_json::{Value, json};

use super::{CAMPAIGN, OPERATION, at, contract, lines, remove, told};
use crate::diff::compare;

#[test]
fn a_document_does_not_differ_from_itself() {
    assert_eq!(told(|_| {}), Vec::<String>::new());
}

#[test]
fn a_changed_description_breaks_nobody_wherever_it_is() {
    for place in [
        OPERATION,
        CAMPAIGN,
        "#/components/schemas/Campaign/properties/name",
        "#/components/parameters/PageParameter",
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
        let text = new.to_string().replace("ErrorMessage\"", "Problem\"");
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
        at(new, "#/components/parameters/PageParameter")["required"] = true.into();
    });
    let content = "#/components/responses/NotFound/content";
    assert!(lines.contains(&format!("BREAKING for those who receive {content}/application~1json: the form application/json was removed")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("'page' was optional and is now required")), "{lines:?}");
}

#[test]
fn what_no_rule_knows_is_taken_for_breaking() {
    let lines =
        told(|new| at(new, "#/components/parameters/NameParameter")["style"] = "spaceDelimited".into());
    assert_eq!(
        lines,
        [
            "BREAKING for those who send #/components/parameters/NameParameter/style: `style` was added, and no rule says that this is harmless"
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
