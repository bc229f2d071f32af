use model::email::EmailAddress;
use model::subscriber::{Preferences, SOFT_BOUNCES};
use model::territory::Region;
use pipeline_tests::cloud::{Cloud, Fault, FaultKind};

use super::*;
use crate::on_cloud;

struct World {
    cloud: Cloud,
    store: Store,
    key: PersonKey,
}

impl World {
    async fn new() -> Self {
        let cloud = Cloud::new().await;
        let store = on_cloud::store(&cloud);
        Self { cloud, store, key: PersonKey::new("a key") }
    }

    async fn import(&self, list: &List, apply: bool) -> anyhow::Result<Tally> {
        let (key, proof) = (self.key.clone(), Line::parse("feuille d’émargement du 12 mars 2024").unwrap());
        let work = Work { store: &self.store, key, proof, apply, now: self.cloud.now() };
        Box::pin(work.all(&list.people, |_| {})).await
    }

    fn person(&self, address: &str) -> PersonId {
        PersonId::of(&EmailAddress::parse(address).unwrap(), &self.key)
    }

    async fn known(&self, address: &str) -> Option<Subscriber> {
        self.store.subscriber(&self.person(address)).await.unwrap()
    }

    /// Someone who asked through the form, for Bretagne; then what they did.
    async fn asked(&self, address: &str, then: impl Fn(Subscriber, Timestamp) -> Subscriber) {
        let now = self.cloud.now();
        let request = Request {
            address: EmailAddress::parse(address).unwrap(),
            preferences: Preferences { regions: [Region::BRETAGNE].into(), ..Preferences::default() },
            consent: Consent { at: now, text: CURRENT_TEXT, source: Source::Form { network: None } },
            replaces: None,
        };
        let person = self.person(address);
        let model::subscriber::Answer::Confirm(asked) = request.answer(&person, None, now) else {
            panic!("they are new")
        };
        self.store.record_subscriber(0, &then(asked, now), None, now).await.unwrap();
    }
}

fn list(addresses: &[&str]) -> List {
    let lines: Vec<_> = addresses.iter().map(|address| format!("{address};11\n")).collect();
    List::read(format!("adresse;region\n{}", lines.concat()).as_bytes()).unwrap()
}

fn left(why: Departure) -> impl Fn(Subscriber, Timestamp) -> Subscriber {
    move |asked, now| asked.confirm(now).unwrap().leave(why, now).unwrap()
}

const EVERYONE: [&str; 7] = [
    "nouvelle@exemple.fr",
    "demande@exemple.fr",
    "abonnee@exemple.fr",
    "partie@exemple.fr",
    "plainte@exemple.fr",
    "rejet@exemple.fr",
    "revient@exemple.fr",
];

async fn everyone() -> World {
    let world = World::new().await;
    world.asked("demande@exemple.fr", |asked, _| asked).await;
    world.asked("abonnee@exemple.fr", |asked, now| asked.confirm(now).unwrap()).await;
    world.asked("partie@exemple.fr", left(Departure::Unsubscribed)).await;
    world.asked("plainte@exemple.fr", left(Departure::Complained)).await;
    world.asked("rejet@exemple.fr", left(Departure::HardBounce)).await;
    // They have left, and someone asks with their address: they have not confirmed.
    world
        .asked("revient@exemple.fr", |asked, now| {
            let gone = left(Departure::Unsubscribed)(asked.clone(), now);
            let request = Request {
                address: EmailAddress::parse("revient@exemple.fr").unwrap(),
                preferences: Preferences::default(),
                consent: Consent { at: now, text: CURRENT_TEXT, source: Source::Form { network: None } },
                replaces: None,
            };
            match request.answer(&gone.person.clone(), Some(&gone), now) {
                model::subscriber::Answer::Confirm(again) => again,
                other => panic!("{other:?}"),
            }
        })
        .await;
    world
}

const EXPECTED: Tally =
    Tally { arrive: 1, confirm: 1, stay: 1, unsubscribed: 2, moved: 0, complained: 1, bounced: 1, erased: 0 };

