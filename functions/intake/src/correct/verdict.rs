//! What becomes of a sent form that the rules accept.

use model::content::{Revision, RevisionNumber};

use super::found::Found;

/// The revision that a form was made from.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) number: RevisionNumber,
    pub(super) revision: Revision,
}

/// What becomes of a sent form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It makes a new revision.
    Record,
    /// Its sender has changed nothing: nothing is recorded. This is all that a robot gets, whichever page it has kept.
    Unchanged,
    /// It has made the present revision already: it was sent twice, perhaps because the first answer was lost.
    Received,
    /// Another revision has come since: the sender is shown it before anything is recorded.
    Overtaken,
}

/// The verdict on `sent`, made from `base`; `replaces` is the revision that the sender has seen and wants to replace.
pub(super) fn of(
    sent: &Revision,
    found: &Found,
    base: Option<&Base>,
    replaces: Option<RevisionNumber>,
) -> Verdict {
    let unchanged = base.is_some_and(|base| base.revision == *sent);
    if *sent == found.current {
        return if unchanged { Verdict::Unchanged } else { Verdict::Received };
    }
    if is_up_to_date(found, base) || replaces == Some(found.event.revision()) {
        Verdict::Record
    } else if unchanged {
        Verdict::Unchanged
    } else {
        Verdict::Overtaken
    }
}

/// Whether a form made from `base` shows what the event says now.
pub(super) fn is_up_to_date(found: &Found, base: Option<&Base>) -> bool {
    base.is_some_and(|base| base.number == found.event.revision() || base.revision == found.current)
}
