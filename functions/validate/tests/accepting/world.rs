//! An edition in the in-process cloud, organisers who send drafts, and the function before its queue.

use aws_lambda_events::sqs::SqsEvent;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use jiff::{SignedDuration, Timestamp};
use model::draft::Draft;
use model::email::EmailAddress;
use model::event::{Event, Outcome, State};
use model::id::{DraftId, NetworkId, PersonId, PersonKey};
use model::letter::{Letter, Purpose};
use model::proposal::{Proposal, YES};
use model::step::{Ruling, Step};
use pipeline_tests::cloud::{Cloud, Crashed, TABLE};
use pipeline_tests::samples::{edition, moderator, revision};
use runtime::Clock;
use store::{Nudge, Store};
use validate::Deps;

pub(crate) const YEAR: i16 = 2024;
pub(crate) const CAMILLE: &str = "camille@exemple.gouv.fr";

/// How long a decision can be undone.
const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// How often a message is received before it goes to the dead letters.
const RECEIVES: usize = 5;

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) store: Store,
    deps: Deps,
}

pub(crate) fn person_key() -> PersonKey {
    PersonKey::new("a key")
}

pub(crate) fn person(address: &str) -> PersonId {
    PersonId::of(&EmailAddress::parse(address).unwrap(), &person_key())
}

pub(crate) fn network() -> NetworkId {
    NetworkId::of("198.51.100.10", &person_key())
}

/// A name is a draft.
pub(crate) fn id(name: &str) -> DraftId {
    DraftId::derive(&[name.as_bytes()])
}

/// What Camille types.
pub(crate) fn typed(name: &str) -> Proposal {
    Proposal { organiser_email: CAMILLE.into(), ..Proposal::of(&revision(name)) }
}

pub(crate) fn with_newsletter(name: &str) -> Proposal {
    Proposal { newsletter: YES.into(), ..typed(name) }
}

/// A message of the queue.
pub(crate) fn message(draft: DraftId) -> Nudge {
    Nudge::Submission { draft }
}

impl World {
    /// An open edition.
    pub(crate) async fn new(cloud: &Cloud) -> Self {
        let world = Self::of(cloud);
        world.store.open_edition(&edition(YEAR)).await.unwrap();
        world
    }

