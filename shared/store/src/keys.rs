//! Every key of the table, built here and nowhere else.

use jiff::Timestamp;
use model::content::RevisionNumber;
use model::edition::Year;
use model::event::Seat;
use model::id::{DraftId, EventId, MailingId, ModeratorId, OrderId, PersonId};
use model::letter::MailId;
use model::mailing::{Bucket, CopyId};

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

    /// That there is an edition of this year.
    pub(crate) fn edition_of(year: Year) -> Self {
        Self::new(EDITIONS.into(), format!("{YEAR}{year}"))
    }

    /// A published event, in its edition's collection: one consistent query reads the whole programme.
    pub(crate) fn publication(year: Year, event: EventId) -> Self {
        Self::new(edition_pk(year), format!("{PUBLISHED}{event}"))
    }

    /// An event on the programme's home, in its edition's collection: there are few, whatever the programme has.
    pub(crate) fn featured(year: Year, event: EventId) -> Self {
        Self::new(edition_pk(year), format!("{FEATURED}{event}"))
    }

    /// An event that the programme showed once, in its edition's collection.
    pub(crate) fn departed(year: Year, event: EventId) -> Self {
        Self::new(edition_pk(year), format!("{DEPARTED}{event}"))
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

    /// Where a colleague of an event's organiser is written to.
    pub(crate) fn colleague(event: EventId, seat: Seat) -> Self {
        Self::new(event_pk(event), format!("COLLEAGUE#{:03}", seat.get()))
    }

    /// A form that is being filled in.
    pub(crate) fn draft(draft: DraftId) -> Self {
        Self::new(format!("DRAFT#{draft}"), "META")
    }

    /// That a person answers for an event.
    pub(crate) fn event_of(person: &PersonId, event: EventId) -> Self {
        Self::new(person_pk(person), format!("{EVENT_OF}{event}"))
    }

    /// How often a person whose address is not confirmed was asked to confirm it.
    pub(crate) fn confirmations(person: &PersonId) -> Self {
        Self::new(person_pk(person), "CONFIRMATIONS")
    }

    /// That someone asked for the links to their events, once a window.
    pub(crate) fn event_links_request(person: &PersonId, window: i64) -> Self {
        Self::new(person_pk(person), format!("LINKS#{window}"))
    }

    /// What is known of someone as an organiser.
    pub(crate) fn organiser(person: &PersonId) -> Self {
        Self::new(person_pk(person), "ORGANISER")
    }

    /// A person as the newsletter knows them.
    pub(crate) fn subscriber(person: &PersonId) -> Self {
        Self::new(person_pk(person), "SUBSCRIBER")
    }

    /// That a person has left the newsletter: kept while they ask again and do not confirm.
    pub(crate) fn departure(person: &PersonId) -> Self {
        Self::new(person_pk(person), "DEPARTURE")
    }

    /// What someone asked with an address, once a window.
    pub(crate) fn subscription_request(person: &PersonId, window: i64) -> Self {
        Self::new(person_pk(person), format!("ASKED#{window}"))
    }

    /// An active subscriber, among those whose identifiers start alike.
    pub(crate) fn reader(person: &PersonId) -> Self {
        Self::new(readers_pk(model::mailing::reader_shard(person)), format!("{READER}{person}"))
    }

    /// An issue of the newsletter.
    pub(crate) fn mailing(mailing: MailingId) -> Self {
        Self::new(mailing_pk(mailing), "META")
    }

    /// That an edition has an issue.
    pub(crate) fn mailing_of(year: Year, mailing: MailingId) -> Self {
        Self::new(edition_pk(year), format!("{MAILING_OF}{mailing}"))
    }

    /// An issue with its events, as it was launched.
    pub(crate) fn issue(mailing: MailingId) -> Self {
        Self::new(mailing_pk(mailing), "ISSUE")
    }

    /// An issue that has left, in its edition's collection: one consistent query reads the archive.
    pub(crate) fn archived(year: Year, mailing: MailingId) -> Self {
        Self::new(edition_pk(year), format!("{ARCHIVED}{mailing}"))
    }

    /// That a shard of the readers is frozen into an issue's audience.
    pub(crate) fn frozen(mailing: MailingId, shard: u8) -> Self {
        Self::new(mailing_pk(mailing), format!("{FROZEN}{shard:02}"))
    }

    /// That someone is freezing an issue's audience.
    pub(crate) fn hold(mailing: MailingId) -> Self {
        Self::new(mailing_pk(mailing), "HOLD")
    }

    /// That nothing is left to do in a part of an audience.
    pub(crate) fn tally(mailing: MailingId, bucket: Bucket) -> Self {
        Self::new(mailing_pk(mailing), format!("{TALLY}{:04}", bucket.get()))
    }

    /// How an issue is received.
    pub(crate) fn health(mailing: MailingId) -> Self {
        Self::new(mailing_pk(mailing), "HEALTH")
    }

    /// A recipient's copy of an issue.
    pub(crate) fn delivery(copy: &CopyId) -> Self {
        Self::new(deliveries_pk(copy.mailing, copy.bucket), format!("{TO}{}", copy.person))
    }

    /// How often something was asked by whatever is counted in an hour (since 1970).
    pub(crate) fn rate(what: &str, whose: &str, hour: i64) -> Self {
        Self::new(format!("RATE#{what}#{whose}"), format!("HOUR#{hour}"))
    }

    /// A single mail.
    pub(crate) fn mail(mail: &MailId) -> Self {
        Self::new(format!("MAIL#{mail}"), "META")
    }

    /// Which mail SES knows under an identifier of its own.
    pub(crate) fn accepted_mail(ses_id: &str) -> Self {
        Self::new(format!("SES#{ses_id}"), "META")
    }

    /// How far a restore of the table has come.
    pub(crate) fn restoration() -> Self {
        Self::new("RESTORE".into(), "META")
    }

    /// Where an unfinished walk through the whole table goes on.
    pub(crate) fn purge_cursor() -> Self {
        Self::new("PURGE".into(), "CURSOR")
    }

    /// An outbox item.
    pub(crate) fn outbox(id: &str) -> Self {
        Self::new(format!("OUTBOX#{id}"), "META")
    }
}

