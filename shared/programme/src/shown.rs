//! What holds of an event: its content, and what its organiser has said of it since.
//!
//! Whatever shows an event asks here what one can still do: nothing leads to an event that is cancelled, nobody is asked to
//! register where no place is left.

use model::content::Content;
use model::practical::{NEWS_MAX, Status};
use model::publication::Publication;
use model::registration::Registration;
use model::schedule::Schedule;
use model::text::Prose;
use model::web_link::WebLink;

/// An event as it is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) content: &'a Content,
    pub(crate) status: Status,
    pub(crate) news: Option<&'a Prose<NEWS_MAX>>,
    /// The dates that were announced first, where others hold.
    pub(crate) earlier: Option<&'a Schedule>,
    pub(crate) moved_online: bool,
}

/// A badge of the design system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Badge {
    pub(crate) kind: &'static str,
    pub(crate) label: &'static str,
}

/// As it is proposed: nothing has been said of it since.
impl<'a> From<&'a Content> for Shown<'a> {
    fn from(content: &'a Content) -> Self {
        Self { content, status: Status::Scheduled, news: None, earlier: None, moved_online: false }
    }
}

impl<'a> From<&'a Publication> for Shown<'a> {
    fn from(event: &'a Publication) -> Self {
        Self {
            content: &event.content,
            status: event.status,
            news: event.news.as_ref(),
            earlier: event.earlier.as_ref(),
            moved_online: event.moved_online,
        }
    }
}

impl<'a> Shown<'a> {
    /// The title, with a word before it when the event does not take place.
    pub(crate) fn title(&self) -> String {
        if self.is_cancelled() {
            format!("Annulé\u{a0}– {}", self.content.title)
        } else {
            self.content.title.to_string()
        }
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.status == Status::Cancelled
    }

    pub(crate) fn is_full(&self) -> bool {
        self.status == Status::Full
    }

    /// Whether the event is put off to dates that are yet to be said: those of its content hold no more.
    pub(crate) fn awaits_dates(&self) -> bool {
        self.status == Status::Postponed && self.earlier.is_none()
    }

    /// Whether one can plan to come.
    pub(crate) fn takes_place(&self) -> bool {
        !self.is_cancelled() && !self.awaits_dates()
    }

    /// The public link that one can still follow.
    pub(crate) fn link(&self) -> Option<&'a WebLink> {
        self.content.attendance.link().filter(|_| !self.is_cancelled())
    }

    /// How one can still register.
    pub(crate) fn registration(&self) -> Option<&'a Registration> {
        self.content.registration.as_ref().filter(|_| !self.is_cancelled() && !self.is_full())
    }

    /// What a list must say of it.
    pub(crate) fn badge(&self) -> Option<Badge> {
        let kind = match self.status {
            Status::Scheduled => return None,
            Status::Full | Status::Postponed => "warning",
            Status::Cancelled => "error",
        };
        Some(Badge { kind, label: self.status.label() })
    }

    /// What has changed, in sentences.
    pub(crate) fn notices(&self) -> Vec<&'static str> {
        let status = match (self.status, self.earlier) {
            (Status::Cancelled, _) => return vec!["Cet événement est annulé."],
            (Status::Postponed, None) => {
                Some("Cet événement est reporté\u{a0}: la nouvelle date sera annoncée ici.")
            }
            (Status::Postponed, Some(_)) => Some("Cet événement est reporté à une autre date."),
            (Status::Full, _) => Some("Cet événement est complet."),
            (Status::Scheduled, _) => None,
        };
        let dates =
            self.earlier.filter(|_| self.status != Status::Postponed).map(|_| "Les dates ont changé.");
        let online = self.moved_online.then_some("Cet événement a désormais lieu en ligne.");
        [status, dates, online].into_iter().flatten().collect()
    }

    /// How serious that is, among the design system's alerts.
    pub(crate) fn alert(&self) -> &'static str {
        self.badge().map_or("info", |badge| badge.kind)
    }
}
