//! The scenarios for commands that change campaigns.

mod bulk;
mod refusals;
pub(super) mod task;
mod unknown_outcomes;

use serde_json::{Value, json};

use crate::exam::campaigns::with;
use crate::exam::scenario::Scenario;
use crate::exam::writer::task::{Task, Wanted};

pub(super) fn scenarios() -> Vec<Scenario> {
    [refusals::scenarios(), unknown_outcomes::scenarios(), bulk::scenarios()].into_iter().flatten().collect()
}

/// Returns a draft that can be launched.
fn draft(index: usize) -> Value {
    with(index, json!({"status": "draft", "exec_term": "recurring"}))
}

fn launched(index: usize) -> Value {
    with(index, json!({"status": "launched", "exec_term": "recurring"}))
}

fn archived(index: usize) -> Value {
    with(index, json!({"status": "draft", "exec_term": "recurring", "archived": true}))
}

/// Returns a campaign that can be executed.
fn triggered(index: usize) -> Value {
    with(index, json!({"status": "launched", "exec_term": "transactional"}))
}

/// Returns the campaigns of the tasks of [`every_operation`].
fn campaigns() -> Vec<Value> {
    vec![
        draft(0),
        launched(1),
        draft(2),
        archived(3),
        draft(4),
        triggered(5),
        triggered(6),
        draft(7),
        triggered(8),
    ]
}

/// Returns tasks for all operations of the exam. `wanted` applies to every item.
fn every_operation(wanted: Wanted) -> Vec<Task> {
    vec![
        Task::of("launch_campaign", 0, wanted),
        Task::of("pause_campaign", 1, wanted),
        Task::of("archive_campaign", 2, wanted),
        Task::of("unarchive_campaign", 3, wanted),
        Task::schedule(4, wanted),
        Task::create("Exam of writers", wanted),
        Task::execute(5, "keyed", Some(1), wanted),
        Task::execute(6, "unkeyed", None, wanted),
        Task::bulk_archive(&[(7, wanted)]),
        Task::bulk_execute(8, &[(Some("jane@example.com"), wanted)]),
    ]
}
