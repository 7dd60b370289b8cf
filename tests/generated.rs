// Generated from openapi/blueshift.yaml by `cargo xtask codegen`. Do not edit: change the contract and run it again.

use blueshift_api::types::{self, *};
use blueshift_httpmock::MockServerExt;
use httpmock::MockServer;
use schemars::{Schema, schema_for};
use crate::mocks::{Examples, Exchange};
/// Returns a mock and a request of the generated client for every operation, both with every parameter.
pub(crate) fn exchanges<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Vec<Exchange<'a>> {
    vec![
        list_campaigns(server, api, examples), get_campaign_performance(server, api,
        examples), get_campaign(server, api, examples), get_campaign_detail(server, api,
        examples), create_campaign(server, api, examples), launch_campaign(server, api,
        examples), pause_campaign(server, api, examples),
        update_campaign_schedule(server, api, examples), archive_campaign(server, api,
        examples), unarchive_campaign(server, api, examples),
        bulk_archive_campaigns(server, api, examples), bulk_unarchive_campaigns(server,
        api, examples), execute_campaign(server, api, examples),
        bulk_execute_campaign(server, api, examples),
        get_customer_campaign_activity(server, api, examples)
    ]
}
fn list_campaigns<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let archived_value: bool = examples.parameter("list_campaigns", "archived");
    let created_after_value: ::jiff::Timestamp = examples
        .parameter("list_campaigns", "created_after");
    let created_before_value: ::jiff::Timestamp = examples
        .parameter("list_campaigns", "created_before");
    let email_value: String = examples.parameter("list_campaigns", "email");
    let exec_term_value: ::blueshift_api::ExecTerm = examples
        .parameter("list_campaigns", "exec_term");
    let name_value: String = examples.parameter("list_campaigns", "name");
    let page_value: u64 = examples.parameter("list_campaigns", "page");
    let per_page_value: ::std::num::NonZeroU64 = examples
        .parameter("list_campaigns", "per_page");
    let startdate_value: ::jiff::Timestamp = examples
        .parameter("list_campaigns", "startdate");
    let status_value: ::blueshift_api::CampaignStatus = examples
        .parameter("list_campaigns", "status");
    let response: ::blueshift_api::CampaignList = examples.response("list_campaigns");
    let mock = server
        .list_campaigns(|when, then| {
            let when = when
                .archived(archived_value)
                .created_after(&created_after_value)
                .created_before(&created_before_value)
                .email(email_value.as_str())
                .exec_term(&exec_term_value)
                .name(name_value.as_str())
                .page(page_value)
                .per_page(per_page_value)
                .startdate(&startdate_value)
                .status(&status_value);
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api
        .list_campaigns()
        .archived(archived_value)
        .created_after(created_after_value)
        .created_before(created_before_value)
        .email(email_value)
        .exec_term(exec_term_value)
        .name(name_value)
        .page(page_value)
        .per_page(per_page_value)
        .startdate(startdate_value)
        .status(status_value)
        .send();
    Exchange::new("list_campaigns", mock, sent, response)
}
fn get_campaign_performance<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let end_time_value: ::jiff::Timestamp = examples
        .parameter("get_campaign_performance", "end_time");
    let start_time_value: ::jiff::Timestamp = examples
        .parameter("get_campaign_performance", "start_time");
    let status_value: ::blueshift_api::CampaignStatus = examples
        .parameter("get_campaign_performance", "status");
    let tag_data_value: String = examples
        .parameter("get_campaign_performance", "tag_data");
    let response: ::blueshift_api::types::CampaignPerformanceList = examples
        .response("get_campaign_performance");
    let mock = server
        .get_campaign_performance(|when, then| {
            let when = when
                .end_time(&end_time_value)
                .start_time(&start_time_value)
                .status(&status_value)
                .tag_data(tag_data_value.as_str());
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api
        .get_campaign_performance()
        .end_time(end_time_value)
        .start_time(start_time_value)
        .status(status_value)
        .tag_data(tag_data_value)
        .send();
    Exchange::new("get_campaign_performance", mock, sent, response)
}
fn get_campaign<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let campaign_uuid_value: ::blueshift_api::PathSegment = examples
        .parameter("get_campaign", "campaign_uuid");
    let response: ::blueshift_api::types::CampaignDetail = examples
        .response("get_campaign");
    let mock = server
        .get_campaign(|when, then| {
            let when = when.campaign_uuid(&campaign_uuid_value);
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api.get_campaign().campaign_uuid(campaign_uuid_value).send();
    Exchange::new("get_campaign", mock, sent, response)
}
fn get_campaign_detail<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let campaign_uuid_value: ::blueshift_api::PathSegment = examples
        .parameter("get_campaign_detail", "campaign_uuid");
    let end_time_value: ::jiff::Timestamp = examples
        .parameter("get_campaign_detail", "end_time");
    let start_time_value: ::jiff::Timestamp = examples
        .parameter("get_campaign_detail", "start_time");
    let response: ::blueshift_api::types::CampaignDetail = examples
        .response("get_campaign_detail");
    let mock = server
        .get_campaign_detail(|when, then| {
            let when = when
                .campaign_uuid(&campaign_uuid_value)
                .end_time(&end_time_value)
                .start_time(&start_time_value);
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api
        .get_campaign_detail()
        .campaign_uuid(campaign_uuid_value)
        .end_time(end_time_value)
        .start_time(start_time_value)
        .send();
    Exchange::new("get_campaign_detail", mock, sent, response)
}
fn create_campaign<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let campaign_type_value: types::CampaignType = examples
        .parameter("create_campaign", "campaign_type");
    let body_value: ::blueshift_api::types::NewCampaign = examples
        .body("create_campaign");
    let response: ::blueshift_api::types::CampaignCreated = examples
        .response("create_campaign");
    let mock = server
        .create_campaign(|when, then| {
            let when = when.campaign_type(campaign_type_value).body(&body_value);
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api
        .create_campaign()
        .campaign_type(campaign_type_value)
        .body(body_value)
        .send();
    Exchange::new("create_campaign", mock, sent, response)
}
fn launch_campaign<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let campaign_uuid_value: ::blueshift_api::PathSegment = examples
        .parameter("launch_campaign", "campaign_uuid");
    let response: ::blueshift_api::types::CampaignState = examples
        .response("launch_campaign");
    let mock = server
        .launch_campaign(|when, then| {
            let when = when.campaign_uuid(&campaign_uuid_value);
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api.launch_campaign().campaign_uuid(campaign_uuid_value).send();
    Exchange::new("launch_campaign", mock, sent, response)
}
fn pause_campaign<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let campaign_uuid_value: ::blueshift_api::PathSegment = examples
        .parameter("pause_campaign", "campaign_uuid");
    let response: ::blueshift_api::types::CampaignState = examples
        .response("pause_campaign");
    let mock = server
        .pause_campaign(|when, then| {
            let when = when.campaign_uuid(&campaign_uuid_value);
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api.pause_campaign().campaign_uuid(campaign_uuid_value).send();
    Exchange::new("pause_campaign", mock, sent, response)
}
fn update_campaign_schedule<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let campaign_uuid_value: ::blueshift_api::PathSegment = examples
        .parameter("update_campaign_schedule", "campaign_uuid");
    let body_value: ::blueshift_api::types::CampaignSchedule = examples
        .body("update_campaign_schedule");
    let response: ::blueshift_api::types::ScheduleUpdated = examples
        .response("update_campaign_schedule");
    let mock = server
        .update_campaign_schedule(|when, then| {
            let when = when.campaign_uuid(&campaign_uuid_value).body(&body_value);
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api
        .update_campaign_schedule()
        .campaign_uuid(campaign_uuid_value)
        .body(body_value)
        .send();
    Exchange::new("update_campaign_schedule", mock, sent, response)
}
fn archive_campaign<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let campaign_uuid_value: ::blueshift_api::PathSegment = examples
        .parameter("archive_campaign", "campaign_uuid");
    let response: ::blueshift_api::types::ArchivedState = examples
        .response("archive_campaign");
    let mock = server
        .archive_campaign(|when, then| {
            let when = when.campaign_uuid(&campaign_uuid_value);
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api.archive_campaign().campaign_uuid(campaign_uuid_value).send();
    Exchange::new("archive_campaign", mock, sent, response)
}
fn unarchive_campaign<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let campaign_uuid_value: ::blueshift_api::PathSegment = examples
        .parameter("unarchive_campaign", "campaign_uuid");
    let response: ::blueshift_api::types::ArchivedState = examples
        .response("unarchive_campaign");
    let mock = server
        .unarchive_campaign(|when, then| {
            let when = when.campaign_uuid(&campaign_uuid_value);
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api.unarchive_campaign().campaign_uuid(campaign_uuid_value).send();
    Exchange::new("unarchive_campaign", mock, sent, response)
}
fn bulk_archive_campaigns<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let body_value: ::blueshift_api::types::CampaignUuids = examples
        .body("bulk_archive_campaigns");
    let response: ::blueshift_api::types::BulkArchiveResult = examples
        .response("bulk_archive_campaigns");
    let mock = server
        .bulk_archive_campaigns(|when, then| {
            let when = when.body(&body_value);
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api.bulk_archive_campaigns().body(body_value).send();
    Exchange::new("bulk_archive_campaigns", mock, sent, response)
}
fn bulk_unarchive_campaigns<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let body_value: ::blueshift_api::types::CampaignUuids = examples
        .body("bulk_unarchive_campaigns");
    let response: ::blueshift_api::types::BulkArchiveResult = examples
        .response("bulk_unarchive_campaigns");
    let mock = server
        .bulk_unarchive_campaigns(|when, then| {
            let when = when.body(&body_value);
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api.bulk_unarchive_campaigns().body(body_value).send();
    Exchange::new("bulk_unarchive_campaigns", mock, sent, response)
}
fn execute_campaign<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let body_value: ::blueshift_api::types::CampaignExecution = examples
        .body("execute_campaign");
    let response: ::blueshift_api::types::ExecutionResult = examples
        .response("execute_campaign");
    let mock = server
        .execute_campaign(|when, then| {
            let when = when.body(&body_value);
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api.execute_campaign().body(body_value).send();
    Exchange::new("execute_campaign", mock, sent, response)
}
fn bulk_execute_campaign<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let body_value: ::blueshift_api::types::CampaignExecutions = examples
        .body("bulk_execute_campaign");
    let response: ::std::vec::Vec<::blueshift_api::types::ExecutionResult> = examples
        .response("bulk_execute_campaign");
    let mock = server
        .bulk_execute_campaign(|when, then| {
            let when = when.body(&body_value);
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api.bulk_execute_campaign().body(body_value).send();
    Exchange::new("bulk_execute_campaign", mock, sent, response)
}
fn get_customer_campaign_activity<'a>(
    server: &'a MockServer,
    api: &'a blueshift_api::Client,
    examples: &Examples,
) -> Exchange<'a> {
    let cursor_value: ::jiff::Timestamp = examples
        .parameter("get_customer_campaign_activity", "cursor");
    let customer_id_value: String = examples
        .parameter("get_customer_campaign_activity", "customer_id");
    let email_value: String = examples
        .parameter("get_customer_campaign_activity", "email");
    let end_time_value: ::jiff::Timestamp = examples
        .parameter("get_customer_campaign_activity", "end_time");
    let phone_number_value: String = examples
        .parameter("get_customer_campaign_activity", "phone_number");
    let start_time_value: ::jiff::Timestamp = examples
        .parameter("get_customer_campaign_activity", "start_time");
    let uuid_value: String = examples
        .parameter("get_customer_campaign_activity", "uuid");
    let response: ::blueshift_api::types::CampaignActivityList = examples
        .response("get_customer_campaign_activity");
    let mock = server
        .get_customer_campaign_activity(|when, then| {
            let when = when
                .cursor(&cursor_value)
                .customer_id(customer_id_value.as_str())
                .email(email_value.as_str())
                .end_time(&end_time_value)
                .phone_number(phone_number_value.as_str())
                .start_time(&start_time_value)
                .uuid(uuid_value.as_str());
            let then = then.ok(&response);
            drop((when, then));
        });
    let sent = api
        .get_customer_campaign_activity()
        .cursor(cursor_value)
        .customer_id(customer_id_value)
        .email(email_value)
        .end_time(end_time_value)
        .phone_number(phone_number_value)
        .start_time(start_time_value)
        .uuid(uuid_value)
        .send();
    Exchange::new("get_customer_campaign_activity", mock, sent, response)
}
/// Returns the name, the known values and the JSON Schema of every open enum.
pub(crate) fn open_enums() -> Vec<(&'static str, &'static [&'static str], Schema)> {
    vec![
        ("CampaignStatus", CampaignStatus::KNOWN, schema_for!(CampaignStatus)),
        ("ExecTerm", ExecTerm::KNOWN, schema_for!(ExecTerm)), ("JourneyConcurrency",
        JourneyConcurrency::KNOWN, schema_for!(JourneyConcurrency)),
        ("RecurringSchedule", RecurringSchedule::KNOWN, schema_for!(RecurringSchedule)),
        ("IntervalUnit", IntervalUnit::KNOWN, schema_for!(IntervalUnit)), ("DayOfMonth",
        DayOfMonth::KNOWN, schema_for!(DayOfMonth)), ("ActivityAction",
        ActivityAction::KNOWN, schema_for!(ActivityAction))
    ]
}
/// Returns the name, a function that parses and prints a value, and the JSON Schema of every closed enum.
#[allow(clippy::type_complexity)]
pub(crate) fn closed_enums() -> Vec<(&'static str, fn(&str) -> Option<String>, Schema)> {
    vec![
        ("CampaignType", | text | text.parse:: < CampaignType > ().ok().map(| value |
        value.to_string()), schema_for!(CampaignType),)
    ]
}
