use std::time::Duration;

use aws_sdk_dynamodb::config::retry::RetryConfig;
use links::{Keyring, LONGEST_LIFE};
use pipeline_tests::cloud::Cloud;
use pipeline_tests::enumeration::Enumeration;

use super::front_door::{Keys, Rotated as DoorRotated};
use super::retire::Consent;
use super::ring::{Ring, Standing, Step};
use super::*;

const DAY: i64 = 24 * 60 * 60;
const KNOWN_FOR: SignedDuration = runtime::renewed::KNOWN_FOR;
/// For what is not about waiting.
const AT_ONCE: SignedDuration = SignedDuration::ZERO;
const SURE: Consent = Consent { yes: true, even_valid_links: false };

struct World {
    cloud: Cloud,
    secrets: aws_sdk_secretsmanager::Client,
    random: Random,
    clock: Clock,
}

impl World {
    fn on(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let secrets = aws_sdk_secretsmanager::Client::new(&sdk);
        let time = cloud.clock();
        Self { cloud: cloud.clone(), secrets, random: Random::system(), clock: Clock::of(move || time.now()) }
    }

    fn vault(&self, secret: &str) -> Vault<'_> {
        Vault::new(&self.secrets, secret.to_owned(), &self.random)
    }

    async fn rotated(&self, again: bool, known_for: SignedDuration) -> anyhow::Result<String> {
        let vault = self.vault("LinkKeys");
        Ok(rotate::rotate(&vault, again, known_for, Console::default(), &self.clock).await?.to_string())
    }

    async fn retired(&self, key: u8, consent: Consent) -> String {
        let vault = self.vault("LinkKeys");
        match retire::retire(&vault, key, consent, KNOWN_FOR, self.cloud.now()).await {
            Ok(retired) => retired.to_string(),
            Err(error) => format!("refused: {error:#}"),
        }
    }

    async fn door_rotated(&self, said: &Door) -> DoorRotated {
        let vault = self.vault("FrontDoorKey");
        front_door::rotate(&vault, said, false, AT_ONCE, Console::default(), &self.clock).await.unwrap()
    }

    async fn status(&self) -> status::Status {
        let (links, door) = (self.vault("LinkKeys"), self.vault("FrontDoorKey"));
        status::of(&links, &door, KNOWN_FOR, self.cloud.now()).await.unwrap()
    }

    fn ring(&self) -> Ring {
        Ring::read(&self.cloud.secret("LinkKeys")).unwrap()
    }

    fn ids(&self) -> Vec<u8> {
        self.ring().ids().collect()
    }

    /// Lets the clock of the cloud go on while something waits.
    async fn while_time_goes_on<T>(&self, work: impl Future<Output = T>) -> T {
        let ticking = async {
            loop {
                tokio::time::sleep(Duration::from_secs(1)).await;
                self.cloud.clock().advance(1);
            }
        };
        tokio::select! { done = work => done, () = ticking => unreachable!("time goes on for ever") }
    }
}

#[tokio::test(start_paused = true)]
async fn a_key_is_known_for_a_while_before_it_signs_and_twice_is_once() {
    let world = World::on(&Cloud::new().await);
    let before = world.cloud.now();
    let said = world.while_time_goes_on(world.rotated(false, KNOWN_FOR)).await.unwrap();
    assert!(said.starts_with("the key 2 signs from now on"), "{said}");
    let waited = world.cloud.now().duration_since(before);
    assert!(waited >= head_start(KNOWN_FOR) && waited < head_start(KNOWN_FOR) * 2, "{waited}");
    let ring = world.ring();
    assert_eq!((ring.active, ring.standing(2), ring.next()), (2, Some(Standing::Active), None));
    let signed_until = Some(world.cloud.now() + KNOWN_FOR);
    assert_eq!(ring.standing(1), Some(Standing::Former { signed_until }));

    let twice = world.rotated(false, KNOWN_FOR).await.unwrap();
    assert!(twice.contains("nothing to do"), "{twice}");
    assert_eq!(world.ids(), [1, 2]);
    let again = world.while_time_goes_on(world.rotated(true, KNOWN_FOR)).await.unwrap();
    assert!(again.starts_with("the key 3 signs"), "{again}");
    world.cloud.clock().advance(2 * DAY);
    assert!(world.rotated(false, AT_ONCE).await.unwrap().starts_with("the key 4 signs"), "a later rotation");
}

