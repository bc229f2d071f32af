//! What becomes of an event whose organiser, or one of whose colleagues, is erased.

use jiff::Timestamp;
use model::event::Event;
use model::id::EventId;
use model::publication::Publication;
use store::{Act, Row, StoreError, insist};

use super::People;
use crate::RetentionError;
use crate::redact;
use crate::rules::key_of_event;
use crate::verdict::{Rewording, Verdict, Why};
use crate::walk::Tally;

/// What is done to an event and its places in the edition, at once.
struct Change {
    acts: Vec<Act>,
    verdicts: Vec<Verdict>,
}

impl People<'_> {
    /// Takes them out of an event; an event that nobody has seen and nobody else answers for goes wholly. Its other rows are
    /// the walk's: they say by themselves whose they are, or that their event is gone.
    pub(super) async fn erase_from_event(
        &self,
        id: EventId,
        asked_at: Timestamp,
        tally: &mut Tally,
    ) -> Result<(), RetentionError> {
        let attempt = async || {
            let Some(row) = self.store.row(&key_of_event(id)).await? else { return Ok(vec![]) };
            let before: Event = row.read()?;
            let after = redact::event(&before, &self.whom);
            if after == before {
                return Ok(vec![]);
            }
            let change = if stays(&after) {
                self.without_them(&row, &before, after, asked_at).await?
            } else {
                self.withdrawn(&row, &before).await?
            };
            self.store.act(change.acts).await?;
            Ok::<_, StoreError>(change.verdicts)
        };
        for verdict in insist(attempt, StoreError::is_conflict).await? {
            tally.count(&verdict);
        }
        Ok(())
    }

    /// The event with nothing left of it: its row, its places in the queue and among those that are compared.
    async fn withdrawn(&self, row: &Row, event: &Event) -> Result<Change, StoreError> {
        let [_, _, waiting, profile] = self.store.edition_rows(event.edition, event.id).await?;
        let mut acts = vec![self.store.removal(row)?];
        for row in [waiting, profile].iter().flatten() {
            acts.push(self.store.removal(row)?);
        }
        let verdicts = acts.iter().map(|_| Verdict::Remove(Why::Erased)).collect();
        Ok(Change { acts, verdicts })
    }

    /// The event without them: also where the programme names them as a contact, which is then rendered anew.
    async fn without_them(
        &self,
        row: &Row,
        before: &Event,
        mut after: Event,
        asked_at: Timestamp,
    ) -> Result<Change, StoreError> {
        let [published, featured, ..] = self.store.edition_rows(before.edition, before.id).await?;
        let mut changed = Vec::new();
        if let Some(shown) = before.shown()
            && let Some(revision) = self.store.revision(before.id, shown).await?
        {
            for row in [published, featured].into_iter().flatten() {
                let said: Publication = row.read()?;
                let content = redact::content(&said.content, Some(&revision.organiser), &self.whom);
                if content != said.content {
                    changed.push((row, said, content));
                }
            }
        }
        let mut acts = Vec::new();
        let mut verdicts = Vec::new();
        if !changed.is_empty() {
            after.listing = after.listing.map(|listing| {
                let shown = listing.shown;
                listing.changed(shown, asked_at.max(before.submitted_at))
            });
            let cause = format!("{}-{}-erased", after.id, after.version);
            acts.push(self.store.rendering(after.edition, &cause, asked_at)?);
        }
        for (row, said, content) in changed {
            let mut shows = Publication { content, ..said.clone() };
            if let Some(listing) = &after.listing {
                (shows.sequence, shows.updated_at) = (listing.sequence, listing.updated_at);
            }
            acts.push(self.store.rewording(&row, &said, &shows)?);
            verdicts.push(Verdict::Reword(Why::Erased, Box::new(Rewording::Publication(said, shows))));
        }
        acts.push(self.store.rewording(row, before, &after)?);
        verdicts.push(Verdict::Reword(Why::Erased, Box::new(Rewording::Event(before.clone(), after))));
        Ok(Change { acts, verdicts })
    }
}

/// What becomes of an event once they are gone from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventFate {
    /// Nothing: it does not name them.
    Untouched,
    /// The programme shows it: it stays, as the organisation's.
    StaysPublic,
    /// It is not public, and others answer for it: it stays theirs.
    StaysWithOthers,
    /// It is not public and nobody else answers for it: it goes wholly.
    Goes,
}

impl People<'_> {
    /// What becomes of an event.
    pub fn fate_of(&self, before: &Event) -> EventFate {
        let after = redact::event(before, &self.whom);
        if after == *before {
            EventFate::Untouched
        } else if after.shown().is_some() {
            EventFate::StaysPublic
        } else if stays(&after) {
            EventFate::StaysWithOthers
        } else {
            EventFate::Goes
        }
    }
}

/// Whether an event stays once they are gone: the programme shows it, or someone else answers for it.
fn stays(after: &Event) -> bool {
    after.shown().is_some() || after.seats().next().is_some()
}
