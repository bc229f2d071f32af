//! An edition with its team in the in-process cloud, and the desk before it.

use aws_lambda_events::sqs::SqsEvent;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use desk::Deps;
use jiff::{SignedDuration, Timestamp};
use model::content::{Content, Revision};
use model::event::{ChangeRequest, Event, Outcome, Wish};
use model::id::{EventId, ModeratorId, PersonId, PersonKey};
use model::letter::{DeskLetter, Letter, Occasion, Purpose};
use model::moderation::{Moderator, Rhythm, Scope};
use model::pace::Pace;
use model::part::Part;
use model::reception::Reception;
use model::step::{Ruling, Step, Undoing};
use pipeline_tests::cloud::{Cloud, Crashed, TABLE};
use pipeline_tests::samples::edition;
pub(crate) use pipeline_tests::samples::revision;
use runtime::Clock;
use store::{Nudge, PaceChange, Store};

pub(crate) const YEAR: i16 = 2024;

/// How often a message is received before it goes to the dead letters.
const RECEIVES: usize = 5;

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) store: Store,
    pub(crate) deps: Deps,
}

/// A member of the national team.
pub(crate) fn member(name: &str, rhythm: Rhythm) -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[name.as_bytes()]),
        name: name.to_owned().try_into().unwrap(),
        email: format!("{}@exemple.gouv.fr", name.to_lowercase()).try_into().unwrap(),
        scope: Scope::National,
        rhythm,
        away_until: None,
    }
}

impl World {
    /// The current edition with this team.
    pub(crate) async fn new(cloud: &Cloud, team: &[Moderator]) -> Self {
        let world = Self::of(cloud);
        world.store.open_edition(&edition(YEAR)).await.unwrap();
        for moderator in team {
            world.store.put_moderator(moderator).await.unwrap();
        }
        world
    }

    /// What a cloud holds already.
    pub(crate) fn of(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let store = Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE);
        let time = cloud.clock();
        let clock = Clock::of(move || time.now());
        let deps = Deps { store: store.clone(), clock, person_key: PersonKey::new("a key") };
        Self { cloud: cloud.clone(), store, deps }
    }

    /// Time passes.
    pub(crate) fn pass(&self, time: SignedDuration) {
        self.cloud.clock().advance(time.as_secs());
    }

    /// An online event comes into review.
    pub(crate) async fn proposes(&self, title: &str) -> EventId {
        self.proposes_revision(revision(title)).await
    }

    /// An event with this content comes into review.
    pub(crate) async fn proposes_revision(&self, revision: Revision) -> EventId {
        let id = EventId::derive(&[revision.content.title.as_str().as_bytes()]);
        let organiser = PersonId::of(&revision.organiser.email, &self.deps.person_key);
        let step = Step::submit(id, YEAR.into(), organiser, Reception::Known, revision, self.cloud.now());
        self.store.record(&step).await.unwrap();
        id
    }

    /// The same, passed on by the desk.
    pub(crate) async fn passes_on(&self, title: &str) -> EventId {
        let event = self.proposes(title).await;
        assert!(self.nudge(Nudge::Review { event }).await);
        event
    }

    /// So many events have come in that this moderator's letters are held back.
    pub(crate) async fn has_held_back(&self, moderator: &Moderator) {
        let now = self.cloud.now();
        let after = Pace { version: 1, letters: vec![], held_since: Some(now) };
        let change = PaceChange { moderator: moderator.id, after };
        self.store.write_to_moderators(vec![], &[], YEAR.into(), Some(&change), now).await.unwrap();
    }

    /// One message, with all the time it needs; whether it is settled.
    pub(crate) async fn nudge(&self, nudge: Nudge) -> bool {
        self.nudge_until(&self.deps, nudge, Timestamp::MAX).await
    }

    /// One message, as often as its queue brings it back; then once more, as queues may.
    pub(crate) async fn settle(&self, nudge: Nudge) {
        for _ in 0..2 {
            let mut settled = false;
            for _ in 0..RECEIVES {
                settled = settled || self.invoke(&self.deps, nudge.clone(), Timestamp::MAX).await == Ok(true);
            }
            assert!(settled, "{nudge:?} ends among the dead letters");
        }
    }

    /// One message, with this deadline.
    pub(crate) async fn nudge_until(&self, deps: &Deps, nudge: Nudge, deadline: Timestamp) -> bool {
        self.invoke(deps, nudge, deadline).await.unwrap()
    }

    async fn invoke(&self, deps: &Deps, nudge: Nudge, deadline: Timestamp) -> Result<bool, Crashed> {
        let body = serde_json::to_string(&nudge).unwrap();
        let records = serde_json::json!({ "Records": [{ "messageId": "m", "body": body }] });
        let event: SqsEvent = serde_json::from_value(records).unwrap();
        let work = Box::pin(desk::handle(deps, event, deadline));
        Ok(self.cloud.invoke("desk", work).await?.batch_item_failures.is_empty())
    }

    /// The scheduler's message.
    pub(crate) async fn round(&self) {
        assert!(self.nudge(Nudge::Round).await, "the round gets through");
    }

    pub(crate) async fn event(&self, event: EventId) -> Event {
        self.store.event(event).await.unwrap().unwrap()
    }

    /// Every letter that was written, by the identifier of its row.
    async fn letters(&self) -> Vec<Letter> {
        let mut letters = Vec::new();
        for item in self.cloud.items().await.iter().filter(|item| item["entity"]["S"] == "mail") {
            let id = item["pk"]["S"].as_str().unwrap().strip_prefix("MAIL#").unwrap();
            let id = serde_json::from_value(id.into()).unwrap();
            letters.push(self.store.mail(&id).await.unwrap().unwrap().letter);
        }
        letters
    }

    /// How many letters give someone the links to their events.
    pub(crate) async fn event_links(&self) -> usize {
        let gives =
            |letter: &&Letter| matches!(letter, Letter::Organiser(letter) if letter.draft().is_none());
        self.letters().await.iter().filter(gives).count()
    }

    /// How many letters ask a moderator to decide about one event.
    pub(crate) async fn reviews(&self, moderator: &Moderator) -> usize {
        let asks = |letter: &&Letter| matches!(letter, Letter::Event(letter) if letter.purpose == Purpose::Review { moderator: moderator.id });
        self.letters().await.iter().filter(asks).count()
    }

    /// The occasions of the letters that a moderator got about several events.
    pub(crate) async fn occasions(&self, moderator: &Moderator) -> Vec<Occasion> {
        let of = |letter| match letter {
            Letter::Desk(DeskLetter { moderator: to, occasion, .. }) if to == moderator.id => Some(occasion),
            _ => None,
        };
        self.letters().await.into_iter().filter_map(of).collect()
    }
}

