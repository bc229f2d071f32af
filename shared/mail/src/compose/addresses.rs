//! Where the links of mails lead.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use links::{Capability, Keyring, LONGEST_LIFE, Purpose, Subject};
use model::content::RevisionNumber;
use model::draft::Draft;
use model::edition::{Edition, Year};
use model::event::{Event, Seat};
use model::id::{EventId, MailingId, ModeratorId, PersonId};
use model::subscriber::PENDING_LIFE;
use model::zone::Zone;

/// How long a link to confirm an address lives.
const CONFIRM_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How long a link to a decision lives at least; and never less than until a month after the edition.
const MODERATE_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);

/// How long a link to a moderator's queue lives: it opens more than one event, so it is soon asked for again.
pub(super) const QUEUE_LIFE: SignedDuration = SignedDuration::from_hours(48);

/// How long a link to one's choices lives, and that by which a mail client unsubscribes: people find mails of years ago.
const PREFERENCES_LIFE: SignedDuration = LONGEST_LIFE;

/// How long a link to an issue's page lives: until it is written about.
const COMPOSE_LIFE: SignedDuration = SignedDuration::from_hours(60 * 24);

/// How long the link of one of an event's team lives: from one edition to the next, and a month.
pub(super) const ORGANISE_LIFE: SignedDuration = SignedDuration::from_hours(400 * 24);

/// The addresses of the site, and the keys that sign those which let their bearer do something.
#[derive(Debug, Clone, Copy)]
pub struct Addresses<'a> {
    /// The site's address.
    pub base_url: &'a str,
    /// Sign the links.
    pub keys: &'a Keyring,
    /// When the links are signed.
    pub now: Timestamp,
}

impl Addresses<'_> {
    /// Where the organiser confirms that this revision is theirs.
    pub(super) fn confirm(&self, event: EventId, revision: RevisionNumber) -> String {
        self.link(Purpose::Confirm, Subject::Event { event, revision }, None, self.now + CONFIRM_LIFE)
    }

    /// Where the organiser corrects the event, from the revision that counts now.
    pub(super) fn edit(&self, event: &Event, edition: &Edition) -> String {
        let subject = Subject::Event { event: event.id, revision: event.revision() };
        self.link(Purpose::Edit, subject, None, end_of(last_day_to_edit(edition)))
    }

    /// Where one of an event's team sees how it stands, and acts on it.
    pub(super) fn organise(&self, event: EventId, seat: Seat) -> String {
        self.link(Purpose::Organise, Subject::Seat { event, seat }, None, self.now + ORGANISE_LIFE)
    }

    /// Where someone goes on with a draft, for as long as it is kept.
    pub(super) fn draft(&self, draft: &Draft) -> String {
        self.link(Purpose::Draft, Subject::Draft(draft.id), None, draft.expires())
    }

    /// Where an organiser asks for the links to their events.
    pub(super) fn ask_for_links(&self) -> String {
        format!("{}/mes-evenements", self.base_url)
    }

    /// Where this moderator decides on this revision.
    pub(super) fn moderate(
        &self,
        event: EventId,
        revision: RevisionNumber,
        moderator: ModeratorId,
        edition: &Edition,
    ) -> String {
        let expires = (self.now + MODERATE_LIFE).max(end_of(last_day_to_edit(edition)));
        self.link(Purpose::Moderate, Subject::Event { event, revision }, Some(moderator), expires)
    }

    /// Where this moderator sees what waits in the edition.
    pub(super) fn queue(&self, moderator: ModeratorId, edition: Year) -> String {
        self.link(Purpose::Queue, Subject::Edition(edition), Some(moderator), self.now + QUEUE_LIFE)
    }

    /// Where a moderator asks for another link to their queue.
    pub(super) fn ask_for_queue(&self) -> String {
        format!("{}/moderation", self.base_url)
    }

    /// Where someone confirms that they want the newsletter.
    pub fn subscribe(&self, person: &PersonId) -> String {
        self.link(Purpose::Subscribe, Subject::Person(person.clone()), None, self.now + PENDING_LIFE)
    }

    /// Where a subscriber sees and changes their choices, and leaves.
    pub fn preferences(&self, person: &PersonId) -> String {
        format!("{}{}{}", self.base_url, Purpose::Preferences.path(), self.preferences_token(person))
    }

    /// What the link to a subscriber's choices ends with.
    pub(crate) fn preferences_token(&self, person: &PersonId) -> String {
        self.token_of(Purpose::Preferences, person)
    }

    /// Where a subscriber's mail client unsubscribes them: for the header of a mail, never for its text.
    pub fn unsubscribe(&self, person: &PersonId) -> String {
        format!("{}{}{}", self.base_url, Purpose::Unsubscribe.path(), self.unsubscribe_token(person))
    }

    /// What the link that unsubscribes ends with.
    pub(crate) fn unsubscribe_token(&self, person: &PersonId) -> String {
        self.token_of(Purpose::Unsubscribe, person)
    }

    fn token_of(&self, purpose: Purpose, person: &PersonId) -> String {
        let (subject, expires) = (Subject::Person(person.clone()), self.now + PREFERENCES_LIFE);
        Capability { purpose, subject, moderator: None, expires }.token(self.keys)
    }

    /// Where this editor works on an issue.
    pub fn compose(&self, mailing: MailingId, moderator: ModeratorId) -> String {
        self.link(Purpose::Compose, Subject::Mailing(mailing), Some(moderator), self.now + COMPOSE_LIFE)
    }

    /// A page that everyone sees.
    pub(crate) fn page(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    fn link(
        &self,
        purpose: Purpose,
        subject: Subject,
        moderator: Option<ModeratorId>,
        expires: Timestamp,
    ) -> String {
        Capability { purpose, subject, moderator, expires }.link(self.base_url, self.keys)
    }
}

/// The last day on which an event's organiser can correct it: a month after the edition.
pub(super) fn last_day_to_edit(edition: &Edition) -> Date {
    edition.period.last().saturating_add(30.days())
}

fn end_of(day: Date) -> Timestamp {
    let next = day.saturating_add(1.day());
    // An edition's dates are within the calendar's range: the epoch, an expired link, never comes out.
    next.to_zoned(Zone::PARIS.rules()).map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp())
}
