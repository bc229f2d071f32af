//! An issue, from its draft to its last copy.

mod audience;
mod calendar;
mod delivery;
mod gather;
mod lifecycle;
mod progress;
mod samples;
