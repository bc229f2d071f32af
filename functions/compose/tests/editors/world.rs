//! An edition with its editors, its readers and a draft in the in-process cloud.

use aws_sdk_dynamodb::config::retry::RetryConfig;
use compose::Deps;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use lambda_http::http::{self, Method};
use lambda_http::{Body, Request};
use links::{Capability, Purpose, Subject};
use mail::Ses;
use model::edition::Year;
use model::id::{EventId, ModeratorId, PersonId, PersonKey};
use model::ledger::Status;
use model::mailing::{Buckets, Command, Delivery, Mailing, Week, gather};
use model::moderation::{Moderator, Rhythm, Scope};
use model::reception::Reception;
use model::step::{Ruling, Step};
use model::territory::Region;
use pipeline_tests::cloud::{CONFIGURATION_SET, Cloud, Crashed, TABLE};
use pipeline_tests::samples::{edition, keys, reader, revision};
use runtime::{Clock, Random};
use store::{MailingNudge, Store};

use crate::page::{Form, Page};

const YEAR: i16 = 2024;

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) store: Store,
    deps: Deps,
}

pub(crate) fn member(name: &str, scope: Scope) -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[name.as_bytes()]),
        name: name.to_owned().try_into().unwrap(),
        email: format!("{}@exemple.gouv.fr", name.to_lowercase()).try_into().unwrap(),
        scope,
        rhythm: Rhythm::AtOnce,
        away_until: None,
    }
}

fn person_key() -> PersonKey {
    PersonKey::new("a key")
}

pub(crate) fn event() -> EventId {
    EventId::derive(&[b"e"])
}

/// The week of 11 November 2024.
fn week() -> Week {
    Week::of(date(2024, 11, 11))
}

/// Readers: two of Bretagne, one of nowhere in particular.
pub(crate) const READERS: [&str; 3] = ["a@exemple.fr", "b@exemple.fr", "c@exemple.fr"];

impl World {
    /// A draft before Alex and Lou, who edit it; Noa looks after a region.
    pub(crate) async fn new(cloud: &Cloud) -> Self {
        let world = Self::of(cloud);
        let (store, now) = (&world.store, cloud.now());
        store.open_edition(&edition(YEAR)).await.unwrap();
        let regions = vec![Region::LA_REUNION];
        for member in [
            member("Alex", Scope::National),
            member("Lou", Scope::National),
            member("Noa", Scope::Regions { regions }),
        ] {
            store.put_moderator(&member).await.unwrap();
        }
        world.publishes().await;
        for (at, address) in READERS.iter().enumerate() {
            let regions: Vec<_> = Region::from_code("53").filter(|_| at < 2).into_iter().collect();
            let reader = reader(address, &person_key(), &regions, now);
            store.record_subscriber(0, &reader, None, now).await.unwrap();
        }
        let news_since = now - SignedDuration::from_hours(7 * 24);
        let draft = Mailing::weekly(&edition(YEAR), week(), news_since, now).unwrap();
        store.create_mailing(&draft, vec![], now).await.unwrap();
        world
    }

