//! The newsletter's own work, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod asking;
mod drafting;
mod faults;
mod launching;
mod stalling;
mod world;
