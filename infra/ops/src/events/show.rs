//! One event: everything that is known of it.

use std::fmt;

use anyhow::{Context, Result};
use jiff::Timestamp;
use model::content::Content;
use model::edition::Year;
use model::email::EmailAddress;
use model::event::Event;
use model::organisation::Organiser;
use model::practical::Practical;
use serde::Serialize;
use store::Store;

use super::case::{self, Case};
use crate::in_paris;

/// All that is known of an event.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    event: String,
    edition: Year,
    state: &'static str,
    version: u32,
    revision: u16,
    /// The revision that the programme shows.
    published_revision: Option<u16>,
    /// Its address within the site, if it ever was in the programme.
    page: Option<String>,
    featured: bool,
    submitted_at: Timestamp,
    confirmed_at: Option<Timestamp>,
    waiting_since: Option<Timestamp>,
    /// The moderator who has been entrusted with it.
    assigned: Option<String>,
    decision: Option<Decided>,
    team: Vec<Seat>,
    /// With `--personal`.
    #[serde(skip_serializing_if = "Option::is_none")]
    organiser: Option<Organiser>,
    /// What its organiser has said beside its revisions, and holds.
    practical: Option<Practical>,
    content: Content,
}

#[derive(Debug, Serialize)]
struct Decided {
    outcome: &'static str,
    by: String,
    at: Timestamp,
    undo_until: Timestamp,
}

#[derive(Debug, Serialize)]
struct Seat {
    seat: u8,
    /// Masked without `--personal`; none when it is not there any more.
    address: Option<String>,
}

/// Looks at an event.
pub(super) async fn event(store: &Store, typed: &str, personal: bool, now: Timestamp) -> Result<Shown> {
    let case = Case::read(store, case::id(typed)?).await?;
    let (event, revision) = (&case.event, &case.revision);
    let team = team(store, &case, personal).await?;
    let members = store.team().await?;
    let assigned = event.standing.assigned.map(|id| {
        let member = members.iter().find(|member| member.id == id);
        member
            .map_or_else(|| format!("someone who has left the team ({id})"), |member| member.name.to_string())
    });
    let decision = event.decision().map(|decision| Decided {
        outcome: decision.outcome.code(),
        by: decision.moderator_name.to_string(),
        at: decision.at,
        undo_until: decision.undo_until,
    });
    let practical = event.practical();
    Ok(Shown {
        event: event.id.reference(),
        edition: event.edition,
        state: event.state().code(),
        version: event.version,
        revision: event.revision().get(),
        published_revision: event.shown().map(model::content::RevisionNumber::get),
        page: page(event),
        featured: event.is_featured(),
        submitted_at: event.submitted_at,
        confirmed_at: event.confirmed_at,
        waiting_since: event.standing.waiting_since,
        assigned,
        decision: decision.filter(|decision| decision.at <= now),
        team,
        organiser: personal.then(|| revision.organiser.clone()),
        practical: (!practical.is_silent()).then_some(practical),
        content: revision.content.clone(),
    })
}

fn page(event: &Event) -> Option<String> {
    let listing = event.listing.as_ref()?;
    Some(model::publication::path(event.edition, &listing.slug, event.id))
}

async fn team(store: &Store, case: &Case, personal: bool) -> Result<Vec<Seat>> {
    let mut team = Vec::new();
    for seat in case.event.seats() {
        let address = if seat.is_organiser() {
            Some(case.revision.organiser.email.clone())
        } else {
            store.colleague(case.event.id, seat).await?
        };
        let told = |address: EmailAddress| if personal { address.to_string() } else { masked(&address) };
        team.push(Seat { seat: seat.get(), address: address.map(told) });
    }
    Ok(team)
}

/// « c…@exemple.gouv.fr »: enough for who knows it already, and for nobody else.
pub(super) fn masked(address: &EmailAddress) -> String {
    let (local, domain) = address.as_str().rsplit_once('@').unwrap_or_default();
    let first = local.chars().next().map(String::from).unwrap_or_default();
    format!("{first}…@{domain}")
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { event, edition, state, version, revision, .. } = self;
        writeln!(
            f,
            "{event}\nedition    {edition}\nstate      {state}, revision {revision}, version {version}"
        )?;
        if let Some(number) = self.published_revision {
            let home = if self.featured { ", on the home page" } else { "" };
            writeln!(f, "published  revision {number}{home}")?;
        }
        if let Some(page) = &self.page {
            writeln!(f, "page       {page}")?;
        }
        writeln!(f, "came on    {}", in_paris(self.submitted_at))?;
        let instants = [("confirmed", self.confirmed_at), ("waits since", self.waiting_since)];
        for (what, at) in instants.into_iter().filter_map(|(what, at)| Some((what, at?))) {
            writeln!(f, "{what:10} {}", in_paris(at))?;
        }
        if let Some(assigned) = &self.assigned {
            writeln!(f, "entrusted  to {assigned}")?;
        }
        if let Some(Decided { outcome, by, at, .. }) = &self.decision {
            writeln!(f, "decided    {outcome} by {by} on {}", in_paris(*at))?;
        }
        for Seat { seat, address } in &self.team {
            let who = if *seat == 0 { "organiser" } else { "colleague" };
            let address = address.as_deref().unwrap_or("not there any more");
            writeln!(f, "{who}  {address} (place {seat})")?;
        }
        let sections = [
            ("who proposed it", self.organiser.as_ref().map(text)),
            ("said beside its revisions", self.practical.as_ref().map(text)),
            ("content", Some(text(&self.content))),
        ];
        for (title, text) in sections {
            if let Some(text) = text {
                let text = text.map_err(|_| fmt::Error)?;
                write!(f, "\n── {title}\n{}\n", text.trim_end())?;
            }
        }
        Ok(())
    }
}

/// All of it, in a form that people read.
fn text(value: &impl Serialize) -> Result<String> {
    toml::to_string_pretty(value).context("it cannot be written")
}
