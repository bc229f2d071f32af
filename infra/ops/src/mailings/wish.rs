//! Stopping an issue and letting it go on.

use anyhow::{Result, bail};
use model::letter::{MailingLetter, MailingOccasion};
use model::mailing::{Command, Mailing, State};
use runtime::Clock;
use serde_json::{Value, json};
use store::{MailingNudge, Store, StoreError, insist};

use super::{find, show};
use crate::console::Told;

/// What the operator may want of an issue that was launched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    Pause,
    Resume,
    Cancel,
}

impl Wish {
    fn command(self) -> Command {
        match self {
            Self::Pause => Command::Pause,
            Self::Resume => Command::Resume,
            Self::Cancel => Command::Cancel,
        }
    }

    /// Whether an issue is so already: the answer to the first try may have been lost.
    fn is_granted(self, state: &State) -> bool {
        match self {
            Self::Pause => matches!(state, State::Paused { .. }),
            Self::Resume => matches!(state, State::Sending { .. }),
            Self::Cancel => matches!(state, State::Cancelled { .. }),
        }
    }

    /// What it has done.
    fn done(self) -> &'static str {
        match self {
            Self::Pause => {
                "is paused: what is on its way leaves, nothing else; mip mailings resume lets it go on"
            }
            Self::Resume => "goes on",
            Self::Cancel => {
                "is cancelled: what is on its way leaves, nothing else; the editors get the figures"
            }
        }
    }
}

/// Why what was wished cannot be done to an issue in this state, and what can.
fn refusal(state: &State) -> &'static str {
    match state {
        State::Draft | State::Scheduled { .. } => {
            "it has not been launched: its editors send it or drop it from their page"
        }
        State::Freezing { .. } => "its audience is being frozen: wait until it is sending, or cancel it",
        State::Parked { .. } => {
            "it waits for the quota and goes on by itself: pause it or cancel it to stop it"
        }
        State::Sending { .. } | State::Paused { .. } => "it is not in a state that allows it",
        State::Sent { .. } => "all of it has left",
        State::Cancelled { .. } => "it was cancelled: its editors can start another",
        State::Discarded { .. } => "its editors have dropped it",
    }
}

/// Does it, unless it is done; says what was done.
pub(super) async fn grant(store: &Store, clock: &Clock, id: &str, wish: Wish) -> Result<Told<Value>> {
    let attempt = async || {
        let before = find(store, id).await?;
        if wish.is_granted(&before.state) {
            let said = format!("« {} » {} (it was already)", before.words.subject, wish.done());
            return Ok(told(said, &before, false));
        }
        let now = clock.now();
        let Ok(after) = before.decide(wish.command(), None, now) else {
            bail!(
                "« {} » is {}: {}",
                before.words.subject,
                show::state(&before.state),
                refusal(&before.state)
            );
        };
        let (letters, nudge) = match wish {
            Wish::Pause => (vec![], MailingNudge::None),
            Wish::Resume => (vec![], MailingNudge::Send),
            Wish::Cancel => {
                let team = store.team().await?;
                let letters = MailingLetter::to_editors(&after, &team, MailingOccasion::Report, now);
                (letters, MailingNudge::None)
            }
        };
        store.record_mailing(&after, letters, nudge, now).await?;
        Ok(told(format!("« {} » {}", after.words.subject, wish.done()), &after, true))
    };
    let is_conflict =
        |error: &anyhow::Error| error.downcast_ref::<StoreError>().is_some_and(StoreError::is_conflict);
    insist(attempt, is_conflict).await
}

fn told(said: String, mailing: &Mailing, written: bool) -> Told<Value> {
    let fields = json!({
        "id": mailing.id,
        "subject": mailing.words.subject,
        "state": mailing.state.code(),
        "written": written,
    });
    Told::new(said, fields)
}

/// Says what cancelling would do.
pub(super) async fn warn_of_cancelling(store: &Store, id: &str) -> Result<()> {
    let mailing = find(store, id).await?;
    let subject = &mailing.words.subject;
    if mailing.state.is_open() || mailing.state.is_over() {
        bail!("« {subject} » is {}: {}", show::state(&mailing.state), refusal(&mailing.state));
    }
    let left = match store.progress(&mailing).await? {
        Some(progress) => format!(
            "{} of its {} copies have not left, and never would",
            progress.waiting,
            progress.audience()
        ),
        None => "none of its copies has left, and none would".to_owned(),
    };
    bail!("« {subject} » would be cancelled for good: {left}; add --yes to do it")
}
