//! The events that an event's page leads to: on the same theme, nearby, on the same day; those still to come first, and
//! never one in which nobody can take part.
//!
//! Each event is weighed against its neighbours in time within each list it is on (its themes, its départements, its
//! days…), never against all: so that what it takes for an event does not grow with the programme.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;
use model::publication::Publication;
use model::schedule::Schedule;
use model::territory::{Departement, Region};

use crate::elapsed;
use crate::programme::Programme;

/// Fewer are made up to this with what has nothing in common, where there is any.
const FEWEST: usize = 3;
/// No page leads to more.
const MOST: usize = 6;
/// How many are weighed on each side of an event in a list.
const NEAR: usize = 16;

/// The events of a programme by what they have in common.
pub(crate) struct Related<'a> {
    /// In the programme's order: that of time.
    events: Vec<Traits<'a>>,
    /// The places in that order of the events in which one can take part, those to come and those that are over.
    lists: HashMap<Trait<'a>, [Vec<usize>; 2]>,
}

/// What events may have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Trait<'a> {
    Programme,
    Theme(&'a str),
    Region(Region),
    Departement(Departement),
    /// By itself, so that the best are found however long the lists of each are.
    Both(&'a str, Departement),
    Day(Date),
    AtAnyHour,
    Online,
}

/// An event, and what is compared of it: sets of bits, because each event is compared with hundreds.
struct Traits<'a> {
    event: &'a Publication,
    starts: Timestamp,
    is_over: bool,
    /// Each of them: the lists that the event is on.
    all: Vec<Trait<'a>>,
    themes: u128,
    departements: u128,
    regions: u128,
    days: u128,
    at_any_hour: bool,
    online: bool,
}

impl<'a> Related<'a> {
    /// Those of a programme.
    pub(crate) fn of(programme: &Programme<'a>) -> Self {
        let today = programme.setting.today;
        let themes = programme.events.iter().flat_map(|event| &event.content.themes);
        let themes: BTreeSet<&str> = themes.map(|theme| theme.code.as_str()).collect();
        let themes: HashMap<_, _> = themes.into_iter().zip(0..).collect();
        let events: Vec<_> = programme.events.iter().map(|event| Traits::of(event, today, &themes)).collect();
        let mut lists: HashMap<_, [Vec<usize>; 2]> = HashMap::new();
        for (at, traits) in events.iter().enumerate().filter(|(_, it)| it.event.takes_place()) {
            for common in &traits.all {
                lists.entry(*common).or_default()[usize::from(traits.is_over)].push(at);
            }
        }
        Self { events, lists }
    }

    /// Those of the event at that place in the programme's order, the nearest first.
    pub(crate) fn to(&self, at: usize) -> Vec<&'a Publication> {
        let Some(mine) = self.events.get(at) else { return Vec::new() };
        let mut weighed: Vec<_> = self
            .neighbours(at)
            .into_iter()
            .map(|other| {
                let theirs = &self.events[other];
                let score = mine.score(theirs);
                let apart = mine.starts.duration_since(theirs.starts).abs();
                // Of events at the same time, not everybody's page leads to the same.
                let places = at.abs_diff(other);
                ((score == 0, theirs.is_over, Reverse(score), apart, places, other), theirs.event)
            })
            .collect();
        weighed.sort_unstable_by_key(|(weight, _)| *weight);
        let best = weighed.iter().take_while(|((is_foreign, is_over, ..), _)| !is_foreign && !is_over);
        let count = best.count().clamp(FEWEST, MOST);
        weighed.into_iter().take(count).map(|(_, event)| event).collect()
    }

    /// Whom it is weighed against.
    fn neighbours(&self, at: usize) -> Vec<usize> {
        let lists = self.events[at].all.iter().filter_map(|common| self.lists.get(common)).flatten();
        let near = lists.flat_map(|list| {
            let here = list.partition_point(|other| *other < at);
            &list[here.saturating_sub(NEAR)..list.len().min(here + NEAR + 1)]
        });
        let mut near: Vec<_> = near.copied().filter(|other| *other != at).collect();
        near.sort_unstable();
        near.dedup();
        near
    }
}

