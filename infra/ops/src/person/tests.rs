use std::os::unix::fs::PermissionsExt;

use aws_sdk_dynamodb::config::retry::RetryConfig;
use jiff::Timestamp;
use model::event::{Event, State};
use model::id::{EventId, ModeratorId};
use model::moderation::{Rhythm, Scope};
use model::reception::Reception;
use model::step::Step;
use model::territory::Region;
use pipeline_tests::cloud::{Cloud, Fault, FaultKind, REGISTER_BUCKET, TABLE};
use pipeline_tests::samples;
use site::Bucket;

use super::*;

const SOMEONE: &str = "camille.durand@example.org";

struct World {
    cloud: Cloud,
    store: Store,
    register: Erasures,
    clock: Clock,
    key: PersonKey,
}

impl World {
    /// Someone who subscribes and has proposed an event that nobody has confirmed.
    async fn new() -> Self {
        let cloud = Cloud::new().await;
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(1));
        let store = Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE);
        store.open_edition(&samples::edition(2024)).await.unwrap();
        let register = Erasures::new(Bucket::new(aws_sdk_s3::Client::new(&sdk), REGISTER_BUCKET));
        let time = cloud.clock();
        let world = Self {
            cloud,
            store,
            register,
            clock: Clock::of(move || time.now()),
            key: PersonKey::new("a key"),
        };
        let reader = samples::reader(SOMEONE, &world.key, &[Region::LA_REUNION], world.now());
        world.store.record_subscriber(0, &reader, None, world.now()).await.unwrap();
        world.event().await;
        world
    }

    fn now(&self) -> Timestamp {
        self.cloud.now()
    }

    fn someone(&self) -> Someone<'_> {
        Someone::new(&self.store, &self.key, SOMEONE, &self.clock).unwrap()
    }

    async fn event(&self) -> Event {
        let mut revision = samples::revision("Un atelier");
        revision.organiser.email = EmailAddress::parse(SOMEONE).unwrap();
        let person = self.someone().erasure.person;
        let id = EventId::derive(&[b"event"]);
        let step = Step::submit(id, 2024.into(), person, Reception::Known, revision, self.now());
        self.store.submit(&step, None).await.unwrap();
        step.after
    }

    async fn joins_the_team(&self) {
        let moderator = Moderator {
            id: ModeratorId::derive(&[b"camille"]),
            name: "Camille Durand".to_owned().try_into().unwrap(),
            email: EmailAddress::parse(&SOMEONE.to_uppercase()).unwrap(),
            scope: Scope::National,
            rhythm: Rhythm::AtOnce,
            away_until: None,
        };
        self.store.put_moderator(&moderator).await.unwrap();
    }

    /// Whether any row names them, but for the proof that they are gone.
    async fn is_named(&self) -> bool {
        let person = self.someone().erasure.person.to_string();
        self.cloud.items().await.iter().any(|item| {
            let text = item.to_string();
            item["sk"]["S"] != "DEPARTURE" && (text.contains(&person) || text.contains(SOMEONE))
        })
    }
}

fn console() -> Console {
    use clap::Parser;
    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        console: Console,
    }
    Line::parse_from(["mip"]).console
}

#[tokio::test(start_paused = true)]
async fn without_yes_it_says_what_becomes_of_what_and_changes_nothing() {
    let world = World::new().await;
    let before = world.cloud.items().await;
    let plan = erase::plan(&world.someone(), console()).await.unwrap();
    assert_eq!(world.cloud.items().await, before);
    let said = plan.to_string();
    for part in ["2 rows about them as a subscriber", "goes wholly", "--yes does it", "past snapshots"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains('@'), "it names nobody: {said}");
    assert_eq!(world.register.list().await.unwrap(), []);
    let json = serde_json::to_value(&plan).unwrap();
    assert_eq!((&json["rows"]["event"], &json["rows"]["subscriber"]), (&1.into(), &1.into()));
}

#[tokio::test(start_paused = true)]
async fn it_is_written_down_first_then_done_and_done_again_changes_nothing() {
    let world = World::new().await;
    let done = erase::erase(&world.someone(), &world.register, console()).await.unwrap();
    assert!(done.to_string().starts_with("Erased: "));
    assert!(!world.is_named().await);
    assert!(matches!(world.store.event(EventId::derive(&[b"event"])).await, Ok(None)));
    assert_eq!(world.register.list().await.unwrap(), [world.someone().erasure]);
    let items = world.cloud.items().await;
    erase::erase(&world.someone(), &world.register, console()).await.unwrap();
    assert_eq!(world.cloud.items().await, items);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_written_down_is_not_done() {
    let world = World::new().await;
    let before = world.cloud.items().await;
    world.cloud.plan(Fault::at("mip", "PutObject", 1, FaultKind::ServerError));
    let failed =
        Box::pin(world.cloud.invoke("mip", erase::erase(&world.someone(), &world.register, console())))
            .await
            .unwrap();
    assert!(failed.is_err());
    assert_eq!(world.cloud.items().await, before);
}

#[tokio::test(start_paused = true)]
async fn a_member_of_the_team_leaves_it_first() {
    let world = World::new().await;
    world.joins_the_team().await;
    let refused = erase::erase(&world.someone(), &world.register, console()).await.unwrap_err().to_string();
    assert!(refused.contains("mip moderators remove"), "{refused}");
    assert!(erase::plan(&world.someone(), console()).await.is_err());
    assert!(world.is_named().await);
}

#[tokio::test(start_paused = true)]
async fn what_is_held_is_written_to_a_file_of_ones_own() {
    let world = World::new().await;
    world.joins_the_team().await;
    let folder = std::env::temp_dir().join(format!("mip-person-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("person.json");
    let now = world.now();
    let answer = export::write(&world.someone(), Some(path.clone()), console(), now).await.unwrap();
    assert!(answer.to_string().contains("only you may read"), "{answer}");
    let file: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(file["address"], SOMEONE);
    assert_eq!(file["held"]["subscriber"][0]["holds"]["standing"]["address"], SOMEONE);
    assert_eq!(file["held"]["revision"][0]["holds"]["organiser"]["email"], SOMEONE);
    assert_eq!(file["moderator"]["name"], "Camille Durand");
    let state: State = serde_json::from_value(file["held"]["event"][0]["holds"]["state"].clone()).unwrap();
    assert_eq!(state, State::InReview);
    let there = export::write(&world.someone(), Some(path.clone()), console(), now).await;
    assert!(there.unwrap_err().to_string().contains("--output"), "what is there is not replaced");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_export_that_fails_leaves_no_half_of_a_file() {
    let world = World::new().await;
    let path = std::env::temp_dir().join(format!("mip-person-half-{}.json", std::process::id()));
    world.cloud.plan(Fault::at("mip", "Scan", 1, FaultKind::Unreachable));
    let someone = world.someone();
    let write = export::write(&someone, Some(path.clone()), console(), world.now());
    assert!(world.cloud.invoke("mip", write).await.unwrap().is_err());
    assert!(!path.exists());
}

#[test]
fn what_is_no_address_is_refused_before_anything_else() {
    let sdk = aws_sdk_dynamodb::Config::builder()
        .behavior_version(aws_sdk_dynamodb::config::BehaviorVersion::latest())
        .build();
    let store = Store::new(aws_sdk_dynamodb::Client::from_conf(sdk), TABLE);
    let refused = Someone::new(&store, &PersonKey::new("k"), "camille", &Clock::of(|| Timestamp::UNIX_EPOCH));
    assert!(refused.err().unwrap().to_string().contains("not an address"));
}
