//! The organising team, organisers.

use std::collections::HashSet;

use aws_sdk_dynamodb::types::AttributeValue;
use model::edition::Year;
use model::id::{ModeratorId, PersonId};
use model::moderation::Moderator;
use serde::Deserialize;

use crate::error::StoreError;
use crate::item::item;
use crate::keys::{self, Key};
use crate::table::Store;

const MODERATOR: &str = "moderator";
const ORGANISER: &str = "organiser";

#[derive(Deserialize)]
struct Organiser {
    #[serde(default)]
    confirmed_editions: HashSet<i16>,
}

impl Store {
    /// The organising team.
    pub async fn team(&self) -> Result<Vec<Moderator>, StoreError> {
        self.collection(keys::MODERATORS, keys::MODERATOR, MODERATOR).await
    }

    /// A member of the team.
    pub async fn moderator(&self, id: ModeratorId) -> Result<Option<Moderator>, StoreError> {
        self.get(Key::moderator(id), MODERATOR).await
    }

    /// Adds a member to the team, or replaces what is known of them.
    pub async fn put_moderator(&self, moderator: &Moderator) -> Result<(), StoreError> {
        self.replace(item(Key::moderator(moderator.id), MODERATOR, moderator)?).await
    }

    /// Takes a member out of the team, if they are in it.
    pub async fn remove_moderator(&self, id: ModeratorId) -> Result<(), StoreError> {
        let key = Key::moderator(id);
        let delete = self.client.delete_item().table_name(&self.table);
        let delete = delete.key("pk", AttributeValue::S(key.pk)).key("sk", AttributeValue::S(key.sk));
        delete.send().await.map_err(StoreError::of).map(|_| ())
    }

    /// Whether this organiser has confirmed their address in this edition.
    pub async fn has_confirmed(&self, person: &PersonId, edition: Year) -> Result<bool, StoreError> {
        let known: Option<Organiser> = self.get(Key::organiser(person), ORGANISER).await?;
        Ok(known.is_some_and(|organiser| organiser.confirmed_editions.contains(&edition.get())))
    }
}
