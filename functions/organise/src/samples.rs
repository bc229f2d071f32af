//! A workshop, proposed, corrected and decided: what the tests of the pages start from.

use jiff::Timestamp;
use model::content::Revision;
use model::event::Event;
use model::proposal::Proposal;
use model::reception::Reception;
use model::step::Step;

pub(crate) use pipeline_tests::samples::workshop::*;

pub(crate) fn titled(title: &str) -> Revision {
    Proposal { title: title.into(), ..proposal() }.check(&edition()).unwrap()
}

/// An event of which nobody has confirmed the organiser's address.
pub(crate) fn unconfirmed() -> Event {
    let Event { id, edition, organiser, .. } = in_review();
    Step::submit(id, edition, organiser, Reception::Ask, revision(), at(0)).after
}

pub(crate) fn edited(event: &Event, revision: Revision, now: Timestamp) -> Event {
    Step::edit(event.clone(), &event.organiser, event.revision(), revision, now).unwrap().after
}
