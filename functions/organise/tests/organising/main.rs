//! The pages of those who answer for an event, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod again;
mod faults;
mod page;
mod practical;
mod resend;
mod retract;
mod robot;
mod standing;
mod team;
mod world;
