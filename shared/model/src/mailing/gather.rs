//! From the programme to an issue: which events go into which section.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::issue::{Block, Card, Day, Issue, RegionNews};
use super::{Mailing, Section, Week};
use crate::attendance::Mode;
use crate::edition::Edition;
use crate::french;
use crate::practical::Status;
use crate::publication::Publication;
use crate::schedule::{Schedule, Slot};
use crate::zone::Zone;

/// Most events at the head of an issue.
pub const MOST_FEATURED: usize = 3;

/// Most events of a section; the rest is in the programme. A mail stays under the 102 kB at which Gmail cuts it.
const MOST_OF_A_REGION: usize = 5;
const MOST_OF_A_DAY: usize = 6;
const MOST_ONLINE: usize = 6;
const MOST_RESOURCES: usize = 6;

/// The issue of a mailing, with the events of the programme as it stands.
pub fn gather(mailing: &Mailing, edition: &Edition, programme: &[Publication], now: Timestamp) -> Issue {
    let scene = Scene { mailing, edition, programme, week: Week::of(mailing.week), now };
    let blocks = mailing.plan.sections().iter().filter_map(|section| scene.block(*section)).collect();
    Issue {
        id: mailing.id,
        edition: edition.year,
        edition_name: edition.name.clone(),
        operator: edition.operator.clone(),
        subject: mailing.words.subject.clone(),
        preheader: mailing.words.preheader.clone(),
        blocks,
    }
}

struct Scene<'a> {
    mailing: &'a Mailing,
    edition: &'a Edition,
    programme: &'a [Publication],
    week: Week,
    now: Timestamp,
}

/// An event and when it takes place within the week.
type Dated<'a> = (Date, Slot, &'a Publication);

