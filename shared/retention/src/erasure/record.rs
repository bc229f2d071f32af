//! The register of erasures: an object each, `erasures/<person>.json`, without any address.

use jiff::Timestamp;
use model::id::PersonId;
use serde::{Deserialize, Serialize};
use site::{Bucket, Object};

use crate::RetentionError;

const PREFIX: &str = "erasures/";

/// How often one writes again what another has written in between.
const TRIES: usize = 3;

/// That a person was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Who: the keyed hash of their address, which nobody turns back into it.
    pub person: PersonId,
    /// When it was asked for, the last time.
    pub at: Timestamp,
    /// Of what.
    pub scope: Scope,
}

/// What is erased of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// All that is held on their address.
    Everything,
}

/// The bucket that holds the register.
#[derive(Debug, Clone)]
pub struct Erasures {
    bucket: Bucket,
}

impl Erasures {
    /// The register in this bucket.
    pub fn new(bucket: Bucket) -> Self {
        Self { bucket }
    }

    /// Writes an erasure down. The same person erased again is the same object, of the later date.
    pub async fn record(&self, erasure: &Erasure) -> Result<(), RetentionError> {
        let key = format!("{PREFIX}{}.json", erasure.person);
        let unwritable = |source| RetentionError::Unreadable { key: key.clone(), source };
        let object = Object {
            body: serde_json::to_vec_pretty(erasure).map_err(unwritable)?,
            content_type: "application/json",
            cache_control: "no-store",
            key: key.clone(),
        };
        for _ in 1..TRIES {
            let seen = self.bucket.etag(&key).await?;
            match self.bucket.put(&object, seen.as_ref()).await {
                Err(error) if error.is_conflict() => {}
                outcome => return Ok(outcome?),
            }
        }
        let seen = self.bucket.etag(&key).await?;
        Ok(self.bucket.put(&object, seen.as_ref()).await?)
    }

    /// Every erasure, in the order of their dates.
    pub async fn list(&self) -> Result<Vec<Erasure>, RetentionError> {
        let mut erasures = Vec::new();
        for key in self.bucket.list(PREFIX).await?.into_keys() {
            let (body, _) = self.bucket.content(&key).await?;
            let erasure: Erasure = serde_json::from_slice(&body)
                .map_err(|source| RetentionError::Unreadable { key: key.clone(), source })?;
            erasures.push(erasure);
        }
        erasures.sort_by(|one, other| (one.at, &one.person).cmp(&(other.at, &other.person)));
        Ok(erasures)
    }
}
