//! Drafts that were sent become events, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod confirmation;
mod faults;
mod message;
mod newsletter;
mod spam;
mod world;
