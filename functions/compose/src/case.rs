//! What every visit starts from, as the table has it now: the issue, its edition, its editors, and the other issues.

use jiff::Timestamp;
use model::edition::Edition;
use model::id::ModeratorId;
use model::mailing::{Mailing, State, is_first_of_month};
use model::moderation::Moderator;
use store::{Store, StoreError};

use crate::link::Link;

/// An issue, and those who work on it.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) link: Link,
    pub(crate) now: Timestamp,
    pub(crate) mailing: Mailing,
    pub(crate) edition: Edition,
    pub(crate) team: Vec<Moderator>,
    /// Who works on it.
    pub(crate) editor: Moderator,
    /// The edition's issues, this one among them.
    pub(crate) issues: Vec<Mailing>,
}

impl Case {
    /// The issue of a link; nothing if it leads nowhere, or no longer anywhere.
    pub(crate) async fn read(store: &Store, link: Link, now: Timestamp) -> Result<Option<Self>, StoreError> {
        let (mailing, team) = tokio::try_join!(store.mailing(link.mailing), store.team())?;
        let Some(mailing) = mailing else { return Ok(None) };
        let is_editor = |member: &&Moderator| member.id == link.editor && member.is_national();
        let Some(editor) = team.iter().find(is_editor).cloned() else {
            tracing::info!("a link of someone who does not edit the newsletter any more was refused");
            return Ok(None);
        };
        let (edition, issues) =
            tokio::try_join!(store.edition(mailing.edition), store.mailings(mailing.edition))?;
        Ok(edition.map(|edition| Self { link, now, mailing, edition, team, editor, issues }))
    }

    /// When it would leave: at the time that it is scheduled for, else now.
    pub(crate) fn leaves_at(&self) -> Timestamp {
        match self.mailing.state {
            State::Scheduled { at } => at,
            _ => self.now,
        }
    }

    /// Whether those who read once a month would receive it.
    pub(crate) fn is_first_of_month(&self) -> bool {
        self.is_first_of_month_at(self.leaves_at())
    }

    /// The same if it left at this instant.
    pub(crate) fn is_first_of_month_at(&self, at: Timestamp) -> bool {
        is_first_of_month(self.mailing.id, &self.issues, at)
    }

    /// Whether the page has this form.
    pub(crate) fn offers(&self, act: &str) -> bool {
        let state = &self.mailing.state;
        match act {
            "contenu" | "essai" | "decision" => state.is_open(),
            "suite" => !state.is_open() && !state.is_over(),
            "qui" => self.has_left(),
            _ => true,
        }
    }

    /// Whether it was launched, whatever has become of it.
    pub(crate) fn has_left(&self) -> bool {
        !self.mailing.state.is_open() && !matches!(self.mailing.state, State::Discarded { .. })
    }

    /// When someone last acted on it, in milliseconds since 1970. What the service does by itself (the audience is frozen, the
    /// quota is spent) hinders nobody from pausing or cancelling.
    pub(crate) fn last_touched(&self) -> i64 {
        let last = self.mailing.history.iter().rev().find(|entry| entry.by.is_some());
        last.map_or(0, |entry| entry.at.as_millisecond())
    }

    /// The name of someone of the team.
    pub(crate) fn name(&self, member: ModeratorId) -> &str {
        let known = self.team.iter().find(|it| it.id == member);
        known.map_or("une personne qui a quitté l’équipe", |it| it.name.as_str())
    }
}
