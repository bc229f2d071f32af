//! Events of all kinds with a life each, made by the model's own steps.

use std::collections::{BTreeSet, HashMap};

use jiff::{SignedDuration, Timestamp, ToSpan};
use model::content::Revision;
use model::edition::Edition;
use model::email::EmailAddress;
use model::event::Outcome;
use model::id::{EventId, PersonId, PersonKey};
use model::mailing::Progress;
use model::part::Part;
use model::practical::{Practical, Status};
use model::publication::Publication;
use model::reception::Reception;
use model::step::{Projection, Ruling, Step, Undoing};
use model::theme::Theme;
use model::vocabulary::{Audience, Format, OrganisationKind};
use pipeline_tests::samples::{moderator, workshop};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::json;

use super::super::source::{Letter, Source};

/// Towns of one time zone: two of a département, three of a region.
const TOWNS: [&str; 7] = ["35238", "35288", "29019", "75056", "69123", "13055", "2A004"];

/// What happens to an event after it was proposed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Deed {
    Confirm,
    Publish { corrected: bool },
    AskForChanges,
    Reject,
    Spam,
    Withdraw,
    Undo,
    Retract,
    Say(Status),
}

/// An event and what happens to it.
#[derive(Debug, Clone)]
pub(super) struct Life {
    pub(super) content: serde_json::Value,
    pub(super) known: bool,
    pub(super) sent_after: i64,
    pub(super) deeds: Vec<(i64, Deed)>,
}

pub(super) fn edition(year: i16) -> Edition {
    Edition { themes: Theme::usual(), ..pipeline_tests::samples::edition(year) }
}

fn deed() -> impl Strategy<Value = (i64, Deed)> {
    let deed = prop_oneof![
        3 => any::<bool>().prop_map(|corrected| Deed::Publish { corrected }),
        2 => Just(Deed::Confirm),
        1 => Just(Deed::AskForChanges),
        1 => Just(Deed::Reject),
        1 => Just(Deed::Spam),
        1 => Just(Deed::Withdraw),
        1 => Just(Deed::Undo),
        1 => Just(Deed::Retract),
        2 => select(Status::ALL.to_vec()).prop_map(Deed::Say),
    ];
    (0..80_i64, deed)
}

fn attendance() -> impl Strategy<Value = serde_json::Value> {
    let place = |town: &str| json!({ "name": "Maison commune", "postcode": "35000", "town": town });
    let at = move |towns: Vec<&str>| towns.into_iter().map(place).collect::<Vec<_>>();
    prop_oneof![
        1 => Just(json!({ "mode": "online" })),
        1 => Just(json!({ "mode": "on-site", "places": [place("97411")] })),
        3 => subsequence(TOWNS.to_vec(), 1..=4).prop_map(move |towns| json!({ "mode": "on-site", "places": at(towns) })),
        1 => subsequence(TOWNS.to_vec(), 1..=2).prop_map(move |towns| json!({ "mode": "hybrid", "places": at(towns) })),
    ]
}

fn schedule(year: i16) -> impl Strategy<Value = serde_json::Value> {
    let slot = move |(day, hour): (u8, u8)| json!({ "start": format!("{year}-11-{day:02}T{hour:02}:00:00Z"), "end": format!("{year}-11-{day:02}T{hour:02}:50:00Z") });
    prop_oneof![
        4 => prop::collection::btree_set((1..=30_u8, 7..=23_u8), 1..5).prop_map(move |slots| {
            let slots: Vec<_> = slots.into_iter().map(slot).collect();
            json!({ "kind": "slots", "zone": "Europe/Paris", "slots": slots })
        }),
        1 => Just(json!({ "kind": "period", "period": { "first": format!("{year}-11-04"), "last": format!("{year}-11-30") } })),
    ]
}

pub(super) fn life(year: i16) -> impl Strategy<Value = Life> {
    let themes: Vec<Theme> = Theme::usual();
    let what = (
        select(Format::ALL.to_vec()),
        select(OrganisationKind::ALL.to_vec()),
        subsequence(Audience::ALL.to_vec(), 1..=3),
        subsequence(themes, 0..=3),
        proptest::option::of(1..300_u32),
        attendance(),
        schedule(year),
    );
    (what, any::<bool>(), 0..1500_i64, prop::collection::vec(deed(), 0..5)).prop_map(
        |((format, kind, audience, themes, capacity, attendance, schedule), known, sent_after, deeds)| {
            let mut content = json!({
                "title": "Un atelier", "summary": "En une phrase.", "description": "En quelques phrases.",
                "format": format, "themes": themes, "schedule": schedule, "attendance": attendance,
                "audience": audience, "organisation": { "name": "Préfecture <Bretagne>", "kind": kind },
            });
            if let Some(capacity) = capacity {
                content["capacity"] = capacity.into();
            }
            Life { content, known, sent_after, deeds }
        },
    )
}

impl Life {
    pub(super) fn revision(&self) -> Revision {
        let organiser = json!({ "name": "Camille Durand", "email": "camille.durand@exemple.gouv.fr" });
        serde_json::from_value(json!({ "content": self.content, "organiser": organiser })).unwrap()
    }

