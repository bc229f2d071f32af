//! The desk, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod faults;
mod orders;
mod rounds;
mod screening;
mod world;