impl Scene<'_> {
    /// What readers are offered: nothing that does not take place.
    fn offered(&self) -> impl Iterator<Item = &Publication> + Clone {
        self.programme.iter().filter(|event| event.takes_place())
    }

    fn block(&self, section: Section) -> Option<Block> {
        match section {
            Section::Editorial => self.mailing.words.editorial.clone().map(|text| Block::Editorial { text }),
            Section::Featured => self.featured(),
            Section::NewInRegion => self.new_in_region(),
            Section::Week => self.by_day(),
            Section::Online => self.online(),
            Section::Resources => self.resources(),
        }
    }

    fn featured(&self) -> Option<Block> {
        let chosen = self.mailing.featured.iter().filter_map(|id| self.offered().find(|it| it.id == *id));
        let mut featured: Vec<_> = chosen.take(MOST_FEATURED).collect();
        if self.mailing.featured.is_empty() {
            featured = self.varied();
        }
        let cards: Vec<_> = featured
            .into_iter()
            .map(|it| Card { summary: Some(it.content.summary.clone()), ..self.card(it) })
            .collect();
        (!cards.is_empty()).then_some(Block::Featured { cards })
    }

    /// What stands at the head as long as nobody has chosen: the first events of the week, of different formats.
    fn varied(&self) -> Vec<&Publication> {
        let mut varied: Vec<&Publication> = Vec::new();
        for (_, _, event) in self.dated() {
            let is_alike =
                |other: &&Publication| other.id == event.id || other.content.format == event.content.format;
            if varied.len() < MOST_FEATURED && !varied.iter().any(is_alike) {
                varied.push(event);
            }
        }
        varied
    }

    fn new_in_region(&self) -> Option<Block> {
        let mut by_region: BTreeMap<_, Vec<&Publication>> = BTreeMap::new();
        for event in self.offered() {
            let is_new = event.published_at >= self.mailing.news_since && self.is_to_come(event);
            if let Some(region) = event.content.region().filter(|_| is_new) {
                by_region.entry(region).or_default().push(event);
            }
        }
        let regions: Vec<_> = by_region
            .into_iter()
            .map(|(region, mut events)| {
                events.sort_by_key(|event| (self.slot_of(event), event.id));
                let (cards, more) = self.cards(&events, MOST_OF_A_REGION);
                RegionNews { region, cards, more }
            })
            .collect();
        (!regions.is_empty()).then_some(Block::NewInRegion { regions })
    }

    fn by_day(&self) -> Option<Block> {
        let mut by_day: BTreeMap<Date, Vec<(Slot, &Publication)>> = BTreeMap::new();
        for (date, slot, event) in self.dated() {
            let day = by_day.entry(date).or_default();
            if day.iter().all(|(_, other)| other.id != event.id) {
                day.push((slot, event));
            }
        }
        let days: Vec<_> = by_day
            .into_iter()
            .map(|(date, events)| {
                let shown = events.iter().take(MOST_OF_A_DAY);
                let cards = shown
                    .map(|(slot, event)| Card { when: hours(*slot, event), ..self.card(event) })
                    .collect();
                Day { date, cards, more: count(events.len().saturating_sub(MOST_OF_A_DAY)) }
            })
            .collect();
        (!days.is_empty()).then_some(Block::Week { days })
    }

    fn online(&self) -> Option<Block> {
        let mut events: Vec<&Publication> = Vec::new();
        for (_, _, event) in self.dated() {
            let is_online = event.content.attendance.mode() != Mode::OnSite;
            if is_online && events.iter().all(|other| other.id != event.id) {
                events.push(event);
            }
        }
        let (cards, more) = self.cards(&events, MOST_ONLINE);
        (!cards.is_empty()).then_some(Block::Online { cards, more })
    }

    fn resources(&self) -> Option<Block> {
        let is_resource = |event: &&Publication| {
            matches!(event.content.schedule, Schedule::Period { .. }) && self.is_to_come(event)
        };
        let mut events: Vec<_> = self.offered().filter(is_resource).collect();
        events.sort_by_key(|event| (std::cmp::Reverse(event.published_at), event.id));
        let (cards, more) = self.cards(&events, MOST_RESOURCES);
        (!cards.is_empty()).then_some(Block::Resources { cards, more })
    }

    /// What takes place within the week and is not over yet, in order of time.
    fn dated(&self) -> Vec<Dated<'_>> {
        let days = self.week.days(self.edition);
        let mut dated: Vec<Dated<'_>> = Vec::new();
        for event in self.offered() {
            let Schedule::Slots { zone, slots } = &event.content.schedule else { continue };
            for slot in slots {
                let date = slot.start_in(*zone).date();
                if days.contains(&date) && slot.end() > self.now {
                    dated.push((date, *slot, event));
                }
            }
        }
        dated.sort_by_key(|(date, slot, event)| (*date, slot.start(), event.id));
        dated
    }

    /// The slot that matters to a reader: the next one of the week, or else the next one of all.
    fn slot_of(&self, event: &Publication) -> Option<Slot> {
        let Schedule::Slots { zone, slots } = &event.content.schedule else { return None };
        let days = self.week.days(self.edition);
        let mut to_come = slots.iter().filter(|slot| slot.end() > self.now);
        let in_week = to_come.clone().find(|slot| days.contains(&slot.start_in(*zone).date()));
        Some(in_week.or_else(|| to_come.next()).copied().unwrap_or_else(|| slots.first()))
    }

    fn cards(&self, events: &[&Publication], most: usize) -> (Vec<Card>, u32) {
        let cards = events.iter().take(most).map(|event| self.card(event)).collect();
        (cards, count(events.len().saturating_sub(most)))
    }

    fn card(&self, event: &Publication) -> Card {
        let content = &event.content;
        let when = match (&content.schedule, self.slot_of(event)) {
            (Schedule::Slots { zone, .. }, Some(slot)) => french::slot(&slot, *zone),
            (Schedule::Period { period }, _) => format!("disponible {}", french::period(*period)),
            (Schedule::Slots { .. }, None) => String::new(), // never: slots have a slot
        };
        let place = match content.attendance.place() {
            None => "en ligne".to_owned(),
            Some(place) if content.attendance.mode() == Mode::Hybrid => {
                format!("{} et en ligne", place.town.name())
            }
            Some(place) => place.town.name().to_owned(),
        };
        let place = if event.status == Status::Full { format!("{place} · complet") } else { place };
        Card {
            id: event.id,
            title: content.title.clone(),
            summary: None,
            format: content.format,
            when,
            place,
            path: event.path(),
        }
    }

    fn is_to_come(&self, event: &Publication) -> bool {
        match &event.content.schedule {
            Schedule::Slots { slots, .. } => slots.iter().any(|slot| slot.end() > self.now),
            Schedule::Period { period } => period.last() >= Zone::PARIS.date(self.now),
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// « 10 h », with the zone named when clocks do not show the hour of Paris: the day is said above.
fn hours(slot: Slot, event: &Publication) -> String {
    let zone = event.content.attendance.zone();
    let start = french::hour(slot.start_in(zone).time());
    french::zone_note(zone).map_or(start.clone(), |note| format!("{start} ({note})"))
}
