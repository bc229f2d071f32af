//! An edition and a subscriber in the in-process cloud, and the pages before them.

use aws_sdk_dynamodb::config::retry::RetryConfig;
use jiff::{SignedDuration, Timestamp};
use lambda_http::http::{self, Method};
use lambda_http::{Body, Request};
use links::{Capability, Purpose, Subject};
use model::email::EmailAddress;
use model::id::{PersonId, PersonKey};
use model::subscriber::{
    self, Answer, CURRENT_TEXT, Consent, Departure, Preferences, Source, Standing, Subscriber,
};
use model::territory::Region;
use pipeline_tests::cloud::{Cloud, Crashed, TABLE};
use pipeline_tests::samples::{edition, keys};
use runtime::Clock;
use store::{Change, Store};
use subscribe::Deps;

use crate::page::{Form, Page};

pub(crate) const ADDRESS: &str = "camille@exemple.gouv.fr";
pub(crate) const OTHER: &str = "camille.durand@exemple.fr";
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) store: Store,
    deps: Deps,
}

fn person_key() -> PersonKey {
    PersonKey::new("a key")
}

pub(crate) fn address(address: &str) -> EmailAddress {
    EmailAddress::parse(address).unwrap()
}

pub(crate) fn person(typed: &str) -> PersonId {
    PersonId::of(&address(typed), &person_key())
}

/// What the subscriber has chosen.
pub(crate) fn preferences() -> Preferences {
    Preferences { regions: [Region::BRETAGNE, Region::LA_REUNION].into(), ..Preferences::default() }
}

fn request(typed: &str, at: Timestamp) -> subscriber::Request {
    let consent = Consent { at, text: CURRENT_TEXT, source: Source::Form { network: None } };
    subscriber::Request { address: address(typed), preferences: preferences(), consent, replaces: None }
}

impl World {
    /// An open edition.
    pub(crate) async fn new(cloud: &Cloud) -> Self {
        let world = Self::of(cloud);
        world.store.open_edition(&edition(2024)).await.unwrap();
        world
    }

    /// The same with someone who has asked for the newsletter.
    pub(crate) async fn pending(cloud: &Cloud) -> Self {
        let world = Self::new(cloud).await;
        let asked = request(ADDRESS, cloud.now()).answer(&person(ADDRESS), None, cloud.now());
        let Answer::Confirm(pending) = asked else { panic!("{asked:?}") };
        world.store.record_subscriber(0, &pending, None, cloud.now()).await.unwrap();
        world
    }

    /// The same, subscribed.
    pub(crate) async fn active(cloud: &Cloud) -> Self {
        let world = Self::pending(cloud).await;
        let pending = world.known(ADDRESS).await.unwrap();
        let active = pending.confirm(cloud.now()).unwrap();
        world.store.record_subscriber(pending.version, &active, None, cloud.now()).await.unwrap();
        world
    }

    /// The same, gone.
    pub(crate) async fn left(cloud: &Cloud, why: Departure) -> Self {
        let world = Self::active(cloud).await;
        let active = world.known(ADDRESS).await.unwrap();
        let left = active.leave(why, cloud.now()).unwrap();
        world.store.record_subscriber(active.version, &left, None, cloud.now()).await.unwrap();
        world
    }

    /// What a cloud holds already.
    pub(crate) fn of(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let store = Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE);
        let time = cloud.clock();
        let clock = Clock::of(move || time.now());
        let deps = Deps { store: store.clone(), keys: keys(), person_key: person_key(), clock };
        Self { cloud: cloud.clone(), store, deps }
    }

    pub(crate) async fn known(&self, address: &str) -> Option<Subscriber> {
        self.store.subscriber(&person(address)).await.unwrap()
    }

    pub(crate) async fn is_active(&self, address: &str) -> bool {
        self.known(address).await.is_some_and(|known| known.is_active())
    }

    /// How the person has left, if they have.
    pub(crate) async fn departure(&self, address: &str) -> Option<Departure> {
        match self.known(address).await?.standing {
            Standing::Left(left) => Some(left.why),
            Standing::Pending { .. } | Standing::Active { .. } => None,
        }
    }

    /// What `newsletter` does with the request just made with an address on the form.
    pub(crate) async fn answers(&self, typed: &str) {
        self.answers_in(typed, 1).await;
    }

    /// The same on the page of another address.
    pub(crate) async fn answers_move(&self, typed: &str) {
        self.answers_in(typed, -1).await;
    }

    async fn answers_in(&self, typed: &str, sign: i64) {
        let (person, now) = (person(typed), self.cloud.now());
        let window = sign * now.as_second().div_euclid(600);
        let asked = self.store.subscription_request(&person, window).await.unwrap().unwrap();
        let known = self.known(typed).await;
        let (Answer::Confirm(after) | Answer::Amend(after)) = asked.answer(&person, known.as_ref(), now)
        else {
            panic!("nothing to confirm");
        };
        let before = known.map_or(0, |known| known.version);
        let change = Change { before, after: &after, occasion: None };
        self.store.settle_subscription(&person, window, Some(change), now).await.unwrap();
    }

    /// The requests that wait for `newsletter`.
    pub(crate) async fn requests(&self) -> usize {
        self.cloud.items().await.iter().filter(|item| item["entity"]["S"] == "subscription-request").count()
    }

    /// The letters that were written, by occasion.
    pub(crate) async fn letters(&self) -> Vec<String> {
        let items = self.cloud.items().await;
        let letters = items.iter().filter(|item| item["entity"]["S"] == "mail");
        letters.map(|item| item["letter"]["M"]["occasion"]["S"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        self.cloud.clock().advance(time.as_secs());
    }

    pub(crate) fn link(purpose: Purpose, address: &str) -> String {
        let capability = Capability {
            purpose,
            subject: Subject::Person(person(address)),
            moderator: None,
            expires: "2024-12-31T00:00:00Z".parse().unwrap(),
        };
        capability.link("", &keys())
    }

    pub(crate) async fn open(&self, path: &str) -> Page {
        self.try_to(Method::GET, path, &[], Body::Empty).await.unwrap()
    }

    pub(crate) async fn send(&self, path: &str, form: &Form) -> Page {
        self.try_to_send(path, form).await.unwrap()
    }

    pub(crate) async fn try_to_send(&self, path: &str, form: &Form) -> Result<Page, Crashed> {
        let body = serde_html_form::to_string(&form.fields).unwrap();
        let path = form.action.as_deref().unwrap_or(path);
        self.try_to(Method::POST, path, &[("content-type", FORM)], Body::Text(body)).await
    }

    pub(crate) async fn try_to(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Result<Page, Crashed> {
        let mut request = http::Request::builder().method(method).uri(path);
        for (name, value) in [&[("cloudfront-viewer-address", "198.51.100.10:4711")], headers].concat() {
            request = request.header(name, value);
        }
        let request: Request = request.body(body).unwrap();
        let work = Box::pin(subscribe::handle(&self.deps, request));
        let response = self.cloud.invoke("subscribe", work).await?.unwrap();
        let Body::Text(html) = response.body() else { panic!("a page is text") };
        Ok(Page { status: response.status(), headers: response.headers().clone(), html: html.clone() })
    }
}
