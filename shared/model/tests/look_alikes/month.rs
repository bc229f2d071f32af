//! A month of plausible events: single ones, labs with a full day, and series.

use std::collections::HashSet;

use jiff::civil::{date, time};
use model::attendance::{Attendance, Place};
use model::content::Content;
use model::organisation::Organisation;
use model::schedule::{Period, Schedule, Slot, Slots};
use model::territory::{Commune, Postcode};
use model::text::{Line, Prose};
use model::vocabulary::{Audience, Format, OrganisationKind};
use model::zone::Zone;

use super::chance::Chance;
use super::vocabulary::{COMPLEMENTS, FORMATS, LOCAL, NATIONAL, OBJECTS, PLACES, TOURS, TOWNS, USUAL, VERBS};

/// An event before it is written as one: what varies.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) title: String,
    /// Index in `TOWNS`; none online.
    pub(crate) town: Option<usize>,
    pub(crate) place: String,
    /// The name, and how people shorten it.
    pub(crate) organisation: (String, String),
    pub(crate) day: i8,
    /// In minutes.
    pub(crate) at: i16,
    /// A podcast, there until that day.
    pub(crate) until: Option<i8>,
}

impl Draft {
    pub(crate) fn content(&self) -> Content {
        let place = self.town.map(|town| {
            let (code, postcode, ..) = TOWNS[town];
            Place {
                name: Line::parse(&self.place).unwrap(),
                address: None,
                postcode: Postcode::parse(postcode).unwrap(),
                town: Commune::from_code(code).unwrap().into(),
            }
        });
        let attendance = place
            .map_or(Attendance::Online { link: None }, |place| Attendance::OnSite { places: place.into() });
        let zone = attendance.zone();
        let day = |day| date(2027, 11, day);
        let schedule = match self.until {
            Some(last) => Schedule::Period { period: Period::new(day(self.day), day(last)).unwrap() },
            None => slot(self.day, self.at, zone),
        };
        Content {
            title: Line::parse(&self.title).unwrap(),
            summary: Line::parse("Un événement du mois.").unwrap(),
            description: Prose::parse("Venez nombreux.").unwrap(),
            format: Format::Autre,
            schedule,
            attendance,
            audience: vec![Audience::Agents],
            registration: None,
            themes: Vec::new(),
            language: model::vocabulary::Language::default(),
            capacity: None,
            accessibility: model::accessibility::Accessibility::default(),
            contact: None,
            picture: None,
            organisation: Organisation {
                name: Line::parse(&self.organisation.0).unwrap(),
                kind: OrganisationKind::Etat,
                partners: Vec::new(),
            },
        }
    }
}

fn slot(day: i8, at: i16, zone: Zone) -> Schedule {
    let clock = |at: i16| time(i8::try_from(at / 60).unwrap(), i8::try_from(at % 60).unwrap(), 0, 0);
    let slot = Slot::local(date(2027, 11, day), clock(at), clock(at + 90), zone).unwrap();
    Schedule::Slots { zone, slots: Slots::try_from(vec![slot]).unwrap() }
}

/// A number of events: one in eight is of a series, one in eight of a lab's full day.
pub(crate) fn month(events: usize, chance: &mut Chance) -> Vec<Draft> {
    let mut month = Vec::new();
    let mut known = HashSet::new();
    while month.len() < events {
        let more = match month.len() * 8 / events {
            0 => series(chance),
            1 => full_day(chance),
            _ => vec![single(chance)],
        };
        // One title on one day in one town, or by one organisation online, would be one event, not two.
        month.extend(more.into_iter().filter(|event| {
            let whose = event.town.map_or(event.organisation.0.clone(), |town| TOWNS[town].2.to_owned());
            known.insert((event.title.clone(), event.day, whose))
        }));
    }
    month.truncate(events);
    month
}

