//! Which events of the edition may be the same one, proposed twice.
//!
//! A likeness needs a close title; the day, the place and the organisation then raise or lower it. So the
//! events of a series (the same workshop in another town, or a week later) stay below the threshold, while
//! the same title on the same day in the same place is found whatever its hour.

mod names;
mod profile;
mod title;
mod words;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::id::EventId;
use profile::{Days, Hours, Spot};
use title::Titles;

pub use profile::Profile;
pub use words::folded;

/// From this score on an event is shown as a look-alike.
pub const THRESHOLD: u8 = 55;
/// Most look-alikes of one event.
pub const MOST: usize = 5;

/// An event that may be the same as another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookAlike {
    /// Which.
    pub event: EventId,
    /// How much it looks alike: from [`THRESHOLD`] to 100.
    pub score: u8,
    /// What both have in common.
    pub reasons: Vec<Likeness>,
}

/// Something that two events have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each likeness says itself by its label")]
pub enum Likeness {
    SameTitle,
    TitleButOneWord,
    CloseTitle,
    SameDay,
    NextDay,
    SamePlace,
    SameTown,
    BothOnline,
    SameOrganisation,
}

impl Likeness {
    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::SameTitle => "même titre",
            Self::TitleButOneWord => "même titre à un mot près",
            Self::CloseTitle => "titre très proche",
            Self::SameDay => "même jour",
            Self::NextDay => "à un jour près",
            Self::SamePlace => "même lieu",
            Self::SameTown => "même commune",
            Self::BothOnline => "en ligne tous les deux",
            Self::SameOrganisation => "même organisation",
        }
    }
}

impl LookAlike {
    /// What both have in common, in words: « même titre, même jour, même lieu ».
    pub fn summary(&self) -> String {
        self.reasons.iter().map(|reason| reason.label()).collect::<Vec<_>>().join(", ")
    }
}

/// The events among the others that look like this one, the likest first, at most [`MOST`].
///
/// The event itself must not be among them: it looks like itself.
pub fn look_alikes<'a>(of: &Profile, among: impl Iterator<Item = (EventId, &'a Profile)>) -> Vec<LookAlike> {
    let mut found: Vec<LookAlike> = among.filter_map(|(event, other)| compare(event, of, other)).collect();
    found.sort_unstable_by_key(|one| (std::cmp::Reverse(one.score), one.event));
    found.truncate(MOST);
    found
}

fn compare(event: EventId, of: &Profile, other: &Profile) -> Option<LookAlike> {
    let threshold = usize::from(THRESHOLD);
    // Most others are in another town or on another day: their titles need not be read.
    if of.is_in_another_town(other) {
        return None;
    }
    let days = of.days(other);
    let (same_day, day) = day(days)?;
    let spot = of.spot(other);
    let (same_place, place) = place(spot);
    if day * place < threshold * 100 {
        return None;
    }
    let titles = title::compare(of.title(), other.title());
    let same_organisation = names::same(of.organisation(), other.organisation());
    let organisation = if same_organisation { 100 } else { partners(days, spot, titles) };
    let score = titles.likeness * day * place * organisation / 1_000_000;
    if score < threshold {
        return None;
    }
    let by_the_same = same_organisation.then_some(Likeness::SameOrganisation);
    Some(LookAlike {
        event,
        score: u8::try_from(score).unwrap_or(100), // every factor is a percentage
        reasons: [Some(titles.reason()), Some(same_day), same_place, by_the_same]
            .into_iter()
            .flatten()
            .collect(),
    })
}

/// What the days are worth, in per cent; nothing if they are apart.
fn day(days: Days) -> Option<(Likeness, usize)> {
    match days {
        Days::Shared(Hours::Same | Hours::Near) => Some((Likeness::SameDay, 100)),
        Days::Shared(Hours::Apart) => Some((Likeness::SameDay, 92)),
        Days::Next => Some((Likeness::NextDay, 60)),
        Days::Apart => None,
    }
}

/// What the places are worth, in per cent.
fn place(spot: Spot) -> (Option<Likeness>, usize) {
    match spot {
        Spot::Same => (Some(Likeness::SamePlace), 100),
        Spot::SameTown => (Some(Likeness::SameTown), 85),
        Spot::BothOnline => (Some(Likeness::BothOnline), 100),
        Spot::OtherMode => (None, 64),
    }
}

/// What two organisations are worth, in per cent. They may be partners who both propose their event: then it
/// is at one hour, or behind one door. But two labs may well hold « Portes ouvertes » in one town on one day.
fn partners(days: Days, spot: Spot, titles: Titles) -> usize {
    match (spot, days) {
        _ if !titles.telling => 50,
        (Spot::Same, _) => 85,
        (_, Days::Shared(Hours::Same)) => 60,
        _ => 50,
    }
}
