//! What is sent.

use serde_json::{Value, json};

use super::{OPERATION, at, remove, told};

#[test]
fn a_removed_parameter_breaks_those_who_send_it() {
    let lines = told(|new| {
        at(new, &format!("{OPERATION}/parameters")).as_array_mut().unwrap().remove(6);
    });
    assert_eq!(
        lines,
        [
            "BREAKING for those who send #/components/parameters/StatusParameter: the parameter 'status' was removed"
        ]
    );
}

#[test]
fn a_parameter_that_becomes_required_breaks_those_who_leave_it_out() {
    let lines = told(|new| at(new, "#/components/parameters/PageParameter")["required"] = true.into());
    assert_eq!(
        lines,
        [
            "BREAKING for those who send #/components/parameters/PageParameter: the parameter 'page' was optional and is now required"
        ]
    );
}

#[test]
fn a_retyped_parameter_breaks_those_who_send_it() {
    let lines =
        told(|new| at(new, "#/components/parameters/ArchivedParameter/schema")["type"] = "string".into());
    assert_eq!(
        lines,
        [
            "BREAKING for those who send #/components/parameters/ArchivedParameter/schema: was boolean, is string"
        ]
    );
    let lines = told(|new| remove(new, "#/components/parameters/StartDateParameter/schema", "format"));
    assert_eq!(
        lines,
        [
            "BREAKING for those who send #/components/parameters/StartDateParameter/schema: was string (date-time), is string"
        ]
    );
}

#[test]
fn a_tighter_bound_breaks_those_who_send() {
    let lines =
        told(|new| at(new, "#/components/parameters/PerPageParameter/schema")["maximum"] = 200.into());
    assert_eq!(
        lines,
        [
            "BREAKING for those who send #/components/parameters/PerPageParameter/schema/maximum: a tighter bound: was none, is 200"
        ]
    );
    let lines = told(|new| at(new, "#/components/parameters/PerPageParameter/schema")["minimum"] = 0.into());
    assert_eq!(
        lines,
        [
            "compatible for those who send #/components/parameters/PerPageParameter/schema/minimum: a wider bound: was 1, is 0"
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
fn an_open_enum_that_is_closed_breaks_those_who_send() {
    let lines = told(|new| {
        let schema = at(new, "#/components/schemas/ExecTerm");
        schema["enum"] = schema["x-extensible-enum"].take();
        schema.as_object_mut().unwrap().remove("x-extensible-enum");
    });
    assert!(lines.contains(&"BREAKING for those who send #/components/schemas/ExecTerm/enum: only listed values are allowed now".to_owned()), "{lines:?}");
}
