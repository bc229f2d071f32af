//! Every key of the table, built here and nowhere else.

use model::content::RevisionNumber;
use model::edition::Year;
use model::id::{EventId, ModeratorId, PersonId};
use model::letter::MailId;

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

    /// An outbox item.
    pub(crate) fn outbox(id: &str) -> Self {
        Self::new(format!("OUTBOX#{id}"), "META")
    }
}

/// The sort keys of an edition's published events start with this.
pub(crate) const PUBLISHED: &str = "PUBLISHED#";

/// The partition of the organising team.
pub(crate) const MODERATORS: &str = "MODERATORS";

/// The sort keys of its members start with this: a query's prefix cannot be empty.
pub(crate) const MODERATOR: &str = "ID#";

pub(crate) fn edition_pk(year: Year) -> String {
    format!("EDITION#{year}")
}

fn event_pk(event: EventId) -> String {
    format!("EVENT#{event}")
}
