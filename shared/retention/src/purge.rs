//! The daily purge: one walk through the table, each row asked what is due.
//!
//! What is done depends on a row and on its event, never on what was done before: a walk that dies is made good by the next
//! one. One that runs out of time remembers where it was.

use jiff::Timestamp;
use model::event::Event;
use model::id::EventId;
use runtime::Random;
use serde::Serialize;
use store::{Row, RowKey, Store};

use crate::RetentionError;
use crate::register::Register;
use crate::rules::{Facts, event_of};
use crate::verdict::Verdict;
use crate::walk::{self, Events, Tally};

/// What a purge has done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Purged {
    /// Row by row.
    #[serde(flatten)]
    pub tally: Tally,
    /// Whether it came to the end of the table; if not, the next one goes on from where it was.
    pub complete: bool,
}

/// Purges the table as of `now`, until `is_late` says that there is no time for another page.
pub async fn purge(
    store: &Store,
    now: Timestamp,
    is_late: impl Fn() -> bool,
) -> Result<Purged, RetentionError> {
    let register = Register::load()?;
    let facts = facts(store, &register, now).await?;
    let mut purge = Purge { store, register, facts, events: Events::default(), tally: Tally::default() };
    let mut after = store.walked_to().await?;
    let went_on = after.is_some();
    loop {
        let (rows, next) = store.sweep(after.as_ref(), None).await?;
        purge.page(rows).await?;
        after = next;
        if after.is_none() {
            break;
        }
        if is_late() {
            store.walk_on_after(after, now).await?;
            return Ok(Purged { tally: purge.tally, complete: false });
        }
    }
    if went_on {
        store.walk_on_after(None, now).await?;
    }
    Ok(Purged { tally: purge.tally, complete: true })
}

/// What the rules need to know: the editions and the team.
pub async fn facts(store: &Store, register: &Register, now: Timestamp) -> Result<Facts, RetentionError> {
    let editions = store.editions().await?;
    let editions = editions.iter().map(|edition| (edition.year, edition.period.last())).collect();
    let team = store.team().await?.iter().map(|moderator| moderator.id).collect();
    Facts::new(register, editions, team, now)
}

struct Purge<'a> {
    store: &'a Store,
    register: Register,
    facts: Facts,
    events: Events,
    tally: Tally,
}

impl Purge<'_> {
    async fn page(&mut self, rows: Vec<Row>) -> Result<(), RetentionError> {
        let mut found = Vec::new();
        for row in rows {
            self.tally.read += 1;
            match self.verdict(&row).await {
                Ok(Verdict::Keep) => {}
                Ok(verdict) => found.push((row, verdict)),
                Err(error) if error.is_unreadable() => {
                    self.tally.unreadable += 1;
                    tracing::error!(row.partition = family(&row.key), "a row is not what its key says");
                }
                Err(error) => return Err(error),
            }
        }
        walk::carry_out(self.store, found, &Random::system(), &mut self.tally).await
    }

    async fn verdict(&mut self, row: &Row) -> Result<Verdict, RetentionError> {
        let Some(kind) = self.register.kind(&row.key) else {
            self.tally.unknown += 1;
            tracing::warn!(row.partition = family(&row.key), "a row of an unknown kind is left alone");
            return Ok(Verdict::Keep);
        };
        if let Some(id) = own(kind, &row.key) {
            // Dealt with here, once, whichever row of it comes first.
            self.event(id).await?;
            return Ok(Verdict::Keep);
        }
        let event = match event_of(kind, &row.key) {
            Some(id) => self.event(id).await?.cloned(),
            None => None,
        };
        Ok(self.facts.due(kind, row, event.as_ref())?)
    }

    async fn event(&mut self, id: EventId) -> Result<Option<&Event>, RetentionError> {
        let facts = &self.facts;
        self.events.settled(self.store, id, |event| facts.of_event(event), &mut self.tally).await
    }
}

/// The event whose own row this is.
fn own(kind: crate::kind::Kind, key: &RowKey) -> Option<EventId> {
    let id = (kind == crate::kind::Kind::Event).then(|| key.pk.split('#').nth(1)).flatten();
    id.and_then(|id| EventId::parse(id).ok())
}

/// The first word of a key, which says nothing of anyone.
fn family(key: &RowKey) -> &str {
    key.pk.split('#').next().unwrap_or_default()
}
