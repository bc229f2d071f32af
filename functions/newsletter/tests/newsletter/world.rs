//! An edition with its editors and its readers in the in-process cloud, and the worker before them.

use aws_lambda_events::sqs::SqsEvent;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use model::email::EmailAddress;
use model::id::{EventId, MailingId, ModeratorId, PersonId, PersonKey};
use model::letter::{Letter, MailingLetter};
use model::mailing::{Buckets, Command, Delivery, Mailing, Progress, State, gather};
use model::moderation::{Moderator, Rhythm, Scope};
use model::reception::Reception;
use model::step::{Ruling, Step};
use model::subscriber::{CURRENT_TEXT, Consent, Departure, Preferences, Request, Source, Subscriber};
use newsletter::Deps;
use pipeline_tests::cloud::{Cloud, Crashed, TABLE};
use pipeline_tests::samples::{edition, revision};
use runtime::Clock;
use store::{MailingNudge, Nudge, Store};

pub(crate) const YEAR: i16 = 2024;

/// How often a message is received before it goes to the dead letters, and how long it is hidden in between.
const RECEIVES: usize = 5;
const HIDDEN: SignedDuration = SignedDuration::from_secs(360);

/// How long an invocation may run.
const TIMEOUT: SignedDuration = SignedDuration::from_secs(60);

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) store: Store,
    pub(crate) deps: Deps,
}

/// A member of the national team.
pub(crate) fn editor(name: &str) -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[name.as_bytes()]),
        name: name.to_owned().try_into().unwrap(),
        email: format!("{}@exemple.gouv.fr", name.to_lowercase()).try_into().unwrap(),
        scope: Scope::National,
        rhythm: Rhythm::AtOnce,
        away_until: None,
    }
}

pub(crate) fn address(n: usize) -> EmailAddress {
    EmailAddress::parse(&format!("n{n}@exemple.fr")).unwrap()
}

pub(crate) fn person(n: usize) -> PersonId {
    PersonId::of(&address(n), &PersonKey::new("a key"))
}

pub(crate) fn request(n: usize, at: Timestamp, preferences: Preferences) -> Request {
    let consent = Consent { at, text: CURRENT_TEXT, source: Source::Form { network: None } };
    Request { address: address(n), preferences, consent, replaces: None }
}

impl World {
    /// The current edition with two editors.
    pub(crate) async fn new(cloud: &Cloud) -> Self {
        let world = Self::of(cloud);
        world.store.open_edition(&edition(YEAR)).await.unwrap();
        for name in ["Alex", "Lou"] {
            world.store.put_moderator(&editor(name)).await.unwrap();
        }
        world
    }

    /// The same with an event in the programme and so many readers.
    pub(crate) async fn with_readers(cloud: &Cloud, readers: usize) -> Self {
        let world = Self::new(cloud).await;
        world.publishes("Atelier").await;
        for n in 0..readers {
            world.subscribes(n, Preferences::default()).await;
        }
        world
    }

