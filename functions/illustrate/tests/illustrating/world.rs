//! A draft and an event in the in-process cloud, and an organiser with pictures.

use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_s3::primitives::ByteStream;
use illustrate::{Deps, Uploads};
use image::{ImageFormat, RgbImage};
use jiff::SignedDuration;
use lambda_http::http::{self, Method};
use lambda_http::{Body, Request};
use links::{Capability, Purpose, Subject};
use model::content::{Content, Revision};
use model::draft::Draft;
use model::event::{Deed, Event, Outcome, Seat};
use model::id::{DraftId, EventId, PersonId, PersonKey};
use model::picture::Picture;
use model::proposal::Proposal;
use model::reception::Reception;
use model::step::{Ruling, Step};
use pipeline_tests::cloud::{Cloud, Crashed, SITE_BUCKET, TABLE, UPLOADS_BUCKET};
use pipeline_tests::samples::{self, keys, moderator};
use runtime::{Clock, Random};
use site::Bucket;
use store::Store;

use crate::page::{Form, Page};

pub(crate) const BASE_URL: &str = "https://mois.test";
const YEAR: i16 = 2024;
const WINDOW: SignedDuration = SignedDuration::from_mins(5);

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) store: Store,
    s3: aws_sdk_s3::Client,
    deps: Deps,
}

/// Whose picture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    Draft,
    Event,
}

pub(crate) fn photograph(width: u32, height: u32) -> Vec<u8> {
    jpeg(width, height, |x, y| [x, y, x ^ y])
}

/// What no compression makes small.
pub(crate) fn noise(width: u32, height: u32) -> Vec<u8> {
    jpeg(width, height, |x, y| [3, 5, 7].map(|seed| (x * 7919 + y * 104_729 + seed).wrapping_pow(seed) >> 9))
}

fn jpeg(width: u32, height: u32, levels: impl Fn(u32, u32) -> [u32; 3]) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(levels(x, y).map(|level| u8::try_from(level % 256).unwrap()))
    });
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Jpeg).unwrap();
    file.into_inner()
}

fn draft() -> DraftId {
    DraftId::derive(&[b"d"])
}

fn event() -> EventId {
    EventId::derive(&[b"e"])
}

fn organiser(revision: &Revision) -> PersonId {
    PersonId::of(&revision.organiser.email, &PersonKey::new("a key"))
}

impl World {
    /// A draft that has a title, and an event that waits for a moderator.
    pub(crate) async fn new(cloud: &Cloud) -> Self {
        let world = Self::of(cloud);
        world.store.open_edition(&samples::edition(YEAR)).await.unwrap();
        let proposal = Proposal { title: "Repenser l’accueil".into(), ..Proposal::default() };
        let started = Draft::open(draft(), YEAR.into(), proposal, None, cloud.now());
        assert!(world.store.open_draft(&started).await.unwrap());
        let revision = samples::revision("Repenser l’accueil");
        let organiser = organiser(&revision);
        let step = Step::submit(event(), YEAR.into(), organiser, Reception::Known, revision, cloud.now());
        world.store.record(&step).await.unwrap();
        world
    }

