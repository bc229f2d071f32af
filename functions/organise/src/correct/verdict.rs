//! What becomes of a sent form that the rules accept.

use model::content::{Revision, RevisionNumber};
use model::proposal::Proposal;

use super::basis::Base;
use crate::found::Found;

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
    let unchanged =
        base.is_some_and(|base| base.revision == *sent || as_served(base, found).as_ref() == Some(sent));
    if *sent == found.current {
        return if unchanged { Verdict::Unchanged } else { Verdict::Received };
    }
    if replaces == Some(found.event.revision()) {
        Verdict::Record
    } else if unchanged {
        Verdict::Unchanged
    } else if is_up_to_date(found, base) {
        Verdict::Record
    } else {
        Verdict::Overtaken
    }
}

/// What comes of a form that is sent as it was served, even where the edition has changed since: a theme that is gone…
fn as_served(base: &Base, found: &Found) -> Option<Revision> {
    Proposal::of(&base.revision).check(&found.edition).ok()
}

/// Whether a form made from `base` shows what the event says now.
pub(super) fn is_up_to_date(found: &Found, base: Option<&Base>) -> bool {
    base.is_some_and(|base| base.basis == found.basis() || base.revision == found.current)
}
