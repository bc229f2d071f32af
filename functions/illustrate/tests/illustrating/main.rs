//! An organiser gives a draft or an event its picture, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod draft;
mod event;
mod faults;
mod page;
mod robot;
mod upload;
mod world;