#[tokio::test(start_paused = true)]
async fn a_key_stays_while_a_link_may_need_it() {
    let world = World::on(&Cloud::new().await);
    assert!(world.retired(1, SURE).await.contains("mip keys rotate first"));
    world.rotated(false, AT_ONCE).await.unwrap();
    let refused = world.retired(1, SURE).await;
    assert!(refused.contains("may be of use until 2029-11-0"), "{refused}");

    let leaked = Consent { yes: false, even_valid_links: true };
    let warned = world.retired(1, leaked).await;
    assert!(warned.contains("« Retrouver mes événements »") && warned.contains("CPCE"), "{warned}");
    assert!(warned.ends_with("Add --yes to do it") && warned.lines().count() == 1, "{warned}");
    assert_eq!(world.ids(), [1, 2]);
    let gone = world.retired(1, Consent { yes: true, ..leaked }).await;
    assert!(gone.starts_with("the key 1 is gone"), "{gone}");
    assert!(world.retired(1, SURE).await.starts_with("there is no key 1: nothing to do"));

    world.cloud.clock().advance(2 * DAY);
    world.rotated(false, AT_ONCE).await.unwrap();
    world.cloud.clock().advance(LONGEST_LIFE.as_secs() - 1);
    assert!(world.retired(2, SURE).await.contains("may be of use until"));
    world.cloud.clock().advance(1);
    let warned = world.retired(2, Consent { yes: false, ..SURE }).await;
    assert!(warned.contains("no link needs it: add --yes"), "{warned}");
    assert!(world.retired(2, SURE).await.starts_with("the key 2 is gone"));
    assert_eq!(world.ids(), [3]);
}

#[tokio::test(start_paused = true)]
async fn the_status_says_what_is_old_and_what_is_not_finished() {
    let world = World::on(&Cloud::new().await);
    let status = world.status().await;
    assert!(
        status.is_well() && status.to_string().contains("link key 1\tsigns\tmade 2024-11-04"),
        "{status}"
    );
    assert!(status.to_string().contains("never rotated"), "{status}");
    world.cloud.clock().advance(400 * DAY + 1);
    let status = world.status().await;
    assert!(!status.is_well() && status.to_string().ends_with("400 days: mip keys rotate"), "{status}");

    let vault = world.vault("LinkKeys");
    let held = vault.read().await.unwrap();
    let step = Ring::read(&held.text).unwrap().step(false, KNOWN_FOR, world.cloud.now(), || vault.draw());
    let Step::Add(begun) = step.unwrap() else { panic!("a key is added first") };
    assert!(vault.replace(&held, begun.write().unwrap()).await.unwrap());
    assert!(world.status().await.to_string().contains("mip keys rotate finishes it"));
    world.rotated(false, AT_ONCE).await.unwrap();
    let status = world.status().await;
    assert!(status.is_well() && status.to_string().contains("needed until 2030-12"), "{status}");
}

