//! What people receive, as snapshots to read aloud, and read back by an independent parser.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod desk;
mod every;
mod inert;
mod links;
mod mailing;
mod mime;
mod own;
mod said;
mod snapshots;
mod story;
mod subscription;
mod words;
