//! An edition with one event in the in-process cloud, and the pages of its team before it.

use aws_sdk_dynamodb::config::retry::RetryConfig;
use jiff::SignedDuration;
use lambda_http::http::{self, Method};
use lambda_http::{Body, Request};
use links::{Capability, Purpose, Subject};
use model::content::Revision;
use model::draft::Draft;
use model::edition::Edition;
use model::email::EmailAddress;
use model::event::{Event, Outcome, Seat};
use model::id::{EventId, PersonId, PersonKey};
use model::reception::Reception;
use model::step::{Ruling, Step, Undoing};
use organise::Deps;
use pipeline_tests::cloud::{Cloud, Crashed, TABLE};
use pipeline_tests::samples::{keys, moderator};
use runtime::{Clock, Random};
use store::Store;

use crate::page::{Form, Page};

pub(crate) const YEAR: i16 = 2024;
pub(crate) const TITLE: &str = "Repenser l’accueil";
pub(crate) const COLLEAGUE: &str = "lou.martin@exemple.gouv.fr";
const WINDOW: SignedDuration = SignedDuration::from_mins(5);

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) store: Store,
    deps: Deps,
}

pub(crate) fn edition() -> Edition {
    pipeline_tests::samples::edition(YEAR)
}

/// On site in Rennes, at two dates.
pub(crate) fn revision(title: &str) -> Revision {
    let slot = |day: u8| {
        serde_json::json!({
            "start": format!("2024-11-{day}T09:00:00Z"), "end": format!("2024-11-{day}T11:00:00Z"),
        })
    };
    serde_json::from_value(serde_json::json!({
        "content": {
            "title": title,
            "summary": "En une phrase.",
            "description": "En quelques phrases.",
            "format": "atelier",
            "schedule": { "kind": "slots", "zone": "Europe/Paris", "slots": [slot(12), slot(13)] },
            "attendance": { "mode": "on-site", "places": [{
                "name": "Mairie", "postcode": "35000", "town": "35238",
            }] },
            "audience": ["agents"],
            "registration": { "link": "https://exemple.fr/inscription" },
            "organisation": { "name": "Ville de Rennes", "kind": "collectivite" },
        },
        "organiser": { "name": "Camille Durand", "email": "camille.durand@exemple.gouv.fr" },
    }))
    .unwrap()
}

pub(crate) fn event() -> EventId {
    EventId::derive(&[b"e"])
}

pub(crate) fn person(address: &str) -> PersonId {
    PersonId::of(&EmailAddress::parse(address).unwrap(), &PersonKey::new("a key"))
}

/// The place of the first colleague.
pub(crate) fn second() -> Seat {
    Seat::from(1)
}

/// A page of the organiser's link.
pub(crate) fn mine(page: &str) -> String {
    page_of(Seat::ORGANISER, page)
}

/// A page of the link of one of the team.
pub(crate) fn page_of(seat: Seat, page: &str) -> String {
    let capability = Capability {
        purpose: Purpose::Organise,
        subject: Subject::Seat { event: event(), seat },
        moderator: None,
        expires: "2025-12-31T00:00:00Z".parse().unwrap(),
    };
    let slash = if page.is_empty() { "" } else { "/" };
    format!("{}{slash}{page}", capability.link("", &keys()))
}

impl World {
    /// An event that nobody has confirmed, or one that waits for a moderator.
    async fn submitted(cloud: &Cloud, reception: Reception, revision: Revision) -> Self {
        let world = Self::of(cloud);
        world.store.open_edition(&edition()).await.unwrap();
        let organiser = person(revision.organiser.email.as_str());
        let step = Step::submit(event(), YEAR.into(), organiser, reception, revision, cloud.now());
        world.store.record(&step).await.unwrap();
        world
    }

    pub(crate) async fn unconfirmed(cloud: &Cloud) -> Self {
        Self::submitted(cloud, Reception::Ask, revision(TITLE)).await
    }

    pub(crate) async fn in_review(cloud: &Cloud) -> Self {
        Self::submitted(cloud, Reception::Known, revision(TITLE)).await
    }

    /// An event that the programme shows.
    pub(crate) async fn published(cloud: &Cloud) -> Self {
        let world = Self::in_review(cloud).await;
        world.is_decided(Outcome::Publish).await;
        world
    }

    /// One of La Réunion, at ten by the clocks there.
    pub(crate) async fn published_in_la_reunion(cloud: &Cloud) -> Self {
        let mut there = serde_json::to_value(revision(TITLE)).unwrap();
        let slot = serde_json::json!({ "start": "2024-11-12T06:00:00Z", "end": "2024-11-12T08:00:00Z" });
        there["content"]["schedule"]["zone"] = "Indian/Reunion".into();
        there["content"]["schedule"]["slots"] = serde_json::json!([slot]);
        there["content"]["attendance"]["places"][0]["postcode"] = "97400".into();
        there["content"]["attendance"]["places"][0]["town"] = "97411".into();
        let there = serde_json::from_value(there).unwrap();
        let world = Self::submitted(cloud, Reception::Known, there).await;
        world.is_decided(Outcome::Publish).await;
        world
    }

