//! Whom an issue is for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Buckets, Mailing};
use crate::subscriber::Reader;
use crate::territory::Region;
use crate::vocabulary::{Administration, Interest, Profession};

/// A part of the subscribers. An empty set asks nothing; whoever has not said what a set asks for is not in the part,
/// except for interests, where saying nothing means everything.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Segment {
    /// In these administrations.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub administrations: BTreeSet<Administration>,
    /// Of these professions.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub professions: BTreeSet<Profession>,
    /// In these regions.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub regions: BTreeSet<Region>,
    /// With one of these interests.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub interests: BTreeSet<Interest>,
}

impl Segment {
    /// Whether it asks nothing.
    pub fn is_everyone(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a reader is in it.
    pub fn includes(&self, reader: &Reader) -> bool {
        let wants = &reader.preferences;
        let among = |asked: bool, says: bool| !asked || says;
        among(
            !self.administrations.is_empty(),
            wants.administration.is_some_and(|it| self.administrations.contains(&it)),
        ) && among(
            !self.professions.is_empty(),
            wants.profession.is_some_and(|it| self.professions.contains(&it)),
        ) && among(!self.regions.is_empty(), !self.regions.is_disjoint(&wants.regions))
            && among(
                !self.interests.is_empty(),
                wants.interests.is_empty() || !self.interests.is_disjoint(&wants.interests),
            )
    }
}

/// Whether an issue goes to a reader: they are in its segment, and their rhythm wants it.
pub fn is_for(mailing: &Mailing, reader: &Reader) -> bool {
    mailing.segment.includes(reader)
        && reader.preferences.rhythm.wants(mailing.edition, mailing.first_of_month)
}

/// Copies in one part of a frozen audience, on average, at most: what a pause or a cancellation may come too late for.
const BUCKET_SIZE: usize = 250;

/// Into how many parts an audience of about `readers` people is frozen.
pub fn bucket_count(readers: usize) -> Buckets {
    let needed = readers.div_ceil(BUCKET_SIZE).max(1).next_power_of_two();
    Buckets::new(u16::try_from(needed).unwrap_or(Buckets::MOST))
}
