//! An operation: what to send, and everything that may come back.

use maud::{Markup, html};
use serde_json::Value;

use super::{described, entries, items, json, resolve, schema, text};

pub(super) fn section(
    contract: &Value,
    path: &str,
    method: &str,
    item: &Value,
    operation: &Value,
) -> anyhow::Result<Markup> {
    let id = text(operation, "operationId");
    let all = items(item, "parameters").chain(items(operation, "parameters"));
    let parameters = all.map(|parameter| resolve(contract, parameter)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut responses = Vec::new();
    for (status, response) in entries(operation, "responses") {
        responses.push(self::response(contract, id, status, resolve(contract, response)?)?);
    }
    let body = match operation.get("requestBody") {
        Some(body) => Some(resolve(contract, body)?),
        None => None,
    };
    Ok(html! {
        section #(id) {
            h2 { (text(operation, "summary")) }
            p.route { span.method { (method.to_uppercase()) } " " code { (path) } }
            (described(operation))
            @if !parameters.is_empty() {
                h3 { "Parameters" }
                dl.fields {
                    @for parameter in &parameters { (self::parameter(parameter)) }
                }
            }
            @if let Some(body) = body {
                h3 { "Request body" }
                (described(body))
                (content(contract, body)?)
            }
            h3 { "Request" }
            pre { code { (request(contract, path, method, &parameters)) } }
            h3 { "Responses" }
            @for response in &responses { (response) }
            (headers(contract, operation)?)
        }
    })
}

fn parameter(parameter: &Value) -> Markup {
    let required = parameter["required"] == true;
    html! {
        dt {
            code { (text(parameter, "name")) }
            span.type { (schema::kind(&parameter["schema"])) }
            span.note { "in " (text(parameter, "in")) }
            @if required { span.required { "required" } }
        }
        dd {
            (described(parameter))
            @if let Some(example) = parameter.get("example") { p.example { "Example: " code { (plain(example)) } } }
        }
    }
}

fn response(contract: &Value, operation: &str, status: &str, response: &Value) -> anyhow::Result<Markup> {
    let class = if status.starts_with('2') { "good" } else { "bad" };
    Ok(html! {
        section.response #{ (operation) "-" (status) } {
            h4 { span.status.(class) { (status) } " " (reason(status)) }
            (described(response))
            (content(contract, response)?)
        }
    })
}

/// The headers of all responses, each one once.
fn headers(contract: &Value, operation: &Value) -> anyhow::Result<Markup> {
    let mut found: Vec<(&String, &Value)> = Vec::new();
    for (_, response) in entries(operation, "responses") {
        for (name, header) in entries(resolve(contract, response)?, "headers") {
            if !found.iter().any(|(other, _)| *other == name) {
                found.push((name, resolve(contract, header)?));
            }
        }
    }
    Ok(html! {
        @if !found.is_empty() {
            h3 { "Response headers" }
            dl.fields {
                @for (name, header) in found {
                    dt { code { (name) } span.type { (schema::kind(&header["schema"])) } }
                    dd {
                        (described(header))
                        @if let Some(example) = header.get("example") {
                            p.example { "Example: " code { (plain(example)) } }
                        }
                    }
                }
            }
        }
    })
}

/// The bodies of a request or a response, with every example in full.
fn content(contract: &Value, holder: &Value) -> anyhow::Result<Markup> {
    Ok(html! {
        @for (kind, media) in entries(holder, "content") {
            p.body { span.type { (schema::kind(&media["schema"])) } span.note { "as " (kind) } }
            @for (_, example) in entries(media, "examples") {
                @let example = resolve(contract, example)?;
                figure {
                    figcaption { (text(example, "summary")) }
                    pre { code { (json(&example["value"])) } }
                }
            }
        }
    })
}

/// A request with the example of each parameter.
fn request(contract: &Value, path: &str, method: &str, parameters: &[&Value]) -> String {
    let server = items(contract, "servers").next().map(|server| text(server, "url")).unwrap_or_default();
    // With --get, curl sends the data in the URL.
    let verb = if method == "get" { "--get".to_owned() } else { format!("-X {}", method.to_uppercase()) };
    let mut command = format!("curl -u \"$BLUESHIFT_API_KEY:\" {verb} '{server}{path}'");
    for parameter in parameters.iter().filter(|parameter| parameter["in"] == "query") {
        if let Some(example) = parameter.get("example") {
            command.push_str(&format!(
                " \\\n  --data-urlencode '{}={}'",
                text(parameter, "name"),
                plain(example)
            ));
        }
    }
    command
}

/// A value as it is written in a URL or a text.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A status with its name, as in a list.
pub(super) fn status_name(status: &str) -> String {
    format!("{status} {}", reason(status))
}

fn reason(status: &str) -> &'static str {
    match status {
        "200" => "OK",
        "201" => "Created",
        "202" => "Accepted",
        "204" => "No Content",
        "400" => "Bad Request",
        "401" => "Unauthorized",
        "403" => "Forbidden",
        "404" => "Not Found",
        "409" => "Conflict",
        "422" => "Unprocessable Entity",
        "429" => "Too Many Requests",
        "500" => "Internal Server Error",
        "502" => "Bad Gateway",
        "503" => "Service Unavailable",
        "504" => "Gateway Timeout",
        _ => "",
    }
}
