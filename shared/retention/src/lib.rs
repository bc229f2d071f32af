//! How long personal data are kept.
//!
//! `register.toml` names every personal field, what it is for and until when; a test fails when a stored field is missing from
//! it. The daily purge and the erasure of a person ask the same rules and reword rows by the same code.

pub mod erasure;
mod error;
pub mod kind;
pub mod person;
mod purge;
pub mod redact;
pub mod register;
pub mod rules;
pub mod verdict;
mod walk;

pub use error::RetentionError;
pub use purge::{Purged, facts, purge};
pub use walk::Tally;
