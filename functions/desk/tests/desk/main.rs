//! The desk, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod bursts;
mod faults;
mod links;
mod orders;
mod overtaken;
mod rounds;
mod screening;
mod world;
