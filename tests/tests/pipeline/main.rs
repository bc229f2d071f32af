//! The real handlers of every function over the in-process cloud: the whole journey, with a fault at each of its
//! calls, with messages that come twice and in any order, and with people who press twice.

#![allow(
    clippy::expect_used,
    clippy::large_futures,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "steps of a test fail by a panic, and its futures live on the test's own stack"
)]

mod bad_input;
mod cost;
mod crowd;
mod faults;
mod feedback;
mod figures;
mod forms;
mod grants;
mod ledger;
mod links;
mod logs;
mod newsletter;
mod orders;
mod organiser;
mod pages;
mod people;
mod retention;
mod robot;
mod settled;
mod steps;
mod world;
