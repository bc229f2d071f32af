//! The DynamoDB table: keys, items, queries, conditional writes.
//!
//! One table. Every read is consistent, every query pages to its end, every write carries a condition. A step of
//! an event's life is one transaction: the new state, a line of history, the mails' rows and the outbox items.

mod deliveries;
mod drafts;
mod editions;
mod erasing;
mod error;
mod events;
mod insist;
mod item;
mod keys;
mod mailings;
mod mails;
mod material;
mod organisers;
mod outbox;
mod people;
mod queue;
mod rate;
mod restoration;
mod rows;
mod subscribers;
mod sweep;
mod table;
mod whole;

pub use editions::KeptEdition;
pub use error::StoreError;
pub use insist::{insist, insist_across_threads};
pub use item::OUTBOX;
pub use mailings::MailingNudge;
pub use mails::Mail;
pub use organisers::EventOf;
pub use outbox::{Nudge, OutboxItem};
pub use queue::{PaceChange, Stage, Told};
pub use restoration::{Before, Phase, RESTORATION, Restoration};
pub use subscribers::Change;
pub use sweep::{Act, Row, RowKey};
pub use table::Store;
pub use whole::{BATCH, Item, Pages, Write};
