//! Shared parts of the commands that change campaigns: the campaigns to change, the confirmation by the user, and the outcomes.

mod confirmation;
mod input;
mod interrupt;
mod outcome;
mod plan;
mod start;
mod targets;

pub(crate) use confirmation::{Confirmation, ConfirmationArgs, ConfirmationError, show_campaigns};
pub(crate) use input::{InputError, Lines, Records, SpoolError, input_name, open, stdin_twice};
pub(crate) use interrupt::Interrupts;
pub(crate) use outcome::{Outcome, Problem, Tally, Words, WritesFailure, status_of};
pub(crate) use plan::Plan;
pub(crate) use start::{PointInTime, parse as parse_point_in_time};
pub(crate) use targets::{CONCURRENCY, Change, ChangeArgs, Sender, TargetArgs, change_operation, run_change};
