//! The editors' page in the in-process cloud: what is typed, chosen, and overtaken by others.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod acting;
mod faults;
mod following;
mod hostile;
mod page;
mod previews;
mod robot;
mod world;