#[tokio::test(start_paused = true)]
async fn a_dry_run_counts_everyone_and_writes_nothing() {
    let world = everyone().await;
    let before = world.cloud.items().await;
    assert_eq!(world.import(&list(&EVERYONE), false).await.unwrap(), EXPECTED);
    assert_eq!(world.cloud.items().await, before);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_new_or_had_asked_subscribes_and_nobody_else_changes() {
    let world = everyone().await;
    let mut before = Vec::new();
    for address in &EVERYONE[2..] {
        before.push(world.known(address).await);
    }
    assert_eq!(world.import(&list(&EVERYONE), true).await.unwrap(), EXPECTED);
    for address in &EVERYONE[..2] {
        let known = world.known(address).await.unwrap();
        let Standing::Active { preferences, consent, confirmed_at, .. } = &known.standing else {
            panic!("{address} subscribes")
        };
        assert!(preferences.regions.contains(&Region::ILE_DE_FRANCE) && confirmed_at.is_none());
        assert!(matches!(&consent.source, Source::Import { proof } if proof.as_str().contains("12 mars")));
    }
    for (address, before) in EVERYONE[2..].iter().zip(before) {
        assert_eq!(world.known(address).await, before, "{address}");
    }
    assert!(world.cloud.mails().is_empty() && world.cloud.messages("Mail").is_empty());
}

#[tokio::test(start_paused = true)]
async fn doing_it_again_changes_nothing() {
    let world = everyone().await;
    world.import(&list(&EVERYONE), true).await.unwrap();
    let after = world.cloud.items().await;
    let again = world.import(&list(&EVERYONE), true).await.unwrap();
    assert_eq!((again.arrive, again.confirm, again.stay), (0, 0, 3));
    assert_eq!(world.cloud.items().await, after);
}

#[tokio::test(start_paused = true)]
async fn an_import_that_breaks_off_is_taken_up_by_doing_it_again() {
    let addresses: Vec<_> = (0..60).map(|n| format!("agent{n}@exemple.fr")).collect();
    let addresses: Vec<_> = addresses.iter().map(String::as_str).collect();
    let world = World::new().await;
    // Faults strike functions only: the command runs in the place of the one whose role may do the same.
    world.cloud.plan(Fault::at("newsletter", "TransactWriteItems", 30, FaultKind::AnswerLost));
    let first = world.cloud.invoke("newsletter", async { world.import(&list(&addresses), true).await }).await;
    let error = format!("{:#}", first.unwrap().unwrap_err());
    assert!(error.contains("of 60 people; doing it again takes it up"), "{error}");
    let tally = world.import(&list(&addresses), true).await.unwrap();
    assert!(tally.arrive < 60 && tally.arrive + tally.stay == 60, "{tally:?}");
    for address in addresses {
        assert!(world.known(address).await.unwrap().is_active());
    }
}

#[test]
fn the_report_adds_up_to_the_lines_and_says_what_to_do_next() {
    let list = List::read(b"adresse\na@exemple.fr\nA@exemple.fr\nb@exemple.fr\npersonne\n").unwrap();
    let tally = Tally { arrive: 1, unsubscribed: 1, ..Tally::default() };
    let said = Report { list: &list, tally: &tally, apply: false }.to_string();
    let counts: Vec<usize> =
        said.lines().filter_map(|line| line.split_whitespace().next()?.parse().ok()).collect();
    assert_eq!(counts[0], counts[1..].iter().sum::<usize>(), "{said}");
    assert!(said.contains("would subscribe") && said.ends_with("--apply does it."), "{said}");
    assert!(Report { list: &list, tally: &tally, apply: true }.to_string().contains("subscribe now"));
}

#[tokio::test(start_paused = true)]
async fn a_mailbox_that_was_full_for_weeks_is_no_more_brought_back_than_one_that_does_not_exist() {
    let world = World::new().await;
    world.asked("pleine@exemple.fr", left(Departure::SoftBounces)).await;
    let tally = world.import(&list(&["pleine@exemple.fr"]), true).await.unwrap();
    assert_eq!((tally.bounced, tally.people(), SOFT_BOUNCES), (1, 1, 5));
}
