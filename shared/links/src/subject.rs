//! What a link is about, and its eighteen bytes in a token.

use model::content::RevisionNumber;
use model::edition::Year;
use model::event::Seat;
use model::id::{DraftId, EventId, MailingId, PersonId};

/// The kind is the first byte. An event's is zero, as it was before there were kinds: the links of then still hold.
const EVENT: u8 = 0;
const EDITION: u8 = 1;
const PERSON: u8 = 2;
const MAILING: u8 = 3;
const DRAFT: u8 = 4;
const SEAT: u8 = 5;

/// kind 1 · spare · value · revision or seat 2; the value is an identifier (8) or a year (2).
/// A person (16) takes all that follows the kind but the last byte.
pub(crate) const LENGTH: usize = 18;

/// What a link is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// One revision of one event.
    Event {
        /// The event.
        event: EventId,
        /// Its revision.
        revision: RevisionNumber,
    },
    /// A whole edition.
    Edition(Year),
    /// A person, as a subscriber.
    Person(PersonId),
    /// An issue of the newsletter.
    Mailing(MailingId),
    /// A draft of the form.
    Draft(DraftId),
    /// One person's place in the team of an event.
    Seat {
        /// The event.
        event: EventId,
        /// The place.
        seat: Seat,
    },
}

impl Subject {
    pub(crate) fn to_bytes(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        match self {
            Self::Event { event, revision } => {
                bytes[0] = EVENT;
                bytes[8..16].copy_from_slice(&event.to_bytes());
                bytes[16..].copy_from_slice(&revision.get().to_be_bytes());
            }
            Self::Edition(year) => {
                bytes[0] = EDITION;
                bytes[14..16].copy_from_slice(&year.get().to_be_bytes());
            }
            Self::Person(person) => {
                bytes[0] = PERSON;
                bytes[1..17].copy_from_slice(&person.to_bytes());
            }
            Self::Mailing(mailing) => {
                bytes[0] = MAILING;
                bytes[8..16].copy_from_slice(&mailing.to_bytes());
            }
            Self::Draft(draft) => {
                bytes[0] = DRAFT;
                bytes[8..16].copy_from_slice(&draft.to_bytes());
            }
            Self::Seat { event, seat } => {
                bytes[0] = SEAT;
                bytes[8..16].copy_from_slice(&event.to_bytes());
                bytes[17] = seat.get();
            }
        }
        bytes
    }

    /// Reads the value and leaves the spare bytes unread: who calls compares with the bytes of what was read.
    pub(crate) fn of_bytes(bytes: [u8; LENGTH]) -> Option<Self> {
        let (value, revision) = bytes.split_last_chunk::<2>()?;
        match bytes[0] {
            EVENT => Some(Self::Event {
                event: EventId::from_bytes(*value.last_chunk()?),
                revision: u16::from_be_bytes(*revision).into(),
            }),
            EDITION => Some(Self::Edition(i16::from_be_bytes(*value.last_chunk()?).into())),
            PERSON => Some(Self::Person(PersonId::from_bytes(*bytes[1..].first_chunk()?))),
            MAILING => Some(Self::Mailing(MailingId::from_bytes(*value.last_chunk()?))),
            DRAFT => Some(Self::Draft(DraftId::from_bytes(*value.last_chunk()?))),
            SEAT => Some(Self::Seat {
                event: EventId::from_bytes(*value.last_chunk()?),
                seat: revision[1].into(),
            }),
            _ => None,
        }
    }
}
