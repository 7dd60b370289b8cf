// Generated from openapi/blueshift.yaml by `cargo xtask codegen`. Do not edit: change the contract and run it again.

use crate::operation::{Operation, RetryClass};
///`GET /api/v2/campaigns.json`
pub const LIST_CAMPAIGNS: Operation = Operation {
    id: "list_campaigns",
    method: "GET",
    path: "/api/v2/campaigns.json",
    retry_class: RetryClass::Safe,
};
/// Every operation of the contract, in its order.
pub const ALL: &[Operation] = &[LIST_CAMPAIGNS];
