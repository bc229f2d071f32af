//! Subscribing, choosing and leaving, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod choosing;
mod confirming;
mod faults;
mod leaving;
mod moving;
mod page;
mod robot;
mod sign_up;
mod world;
