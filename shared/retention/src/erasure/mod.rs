//! Erasures: what is remembered of them outside the table, and how they are done again after a restore.
//!
//! A restored table is the table of an earlier day, with whoever was erased since. So each erasure is written down in a
//! bucket of its own *before* anything is removed: one that was interrupted is taken up from there, and one that the
//! restored table does not know is done again ([`replay()`]).

mod record;
mod replay;

pub use record::{Erasure, Erasures, Scope};
pub use replay::{MARGIN, Replayed, replay};