/// What moderators and organisers do on their pages.
impl World {
    async fn content(&self, event: &Event) -> Content {
        self.store.revision(event.id, event.revision()).await.unwrap().unwrap().content
    }

    async fn decides(&self, id: EventId, outcome: Outcome) {
        let moderator = &self.store.team().await.unwrap()[0];
        let event = self.event(id).await;
        let (revision, content) = (event.revision(), self.content(&event).await);
        let window = SignedDuration::from_mins(5);
        let ruling = Ruling { moderator, outcome, corrected: None, window, order: None };
        let step = Step::decide(event, revision, ruling, &content, self.cloud.now()).unwrap();
        self.store.record(&step).await.unwrap();
    }

    pub(crate) async fn publishes(&self, event: EventId) {
        self.decides(event, Outcome::Publish).await;
    }

    pub(crate) async fn asks_for_changes(&self, event: EventId) {
        let wish = Wish { part: Part::Title, reason: None, text: None };
        let request = ChangeRequest { wishes: vec![wish], message: None };
        self.decides(event, Outcome::RequestChanges { request }).await;
    }

    /// The last decision, of however it came about.
    pub(crate) async fn undoes(&self, id: EventId) {
        let moderator = &self.store.team().await.unwrap()[0];
        let (event, now) = (self.event(id).await, self.cloud.now());
        let content = self.content(&event).await;
        let contents = Undoing { current: &content, shown: None, left: None };
        let version = event.decision().unwrap().version;
        let step = Step::undo(event, version, moderator, contents, now, now).unwrap();
        self.store.record(&step).await.unwrap();
    }

    pub(crate) async fn assigns(&self, id: EventId, to: Option<ModeratorId>, by: &Moderator) {
        let event = self.event(id).await;
        let content = self.content(&event).await;
        let step = Step::assign(event, to, by, false, &content, self.cloud.now()).unwrap();
        self.store.record(&step).await.unwrap();
    }

    pub(crate) async fn edits(&self, id: EventId, revision: &Revision) {
        let event = self.event(id).await;
        let from = event.revision();
        let organiser = event.organiser.clone();
        let step = Step::edit(event, &organiser, from, revision.clone(), self.cloud.now()).unwrap();
        self.store.record(&step).await.unwrap();
    }
}
