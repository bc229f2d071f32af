//! Documents, as those who read them get them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod booklet;
mod card;
mod fixture;
mod hostile;
mod large;
mod read;
