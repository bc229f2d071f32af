//! Events: one transaction a step.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use jiff::Timestamp;
use model::content::{Revision, RevisionNumber};
use model::edition::{Edition, Year};
use model::event::{Event, LogEntry, State};
use model::id::EventId;
use model::look_alike::Profile;
use model::publication::Publication;
use model::step::{Projection, Step};
use model::waiting::Waiting;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::item::item;
use crate::keys::{self, Key, PUBLISHED, edition_pk};
use crate::material::DEPARTED_EVENT;
use crate::outbox::OutboxItem;
use crate::table::Store;

const EVENT: &str = "event";
const REVISION: &str = "revision";
const LOG: &str = "log";
const PUBLICATION: &str = "publication";
const WAITING: &str = "waiting";
const PROFILE: &str = "profile";

#[derive(Serialize, Deserialize)]
struct Compared {
    event: EventId,
    profile: Profile,
}

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

    /// The events that the team has put on the home of an edition's programme.
    pub async fn featured(&self, edition: Year) -> Result<Vec<Publication>, StoreError> {
        self.collection(&edition_pk(edition), keys::FEATURED, PUBLICATION).await
    }

    /// The events of an edition that wait for a moderator.
    pub async fn waiting(&self, edition: Year) -> Result<Vec<Waiting>, StoreError> {
        self.collection(&edition_pk(edition), keys::WAITING, WAITING).await
    }

    /// What a new event of an edition is compared with.
    pub async fn profiles(&self, edition: Year) -> Result<Vec<(EventId, Profile)>, StoreError> {
        let compared: Vec<Compared> = self.collection(&edition_pk(edition), keys::PROFILE, PROFILE).await?;
        Ok(compared.into_iter().map(|it| (it.event, it.profile)).collect())
    }

    /// Everything that happened in an edition from an instant on, oldest first.
    pub async fn journal(&self, edition: Year, from: Timestamp) -> Result<Vec<LogEntry>, StoreError> {
        self.collection_from(&keys::journal_pk(edition), &keys::journal_sk(from), LOG).await
    }

    /// Records a step with all that follows from it, or nothing. A conflict means that the event has taken another
    /// step since it was read (or, for a new event, that it is there already). Undoing comes too late once the mail of the
    /// decision is on its way, however early it was asked.
    pub async fn record(&self, step: &Step) -> Result<(), StoreError> {
        match (self.transact(self.writes(step)?).await, &step.before) {
            (Err(StoreError::Conflict), Some(before)) if !step.unsaid.is_empty() => {
                // The step is on the event and on its mails. If it was not the event, it was a mail.
                let now = self.event(before.id).await?;
                let is_same = now.is_some_and(|now| now.version == before.version);
                Err(if is_same { StoreError::TooLate } else { StoreError::Conflict })
            }
            (outcome, ..) => outcome,
        }
    }

    pub(crate) fn writes(&self, step: &Step) -> Result<Vec<TransactWriteItem>, StoreError> {
        let after = &step.after;
        let (year, id, version) = (after.edition, after.id, after.version);
        let state = item(Key::event(id), EVENT, after)?;
        let mut writes = vec![match &step.before {
            None => self.create(state)?,
            Some(before) => self.succeed(state, before.version)?,
        }];
        writes.push(self.create(item(Key::log(id, version), LOG, &step.log)?)?);
        writes.push(self.create(item(Key::journal(year, step.log.at, id, version), LOG, &step.log)?)?);
        if let Some(revision) = &step.revision {
            writes.push(self.create(item(Key::revision(id, after.highest), REVISION, revision)?)?);
        }
        for letter in &step.letters {
            writes.extend(self.letter(letter.clone(), step.hold, step.log.at)?);
        }
        for mail in &step.unsaid {
            writes.push(self.unsay(mail, step.log.at)?);
        }
        if step.publication != Projection::Unchanged {
            writes.extend(self.project(
                Key::publication(year, id),
                PUBLICATION,
                &step.publication,
                version,
            )?);
            writes.extend(self.project(Key::featured(year, id), PUBLICATION, &featured(step), version)?);
            let nudge = OutboxItem::programme(year, &format!("{id}-{version}"));
            writes.push(self.create(nudge.into_item(step.log.at)?)?);
        }
        writes.extend(self.project(Key::departed(year, id), DEPARTED_EVENT, &step.departure, version)?);
        writes.extend(self.project(Key::waiting(year, id), WAITING, &step.waiting, version)?);
        let profile = match &step.profile {
            Projection::Set(profile) => Projection::Set(Compared { event: id, profile: profile.clone() }),
            Projection::Removed => Projection::Removed,
            Projection::Unchanged => Projection::Unchanged,
        };
        writes.extend(self.project(Key::profile(year, id), PROFILE, &profile, version)?);
        let called = step.before.as_ref().is_some_and(Event::awaits_the_desk);
        if after.awaits_the_desk() && (!called || step.revision.is_some()) {
            writes.push(self.create(OutboxItem::review(id, version).into_item(step.log.at)?)?);
        }
        let confirms =
            |event: &Event| event.state() == State::Unconfirmed && after.state() == State::InReview;
        if step.before.as_ref().is_some_and(confirms) {
            writes.push(self.know_organiser(after)?);
        }
        writes.extend(self.team_writes(step)?);
        Ok(writes)
    }

    fn project<T: Serialize>(
        &self,
        key: Key,
        entity: &'static str,
        projection: &Projection<T>,
        version: u32,
    ) -> Result<Option<TransactWriteItem>, StoreError> {
        match projection {
            Projection::Unchanged => Ok(None),
            Projection::Set(value) => self.supersede(item(key, entity, value)?, version).map(Some),
            Projection::Removed => self.remove(key, version).map(Some),
        }
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

/// The step's publication, beside all the others, for as long as it is on the programme's home.
fn featured(step: &Step) -> Projection<Publication> {
    match &step.publication {
        Projection::Set(shown) if shown.featured => Projection::Set(shown.clone()),
        _ if step.before.as_ref().is_some_and(Event::is_featured) => Projection::Removed,
        _ => Projection::Unchanged,
    }
}
