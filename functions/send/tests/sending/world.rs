//! An edition in the in-process cloud, with events written as the other functions write them.

use aws_lambda_events::sqs::SqsEvent;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use jiff::{SignedDuration, Timestamp};
use links::Keyring;
use mail::{Sender, Ses};
use model::content::Content;
use model::event::{ChangeRequest, Event, Outcome, Wish};
use model::id::{EventId, ModeratorId, OrderId, PersonId, PersonKey};
use model::ledger::Status;
use model::letter::{DeskLetter, Letter, MailId, Occasion};
use model::look_alike::LookAlike;
use model::moderation::{Moderator, Rhythm, Scope};
use model::order::{Action, Order, Target};
use model::part::Part;
use model::reception::Reception;
use model::screening::Screening;
use model::spam::Suspicion;
use model::step::{Ruling, Step};
use model::text::{Line, Prose};
use pipeline_tests::cloud::{self, Cloud, Crashed};
use pipeline_tests::samples::{edition, revision};
use runtime::Clock;
use send::{Deps, Pacer};
use store::{Nudge, Store};

/// How long a decision can be undone.
pub(crate) const WINDOW: SignedDuration = SignedDuration::from_mins(5);

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) deps: Deps,
}

pub(crate) fn moderator(name: &str) -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[name.as_bytes()]),
        name: Line::parse(name).unwrap(),
        email: format!("{}@exemple.gouv.fr", name.to_lowercase()).try_into().unwrap(),
        scope: Scope::National,
        rhythm: Rhythm::AtOnce,
        away_until: None,
    }
}

pub(crate) fn request() -> Outcome {
    let text = Some(Prose::parse("Précisez.").unwrap());
    let wishes = vec![Wish { part: Part::Title, reason: None, text }];
    Outcome::RequestChanges { request: ChangeRequest { wishes, message: None } }
}

