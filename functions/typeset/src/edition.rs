//! The documents of an edition, from the table to the bucket.

use std::collections::BTreeSet;

use aws_sdk_sqs::error::DisplayErrorContext;
use data_encoding::HEXLOWER;
use jiff::{SignedDuration, Timestamp};
use model::edition::Year;
use model::material::Material;
use model::territory::Region;
use print::{Document, PrintError};
use programme::{Booklet, Poster, document};
use sha2::{Digest, Sha256};
use site::{ETag, Listing, Object};
use store::Nudge;

use crate::sources::Sources;
use crate::{Deps, Round, TypesetError};

/// No document is begun later than this before the deadline: longer than the largest takes.
const MARGIN: SignedDuration = SignedDuration::from_secs(60);

/// Browsers keep a document for five minutes, as long as CloudFront may.
const FRESH: &str = "public, max-age=300";

type Named = (String, Document);

/// Brings the documents of an edition to what the table says.
pub(crate) async fn bring(deps: &Deps, year: Year, deadline: Timestamp) -> Result<Round, TypesetError> {
    let record = document::sources(year);
    let listing = deps.bucket.list(&document::folder(year)).await?;
    let Some(programme) = deps.bucket.etag(&document::basis(year)).await? else {
        return Ok(Round::default()); // nothing has been published yet
    };
    let read = if listing.contains_key(&record) { deps.bucket.read(&record).await? } else { None };
    let sources = read.as_ref().map(|(body, _)| Sources::read(body)).unwrap_or_default();
    if sources.are_current(&programme, &listing) {
        return Ok(Round::default());
    }
    let material = deps.store.material(year).await?.ok_or(TypesetError::NoSuchEdition(year))?;
    let mut press = Press {
        deps,
        year,
        deadline,
        listing,
        record,
        kept: read.map(|(_, etag)| etag),
        kept_sources: sources.clone(),
        sources,
        has_come: false,
        refused: 0,
        round: Round::default(),
    };
    let stages = stages(&material, &deps.base_url)?;
    let wanted: BTreeSet<&str> = stages.iter().flatten().map(|(key, _)| key.as_str()).collect();
    press.sources.begin();
    press.sources.forget_unless(|key| wanted.contains(key), &press.listing);
    for documents in &stages {
        press.set(documents).await?;
        press.keep().await?;
    }
    if press.round.left == 0 && press.sources.are_told() {
        press.sources.programme = Some(programme.to_string());
        press.keep().await?;
    }
    if press.refused == 0 { Ok(press.round) } else { Err(TypesetError::Refused(press.refused, year)) }
}

/// Every document of an edition: the quickest first, so that what is done is kept before what may take the time of a
/// whole round.
fn stages(material: &Material, base_url: &str) -> Result<[Vec<Named>; 3], PrintError> {
    let year = material.edition.year;
    let card = |event| Ok((document::card(event), Document::card(&Poster::of(&material.edition, event))?));
    let of_region = |region| {
        let booklet = Booklet::of_region(material, region, base_url)?;
        Some(Document::booklet(&booklet).map(|document| (document::of_region(year, region), document)))
    };
    let whole = Booklet::whole(material, base_url)
        .map(|booklet| Document::booklet(&booklet).map(|document| (document::whole(year), document)));
    Ok([
        material.events.iter().map(card).collect::<Result<_, PrintError>>()?,
        Region::all().filter_map(of_region).collect::<Result<_, _>>()?,
        whole.into_iter().collect::<Result<_, _>>()?,
    ])
}

/// A run at work on an edition.
struct Press<'a> {
    deps: &'a Deps,
    year: Year,
    deadline: Timestamp,
    listing: Listing,
    record: String,
    /// The record as it is in the bucket.
    kept: Option<ETag>,
    kept_sources: Sources,
    sources: Sources,
    /// Whether there is a document that the pages do not know of.
    has_come: bool,
    /// How many this round has tried and the typesetter has refused.
    refused: usize,
    round: Round,
}

impl Press<'_> {
    /// Sets those that are not there as they should be.
    async fn set(&mut self, documents: &[Named]) -> Result<(), TypesetError> {
        for (key, document) in documents {
            let digest = document.digest();
            if self.sources.have(key, &digest, &self.listing) {
                self.round.unchanged += 1;
            } else if self.sources.give_up(key, &digest) {
                self.round.refused += 1;
            } else if self.deps.clock.now() + MARGIN >= self.deadline {
                self.round.left += 1;
            } else {
                self.set_one(key, document, digest).await?;
            }
        }
        Ok(())
    }

    async fn set_one(&mut self, key: &str, document: &Document, digest: String) -> Result<(), TypesetError> {
        let body = match (self.deps.set)(document) {
            Ok(body) => body,
            Err(error) => {
                tracing::error!(key, %error, "a document is not set");
                self.sources.refuse(key, digest);
                self.refused += 1;
                return Ok(());
            }
        };
        let object =
            Object { key: key.to_owned(), body, content_type: document.content_type(), cache_control: FRESH };
        let etag = object.etag();
        if self.listing.get(key) != Some(&etag) {
            self.deps.bucket.put(&object, self.listing.get(key)).await?;
        }
        self.has_come |= self.sources.keep(key.to_owned(), digest, &etag);
        self.listing.insert(key.to_owned(), etag);
        self.round.set += 1;
        Ok(())
    }

    /// Tells the pages of what has come, then keeps the record: a run that dies before it is done again from there.
    async fn keep(&mut self) -> Result<(), TypesetError> {
        if self.sources == self.kept_sources {
            return Ok(());
        }
        let record = self.sources.object(&self.record)?;
        if std::mem::take(&mut self.has_come) {
            self.nudge(&record).await?;
        }
        self.deps.bucket.put(&record, self.kept.as_ref()).await?;
        self.kept = Some(record.etag());
        self.kept_sources.clone_from(&self.sources);
        Ok(())
    }

    /// `publish` then finds the documents, and its pages lead to them. The same record twice is one nudge.
    async fn nudge(&self, record: &Object) -> Result<(), TypesetError> {
        let body = serde_json::to_string(&Nudge::Programme { edition: self.year })?;
        let message = self.deps.sqs.send_message().queue_url(&self.deps.programme_queue).message_body(body);
        let message = message
            .message_group_id(self.year.to_string())
            .message_deduplication_id(HEXLOWER.encode(&Sha256::digest(&record.body)));
        message.send().await.map_err(|error| TypesetError::Queue(DisplayErrorContext(error).to_string()))?;
        Ok(())
    }
}
