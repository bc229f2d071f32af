//! What follows from a table that went back in time, before the service starts again. All of it can be done twice.

use anyhow::Context;
use indicatif::ProgressBar;
use jiff::Timestamp;
use model::id::PersonKey;
use model::letter::{MailingLetter, MailingOccasion};
use model::mailing::{Command, Mailing, State};
use retention::erasure::{Erasure, Replayed, replay};
use serde::Serialize;
use store::{MailingNudge, Restoration, Store};

use super::compare::Pair;

/// The erasures to do again, and the key under which people are known.
#[derive(Debug)]
pub(super) struct Erased {
    /// The register.
    pub(super) register: Vec<Erasure>,
    /// The key.
    pub(super) key: PersonKey,
}

/// What was done.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Settled {
    /// The erasures.
    pub(super) erasures: Replayed,
    /// The issues that do not leave by themselves now.
    pub(super) issues: Vec<Stopped>,
}

/// An issue that does not leave by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Stopped {
    /// Which.
    pub(super) id: String,
    /// Its subject.
    pub(super) subject: String,
    /// Where it stands now.
    pub(super) state: &'static str,
}

/// Does all of it.
pub(super) async fn settle(
    pair: Pair<'_>,
    restoration: &Restoration,
    erased: &Erased,
    now: Timestamp,
    bar: &ProgressBar,
) -> anyhow::Result<Settled> {
    let store = pair.present;
    // Of a table whose day is not known, everyone in the register is erased again.
    let restored_to = restoration.at.unwrap_or(Timestamp::UNIX_EPOCH);
    let erasures = replay(store, &erased.key, &erased.register, restored_to).await;
    let erasures = erasures.context("the erasures were not all done again")?;
    let issues = hold_issues(store, now).await?;
    pair.refill_outbox(bar).await?;
    let cause = format!("restore-{}", restoration.stopped_at.as_second());
    for edition in store.editions().await? {
        store.ask_render(edition.year, &cause, now).await?;
    }
    Ok(Settled { erasures, issues })
}

/// Sees to it that no issue leaves before somebody has looked.
async fn hold_issues(store: &Store, now: Timestamp) -> anyhow::Result<Vec<Stopped>> {
    let mut stopped = Vec::new();
    for edition in store.editions().await? {
        for mailing in store.mailings(edition.year).await? {
            let (command, state) = match &mailing.state {
                State::Sending { .. } | State::Parked { .. } => (Some(Command::Pause), "paused"),
                State::Paused { .. } => (None, "paused"),
                State::Scheduled { at } if *at <= now => (Some(Command::Unschedule), "draft"),
                State::Freezing { .. } => (Some(Command::Cancel), "cancelled"),
                _ => continue,
            };
            if let Some(command) = command {
                hold(store, &mailing, command, now).await?;
            }
            let subject = mailing.words.subject.to_string();
            stopped.push(Stopped { id: mailing.id.to_string(), subject, state });
        }
    }
    Ok(stopped)
}

async fn hold(store: &Store, mailing: &Mailing, command: Command, now: Timestamp) -> anyhow::Result<()> {
    let is_cancelled = command == Command::Cancel;
    let after = mailing.decide(command, None, now)?;
    let letters = if is_cancelled {
        MailingLetter::to_editors(&after, &store.team().await?, MailingOccasion::Report, now)
    } else {
        vec![]
    };
    store.record_mailing(&after, letters, MailingNudge::None, now).await?;
    Ok(())
}
