//! What the table keeps for organisers: their drafts, their events, their colleagues, how often they ask.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]
#![expect(clippy::large_futures, reason = "the SDK's futures are large, and a test has few of them")]

mod departed;
mod drafts;
mod links;
mod rate;
mod submissions;
mod team;
mod world;
