//! Changes to a document, each with the impact that `cargo xtask diff` must report.

use serde_json::{Value, json};

use Expected::{Addition, Breaking, Documentation, Nothing};

/// The greatest impact of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    Breaking,
    Addition,
    Documentation,
    Nothing,
}

pub(crate) struct Case {
    /// The name of the change. A name that only names a part of the document, such as `contact`, means that this part changed.
    pub(crate) name: &'static str,
    pub(crate) expected: Expected,
    pub(crate) change: fn(&mut Value),
}

/// Returns the document that the cases change.
pub(crate) fn base() -> Value {
    xtask::contract::Contract::parse(include_str!("base.yaml").to_owned()).unwrap().value
}

/// Returns the value at a JSON pointer.
pub(crate) fn at<'a>(document: &'a mut Value, pointer: &str) -> &'a mut Value {
    let value = document.pointer_mut(pointer.trim_start_matches('#'));
    value.unwrap_or_else(|| panic!("the document has no value at {pointer}"))
}

pub(crate) fn set(document: &mut Value, pointer: &str, key: &str, value: impl Into<Value>) {
    at(document, pointer)[key] = value.into();
}

pub(crate) fn unset(document: &mut Value, pointer: &str, key: &str) -> Value {
    let object = at(document, pointer).as_object_mut().unwrap();
    object.shift_remove(key).unwrap_or_else(|| panic!("the object at {pointer} has no key {key}"))
}

pub(crate) fn list<'a>(document: &'a mut Value, pointer: &str) -> &'a mut Vec<Value> {
    at(document, pointer).as_array_mut().unwrap()
}

/// Renames a component and every reference to it.
pub(crate) fn rename_component(document: &mut Value, kind: &str, from: &str, to: &str) {
    let component = unset(document, &format!("/components/{kind}"), from);
    set(document, &format!("/components/{kind}"), to, component);
    let (from, to) = (format!("\"#/components/{kind}/{from}\""), format!("\"#/components/{kind}/{to}\""));
    *document = serde_json::from_str(&document.to_string().replace(&from, &to)).unwrap();
}

/// Replaces the reference at a pointer with the referenced component.
fn inline(document: &mut Value, pointer: &str) {
    let target = at(document, pointer)["$ref"].as_str().unwrap().to_owned();
    *at(document, pointer) = at(document, &target).clone();
}

/// Moves the value at a pointer to a new component and references it.
fn extract(document: &mut Value, pointer: &str, kind: &str, name: &str) {
    let value = at(document, pointer).take();
    *at(document, pointer) = json!({ "$ref": format!("#/components/{kind}/{name}") });
    set(document, &format!("/components/{kind}"), name, value);
}

/// Returns the parameter `tag`, which the base document does not have.
fn tag(required: bool) -> Value {
    json!({ "name": "tag", "in": "query", "required": required, "description": "A tag.", "schema": { "type": "string" } })
}

const LIST: &str = "/paths/~1campaigns/get";
const GET: &str = "/paths/~1campaigns~1{campaign_uuid}/get";
const EXECUTE: &str = "/paths/~1campaigns~1execute/post";
const NOTE: &str = "/paths/~1campaigns~1{campaign_uuid}~1note/put";
const NOTE_SCHEMA: &str =
    "/paths/~1campaigns~1{campaign_uuid}~1note/put/requestBody/content/application~1json/schema";
const DETAIL: &str = "/paths/~1campaigns~1{campaign_uuid}/get/responses/200/content/application~1json/schema";
const CAMPAIGN: &str = "/components/schemas/Campaign";
const FIELDS: &str = "/components/schemas/Campaign/properties";
const REQUEST: &str = "/components/schemas/ExecuteRequest";
const REQUEST_FIELDS: &str = "/components/schemas/ExecuteRequest/properties";
const PER_PAGE: &str = "/components/parameters/PerPageParameter";

/// Returns all cases. Names are unique; the table of disagreements with oasdiff refers to them.
pub(crate) fn corpus() -> Vec<Case> {
    let case = |(name, expected, change)| Case { name, expected, change };
    [
        document(),
        servers_and_security(),
        operations(),
        parameters(),
        request_bodies(),
        responses(),
        schemas(),
        names(),
    ]
    .into_iter()
    .flatten()
    .map(case)
    .collect()
}