#[tokio::test(start_paused = true)]
async fn what_functions_refuse_is_never_written() {
    let world = World::on(&Cloud::new().await);
    let vault = world.vault("LinkKeys");
    let held = vault.read().await.unwrap();
    let short = Ring::read(&held.text).unwrap().step(true, AT_ONCE, world.cloud.now(), || Ok("short".into()));
    let Step::Add(short) = short.unwrap() else { panic!("a key is added") };
    assert!(short.write().is_err());
    assert!(Ring::read(r#"{"active":"1"}"#).is_err());
}

#[tokio::test(start_paused = true)]
async fn the_front_door_is_changed_around_a_deployment() {
    let world = World::on(&Cloud::new().await);
    let read = |world: &World| web::front_door::FrontDoor::from_secret(&world.cloud.secret("FrontDoorKey"));
    let first = read(&world).unwrap().key();
    let deploy = world.door_rotated(&Door::Of("before".into())).await;
    assert_eq!(deploy, DoorRotated::Deploy { ours: true });
    assert!(deploy.to_string().contains("make deploy"), "{deploy}");
    let second = read(&world).unwrap().key();
    assert_ne!(first, second);
    let known = format!("{:?}", read(&world).unwrap());
    assert_eq!(known, "FrontDoor(2)", "functions know both while CloudFront says the former");
    assert_eq!(world.door_rotated(&Door::Unknown).await, DoorRotated::Deploy { ours: false });
    assert!(!world.status().await.is_well());

    let deployed = Door::Of(world.vault("FrontDoorKey").read().await.unwrap().version);
    assert_eq!(world.door_rotated(&deployed).await, DoorRotated::Done { changed: true });
    let door = read(&world).unwrap();
    assert_eq!((door.key(), format!("{door:?}").as_str()), (second, "FrontDoor(1)"));
    assert_eq!(world.door_rotated(&deployed).await, DoorRotated::Done { changed: false }, "twice is once");
    assert!(!Keys::read(&world.cloud.secret("FrontDoorKey")).unwrap().is_changing());
    assert!(world.status().await.is_well());
}

/// Whatever fails at whichever call, and whenever the command dies: run again, one key was added, and it signs.
#[tokio::test(start_paused = true)]
async fn a_rotation_that_was_interrupted_anywhere_is_finished_by_the_next() {
    let scenario = async |cloud: &Cloud| {
        let world = World::on(cloud);
        let rotated = cloud.invoke("operator", world.rotated(false, AT_ONCE)).await;
        if !matches!(rotated, Ok(Ok(_))) {
            world.rotated(false, AT_ONCE).await.unwrap();
        }
        let leaked = Consent { yes: true, even_valid_links: true };
        let vault = world.vault("LinkKeys");
        let retired = retire::retire(&vault, 1, leaked, KNOWN_FOR, cloud.now());
        if !matches!(cloud.invoke("operator", retired).await, Ok(Ok(_))) {
            assert!(world.ids().contains(&2), "the key that signs is never lost");
            let said = world.retired(1, leaked).await;
            assert!(said.contains("is gone") || said.contains("nothing to do"), "{said}");
        }
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::on(cloud);
        assert_eq!((world.ring().active, world.ids()), (2, vec![2]));
        Keyring::from_secret(&cloud.secret("LinkKeys")).unwrap();
    };
    let report = Box::pin(Enumeration::new().run(scenario, invariants)).await;
    assert!(report.runs > 50, "{report}");
}

/// However their calls meet.
#[tokio::test(start_paused = true)]
async fn two_operators_at_once_make_one_key() {
    let mut conflicts = 0;
    for seed in 0..40 {
        let cloud = Cloud::new().await;
        cloud.interleave(seed);
        let world = World::on(&cloud);
        let (one, other) = tokio::join!(world.rotated(false, AT_ONCE), world.rotated(false, AT_ONCE));
        for said in [one.unwrap(), other.unwrap()] {
            assert!(said.starts_with("the key 2 signs"), "{seed}: {said}");
        }
        assert_eq!((world.ring().active, world.ids()), (2, vec![1, 2]), "{seed}");
        assert_eq!(
            cloud.secret_so_far("LinkKeys").len(),
            3,
            "{seed}: it was added once, and made to sign once"
        );
        let moves = cloud.calls().iter().filter(|call| call.operation == "UpdateSecretVersionStage").count();
        conflicts += usize::from(moves > 2);
    }
    assert!(conflicts > 10, "they did meet: {conflicts}");
}

mod campaign;
