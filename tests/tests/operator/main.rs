//! What an operator does with `mip` to a deployed service, in the order of a year: opens an edition, runs it, sets right
//! what went wrong, changes keys, erases a person, restores the table.
//!
//! Run by `local test` on a system of its own, for it stops the service and brings it back. One test: each step is of the
//! service that the one before has left.

#![allow(clippy::expect_used, reason = "steps of a test fail by a panic")]

mod edition;
mod events;
mod keys;
mod mip;
mod past;
mod queues;
mod story;
#[path = "../e2e/system.rs"]
#[expect(dead_code, reason = "the end-to-end tests use the rest of it")]
mod system;
mod year_end;
