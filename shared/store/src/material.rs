//! What a programme is rendered from.

use std::collections::BTreeMap;

use model::edition::Year;
use model::material::{Departed, Material};
use model::publication::Publication;

use crate::error::StoreError;
use crate::keys::{DEPARTED, edition_pk};
use crate::table::Store;

pub(crate) const DEPARTED_EVENT: &str = "departed";

impl Store {
    /// All that the programme of an edition is rendered from; nothing if there is no such edition.
    pub async fn material(&self, year: Year) -> Result<Option<Material>, StoreError> {
        let Some(edition) = self.edition(year).await? else { return Ok(None) };
        let mut others = self.editions().await?;
        others.retain(|other| other.year != year);
        let (events, departed) = self.events_and_departed(year).await?;
        Ok(Some(Material {
            edition,
            others,
            current: self.current_edition().await?.map(|current| current.year),
            events,
            departed,
            issues: self.archive(year).await?,
        }))
    }

    /// An event goes from one collection to the other in one transaction, which no two queries see at once. One that
    /// leaves while they are read is in the second reading of those that left, one that comes back is in the first: what
    /// the programme showed once is always in one of the lists, and in one only.
    async fn events_and_departed(&self, year: Year) -> Result<(Vec<Publication>, Vec<Departed>), StoreError> {
        let before = self.departed(year).await?;
        let events = self.publications(year).await?;
        let mut departed: BTreeMap<_, _> = before.into_iter().map(|event| (event.id, event)).collect();
        departed.extend(self.departed(year).await?.into_iter().map(|event| (event.id, event)));
        for event in &events {
            departed.remove(&event.id);
        }
        Ok((events, departed.into_values().collect()))
    }

    /// The events that an edition's programme showed once and shows no longer.
    pub async fn departed(&self, edition: Year) -> Result<Vec<Departed>, StoreError> {
        self.collection(&edition_pk(edition), DEPARTED, DEPARTED_EVENT).await
    }
}
