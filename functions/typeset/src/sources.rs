//! The record of what the documents of an edition were set from, beside them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use site::{ETag, Listing, Object};

/// The version of the record's shape.
const FORMAT: u32 = 1;

/// The record. Whoever cannot read it sets everything again, which gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sources {
    format: u32,
    /// The ETag of the programme's data when all documents were found to say the same; none while some are to be set.
    pub(crate) programme: Option<String>,
    /// What set them ([`print::made_by`]); empty in records from before it was kept.
    #[serde(default)]
    made_by: String,
    documents: BTreeMap<String, Source>,
    /// Those that the typesetter refuses.
    #[serde(default)]
    refused: BTreeMap<String, Refusal>,
}

/// A document that is there, and that pages have been told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Source {
    /// The digest of what it was set from.
    digest: String,
    /// The ETag of its bytes.
    etag: String,
}

/// A document that cannot be set from these words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Refusal {
    digest: String,
    /// How many rounds have failed for it.
    rounds: u32,
}

impl Refusal {
    /// Lambda makes a round that has failed once more, and only one that fails again lies among the dead letters. More
    /// would say nothing new.
    const ROUNDS: u32 = 2;

    fn is_told(&self) -> bool {
        self.rounds >= Self::ROUNDS
    }
}

impl Default for Sources {
    fn default() -> Self {
        let (documents, refused) = (BTreeMap::new(), BTreeMap::new());
        Self { format: FORMAT, programme: None, made_by: String::new(), documents, refused }
    }
}

impl Sources {
    /// The record as it was kept.
    pub(crate) fn read(body: &[u8]) -> Self {
        let read: Option<Self> = serde_json::from_slice(body).ok();
        read.filter(|sources| sources.format == FORMAT).unwrap_or_default()
    }

    /// As an object of the bucket.
    pub(crate) fn object(&self, key: &str) -> Result<Object, serde_json::Error> {
        let body = serde_json::to_vec(self)?;
        let (content_type, cache_control) = ("application/json", "no-store");
        Ok(Object { key: key.to_owned(), body, content_type, cache_control })
    }

    /// Whether every document that can be set is there, and nothing has changed since: neither what they say nor what
    /// sets them.
    pub(crate) fn are_current(&self, programme: &ETag, listing: &Listing) -> bool {
        self.programme.as_ref() == Some(&programme.to_string())
            && self.made_by == print::made_by()
            && self.documents.iter().all(|(key, source)| is_there(listing, key, source))
    }

    /// Whether a document is there as it should be.
    pub(crate) fn have(&self, key: &str, digest: &str, listing: &Listing) -> bool {
        self.documents
            .get(key)
            .is_some_and(|source| source.digest == digest && is_there(listing, key, source))
    }

    /// Begins a round that looks at every document. What another typesetter has refused, this one may set.
    pub(crate) fn begin(&mut self) {
        self.programme = None;
        if self.made_by != print::made_by() {
            print::made_by().clone_into(&mut self.made_by);
            self.refused.clear();
        }
    }

    /// Keeps what a document was set from; says whether it is one more.
    pub(crate) fn keep(&mut self, key: String, digest: String, etag: &ETag) -> bool {
        self.refused.remove(&key);
        self.documents.insert(key, Source { digest, etag: etag.to_string() }).is_none()
    }

    /// Keeps that a document is refused. If there is one from other words, it stays, and is no longer watched: it could
    /// not be set again.
    pub(crate) fn refuse(&mut self, key: &str, digest: String) {
        self.documents.remove(key);
        let before = self.refused.remove(key).filter(|refusal| refusal.digest == digest);
        let rounds = before.map_or(1, |refusal| refusal.rounds + 1);
        self.refused.insert(key.to_owned(), Refusal { digest, rounds });
    }

    /// Whether it is known well enough that a document cannot be set from these words.
    pub(crate) fn give_up(&self, key: &str, digest: &str) -> bool {
        self.refused.get(key).is_some_and(|refusal| refusal.digest == digest && refusal.is_told())
    }

    /// Whether no refusal is to be told of once more.
    pub(crate) fn are_told(&self) -> bool {
        self.refused.values().all(Refusal::is_told)
    }

    /// Forgets the documents that are not wanted, or not there.
    pub(crate) fn forget_unless(&mut self, wanted: impl Fn(&str) -> bool, listing: &Listing) {
        self.documents.retain(|key, _| wanted(key) && listing.contains_key(key));
        self.refused.retain(|key, _| wanted(key));
    }
}

fn is_there(listing: &Listing, key: &str, source: &Source) -> bool {
    listing.get(key).is_some_and(|etag| etag.to_string() == source.etag)
}
