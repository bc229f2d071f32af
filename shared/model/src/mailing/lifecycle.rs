//! Where an issue stands, and what can be done to it.
//!
//! ```text
//! Draft ─▶ Scheduled ─▶ Freezing ─▶ Sending ─▶ Sent
//!   │  ◀──── (unschedule)             │  ▲
//!   ▼                                 ▼  │ resume
//! Discarded                  Paused | Parked ─▶ Cancelled (also from Freezing and Sending)
//! ```

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Buckets, Mailing, Plan, Segment, Words};
use crate::id::{EventId, ModeratorId};

/// Where an issue stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// Its editors work on it.
    Draft,
    /// It leaves by itself at a given time.
    Scheduled {
        /// When.
        at: Timestamp,
    },
    /// Its audience is being frozen.
    Freezing {
        /// Since when.
        since: Timestamp,
    },
    /// It is being sent.
    Sending {
        /// Since when.
        since: Timestamp,
    },
    /// Someone, or the way it is received, has stopped it for now.
    Paused {
        /// Since when.
        since: Timestamp,
        /// Whether it stopped by itself, because of bounces or complaints.
        by_itself: bool,
    },
    /// The day's quota of SES is spent.
    Parked {
        /// Since when.
        since: Timestamp,
        /// When it goes on at the latest.
        resumes_by: Timestamp,
    },
    /// Nothing is left to send.
    Sent {
        /// When.
        at: Timestamp,
    },
    /// What had not left will not.
    Cancelled {
        /// When.
        at: Timestamp,
    },
    /// It was not sent.
    Discarded {
        /// When.
        at: Timestamp,
    },
}

impl State {
    /// Its code: the same as in the table.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Scheduled { .. } => "scheduled",
            Self::Freezing { .. } => "freezing",
            Self::Sending { .. } => "sending",
            Self::Paused { .. } => "paused",
            Self::Parked { .. } => "parked",
            Self::Sent { .. } => "sent",
            Self::Cancelled { .. } => "cancelled",
            Self::Discarded { .. } => "discarded",
        }
    }

    /// As editors read it.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Draft => "Brouillon",
            Self::Scheduled { .. } => "Programmée",
            Self::Freezing { .. } => "Envoi en préparation",
            Self::Sending { .. } => "Envoi en cours",
            Self::Paused { .. } => "En pause",
            Self::Parked { .. } => "En attente du quota d’envoi",
            Self::Sent { .. } => "Envoyée",
            Self::Cancelled { .. } => "Annulée",
            Self::Discarded { .. } => "Abandonnée",
        }
    }

    /// Whether its words can still change.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Draft | Self::Scheduled { .. })
    }

    /// Whether nothing more will happen to it.
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Sent { .. } | Self::Cancelled { .. } | Self::Discarded { .. })
    }

    /// Whether its audience is frozen.
    pub fn is_frozen(&self) -> bool {
        matches!(
            self,
            Self::Sending { .. }
                | Self::Paused { .. }
                | Self::Parked { .. }
                | Self::Sent { .. }
                | Self::Cancelled { .. }
        )
    }
}

/// What is done to an issue, by an editor or the operator, or by the service itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Its words, sections and segment are these.
    Edit {
        /// What its editors write.
        words: Words,
        /// Its sections.
        plan: Plan,
        /// The events at its head.
        featured: Vec<EventId>,
        /// Whom it is for.
        segment: Segment,
    },
    /// Send it now; `first_of_month`: none was launched before in this month.
    Launch {
        /// Whether those who read once a month receive it.
        first_of_month: bool,
    },
    /// Send it at a given time.
    Schedule {
        /// When.
        at: Timestamp,
    },
    /// It does not leave by itself after all.
    Unschedule,
    /// It is not sent.
    Discard,
    /// Stop for now.
    Pause,
    /// Go on.
    Resume,
    /// Stop for good.
    Cancel,
    /// Its audience goes into these parts.
    Cut {
        /// How many.
        buckets: Buckets,
    },
    /// Its audience is frozen.
    Freeze {
        /// How many people.
        audience: u32,
    },
    /// The day's quota is spent.
    Park {
        /// When it goes on at the latest.
        resumes_by: Timestamp,
    },
    /// The quota has room again.
    Unpark,
    /// Too many bounces or complaints.
    Halt,
    /// Nothing is left to send.
    Finish,
}

/// What was done, in its history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each says itself by its label")]
pub enum Deed {
    Drafted,
    Edited,
    Launched,
    Scheduled,
    Unscheduled,
    Discarded,
    Paused,
    Resumed,
    Cancelled,
    Frozen,
    Parked,
    Unparked,
    Halted,
    Finished,
}

impl Deed {
    /// As editors read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Drafted => "Brouillon préparé",
            Self::Edited => "Contenu modifié",
            Self::Launched => "Envoi demandé",
            Self::Scheduled => "Envoi programmé",
            Self::Unscheduled => "Programmation annulée",
            Self::Discarded => "Lettre abandonnée",
            Self::Paused => "Envoi mis en pause",
            Self::Resumed => "Envoi repris",
            Self::Cancelled => "Envoi annulé",
            Self::Frozen => "Liste des destinataires arrêtée",
            Self::Parked => "Quota d’envoi du jour atteint",
            Self::Unparked => "Envoi repris, le quota le permet de nouveau",
            Self::Halted => "Envoi arrêté de lui-même\u{a0}: trop d’adresses en erreur ou de signalements",
            Self::Finished => "Envoi terminé",
        }
    }
}