    /// What a cloud holds already.
    pub(crate) fn of(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let store = Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE);
        let time = cloud.clock();
        let clock = Clock::of(move || time.now());
        let deps = Deps { store: store.clone(), clock, person_key: person_key() };
        Self { cloud: cloud.clone(), store, deps }
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        self.cloud.clock().advance(time.as_secs());
    }

    /// A draft that is being filled in.
    pub(crate) async fn opens(&self, name: &str, typed: Proposal) -> Draft {
        let draft = Draft::open(id(name), YEAR.into(), typed, None, self.cloud.now());
        assert!(self.store.open_draft(&draft).await.unwrap());
        draft
    }

    /// A draft is sent, with the proof of work or without; the message has not come yet.
    pub(crate) async fn sends(&self, name: &str, typed: Proposal, proof: bool) -> DraftId {
        let now = self.cloud.now();
        let sent = self.opens(name, typed).await.send(proof, Some(network()), now).unwrap();
        self.store.send_draft(&sent, now).await.unwrap();
        sent.id
    }

    /// A draft is sent, and its message comes.
    pub(crate) async fn proposes(&self, name: &str, typed: Proposal, proof: bool) -> Option<Event> {
        let draft = self.sends(name, typed, proof).await;
        assert!(self.comes(&message(draft)).await, "{name} goes back to its queue");
        self.event(name).await
    }

    /// A message comes; whether it is settled.
    pub(crate) async fn comes(&self, nudge: &Nudge) -> bool {
        self.receives(nudge).await.unwrap()
    }

    /// A message comes as often as its queue brings it back; then once more, as queues may.
    pub(crate) async fn settles(&self, nudge: &Nudge) {
        for _ in 0..2 {
            let mut settled = false;
            for _ in 0..RECEIVES {
                settled = settled || self.receives(nudge).await == Ok(true);
            }
            assert!(settled, "{nudge:?} ends among the dead letters");
        }
    }

    async fn receives(&self, nudge: &Nudge) -> Result<bool, Crashed> {
        let body = serde_json::to_string(nudge).unwrap();
        let records = serde_json::json!({ "Records": [{ "messageId": "m", "body": body }] });
        let event: SqsEvent = serde_json::from_value(records).unwrap();
        let work = Box::pin(validate::handle(&self.deps, event, Timestamp::MAX));
        Ok(self.cloud.invoke("validate", work).await?.batch_item_failures.is_empty())
    }

    /// The event of a draft.
    pub(crate) async fn event(&self, name: &str) -> Option<Event> {
        let draft = self.store.draft(id(name), self.cloud.now()).await.unwrap()?;
        self.store.event(draft.event()).await.unwrap()
    }

    pub(crate) async fn state(&self, name: &str) -> Option<State> {
        self.event(name).await.map(|event| event.state())
    }

    /// How many items of a kind the table holds.
    pub(crate) async fn count(&self, entity: &str) -> usize {
        self.cloud.items().await.iter().filter(|item| item["entity"]["S"] == entity).count()
    }

    /// What the letters about events are for, in no order.
    pub(crate) async fn letters(&self) -> Vec<Purpose> {
        let mut letters = Vec::new();
        for item in self.cloud.items().await.iter().filter(|item| item["entity"]["S"] == "mail") {
            let id = item["pk"]["S"].as_str().unwrap().strip_prefix("MAIL#").unwrap();
            let id = serde_json::from_value(id.into()).unwrap();
            if let Letter::Event(letter) = self.store.mail(&id).await.unwrap().unwrap().letter {
                letters.push(letter.purpose);
            }
        }
        letters
    }

    /// How many letters ask to confirm an address.
    pub(crate) async fn asked(&self) -> usize {
        let letters = self.letters().await;
        letters.iter().filter(|purpose| **purpose == Purpose::ConfirmAddress).count()
    }

    /// Camille's address is confirmed, with an event of theirs.
    pub(crate) async fn confirms(&self, name: &str) {
        let event = self.event(name).await.unwrap();
        let (revision, now) = (event.revision(), self.cloud.now());
        let content = self.store.revision(event.id, revision).await.unwrap().unwrap().content;
        self.store.record(&Step::confirm(event, revision, &content, now).unwrap()).await.unwrap();
    }

    /// A moderator classifies an event as spam; it can still be undone.
    pub(crate) async fn is_spam(&self, name: &str) {
        let (event, now) = (self.event(name).await.unwrap(), self.cloud.now());
        let revision = event.revision();
        let content = self.store.revision(event.id, revision).await.unwrap().unwrap().content;
        let moderator = moderator();
        let ruling = Ruling {
            moderator: &moderator,
            outcome: Outcome::Spam,
            corrected: None,
            window: WINDOW,
            order: None,
        };
        let step = Step::decide(event, revision, ruling, &content, now).unwrap();
        self.store.record(&step).await.unwrap();
    }

    pub(crate) fn window_passes(&self) {
        self.pass(WINDOW);
    }

    /// The organiser of an event invites a colleague.
    pub(crate) async fn invites(&self, name: &str, address: &str) {
        let (event, now) = (self.event(name).await.unwrap(), self.cloud.now());
        let organiser = event.organiser.clone();
        let content = self.store.revision(event.id, event.revision()).await.unwrap().unwrap().content;
        let invited = (person(address), EmailAddress::parse(address).unwrap());
        let step = Step::invite(event, &organiser, invited, &content, now).unwrap();
        self.store.record(&step).await.unwrap();
    }
}
