//! The newsletter as readers receive it: as snapshots to read aloud, and read back by an independent parser.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod checks;
mod copies;
mod hostile;
mod inert;
mod people;
mod sample;
mod snapshots;
mod views;
