//! Two moderators in the in-process cloud, each with their links, and an event that waits for them.

use aws_sdk_dynamodb::config::retry::RetryConfig;
use jiff::SignedDuration;
use lambda_http::http::{self, Method, StatusCode};
use lambda_http::{Body, Request};
use links::{Capability, Purpose, Subject};
use model::event::{Event, LogEntry};
use model::id::{EventId, ModeratorId, OrderId, PersonId, PersonKey};
use model::ledger::Status;
use model::moderation::{Moderator, Rhythm, Scope};
use model::order::{Action, Order, Target};
use model::reception::Reception;
use model::step::{Ruling, Step};
use moderate::Deps;
use pipeline_tests::cloud::{Cloud, TABLE};
use pipeline_tests::samples::{edition, keys, revision};
use runtime::{Clock, Random};
use store::Store;

const YEAR: i16 = 2024;

/// How long a decision can be undone.
pub(crate) const WINDOW: SignedDuration = SignedDuration::from_mins(5);

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) store: Store,
    deps: Deps,
}

/// A page as a moderator gets it.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) html: String,
}

impl Page {
    /// The hidden field `version` of the form that does this.
    pub(crate) fn version(&self, act: &str) -> String {
        let form = format!("name=\"act\" value=\"{act}\">\n<input type=\"hidden\" name=\"version\" value=\"");
        let (_, rest) = self.html.split_once(&form).unwrap_or_else(|| panic!("no form: {}", self.html));
        rest.split('"').next().unwrap().to_owned()
    }
}

/// A member of the national team.
pub(crate) fn member(name: &str) -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[name.as_bytes()]),
        name: name.to_owned().try_into().unwrap(),
        email: format!("{}@exemple.gouv.fr", name.to_lowercase()).try_into().unwrap(),
        scope: Scope::National,
        rhythm: Rhythm::AtOnce,
        away_until: None,
    }
}

pub(crate) fn event() -> EventId {
    EventId::derive(&[b"e"])
}

impl World {
    /// An event that waits for Alex and Lou.
    pub(crate) async fn new() -> Self {
        let cloud = Cloud::new().await;
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let store = Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE);
        let time = cloud.clock();
        let person_key = PersonKey::new("a key");
        let organiser = PersonId::of(&revision("x").organiser.email, &person_key);
        let deps = Deps {
            store: store.clone(),
            keys: keys(),
            person_key,
            clock: Clock::of(move || time.now()),
            random: Random::of(|| [7; 16]),
            undo_window: WINDOW,
        };
        store.open_edition(&edition(YEAR)).await.unwrap();
        for name in ["Alex", "Lou"] {
            store.put_moderator(&member(name)).await.unwrap();
        }
        let submitted =
            Step::submit(event(), YEAR.into(), organiser, Reception::Known, revision("Atelier"), cloud.now());
        store.record(&submitted).await.unwrap();
        Self { cloud, store, deps }
    }

    /// Time passes.
    pub(crate) fn pass(&self, time: SignedDuration) {
        self.cloud.clock().advance(time.as_secs());
    }

    /// The event as it stands.
    pub(crate) async fn event(&self) -> Event {
        self.store.event(event()).await.unwrap().unwrap()
    }

    /// The organiser sends another version.
    pub(crate) async fn is_edited(&self, title: &str) {
        let event = self.event().await;
        let from = event.revision();
        let organiser = event.organiser.clone();
        let step = Step::edit(event, &organiser, from, revision(title), self.cloud.now()).unwrap();
        self.store.record(&step).await.unwrap();
    }

    /// `send` has begun, and done: the organiser has been written to about the decision that stands.
    pub(crate) async fn is_told(&self) {
        let history: Vec<LogEntry> = self.store.history(event()).await.unwrap();
        let mail = &history.last().unwrap().mails[0];
        let sent = Status::Sent { ses_id: "1".into(), at: self.cloud.now() };
        self.store.move_mail(mail, &Status::NEW, &sent).await.unwrap();
    }

    /// Alex's order to publish the event, as the desk has carried it out.
    pub(crate) async fn is_published_by_order(&self) -> Order {
        let (alex, now) = (member("Alex"), self.cloud.now());
        let event = self.event().await;
        let order = Order {
            id: OrderId::derive(&[b"order"]),
            edition: YEAR.into(),
            moderator: alex.id,
            moderator_name: alex.name.clone(),
            at: now,
            undo_until: now + WINDOW,
            undone_at: None,
            action: Action::Publish,
            targets: vec![Target { event: event.id, revision: event.revision(), assigned: None }],
        };
        self.store.give_order(&order).await.unwrap();
        let ruling = Ruling {
            moderator: &alex,
            outcome: order.outcome().unwrap(),
            corrected: None,
            window: WINDOW,
            order: Some(order.id),
        };
        let read = event.revision();
        let step = Step::decide(event, read, ruling, &revision("Atelier").content, now).unwrap();
        self.store.record(&step).await.unwrap();
        order
    }

    /// A moderator's link to a revision of the event.
    pub(crate) fn link(&self, moderator: &str, revision: u16) -> String {
        let subject = Subject::Event { event: event(), revision: revision.into() };
        self.link_to(Purpose::Moderate, subject, moderator)
    }

    /// A moderator's queue page, with all that waits in the country.
    pub(crate) fn queue(&self, moderator: &str) -> String {
        let path = self.link_to(Purpose::Queue, Subject::Edition(YEAR.into()), moderator);
        format!("{path}?pour=toutes")
    }

    /// Alex's page of an order.
    pub(crate) fn order_page(&self, order: &Order) -> String {
        format!("{}/lot/{}", self.link_to(Purpose::Queue, Subject::Edition(YEAR.into()), "Alex"), order.id)
    }

    fn link_to(&self, purpose: Purpose, subject: Subject, moderator: &str) -> String {
        let expires = self.cloud.now() + SignedDuration::from_hours(24);
        Capability { purpose, subject, moderator: Some(member(moderator).id), expires }.link("", &keys())
    }

    pub(crate) async fn open(&self, path: &str) -> Page {
        self.request(Method::GET, path, &[]).await
    }

    pub(crate) async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.request(Method::POST, path, fields).await
    }

    async fn request(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Page {
        let request: Request = http::Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::Text(serde_html_form::to_string(fields).unwrap()))
            .unwrap();
        let answer = Box::pin(moderate::handle(&self.deps, request));
        let answer = self.cloud.invoke("moderate", answer).await.unwrap().unwrap();
        let html = match answer.body() {
            Body::Text(html) => html.clone(),
            _ => String::new(),
        };
        Page { status: answer.status(), html }
    }
}
