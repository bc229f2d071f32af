//! Drafts of the form: kept as typed, sent once.

use jiff::{SignedDuration, Timestamp};
use model::draft::Draft;
use model::id::{DraftId, PersonId};
use model::letter::{Letter, OrganiserLetter, OrganiserOccasion};

use crate::error::StoreError;
use crate::item::{Attributes, expiring, item};
use crate::keys::Key;
use crate::outbox::OutboxItem;
use crate::table::Store;

const DRAFT: &str = "draft";

impl Store {
    /// A draft, unless it has expired: DynamoDB may delete it days later.
    pub async fn draft(&self, id: DraftId, now: Timestamp) -> Result<Option<Draft>, StoreError> {
        let draft: Option<Draft> = self.get(Key::draft(id), DRAFT).await?;
        Ok(draft.filter(|draft| !draft.is_expired(now)))
    }

    /// Records a new draft, unless it is there: true when it was not.
    pub async fn open_draft(&self, draft: &Draft) -> Result<bool, StoreError> {
        self.put_if_absent(draft_item(draft)?).await
    }

    /// Records a draft that has changed. A conflict means that it has changed otherwise since it was read.
    pub async fn save_draft(&self, after: &Draft) -> Result<(), StoreError> {
        let saved = self.succeed(draft_item(after)?, after.version - 1)?;
        self.transact(vec![saved]).await
    }

    /// Records that a draft is sent, for the worker to make an event of it. A conflict means that it has changed, or was
    /// sent, since it was read.
    pub async fn send_draft(&self, after: &Draft, now: Timestamp) -> Result<(), StoreError> {
        let sent = self.succeed(draft_item(after)?, after.version - 1)?;
        let nudge = OutboxItem::submission(after.id).into_item(now)?;
        self.transact(vec![sent, self.create(nudge)?]).await
    }

    /// Records that a draft's address is mailed to `person`, whose address the draft keeps, with the letter. A conflict means
    /// that it has changed since it was read.
    pub async fn mail_draft(
        &self,
        after: &Draft,
        person: PersonId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let occasion = OrganiserOccasion::Draft { draft: after.id, nth: after.mailed };
        let letter = Letter::Organiser(OrganiserLetter { person, occasion });
        let mut writes = vec![self.succeed(draft_item(after)?, after.version - 1)?];
        writes.extend(self.letter(letter, SignedDuration::ZERO, now)?);
        self.transact(writes).await
    }
}

fn draft_item(draft: &Draft) -> Result<Attributes, StoreError> {
    Ok(expiring(item(Key::draft(draft.id), DRAFT, draft)?, draft.expires()))
}
