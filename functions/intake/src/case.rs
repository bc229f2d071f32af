//! A draft as it stands, and its edition.

use model::draft::Draft;
use model::edition::Edition;
use model::proposal::Proposal;
use store::StoreError;

use crate::way::Way;
use crate::{Deps, edition};

/// A draft and its edition.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) draft: Draft,
    pub(crate) edition: Edition,
    /// The draft's own address.
    pub(crate) way: Way,
}

impl Case {
    /// What is sent of what was typed: without what the choices make useless, and what nobody sees.
    pub(crate) fn said(&self) -> Proposal {
        self.draft.proposal.clone().without_the_unused()
    }
}

/// What an address leads to.
#[derive(Debug)]
pub(crate) enum Found {
    /// It can be filled in and sent.
    Open(Box<Case>),
    /// It was not sent, and its edition takes no proposals any more.
    Closed(Box<Case>),
    /// It has been sent: it never changes any more.
    Sent(Box<Case>),
    /// It was kept for as long as it is.
    Gone,
}

/// Reads what an address leads to.
pub(crate) async fn read(deps: &Deps, way: &Way) -> Result<Found, StoreError> {
    let now = deps.clock.now();
    let Some(draft) = deps.store.draft(way.draft, now).await? else { return Ok(Found::Gone) };
    let Some(edition) = deps.store.edition(draft.edition).await? else { return Ok(Found::Gone) };
    let way = Way::of(deps, &draft);
    let case = Box::new(Case { draft, edition, way });
    Ok(if case.draft.sent.is_some() {
        Found::Sent(case)
    } else if edition::is_open(&case.edition, now) {
        Found::Open(case)
    } else {
        Found::Closed(case)
    })
}
