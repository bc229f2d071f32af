//! What is compared of an event, small enough to be kept in each item of a queue.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::names;
use super::words;
use crate::content::Content;
use crate::schedule::Schedule;
use crate::territory::Commune;

/// Most bytes of each text: the whole stays below 300 bytes of JSON.
const TITLE: usize = 90;
const ORGANISATION: usize = 36;
const PLACE: usize = 24;
/// How far apart two hours of one day still are the same, and those of one event, in minutes.
const SAME_HOUR: u16 = 30;
const NEAR: u16 = 180;

/// What is compared of an event: its title's words, its days, where it takes place and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The words of the title that count, without accents or plural.
    title: String,
    /// The words of the organisation's name, cut.
    organisation: String,
    /// The words of the place's name, cut.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    place: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    commune: Option<Commune>,
    online: bool,
    first: Date,
    /// Bit n: it takes place n days after the first; nothing is kept beyond 64 days.
    days: u64,
    /// The minute of the day at which it first starts, as clocks show it there; none over a period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<u16>,
}

/// How the days of two events lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Days {
    /// Both take place on one day at least.
    Shared(Hours),
    /// One takes place on the day after the other.
    Next,
    /// Further apart.
    Apart,
}

/// How the hours of two events lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hours {
    /// The same, or nearly; or one has none.
    Same,
    /// A few hours apart.
    Near,
    /// Half a day apart.
    Apart,
}

/// How the places of two events lie that are not in two towns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// The same door.
    Same,
    /// Two doors of one town, or one door with two names.
    SameTown,
    /// Both can be attended from anywhere, and not in two different towns.
    BothOnline,
    /// One online, the other not.
    OtherMode,
}

impl Profile {
    /// The profile of an event.
    pub fn of(content: &Content) -> Self {
        let place = content.attendance.place();
        let (first, days, at) = moments(&content.schedule);
        Self {
            title: words::of_title(content.title.as_str(), TITLE),
            organisation: names::words(content.organisation.name.as_str(), ORGANISATION),
            place: place.map(|place| names::words(place.name.as_str(), PLACE)).unwrap_or_default(),
            commune: place.and_then(|place| place.town.commune()),
            online: content.attendance.mode() != crate::attendance::Mode::OnSite,
            first,
            days,
            at,
        }
    }

    pub(super) fn title(&self) -> &str {
        &self.title
    }

    pub(super) fn organisation(&self) -> &str {
        &self.organisation
    }

    pub(super) fn days(&self, other: &Self) -> Days {
        let (early, late) = if self.first <= other.first { (self, other) } else { (other, self) };
        let apart = days_between(early.first, late.first);
        if apart > 64 {
            return Days::Apart;
        }
        let (early, late) = (u128::from(early.days) << 1, u128::from(late.days) << (apart + 1));
        if early & late != 0 {
            Days::Shared(match self.at.zip(other.at).map_or(0, |(one, two)| one.abs_diff(two)) {
                apart if apart <= SAME_HOUR => Hours::Same,
                apart if apart <= NEAR => Hours::Near,
                _ => Hours::Apart,
            })
        } else if (early << 1 | early >> 1) & late != 0 {
            Days::Next
        } else {
            Days::Apart
        }
    }

    pub(super) fn is_in_another_town(&self, other: &Self) -> bool {
        self.commune.zip(other.commune).is_some_and(|(one, two)| one.code() != two.code())
    }

    /// How the places lie of two events that are not in two towns.
    pub(super) fn spot(&self, other: &Self) -> Spot {
        match (self.commune, other.commune) {
            (Some(_), Some(_)) if names::same(&self.place, &other.place) => Spot::Same,
            (Some(_), Some(_)) => Spot::SameTown,
            _ if self.online && other.online => Spot::BothOnline,
            _ => Spot::OtherMode,
        }
    }
}

fn moments(schedule: &Schedule) -> (Date, u64, Option<u16>) {
    let first = schedule.first_day();
    let bit = |day: Date| 1_u64.checked_shl(days_between(first, day)).unwrap_or(0);
    match schedule {
        Schedule::Slots { zone, slots } => {
            let days = slots.iter().fold(0, |days, slot| days | bit(slot.start_in(*zone).date()));
            let start = slots.first().start_in(*zone);
            let minute = u16::try_from(i16::from(start.hour()) * 60 + i16::from(start.minute())).ok();
            (first, days, minute)
        }
        Schedule::Period { period } => {
            let length = days_between(first, period.last()) + 1;
            (first, u64::MAX >> 64_u32.saturating_sub(length).min(63), None)
        }
    }
}

/// How many days from one to another that is not before it.
fn days_between(first: Date, last: Date) -> u32 {
    u32::try_from(last.duration_since(first).as_hours() / 24).unwrap_or(0)
}