/// The sort keys of a person's events start with this.
pub(crate) const EVENT_OF: &str = "EVENT#";

/// The sort keys of an edition's published events start with this.
pub(crate) const PUBLISHED: &str = "PUBLISHED#";

/// The sort keys of the events on the home of an edition's programme start with this.
pub(crate) const FEATURED: &str = "FEATURED#";

/// The sort keys of the events that an edition's programme showed once start with this.
pub(crate) const DEPARTED: &str = "DEPARTED#";

/// The sort keys of an edition's queue start with this.
pub(crate) const WAITING: &str = "WAITING#";

/// The sort keys of an edition's profiles start with this.
pub(crate) const PROFILE: &str = "PROFILE#";

/// The sort keys of an edition's reminders start with this.
pub(crate) const TOLD: &str = "TOLD#";

/// The sort keys of an edition's open orders start with this.
pub(crate) const OPEN_ORDER: &str = "OPEN-ORDER#";

/// The sort keys of an edition's issues start with this.
pub(crate) const MAILING_OF: &str = "MAILING#";

/// The sort keys of an edition's issues that have left start with this.
pub(crate) const ARCHIVED: &str = "ISSUE#";

/// The sort keys of readers start with this.
pub(crate) const READER: &str = "READER#";

/// The sort keys of an issue's frozen shards start with this.
pub(crate) const FROZEN: &str = "FROZEN#";

/// The sort keys of an issue's tallies start with this.
pub(crate) const TALLY: &str = "TALLY#";

/// The sort keys of copies start with this.
pub(crate) const TO: &str = "TO#";

/// The partition of the list of editions.
pub(crate) const EDITIONS: &str = "EDITIONS";

/// The sort keys of that list start with this.
pub(crate) const YEAR: &str = "YEAR#";

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

/// The partition of a shard of the readers.
pub(crate) fn readers_pk(shard: u8) -> String {
    format!("READERS#{shard:x}")
}

/// The partition of an issue.
pub(crate) fn mailing_pk(mailing: MailingId) -> String {
    format!("MAILING#{mailing}")
}

/// The partition of a part of an issue's copies.
pub(crate) fn deliveries_pk(mailing: MailingId, bucket: Bucket) -> String {
    format!("MAILING#{mailing}#{:04}", bucket.get())
}

/// The partition of a person.
pub(crate) fn person_pk(person: &PersonId) -> String {
    format!("PERSON#{person}")
}

fn event_pk(event: EventId) -> String {
    format!("EVENT#{event}")
}