    /// Its steps; what cannot be done is not.
    pub(super) fn steps(&self, edition: &Edition, number: usize) -> Vec<Step> {
        let (revision, moderator) = (self.revision(), moderator());
        let opened: Timestamp = format!("{}-09-01T08:00:00Z", edition.year).parse().unwrap();
        let person = PersonId::of(
            &EmailAddress::parse("camille.durand@exemple.gouv.fr").unwrap(),
            &PersonKey::new("k"),
        );
        let id = EventId::derive(&[&edition.year.get().to_be_bytes(), &number.to_be_bytes()]);
        let mut now = opened + self.sent_after.hours();
        let reception = if self.known { Reception::Known } else { Reception::Ask };
        let mut steps =
            vec![Step::submit(id, edition.year, person.clone(), reception, revision.clone(), now)];
        let mut current = revision.clone();
        for (hours, deed) in &self.deeds {
            let event = steps.last().unwrap().after.clone();
            let later = if matches!(deed, Deed::Undo) { 1.minutes() } else { (hours * 60 + 7).minutes() };
            now += later;
            let rule = |outcome: Outcome, corrected: Option<Revision>| {
                let ruling = Ruling {
                    moderator: &moderator,
                    outcome,
                    corrected,
                    window: workshop::WINDOW,
                    order: None,
                };
                Step::decide(event.clone(), event.revision(), ruling, &current.content, now)
            };
            let step = match deed {
                Deed::Confirm => Step::confirm(event.clone(), event.revision(), &current.content, now),
                Deed::Publish { corrected } => {
                    let mut better = revision.clone();
                    better.content.title = "Un bel atelier".to_owned().try_into().unwrap();
                    rule(Outcome::Publish, corrected.then_some(better))
                }
                Deed::AskForChanges => {
                    let wishes = vec![workshop::wish(Part::Title, None, Some("De quoi s’agit-il\u{a0}?"))];
                    let request = model::event::ChangeRequest { wishes, message: None };
                    rule(Outcome::RequestChanges { request }, None)
                }
                Deed::Reject => rule(workshop::rejection(), None),
                Deed::Spam => rule(Outcome::Spam, None),
                Deed::Withdraw => rule(
                    Outcome::Withdraw { message: "Merci quand même.".to_owned().try_into().unwrap() },
                    None,
                ),
                Deed::Undo => {
                    let contents = Undoing { current: &current.content, shown: None, left: None };
                    Step::undo(event.clone(), event.version, &moderator, contents, now, now)
                }
                Deed::Retract => Step::retract(event.clone(), &person, &current.content, now),
                Deed::Say(status) => {
                    let practical = Practical { status: *status, ..Practical::default() };
                    Step::practical(event.clone(), &person, practical, &current.content, now)
                }
            };
            if let Ok(step) = step {
                current = step.revision.clone().unwrap_or(current);
                steps.push(step);
            }
        }
        steps
    }
}

/// What the programme shows of an event after its steps.
pub(super) fn shown(steps: &[Step]) -> Option<Publication> {
    steps.iter().rev().find_map(|step| match &step.publication {
        Projection::Unchanged => None,
        Projection::Set(publication) => Some(Some(publication.clone())),
        Projection::Removed => Some(None),
    })?
}

/// The edition, as its report reads it.
pub(super) fn source(year: i16, lives: &[Life]) -> Source {
    let edition = edition(year);
    let (mut events, mut journal, mut elsewhere) = (Vec::new(), Vec::new(), HashMap::new());
    for (number, life) in lives.iter().enumerate() {
        let steps = life.steps(&edition, number);
        match shown(&steps) {
            Some(publication) => events.push(publication),
            None => drop(elsewhere.insert(steps[0].after.id, life.revision().content.regions())),
        }
        journal.extend(steps.into_iter().map(|step| step.log));
    }
    journal.sort_by_key(|line: &model::event::LogEntry| line.at);
    Source { edition, events, journal, elsewhere, letters: vec![letter("1", 7, 3), letter("2", 1200, 0)] }
}

/// A letter of which each count is another number.
pub(super) fn letter(id: &str, sent: u32, left: u32) -> Letter {
    let progress = Progress {
        sent,
        refused: 1,
        skipped: 2,
        unknown: 4,
        waiting: 0,
        delivered: sent - 5,
        bounced: 3,
        complained: 1,
    };
    Letter {
        id: id.into(),
        subject: "=Cette semaine & après".into(),
        launched_at: "2027-11-08T09:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(24),
        audience: Some(progress.audience()),
        progress,
        left,
    }
}

/// How many different lines an event is in, by what is asked of it.
pub(super) fn in_all<T: Ord>(events: &[Publication], of: impl Fn(&Publication) -> Vec<T>) -> u64 {
    let lines = |event: &Publication| of(event).into_iter().collect::<BTreeSet<_>>().len().max(1);
    let taking_place = events.iter().filter(|event| event.takes_place());
    u64::try_from(taking_place.map(lines).sum::<usize>()).unwrap()
}
