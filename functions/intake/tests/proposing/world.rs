//! An edition in the in-process cloud, and someone who proposes an event.

use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use aws_sdk_dynamodb::config::retry::RetryConfig;
use intake::Deps;
use lambda_http::http::{self, Method};
use lambda_http::{Body, Request};
use links::{Capability, Purpose, Subject};
use model::draft::Draft;
use model::id::{DraftId, PersonKey};
use model::proposal::Proposal;
use pipeline_tests::cloud::{Cloud, Crashed, TABLE};
use pipeline_tests::samples::edition;
pub(crate) use pipeline_tests::samples::keys;
use runtime::{Clock, Random};
use serde_json::Value;
use store::Store;

use crate::page::{Form, Page};

pub(crate) const YEAR: i16 = 2024;
/// An office of which everyone has the same address.
pub(crate) const OFFICE: &str = "198.51.100.10";

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) store: Store,
    deps: Deps,
}

pub(crate) fn person_key() -> PersonKey {
    PersonKey::new("a key")
}

/// A proposal that has nothing to be put right.
pub(crate) fn proposal() -> Proposal {
    Proposal {
        title: "Repenser l’accueil".into(),
        summary: "Un atelier pour repenser l’accueil.".into(),
        description: "Venez nombreux.\r\n\r\n<b>Apportez</b> vos idées.".into(),
        format: "atelier".into(),
        language: "fr".into(),
        schedule: "slots".into(),
        slot_date: vec!["2024-11-12".into(), "2024-11-13".into()],
        slot_start: vec!["10:00".into(), "14:00".into()],
        slot_end: vec!["12:00".into(), "16:30".into()],
        mode: "on-site".into(),
        place_name: vec!["Médiathèque".into()],
        address: vec!["12 rue de l’Église".into()],
        postcode: vec!["35000".into()],
        commune: vec!["Rennes".into()],
        place_departement: vec![String::new()],
        audience: vec!["agents".into(), "grand-public".into()],
        organisation: "Département".into(),
        organisation_kind: "collectivite".into(),
        organiser_name: "Camille Durand".into(),
        organiser_email: "camille.durand@exemple.gouv.fr".into(),
        ..Proposal::default()
    }
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
        let drawn = Arc::new(AtomicU16::new(0));
        let deps = Deps {
            store: store.clone(),
            keys: keys(),
            person_key: person_key(),
            clock: Clock::of(move || time.now()),
            random: Random::of(move || {
                let drawn = drawn.fetch_add(1, Ordering::Relaxed).to_be_bytes();
                std::array::from_fn(|at| drawn[at % 2])
            }),
        };
        Self { cloud: cloud.clone(), store, deps }
    }

    /// A draft that was opened an hour ago, and its address.
    pub(crate) async fn has_draft(&self, name: &str, proposal: Proposal) -> String {
        let id = DraftId::derive(&[name.as_bytes()]);
        let draft = Draft::open(id, YEAR.into(), proposal, None, self.cloud.now());
        assert!(self.store.open_draft(&draft).await.unwrap());
        Self::link(Purpose::Draft, id)
    }

    pub(crate) fn link(purpose: Purpose, draft: DraftId) -> String {
        let expires = "2025-12-31T00:00:00Z".parse().unwrap();
        let subject = Subject::Draft(draft);
        Capability { purpose, subject, moderator: None, expires }.link("", &keys())
    }

    /// The draft at an address.
    pub(crate) async fn draft_at(&self, address: &str) -> Option<Draft> {
        let path = address.strip_prefix("/proposition/").unwrap();
        let token = path.split('/').next().unwrap();
        let link = Capability::verify(token, Purpose::Draft, &keys(), self.cloud.now()).unwrap();
        self.store.draft(link.draft().unwrap(), self.cloud.now()).await.unwrap()
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.cloud.clock().advance(seconds);
    }

    async fn entities(&self, entity: &str) -> Vec<Value> {
        let mut items = self.cloud.items().await;
        items.retain(|item| item["entity"]["S"] == entity);
        items
    }

    /// How many drafts there are.
    pub(crate) async fn drafts(&self) -> usize {
        self.entities("draft").await.len()
    }

    /// How many drafts the worker was told of.
    pub(crate) async fn nudges(&self) -> usize {
        let outbox = self.entities("outbox").await;
        outbox.iter().filter(|item| item["nudge"]["M"]["nudge"]["S"] == "submission").count()
    }

    /// How many letters were written.
    pub(crate) async fn letters(&self) -> usize {
        self.entities("mail").await.len()
    }

    /// All that is in the table, but the drafts and the counter of those that were opened.
    pub(crate) async fn beside_the_drafts(&self) -> Vec<Value> {
        let mut items = self.cloud.items().await;
        let counts_them =
            |item: &Value| item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("RATE#draft-opened#"));
        items.retain(|item| item["entity"]["S"] != "draft" && !counts_them(item));
        items
    }

    pub(crate) async fn open(&self, path: &str) -> Page {
        self.try_to_open(path).await.unwrap()
    }

    pub(crate) async fn try_to_open(&self, path: &str) -> Result<Page, Crashed> {
        self.request(Method::GET, path, OFFICE, Body::Empty).await
    }

    pub(crate) async fn send(&self, form: &Form) -> Page {
        self.try_to_send(form).await.unwrap()
    }

    pub(crate) async fn try_to_send(&self, form: &Form) -> Result<Page, Crashed> {
        self.send_from(OFFICE, form).await
    }

    pub(crate) async fn send_from(&self, network: &str, form: &Form) -> Result<Page, Crashed> {
        let body = serde_html_form::to_string(&form.fields).unwrap();
        self.request(Method::POST, &form.action, network, Body::Text(body)).await
    }

    /// Sends a form and goes where the answer leads.
    pub(crate) async fn sends_on(&self, form: &Form) -> Page {
        let answer = self.send(form).await;
        self.open(answer.location()).await
    }

    pub(crate) async fn request(
        &self,
        method: Method,
        path: &str,
        network: &str,
        body: Body,
    ) -> Result<Page, Crashed> {
        let request: Request = http::Request::builder()
            .method(method)
            .uri(path)
            .header("cloudfront-viewer-address", format!("{network}:4711"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .unwrap();
        let handled = Box::pin(intake::handle(&self.deps, request));
        let response = self.cloud.invoke("intake", handled).await?.unwrap();
        let Body::Text(html) = response.body() else { panic!("a page is text") };
        Ok(Page { status: response.status(), headers: response.headers().clone(), html: html.clone() })
    }
}
