//! The in-process cloud, its table, and people who propose events.

use aws_sdk_dynamodb::config::retry::RetryConfig;
use jiff::Timestamp;
use model::email::EmailAddress;
use model::event::Event;
use model::id::{EventId, PersonId, PersonKey};
use model::reception::Reception;
use model::step::Step;
use pipeline_tests::cloud::{Cloud, TABLE};
use pipeline_tests::samples::revision;
use store::Store;

pub(crate) const YEAR: i16 = 2024;

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) store: Store,
}

pub(crate) fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@exemple.gouv.fr")).unwrap()
}

pub(crate) fn person(name: &str) -> PersonId {
    PersonId::of(&address(name), &PersonKey::new("a key"))
}

/// The form that Camille sends; a name is an event.
pub(crate) fn submission(name: &str, reception: Reception, now: Timestamp) -> Step {
    let id = EventId::derive(&[name.as_bytes()]);
    Step::submit(id, YEAR.into(), person("camille"), reception, revision(name), now)
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::of(&Cloud::new().await)
    }

    /// What a cloud holds already.
    pub(crate) fn of(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let store = Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE);
        Self { cloud: cloud.clone(), store }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.cloud.now()
    }

    /// The identifiers of the outbox items, in order.
    pub(crate) async fn outbox(&self) -> Vec<String> {
        let items = self.cloud.items().await;
        let outbox = items.iter().filter(|item| item["entity"]["S"] == "outbox");
        let mut ids: Vec<_> = outbox.map(|item| item["id"]["S"].as_str().unwrap().to_owned()).collect();
        ids.sort_unstable();
        ids
    }

    /// How many items of a kind the table holds.
    pub(crate) async fn count(&self, entity: &str) -> usize {
        self.cloud.items().await.iter().filter(|item| item["entity"]["S"] == entity).count()
    }

    /// An event of Camille's that waits for a moderator.
    pub(crate) async fn submitted(&self, name: &str) -> Event {
        let step = submission(name, Reception::Known, self.now());
        assert!(self.store.submit(&step, None).await.unwrap());
        step.after
    }
}
