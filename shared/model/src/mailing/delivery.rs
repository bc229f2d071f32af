//! One recipient's copy of an issue, and where its row is.
//!
//! A row's place follows from the person alone, so that freezing an audience again writes the same rows: a person has
//! one copy, whatever happens between the first try and the last.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{MailingId, PersonId};
use crate::ledger::{Fate, Status, Step};
use crate::letter::MailId;

/// Into how many parts the readers are kept: a shard is the first hexadecimal digit of a person.
pub const READER_SHARDS: u8 = 16;

/// Which part of the readers a person is in.
pub fn reader_shard(person: &PersonId) -> u8 {
    person.to_bytes()[0] >> 4
}

/// Into how many parts an audience is frozen: a power of two, at most [`Buckets::MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "u16", into = "u16")]
pub struct Buckets(u16);

/// A part of a frozen audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Bucket(u16);

impl Buckets {
    /// The most: an audience of a million has them of 250 copies.
    pub const MOST: u16 = 4096;

    /// This many, or the next power of two.
    pub fn new(count: u16) -> Self {
        Self(count.clamp(1, Self::MOST).next_power_of_two())
    }

    /// How many.
    pub fn count(self) -> u16 {
        self.0
    }

    /// The part that a person is in.
    pub fn of(self, person: &PersonId) -> Bucket {
        // The second and third byte: the first one tells the reader's shard.
        let bytes = person.to_bytes();
        Bucket(u16::from_be_bytes([bytes[1], bytes[2]]) % self.0)
    }

    /// Every part.
    pub fn all(self) -> impl Iterator<Item = Bucket> {
        (0..self.0).map(Bucket)
    }
}

impl From<u16> for Buckets {
    fn from(count: u16) -> Self {
        Self::new(count)
    }
}

impl From<Buckets> for u16 {
    fn from(buckets: Buckets) -> u16 {
        buckets.0
    }
}

impl Bucket {
    /// As a number from 0.
    pub fn get(self) -> u16 {
        self.0
    }
}

/// The row of a copy. It holds neither address nor text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Of which issue.
    pub mailing: MailingId,
    /// In which part.
    pub bucket: Bucket,
    /// To whom.
    pub person: PersonId,
    /// Where it stands.
    pub status: Status,
    /// What became of it once it was sent, as far as SES has told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fate: Option<Fate>,
}

impl Delivery {
    /// A copy that nobody has begun to send.
    pub fn new(mailing: MailingId, buckets: Buckets, person: PersonId) -> Self {
        Self { mailing, bucket: buckets.of(&person), person, status: Status::NEW, fate: None }
    }

    /// Its identifier.
    pub fn id(&self) -> CopyId {
        CopyId { mailing: self.mailing, bucket: self.bucket, person: self.person.clone() }
    }
}

/// A copy's identifier: what SES's events bring back.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CopyId {
    /// Of which issue.
    pub mailing: MailingId,
    /// In which part.
    pub bucket: Bucket,
    /// To whom.
    pub person: PersonId,
}

/// What a copy's identifier starts with; no letter's does.
const COPY: &str = "copy-";

impl CopyId {
    /// As a mail's identifier: `copy-<issue>-<part>-<person>`.
    pub fn mail_id(&self) -> MailId {
        MailId::new(format!("{COPY}{}-{}-{}", self.mailing, self.bucket.0, self.person))
    }

    /// The copy that a mail's identifier names; nothing when it names a letter.
    pub fn of(mail: &MailId) -> Option<Self> {
        let mut parts = mail.as_str().strip_prefix(COPY)?.splitn(3, '-');
        Some(Self {
            mailing: MailingId::parse(parts.next()?).ok()?,
            bucket: parts.next()?.parse().map(Bucket).ok()?,
            person: PersonId::parse(parts.next()?).ok()?,
        })
    }
}

/// What to do with a copy now: as [`Status::next_step`], but one that is perhaps sent is never sent again.
pub fn next_step(status: &Status, now: Timestamp) -> Step {
    match status {
        Status::Unknown { .. } => Step::Done,
        Status::Pending { attempts } if *attempts > 0 => Step::Done,
        other => other.next_step(now),
    }
}
