//! The files of the programme, as readers, calendars and programs get them.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says where")]

mod calendar;
mod everything;
mod fixture;
mod issues;
mod news;
mod openagenda;
mod pages;
mod schema;
mod snapshots;
mod standing;
mod table;
mod texts;
mod whole;
