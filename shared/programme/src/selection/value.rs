//! What an event has of each facet: its regions, its days, its format…

use jiff::civil::Date;
use model::edition::Edition;
use model::french::full_day;
use model::publication::{Publication, slug};
use model::schedule::Schedule;
use model::territory::{Departement, Region, Town};
use model::theme::Theme;
use model::vocabulary::{Audience, Format};

use super::facet::Facet;
use super::title;
use crate::french::short_day_title;

/// A value that events have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    Region(Region),
    Departement(Departement),
    /// A day on which it takes place, as the calendar shows it there.
    Day(Date),
    Attended(Attended),
    Format(Format),
    Theme(&'a Theme),
    Audience(Audience),
}

/// How one can take part. Whoever looks for what can be followed from home wants what is at a place as well as online:
/// such an event is of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attended {
    OnSite,
    Online,
}

impl<'a> Value<'a> {
    /// All that an event has, each once.
    pub(crate) fn all_of(event: &'a Publication) -> Vec<Self> {
        let content = &event.content;
        let mode = content.attendance.mode();
        let towns = || content.attendance.places().map(|place| &place.town);
        let mut values: Vec<Self> = distinct(towns().map(Town::region)).map(Self::Region).collect();
        values.extend(distinct(towns().map(Town::departement)).map(Self::Departement));
        values.extend(days(&content.schedule).map(Self::Day));
        values.extend(mode.has_place().then_some(Self::Attended(Attended::OnSite)));
        values.extend(mode.has_link().then_some(Self::Attended(Attended::Online)));
        values.push(Self::Format(content.format));
        values.extend(distinct_by(content.themes.iter(), |theme| theme.code.as_str()).map(Self::Theme));
        values.extend(distinct(content.audience.iter().copied()).map(Self::Audience));
        values
    }

    pub(crate) fn facet(self) -> Facet {
        match self {
            Self::Region(_) => Facet::Region,
            Self::Departement(_) => Facet::Departement,
            Self::Day(_) => Facet::Day,
            Self::Attended(_) => Facet::Mode,
            Self::Format(_) => Facet::Format,
            Self::Theme(_) => Facet::Theme,
            Self::Audience(_) => Facet::Audience,
        }
    }

    /// In addresses: `35-ille-et-vilaine`.
    pub(crate) fn slug(self) -> String {
        match self {
            Self::Region(region) => slug(region.name()),
            Self::Departement(it) => slug(&format!("{} {}", it.code(), it.name())),
            Self::Day(day) => day.to_string(),
            Self::Attended(Attended::OnSite) => "sur-place".into(),
            Self::Attended(Attended::Online) => "en-ligne".into(),
            Self::Format(format) => format.code().into(),
            Self::Theme(theme) => slug(&theme.code),
            Self::Audience(audience) => audience.code().into(),
        }
    }

    /// As a filter names it.
    pub(crate) fn label(self) -> String {
        match self {
            Self::Region(region) => typeset(region.name()),
            Self::Departement(it) => format!("{}\u{a0}– {}", it.code(), typeset(it.name())),
            Self::Day(day) => short_day_title(day),
            Self::Attended(Attended::OnSite) => "Sur place".into(),
            Self::Attended(Attended::Online) => "En ligne".into(),
            Self::Format(format) => format.label().into(),
            Self::Theme(theme) => theme.label.to_string(),
            Self::Audience(audience) => audience.label().into(),
        }
    }

    /// As its page is called: « Événements en Bretagne ».
    pub(crate) fn title(self) -> String {
        match self {
            Self::Region(region) => format!("Événements {}", title::in_region(region)),
            // No preposition is right before each of them; this is.
            Self::Departement(it) => format!("{} ({})\u{a0}: les événements", typeset(it.name()), it.code()),
            Self::Day(day) => format!("Événements du {}", full_day(day)),
            Self::Attended(Attended::OnSite) => "Événements sur place".into(),
            Self::Attended(Attended::Online) => "Événements en ligne".into(),
            Self::Format(format) => title::formats(format).into(),
            Self::Theme(theme) => format!("Événements sur le thème «\u{a0}{}\u{a0}»", theme.label),
            Self::Audience(audience) => format!("Événements pour {}", title::people(audience)),
        }
    }

    /// Its place among the values of its facet: regions as in menus, départements by code, days in order of time, themes as
    /// the edition has them (those it has no longer come last), the rest as in the form.
    pub(super) fn rank(self, edition: &Edition) -> (usize, String) {
        let at = match self {
            Self::Region(region) => Region::in_order().iter().position(|other| *other == region),
            Self::Departement(it) => Departement::all().position(|other| other == it),
            Self::Day(_) => None,
            Self::Attended(attended) => Some(usize::from(attended == Attended::Online)),
            Self::Format(format) => Format::ALL.iter().position(|other| *other == format),
            Self::Theme(theme) => edition.themes.iter().position(|other| other.code == theme.code),
            Self::Audience(audience) => Audience::ALL.iter().position(|other| *other == audience),
        };
        (at.unwrap_or(usize::MAX), self.slug())
    }
}

/// The days of its slots, each once.
fn days(schedule: &Schedule) -> impl Iterator<Item = Date> {
    let slots = match schedule {
        Schedule::Slots { zone, slots } => Some(slots.iter().map(|slot| slot.start_in(*zone).date())),
        Schedule::Period { .. } => None,
    };
    distinct(slots.into_iter().flatten())
}

fn distinct<T: Copy + PartialEq>(all: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    distinct_by(all, |one| *one)
}

/// Few enough to be compared one by one.
fn distinct_by<T: Copy, K: PartialEq>(
    all: impl Iterator<Item = T>,
    key: impl Fn(&T) -> K,
) -> impl Iterator<Item = T> {
    let mut kept: Vec<T> = Vec::new();
    for one in all {
        if kept.iter().all(|other| key(other) != key(&one)) {
            kept.push(one);
        }
    }
    kept.into_iter()
}

/// The official list has typewriters' apostrophes.
pub(super) fn typeset(name: &str) -> String {
    name.replace('\'', "’")
}