fn title(chance: &mut Chance) -> String {
    let object = *chance.one_of(OBJECTS);
    if chance.once_in(8) {
        return chance.one_of(USUAL).replace("{o}", object);
    }
    let (format, verb) = (*chance.one_of(FORMATS), *chance.one_of(VERBS));
    let complement = *chance.one_of(COMPLEMENTS);
    let title = match chance.below(4) {
        0 => format!("{format}\u{a0}: {verb} {object} {complement}"),
        1 => format!("{verb} {object} {complement}"),
        2 => format!("Comment {}\u{a0}?", format!("{verb} {object} {complement}").trim()),
        _ => format!("{format} – {verb} {object}, {complement}"),
    };
    let mut letters = title.trim().trim_end_matches(',').chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// An organisation of the town, or a national one; online, half of them are of some town.
fn body(town: Option<usize>, chance: &mut Chance) -> (String, String) {
    let town = town.or_else(|| chance.once_in(2).then(|| chance.below(TOWNS.len())));
    match town {
        Some(town) if !chance.once_in(10) => {
            let (_, _, name, region) = TOWNS[town];
            let fill = |text: &str| text.replace("{t}", name).replace("{r}", region);
            let (long, short) = chance.one_of(LOCAL);
            (fill(long), fill(short))
        }
        _ => {
            let (long, short) = chance.one_of(NATIONAL);
            ((*long).to_owned(), (*short).to_owned())
        }
    }
}

fn place(town: usize, chance: &mut Chance) -> String {
    chance.one_of(PLACES).replace("{t}", TOWNS[town].2)
}

/// A working day of the month of 2027, which starts on a Monday.
fn working_day(chance: &mut Chance) -> i8 {
    const DAYS: [i8; 19] = [4, 5, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 22, 23, 24, 25, 26, 29, 30];
    *chance.one_of(&DAYS)
}

fn hour(chance: &mut Chance) -> i16 {
    30 * i16::try_from(18 + chance.below(18)).unwrap() // from 9:00 to 17:30
}

fn single(chance: &mut Chance) -> Draft {
    let town = (!chance.once_in(5)).then(|| chance.below(TOWNS.len()));
    let day = working_day(chance);
    Draft {
        title: title(chance),
        town,
        place: town.map(|town| place(town, chance)).unwrap_or_default(),
        organisation: body(town, chance),
        day,
        at: hour(chance),
        until: (town.is_none() && chance.once_in(6)).then_some(30),
    }
}

/// Four events of one lab in one place on one day.
fn full_day(chance: &mut Chance) -> Vec<Draft> {
    let first = Draft { until: None, ..single(chance) };
    let named = chance.once_in(2);
    let hours = [540, 660, 840, 960];
    let event = |at: i16| {
        let title = title(chance);
        let title = if named { format!("Lab’Ouvert\u{a0}: {title}") } else { title };
        Draft { title, at, ..first.clone() }
    };
    hours.map(event).into()
}

/// One title, one organisation: in several towns, every week, or several times a day with its number.
fn series(chance: &mut Chance) -> Vec<Draft> {
    let chosen = *chance.one_of(TOURS);
    let first = Draft { until: None, ..single(chance) };
    let named = if chance.once_in(2) {
        chosen.to_owned()
    } else {
        format!("{chosen}\u{a0}: {}", chance.one_of(OBJECTS))
    };
    match chance.below(3) {
        0 => {
            // Some stops are on the same day, others on the next.
            let start = chance.below(TOWNS.len());
            let stop = |n: usize| {
                let town = (start + n) % TOWNS.len();
                let place = place(town, chance);
                let day = 15 + i8::try_from(n / 2).unwrap();
                Draft { title: named.clone(), town: Some(town), place, day, ..first.clone() }
            };
            (0..6).map(stop).collect()
        }
        1 => [4, 11, 18, 25].map(|day| Draft { title: named.clone(), day, ..first.clone() }).into(),
        _ => [540, 660, 840]
            .into_iter()
            .enumerate()
            .map(|(n, at)| Draft { title: format!("{named} (session {})", n + 1), at, ..first.clone() })
            .collect(),
    }
}