    /// The same with a colleague.
    pub(crate) async fn shared(cloud: &Cloud) -> Self {
        let world = Self::published(cloud).await;
        world.invites(COLLEAGUE).await;
        world
    }

    /// What a cloud holds already.
    pub(crate) fn of(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let store = Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE);
        let time = cloud.clock();
        let deps = Deps {
            store: store.clone(),
            keys: keys(),
            person_key: PersonKey::new("a key"),
            clock: Clock::of(move || time.now()),
            random: Random::of(|| [7; 16]),
        };
        Self { cloud: cloud.clone(), store, deps }
    }

    /// A moderator decides, and the time to undo it passes.
    pub(crate) async fn is_decided(&self, outcome: Outcome) {
        self.is_being_decided(outcome).await;
        self.window_passes();
    }

    /// A moderator decides and can still undo it.
    pub(crate) async fn is_being_decided(&self, outcome: Outcome) {
        let (event, moderator) = (self.event().await, moderator());
        let content = self.current().await.content;
        let ruling = Ruling { moderator: &moderator, outcome, corrected: None, window: WINDOW, order: None };
        let revision = event.revision();
        let step = Step::decide(event, revision, ruling, &content, self.cloud.now()).unwrap();
        self.store.record(&step).await.unwrap();
    }

    /// The moderator undoes it.
    pub(crate) async fn is_undone(&self) {
        let (event, now) = (self.event().await, self.cloud.now());
        let content = self.current().await.content;
        let version = event.decision().unwrap().version;
        let contents = Undoing { current: &content, shown: None, left: None };
        let step = Step::undo(event, version, &moderator(), contents, now, now).unwrap();
        self.store.record(&step).await.unwrap();
    }

    /// A moderator adds a note.
    pub(crate) async fn is_noted(&self, text: &str) {
        let content = self.current().await.content;
        let text = text.to_owned().try_into().unwrap();
        let step = Step::note(self.event().await, text, &moderator(), &content, self.cloud.now()).unwrap();
        self.store.record(&step).await.unwrap();
    }

    pub(crate) fn window_passes(&self) {
        self.pass(WINDOW);
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        self.cloud.clock().advance(time.as_secs());
    }

    /// The organiser invites a colleague.
    pub(crate) async fn invites(&self, address: &str) -> Page {
        let form = self.open(&mine("equipe")).await.form("inviter");
        self.send(&form.with("email", address).with("accord", "oui")).await
    }

    pub(crate) async fn event(&self) -> Event {
        self.store.event(event()).await.unwrap().unwrap()
    }

    /// The revision that counts.
    pub(crate) async fn current(&self) -> Revision {
        self.store.revision(event(), self.event().await.revision()).await.unwrap().unwrap()
    }

    /// The codes of what was done to the event.
    pub(crate) async fn deeds(&self) -> Vec<&'static str> {
        let history = self.store.history(event()).await.unwrap();
        history.iter().map(|line| line.deed.code()).collect()
    }

    /// How many letters were written for this.
    pub(crate) async fn letters(&self, purpose: &str) -> usize {
        let items = self.cloud.items().await;
        let letters = items.iter().filter(|item| item["entity"]["S"] == "mail");
        letters.filter(|item| item["letter"]["M"]["purpose"]["S"] == purpose).count()
    }

    /// How many items of a kind there are.
    pub(crate) async fn count(&self, entity: &str) -> usize {
        self.cloud.items().await.iter().filter(|item| item["entity"]["S"] == entity).count()
    }

    /// The draft that a page leads to.
    pub(crate) async fn draft(&self, page: &Page) -> Draft {
        let token = page.location.as_ref().unwrap().strip_prefix("/proposition/").unwrap();
        let now = self.cloud.now();
        let link = Capability::verify(token, Purpose::Draft, &keys(), now).unwrap();
        self.store.draft(link.draft().unwrap(), now).await.unwrap().unwrap()
    }

    pub(crate) async fn open(&self, path: &str) -> Page {
        self.request(Method::GET, path, Body::Empty).await.unwrap()
    }

    /// Sends a form to where it goes.
    pub(crate) async fn send(&self, form: &Form) -> Page {
        self.try_to_send(form).await.unwrap()
    }

    /// Sends a form, and opens the page that it leads to.
    pub(crate) async fn follow(&self, form: &Form) -> Page {
        let page = self.send(form).await;
        let to = page.location.unwrap_or_else(|| panic!("{}: {}", page.status, page.html));
        self.open(&to).await
    }

    pub(crate) async fn try_to_send(&self, form: &Form) -> Result<Page, Crashed> {
        let body = serde_html_form::to_string(&form.fields).unwrap();
        let path = form.action.as_deref().unwrap_or("");
        self.request(Method::POST, path, Body::Text(body)).await
    }

    pub(crate) async fn request(&self, method: Method, path: &str, body: Body) -> Result<Page, Crashed> {
        let request: Request = http::Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cloudfront-viewer-address", "198.51.100.10:4711")
            .body(body)
            .unwrap();
        let work = Box::pin(organise::handle(&self.deps, request));
        let response = self.cloud.invoke("organise", work).await?.unwrap();
        let Body::Text(html) = response.body() else { panic!("a page is text") };
        let location = response.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        Ok(Page { status: response.status(), location, html: html.clone() })
    }
}
