//! Walking through the whole table, a page at a time, and acting on rows, several at once.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use futures_util::{StreamExt, TryStreamExt, stream};
use model::event::Event;
use model::id::{EventId, PersonId};
use runtime::Random;
use serde::Serialize;
use store::{Act, Row, Store};

use crate::RetentionError;
use crate::rules::key_of_event;
use crate::verdict::{Rewording, Verdict};

/// How many rows are acted on at once.
const AT_ONCE: usize = 16;

/// How often an event is read again that someone changes meanwhile.
const TRIES: usize = 5;

/// What a walk has done, by rule: numbers only, so that it can be logged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Rows looked at.
    pub read: usize,
    /// Rows removed, by rule.
    pub removed: BTreeMap<String, usize>,
    /// Rows reworded, by rule.
    pub reworded: BTreeMap<String, usize>,
    /// Rows that someone changed meanwhile: left for the next time.
    pub changed_meanwhile: usize,
    /// Rows whose key nobody knows: left alone.
    pub unknown: usize,
    /// Rows that are not what their key says: left alone.
    pub unreadable: usize,
}

impl Tally {
    /// How many rows were removed or reworded.
    pub fn acted(&self) -> usize {
        self.removed.values().chain(self.reworded.values()).sum()
    }

    pub(crate) fn count(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Keep => {}
            Verdict::Remove(why) => *self.removed.entry(why.to_string()).or_default() += 1,
            Verdict::Reword(why, _) | Verdict::Unname(why) => {
                *self.reworded.entry(why.to_string()).or_default() += 1;
            }
        }
    }
}

/// The events that a walk has come across: an event is dealt with before what belongs to it.
#[derive(Debug, Default)]
pub(crate) struct Events(HashMap<EventId, Option<Event>>);

impl Events {
    /// An event as it is once `judge` has been done to it; none if it is gone.
    pub(crate) async fn settled(
        &mut self,
        store: &Store,
        id: EventId,
        judge: impl Fn(&Event) -> Verdict,
        tally: &mut Tally,
    ) -> Result<Option<&Event>, RetentionError> {
        let known = match self.0.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(settle(store, id, judge, tally).await?),
        };
        Ok(known.as_ref())
    }
}

/// Does to an event what `judge` says; it is read again when someone changes it meanwhile.
async fn settle(
    store: &Store,
    id: EventId,
    judge: impl Fn(&Event) -> Verdict,
    tally: &mut Tally,
) -> Result<Option<Event>, RetentionError> {
    let mut tries = TRIES;
    loop {
        let Some(row) = store.row(&key_of_event(id)).await? else { return Ok(None) };
        let event: Event = row.read()?;
        let verdict = judge(&event);
        if verdict == Verdict::Keep {
            return Ok(Some(event));
        }
        tries -= 1;
        match store.act(acts(store, &row, &verdict, &Random::system())?).await {
            Ok(()) => {
                tally.count(&verdict);
                return Ok(match verdict {
                    Verdict::Reword(_, rewording) => match *rewording {
                        Rewording::Event(_, after) => Some(after),
                        _ => None,
                    },
                    _ => None,
                });
            }
            Err(error) if error.is_conflict() && tries > 0 => tally.changed_meanwhile += 1,
            Err(error) => return Err(error.into()),
        }
    }
}

/// Does what was found to be done, several rows at once.
pub(crate) async fn carry_out(
    store: &Store,
    found: Vec<(Row, Verdict)>,
    random: &Random,
    tally: &mut Tally,
) -> Result<(), RetentionError> {
    let one =
        async |(row, verdict): (Row, Verdict)| match store.act(acts(store, &row, &verdict, random)?).await {
            Ok(()) => Ok::<_, RetentionError>(Some(verdict)),
            Err(error) if error.is_conflict() => Ok(None),
            Err(error) => Err(error.into()),
        };
    let mut done = stream::iter(found).map(one).buffer_unordered(AT_ONCE);
    while let Some(outcome) = done.try_next().await? {
        match outcome {
            Some(verdict) => tally.count(&verdict),
            None => tally.changed_meanwhile += 1,
        }
    }
    Ok(())
}

/// What a verdict does to a row.
fn acts(store: &Store, row: &Row, verdict: &Verdict, random: &Random) -> Result<Vec<Act>, RetentionError> {
    Ok(match verdict {
        Verdict::Keep => vec![],
        Verdict::Remove(_) => vec![store.removal(row)?],
        Verdict::Unname(_) => {
            let drawn = random.key().map_err(|_| RetentionError::Nobody)?;
            let nobody = PersonId::parse(&drawn).map_err(|_| RetentionError::Nobody)?;
            store.unnaming(row, nobody)?.into()
        }
        Verdict::Reword(_, rewording) => vec![match &**rewording {
            Rewording::Event(before, after) => store.rewording(row, before, after)?,
            Rewording::Revision(before, after) => store.rewording(row, before, after)?,
            Rewording::Log(before, after) => store.rewording(row, before, after)?,
            Rewording::Mailing(before, after) => store.rewording(row, before, after)?,
            Rewording::Waiting(before, after) => store.rewording(row, before, after)?,
            Rewording::Publication(before, after) => store.rewording(row, before, after)?,
            Rewording::Draft(before, after) => store.rewording(row, before, after)?,
            Rewording::Subscriber(before, after) => store.rewording(row, before, after)?,
        }],
    })
}