    /// What a cloud holds already.
    pub(crate) fn of(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let store = Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE);
        let time = cloud.clock();
        let deps = Deps { store: store.clone(), clock: Clock::of(move || time.now()) };
        Self { cloud: cloud.clone(), store, deps }
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        self.cloud.clock().advance(time.as_secs());
    }

    pub(crate) fn at(&self, instant: &str) {
        self.cloud.clock().set(instant.parse().unwrap());
    }

    async fn publishes(&self, title: &str) {
        let (id, revision, now) = (EventId::derive(&[title.as_bytes()]), revision(title), self.cloud.now());
        let organiser = PersonId::of(&revision.organiser.email, &PersonKey::new("a key"));
        let content = revision.content.clone();
        let step = Step::submit(id, YEAR.into(), organiser, Reception::Known, revision, now);
        self.store.record(&step).await.unwrap();
        let (outcome, window) = (model::event::Outcome::Publish, SignedDuration::ZERO);
        let moderator = &editor("Alex");
        let ruling = Ruling { moderator, outcome, corrected: None, window, order: None };
        let number = step.after.revision();
        let step = Step::decide(step.after, number, ruling, &content, now).unwrap();
        self.store.record(&step).await.unwrap();
    }

    /// Someone is subscribed by the operator.
    pub(crate) async fn subscribes(&self, n: usize, preferences: Preferences) {
        let now = self.cloud.now();
        let active = request(n, now, preferences).import(&person(n), None).unwrap();
        self.store.record_subscriber(0, &active, None, now).await.unwrap();
    }

    pub(crate) async fn leaves(&self, n: usize, why: Departure) {
        let known = self.known(n).await.unwrap();
        let left = known.leave(why, self.cloud.now()).unwrap();
        self.store.record_subscriber(known.version, &left, None, self.cloud.now()).await.unwrap();
    }

    /// DynamoDB deletes what has expired of someone, as it does some time after.
    pub(crate) async fn expires(&self, n: usize) {
        let sdk = self.cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let (client, pk) = (aws_sdk_dynamodb::Client::new(&sdk), format!("PERSON#{}", person(n)));
        let expired = |item: &serde_json::Value| {
            let at = item["expires_at"]["N"].as_str().and_then(|at| at.parse::<i64>().ok());
            item["pk"]["S"] == pk.as_str() && at.is_some_and(|at| at <= self.cloud.now().as_second())
        };
        for item in self.cloud.items().await.into_iter().filter(expired) {
            let key = |name: &str| AttributeValue::S(item[name]["S"].as_str().unwrap().into());
            let delete = client.delete_item().table_name(TABLE).key("pk", key("pk")).key("sk", key("sk"));
            delete.send().await.unwrap();
        }
    }

    pub(crate) async fn known(&self, n: usize) -> Option<Subscriber> {
        self.store.subscriber(&person(n)).await.unwrap()
    }

    /// Someone fills in the form; the message that follows.
    pub(crate) async fn asks(&self, n: usize) -> Nudge {
        self.asks_for(n, Preferences::default()).await
    }

    pub(crate) async fn asks_for(&self, n: usize, preferences: Preferences) -> Nudge {
        let (person, now) = (person(n), self.cloud.now());
        let window = now.as_second().div_euclid(600);
        let request = request(n, now, preferences);
        self.store.ask_subscription(&person, window, &request, now).await.unwrap();
        Nudge::SubscriptionAsked { person, window }
    }

    /// One message, with all the time of an invocation; whether it is settled.
    pub(crate) async fn nudge(&self, nudge: Nudge) -> bool {
        self.nudge_until(&self.deps, nudge, self.cloud.now() + TIMEOUT).await
    }

    pub(crate) async fn nudge_until(&self, deps: &Deps, nudge: Nudge, deadline: Timestamp) -> bool {
        self.invoke(deps, nudge, deadline).await.unwrap()
    }

    /// One message, as often as its queue brings it back; then once more, as queues may.
    pub(crate) async fn settle(&self, nudge: Nudge) {
        for _ in 0..2 {
            let mut settled = false;
            for _ in 0..RECEIVES {
                if settled {
                    break;
                }
                let deadline = self.cloud.now() + TIMEOUT;
                settled = self.invoke(&self.deps, nudge.clone(), deadline).await == Ok(true);
                if !settled {
                    self.pass(HIDDEN);
                }
            }
            assert!(settled, "{nudge:?} ends among the dead letters");
        }
    }

    /// One message; whether its process survives.
    pub(crate) async fn survives(&self, nudge: Nudge) -> bool {
        self.invoke(&self.deps, nudge, self.cloud.now() + TIMEOUT).await.is_ok()
    }

    async fn invoke(&self, deps: &Deps, nudge: Nudge, deadline: Timestamp) -> Result<bool, Crashed> {
        let body = serde_json::to_string(&nudge).unwrap();
        let records = serde_json::json!({ "Records": [{ "messageId": "m", "body": body }] });
        let event: SqsEvent = serde_json::from_value(records).unwrap();
        let work = Box::pin(newsletter::handle(deps, event, deadline));
        Ok(self.cloud.invoke("newsletter", work).await?.batch_item_failures.is_empty())
    }

    /// The scheduler's message.
    pub(crate) async fn round(&self) {
        assert!(self.nudge(Nudge::Round).await, "the round gets through");
    }

    /// Every letter that was written.
    async fn all_letters(&self) -> Vec<Letter> {
        let mut letters = Vec::new();
        for item in self.cloud.items().await.iter().filter(|item| item["entity"]["S"] == "mail") {
            let id = item["pk"]["S"].as_str().unwrap().strip_prefix("MAIL#").unwrap();
            let id = serde_json::from_value(id.into()).unwrap();
            letters.push(self.store.mail(&id).await.unwrap().unwrap().letter);
        }
        letters
    }

    /// The letters to someone about their subscription, by name.
    pub(crate) async fn letters_to(&self, n: usize) -> Vec<String> {
        let of = |letter| match letter {
            Letter::Subscriber(letter) if letter.person == person(n) => {
                Some(format!("{:?}", letter.occasion))
            }
            _ => None,
        };
        self.all_letters().await.into_iter().filter_map(of).collect()
    }

    /// The letters to the editors about an issue: to whom and why, sorted.
    pub(crate) async fn letters_about(&self, mailing: MailingId) -> Vec<String> {
        let name = |id: ModeratorId| ["Alex", "Lou", "Noa"].into_iter().find(|name| editor(name).id == id);
        let of = |letter| match letter {
            Letter::Mailing(MailingLetter { mailing: about, moderator, occasion, .. })
                if about == mailing =>
            {
                Some(format!("{} {occasion:?}", name(moderator).unwrap()))
            }
            _ => None,
        };
        let mut letters: Vec<_> = self.all_letters().await.into_iter().filter_map(of).collect();
        letters.sort();
        letters
    }

    /// The nudges of the outbox of this kind.
    pub(crate) async fn nudges(&self, kind: &str) -> usize {
        let items = self.cloud.items().await;
        let is_meant = |item: &&serde_json::Value| {
            item["entity"]["S"] == "outbox" && item["nudge"]["M"]["nudge"]["S"] == kind
        };
        items.iter().filter(is_meant).count()
    }
}

