//! Every function, wired to an in-process cloud.

use std::sync::atomic::{AtomicU8, Ordering};

use aws_lambda_events::dynamodb;
use aws_lambda_events::sqs::SqsEvent;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use lambda_http::http::{Method, StatusCode};
use lambda_http::{Body, Request};
use mail::{Sender, Ses};
use model::edition::{Edition, Year};
use model::email::EmailAddress;
use model::id::{ModeratorId, PersonKey};
use model::moderation::{Moderator, Rhythm, Scope};
use model::reason::Reasons;
use model::schedule::Period;
use model::territory::Region;
use model::text::Line;
use pipeline_tests::cloud::{self, Cloud, Crashed, SentMail};
use pipeline_tests::pipeline::{Delivery, Pipeline};
pub(crate) use pipeline_tests::samples::keys;
use runtime::{Clock, Random};
use site::Bucket;
use store::Store;

pub(crate) const BASE_URL: &str = "https://mois.test";
pub(crate) const NATIONAL: &str = "nationale@exemple.gouv.fr";
pub(crate) const REGIONAL: &str = "reunion@exemple.gouv.fr";

/// How long a decision can be undone.
pub(crate) const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// The functions' dependencies.
pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) store: Store,
    pub(crate) sqs: aws_sdk_sqs::Client,
    pub(crate) intake: intake::Deps,
    pub(crate) organise: organise::Deps,
    pub(crate) illustrate: illustrate::Deps,
    pub(crate) validate: validate::Deps,
    pub(crate) moderate: moderate::Deps,
    pub(crate) desk: desk::Deps,
    pub(crate) relay: relay::Deps,
    pub(crate) send: send::Deps,
    pub(crate) feedback: feedback::Deps,
    pub(crate) publish: publish::Deps,
    pub(crate) snapshot: snapshot::Deps,
    pub(crate) subscribe: subscribe::Deps,
    pub(crate) compose: compose::Deps,
    pub(crate) newsletter: newsletter::Deps,
    pub(crate) purge: purge::Deps,
}

/// A page as a person gets it.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) html: String,
    /// Where a redirection leads, within the site.
    pub(crate) location: Option<String>,
}

impl World {
    /// An open edition (2024, the eleventh) and a team of two: one national, one for La Réunion.
    pub(crate) async fn new(cloud: &Cloud) -> Self {
        let world = Self::observing(cloud).await;
        world.store.open_edition(&edition()).await.unwrap();
        for moderator in team() {
            world.store.put_moderator(&moderator).await.unwrap();
        }
        world
    }

