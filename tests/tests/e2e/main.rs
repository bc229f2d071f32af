//! The deployed system, from outside: pages over HTTP, mails from the mailbox, messages in its queues.
//!
//! Run by `local test`, which starts a cloud, deploys the production template to it and says where everything is
//! (`infra/local/src/commands/e2e.rs` lists the variables). Tests share the system and run side by side: each brings
//! its own people.

#![allow(clippy::expect_used, reason = "steps of a test fail by a panic")]

mod bad_input;
mod documents;
mod drafts;
mod fates;
mod follow_up;
mod front_door;
mod journey;
mod letter;
mod scanner;
mod snapshot;
mod subscribers;
mod system;
