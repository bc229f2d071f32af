//! "There is nothing to change after all" is said only to someone who was asked to change something.

use jiff::Timestamp;
use model::event::{Deed, LogEntry, Outcome};
use model::ledger::Status;
use model::letter::{EventLetter, Purpose};
use store::Store;

use crate::{Error, lost_race};

/// Whether the request that this letter takes back has left. One that is still to leave never will: its row is closed
/// here, so that it cannot leave later either.
pub(super) async fn follows_its_request(
    store: &Store,
    letter: &EventLetter,
    now: Timestamp,
) -> Result<bool, Error> {
    let history = store.history(letter.event).await?;
    let Some(request) = request_before(&history, letter.version) else { return Ok(false) };
    let request = EventLetter::copy_of(letter.event, request, letter.seat, Purpose::Decision);
    let Some(mail) = store.mail(&request).await? else { return Ok(false) };
    match mail.status {
        Status::Pending { attempts: 0 } => {
            let skipped = Status::Skipped { at: now };
            store.move_mail(&request, &mail.status, &skipped).await.map_err(lost_race)?;
            Ok(false)
        }
        Status::Claimed { .. } => Err(Error::Later),
        Status::Skipped { .. } => Ok(false),
        // Sent, or perhaps sent. A refused one never arrived, no more than this one will.
        Status::Pending { .. } | Status::Unknown { .. } | Status::Sent { .. } | Status::Refused { .. } => {
            Ok(true)
        }
    }
}

/// The last request for changes before this version: which version it brought about.
fn request_before(history: &[LogEntry], version: u32) -> Option<u32> {
    let asks = |deed: &Deed| match deed {
        Deed::Decided { decision } => matches!(decision.outcome, Outcome::RequestChanges { .. }),
        _ => false,
    };
    let mut before = history.iter().rev().filter(|line| line.version < version);
    before.find(|line| asks(&line.deed)).map(|line| line.version)
}
