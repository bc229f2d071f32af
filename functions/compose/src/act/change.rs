//! An act on the issue as it stands: what becomes of the issue, or that the act makes no sense any more.

use model::mailing::{Command, Deed, Entry, Mailing, Refusal, State};

use super::{Act, Choice, Contents, Wish};
use crate::case::Case;
use web::problem::Problem;

/// Why nothing becomes of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lost {
    /// The issue is not what the page showed any more.
    Overtaken,
    /// What was asked cannot be.
    Wrong(Problem),
}

impl Act {
    /// The issue as the act leaves it; none when it is so already, by the same form sent twice.
    pub(super) fn change(&self, case: &Case) -> Result<Option<Mailing>, Lost> {
        let mailing = &case.mailing;
        if self.is_done(case) {
            return Ok(None);
        }
        let (command, holds) = match self {
            Self::Edit { contents, seen } => (edit(contents), *seen == Some(mailing.version)),
            Self::Decide { choice, seen } => (choice.command(case), *seen == Some(mailing.version)),
            Self::Follow { wish, seen } => (wish.command(), *seen == Some(case.last_touched())),
            Self::Test | Self::Start { .. } | Self::Find { .. } => return Ok(None),
        };
        if !holds {
            return Err(Lost::Overtaken);
        }
        mailing.decide(command, Some(case.editor.id), case.now).map(Some).map_err(|refusal| match refusal {
            Refusal::NotNow => Lost::Overtaken,
            Refusal::BadTime => Lost::Wrong(Problem::new(
                "date",
                "Ce moment est passé, ou dans plus de 60\u{a0}jours\u{a0}: choisissez-en un autre, ou \
                 «\u{a0}Envoyer maintenant\u{a0}».",
            )),
        })
    }

    /// Whether the issue is already what the act asks for, and by whom it matters, by them.
    fn is_done(&self, case: &Case) -> bool {
        let mailing = &case.mailing;
        let mine = |entry: Option<&Entry>, deed| {
            entry.is_some_and(|it| (it.deed, it.by) == (deed, Some(case.editor.id)))
        };
        let last = mailing.history.last();
        match (self, &mailing.state) {
            (Self::Edit { contents, .. }, state) => state.is_open() && contents.are_of(mailing),
            (Self::Decide { choice: Choice::Launch, .. }, state) => {
                let launched = mailing.history.iter().find(|entry| entry.deed == Deed::Launched);
                !state.is_open() && mine(launched, Deed::Launched)
            }
            (Self::Decide { choice: Choice::Schedule { at }, .. }, State::Scheduled { at: known }) => {
                at == known
            }
            (Self::Decide { choice: Choice::Unschedule, .. }, State::Draft) => mine(last, Deed::Unscheduled),
            (Self::Decide { choice: Choice::Discard, .. }, State::Discarded { .. }) => {
                mine(last, Deed::Discarded)
            }
            (Self::Follow { wish: Wish::Pause, .. }, State::Paused { by_itself: false, .. }) => {
                mine(last, Deed::Paused)
            }
            (Self::Follow { wish: Wish::Resume, .. }, State::Sending { .. }) => mine(last, Deed::Resumed),
            (Self::Follow { wish: Wish::Cancel, .. }, State::Cancelled { .. }) => mine(last, Deed::Cancelled),
            _ => false,
        }
    }
}

fn edit(contents: &Contents) -> Command {
    let Contents { words, plan, featured, segment } = contents.clone();
    Command::Edit { words, plan, featured, segment }
}