/// Issues.
impl World {
    /// An issue that an editor has begun.
    pub(crate) async fn drafts(&self, name: &str) -> Mailing {
        let (id, now) = (MailingId::derive(&[name.as_bytes()]), self.cloud.now());
        let mailing = Mailing::blank(id, &edition(YEAR), now, Some(editor("Alex").id), now).unwrap();
        self.store.create_mailing(&mailing, vec![], now).await.unwrap();
        mailing
    }

    /// What is done to it, one thing after the other.
    pub(crate) async fn does(&self, id: MailingId, commands: impl IntoIterator<Item = Command>) {
        for command in commands {
            let (mailing, now) = (self.mailing(id).await, self.cloud.now());
            let after = mailing.decide(command, Some(editor("Alex").id), now).unwrap();
            self.store.record_mailing(&after, vec![], MailingNudge::None, now).await.unwrap();
        }
    }

    /// An issue whose sending an editor has asked for.
    pub(crate) async fn launches(&self, name: &str) -> MailingId {
        let mailing = self.drafts(name).await;
        self.does(mailing.id, [Command::Launch { first_of_month: true }]).await;
        mailing.id
    }

    /// An issue of which copies are leaving, to so many people in so many parts.
    pub(crate) async fn is_leaving(&self, name: &str, buckets: Buckets, audience: u32) -> MailingId {
        let id = self.launches(name).await;
        let issue = gather(&self.mailing(id).await, &edition(YEAR), &[], self.cloud.now());
        self.store.keep_issue(&issue).await.unwrap();
        self.does(id, [Command::Cut { buckets }, Command::Freeze { audience }]).await;
        id
    }

    pub(crate) async fn mailing(&self, id: MailingId) -> Mailing {
        self.store.mailing(id).await.unwrap().unwrap()
    }

    pub(crate) async fn state(&self, id: MailingId) -> State {
        self.mailing(id).await.state
    }

    /// Every row of an issue.
    pub(crate) async fn rows(&self, id: MailingId) -> Vec<Delivery> {
        let mut rows = Vec::new();
        if let Some(buckets) = self.mailing(id).await.buckets {
            for bucket in buckets.all() {
                rows.extend(self.store.deliveries(id, bucket).await.unwrap());
            }
        }
        rows
    }

    /// The issue leaves to so many people, once each, and its numbers add up.
    pub(crate) async fn leaves_to(&self, id: MailingId, readers: impl IntoIterator<Item = usize>) {
        let mailing = self.mailing(id).await;
        let rows = self.rows(id).await;
        assert!(matches!(mailing.state, State::Sending { .. }), "{:?}", mailing.state);
        let progress = Progress::of(&mailing.state, &rows);
        assert_eq!(mailing.audience, Some(progress.audience()));
        let mut people: Vec<_> = rows.into_iter().map(|row| row.person).collect();
        people.sort();
        let mut expected: Vec<_> = readers.into_iter().map(person).collect();
        expected.sort();
        assert_eq!(people, expected);
    }
}