impl<'a> Traits<'a> {
    /// `themes`: the number of each theme.
    fn of(event: &'a Publication, today: Date, themes: &HashMap<&str, u32>) -> Self {
        let content = &event.content;
        let departements: BTreeSet<_> =
            content.attendance.places().map(|place| place.town.departement()).collect();
        let regions: BTreeSet<_> = departements.iter().map(Departement::region).collect();
        let days: BTreeSet<_> = match &content.schedule {
            Schedule::Slots { zone, slots } => slots.iter().map(|slot| slot.start_in(*zone).date()).collect(),
            Schedule::Period { .. } => BTreeSet::new(),
        };
        let at_any_hour = days.is_empty();
        let online = content.attendance.mode().has_link();
        let codes = || content.themes.iter().map(|theme| theme.code.as_str());

        let mut all = vec![Trait::Programme];
        for theme in codes() {
            all.extend(departements.iter().map(|departement| Trait::Both(theme, *departement)));
        }
        all.extend(codes().map(Trait::Theme));
        all.extend(departements.iter().map(|departement| Trait::Departement(*departement)));
        all.extend(regions.iter().map(|region| Trait::Region(*region)));
        all.extend(days.iter().map(|day| Trait::Day(*day)));
        all.extend(at_any_hour.then_some(Trait::AtAnyHour));
        all.extend(online.then_some(Trait::Online));
        Self {
            event,
            starts: content.schedule.starts(),
            is_over: elapsed::is_over(&content.schedule, today),
            all,
            themes: bits(codes().filter_map(|theme| themes.get(theme).copied())),
            departements: bits(departements.iter().map(|it| number(Departement::all(), *it))),
            regions: bits(regions.iter().map(|it| number(Region::all(), *it))),
            days: bits(days.iter().map(|day| u32::try_from(day.day_of_year()).unwrap_or_default())),
            at_any_hour,
            online,
        }
    }

    /// How much they have in common: a theme counts most, then the territory, then the day.
    fn score(&self, other: &Self) -> u32 {
        let themes = (self.themes & other.themes).count_ones();
        let is_near = self.departements & other.departements != 0;
        let is_in_region = self.regions & other.regions != 0;
        let same_days = self.days & other.days != 0 || (self.at_any_hour && other.at_any_hour);
        let both_online = self.online && other.online;
        4 * themes
            + if is_near { 3 } else { 2 * u32::from(is_in_region) }
            + 2 * u32::from(same_days)
            + u32::from(both_online)
    }
}

/// A set of numbers. Beyond 128 of a kind, two may be taken for one, always the same two: an edition has some ten themes and
/// 31 days at most, and France has fewer départements.
fn bits(numbers: impl Iterator<Item = u32>) -> u128 {
    numbers.fold(0, |bits, number| bits | 1 << (number % 128))
}

/// Which of them all it is.
fn number<T: PartialEq + Copy>(mut all: impl Iterator<Item = T>, one: T) -> u32 {
    all.position(|it| it == one).and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::Setting;
    use model::edition::Edition;
    use model::id::EventId;
    use model::material::Material;
    use model::publication::Listing;

    /// Workshops of one theme, in one town, on one day.
    fn alike(count: u32) -> Vec<Publication> {
        let content = serde_json::json!({
            "title": "Un atelier", "summary": "En une phrase.", "description": "En quelques phrases.",
            "format": "atelier", "audience": ["agents"], "themes": [{ "code": "design", "label": "Design" }],
            "schedule": { "kind": "slots", "zone": "Europe/Paris",
                "slots": [{ "start": "2027-11-12T09:00:00Z", "end": "2027-11-12T10:00:00Z" }] },
            "attendance": { "mode": "on-site", "places": [
                { "name": "Mairie", "postcode": "35000", "town": "35238" }] },
            "organisation": { "name": "DITP", "kind": "etat" },
        });
        let content: model::content::Content = serde_json::from_value(content).unwrap();
        let listing = Listing::first(Some(1.into()), "Un atelier", Timestamp::UNIX_EPOCH);
        let event = |number: u32| {
            let id = EventId::derive(&[&number.to_be_bytes()]);
            Publication::new(id, 2027.into(), &listing, content.clone()).unwrap()
        };
        (0..count).map(event).collect()
    }

    fn edition() -> Edition {
        serde_json::from_value(serde_json::json!({
            "year": 2027, "ordinal": 14, "name": "Mois de l’innovation publique", "operator": "DITP",
            "period": { "first": "2027-11-04", "last": "2027-11-30" }, "contact": "mois@exemple.gouv.fr",
        }))
        .unwrap()
    }

    #[test]
    fn an_event_is_weighed_against_as_many_others_however_many_are_alike() {
        let most = |count| {
            let material = Material { events: alike(count), ..Material::of(edition()) };
            let documents = BTreeSet::new();
            let setting = Setting { base_url: "", today: Date::constant(2027, 11, 1), documents: &documents };
            let programme = Programme::new(&material, setting);
            let related = Related::of(&programme);
            (0..related.events.len()).map(|at| related.neighbours(at).len()).max().unwrap()
        };
        assert_eq!((most(100), most(2_000)), (2 * NEAR, 2 * NEAR));
    }
}
