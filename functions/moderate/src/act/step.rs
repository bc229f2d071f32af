//! An act on the event as it stands, as one step.

use jiff::SignedDuration;
use model::content::Content;
use model::event::{Deed, NOTE_MAX, Outcome, Refusal};
use model::step::{Ruling, Step, Undoing};
use model::text::Prose;

use super::Act;
use crate::case::Case;

impl Act {
    /// The step that the act asks for; none when it was taken before, by the same form sent twice.
    pub(super) fn step(&self, case: &Case, window: SignedDuration) -> Result<Option<Step>, Refusal> {
        let (event, moderator, now) = (case.event.clone(), &case.moderator, case.now);
        let elsewhere = || Refusal::Elsewhere { state: case.event.state() };
        let current = || case.content(case.event.revision()).ok_or_else(elsewhere);
        let step = match self {
            Self::Decide { seen, .. } if has_been_decided(case, *seen) => return Err(elsewhere()),
            Self::Decide { outcome, corrected, .. } => {
                let corrected = corrected.as_deref().cloned();
                let ruling = Ruling { moderator, outcome: outcome.clone(), corrected, window, order: None };
                Step::decide(event, case.link.revision, ruling, &case.revision.content, now)
            }
            Self::Undo { version } => {
                let (version, contents) = undoing(case, *version)?;
                Step::undo(event, version, moderator, contents, now, now)
            }
            Self::TakeBack { version } => {
                // Within the window the request is undone, and the organiser never hears of it.
                if event.undoable(now).is_some() || is_another(case, *version) {
                    return Err(elsewhere());
                }
                let revision = event.revision();
                Step::take_back(event, revision, moderator, current()?, now)
            }
            // It is about what the programme showed then, and about nothing that has come in since.
            Self::Withdraw { seen, .. }
                if !case.offers("withdraw")
                    || has_been_decided(case, *seen)
                    || case.deeds_since(*seen).any(|deed| *deed == Deed::Edited) =>
            {
                return Err(elsewhere());
            }
            Self::Withdraw { message, .. } => {
                let shown = event.shown().ok_or_else(elsewhere)?;
                let outcome = Outcome::Withdraw { message: message.clone() };
                let ruling = Ruling { moderator, outcome, corrected: None, window, order: None };
                Step::decide(event, shown, ruling, case.content(shown).ok_or_else(elsewhere)?, now)
            }
            Self::Assign { to } if event.standing.assigned == *to => return Ok(None),
            Self::Assign { to } => Step::assign(event, *to, moderator, true, current()?, now),
            Self::Note { text, seen } if is_noted(case, text, *seen) => return Ok(None),
            Self::Feature { .. } if !case.may_feature() => return Err(elsewhere()),
            Self::Feature { featured, .. } if event.is_featured() == *featured => return Ok(None),
            Self::Feature { seen, .. } if has_changed(case, *seen) => return Err(elsewhere()),
            Self::Feature { featured, .. } => {
                let shown = event.shown().and_then(|shown| case.content(shown)).ok_or_else(elsewhere)?;
                Step::feature(event, *featured, moderator, shown, now)
            }
            Self::Note { text, .. } => Step::note(event, text.clone(), moderator, current()?, now),
        };
        step.map(Some)
    }
}

/// Which decision to undo, and the contents of what counts again.
fn undoing(case: &Case, seen: Option<u32>) -> Result<(u32, Undoing<'_>), Refusal> {
    let decision = case.event.undoable(case.now).ok_or(Refusal::TooLate)?;
    let replaced = case.event.replaced.as_deref().ok_or(Refusal::TooLate)?;
    if is_another(case, seen) {
        return Err(Refusal::TooLate);
    }
    let content = |number| -> Result<&Content, Refusal> { case.content(number).ok_or(Refusal::TooLate) };
    let shown = replaced.shown.map(content).transpose()?;
    let left = case.event.shown().map(content).transpose()?;
    Ok((decision.version, Undoing { current: content(replaced.standing.revision)?, shown, left }))
}

/// Whether the page showed another decision than the one that stands.
pub(super) fn is_another(case: &Case, seen: Option<u32>) -> bool {
    seen.is_some_and(|seen| case.event.decision().is_none_or(|decision| decision.version != seen))
}

/// Whether someone has decided, undone or taken back since the page was shown: what it asked is answered, and its form,
/// sent again, must not answer a second time.
fn has_been_decided(case: &Case, seen: Option<u32>) -> bool {
    case.deeds_since(seen).any(|deed| matches!(deed, Deed::Decided { .. } | Deed::Undone | Deed::TakenBack))
}

/// Whether what the public reads of the event, or where it stands, is no longer what the page showed: a choice for the
/// programme's home is about that.
fn has_changed(case: &Case, seen: u32) -> bool {
    let changes = |deed: &Deed| {
        let of_the_programme = matches!(deed, Deed::Practical { .. } | Deed::Featured | Deed::Unfeatured);
        of_the_programme || *deed == Deed::Edited
    };
    has_been_decided(case, Some(seen)) || case.deeds_since(Some(seen)).any(changes)
}

/// Whether the note was added after the page was shown: the form was sent twice.
fn is_noted(case: &Case, note: &Prose<NOTE_MAX>, seen: u32) -> bool {
    let since = case.history.iter().rev().take_while(|line| line.version > seen);
    since
        .filter(|line| line.is_by(case.moderator.id))
        .any(|line| matches!(&line.deed, Deed::Noted { text } if text == note))
}
