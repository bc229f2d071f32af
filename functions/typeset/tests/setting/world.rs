//! An edition in the in-process cloud, with `publish` and the function before it.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use model::content::Revision;
use model::id::{EventId, PersonId, PersonKey};
use model::publication::{Listing, Publication};
use model::reception::Reception;
use model::step::{Projection, Step};
use pipeline_tests::cloud::{Cloud, Crashed, SITE_BUCKET, TABLE};
use pipeline_tests::samples::{edition, revision};
use runtime::Clock;
use site::Bucket;
use store::Store;
use typeset::{Deps, Round, TypesetError};

const BASE_URL: &str = "https://mois.exemple.gouv.fr";

const RECORD: &str = "documents/2024/sources.json";

/// A town of Bretagne, one of La Réunion.
pub(crate) const RENNES: Option<(&str, &str)> = Some(("35238", "35000"));
pub(crate) const SAINT_DENIS: Option<(&str, &str)> = Some(("97411", "97400"));

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) deps: Deps,
    publish: publish::Deps,
    table: aws_sdk_dynamodb::Client,
}

impl World {
    /// The edition of 2024, with no event.
    pub(crate) async fn new(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let (table, time) = (aws_sdk_dynamodb::Client::new(&sdk), cloud.clock());
        let deps = Deps {
            store: Store::new(table.clone(), TABLE),
            bucket: Bucket::new(aws_sdk_s3::Client::new(&sdk), SITE_BUCKET),
            sqs: aws_sdk_sqs::Client::new(&sdk),
            programme_queue: cloud.queue_url("Programme"),
            base_url: BASE_URL.into(),
            clock: Clock::of(move || time.now()),
            set: print::Document::set,
        };
        let (store, bucket, clock) = (deps.store.clone(), deps.bucket.clone(), deps.clock.clone());
        let publish = publish::Deps { store, bucket, base_url: BASE_URL.into(), clock };
        deps.store.open_edition(&edition(2024)).await.unwrap();
        Self { cloud: cloud.clone(), deps, publish, table }
    }

    /// One more event, published: online, or in a town.
    pub(crate) async fn has(&self, title: &str, town: Option<(&str, &str)>) -> EventId {
        let mut revision: Revision = revision(title);
        if let Some((town, postcode)) = town {
            let place = serde_json::json!({ "name": "Mairie", "postcode": postcode, "town": town });
            let attendance = serde_json::json!({ "mode": "on-site", "places": [place] });
            revision.content.attendance = serde_json::from_value(attendance).unwrap();
        }
        let (now, content) = (self.cloud.now(), revision.content.clone());
        let id = EventId::derive(&[title.as_bytes()]);
        let organiser = PersonId::of(&revision.organiser.email, &PersonKey::new("a key"));
        let submitted = Step::submit(id, 2024.into(), organiser, Reception::Known, revision, now);
        let listing = Listing::first(Some(submitted.after.revision()), title, now);
        let publication = Publication::new(id, 2024.into(), &listing, content).unwrap();
        let step = Step { publication: Projection::Set(publication), ..submitted };
        self.deps.store.record(&step).await.unwrap();
        id
    }

    /// The event has another title.
    pub(crate) async fn renames(&self, event: EventId, title: &str) {
        let request = self.table.update_item().table_name(TABLE);
        let request = request.set_key(Some(key(event))).update_expression("SET content.title = :title");
        let title = AttributeValue::S(title.to_owned());
        request.expression_attribute_values(":title", title).send().await.unwrap();
    }

    /// The event is no longer in the programme.
    pub(crate) async fn has_no_longer(&self, event: EventId) {
        self.table.delete_item().table_name(TABLE).set_key(Some(key(event))).send().await.unwrap();
    }

    pub(crate) async fn publishes(&self) {
        let work = Box::pin(publish::publish(&self.publish, 2024.into()));
        self.cloud.invoke("publish", work).await.unwrap().unwrap();
    }

    /// The same, where no fault is looked for.
    pub(crate) async fn publishes_in_peace(&self) {
        Box::pin(publish::publish(&self.publish, 2024.into())).await.unwrap();
    }

    /// A round with five minutes to go, as Lambda calls it.
    pub(crate) async fn invoke(&self) -> Result<Result<Round, TypesetError>, Crashed> {
        self.invoke_with(SignedDuration::from_mins(5)).await
    }

    pub(crate) async fn invoke_with(
        &self,
        time: SignedDuration,
    ) -> Result<Result<Round, TypesetError>, Crashed> {
        let deadline: Timestamp = self.cloud.now() + time;
        self.cloud.invoke("typeset", Box::pin(typeset::handle(&self.deps, deadline))).await
    }

    /// The same, where no fault is looked for.
    pub(crate) async fn sets_in_peace(&self) -> Round {
        let deadline = self.cloud.now() + SignedDuration::from_mins(5);
        Box::pin(typeset::handle(&self.deps, deadline)).await.unwrap()
    }

    /// A round that ends well.
    pub(crate) async fn sets(&self) -> Round {
        self.invoke().await.unwrap().unwrap()
    }

    /// The record of what was set, as it is kept.
    pub(crate) async fn record(&self) -> serde_json::Value {
        serde_json::from_slice(&self.cloud.object(RECORD).await.unwrap()).unwrap()
    }

    /// The record is another one.
    pub(crate) async fn has_record(&self, record: &serde_json::Value) {
        let seen = self.deps.bucket.etag(RECORD).await.unwrap();
        let body = serde_json::to_vec(record).unwrap();
        let (content_type, cache_control) = ("application/json", "no-store");
        let record = site::Object { key: RECORD.into(), body, content_type, cache_control };
        self.deps.bucket.put(&record, seen.as_ref()).await.unwrap();
    }

    /// The documents that are there, their folder aside.
    pub(crate) async fn documents(&self) -> BTreeSet<String> {
        let keys = self.cloud.objects().await.into_iter();
        keys.filter_map(|key| key.strip_prefix("documents/2024/").map(ToOwned::to_owned)).collect()
    }

    /// Each document of what the table says is there, as it is set anew, and no other.
    pub(crate) async fn has_what_the_table_says(&self) {
        let material = self.deps.store.material(2024.into()).await.unwrap().unwrap();
        let mut wanted = programme::document::keys(&material);
        let booklet = programme::Booklet::whole(&material, BASE_URL).unwrap();
        let whole = print::Document::booklet(&booklet).unwrap().set().unwrap();
        assert!(self.cloud.object("documents/2024/programme.pdf").await.unwrap() == whole);
        for event in &material.events {
            let poster = programme::Poster::of(&material.edition, event);
            let card = print::Document::card(&poster).unwrap().set().unwrap();
            assert!(self.cloud.object(&programme::document::card(event)).await.unwrap() == card);
        }
        let there = self.cloud.objects().await.into_iter();
        let there: BTreeSet<_> = there.filter(|key| key.starts_with("documents/")).collect();
        wanted.retain(|key| !there.contains(key));
        assert!(wanted.is_empty(), "{wanted:?} are not there");
    }

    /// Whether the pages have been told to look again.
    pub(crate) fn nudges(&self) -> usize {
        self.cloud.messages("Programme").len()
    }
}

fn key(event: EventId) -> std::collections::HashMap<String, AttributeValue> {
    let text = |value: String| AttributeValue::S(value);
    [("pk".into(), text("EDITION#2024".into())), ("sk".into(), text(format!("PUBLISHED#{event}")))].into()
}
