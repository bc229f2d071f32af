//! Erasing people: all that is held on their addresses, in the same rows and by the same rewording as the purge.
//!
//! 1. Their subscription goes, and the keyed proof that they are gone comes, in one transaction.
//! 2. Their events: one that the programme shows, or that colleagues answer for, stays without them; another one goes.
//! 3. The whole table is walked through, again until a walk finds nothing: drafts and revisions hold addresses inside.
//!
//! Each row is judged by itself, so that an erasure that was interrupted anywhere is taken up by doing it again, and one that
//! was done changes nothing.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::event::Event;
use model::id::{EventId, PersonId, PersonKey};
use model::subscriber::{Departure, Left, Standing, Subscriber};
use runtime::Random;
use store::{Row, Store, StoreError, insist};

use crate::RetentionError;
use crate::erasure::Erasure;
use crate::kind::Kind;
use crate::redact::Whom;
use crate::register::Register;
use crate::rules::{event_of, key_of_event};
use crate::verdict::{Verdict, Why};
use crate::walk::{self, Tally};

mod event;
mod held;
mod judge;

pub use event::EventFate;
pub use held::{Held, HeldRow};

/// What was changed, or would be.
pub type Erased = Tally;

/// Most walks: each begins anew because the one before has found something.
const WALKS: usize = 5;

/// People to erase, or to look up.
#[derive(Debug)]
pub struct People<'a> {
    store: &'a Store,
    whom: Whom,
    erasures: Vec<Erasure>,
}

impl<'a> People<'a> {
    /// These.
    pub fn new(store: &'a Store, key: &PersonKey, erasures: Vec<Erasure>) -> Self {
        let people = erasures.iter().map(|erasure| erasure.person.clone()).collect();
        Self { store, whom: Whom::These { people, key: key.clone() }, erasures }
    }

    /// Erases them; `progress` is told of each page of rows that was looked at.
    pub async fn erase(&self, progress: impl Fn(usize)) -> Result<Erased, RetentionError> {
        let register = Register::load()?;
        let mut tally = Tally::default();
        for erasure in &self.erasures {
            self.unsubscribe(erasure, &mut tally).await?;
            for event in self.store.events_of(&erasure.person).await? {
                self.erase_from_event(event.event, erasure.at, &mut tally).await?;
            }
        }
        for _ in 0..WALKS {
            let before = tally.acted() + tally.changed_meanwhile;
            self.walk(&register, &mut tally, &progress).await?;
            if tally.acted() + tally.changed_meanwhile == before {
                return Ok(tally);
            }
        }
        Err(RetentionError::Restless)
    }

    /// Their subscription goes; the proof comes. Whoever complained, or whose mailbox refuses mails, stays so.
    async fn unsubscribe(&self, erasure: &Erasure, tally: &mut Tally) -> Result<(), RetentionError> {
        let person = &erasure.person;
        let attempt = async || {
            let [subscriber, reader, departure] = self.store.subscription_rows(person).await?;
            let known: Option<Subscriber> = subscriber.as_ref().map(Row::read).transpose()?;
            let left: Option<Left> = departure.as_ref().map(Row::read).transpose()?;
            let left = known.as_ref().and_then(left_of).or(left);
            if let (None, None, Some(Left { why: Departure::Erased, .. })) = (&subscriber, &reader, &left) {
                return Ok(0);
            }
            let proof = left.filter(|left| !left.why.may_return());
            let proof = proof.unwrap_or(Left { why: Departure::Erased, at: erasure.at });
            let version = departure.as_ref().and_then(|row| row.number("version")).unwrap_or_default();
            let version =
                u32::try_from(version).unwrap_or_default().max(known.map_or(0, |it| it.version)) + 1;
            let gone: Vec<_> = [subscriber, reader].into_iter().flatten().collect();
            if gone.is_empty() && left == Some(proof) {
                return Ok(0);
            }
            let mut acts = vec![self.store.proving(person, &proof, version)?];
            for row in &gone {
                acts.push(self.store.removal(row)?);
            }
            self.store.act(acts).await?;
            Ok::<_, StoreError>(gone.len())
        };
        let gone = insist(attempt, StoreError::is_conflict).await?;
        for _ in 0..gone {
            tally.count(&Verdict::Remove(Why::Erased));
        }
        Ok(())
    }

    async fn walk(
        &self,
        register: &Register,
        tally: &mut Tally,
        progress: impl Fn(usize),
    ) -> Result<(), RetentionError> {
        let mut after = None;
        loop {
            let (rows, next) = self.store.sweep(after.as_ref(), None).await?;
            progress(rows.len());
            let mut found = Vec::new();
            for row in rows {
                tally.read += 1;
                match self.look(register, &row).await {
                    Ok(Verdict::Keep) => {}
                    Ok(verdict) => found.push((row, verdict)),
                    Err(error) if error.is_unreadable() => tally.unreadable += 1,
                    Err(error) => return Err(error),
                }
            }
            // An event and its parts go together.
            let (events, others): (Vec<_>, Vec<_>) =
                found.into_iter().partition(|(row, _)| register.kind(&row.key) == Some(Kind::Event));
            for (row, _) in events {
                let event: Event = row.read()?;
                self.erase_from_event(event.id, self.asked_at(), tally).await?;
            }
            walk::carry_out(self.store, others, &Random::system(), tally).await?;
            after = next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    /// When the last of them was asked for.
    fn asked_at(&self) -> Timestamp {
        self.erasures.iter().map(|erasure| erasure.at).max().unwrap_or_default()
    }

    /// What becomes of a row.
    async fn look(&self, register: &Register, row: &Row) -> Result<Verdict, RetentionError> {
        let Some(kind) = register.kind(&row.key) else { return Ok(Verdict::Keep) };
        let verdict = self.judge(kind, row)?;
        if verdict == Verdict::Keep
            && let Some(event) = event_of(kind, &row.key)
            && self.is_orphan(event, kind).await?
        {
            return Ok(Verdict::Remove(Why::Orphan));
        }
        Ok(verdict)
    }

    /// Whether an event is gone: only rows that this erasure may have orphaned are asked.
    async fn is_orphan(&self, event: EventId, kind: Kind) -> Result<bool, RetentionError> {
        let asks = matches!(kind, Kind::Revision | Kind::Log | Kind::Journal);
        Ok(asks && self.store.row(&key_of_event(event)).await?.is_none())
    }

    /// Whom it is about.
    pub(crate) fn people(&self) -> BTreeSet<PersonId> {
        self.erasures.iter().map(|erasure| erasure.person.clone()).collect()
    }
}

fn left_of(subscriber: &Subscriber) -> Option<Left> {
    match &subscriber.standing {
        Standing::Left(left) => Some(*left),
        Standing::Pending { left, .. } => *left,
        Standing::Active { .. } => None,
    }
}
