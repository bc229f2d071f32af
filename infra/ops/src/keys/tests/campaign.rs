//! Keys are rotated while people open links at functions that run.

use std::collections::BTreeSet;

use jiff::Timestamp;
use lambda_http::Body;
use lambda_http::http::{Method, Request, StatusCode};
use links::{Capability, Purpose, Subject};
use model::id::{PersonId, PersonKey};
use pipeline_tests::cloud::TABLE;
use pipeline_tests::samples;
use proptest::prelude::*;
use runtime::Renewed;
use store::Store;

use super::*;

/// A process of the functions: it has read the keys when it started, and reads them again in its time.
struct Process {
    cloud: Cloud,
    keys: Renewed<Keyring>,
    subscribe: subscribe::Deps,
    moderate: moderate::Deps,
}

impl Process {
    async fn start(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let (time, store) = (cloud.clock(), Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE));
        let clock = Clock::of(move || time.now());
        let keys = runtime::secrets::link_keys_in(&sdk, "LinkKeys".into(), clock.clone());
        let keys = cloud.invoke("subscribe", keys).await.unwrap().unwrap();
        let subscribe = subscribe::Deps {
            store: store.clone(),
            keys: keys.value().clone(),
            person_key: PersonKey::new("a key"),
            clock: clock.clone(),
        };
        let moderate = moderate::Deps {
            store,
            keys: keys.value().clone(),
            person_key: PersonKey::new("a key"),
            clock,
            random: Random::system(),
            undo_window: SignedDuration::from_mins(5),
        };
        Self { cloud: cloud.clone(), keys, subscribe, moderate }
    }

    /// What its mails lead to: a reader's choices, the way out that mail programs use, a moderator's queue.
    fn signs(&self, reader: &PersonId) -> [String; 3] {
        let expires = self.cloud.now() + SignedDuration::from_hours(24);
        let link = |purpose, subject, moderator| {
            Capability { purpose, subject, moderator, expires }.link("", self.keys.value())
        };
        let person = Subject::Person(reader.clone());
        [
            link(Purpose::Preferences, person.clone(), None),
            link(Purpose::Unsubscribe, person, None),
            link(Purpose::Queue, Subject::Edition(2024.into()), Some(samples::moderator().id)),
        ]
    }

    async fn answers(&self, path: &str) -> StatusCode {
        let request = Request::builder().method(Method::GET).uri(format!("https://mois.test{path}"));
        let request = request.body(Body::Empty).unwrap();
        let answered = if path.starts_with("/moderation/") {
            let answer = async {
                self.keys.renew().await;
                moderate::handle(&self.moderate, request).await
            };
            self.cloud.invoke("moderate", Box::pin(answer)).await
        } else {
            let answer = async {
                self.keys.renew().await;
                subscribe::handle(&self.subscribe, request).await
            };
            self.cloud.invoke("subscribe", Box::pin(answer)).await
        };
        answered.unwrap().unwrap().status()
    }
}

/// In mid-campaign, with processes that started before, while and after: every link that any of them has signed opens at
/// each of them, minute after minute. A process that is idle for long is asked at the end alone.
#[tokio::test(start_paused = true)]
async fn no_link_breaks_while_keys_are_rotated() {
    let cloud = Cloud::new().await;
    let world = World::on(&cloud);
    let before = Process::start(&cloud).await;
    let idle = Process::start(&cloud).await;
    before.subscribe.store.open_edition(&samples::edition(2024)).await.unwrap();
    before.subscribe.store.put_moderator(&samples::moderator()).await.unwrap();
    let reader = samples::reader("noa@exemple.gouv.fr", &PersonKey::new("a key"), &[], cloud.now());
    before.subscribe.store.record_subscriber(0, &reader, None, cloud.now()).await.unwrap();

    let mut processes = vec![before];
    let mut signed = BTreeSet::new();
    let mut rotation = std::pin::pin!(world.rotated(false, KNOWN_FOR));
    let mut rotated = None;
    for minute in (0..30).step_by(2) {
        processes.push(Process::start(&cloud).await);
        let new: BTreeSet<_> = processes.iter().flat_map(|process| process.signs(&reader.person)).collect();
        for process in &processes {
            for link in new.iter().chain(&signed) {
                assert_eq!(process.answers(link).await, StatusCode::OK, "minute {minute}: {link}");
            }
        }
        processes.truncate(4); // those that started first live on
        signed.extend(new.into_iter().filter(|_| minute % 10 == 0));
        for _ in 0..120 {
            cloud.clock().advance(1);
            tokio::select! {
                biased;
                said = &mut rotation, if rotated.is_none() => rotated = Some(said.unwrap()),
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
            }
        }
    }
    assert!(rotated.is_some_and(|said| said.starts_with("the key 2 signs")));
    let active = |keys: &Keyring| format!("{keys:?}").contains("active: 2");
    assert!(processes.iter().all(|process| active(process.keys.value())), "all sign with the new key");
    for link in &signed {
        assert_eq!(idle.answers(link).await, StatusCode::OK, "{link}");
    }

    // The first key has leaked: it is taken out, and ten minutes later nobody takes its links.
    let old = signed.iter().find(|link| !opens_with_key_two(link, cloud.now(), &world)).unwrap();
    let leaked = Consent { yes: true, even_valid_links: true };
    assert!(world.retired(1, leaked).await.starts_with("the key 1 is gone"));
    cloud.clock().advance(KNOWN_FOR.as_secs());
    assert_eq!(processes[0].answers(old).await, StatusCode::NOT_FOUND);
    let new = &processes[0].signs(&reader.person)[0];
    assert_eq!(idle.answers(new).await, StatusCode::OK);
}

