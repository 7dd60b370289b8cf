//! Response bodies to decode.

use std::fmt;

/// Returns a page as the API reference documents it: a bare list.
pub(crate) fn page(campaigns: usize) -> Vec<u8> {
    let campaigns: Vec<String> = (0..campaigns).map(campaign).collect();
    format!("[{}]", campaigns.join(",")).into_bytes()
}

/// Returns the campaigns of [`page`] in an envelope: a form of the response that has been observed, but is not documented.
pub(crate) fn envelope(campaigns: usize) -> Vec<u8> {
    let list = String::from_utf8_lossy(&page(campaigns)).into_owned();
    format!(r#"{{"total_count":24.0,"total_pages":1,"per_page":100,"page":0,"results":{list}}}"#).into_bytes()
}

fn campaign(number: usize) -> String {
    format!(
        r#"{{"name":"Spring Sale – Announcement #{number}","status":"launched","startdate":"2026-03-01T09:30:00.000Z",
        "created_at":"2026-02-11T16:20:31.000Z","updated_at":"2026-02-12T08:01:59.000Z",
        "uuid":"6f1f9f4e-4c0e-4d3b-9a55-{number:012x}","exec_term":"recurring",
        "next_execution_scheduled_at":"2026-03-08T09:30:00.000Z","archived":false,"holdout_percentage":5,
        "segment_uuid":"0a4b2d2e-1b7c-4f0c-8f57-2f6f6f3f7a11","segment_name":"All Subscribers","author":"Jane Doe",
        "email":"jane.doe@example.com","prioritization_label":null}}"#
    )
}

/// An error response, and a name for the shape of its body.
pub(crate) struct Shape {
    name: &'static str,
    pub(crate) status: u16,
    pub(crate) body: &'static [u8],
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

pub(crate) const ERRORS: [Shape; 7] = [
    Shape { name: "message", status: 401, body: br#"{"message":"Not authorized"}"# },
    Shape {
        name: "fields",
        status: 422,
        body: br#"{"errors":{"startdate":["is invalid"],"name":["is short"]}}"#,
    },
    Shape {
        name: "coded",
        status: 422,
        body: br#"{"success":false,"error":"Validation failed","error_code":17}"#,
    },
    Shape {
        name: "details",
        status: 400,
        body: br#"{"errors":[{"detail":"one"},{"detail":"two"}],"meta":{}}"#,
    },
    Shape { name: "text", status: 400, body: b"plain text, without any JSON in it" },
    Shape {
        name: "html",
        status: 502,
        body:
            b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
    },
    Shape { name: "empty", status: 404, body: b"" },
];
