//! Tests of the whole: in-process cloud, faults, end to end.
//!
//! [`cloud::Cloud`] is an AWS in memory behind the SDK's HTTP client, [`pipeline::Pipeline`] plays the event
//! sources of the production template over the real handlers, and [`enumeration::Enumeration`] runs a scenario
//! once per call and per fault. The code under test never knows: it holds ordinary SDK clients.

#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a support library of tests: a panic with its reason is how a test fails"
)]

mod chance;
pub mod cloud;
pub mod enumeration;
pub mod grants;
pub mod pipeline;
pub mod samples;
pub mod served;
pub mod template;
pub mod watch;
