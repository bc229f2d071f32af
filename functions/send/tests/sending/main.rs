//! What is sent, what waits and what is dropped, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod decisions;
mod desk;
mod faults;
mod issue;
mod letters;
mod own;
mod readers;
mod reviews;
mod slices;
mod taken_back;
mod team;
mod world;
