//! Erasing everything that is held on someone.

use std::collections::BTreeMap;
use std::fmt;
use std::process::ExitCode;

use anyhow::bail;
use model::event::Event;
use model::id::{EventId, PersonId};
use retention::Tally;
use retention::erasure::Erasures;
use retention::kind::Kind;
use retention::person::{EventFate, Held};
use serde::Serialize;

use super::Someone;
use crate::console::Console;
use crate::exit;

/// What would become of what is held.
#[derive(Debug, Serialize)]
pub(super) struct Plan {
    person: PersonId,
    /// Rows that name them, by kind.
    rows: BTreeMap<Kind, usize>,
    /// What becomes of their events.
    events: BTreeMap<EventId, EventFate>,
}

/// What was done.
#[derive(Debug, Serialize)]
pub(super) struct Done {
    person: PersonId,
    removed: usize,
    reworded: usize,
}

/// The name of a kind of row in sentences.
pub(super) fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Event => "events that they answer for",
        Kind::Revision => "versions of events with their name, address or telephone",
        Kind::Log | Kind::Journal => "lines of history that name them",
        Kind::Colleague => "addresses as a colleague",
        Kind::Draft => "drafts",
        Kind::Organiser | Kind::EventOf | Kind::Confirmations => "rows about them as an organiser",
        Kind::LinksRequest | Kind::Asked => "requests that they made",
        Kind::Subscriber | Kind::Reader => "rows about them as a subscriber",
        Kind::Departure => "proofs that they left",
        Kind::Delivery => "copies of letters",
        Kind::Mail | Kind::AcceptedMail | Kind::Outbox => "rows about mails to them",
        Kind::Published | Kind::Featured => "published events that name them as the public contact",
        Kind::Rate => "counters of requests",
        _ => "other rows",
    }
}

fn sentence(fate: EventFate) -> &'static str {
    match fate {
        EventFate::Untouched => "stays as it is",
        EventFate::StaysPublic => "stays in the programme, as the organisation’s, without them",
        EventFate::StaysWithOthers => "is not public; stays with those who answer for it too, without them",
        EventFate::Goes => "is not public and nobody else answers for it: goes wholly",
    }
}

impl Plan {
    fn of(someone: &Someone<'_>, held: &Held) -> anyhow::Result<Self> {
        let mut events = BTreeMap::new();
        for row in held.of(Kind::Event) {
            let event: Event = serde_json::from_value(row.holds.clone())?;
            events.insert(event.id, someone.people.fate_of(&event));
        }
        let rows = held.0.iter().map(|(kind, rows)| (*kind, rows.len())).collect();
        Ok(Self { person: someone.erasure.person.clone(), rows, events })
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut named = BTreeMap::<_, usize>::new();
        for (kind, rows) in &self.rows {
            *named.entry(name_of(*kind)).or_default() += rows;
        }
        if named.is_empty() {
            writeln!(
                f,
                "Nothing is held on this address; a proof that it was erased would be kept all the same."
            )?;
        }
        for (name, rows) in named {
            writeln!(f, "{rows:7} {name}")?;
        }
        for (event, fate) in &self.events {
            writeln!(f, "event {}: {}", event.reference(), sentence(*fate))?;
        }
        write!(
            f,
            "Kept: the keyed proof of it, so that neither an import nor a restore brings them back; they may subscribe again.\n\
             Not reached: what texts say of them in words, past snapshots of the public programme, copies that others have made.\n\
             Nothing is changed: --yes does it. It cannot be taken back."
        )
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { removed, reworded, .. } = self;
        write!(
            f,
            "Erased: {removed} rows removed, {reworded} that stay without them. Doing it again changes nothing.\n\
             Answer them within a month of their request (GDPR, article 12.3)."
        )
    }
}

/// Says what would be done; with `yes`, does it.
pub(super) async fn run(
    someone: &Someone<'_>,
    register: &Erasures,
    yes: bool,
    console: Console,
) -> anyhow::Result<ExitCode> {
    if !yes {
        console.tell(&plan(someone, console).await?)?;
        return Ok(ExitCode::from(exit::NO));
    }
    console.tell(&erase(someone, register, console).await?)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn plan(someone: &Someone<'_>, console: Console) -> anyhow::Result<Plan> {
    refuse_moderators(someone).await?;
    let bar = console.progress("looking through the table", 0);
    let held = someone.people.held(|rows| bar.inc(u64::try_from(rows).unwrap_or_default())).await;
    bar.finish_and_clear();
    Plan::of(someone, &held?)
}

/// Writes it down outside of the table first: what is interrupted from there on is done again, by whoever is asked, or by
/// `mip restore`.
pub(super) async fn erase(
    someone: &Someone<'_>,
    register: &Erasures,
    console: Console,
) -> anyhow::Result<Done> {
    refuse_moderators(someone).await?;
    register.record(&someone.erasure).await?;
    let bar = console.progress("erasing", 0);
    let erased = someone.people.erase(|rows| bar.inc(u64::try_from(rows).unwrap_or_default())).await;
    bar.finish_and_clear();
    let tally: Tally = erased?;
    Ok(Done {
        person: someone.erasure.person.clone(),
        removed: tally.removed.values().sum(),
        reworded: tally.reworded.values().sum(),
    })
}

async fn refuse_moderators(someone: &Someone<'_>) -> anyhow::Result<()> {
    if let Some(moderator) = someone.moderator().await? {
        bail!(
            "{} is in the organising team: mip moderators remove {} --yes, then this again",
            moderator.name,
            moderator.email
        );
    }
    Ok(())
}
