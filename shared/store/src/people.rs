//! Editions, the organising team, organisers.

use std::collections::HashSet;

use aws_sdk_dynamodb::types::AttributeValue;
use futures_util::future::try_join_all;
use model::edition::{Edition, Year};
use model::id::{ModeratorId, PersonId};
use model::moderation::Moderator;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::item::item;
use crate::keys::{self, Key};
use crate::table::Store;

const EDITION: &str = "edition";
const EDITION_OF: &str = "edition-of";
const CURRENT: &str = "current-edition";
const MODERATOR: &str = "moderator";
const ORGANISER: &str = "organiser";

#[derive(Serialize, Deserialize)]
struct Current {
    year: Year,
}

#[derive(Deserialize)]
struct Organiser {
    #[serde(default)]
    confirmed_editions: HashSet<i16>,
}

impl Store {
    /// An edition.
    pub async fn edition(&self, year: Year) -> Result<Option<Edition>, StoreError> {
        self.get(Key::edition(year), EDITION).await
    }

    /// The edition that takes submissions and whose programme is the site's home.
    pub async fn current_edition(&self) -> Result<Option<Edition>, StoreError> {
        match self.get::<Current>(Key::current_edition(), CURRENT).await? {
            Some(current) => self.edition(current.year).await,
            None => Ok(None),
        }
    }

    /// Every edition, in order of year.
    pub async fn editions(&self) -> Result<Vec<Edition>, StoreError> {
        let years: Vec<Current> = self.collection(keys::EDITIONS, keys::YEAR, EDITION_OF).await?;
        let editions = try_join_all(years.iter().map(|it| self.edition(it.year))).await?;
        let mut editions: Vec<_> = editions.into_iter().flatten().collect();
        editions.sort_by_key(|edition| edition.year);
        Ok(editions)
    }

    /// Writes an edition and makes it the current one.
    pub async fn open_edition(&self, edition: &Edition) -> Result<(), StoreError> {
        let year = Current { year: edition.year };
        self.replace(item(Key::edition(edition.year), EDITION, edition)?).await?;
        self.replace(item(Key::edition_of(edition.year), EDITION_OF, &year)?).await?;
        self.replace(item(Key::current_edition(), CURRENT, &year)?).await
    }

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