    /// What a cloud holds already.
    pub(crate) fn of(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let store = Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE);
        let time = cloud.clock();
        let deps = Deps {
            store: store.clone(),
            ses: Ses::new(&sdk, CONFIGURATION_SET),
            keys: keys(),
            person_key: person_key(),
            clock: Clock::of(move || time.now()),
            random: Random::of(|| [7; 16]),
            base_url: "https://mois.exemple.gouv.fr".into(),
        };
        Self { cloud: cloud.clone(), store, deps }
    }

    async fn publishes(&self) {
        let (revision, now) = (revision("Atelier"), self.cloud.now());
        let organiser = PersonId::of(&revision.organiser.email, &person_key());
        let content = revision.content.clone();
        let step = Step::submit(event(), YEAR.into(), organiser, Reception::Known, revision, now);
        self.store.record(&step).await.unwrap();
        let (outcome, window) = (model::event::Outcome::Publish, SignedDuration::ZERO);
        let moderator = &member("Alex", Scope::National);
        let ruling = Ruling { moderator, outcome, corrected: None, window, order: None };
        let number = step.after.revision();
        let step = Step::decide(step.after, number, ruling, &content, now).unwrap();
        self.store.record(&step).await.unwrap();
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        self.cloud.clock().advance(time.as_secs());
    }

    /// The draft as it stands.
    pub(crate) async fn mailing(&self) -> Mailing {
        self.store.mailing(Mailing::id_of(YEAR.into(), week())).await.unwrap().unwrap()
    }

    /// What the service does by itself.
    pub(crate) async fn does(&self, command: Command) {
        let after = self.mailing().await.decide(command, None, self.cloud.now()).unwrap();
        self.store.record_mailing(&after, vec![], MailingNudge::None, self.cloud.now()).await.unwrap();
    }

    /// The worker has frozen the audience: everyone.
    pub(crate) async fn is_frozen(&self) {
        let buckets = Buckets::new(2);
        self.does(Command::Cut { buckets }).await;
        let (mailing, now) = (self.mailing().await, self.cloud.now());
        let programme = self.store.publications(YEAR.into()).await.unwrap();
        self.store.keep_issue(&gather(&mailing, &edition(YEAR), &programme, now)).await.unwrap();
        for address in READERS {
            let copy = Delivery::new(mailing.id, buckets, Self::person(address));
            self.store.freeze(&copy, now).await.unwrap();
        }
        self.does(Command::Freeze { audience: 3 }).await;
    }

    /// The sender has sent this person's copy.
    pub(crate) async fn is_sent_to(&self, address: &str) {
        let (mailing, at) = (self.mailing().await, self.cloud.now());
        let copy = Delivery::new(mailing.id, mailing.buckets.unwrap(), Self::person(address));
        let sent = Status::Sent { ses_id: "1".into(), at };
        self.store.move_delivery(&copy.id(), &copy.status, &sent).await.unwrap();
    }

    fn person(address: &str) -> PersonId {
        PersonId::of(&address.to_owned().try_into().unwrap(), &person_key())
    }

    pub(crate) async fn issues(&self) -> Vec<Mailing> {
        self.store.mailings(Year::from(YEAR)).await.unwrap()
    }

    /// The nudges about issues and the letters to editors that have left the table: their identifiers without the issue's.
    pub(crate) async fn outbox(&self) -> Vec<String> {
        let items = self.cloud.items().await;
        let ids = items
            .iter()
            .filter(|item| item["entity"]["S"] == "outbox")
            .filter_map(|item| item["id"]["S"].as_str());
        let issues = self.issues().await;
        let of_issue = |id: &str| {
            issues.iter().find_map(|issue| id.strip_prefix(&format!("{}-", issue.id)).map(str::to_owned))
        };
        let mut outbox: Vec<_> = ids.filter_map(of_issue).collect();
        outbox.sort();
        outbox
    }

    /// Someone's link to the draft, for a day.
    pub(crate) fn link(name: &str) -> String {
        Self::link_to(Mailing::id_of(YEAR.into(), week()), name)
    }

    pub(crate) fn link_to(mailing: model::id::MailingId, name: &str) -> String {
        let start: Timestamp = "2024-11-04T08:00:00Z".parse().unwrap();
        let capability = Capability {
            purpose: Purpose::Compose,
            subject: Subject::Mailing(mailing),
            moderator: Some(ModeratorId::derive(&[name.as_bytes()])),
            expires: start + SignedDuration::from_hours(24),
        };
        capability.link("", &keys())
    }

    pub(crate) async fn open(&self, path: &str) -> Page {
        self.try_to(Method::GET, path, Body::Empty).await.unwrap()
    }

    pub(crate) async fn send(&self, path: &str, form: &Form) -> Page {
        self.try_to_send(path, form).await.unwrap()
    }

    pub(crate) async fn try_to_send(&self, path: &str, form: &Form) -> Result<Page, Crashed> {
        self.try_to(Method::POST, path, Body::Text(serde_html_form::to_string(&form.0).unwrap())).await
    }

    pub(crate) async fn try_to(&self, method: Method, path: &str, body: Body) -> Result<Page, Crashed> {
        let request: Request = http::Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .unwrap();
        let answer = Box::pin(compose::handle(&self.deps, request));
        let answer = self.cloud.invoke("compose", answer).await?.unwrap();
        let html = match answer.body() {
            Body::Text(html) => html.clone(),
            _ => String::new(),
        };
        Ok(Page { status: answer.status(), headers: answer.headers().clone(), html })
    }
}
