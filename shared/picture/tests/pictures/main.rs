//! Pictures as organisers send them, and as nobody should.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod hostile;
mod metadata;
mod prepared;
mod refused;
mod samples;
