//! The files of the programme, as readers, calendars and programs get them.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says where")]

mod agenda;
mod calendar;
mod changes;
mod crowd;
mod departed;
mod everything;
mod fixture;
mod home;
mod hostile;
mod issues;
mod legal;
mod links;
mod lists;
mod news;
mod openagenda;
mod pages;
mod past;
mod private;
mod read_back;
mod reading_day;
mod related;
mod removal;
mod resources;
mod schema;
mod selections;
mod snapshots;
mod social;
mod standing;
mod table;
mod texts;
mod times;
mod weight;
mod whole;
