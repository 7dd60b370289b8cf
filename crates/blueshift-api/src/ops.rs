// Generated from openapi/blueshift.yaml by `cargo xtask codegen`. Do not edit: change the contract and run it again.

use crate::operation::{Operation, RetryClass};
///`GET /api/v2/campaigns.json`
pub const LIST_CAMPAIGNS: Operation = Operation {
    id: "list_campaigns",
    method: "GET",
    path: "/api/v2/campaigns.json",
    retry_class: RetryClass::Safe,
};
///`GET /api/v1/campaigns.json`
pub const GET_CAMPAIGN_PERFORMANCE: Operation = Operation {
    id: "get_campaign_performance",
    method: "GET",
    path: "/api/v1/campaigns.json",
    retry_class: RetryClass::Safe,
};
///`GET /api/v1/campaigns/{campaign_uuid}.json`
pub const GET_CAMPAIGN: Operation = Operation {
    id: "get_campaign",
    method: "GET",
    path: "/api/v1/campaigns/{campaign_uuid}.json",
    retry_class: RetryClass::Safe,
};
///`GET /api/v1/campaigns/{campaign_uuid}/detail.json`
pub const GET_CAMPAIGN_DETAIL: Operation = Operation {
    id: "get_campaign_detail",
    method: "GET",
    path: "/api/v1/campaigns/{campaign_uuid}/detail.json",
    retry_class: RetryClass::Safe,
};
///`POST /api/v1/campaigns/{campaign_type}`
pub const CREATE_CAMPAIGN: Operation = Operation {
    id: "create_campaign",
    method: "POST",
    path: "/api/v1/campaigns/{campaign_type}",
    retry_class: RetryClass::Once,
};
///`PATCH /api/v1/campaigns/{campaign_uuid}/launch`
pub const LAUNCH_CAMPAIGN: Operation = Operation {
    id: "launch_campaign",
    method: "PATCH",
    path: "/api/v1/campaigns/{campaign_uuid}/launch",
    retry_class: RetryClass::Transition,
};
///`PATCH /api/v1/campaigns/{campaign_uuid}/pause`
pub const PAUSE_CAMPAIGN: Operation = Operation {
    id: "pause_campaign",
    method: "PATCH",
    path: "/api/v1/campaigns/{campaign_uuid}/pause",
    retry_class: RetryClass::Transition,
};
///`PATCH /api/v1/campaigns/{campaign_uuid}/update_schedule`
pub const UPDATE_CAMPAIGN_SCHEDULE: Operation = Operation {
    id: "update_campaign_schedule",
    method: "PATCH",
    path: "/api/v1/campaigns/{campaign_uuid}/update_schedule",
    retry_class: RetryClass::Transition,
};
///`PUT /api/v1/campaigns/{campaign_uuid}/archive`
pub const ARCHIVE_CAMPAIGN: Operation = Operation {
    id: "archive_campaign",
    method: "PUT",
    path: "/api/v1/campaigns/{campaign_uuid}/archive",
    retry_class: RetryClass::Idempotent,
};
///`PUT /api/v1/campaigns/{campaign_uuid}/unarchive`
pub const UNARCHIVE_CAMPAIGN: Operation = Operation {
    id: "unarchive_campaign",
    method: "PUT",
    path: "/api/v1/campaigns/{campaign_uuid}/unarchive",
    retry_class: RetryClass::Idempotent,
};
///`PUT /api/v1/campaigns/bulk_archive`
pub const BULK_ARCHIVE_CAMPAIGNS: Operation = Operation {
    id: "bulk_archive_campaigns",
    method: "PUT",
    path: "/api/v1/campaigns/bulk_archive",
    retry_class: RetryClass::Idempotent,
};
///`PUT /api/v1/campaigns/bulk_unarchive`
pub const BULK_UNARCHIVE_CAMPAIGNS: Operation = Operation {
    id: "bulk_unarchive_campaigns",
    method: "PUT",
    path: "/api/v1/campaigns/bulk_unarchive",
    retry_class: RetryClass::Idempotent,
};
///`POST /api/v1/campaigns/execute`
pub const EXECUTE_CAMPAIGN: Operation = Operation {
    id: "execute_campaign",
    method: "POST",
    path: "/api/v1/campaigns/execute",
    retry_class: RetryClass::Keyed,
};
///`POST /api/v1/campaigns/bulk_execute`
pub const BULK_EXECUTE_CAMPAIGN: Operation = Operation {
    id: "bulk_execute_campaign",
    method: "POST",
    path: "/api/v1/campaigns/bulk_execute",
    retry_class: RetryClass::OncePerChunk,
};
///`GET /api/v2/customer_campaign_activity`
pub const GET_CUSTOMER_CAMPAIGN_ACTIVITY: Operation = Operation {
    id: "get_customer_campaign_activity",
    method: "GET",
    path: "/api/v2/customer_campaign_activity",
    retry_class: RetryClass::Safe,
};
/// All operations, in the order of the contract.
pub const ALL: &[Operation] = &[
    LIST_CAMPAIGNS,
    GET_CAMPAIGN_PERFORMANCE,
    GET_CAMPAIGN,
    GET_CAMPAIGN_DETAIL,
    CREATE_CAMPAIGN,
    LAUNCH_CAMPAIGN,
    PAUSE_CAMPAIGN,
    UPDATE_CAMPAIGN_SCHEDULE,
    ARCHIVE_CAMPAIGN,
    UNARCHIVE_CAMPAIGN,
    BULK_ARCHIVE_CAMPAIGNS,
    BULK_UNARCHIVE_CAMPAIGNS,
    EXECUTE_CAMPAIGN,
    BULK_EXECUTE_CAMPAIGN,
    GET_CUSTOMER_CAMPAIGN_ACTIVITY,
];
