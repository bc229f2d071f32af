//! The events of an edition, a line each.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context, Result};
use clap::ValueEnum;
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use model::content::{Content, RevisionNumber};
use model::edition::Year;
use model::event::State;
use model::id::EventId;
use model::publication::Publication;
use model::territory::Region;
use model::vocabulary::OrganisationKind;
use model::waiting::Waiting;
use serde::Serialize;
use store::Store;

use crate::console::Console;
use crate::{in_paris, moderators};

/// How many events are read at a time.
const AT_ONCE: usize = 25;

/// Which events.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Query {
    /// The edition’s year; the current one if not given.
    #[arg(long)]
    pub(super) edition: Option<i16>,
    /// Only those that stand so.
    #[arg(long, value_enum)]
    pub(super) state: Option<Stand>,
    /// Only those that take place in this region, by its COG code (53 is Bretagne).
    #[arg(long)]
    pub(super) region: Option<String>,
    /// Only those of this kind of organisation.
    #[arg(long, value_parser = kind)]
    pub(super) kind: Option<OrganisationKind>,
    /// Only those whose title has these words, whatever the case.
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Only those that have waited for a decision for more than so many days.
    #[arg(long, value_name = "DAYS")]
    pub(super) waiting_longer_than: Option<u16>,
}

/// How an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Stand {
    /// Its address is not confirmed.
    Unconfirmed,
    /// It waits for a decision: a proposal, or the correction of a published event.
    #[value(alias = "in-review")]
    Waiting,
    /// It waits for its organiser’s corrections.
    ChangesRequested,
    /// The programme shows it.
    Published,
    /// It was refused.
    Rejected,
    /// It was classed as spam.
    Spam,
    /// It was taken out of the programme, or back by its organiser.
    Withdrawn,
}

fn kind(typed: &str) -> Result<OrganisationKind, String> {
    OrganisationKind::from_code(typed).ok_or_else(|| {
        let known: Vec<_> = OrganisationKind::ALL.iter().map(|kind| kind.code()).collect();
        format!("the kinds are {}", known.join(", "))
    })
}

/// The events that were asked for.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Events(pub(super) Vec<Row>);

#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) event: String,
    state: &'static str,
    /// Whether the programme shows it.
    published: bool,
    waiting_since: Option<Timestamp>,
    submitted_at: Option<Timestamp>,
    regions: Vec<&'static str>,
    organisation: String,
    pub(super) title: String,
}

/// What the collections of an edition know of an event.
#[derive(Debug, Default)]
struct Known {
    state: Option<State>,
    revision: Option<RevisionNumber>,
    submitted_at: Option<Timestamp>,
    waiting: Option<Waiting>,
    publication: Option<Publication>,
}

/// What is read of it to be told and filtered.
struct Told {
    regions: Vec<Region>,
    organisation: String,
    kind: Option<OrganisationKind>,
    title: String,
}

/// The events of an edition: those that wait, the oldest first, then the others as they came.
pub(super) async fn of(store: &Store, query: &Query, console: Console, now: Timestamp) -> Result<Events> {
    let year = match query.edition {
        Some(year) => Year::from(year),
        None => store.current_edition().await?.context("no edition is open: --edition <year>")?.year,
    };
    let region = query.region.as_deref().map(moderators::region).transpose()?;
    let longer_than = query.waiting_longer_than.map(|days| SignedDuration::from_hours(i64::from(days) * 24));
    let mut known = known(store, year, query.state).await?;
    known.retain(|_, event| event.stands(query.state));
    known.retain(|_, event| {
        let waited = event.waiting.as_ref().map(|waiting| waiting.age(now));
        longer_than.is_none_or(|limit| waited.is_some_and(|waited| waited > limit))
    });
    let bar = console.progress("events", u64::try_from(known.len()).unwrap_or_default());
    let read = stream::iter(known).map(async |(id, event)| {
        let told = told(store, id, &event, query.kind.is_some()).await?;
        bar.inc(1);
        Ok::<_, anyhow::Error>(told.map(|told| (id, event, told)))
    });
    let read: Vec<_> = read.buffered(AT_ONCE).try_collect().await?;
    bar.finish_and_clear();
    let words = query.title.as_ref().map(|title| title.to_lowercase());
    let mut found: Vec<_> = read.into_iter().flatten().collect();
    found.retain(|(.., told)| {
        region.is_none_or(|region| told.regions.contains(&region))
            && query.kind.is_none_or(|kind| told.kind == Some(kind))
            && words.as_ref().is_none_or(|words| told.title.to_lowercase().contains(words))
    });
    found.sort_by_key(|(id, event, _)| {
        let since = event.waiting.as_ref().map(|waiting| waiting.since);
        (since.is_none(), since, event.submitted_at, *id)
    });
    Ok(Events(found.into_iter().map(|(id, event, told)| Row::of(id, &event, told)).collect()))
}