impl World {
    /// The edition of 2024, and Alex and Lou, who look after the whole country.
    pub(crate) async fn new() -> Self {
        let cloud = Cloud::new().await;
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(1));
        let time = cloud.clock();
        let deps = Deps {
            store: Store::new(aws_sdk_dynamodb::Client::new(&sdk), cloud::TABLE),
            ses: Ses::new(&sdk, cloud::CONFIGURATION_SET),
            clock: Clock::of(move || time.now()),
            keys: Keyring::from_secret(&format!(r#"{{"active":"1","1":"{}"}}"#, "k".repeat(64))).unwrap(),
            sender: Sender::parse(&format!("mois@{}", cloud::MAIL_DOMAIN), "equipe@exemple.gouv.fr").unwrap(),
            base_url: "https://mois.exemple.gouv.fr".into(),
            pacer: Pacer::default(),
        };
        deps.store.open_edition(&edition(2024)).await.unwrap();
        for name in ["Alex", "Lou"] {
            deps.store.put_moderator(&moderator(name)).await.unwrap();
        }
        Self { cloud, deps }
    }

    async fn record(&self, step: Step) -> (Event, Option<MailId>) {
        self.deps.store.record(&step).await.unwrap();
        (step.after, step.letters.first().map(Letter::id))
    }

    /// An event that waits for a moderator.
    pub(crate) async fn proposed(&self, title: &str) -> Event {
        let revision = revision(title);
        let id = EventId::derive(&[title.as_bytes()]);
        let organiser = PersonId::of(&revision.organiser.email, &PersonKey::new("key"));
        self.record(Step::submit(id, 2024.into(), organiser, Reception::Known, revision, self.cloud.now()))
            .await
            .0
    }

    pub(crate) async fn content(&self, event: &Event) -> Content {
        self.deps.store.revision(event.id, event.revision()).await.unwrap().unwrap().content
    }

    /// The desk passes it on to Alex.
    pub(crate) async fn comes_to_alex(&self, event: &Event, look_alikes: Vec<LookAlike>) -> MailId {
        let to = moderator("Alex").id;
        let suspicion = Suspicion::default();
        let screening = Screening { at: self.cloud.now(), to: vec![to], look_alikes, suspicion };
        let content = self.content(event).await;
        let step = Step::screen(event.clone(), screening, &[to], &content, self.cloud.now()).unwrap();
        self.record(step).await.1.unwrap()
    }

    /// Lou decides, as part of an order or not; the organiser's mail, if there is one.
    pub(crate) async fn decided(
        &self,
        event: &Event,
        outcome: Outcome,
        order: Option<OrderId>,
    ) -> (Event, Option<MailId>) {
        let lou = moderator("Lou");
        let ruling = Ruling { moderator: &lou, outcome, corrected: None, window: WINDOW, order };
        let content = self.content(event).await;
        let now = self.cloud.now();
        self.record(Step::decide(event.clone(), event.revision(), ruling, &content, now).unwrap()).await
    }

    pub(crate) async fn taken_back(&self, event: &Event) -> MailId {
        let (content, now) = (self.content(event).await, self.cloud.now());
        let step = Step::take_back(event.clone(), event.revision(), &moderator("Lou"), &content, now);
        self.record(step.unwrap()).await.1.unwrap()
    }

    pub(crate) async fn entrusted(&self, event: &Event, to: &Moderator, tells: bool) -> Option<MailId> {
        let (content, now) = (self.content(event).await, self.cloud.now());
        let step = Step::assign(event.clone(), Some(to.id), &moderator("Lou"), tells, &content, now);
        self.record(step.unwrap()).await.1
    }

    /// Lou gives an order about these events.
    pub(crate) async fn ordered(&self, action: Action, events: &[&Event]) -> Order {
        let target = |it: &&Event| Target { event: it.id, revision: it.revision(), assigned: None };
        let lou = moderator("Lou");
        let order = Order {
            id: OrderId::derive(&[b"order"]),
            edition: 2024.into(),
            moderator: lou.id,
            moderator_name: lou.name,
            at: self.cloud.now(),
            undo_until: self.cloud.now() + WINDOW,
            undone_at: None,
            action,
            targets: events.iter().map(target).collect(),
        };
        self.deps.store.give_order(&order).await.unwrap();
        order
    }

    /// The desk writes to a moderator.
    pub(crate) async fn desk_writes(&self, to: &str, occasion: Occasion) -> MailId {
        let letter = DeskLetter { moderator: moderator(to).id, edition: 2024.into(), occasion };
        let id = Letter::Desk(letter.clone()).id();
        let now = self.cloud.now();
        self.deps.store.write_to_moderators(vec![letter], &[], 2024.into(), None, now).await.unwrap();
        id
    }

    /// The queue nudges `send`; whether the nudge is done with.
    pub(crate) async fn nudge(&self, mail: &MailId) -> bool {
        self.nudged(&Nudge::Mail { mail: mail.clone() }).await.unwrap()
    }

    /// The same for any nudge.
    pub(crate) async fn nudged(&self, nudge: &Nudge) -> Result<bool, Crashed> {
        let body = serde_json::to_string(nudge).unwrap();
        let record = serde_json::json!({ "Records": [{ "messageId": "m", "body": body }] });
        let event: SqsEvent = serde_json::from_value(record).unwrap();
        let work = Box::pin(send::handle(&self.deps, event, Timestamp::MAX));
        Ok(self.cloud.invoke("send", work).await?.batch_item_failures.is_empty())
    }

    pub(crate) async fn status(&self, mail: &MailId) -> Status {
        self.deps.store.mail(mail).await.unwrap().unwrap().status
    }

    pub(crate) async fn is_skipped(&self, mail: &MailId) -> bool {
        matches!(self.status(mail).await, Status::Skipped { .. })
    }

    /// The text of the only mail sent, as it travels but for its soft line breaks.
    pub(crate) fn only_mail(&self) -> String {
        let mails = self.cloud.mails();
        assert_eq!(mails.len(), 1);
        String::from_utf8(mails[0].raw.clone()).unwrap().replace("=\r\n", "")
    }
}