fn opens_with_key_two(link: &str, now: Timestamp, world: &World) -> bool {
    let keys = Keyring::from_secret(&world.ring().without(1).write().unwrap()).unwrap();
    let (path, token) = link.rsplit_once('/').unwrap();
    let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.path() == format!("{path}/")).unwrap();
    Capability::verify(token, purpose, &keys, now).is_ok()
}

#[tokio::test(start_paused = true)]
async fn a_process_goes_on_with_what_it_knows_while_the_secret_cannot_be_read() {
    use pipeline_tests::cloud::{Fault, FaultKind};
    let cloud = Cloud::new().await;
    let process = Process::start(&cloud).await;
    let asked = || cloud.calls().iter().filter(|call| call.operation == "GetSecretValue").count();
    let renew = async || cloud.invoke("subscribe", process.keys.renew()).await.unwrap();
    renew().await;
    assert_eq!(asked(), 1, "it has just read it");
    cloud.clock().advance(KNOWN_FOR.as_secs());
    cloud.plan(Fault::at("subscribe", "GetSecretValue", 1, FaultKind::Unreachable));
    renew().await;
    renew().await;
    assert_eq!(asked(), 2, "the next try is a minute later");
    cloud.clock().advance(60);
    renew().await;
    renew().await;
    assert_eq!(asked(), 3);
}

proptest! {
    /// A ring known for at most so long, wherever a rotation is and however often there is one: what one process signs
    /// another knows.
    #[test]
    fn what_any_process_signs_every_other_knows(
        gaps in prop::collection::vec(prop_oneof![4 => 1i64..600, 1 => 600..2 * DAY], 1..40),
        signer in 0i64..600, reader in 0i64..600,
    ) {
        let start: Timestamp = "2027-01-01T00:00:00Z".parse().unwrap();
        let secret = format!(r#"{{"active":"1","1":"{}"}}"#, "k".repeat(64));
        let mut history = vec![(start, Ring::read(&secret).unwrap())];
        let mut now = start;
        for gap in gaps {
            let ring = history.last().unwrap().1.clone();
            match ring.step(true, KNOWN_FOR, now, || Ok("n".repeat(64))).unwrap() {
                Step::Add(after) | Step::Activate(after) => history.push((now, after)),
                Step::Wait(_) | Step::Done => {}
            }
            now += SignedDuration::from_secs(gap);
        }
        let known = |at: Timestamp, age: i64| {
            let seen = at - SignedDuration::from_secs(age);
            &history.iter().rev().find(|(written, _)| *written <= seen).unwrap_or(&history[0]).1
        };
        for (written, _) in &history {
            for after in [0, 1, 300, 599, 600, 901] {
                let at = *written + SignedDuration::from_secs(after);
                let key = known(at, signer).active;
                prop_assert!(known(at, reader).ids().any(|id| id == key), "{key} at {at}");
                // And nobody calls it spent too early: who still signs with a former key does so before its note ends.
                let latest = &history.iter().rev().find(|(written, _)| *written <= at).unwrap().1;
                if let Some(Standing::Former { signed_until }) = latest.standing(key) {
                    prop_assert!(signed_until.is_some_and(|until| at < until + SignedDuration::from_secs(1)));
                }
            }
        }
    }
}