    /// The functions over a cloud as it is.
    pub(crate) async fn observing(cloud: &Cloud) -> Self {
        let sdk = runtime::aws::settings(cloud.loader()).load().await;
        let store = Store::new(aws_sdk_dynamodb::Client::new(&sdk), cloud::TABLE);
        let test_clock = cloud.clock();
        let clock = Clock::of(move || test_clock.now());
        let drawn = AtomicU8::new(0);
        let random = Random::of(move || [drawn.fetch_add(1, Ordering::Relaxed); 16]);
        let keys = keys();
        let person_key = person_key();
        let bucket = Bucket::new(aws_sdk_s3::Client::new(&sdk), cloud::SITE_BUCKET);
        let sender = Sender::parse(&format!("Le Mois <mois@{}>", cloud::MAIL_DOMAIN), NATIONAL).unwrap();
        let sqs = aws_sdk_sqs::Client::new(&sdk);
        let ses = Ses::new(&sdk, cloud::CONFIGURATION_SET);
        Self {
            cloud: cloud.clone(),
            intake: intake::Deps {
                store: store.clone(),
                keys: keys.clone(),
                person_key: person_key.clone(),
                clock: clock.clone(),
                random: random.clone(),
            },
            organise: organise::Deps {
                store: store.clone(),
                keys: keys.clone(),
                person_key: person_key.clone(),
                clock: clock.clone(),
                random: random.clone(),
            },
            illustrate: illustrate::Deps {
                store: store.clone(),
                site: bucket.clone(),
                uploads: illustrate::Uploads::new(&sdk, cloud::UPLOADS_BUCKET).unwrap(),
                keys: keys.clone(),
                base_url: BASE_URL.into(),
                clock: clock.clone(),
                random: random.clone(),
            },
            validate: validate::Deps {
                store: store.clone(),
                clock: clock.clone(),
                person_key: person_key.clone(),
            },
            moderate: moderate::Deps {
                store: store.clone(),
                keys: keys.clone(),
                person_key: person_key.clone(),
                clock: clock.clone(),
                random: random.clone(),
                undo_window: WINDOW,
            },
            desk: desk::Deps { store: store.clone(), clock: clock.clone(), person_key: person_key.clone() },
            subscribe: subscribe::Deps {
                store: store.clone(),
                keys: keys.clone(),
                person_key: person_key.clone(),
                clock: clock.clone(),
            },
            compose: compose::Deps {
                store: store.clone(),
                ses: ses.clone(),
                keys: keys.clone(),
                person_key,
                clock: clock.clone(),
                random,
                base_url: BASE_URL.into(),
            },
            newsletter: newsletter::Deps { store: store.clone(), clock: clock.clone() },
            purge: purge::Deps { store: store.clone(), clock: clock.clone() },
            relay: relay::Deps {
                sqs: sqs.clone(),
                submissions_queue: cloud.queue_url("Submissions"),
                mail_queue: cloud.queue_url("Mail"),
                programme_queue: cloud.queue_url("Programme"),
                desk_queue: cloud.queue_url("Desk"),
                newsletter_queue: cloud.queue_url("Newsletter"),
                mailings_queue: cloud.queue_url("Mailings"),
            },
            send: send::Deps {
                store: store.clone(),
                ses,
                clock: clock.clone(),
                keys,
                sender,
                base_url: BASE_URL.into(),
                pacer: send::Pacer::default(),
            },
            feedback: feedback::Deps { store: store.clone(), clock: clock.clone() },
            publish: publish::Deps {
                store: store.clone(),
                bucket: bucket.clone(),
                base_url: BASE_URL.into(),
                clock: clock.clone(),
            },
            snapshot: snapshot::Deps { store: store.clone(), bucket, base_url: BASE_URL.into(), clock },
            sqs,
            store,
        }
    }

    /// The functions behind their queues and the stream.
    pub(crate) fn pipeline(&self, delivery: Delivery) -> Pipeline<'_> {
        type Never = std::convert::Infallible;
        let deadline = Timestamp::MAX; // the functions' time-outs are not played here
        Pipeline::new(&self.cloud)
            .deliver(delivery)
            .function("validate", async move |event: SqsEvent| {
                Ok::<_, Never>(validate::handle(&self.validate, event, deadline).await)
            })
            .function("desk", async move |event: SqsEvent| {
                Ok::<_, Never>(desk::handle(&self.desk, event, deadline).await)
            })
            .function("newsletter", async move |event: SqsEvent| {
                // It holds an issue until then: as long as the template lets it run.
                let deadline = self.cloud.now() + SignedDuration::from_mins(1);
                Ok::<_, Never>(newsletter::handle(&self.newsletter, event, deadline).await)
            })
            .function("relay", async |event: dynamodb::Event| {
                Ok::<_, Never>(relay::handle(&self.relay, event).await)
            })
            .function("send", async move |event: SqsEvent| {
                Ok::<_, Never>(send::handle(&self.send, event, deadline).await)
            })
            .function("feedback", async move |event: SqsEvent| {
                Ok::<_, Never>(feedback::handle(&self.feedback, event, deadline).await)
            })
            .function("publish", async move |event: SqsEvent| {
                Ok::<_, Never>(publish::handle(&self.publish, event, deadline).await)
            })
    }

    /// A request to the site, as the front door passes it on.
    pub(crate) async fn request(&self, request: Request) -> Result<Page, Crashed> {
        let function = function_of(request.uri().path());
        let answered = self
            .cloud
            .invoke(function, async {
                match function {
                    "moderate" => Box::pin(moderate::handle(&self.moderate, request)).await,
                    "subscribe" => Box::pin(subscribe::handle(&self.subscribe, request)).await,
                    "compose" => Box::pin(compose::handle(&self.compose, request)).await,
                    "organise" => Box::pin(organise::handle(&self.organise, request)).await,
                    "illustrate" => Box::pin(illustrate::handle(&self.illustrate, request)).await,
                    _ => Box::pin(intake::handle(&self.intake, request)).await,
                }
            })
            .await?;
        let (head, body) = answered.expect("a response").into_parts();
        let html = match body {
            Body::Text(html) => html,
            Body::Empty => String::new(),
            _ => panic!("a page is text"),
        };
        let location = head.headers.get("location").map(|to| to.to_str().expect("an address").to_owned());
        Ok(Page { status: head.status, html, location })
    }

    /// The mails that an address received, oldest first.
    pub(crate) fn mails_to(&self, address: &str) -> Vec<SentMail> {
        self.cloud.mails().into_iter().filter(|mail| mail.destinations == [address]).collect()
    }

    /// The published programme, if there is one.
    pub(crate) async fn programme(&self) -> Option<serde_json::Value> {
        let file = self.cloud.object("2024/programme.json").await?;
        Some(serde_json::from_slice(&file).unwrap())
    }
}

