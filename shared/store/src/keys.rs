//! Every key of the table, built here and nowhere else.

use jiff::Timestamp;
use model::content::RevisionNumber;
use model::edition::Year;
use model::id::{EventId, ModeratorId, OrderId, PersonId};
use model::letter::MailId;

use crate::queue::Told;

/// The primary key of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

impl Key {
    fn new(pk: String, sk: impl Into<String>) -> Self {
        Self { pk, sk: sk.into() }
    }

    /// An edition.
    pub(crate) fn edition(year: Year) -> Self {
        Self::new(edition_pk(year), "META")
    }

    /// Which edition is the current one.
    pub(crate) fn current_edition() -> Self {
        Self::new("EDITION#CURRENT".into(), "META")
    }

    /// A published event, in its edition's collection: one consistent query reads the whole programme.
    pub(crate) fn publication(year: Year, event: EventId) -> Self {
        Self::new(edition_pk(year), format!("{PUBLISHED}{event}"))
    }

    /// An event that waits for a moderator, in its edition's queue.
    pub(crate) fn waiting(year: Year, event: EventId) -> Self {
        Self::new(edition_pk(year), format!("{WAITING}{event}"))
    }

    /// What other events of the edition are compared with.
    pub(crate) fn profile(year: Year, event: EventId) -> Self {
        Self::new(edition_pk(year), format!("{PROFILE}{event}"))
    }

    /// That moderators have been told how long an event has waited, once a stage and a wait.
    pub(crate) fn told(year: Year, marker: &Told) -> Self {
        let Told { event, stage, since } = marker;
        Self::new(edition_pk(year), format!("{TOLD}{event}#{stage:?}#{}", since.as_second()))
    }

    /// A line of an edition's history: the same as in the event's own, in order of time.
    pub(crate) fn journal(year: Year, at: Timestamp, event: EventId, version: u32) -> Self {
        Self::new(journal_pk(year), format!("{}#{event}#{version:010}", journal_sk(at)))
    }

    /// A bulk order.
    pub(crate) fn order(order: OrderId) -> Self {
        Self::new(format!("ORDER#{order}"), "META")
    }

    /// That an order is not wholly applied, or not wholly undone.
    pub(crate) fn open_order(year: Year, order: OrderId) -> Self {
        Self::new(edition_pk(year), format!("{OPEN_ORDER}{order}"))
    }

    /// How often a moderator has been written to of late.
    pub(crate) fn pace(moderator: ModeratorId) -> Self {
        Self::new(format!("MODERATOR#{moderator}"), "PACE")
    }

    /// A moderator.
    pub(crate) fn moderator(id: ModeratorId) -> Self {
        Self::new(MODERATORS.into(), format!("{MODERATOR}{id}"))
    }

    /// An event's state.
    pub(crate) fn event(event: EventId) -> Self {
        Self::new(event_pk(event), "META")
    }

    /// A revision of an event; zero-padded, so that they sort.
    pub(crate) fn revision(event: EventId, number: RevisionNumber) -> Self {
        Self::new(event_pk(event), format!("REV#{:05}", number.get()))
    }

    /// A line of an event's history; the version orders it and cannot be there twice.
    pub(crate) fn log(event: EventId, version: u32) -> Self {
        Self::new(event_pk(event), format!("LOG#{version:010}"))
    }

    /// What is known of someone as an organiser.
    pub(crate) fn organiser(person: &PersonId) -> Self {
        Self::new(format!("PERSON#{person}"), "ORGANISER")
    }

    /// A single mail.
    pub(crate) fn mail(mail: &MailId) -> Self {
        Self::new(format!("MAIL#{mail}"), "META")
    }

    /// Which mail SES knows under an identifier of its own.
    pub(crate) fn accepted_mail(ses_id: &str) -> Self {
        Self::new(format!("SES#{ses_id}"), "META")
    }

    /// An outbox item.
    pub(crate) fn outbox(id: &str) -> Self {
        Self::new(format!("OUTBOX#{id}"), "META")
    }
}

/// The sort keys of an edition's published events start with this.
pub(crate) const PUBLISHED: &str = "PUBLISHED#";

/// The sort keys of an edition's queue start with this.
pub(crate) const WAITING: &str = "WAITING#";

/// The sort keys of an edition's profiles start with this.
pub(crate) const PROFILE: &str = "PROFILE#";

/// The sort keys of an edition's reminders start with this.
pub(crate) const TOLD: &str = "TOLD#";

/// The sort keys of an edition's open orders start with this.
pub(crate) const OPEN_ORDER: &str = "OPEN-ORDER#";

/// The partition of the organising team.
pub(crate) const MODERATORS: &str = "MODERATORS";

/// The sort keys of its members start with this: a query's prefix cannot be empty.
pub(crate) const MODERATOR: &str = "ID#";

pub(crate) fn edition_pk(year: Year) -> String {
    format!("EDITION#{year}")
}

/// The partition of an edition's history.
pub(crate) fn journal_pk(year: Year) -> String {
    format!("EDITION#{year}#LOG")
}

/// The instant as the history sorts it: milliseconds since 1970, of one width until the year 2286.
pub(crate) fn journal_sk(at: Timestamp) -> String {
    format!("{:013}", at.as_millisecond().max(0))
}

fn event_pk(event: EventId) -> String {
    format!("EVENT#{event}")
}
