//! Events: one transaction a step.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use model::content::{Revision, RevisionNumber};
use model::edition::{Edition, Year};
use model::event::{Event, LogEntry, State};
use model::id::EventId;
use model::publication::Publication;
use model::step::Step;

use crate::error::StoreError;
use crate::item::item;
use crate::keys::{Key, PUBLISHED, edition_pk};
use crate::mails::Mail;
use crate::outbox::OutboxItem;
use crate::table::Store;

const EVENT: &str = "event";
const REVISION: &str = "revision";
const LOG: &str = "log";
const PUBLICATION: &str = "publication";

impl Store {
    /// An event's state.
    pub async fn event(&self, event: EventId) -> Result<Option<Event>, StoreError> {
        self.get(Key::event(event), EVENT).await
    }

    /// A revision of an event.
    pub async fn revision(
        &self,
        event: EventId,
        number: RevisionNumber,
    ) -> Result<Option<Revision>, StoreError> {
        self.get(Key::revision(event, number), REVISION).await
    }

    /// What a link or a page is about: an event, one of its revisions, its edition; nothing if one of them is missing.
    pub async fn event_with_revision(
        &self,
        event: EventId,
        revision: RevisionNumber,
    ) -> Result<Option<(Event, Revision, Edition)>, StoreError> {
        let Some(event) = self.event(event).await? else { return Ok(None) };
        let Some(revision) = self.revision(event.id, revision).await? else { return Ok(None) };
        let Some(edition) = self.edition(event.edition).await? else { return Ok(None) };
        Ok(Some((event, revision, edition)))
    }

    /// An event's history, oldest first.
    pub async fn history(&self, event: EventId) -> Result<Vec<LogEntry>, StoreError> {
        self.collection(&Key::event(event).pk, "LOG#", LOG).await
    }

    /// The published events of an edition.
    pub async fn publications(&self, edition: Year) -> Result<Vec<Publication>, StoreError> {
        self.collection(&edition_pk(edition), PUBLISHED, PUBLICATION).await
    }

    /// A published event, as the programme shows it.
    pub async fn publication(
        &self,
        edition: Year,
        event: EventId,
    ) -> Result<Option<Publication>, StoreError> {
        self.get(Key::publication(edition, event), PUBLICATION).await
    }

    /// Records a step with all that follows from it, or nothing. A conflict means that the event has taken another
    /// step since it was read (or, for a new event, that it is there already).
    pub async fn record(&self, step: &Step) -> Result<(), StoreError> {
        let after = &step.after;
        let state = item(Key::event(after.id), EVENT, after)?;
        let mut writes = vec![match &step.before {
            None => self.create(state)?,
            Some(before) => self.succeed(state, before.version)?,
        }];
        writes.push(self.create(item(Key::log(after.id, after.version), LOG, &step.log)?)?);
        if let Some(revision) = &step.revision {
            writes.push(self.create(item(Key::revision(after.id, after.revision), REVISION, revision)?)?);
        }
        for letter in &step.letters {
            let mail = Mail::new(letter.clone());
            let nudge = OutboxItem::mail(mail.letter.id(), step.hold);
            writes.push(self.create(mail.into_item()?)?);
            writes.push(self.create(nudge.into_item(step.log.at)?)?);
        }
        if let Some(publication) = &step.publication {
            let key = Key::publication(publication.edition, publication.id);
            writes.push(self.create(item(key, PUBLICATION, publication)?)?);
            let cause = format!("{}-{}", after.id, after.version);
            let nudge = OutboxItem::programme(publication.edition, &cause);
            writes.push(self.create(nudge.into_item(step.log.at)?)?);
        }
        let confirms = |event: &Event| event.state == State::Unconfirmed && after.state == State::InReview;
        if step.before.as_ref().is_some_and(confirms) {
            writes.push(self.know_organiser(after)?);
        }
        self.transact(writes).await
    }

    /// Part of a transaction: this organiser has confirmed their address in this edition. Adding to a set twice
    /// changes nothing, so two confirmations of two events do not hinder each other.
    fn know_organiser(&self, event: &Event) -> Result<TransactWriteItem, StoreError> {
        let key = Key::organiser(&event.organiser);
        let update = Update::builder()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .update_expression("SET #entity = :organiser ADD #confirmed :edition")
            .condition_expression("attribute_not_exists(#entity) OR #entity = :organiser")
            .expression_attribute_names("#entity", "entity")
            .expression_attribute_names("#confirmed", "confirmed_editions")
            .expression_attribute_values(":organiser", AttributeValue::S("organiser".into()))
            .expression_attribute_values(":edition", AttributeValue::Ns(vec![event.edition.to_string()]))
            .build()
            .map_err(|error| StoreError::shape("organiser", error))?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}
