//! Keeping what was typed at a step: as typed, beside what was typed at the others, whoever else is saving.

use form::{Action, Focus};
use jiff::SignedDuration;
use model::draft::Draft;
use model::edition::Edition;
use model::proposal::{Proposal, Stage};
use store::StoreError;

use crate::Deps;

/// Most bytes of a proposal, as JSON: the longest valid one has less than a third of it, an item of the table may have
/// 400 kB.
pub(crate) const MOST_BYTES: usize = 300_000;

/// How long after its last save a draft that has not changed is saved all the same: it is kept for thirty days more.
const FRESH: SignedDuration = SignedDuration::from_hours(24);

/// How often a step is saved again when the draft has changed meanwhile.
const TRIES: usize = 5;

/// What was typed at a step, and which button was pressed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Typed<'a> {
    pub(crate) stage: Stage,
    pub(crate) proposal: &'a Proposal,
    pub(crate) action: Option<Action>,
}

/// What became of it.
#[derive(Debug)]
pub(crate) enum Kept {
    /// The draft says so: since now, or already. With the row that takes the focus, if a row was added or taken away.
    Saved(Box<Draft>, Option<Focus>),
    /// The draft has been sent: it never changes any more.
    Sent,
    /// The draft is gone.
    Gone,
    /// It is too long to be kept; the draft stays as it was.
    TooLong,
}

impl Typed<'_> {
    /// The proposal with what was typed, and what the button does.
    pub(crate) fn over(&self, proposal: &Proposal, edition: &Edition) -> (Proposal, Option<Focus>) {
        let mut proposal = proposal.clone();
        proposal.take(self.stage, self.proposal);
        let focus = self.action.and_then(|action| action.apply(&mut proposal, edition));
        (proposal, focus)
    }
}

/// Whether a proposal can be kept.
pub(crate) fn fits(proposal: &Proposal) -> bool {
    serde_json::to_string(proposal).is_ok_and(|json| json.len() <= MOST_BYTES)
}

/// Saves a step into a draft that has just been read. The same step saved twice is saved once.
pub(crate) async fn keep(
    deps: &Deps,
    draft: Draft,
    edition: &Edition,
    typed: Typed<'_>,
) -> Result<Kept, StoreError> {
    let mut draft = draft;
    for _ in 0..TRIES {
        let now = deps.clock.now();
        let (proposal, focus) = typed.over(&draft.proposal, edition);
        if draft.sent.is_some() {
            return Ok(if proposal == draft.proposal {
                Kept::Saved(Box::new(draft), focus)
            } else {
                Kept::Sent
            });
        }
        if proposal == draft.proposal && now < draft.saved_at + FRESH {
            return Ok(Kept::Saved(Box::new(draft), focus));
        }
        if !fits(&proposal) {
            return Ok(Kept::TooLong);
        }
        let Ok(after) = draft.save(proposal, now) else { return Ok(Kept::Sent) };
        match deps.store.save_draft(&after).await {
            Ok(()) => return Ok(Kept::Saved(Box::new(after), focus)),
            Err(error) if error.is_conflict() => tracing::info!("the draft has changed: reading it again"),
            Err(error) => return Err(error),
        }
        match deps.store.draft(after.id, now).await? {
            Some(now) => draft = now,
            None => return Ok(Kept::Gone),
        }
    }
    Err(StoreError::Conflict)
}
