//! An edition in the in-process cloud, and the function before it.

use std::collections::BTreeSet;

use aws_lambda_events::sqs::SqsEvent;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use jiff::civil::date;
use model::id::{EventId, PersonId, PersonKey};
use model::mailing::{Issue, Mailing, Week, Words, gather};
use model::publication::{Listing, Publication};
use model::reception::Reception;
use model::step::{Projection, Step};
use model::zone::Zone;
use pipeline_tests::cloud::{Call, Cloud, Crashed, SITE_BUCKET, TABLE};
pub(crate) use pipeline_tests::samples::edition;
use pipeline_tests::samples::revision;
use programme::{Programme, Setting, Stage};
use publish::{Deps, PublishError, Published};
use runtime::Clock;
use site::Bucket;
use store::Store;

const BASE_URL: &str = "https://mois.exemple.gouv.fr";

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) deps: Deps,
    table: aws_sdk_dynamodb::Client,
}

impl World {
    /// The edition of 2024, the current one, with no event.
    pub(crate) async fn new(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let (table, time) = (aws_sdk_dynamodb::Client::new(&sdk), cloud.clock());
        let deps = Deps {
            store: Store::new(table.clone(), TABLE),
            bucket: Bucket::new(aws_sdk_s3::Client::new(&sdk), SITE_BUCKET),
            base_url: BASE_URL.into(),
            clock: Clock::of(move || time.now()),
        };
        deps.store.open_edition(&edition(2024)).await.unwrap();
        Self { cloud: cloud.clone(), deps, table }
    }

    /// An event, published.
    pub(crate) async fn has(&self, title: &str) -> Publication {
        let (revision, now) = (revision(title), self.cloud.now());
        let (id, content) = (EventId::derive(&[title.as_bytes()]), revision.content.clone());
        let organiser = PersonId::of(&revision.organiser.email, &PersonKey::new("a key"));
        let submitted = Step::submit(id, 2024.into(), organiser, Reception::Known, revision, now);
        let listing = Listing::first(Some(submitted.after.revision()), title, now);
        let publication = Publication::new(id, 2024.into(), &listing, content).unwrap();
        let step = Step { publication: Projection::Set(publication.clone()), ..submitted };
        self.deps.store.record(&step).await.unwrap();
        publication
    }

    /// The event is no longer in the programme.
    pub(crate) async fn has_no_longer(&self, event: &Publication) {
        let key = |value: String| AttributeValue::S(value);
        let request = self.table.delete_item().table_name(TABLE);
        let request =
            request.key("pk", key("EDITION#2024".into())).key("sk", key(format!("PUBLISHED#{}", event.id)));
        request.condition_expression("attribute_exists(pk)").send().await.unwrap();
    }

    /// An issue of the newsletter with these events has left.
    pub(crate) async fn has_left(&self, subject: &str, events: &[Publication]) -> Issue {
        let (edition, now) = (edition(2024), self.cloud.now());
        let week = Week::of(date(2024, 11, 11));
        let weekly = Mailing::weekly(&edition, week, Timestamp::UNIX_EPOCH, now).unwrap();
        let words = Words { subject: subject.to_owned().try_into().unwrap(), ..weekly.words };
        let issue = gather(&Mailing { words, ..weekly }, &edition, events, now);
        self.deps.store.archive_issue(&issue, now).await.unwrap();
        issue
    }

    pub(crate) async fn publish(&self, year: i16) -> Result<Published, PublishError> {
        publish::publish(&self.deps, year.into()).await
    }

    /// As Lambda calls it.
    pub(crate) async fn invoke(&self, bodies: &[&str]) -> Result<Vec<String>, Crashed> {
        let record =
            |(n, body): (usize, &&str)| serde_json::json!({ "messageId": format!("m{n}"), "body": body });
        let records: Vec<_> = bodies.iter().enumerate().map(record).collect();
        let event: SqsEvent = serde_json::from_value(serde_json::json!({ "Records": records })).unwrap();
        let work = Box::pin(publish::handle(&self.deps, event, Timestamp::MAX));
        let response = self.cloud.invoke("publish", work).await?;
        Ok(response.batch_item_failures.into_iter().map(|failure| failure.item_identifier).collect())
    }

    /// What the bucket must have for these events, and nothing else.
    pub(crate) async fn holds_exactly(&self, events: &[Publication]) {
        let mut material = self.deps.store.material(2024.into()).await.unwrap().unwrap();
        material.events = events.to_vec();
        let (today, documents) = (self.cloud.now().to_zoned(Zone::PARIS.rules()).date(), BTreeSet::new());
        let setting = Setting { base_url: BASE_URL, today, documents: &documents };
        let programme = Programme::new(&material, setting);
        let mut paths = Vec::new();
        for file in Stage::ALL.into_iter().flat_map(|stage| programme.files(stage)) {
            assert_eq!(self.cloud.object(&file.path).await, Some(file.body), "{}", file.path);
            paths.push(file.path);
        }
        paths.sort();
        assert_eq!(self.cloud.objects().await, paths);
    }

    /// Every link of every page leads to something, at whatever moment one looks.
    pub(crate) async fn leads_nowhere_in_vain(&self) {
        for key in self.cloud.objects().await.iter().filter(|key| key.ends_with("html")) {
            let page = String::from_utf8(self.cloud.object(key).await.unwrap()).unwrap();
            for link in page.split(" href=\"/2024/").skip(1).filter_map(|rest| rest.split('"').next()) {
                let index = if link.is_empty() || link.ends_with('/') { "index.html" } else { "" };
                assert!(self.cloud.object(&format!("2024/{link}{index}")).await.is_some(), "{link} in {key}");
            }
        }
    }

    /// The keys of what this operation was called on, in order.
    pub(crate) fn calls_of(&self, operation: &str) -> Vec<String> {
        let of = |call: &Call| call.operation == operation;
        self.cloud.calls().into_iter().filter(of).map(|call| call.target).collect()
    }
}
