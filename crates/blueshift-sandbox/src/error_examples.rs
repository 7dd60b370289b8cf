// Generated from openapi/blueshift.yaml by `cargo xtask codegen`. Do not edit: change the contract and run it again.

/// Returns the first example in the contract for an operation and an error status, as JSON.
pub(crate) fn error_example(
    operation: Option<&str>,
    status: u16,
) -> Option<&'static str> {
    Some(
        match (status, operation) {
            (
                400,
                Some(
                    "list_campaigns" | "create_campaign" | "launch_campaign"
                    | "pause_campaign" | "update_campaign_schedule" | "archive_campaign"
                    | "unarchive_campaign" | "bulk_archive_campaigns"
                    | "bulk_unarchive_campaigns",
                ),
            ) => "{\"errors\":{\"name\":[\"can't be blank\"]}}",
            (
                400,
                Some(
                    "get_campaign_performance" | "get_campaign" | "get_campaign_detail"
                    | "bulk_execute_campaign",
                ),
            ) => "{\"message\":\"Bad Request\"}",
            (400, Some("execute_campaign")) => {
                "{\"success\":false,\"error\":\"Invalid request parameters\"}"
            }
            (400, Some("get_customer_campaign_activity")) => {
                "{\"errors\":[{\"detail\":\"Customer identifier required (customer_id, email, phone_number, or uuid)\"}],\"meta\":{\"combine_errors\":false,\"no_toast\":false}}"
            }
            (401, _) => "{\"message\":\"Not authorized\"}",
            (403, _) => "{\"message\":\"Permission denied\"}",
            (
                404,
                Some(
                    "list_campaigns" | "get_campaign_performance" | "create_campaign"
                    | "bulk_archive_campaigns" | "bulk_unarchive_campaigns"
                    | "execute_campaign" | "bulk_execute_campaign",
                ),
            ) => "{\"message\":\"Not Found\"}",
            (
                404,
                Some(
                    "get_campaign" | "get_campaign_detail" | "launch_campaign"
                    | "pause_campaign" | "update_campaign_schedule" | "archive_campaign"
                    | "unarchive_campaign",
                ),
            ) => "{\"message\":\"Campaign not found\"}",
            (404, Some("get_customer_campaign_activity")) => {
                "{\"errors\":[{\"detail\":\"User not found\"}],\"meta\":{\"combine_errors\":false,\"no_toast\":false}}"
            }
            (422, Some("list_campaigns" | "update_campaign_schedule")) => {
                "{\"message\":\"Invalid schedule values\"}"
            }
            (
                422,
                Some(
                    "get_campaign_performance" | "get_campaign" | "get_campaign_detail"
                    | "create_campaign" | "launch_campaign" | "archive_campaign"
                    | "unarchive_campaign" | "bulk_archive_campaigns"
                    | "bulk_unarchive_campaigns" | "bulk_execute_campaign"
                    | "get_customer_campaign_activity",
                ),
            ) => "{\"success\":false,\"error\":\"Validation failed\"}",
            (422, Some("pause_campaign")) => {
                "{\"message\":\"Campaign cannot be paused in its current status.\"}"
            }
            (422, Some("execute_campaign")) => {
                "{\"success\":false,\"error\":\"campaign is not event/API triggered\",\"error_code\":101}"
            }
            (429, _) => "{\"message\":\"Rate limit exceeded\"}",
            (500, _) => {
                "{\"message\":\"Internal Server Error - Please contact support for more information.\"}"
            }
            (502, _) => "{\"message\":\"Bad Gateway - Please retry the request.\"}",
            (503, _) => {
                "{\"message\":\"Service Unavailable - The service is temporarily unavailable. Try again later.\"}"
            }
            (504, _) => {
                "{\"message\":\"Gateway Timeout - The server took too long to respond. Retry with exponential backoff.\"}"
            }
            _ => return None,
        },
    )
}