    /// What a cloud holds already.
    pub(crate) fn of(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let store = Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE);
        let s3 = aws_sdk_s3::Client::new(&sdk);
        let time = cloud.clock();
        let drawn = Arc::new(AtomicU8::new(0));
        let deps = Deps {
            store: store.clone(),
            site: Bucket::new(s3.clone(), SITE_BUCKET),
            uploads: Uploads::new(&sdk, UPLOADS_BUCKET).unwrap(),
            keys: keys(),
            base_url: BASE_URL.into(),
            clock: Clock::of(move || time.now()),
            random: Random::of(move || [drawn.fetch_add(1, Ordering::Relaxed); 16]),
        };
        Self { cloud: cloud.clone(), store, s3, deps }
    }

    pub(crate) fn link(whose: Whose) -> String {
        let subject = match whose {
            Whose::Draft => Subject::Draft(draft()),
            Whose::Event => Subject::Seat { event: event(), seat: Seat::ORGANISER },
        };
        Self::link_to(Purpose::Illustrate, subject)
    }

    /// Where one comes from, and goes back to.
    pub(crate) fn back(whose: Whose) -> String {
        match whose {
            Whose::Draft => format!("{}/verifier", Self::link_to(Purpose::Draft, Subject::Draft(draft()))),
            Whose::Event => {
                let seat = Subject::Seat { event: event(), seat: Seat::ORGANISER };
                Self::link_to(Purpose::Organise, seat)
            }
        }
    }

    pub(crate) fn link_to(purpose: Purpose, subject: Subject) -> String {
        let expires = "2024-12-31T00:00:00Z".parse().unwrap();
        Capability { purpose, subject, moderator: None, expires }.link("", &keys())
    }

    /// A browser sends a file by the form of a page, as S3 takes it. Where it leads then.
    pub(crate) async fn uploads(&self, page: &Page, file: &[u8]) -> String {
        let form = page.upload_form();
        let (key, redirect) = (form.value("key").unwrap(), form.value("success_action_redirect").unwrap());
        let put = self.s3.put_object().bucket(UPLOADS_BUCKET).key(key);
        put.body(ByteStream::from(file.to_vec())).send().await.unwrap();
        let path = redirect.strip_prefix(BASE_URL).unwrap();
        format!("{path}?bucket={UPLOADS_BUCKET}&key={}&etag=%22x%22", key.replace('/', "%2F"))
    }

    /// Opens the page, sends a file, and is led to what is said of it.
    pub(crate) async fn sends(&self, whose: Whose, file: &[u8]) -> Page {
        let page = self.open(&format!("{}?remplacer=oui", Self::link(whose))).await;
        let next = self.uploads(&page, file).await;
        self.open(&next).await
    }

    /// A day goes by, after which S3 removes what was sent.
    pub(crate) async fn forgets(&self, page: &Page) {
        let form = page.form("enregistrer");
        let key = form.value("key").unwrap();
        self.s3.delete_object().bucket(UPLOADS_BUCKET).key(key).send().await.unwrap();
    }

    pub(crate) async fn open(&self, path: &str) -> Page {
        self.request(Method::GET, path, None).await.unwrap()
    }

    pub(crate) async fn send(&self, whose: Whose, form: &Form) -> Page {
        self.request(Method::POST, &Self::link(whose), Some(form)).await.unwrap()
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
        let handled = Box::pin(illustrate::handle(&self.deps, request));
        let response = self.cloud.invoke("illustrate", handled).await?.unwrap();
        let location =
            response.headers().get("location").map(|location| location.to_str().unwrap().to_owned());
        let Body::Text(html) = response.body() else { panic!("a page is text") };
        Ok(Page { status: response.status(), html: html.clone(), location })
    }

    pub(crate) async fn draft(&self) -> Draft {
        self.store.draft(draft(), self.cloud.now()).await.unwrap().unwrap()
    }

    pub(crate) async fn event(&self) -> Event {
        self.store.event(event()).await.unwrap().unwrap()
    }

    pub(crate) async fn content(&self) -> Content {
        self.store.revision(event(), self.event().await.revision()).await.unwrap().unwrap().content
    }

    /// The picture of the event's revision that counts.
    pub(crate) async fn picture(&self) -> Option<Picture> {
        self.content().await.picture
    }

    /// How many new versions of the event have come.
    pub(crate) async fn edits(&self) -> usize {
        let history = self.store.history(event()).await.unwrap();
        history.iter().filter(|line| line.deed == Deed::Edited).count()
    }

    /// The files of pictures, in the site.
    pub(crate) async fn files(&self) -> Vec<String> {
        self.cloud.objects().await
    }

    pub(crate) async fn has_published(&self, key: &str, content: &[u8]) {
        let put = self.s3.put_object().bucket(SITE_BUCKET).key(key);
        put.body(ByteStream::from(content.to_vec())).send().await.unwrap();
    }

    pub(crate) async fn is_sent(&self) {
        let sent = self.draft().await.send(false, None, self.cloud.now()).unwrap();
        self.store.send_draft(&sent, self.cloud.now()).await.unwrap();
    }

    /// A moderator decides, and can still undo it.
    pub(crate) async fn is_being_decided(&self, outcome: Outcome) {
        let (event, moderator, content) = (self.event().await, moderator(), self.content().await);
        let ruling = Ruling { moderator: &moderator, outcome, corrected: None, window: WINDOW, order: None };
        let revision = event.revision();
        let step = Step::decide(event, revision, ruling, &content, self.cloud.now()).unwrap();
        self.store.record(&step).await.unwrap();
    }

    pub(crate) fn window_passes(&self) {
        self.cloud.clock().advance(WINDOW.as_secs());
    }

    pub(crate) async fn is_published(&self) {
        self.is_being_decided(Outcome::Publish).await;
        self.window_passes();
    }

    /// Somebody else changes the draft at this very moment.
    pub(crate) async fn draft_is_typed_in(&self) {
        let draft = self.draft().await;
        let proposal = Proposal { summary: format!("Version {}.", draft.version), ..draft.proposal.clone() };
        let saved = draft.save(proposal, self.cloud.now()).unwrap();
        self.store.save_draft(&saved).await.unwrap();
    }

    /// The organiser says something of the event beside its revisions.
    pub(crate) async fn is_said(&self, practical: model::practical::Practical) {
        let (event, content) = (self.event().await, self.content().await);
        let person = event.organiser.clone();
        let step = Step::practical(event, &person, practical, &content, self.cloud.now()).unwrap();
        self.store.record(&step).await.unwrap();
    }
}
