//! The in-process cloud does what AWS does, where the pipeline depends on it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic is how a test fails")]
#![allow(clippy::large_futures, reason = "the SDK's futures are large, and a test has few of them")]

mod dynamodb_queries;
mod dynamodb_transactions;
mod dynamodb_writes;
mod enumerations;
mod faults;
mod mail;
mod mail_limits;
mod objects;
mod queues;
mod races;
mod roles;
mod streams;
mod table;
mod toy;
