//! An edition with one event in the in-process cloud, and the organiser's pages before it.

use aws_sdk_dynamodb::config::retry::RetryConfig;
use jiff::SignedDuration;
use lambda_http::http::{self, Method};
use lambda_http::{Body, Request};
use links::{Capability, Purpose, Subject};
use model::content::{Revision, RevisionNumber};
use model::edition::Edition;
use model::event::{ChangeRequest, Deed, Event, Outcome, Wish};
use model::id::{EventId, PersonId, PersonKey};
use model::part::Part;
use model::reception::Reception;
use model::step::{Ruling, Step};
use organise::Deps;
use pipeline_tests::cloud::{Cloud, Crashed, TABLE};
use pipeline_tests::samples::{keys, moderator};
use runtime::{Clock, Random};
use store::Store;

use crate::page::{Form, Page};

const YEAR: i16 = 2024;
const WINDOW: SignedDuration = SignedDuration::from_mins(5);

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) store: Store,
    deps: Deps,
}

pub(crate) fn edition() -> Edition {
    pipeline_tests::samples::edition(YEAR)
}

/// Hybrid, overseas, over several days, with all that a page could spoil.
pub(crate) fn revision(title: &str) -> Revision {
    let slot = |day: u8| {
        serde_json::json!({
            "start": format!("2024-11-{day}T06:30:00Z"), "end": format!("2024-11-{day}T08:00:00Z"),
        })
    };
    serde_json::from_value(serde_json::json!({
        "content": {
            "title": title,
            "summary": "« L’accueil », <b>vu</b> par \"vous\" & nous.",
            "description": "Un.\n\n  Deux & </textarea> trois.\nQuatre.",
            "format": "atelier",
            "schedule": { "kind": "slots", "zone": "Indian/Reunion", "slots": [slot(12), slot(13), slot(14)] },
            "attendance": { "mode": "hybrid", "link": "https://visio.exemple.fr/?a=1&b=%22", "places": [{
                "name": "Médiathèque", "address": "12 rue de l’Église", "postcode": "97743", "town": "97411",
            }] },
            "audience": ["agents", "grand-public"],
            "registration": { "link": "https://exemple.fr/inscription" },
            "organisation": { "name": "DITP", "kind": "etat" },
            "picture": { "id": "7k3qx9mb2fht", "width": 1200, "height": 800, "credit": "DITP" },
        },
        "organiser": { "name": "Camille Durand", "email": "camille.durand@exemple.gouv.fr" },
    }))
    .unwrap()
}

pub(crate) fn request() -> ChangeRequest {
    let text = "Quel accueil\u{a0}?".to_owned().try_into().unwrap();
    ChangeRequest { wishes: vec![Wish { part: Part::Title, reason: None, text: Some(text) }], message: None }
}

fn event() -> EventId {
    EventId::derive(&[b"e"])
}

impl World {
    /// An event that waits for a moderator.
    pub(crate) async fn new(cloud: &Cloud) -> Self {
        let world = Self::of(cloud);
        world.store.open_edition(&edition()).await.unwrap();
        let revision = revision("Repenser l’accueil");
        let organiser = PersonId::of(&revision.organiser.email, &PersonKey::new("a key"));
        let step = Step::submit(event(), YEAR.into(), organiser, Reception::Known, revision, cloud.now());
        world.store.record(&step).await.unwrap();
        world
    }

    /// The same, of which the team has asked for changes.
    pub(crate) async fn asked(cloud: &Cloud) -> Self {
        let world = Self::new(cloud).await;
        world.is_decided(Outcome::RequestChanges { request: request() }, None).await;
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
    pub(crate) async fn is_decided(&self, outcome: Outcome, corrected: Option<Revision>) {
        assert!(self.is_being_decided(outcome, corrected).await);
        self.window_passes();
    }

    /// A moderator decides and can still undo it, if nothing else happens at that very moment.
    pub(crate) async fn is_being_decided(&self, outcome: Outcome, corrected: Option<Revision>) -> bool {
        let (event, moderator) = (self.event().await, moderator());
        let content = self.current().await.content;
        let ruling = Ruling { moderator: &moderator, outcome, corrected, window: WINDOW, order: None };
        let revision = event.revision();
        let step = Step::decide(event, revision, ruling, &content, self.cloud.now()).unwrap();
        let recorded = self.store.record(&step).await;
        if let Err(error) = &recorded {
            assert!(error.is_conflict(), "{error}");
        }
        recorded.is_ok()
    }

    pub(crate) fn window_passes(&self) {
        self.cloud.clock().advance(WINDOW.as_secs());
    }

    /// A moderator adds a note, if nothing else happens at that very moment.
    pub(crate) async fn is_noted(&self) {
        let note = self.cloud.invoke("moderate", async {
            let (event, content) = (self.event().await, self.current().await.content);
            let text = "À relire.".to_owned().try_into().unwrap();
            let step = Step::note(event, text, &moderator(), &content, self.cloud.now()).unwrap();
            let recorded = self.store.record(&step).await;
            if let Err(error) = recorded {
                assert!(error.is_conflict(), "{error}");
            }
        });
        Box::pin(note).await.unwrap();
    }

    pub(crate) async fn event(&self) -> Event {
        self.store.event(event()).await.unwrap().unwrap()
    }

    /// The revision that counts.
    pub(crate) async fn current(&self) -> Revision {
        self.store.revision(event(), self.event().await.revision()).await.unwrap().unwrap()
    }

    /// How many new versions the organiser has sent.
    pub(crate) async fn edits(&self) -> usize {
        let history = self.store.history(event()).await.unwrap();
        history.iter().filter(|line| line.deed == Deed::Edited).count()
    }

    pub(crate) fn link(purpose: Purpose, revision: u16) -> String {
        let capability = Capability {
            purpose,
            subject: Subject::Event { event: event(), revision: RevisionNumber::from(revision) },
            moderator: None,
            expires: "2024-12-31T00:00:00Z".parse().unwrap(),
        };
        capability.link("", &keys())
    }

    pub(crate) async fn open(&self) -> Page {
        self.request(Method::GET, &Self::link(Purpose::Edit, 1), None).await.unwrap()
    }

    pub(crate) async fn send(&self, form: &Form) -> Page {
        self.try_to_send(form).await.unwrap()
    }

    pub(crate) async fn try_to_send(&self, form: &Form) -> Result<Page, Crashed> {
        self.request(Method::POST, &Self::link(Purpose::Edit, 1), Some(form)).await
    }

    pub(crate) async fn request(
        &self,
        method: Method,
        path: &str,
        form: Option<&Form>,
    ) -> Result<Page, Crashed> {
        let body = form.map(|form| serde_html_form::to_string(&form.0).unwrap());
        let request: Request = http::Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.map_or(Body::Empty, Body::Text))
            .unwrap();
        let response =
            self.cloud.invoke("organise", Box::pin(organise::handle(&self.deps, request))).await?.unwrap();
        let Body::Text(html) = response.body() else { panic!("a page is text") };
        Ok(Page { status: response.status(), html: html.clone() })
    }
}