type Row = (&'static str, Expected, fn(&mut Value));

fn document() -> Vec<Row> {
    vec![
        ("no change", Nothing, |_| {}),
        ("patch version of OpenAPI", Documentation, |d| set(d, "", "openapi", "3.0.4")),
        ("description of the document", Documentation, |d| set(d, "/info", "description", "Other.")),
        ("contact", Documentation, |d| set(d, "/info/contact", "name", "Others")),
        ("license", Documentation, |d| set(d, "/info/license", "name", "Apache-2.0")),
        ("terms of service added", Documentation, |d| {
            set(d, "/info", "termsOfService", "https://example.com/terms")
        }),
        ("title of the document", Breaking, |d| set(d, "/info", "title", "Blueshift")),
        ("external documentation added", Documentation, |d| {
            set(d, "", "externalDocs", json!({ "url": "https://example.com/docs" }))
        }),
        ("description of a tag", Documentation, |d| set(d, "/tags/0", "description", "Other.")),
        ("tag declared", Documentation, |d| list(d, "/tags").push(json!({ "name": "Segments" }))),
        ("extension added to the document", Addition, |d| set(d, "", "x-owner", "team")),
    ]
}

fn servers_and_security() -> Vec<Row> {
    vec![
        ("server removed", Breaking, |d| drop(list(d, "/servers").pop())),
        ("server appended", Addition, |d| {
            list(d, "/servers").push(json!({ "url": "https://api.au.example.com" }))
        }),
        ("server inserted first", Breaking, |d| {
            list(d, "/servers").insert(0, json!({ "url": "https://api.au.example.com" }))
        }),
        ("server inserted between others", Breaking, |d| {
            list(d, "/servers").insert(1, json!({ "url": "https://api.au.example.com" }))
        }),
        ("first two servers swapped", Breaking, |d| list(d, "/servers").swap(0, 1)),
        ("last two servers swapped", Breaking, |d| list(d, "/servers").swap(1, 2)),
        ("URL of a server", Breaking, |d| set(d, "/servers/0", "url", "https://example.com")),
        ("description of a server", Documentation, |d| set(d, "/servers/0", "description", "Other.")),
        ("variable of a server added", Breaking, |d| {
            set(d, "/servers/0", "variables", json!({ "region": { "default": "us" } }))
        }),
        ("server of an operation added", Breaking, |d| {
            set(d, LIST, "servers", json!([{ "url": "https://list.example.com" }]))
        }),
        ("alternative security added", Addition, |d| list(d, "/security").push(json!({ "eventApiKey": [] }))),
        ("alternative security of an operation removed", Breaking, |d| {
            drop(list(d, &format!("{EXECUTE}/security")).pop())
        }),
        ("alternative security of an operation reordered", Documentation, |d| {
            list(d, &format!("{EXECUTE}/security")).swap(0, 1)
        }),
        ("second credential required", Breaking, |d| set(d, "/security/0", "eventApiKey", json!([]))),
        ("other credential required", Breaking, |d| set(d, LIST, "security", json!([{ "eventApiKey": [] }]))),
        ("security of an operation removed", Addition, |d| set(d, LIST, "security", json!([]))),
        ("anonymous access added", Addition, |d| list(d, "/security").push(json!({}))),
        ("security repeated at the operation", Nothing, |d| {
            set(d, LIST, "security", json!([{ "userApiKey": [] }]))
        }),
        ("scope required", Breaking, |d| set(d, "/security/0", "userApiKey", json!(["read"]))),
        ("kind of a security scheme", Breaking, |d| {
            set(d, "/components/securitySchemes/userApiKey", "scheme", "bearer")
        }),
        ("description of a security scheme", Documentation, |d| {
            set(d, "/components/securitySchemes/userApiKey", "description", "Other.")
        }),
        ("security scheme declared", Addition, |d| {
            set(d, "/components/securitySchemes", "other", json!({ "type": "http", "scheme": "bearer" }))
        }),
        ("security scheme renamed", Breaking, |d| {
            let text = d.to_string().replace("\"userApiKey\"", "\"apiKey\"");
            *d = serde_json::from_str(&text).unwrap();
        }),
    ]
}

fn operations() -> Vec<Row> {
    vec![
        ("operation added", Addition, |d| {
            let operation =
                json!({ "operationId": "ping", "responses": { "204": { "description": "Alive" } } });
            set(d, "/paths", "/ping", json!({ "get": operation }));
        }),
        ("operation added to a path", Addition, |d| {
            let operation =
                json!({ "operationId": "wipe", "responses": { "204": { "description": "Gone" } } });
            set(d, "/paths/~1campaigns", "delete", operation);
        }),
        ("path removed", Breaking, |d| drop(unset(d, "/paths", "/campaigns"))),
        ("operation removed", Breaking, |d| drop(unset(d, "/paths/~1campaigns~1{campaign_uuid}", "get"))),
        ("operation moved to another path", Breaking, |d| {
            let item = unset(d, "/paths", "/campaigns");
            set(d, "/paths", "/all_campaigns", item);
        }),
        ("method changed", Breaking, |d| {
            let operation = unset(d, "/paths/~1campaigns~1{campaign_uuid}~1note", "put");
            set(d, "/paths/~1campaigns~1{campaign_uuid}~1note", "patch", operation);
        }),
        ("operations reordered", Nothing, |d| {
            let item = unset(d, "/paths", "/campaigns");
            set(d, "/paths", "/campaigns", item);
        }),
        ("operationId changed", Breaking, |d| set(d, LIST, "operationId", "campaigns")),
        ("first tag of an operation changed", Breaking, |d| set(d, LIST, "tags", json!(["Executions"]))),
        ("summary of an operation", Documentation, |d| set(d, LIST, "summary", "Other")),
        ("summary of an operation removed", Documentation, |d| drop(unset(d, LIST, "summary"))),
        ("description of an operation", Documentation, |d| set(d, LIST, "description", "Other.")),
        ("operation deprecated", Addition, |d| set(d, LIST, "deprecated", true)),
        ("extension of an operation", Addition, |d| set(d, LIST, "x-retry-class", "once")),
        ("callback added", Breaking, |d| set(d, EXECUTE, "callbacks", json!({ "done": {} }))),
    ]
}

fn parameters() -> Vec<Row> {
    vec![
        ("parameter removed", Breaking, |d| drop(list(d, &format!("{LIST}/parameters")).remove(3))),
        ("optional parameter appended", Addition, |d| {
            list(d, &format!("{LIST}/parameters")).push(tag(false))
        }),
        ("required parameter appended", Breaking, |d| list(d, &format!("{LIST}/parameters")).push(tag(true))),
        ("optional parameter inserted first", Breaking, |d| {
            list(d, &format!("{LIST}/parameters")).insert(0, tag(false))
        }),
        ("optional parameter inserted between others", Breaking, |d| {
            list(d, &format!("{LIST}/parameters")).insert(2, tag(false))
        }),
        ("first two parameters swapped", Breaking, |d| list(d, &format!("{LIST}/parameters")).swap(0, 1)),
        ("last two parameters swapped", Breaking, |d| list(d, &format!("{LIST}/parameters")).swap(4, 5)),
        ("required parameters swapped", Breaking, |d| list(d, &format!("{GET}/parameters")).swap(0, 1)),
        ("optional parameter of a path added", Breaking, |d| {
            list(d, "/paths/~1campaigns~1{campaign_uuid}/parameters").push(tag(false))
        }),
        ("parameter of a path moved to its operation", Nothing, |d| {
            let moved = unset(d, "/paths/~1campaigns~1{campaign_uuid}", "parameters");
            list(d, &format!("{GET}/parameters")).insert(0, moved[0].clone());
        }),
        ("parameter of a path repeated at its operation", Nothing, |d| {
            let repeated = at(d, "/paths/~1campaigns~1{campaign_uuid}/parameters/0").clone();
            list(d, &format!("{GET}/parameters")).insert(0, repeated);
        }),
        ("parameter renamed", Breaking, |d| {
            set(d, "/components/parameters/PageParameter", "name", "page_number")
        }),
        ("parameter moved to a header", Breaking, |d| {
            set(d, "/components/parameters/PageParameter", "in", "header")
        }),
        ("parameter required", Breaking, |d| {
            set(d, "/components/parameters/PageParameter", "required", true)
        }),
        ("parameter explicitly optional", Nothing, |d| {
            set(d, "/components/parameters/PageParameter", "required", false)
        }),
        ("last required parameter optional", Addition, |d| {
            set(d, &format!("{GET}/parameters/1"), "required", false)
        }),
        ("first required parameter optional", Breaking, |d| {
            set(d, &format!("{GET}/parameters/0"), "required", false)
        }),
        ("type of a parameter", Breaking, |d| {
            set(d, "/components/parameters/ArchivedParameter/schema", "type", "string")
        }),
        ("format of a parameter removed", Breaking, |d| {
            drop(unset(d, "/components/parameters/StartDateParameter/schema", "format"))
        }),
        ("format of a parameter added", Breaking, |d| {
            set(d, "/components/parameters/NameParameter/schema", "format", "email")
        }),
        ("smaller maximum of a parameter", Breaking, |d| {
            set(d, &format!("{PER_PAGE}/schema"), "maximum", 200)
        }),
        ("larger maximum of a parameter", Addition, |d| {
            set(d, &format!("{PER_PAGE}/schema"), "maximum", 600)
        }),
        ("maximum of a parameter removed", Addition, |d| {
            drop(unset(d, &format!("{PER_PAGE}/schema"), "maximum"))
        }),
        ("minimum of a parameter lowered", Addition, |d| set(d, &format!("{PER_PAGE}/schema"), "minimum", 0)),
        ("minimum of a parameter raised", Breaking, |d| set(d, &format!("{PER_PAGE}/schema"), "minimum", 2)),
        ("exclusive minimum of a parameter", Breaking, |d| {
            set(d, &format!("{PER_PAGE}/schema"), "exclusiveMinimum", true)
        }),
        ("multipleOf of a parameter added", Breaking, |d| {
            set(d, &format!("{PER_PAGE}/schema"), "multipleOf", 5)
        }),
        ("minLength of a parameter raised", Breaking, |d| {
            set(d, "/components/parameters/NameParameter/schema", "minLength", 3)
        }),
        ("pattern of a parameter added", Breaking, |d| {
            set(d, "/components/parameters/NameParameter/schema", "pattern", "^a")
        }),
        ("values of a parameter listed", Breaking, |d| {
            set(d, "/components/parameters/NameParameter/schema", "enum", json!(["a", "b"]))
        }),
        ("default of a parameter added", Breaking, |d| set(d, &format!("{PER_PAGE}/schema"), "default", 50)),
        ("style of a parameter", Breaking, |d| {
            set(d, "/components/parameters/NameParameter", "style", "spaceDelimited")
        }),
        ("description of a parameter", Documentation, |d| set(d, PER_PAGE, "description", "Other.")),
        ("example of a parameter", Documentation, |d| set(d, PER_PAGE, "example", 9)),
        ("parameter deprecated", Addition, |d| set(d, PER_PAGE, "deprecated", true)),
        ("parameter as JSON", Breaking, |d| {
            let schema = unset(d, PER_PAGE, "schema");
            set(d, PER_PAGE, "content", json!({ "application/json": { "schema": schema } }));
        }),
    ]
}

fn request_bodies() -> Vec<Row> {
    vec![
        ("request body removed", Breaking, |d| drop(unset(d, NOTE, "requestBody"))),
        ("required request body added", Breaking, |d| {
            let body = json!({ "required": true, "content": { "application/json": { "schema": { "type": "string" } } } });
            set(d, LIST, "requestBody", body);
        }),
        ("optional request body added", Breaking, |d| {
            let body = json!({ "content": { "application/json": { "schema": { "type": "string" } } } });
            set(d, LIST, "requestBody", body);
        }),
        ("request body required", Breaking, |d| set(d, &format!("{NOTE}/requestBody"), "required", true)),
        ("request body optional", Addition, |d| {
            drop(unset(d, "/components/requestBodies/Execute", "required"))
        }),
        ("media type of a request added", Addition, |d| {
            set(
                d,
                &format!("{NOTE}/requestBody/content"),
                "text/plain",
                json!({ "schema": { "type": "string" } }),
            )
        }),
        ("media type of a request replaced", Breaking, |d| {
            let media = unset(d, &format!("{NOTE}/requestBody/content"), "application/json");
            set(d, &format!("{NOTE}/requestBody/content"), "text/plain", media);
        }),
        ("schema of a request removed", Breaking, |d| {
            drop(unset(d, &format!("{NOTE}/requestBody/content/application~1json"), "schema"))
        }),
        ("pattern of a request removed", Addition, |d| drop(unset(d, NOTE_SCHEMA, "pattern"))),
        ("pattern of a request changed", Breaking, |d| set(d, NOTE_SCHEMA, "pattern", "^[a-z]*$")),
        ("maxLength of a request raised", Addition, |d| set(d, NOTE_SCHEMA, "maxLength", 300)),
        ("maxLength of a request lowered", Breaking, |d| set(d, NOTE_SCHEMA, "maxLength", 100)),
        ("example of a request", Documentation, |d| {
            set(d, &format!("{NOTE}/requestBody/content/application~1json"), "example", "Other.")
        }),
        ("optional field of a request added", Addition, |d| {
            set(d, REQUEST_FIELDS, "tag", json!({ "type": "string" }))
        }),
        ("required field of a request added", Breaking, |d| {
            set(d, REQUEST_FIELDS, "tag", json!({ "type": "string" }));
            list(d, &format!("{REQUEST}/required")).push("tag".into());
        }),
        ("field of a request removed", Breaking, |d| drop(unset(d, REQUEST_FIELDS, "note"))),
        ("field of a request required", Breaking, |d| {
            list(d, &format!("{REQUEST}/required")).push("channel".into())
        }),
        ("undescribed field of a request required", Breaking, |d| {
            list(d, &format!("{REQUEST}/required")).push("segment".into())
        }),
        ("field of a request optional", Addition, |d| drop(list(d, &format!("{REQUEST}/required")).pop())),
        ("field of a request never null", Breaking, |d| {
            drop(unset(d, &format!("{REQUEST_FIELDS}/note"), "nullable"))
        }),
        ("field of a request nullable", Addition, |d| {
            set(d, &format!("{REQUEST_FIELDS}/priority"), "nullable", true)
        }),
        ("alternative of a request added", Addition, |d| {
            list(d, "/components/schemas/Recipient/oneOf").push(json!({ "type": "string" }))
        }),
        ("alternative of a request removed", Breaking, |d| {
            drop(list(d, "/components/schemas/Recipient/oneOf").pop())
        }),
        ("alternatives of a request reordered", Breaking, |d| {
            list(d, "/components/schemas/Recipient/oneOf").swap(0, 1)
        }),
        ("closed object of a request", Breaking, |d| set(d, REQUEST, "additionalProperties", false)),
        ("field of a request read-only", Breaking, |d| {
            set(d, &format!("{REQUEST_FIELDS}/note"), "readOnly", true)
        }),
    ]
}

fn responses() -> Vec<Row> {
    vec![
        ("error status added", Addition, |d| {
            set(d, &format!("{LIST}/responses"), "409", json!({ "description": "Conflict" }))
        }),
        ("range of error statuses added", Addition, |d| {
            set(d, &format!("{LIST}/responses"), "5XX", json!({ "description": "Server error" }))
        }),
        ("default response added", Addition, |d| {
            set(d, &format!("{LIST}/responses"), "default", json!({ "description": "Any error" }))
        }),
        ("success status added", Breaking, |d| {
            set(d, &format!("{LIST}/responses"), "202", json!({ "description": "Later" }))
        }),
        ("error status removed", Breaking, |d| drop(unset(d, &format!("{LIST}/responses"), "404"))),
        ("success status removed", Breaking, |d| drop(unset(d, &format!("{LIST}/responses"), "200"))),
        ("default response removed", Breaking, |d| {
            drop(unset(d, &format!("{EXECUTE}/responses"), "default"))
        }),
        ("error status replaced by its range", Breaking, |d| {
            let response = unset(d, &format!("{LIST}/responses"), "404");
            set(d, &format!("{LIST}/responses"), "4XX", response);
        }),
        ("error status split from the default, same body", Addition, |d| {
            let response = json!({ "$ref": "#/components/responses/Unauthorized" });
            set(d, &format!("{EXECUTE}/responses"), "401", response);
        }),
        ("error status split from the default, other body", Breaking, |d| {
            let response = json!({ "$ref": "#/components/responses/BadRequest" });
            set(d, &format!("{EXECUTE}/responses"), "400", response);
        }),
        ("error status split from a range, other body", Breaking, |d| {
            let response = json!({ "$ref": "#/components/responses/BadRequest" });
            set(d, &format!("{GET}/responses"), "422", response);
        }),
        ("description of a response", Documentation, |d| {
            set(d, "/components/responses/NotFound", "description", "Other.")
        }),
        ("link added", Documentation, |d| {
            set(
                d,
                &format!("{LIST}/responses/200"),
                "links",
                json!({ "self": { "operationId": "list_campaigns" } }),
            )
        }),
        ("link removed", Documentation, |d| drop(unset(d, &format!("{EXECUTE}/responses/200"), "links"))),
        ("header added", Addition, |d| {
            let header = json!({ "schema": { "type": "string" } });
            set(d, &format!("{LIST}/responses/200/headers"), "x-cache", header);
        }),
        ("header removed", Breaking, |d| {
            drop(unset(d, &format!("{LIST}/responses/200/headers"), "x-request-id"))
        }),
        ("type of a header", Breaking, |d| set(d, "/components/headers/RequestId/schema", "type", "integer")),
        ("header inlined", Nothing, |d| inline(d, &format!("{LIST}/responses/200/headers/x-request-id"))),
        ("description of a header", Documentation, |d| {
            set(d, "/components/headers/RequestId", "description", "Other.")
        }),
        ("media type of a response replaced", Breaking, |d| {
            let content = "/components/responses/NotFound/content";
            let media = unset(d, content, "application/json");
            set(d, content, "application/problem+json", media);
        }),
        ("media type of a response added", Breaking, |d| {
            let media = json!({ "schema": { "type": "string" } });
            set(d, "/components/responses/NotFound/content", "text/plain", media);
        }),
        ("body of a response removed", Breaking, |d| {
            drop(unset(d, "/components/responses/NotFound", "content"))
        }),
        ("schema of a response removed", Breaking, |d| {
            drop(unset(d, "/components/responses/NotFound/content/application~1json", "schema"))
        }),
        ("example of a response", Documentation, |d| {
            let media = "/components/responses/NotFound/content/application~1json";
            set(d, media, "example", json!({ "message": "Other" }));
        }),
        ("value of a shared example", Documentation, |d| {
            set(d, "/components/examples/OneCampaign", "value", json!([]))
        }),
        ("shared example renamed", Documentation, |d| {
            rename_component(d, "examples", "OneCampaign", "Campaigns")
        }),
    ]
}

fn schemas() -> Vec<Row> {
    vec![
        ("field of a response added", Addition, |d| set(d, FIELDS, "tag", json!({ "type": "string" }))),
        ("field called description added", Addition, |d| {
            set(d, FIELDS, "description", json!({ "type": "string" }))
        }),
        ("field of a response removed", Breaking, |d| drop(unset(d, FIELDS, "archived"))),
        ("field of a response renamed", Breaking, |d| {
            let field = unset(d, FIELDS, "archived");
            set(d, FIELDS, "is_archived", field);
        }),
        ("fields of a response reordered", Nothing, |d| {
            let field = unset(d, FIELDS, "uuid");
            set(d, FIELDS, "uuid", field);
        }),
        ("field of a response optional", Breaking, |d| drop(unset(d, CAMPAIGN, "required"))),
        ("field of a response required", Addition, |d| {
            list(d, &format!("{CAMPAIGN}/required")).push("name".into())
        }),
        ("undescribed field of a response required", Addition, |d| {
            list(d, &format!("{CAMPAIGN}/required")).push("segment".into())
        }),
        ("required list reordered", Nothing, |d| list(d, &format!("{REQUEST}/required")).swap(0, 1)),
        ("field of a response nullable", Breaking, |d| set(d, &format!("{FIELDS}/name"), "nullable", true)),
        ("field of a response never null", Addition, |d| {
            drop(unset(d, &format!("{FIELDS}/startdate"), "nullable"))
        }),
        ("nullable explicitly false", Nothing, |d| set(d, &format!("{FIELDS}/name"), "nullable", false)),
        ("type of a field", Breaking, |d| set(d, &format!("{FIELDS}/holdout_percentage"), "type", "string")),
        ("type of a field removed", Breaking, |d| drop(unset(d, &format!("{FIELDS}/archived"), "type"))),
        ("format of a field", Breaking, |d| {
            set(d, &format!("{FIELDS}/holdout_percentage"), "format", "float")
        }),
        ("maxLength of a response raised", Breaking, |d| set(d, &format!("{FIELDS}/name"), "maxLength", 200)),
        ("maxLength of a response lowered", Addition, |d| set(d, &format!("{FIELDS}/name"), "maxLength", 50)),
        ("minimum of a response removed", Breaking, |d| {
            drop(unset(d, &format!("{DETAIL}/properties/runs"), "minimum"))
        }),
        ("maxItems of a response removed", Breaking, |d| {
            drop(unset(d, &format!("{FIELDS}/labels"), "maxItems"))
        }),
        ("uniqueItems of a response", Breaking, |d| set(d, &format!("{FIELDS}/labels"), "uniqueItems", true)),
        ("pattern of a response added", Addition, |d| set(d, &format!("{FIELDS}/name"), "pattern", "^a")),
        ("type of items", Breaking, |d| set(d, &format!("{FIELDS}/labels/items"), "type", "integer")),
        ("type of the values of a map", Breaking, |d| {
            set(d, &format!("{FIELDS}/counts/additionalProperties"), "type", "string")
        }),
        ("map closed", Breaking, |d| set(d, &format!("{FIELDS}/counts"), "additionalProperties", false)),
        ("field of a nested object removed", Breaking, |d| {
            drop(unset(d, &format!("{FIELDS}/sender/properties"), "address"))
        }),
        ("field of a part of allOf removed", Breaking, |d| {
            drop(unset(d, "/components/schemas/TimeRange/properties", "to"))
        }),
        ("part of allOf added", Breaking, |d| {
            list(d, "/components/schemas/Schedule/allOf").push(json!({ "type": "object" }))
        }),
        ("part of allOf removed", Breaking, |d| drop(list(d, "/components/schemas/Schedule/allOf").pop())),
        ("value of an open enum added", Addition, |d| {
            list(d, "/components/schemas/CampaignStatus/x-extensible-enum").push("completed".into())
        }),
        ("value of an open enum removed", Breaking, |d| {
            drop(list(d, "/components/schemas/CampaignStatus/x-extensible-enum").pop())
        }),
        ("open enum closed", Breaking, |d| {
            let values = unset(d, "/components/schemas/CampaignStatus", "x-extensible-enum");
            set(d, "/components/schemas/CampaignStatus", "enum", values);
        }),
        ("closed enum opened", Breaking, |d| {
            let values = unset(d, "/components/schemas/Channel", "enum");
            set(d, "/components/schemas/Channel", "x-extensible-enum", values);
        }),
        ("values of an open enum no longer listed", Breaking, |d| {
            drop(unset(d, "/components/schemas/CampaignStatus", "x-extensible-enum"))
        }),
        ("value of a closed enum added", Breaking, |d| {
            list(d, "/components/schemas/Channel/enum").push("voice".into())
        }),
        ("value of a closed enum removed", Breaking, |d| {
            drop(list(d, "/components/schemas/Channel/enum").pop())
        }),
        ("values of a closed enum reordered", Nothing, |d| {
            list(d, "/components/schemas/Channel/enum").swap(0, 2)
        }),
        ("default of a field", Breaking, |d| set(d, &format!("{FIELDS}/archived"), "default", false)),
        ("description of a field", Documentation, |d| {
            set(d, &format!("{FIELDS}/name"), "description", "Other.")
        }),
        ("example of a field", Documentation, |d| set(d, &format!("{FIELDS}/name"), "example", "Other")),
        ("field deprecated", Addition, |d| set(d, &format!("{FIELDS}/name"), "deprecated", true)),
        ("extension of a field", Addition, |d| set(d, &format!("{FIELDS}/name"), "x-unit", "none")),
        ("discriminator added", Breaking, |d| {
            set(d, "/components/schemas/Recipient", "discriminator", json!({ "propertyName": "kind" }))
        }),
        ("allOf around one reference", Documentation, |d| {
            let reference = at(d, &format!("{FIELDS}/status")).clone();
            *at(d, &format!("{FIELDS}/status")) =
                json!({ "allOf": [reference], "description": "The status." });
        }),
        ("allOf around one reference, nullable", Breaking, |d| {
            let reference = at(d, &format!("{FIELDS}/status")).clone();
            *at(d, &format!("{FIELDS}/status")) = json!({ "allOf": [reference], "nullable": true });
        }),
        ("allOf around one reference of a request", Nothing, |d| {
            let reference = at(d, &format!("{REQUEST_FIELDS}/channel")).clone();
            *at(d, &format!("{REQUEST_FIELDS}/channel")) = json!({ "allOf": [reference] });
        }),
        ("allOf around one reference, with a bound", Breaking, |d| {
            let reference = at(d, &format!("{FIELDS}/status")).clone();
            *at(d, &format!("{FIELDS}/status")) = json!({ "allOf": [reference], "maxLength": 3 });
        }),
    ]
}

fn names() -> Vec<Row> {
    vec![
        ("schema renamed", Breaking, |d| rename_component(d, "schemas", "ErrorMessage", "Problem")),
        ("parameter component renamed", Breaking, |d| {
            rename_component(d, "parameters", "PageParameter", "Page")
        }),
        ("response component renamed", Breaking, |d| rename_component(d, "responses", "NotFound", "Missing")),
        ("request body component renamed", Breaking, |d| {
            rename_component(d, "requestBodies", "Execute", "Run")
        }),
        ("header component renamed", Breaking, |d| rename_component(d, "headers", "RequestId", "Request")),
        ("unused schema added", Addition, |d| {
            set(d, "/components/schemas", "Segment", json!({ "type": "object" }))
        }),
        ("schema inlined", Breaking, |d| inline(d, &format!("{REQUEST_FIELDS}/channel"))),
        ("schema extracted", Breaking, |d| extract(d, &format!("{FIELDS}/sender"), "schemas", "Sender")),
        ("schema of items inlined", Breaking, |d| inline(d, "/components/schemas/CampaignList/items")),
        ("parameter inlined", Breaking, |d| inline(d, &format!("{LIST}/parameters/2"))),
        ("parameter extracted", Breaking, |d| {
            extract(d, &format!("{GET}/parameters/2"), "parameters", "FieldsParameter")
        }),
        ("response inlined", Breaking, |d| inline(d, &format!("{LIST}/responses/404"))),
        ("response extracted", Breaking, |d| {
            extract(d, &format!("{NOTE}/responses/204"), "responses", "NoContent")
        }),
        ("request body inlined", Breaking, |d| inline(d, &format!("{EXECUTE}/requestBody"))),
        ("other schema of the same shape", Breaking, |d| {
            let copy = at(d, "/components/schemas/Channel").clone();
            set(d, "/components/schemas", "Medium", copy);
            set(d, &format!("{REQUEST_FIELDS}/channel"), "$ref", "#/components/schemas/Medium");
        }),
        ("title of a schema", Breaking, |d| set(d, DETAIL, "title", "Detail")),
        ("title of a schema removed", Breaking, |d| drop(unset(d, DETAIL, "title"))),
        ("title of a field added", Breaking, |d| set(d, &format!("{FIELDS}/sender"), "title", "Sender")),
        ("title next to allOf around one reference", Breaking, |d| {
            let reference = at(d, &format!("{FIELDS}/status")).clone();
            *at(d, &format!("{FIELDS}/status")) = json!({ "allOf": [reference], "title": "State" });
        }),
    ]
}
