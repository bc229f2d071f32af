//! Proposing an event, from the introduction to the receipt, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod anything;
mod checking;
mod confirming;
mod faults;
mod keeping;
mod limits;
mod mailing;
mod page;
mod robot;
mod sending;
mod together;
mod walk;
mod walking;
mod world;
