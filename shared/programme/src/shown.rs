//! What holds of an event: its content, and what its organiser has said of it since.
//!
//! Whatever shows an event asks here what one can still do: nothing leads to an event that is cancelled, nobody is asked to
//! register where no place is left.

use jiff::civil::Date;
use model::content::Content;
use model::practical::{NEWS_MAX, Status};
use model::publication::Publication;
use model::registration::Registration;
use model::schedule::Schedule;
use model::text::Prose;
use model::web_link::WebLink;

use crate::elapsed;

/// An event as it is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) content: &'a Content,
    pub(crate) status: Status,
    pub(crate) news: Option<&'a Prose<NEWS_MAX>>,
    /// The dates that were announced first, where others hold.
    pub(crate) earlier: Option<&'a Schedule>,
    pub(crate) moved_online: bool,
    /// The date in Paris on which its page is read, which says what is over. None where it is proposed, and in what says
    /// the same whatever the day: feeds, calendars, data.
    pub(crate) today: Option<Date>,
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
        Self {
            content,
            status: Status::Scheduled,
            news: None,
            earlier: None,
            moved_online: false,
            today: None,
        }
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
            today: None,
        }
    }
}

impl<'a> Shown<'a> {
    /// The event as its page shows it that day.
    pub(crate) fn on(event: &'a Publication, today: Date) -> Self {
        Self { today: Some(today), ..Self::from(event) }
    }

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

    /// Whether it has taken place, or is no longer available.
    pub(crate) fn is_over(&self) -> bool {
        let schedule = &self.content.schedule;
        self.takes_place() && self.today.is_some_and(|today| elapsed::is_over(schedule, today))
    }

    /// The last day on which one could register, once it is over.
    pub(crate) fn registration_closed(&self) -> Option<Date> {
        let zone = match &self.content.schedule {
            Schedule::Slots { zone, .. } => *zone,
            Schedule::Period { .. } => self.content.attendance.zone(),
        };
        let deadline = self.content.registration.as_ref()?.deadline?;
        self.today.filter(|today| elapsed::has_ended(deadline, zone, *today)).map(|_| deadline)
    }

    /// The public link that one can still follow.
    pub(crate) fn link(&self) -> Option<&'a WebLink> {
        self.content.attendance.link().filter(|_| !self.is_cancelled())
    }

    /// How one can still register.
    pub(crate) fn registration(&self) -> Option<&'a Registration> {
        let is_open = !self.is_cancelled() && !self.is_full() && !self.is_over();
        self.content.registration.as_ref().filter(|_| is_open && self.registration_closed().is_none())
    }

    /// What a list must say of it.
    pub(crate) fn badge(&self) -> Option<Badge> {
        let kind = match self.status {
            Status::Full if self.is_over() => return None,
            Status::Scheduled => return None,
            Status::Full | Status::Postponed => "warning",
            Status::Cancelled => "error",
        };
        Some(Badge { kind, label: self.status.label() })
    }

    /// What has changed, in sentences.
    pub(crate) fn notices(&self) -> Vec<&'static str> {
        if self.is_over() {
            return vec![match self.content.schedule {
                Schedule::Slots { .. } => "Cet événement a eu lieu.",
                Schedule::Period { .. } => "La période annoncée est terminée.",
            }];
        }
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
        self.badge().filter(|_| !self.is_over()).map_or("info", |badge| badge.kind)
    }
}
