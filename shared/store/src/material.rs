//! What a programme is rendered from.

use model::edition::Year;
use model::material::{Departed, Material};

use crate::error::StoreError;
use crate::keys::{DEPARTED, edition_pk};
use crate::table::Store;

const DEPARTED_EVENT: &str = "departed";

impl Store {
    /// All that the programme of an edition is rendered from; nothing if there is no such edition.
    pub async fn material(&self, year: Year) -> Result<Option<Material>, StoreError> {
        let Some(edition) = self.edition(year).await? else { return Ok(None) };
        let mut others = self.editions().await?;
        others.retain(|other| other.year != year);
        Ok(Some(Material {
            edition,
            others,
            current: self.current_edition().await?.map(|current| current.year),
            events: self.publications(year).await?,
            departed: self.departed(year).await?,
            issues: self.archive(year).await?,
        }))
    }

    /// The events that an edition's programme showed once and shows no longer.
    pub async fn departed(&self, edition: Year) -> Result<Vec<Departed>, StoreError> {
        self.collection(&edition_pk(edition), DEPARTED, DEPARTED_EVENT).await
    }
}