/// Which function the front door passes a request to.
fn function_of(path: &str) -> &'static str {
    let begins = |starts: &[&str]| starts.iter().any(|start| path.starts_with(start));
    if begins(&["/moderer/", "/moderation"]) {
        "moderate"
    } else if begins(&["/abonnement", "/desabonner/"]) {
        "subscribe"
    } else if begins(&["/lettre/"]) {
        "compose"
    } else if begins(&["/corriger/", "/mon-evenement/", "/mes-evenements"]) {
        "organise"
    } else if begins(&["/illustrer/"]) {
        "illustrate"
    } else {
        "intake"
    }
}

/// GET.
pub(crate) fn get(path: &str) -> Request {
    lambda_http::http::Request::builder().uri(path).body(Body::Empty).unwrap()
}

/// POST of a form.
pub(crate) fn post(path: &str, fields: &[(&str, &str)]) -> Request {
    lambda_http::http::Request::builder()
        .method(Method::POST)
        .uri(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::Text(serde_html_form::to_string(fields).unwrap()))
        .unwrap()
}

/// Under which addresses are hashed.
pub(crate) fn person_key() -> PersonKey {
    PersonKey::new("person-key")
}

pub(crate) fn edition() -> Edition {
    Edition {
        year: Year::from(2024),
        ordinal: 11,
        name: Line::parse("Mois de l’innovation publique").unwrap(),
        period: Period::new(date(2024, 11, 4), date(2024, 11, 30)).unwrap(),
        operator: Line::parse("DITP").unwrap(),
        contact: EmailAddress::parse("mois@exemple.gouv.fr").unwrap(),
        reasons: Reasons::default(),
        themes: Vec::new(),
        data_protection: model::data_protection::DataProtection::default(),
        legal: model::legal::Legal::default(),
        state: model::edition::State::default(),
    }
}

pub(crate) fn team() -> [Moderator; 2] {
    let member = |name: &str, email: &str, scope| Moderator {
        id: ModeratorId::derive(&[email.as_bytes()]),
        name: Line::parse(name).unwrap(),
        email: EmailAddress::parse(email).unwrap(),
        scope,
        rhythm: Rhythm::AtOnce,
        away_until: None,
    };
    [
        member("Alex Petit", NATIONAL, Scope::National),
        member("Noa Hoarau", REGIONAL, Scope::Regions { regions: vec![Region::LA_REUNION] }),
    ]
}
