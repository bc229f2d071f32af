//! An edition in the in-process cloud, and the function before it.

use std::collections::{BTreeSet, HashMap};

use aws_lambda_events::sqs::SqsEvent;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use model::event::{Event, Outcome};
use model::id::{EventId, PersonId, PersonKey};
use model::mailing::{Issue, Mailing, Week, Words, gather};
use model::material::Material;
use model::publication::Publication;
use model::reception::Reception;
use model::step::{Ruling, Step};
use model::zone::Zone;
use pipeline_tests::cloud::{Call, Cloud, Crashed, SITE_BUCKET, TABLE};
pub(crate) use pipeline_tests::samples::edition;
use pipeline_tests::samples::{moderator, revision};
use programme::{File, Programme, Setting, Stage};
use publish::{Deps, PublishError, Published};
use runtime::Clock;
use site::Bucket;
use store::Store;

/// An item of the table.
pub(crate) type Row = HashMap<String, AttributeValue>;

const BASE_URL: &str = "https://mois.exemple.gouv.fr";

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) deps: Deps,
    /// When Lambda stops an invocation.
    pub(crate) deadline: Timestamp,
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
        Self { cloud: cloud.clone(), deps, deadline: Timestamp::MAX, table }
    }

    /// An event, published.
    pub(crate) async fn has(&self, title: &str) -> Publication {
        let (revision, now) = (revision(title), self.cloud.now());
        let (id, year) = (EventId::derive(&[title.as_bytes()]), 2024.into());
        let organiser = PersonId::of(&revision.organiser.email, &PersonKey::new("a key"));
        let submitted = Step::submit(id, year, organiser, Reception::Known, revision, now);
        Box::pin(self.deps.store.record(&submitted)).await.unwrap();
        Box::pin(self.decides(submitted.after, title, Outcome::Publish)).await;
        self.deps.store.publication(year, id).await.unwrap().unwrap()
    }

    /// The event is no longer in the programme.
    pub(crate) async fn has_no_longer(&self, event: &Publication) {
        let title = event.content.title.as_str();
        let published = self.deps.store.event(event.id).await.unwrap().unwrap();
        let message = "La salle a brûlé.".to_owned().try_into().unwrap();
        Box::pin(self.decides(published, title, Outcome::Withdraw { message })).await;
    }

    /// The event vanishes, as if it had never been. Its row, to bring it back.
    pub(crate) async fn vanishes(&self, event: &Publication) -> Row {
        let text = |value: String| AttributeValue::S(value);
        let request = self.table.delete_item().table_name(TABLE).return_values(ReturnValue::AllOld);
        let request = request.key("pk", text(format!("EDITION#{}", event.edition)));
        let deleted = request.key("sk", text(format!("PUBLISHED#{}", event.id))).send().await.unwrap();
        deleted.attributes.unwrap()
    }

    /// A row, in place of the one that is there.
    pub(crate) async fn has_row(&self, row: Row) {
        self.table.put_item().table_name(TABLE).set_item(Some(row)).send().await.unwrap();
    }

    /// The row is no longer there.
    pub(crate) async fn has_row_no_longer(&self, mut row: Row) {
        row.retain(|name, _| ["pk", "sk"].contains(&name.as_str()));
        self.table.delete_item().table_name(TABLE).set_key(Some(row)).send().await.unwrap();
    }

    async fn decides(&self, event: Event, title: &str, outcome: Outcome) {
        let (moderator, window, revision) = (moderator(), SignedDuration::ZERO, event.revision());
        let ruling = Ruling { moderator: &moderator, outcome, corrected: None, window, order: None };
        let content = pipeline_tests::samples::revision(title).content;
        let step = Step::decide(event, revision, ruling, &content, self.cloud.now()).unwrap();
        self.deps.store.record(&step).await.unwrap();
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
        Box::pin(publish::publish(&self.deps, year.into())).await
    }

    /// As Lambda calls it.
    pub(crate) async fn invoke(&self, bodies: &[&str]) -> Result<Vec<String>, Crashed> {
        let record =
            |(n, body): (usize, &&str)| serde_json::json!({ "messageId": format!("m{n}"), "body": body });
        let records: Vec<_> = bodies.iter().enumerate().map(record).collect();
        let event: SqsEvent = serde_json::from_value(serde_json::json!({ "Records": records })).unwrap();
        let work = Box::pin(publish::handle(&self.deps, event, self.deadline));
        let response = self.cloud.invoke("publish", work).await?;
        Ok(response.batch_item_failures.into_iter().map(|failure| failure.item_identifier).collect())
    }

    /// What the bucket must have for these events, and nothing else.
    pub(crate) async fn holds_exactly(&self, events: &[Publication]) {
        let files = self.files_of(2024, |material| material.events = events.to_vec()).await;
        self.holds(files).await;
    }

    /// What the bucket must have for what the table says of every edition, and nothing else.
    pub(crate) async fn holds_what_the_table_says(&self) {
        let mut files = Vec::new();
        for edition in self.deps.store.editions().await.unwrap() {
            files.extend(self.files_of(edition.year.get(), |_| ()).await);
        }
        self.holds(files).await;
    }

    /// How many files an edition has now.
    pub(crate) async fn file_count(&self) -> usize {
        self.files_of(2024, |_| ()).await.len()
    }

    async fn files_of(&self, year: i16, change: impl FnOnce(&mut Material)) -> Vec<File> {
        let mut material = self.deps.store.material(year.into()).await.unwrap().unwrap();
        change(&mut material);
        let (today, documents) = (Zone::PARIS.date(self.cloud.now()), BTreeSet::new());
        let setting = Setting { base_url: BASE_URL, today, documents: &documents };
        let programme = Programme::new(&material, setting);
        let stages = Stage::ALL.into_iter().filter(|stage| *stage != Stage::Site || material.is_current());
        stages.flat_map(|stage| programme.files(stage).collect::<Vec<_>>()).collect()
    }

    async fn holds(&self, files: Vec<File>) {
        let mut paths = Vec::new();
        for file in files {
            assert_eq!(self.cloud.object(&file.path).await, Some(file.body), "{}", file.path);
            paths.push(file.path);
        }
        paths.sort();
        assert_eq!(self.cloud.objects().await, paths);
    }

    /// Every link of every page leads to something, at whatever moment one looks.
    pub(crate) async fn leads_nowhere_in_vain(&self) {
        let keys: BTreeSet<String> = self.cloud.objects().await.into_iter().collect();
        for key in keys.iter().filter(|key| key.ends_with("html")) {
            let page = String::from_utf8(self.cloud.object(key).await.unwrap()).unwrap();
            for link in
                page.split(" href=\"/2024/").skip(1).filter_map(|rest| rest.split(['"', '?', '#']).next())
            {
                let index = if link.is_empty() || link.ends_with('/') { "index.html" } else { "" };
                assert!(keys.contains(&format!("2024/{link}{index}")), "{link} in {key}");
            }
        }
    }

    /// The keys of what this operation was called on, in order.
    pub(crate) fn calls_of(&self, operation: &str) -> Vec<String> {
        let of = |call: &Call| call.operation == operation;
        self.cloud.calls().into_iter().filter(of).map(|call| call.target).collect()
    }
}