/// Every event of which the collections of the edition know. Those that wait and those that are published are there for as
/// long as they do; of the others the history tells, for as long as it is kept.
async fn known(store: &Store, year: Year, state: Option<Stand>) -> Result<BTreeMap<EventId, Known>> {
    let mut known: BTreeMap<EventId, Known> = BTreeMap::new();
    if !matches!(state, Some(Stand::Waiting | Stand::Published)) {
        for entry in store.journal(year, Timestamp::UNIX_EPOCH).await? {
            let event = known.entry(entry.event).or_default();
            event.submitted_at.get_or_insert(entry.at);
            (event.state, event.revision) = (Some(entry.after), Some(entry.revision));
        }
    }
    for waiting in store.waiting(year).await? {
        let event = known.entry(waiting.event).or_default();
        (event.state, event.revision) = (Some(State::InReview), Some(waiting.revision));
        event.waiting = Some(waiting);
    }
    for publication in store.publications(year).await? {
        let event = known.entry(publication.id).or_default();
        event.state.get_or_insert(State::Published);
        event.revision.get_or_insert(publication.revision);
        event.publication = Some(publication);
    }
    Ok(known)
}

impl Known {
    fn stands(&self, wished: Option<Stand>) -> bool {
        let Some(wished) = wished else { return true };
        match wished {
            Stand::Waiting => self.waiting.is_some(),
            Stand::Published => self.publication.is_some(),
            Stand::Unconfirmed => self.state == Some(State::Unconfirmed),
            Stand::ChangesRequested => self.state == Some(State::ChangesRequested),
            Stand::Rejected => self.state == Some(State::Rejected),
            Stand::Spam => self.state == Some(State::Spam),
            Stand::Withdrawn => self.state == Some(State::Withdrawn),
        }
    }
}

/// What it says: as it waits, as it is published, or as the revision that counts says; nothing of one that was erased.
async fn told(store: &Store, id: EventId, known: &Known, with_kind: bool) -> Result<Option<Told>> {
    Ok(match (&known.waiting, &known.publication) {
        (Some(waiting), _) if !with_kind => Some(Told {
            regions: waiting.regions(),
            organisation: waiting.organisation.to_string(),
            kind: None,
            title: waiting.title.to_string(),
        }),
        (None, Some(publication)) => Some(Told::of(&publication.content)),
        _ => match known.revision {
            Some(number) => store.revision(id, number).await?.map(|revision| Told::of(&revision.content)),
            None => None,
        },
    })
}

impl Told {
    fn of(content: &Content) -> Self {
        let organisation = &content.organisation;
        Self {
            regions: content.regions(),
            organisation: organisation.name.to_string(),
            kind: Some(organisation.kind),
            title: content.title.to_string(),
        }
    }
}

impl Row {
    fn of(id: EventId, known: &Known, told: Told) -> Self {
        Self {
            event: id.reference(),
            state: known.state.map(State::code).unwrap_or_default(),
            published: known.publication.is_some(),
            waiting_since: known.waiting.as_ref().map(|waiting| waiting.since),
            submitted_at: known.submitted_at,
            regions: told.regions.iter().map(Region::code).collect(),
            organisation: told.organisation,
            title: told.title,
        }
    }
}

impl fmt::Display for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.0 {
            let Row { event, state, organisation, title, .. } = row;
            let since = match (row.waiting_since, row.submitted_at) {
                (Some(since), _) => format!("waits since {}", in_paris(since)),
                (None, Some(at)) => format!("came on {}", in_paris(at)),
                (None, None) => "-".to_owned(),
            };
            let regions = if row.regions.is_empty() { "online".to_owned() } else { row.regions.join(",") };
            let shown = if row.published && *state != "published" { ", published" } else { "" };
            writeln!(f, "{event}\t{state}{shown}\t{since}\t{regions}\t{organisation}\t{title}")?;
        }
        match self.0.len() {
            0 => f.write_str("No event."),
            1 => f.write_str("1 event."),
            count => write!(f, "{count} events."),
        }
    }
}
