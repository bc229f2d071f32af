//! What a PDF programme says, in words: `print` sets it, and asks nothing more of an event.

use std::collections::HashSet;

use jiff::civil::Date;
use model::edition::Edition;
use model::material::Material;
use model::part::Part;
use model::publication::Publication;
use model::schedule::Schedule;
use model::territory::Region;
use serde::Serialize;

use crate::fact::{Fact, Said};
use crate::french::{counted, day_title, short_day_title, whereabouts};
use crate::selection::Value;
use crate::shown::Shown;
use crate::{address, days, facts};

/// The programme of an edition, or of a region, to be read on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Booklet {
    /// The document's title: « Mois de l’innovation publique 2027 – Bretagne ».
    title: String,
    /// « Mois de l’innovation publique ».
    name: String,
    /// « 14ᵉ édition ».
    rank: String,
    /// Of which region.
    region: Option<String>,
    /// « du 4 au 30 novembre 2027 ».
    period: String,
    /// « 12 événements ».
    count: String,
    /// Who runs the edition.
    operator: String,
    /// Where the programme is kept up to date.
    online: Address,
    /// Day by day, in the order in which clocks show the hours where events take place.
    days: Vec<Day>,
    /// What is available over a period, then what awaits its dates.
    others: Vec<Chapter>,
}

/// An address, as one reads it and as one follows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Address {
    text: String,
    url: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Day {
    title: String,
    /// For the head of each page.
    short_title: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Chapter {
    title: &'static str,
    entries: Vec<Entry>,
}

/// An event on a day. It is described on its first; the other days lead there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Entry {
    id: String,
    title: String,
    when: String,
    whereabouts: String,
    description: Option<Description>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Description {
    summary: String,
    /// What has changed since it was announced, and the organiser's word on it.
    news: Vec<String>,
    facts: Vec<Line>,
    page: Address,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Line {
    label: &'static str,
    said: Vec<Words>,
    /// Whether each has a line of its own: dates, and what one can follow.
    apart: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Words {
    text: String,
    url: Option<String>,
}

impl Booklet {
    /// The whole programme; nothing where it has no event yet.
    pub fn whole(material: &Material, base_url: &str) -> Option<Self> {
        Self::of(&material.edition, None, material.events.iter().collect(), base_url)
    }

    /// What takes place in a region; nothing where nothing does.
    pub fn of_region(material: &Material, region: Region, base_url: &str) -> Option<Self> {
        let events = material.events.iter().filter(|event| event.content.regions().contains(&region));
        Self::of(&material.edition, Some(region), events.collect(), base_url)
    }

    fn of(
        edition: &Edition,
        region: Option<Region>,
        mut events: Vec<&Publication>,
        base_url: &str,
    ) -> Option<Self> {
        if events.is_empty() {
            return None;
        }
        events.sort_by_cached_key(|event| (event.content.schedule.starts(), event.id));
        let region = region.map(|region| Value::Region(region).label());
        let of_region = region.as_ref().map(|region| format!(" – {region}")).unwrap_or_default();
        let list = address::list(edition.year);
        Some(Self {
            title: format!("{} {}{of_region}", edition.name, edition.year),
            name: edition.name.to_string(),
            rank: edition.rank(),
            region,
            period: model::french::period(edition.period),
            count: counted(events.len(), "événement", "événements"),
            operator: edition.operator.to_string(),
            online: Address::of(base_url, &list),
            days: days(&events, base_url),
            others: others(&events, base_url),
        })
    }
}

/// The days on which something takes place.
fn days(events: &[&Publication], base_url: &str) -> Vec<Day> {
    let dated: Vec<_> = events.iter().copied().filter(|event| !Shown::from(*event).awaits_dates()).collect();
    let mut described = HashSet::new();
    let mut days: Vec<Day> = Vec::new();
    let mut current = None;
    for entry in days::Entry::all_of(&dated) {
        let (Some(date), Some(hours)) = (entry.day, entry.hours()) else { continue };
        let first = described.insert(entry.event.id);
        let description = first.then(|| Description::of(entry.event, base_url));
        let entry = Entry { description, ..Entry::of(entry.event, hours) };
        match days.last_mut() {
            Some(day) if current == Some(date) => day.entries.push(entry),
            _ => days.push(Day::new(date, entry)),
        }
        current = Some(date);
    }
    days
}

/// What no day has.
fn others(events: &[&Publication], base_url: &str) -> Vec<Chapter> {
    let chapter = |title, when: fn(&Publication) -> Option<String>| {
        let entries = events.iter().filter_map(|event| {
            let description = Some(Description::of(event, base_url));
            Some(Entry { description, ..Entry::of(event, when(event)?) })
        });
        Chapter { title, entries: entries.collect() }
    };
    let chapters = [chapter("Disponibles sur une période", over_a_period), chapter("Dates à venir", put_off)];
    chapters.into_iter().filter(|chapter| !chapter.entries.is_empty()).collect()
}

fn over_a_period(event: &Publication) -> Option<String> {
    match &event.content.schedule {
        Schedule::Period { period } if !Shown::from(event).awaits_dates() => {
            Some(format!("Disponible {}", model::french::period(*period)))
        }
        _ => None,
    }
}

fn put_off(event: &Publication) -> Option<String> {
    Shown::from(event).awaits_dates().then(|| "Date à venir".to_owned())
}

impl Day {
    fn new(date: Date, first: Entry) -> Self {
        Self { title: day_title(date), short_title: short_day_title(date), entries: vec![first] }
    }
}

impl Entry {
    /// The event at these hours, not described yet.
    fn of(event: &Publication, when: String) -> Self {
        Self {
            id: event.id.to_string(),
            title: Shown::from(event).title(),
            when,
            whereabouts: whereabouts(&event.content.attendance),
            description: None,
        }
    }
}

impl Description {
    fn of(event: &Publication, base_url: &str) -> Self {
        let shown = Shown::from(event);
        let organiser = shown.news.into_iter().flat_map(|news| news.as_str().split('\n'));
        let news = shown.notices().into_iter().chain(organiser.filter(|line| !line.trim().is_empty()));
        Self {
            summary: event.content.summary.to_string(),
            news: news.map(ToOwned::to_owned).collect(),
            facts: facts::practical(shown).iter().filter(|fact| !goes_without(fact)).map(Line::of).collect(),
            page: Address::of(base_url, &event.path()),
        }
    }
}

/// The one date of an event is where it is described.
fn goes_without(fact: &Fact) -> bool {
    fact.part == Part::When && fact.lines.len() == 1
}

impl Line {
    fn of(fact: &Fact) -> Self {
        let said: Vec<_> = fact.lines.iter().map(Words::of).collect();
        let apart = fact.part == Part::When || said.iter().any(|words| words.url.is_some());
        Self { label: fact.label, said, apart }
    }
}

impl Words {
    fn of(said: &Said) -> Self {
        let url = match said {
            Said::Text(_) | Said::Former(_) => None,
            Said::Web { link, .. } => Some(link.to_string()),
            Said::Map { link, .. } => Some(link.clone()),
            Said::Mail(address) => Some(address.mailto()),
            Said::Phone(number) => Some(number.tel()),
        };
        Self { text: said.to_string(), url }
    }
}

impl Address {
    fn of(base_url: &str, path: &str) -> Self {
        let url = format!("{base_url}{path}");
        let text = url.split_once("://").map_or(&*url, |(_, rest)| rest).to_owned();
        Self { text, url }
    }
}