/// A line of an issue's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Who; none: the service itself, or the operator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ModeratorId>,
    /// What.
    pub deed: Deed,
}

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is in another state now.
    #[error("the issue is not in a state that allows it")]
    NotNow,
    /// A time that has passed, or is too far away.
    #[error("the time has passed, or is more than 60 days away")]
    BadTime,
}

/// Most lines of a history: edits beyond fold into the last.
const MOST_ENTRIES: usize = 100;

impl Mailing {
    /// What becomes of the issue.
    pub fn decide(&self, command: Command, by: Option<ModeratorId>, now: Timestamp) -> Result<Self, Refusal> {
        let mut after = Self { version: self.version + 1, ..self.clone() };
        if let Some(deed) = after.apply(command, now)? {
            after.note(Entry { at: now, by, deed });
        }
        Ok(after)
    }

    /// What is done, as the history tells it; cutting the audience is a step of the launch, and no deed by itself.
    fn apply(&mut self, command: Command, now: Timestamp) -> Result<Option<Deed>, Refusal> {
        let since = now;
        match (command, &self.state) {
            (Command::Edit { words, plan, featured, segment }, State::Draft | State::Scheduled { .. }) => {
                Self { words, plan, featured, segment, ..self.clone() }.clone_into(self);
                Ok(Some(Deed::Edited))
            }
            (Command::Launch { first_of_month }, State::Draft | State::Scheduled { .. }) => {
                self.first_of_month = first_of_month;
                self.state = State::Freezing { since };
                Ok(Some(Deed::Launched))
            }
            (Command::Schedule { at }, State::Draft | State::Scheduled { .. }) => {
                let days = at.duration_since(now).as_hours();
                if at <= now || days >= 60 * 24 {
                    return Err(Refusal::BadTime);
                }
                self.state = State::Scheduled { at };
                Ok(Some(Deed::Scheduled))
            }
            (Command::Unschedule, State::Scheduled { .. }) => {
                self.state = State::Draft;
                Ok(Some(Deed::Unscheduled))
            }
            (Command::Discard, State::Draft | State::Scheduled { .. }) => {
                self.state = State::Discarded { at: now };
                Ok(Some(Deed::Discarded))
            }
            (Command::Cut { buckets }, State::Freezing { .. }) if self.buckets.is_none() => {
                self.buckets = Some(buckets);
                Ok(None)
            }
            (Command::Freeze { audience }, State::Freezing { .. }) if self.buckets.is_some() => {
                self.audience = Some(audience);
                self.state = State::Sending { since };
                Ok(Some(Deed::Frozen))
            }
            (Command::Pause, State::Sending { .. } | State::Parked { .. }) => {
                self.state = State::Paused { since, by_itself: false };
                Ok(Some(Deed::Paused))
            }
            (Command::Halt, State::Sending { .. }) => {
                self.state = State::Paused { since, by_itself: true };
                Ok(Some(Deed::Halted))
            }
            (Command::Resume, State::Paused { .. }) => {
                self.state = State::Sending { since };
                Ok(Some(Deed::Resumed))
            }
            (Command::Park { resumes_by }, State::Sending { .. }) => {
                self.state = State::Parked { since, resumes_by };
                Ok(Some(Deed::Parked))
            }
            (Command::Unpark, State::Parked { .. }) => {
                self.state = State::Sending { since };
                Ok(Some(Deed::Unparked))
            }
            (
                Command::Cancel,
                State::Freezing { .. } | State::Sending { .. } | State::Paused { .. } | State::Parked { .. },
            ) => {
                self.state = State::Cancelled { at: now };
                Ok(Some(Deed::Cancelled))
            }
            (Command::Finish, State::Sending { .. }) => {
                self.state = State::Sent { at: now };
                Ok(Some(Deed::Finished))
            }
            _ => Err(Refusal::NotNow),
        }
    }

    fn note(&mut self, entry: Entry) {
        if self.waits_still(&entry) {
            self.history.pop(); // it had been looked at in between
            return;
        }
        let repeats = |last: &&mut Entry| (last.by, last.deed) == (entry.by, entry.deed);
        match self.history.last_mut().filter(repeats) {
            Some(last) => last.at = entry.at,
            None => self.history.push(entry),
        }
        if self.history.len() > MOST_ENTRIES {
            self.history.remove(1); // the first says when it was drafted
        }
    }

    /// Whether it waits for the quota of the same day as it did before someone looked whether it has room again.
    fn waits_still(&self, entry: &Entry) -> bool {
        let [.., before, looked] = self.history.as_slice() else { return false };
        (before.deed, looked.deed, entry.deed) == (Deed::Parked, Deed::Unparked, Deed::Parked)
            && entry.at.duration_since(before.at) < SignedDuration::from_hours(24)
    }

    /// When it was launched; none before.
    pub fn launched_at(&self) -> Option<Timestamp> {
        self.history.iter().find(|entry| entry.deed == Deed::Launched).map(|entry| entry.at)
    }
}
