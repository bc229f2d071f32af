//! Someone has everything erased that is held on their address.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_s3::config::retry::RetryConfig;
use jiff::{SignedDuration, Timestamp};
use model::email::EmailAddress;
use model::event::State;
use model::id::EventId;
use model::subscriber::{CURRENT_TEXT, Consent, Departure, Preferences, Request, Source, Standing};
use pipeline_tests::cloud::{Cloud, REGISTER_BUCKET};
use pipeline_tests::enumeration::Enumeration;
use pipeline_tests::pipeline::Delivery;
use retention::erasure::{Erasure, Erasures, Replayed, Scope, replay};
use retention::kind::Kind;
use retention::person::{EventFate, People};
use serde_json::Value;
use site::Bucket;

use super::month::{COLLEAGUE, EVERYTHING, ORGANISER, PRIVATE, READERS};
use super::purge::a_month_has_passed;
use super::{rows, traces};
use crate::newsletter::person;
use crate::steps::TRIES;
use crate::world::{World, person_key};

/// Someone else who proposes an event.
const OTHER: &str = "autre.canari@exemple.gouv.fr";

/// Whoever is named by the public contact of an event of theirs.
const IN_PUBLIC: &str = "contact@exemple.gouv.fr";

fn erasure_of(address: &str, at: Timestamp) -> Erasure {
    Erasure { person: person(address), at, scope: Scope::Everything }
}

fn register(cloud: &Cloud) -> Erasures {
    let s3 = aws_sdk_s3::Client::new(&cloud.sdk_config(RetryConfig::standard()));
    Erasures::new(Bucket::new(s3, REGISTER_BUCKET))
}

impl World {
    /// What `mip person erase` does, done again while it is interrupted.
    async fn erases(&self, address: &str, at: Timestamp) {
        for _ in 0..TRIES {
            let erased = self.cloud.invoke("mip", async {
                register(&self.cloud).record(&erasure_of(address, at)).await?;
                People::new(&self.store, &person_key(), vec![erasure_of(address, at)]).erase(|_| ()).await
            });
            if matches!(erased.await, Ok(Ok(_))) {
                return;
            }
        }
        panic!("they are never erased");
    }
}

/// What was typed of the organiser in private, and the hash of their address.
fn words_of_the_organiser() -> BTreeSet<String> {
    PRIVATE.into_iter().map(ToOwned::to_owned).chain([person(ORGANISER).to_string()]).collect()
}

/// The proof that someone is gone is all that names them.
async fn only_the_proof_is_left(cloud: &Cloud, words: &BTreeSet<String>) {
    let left = traces(cloud, words).await;
    assert!(
        left.len() == 1 && left[0].contains("\"DEPARTURE\"") && left[0].contains("\"erased\""),
        "{left:#?}"
    );
}

#[tokio::test(start_paused = true)]
async fn nothing_of_an_organiser_is_left_and_their_public_event_stays_without_them() {
    let cloud = Cloud::new().await;
    let world = a_month_has_passed(&cloud).await;
    let programme = world.programme().await;
    let copies = world.copies(model::id::MailingId::derive(&[b"issue"])).await.len();
    assert!(traces(&cloud, &words_of_the_organiser()).await.len() > 15);
    world.erases(ORGANISER, cloud.now()).await;
    only_the_proof_is_left(&cloud, &words_of_the_organiser()).await;

    let shown = world.store.publications(2024.into()).await.unwrap().remove(0);
    let event = world.store.event(shown.id).await.unwrap().unwrap();
    assert_eq!(
        (event.state(), event.seats().count()),
        (State::Published, 1),
        "a colleague still answers for it"
    );
    let colleague = world.own_page(COLLEAGUE);
    assert!(world.open(&colleague).await.html.contains(EVERYTHING[0].1));
    assert_eq!(world.open(&world.own_page(ORGANISER)).await.status, 404, "their link is dead");
    world.pipeline(Delivery::default()).settle().await;
    // The photograph's credit, which the sample gives to someone of another name, stays; so does the contact.
    assert_eq!(world.programme().await, programme);
    assert_eq!(
        world.copies(model::id::MailingId::derive(&[b"issue"])).await.len(),
        copies,
        "counts still add up"
    );
    let letters = world.mails_to(ORGANISER).len();
    let path = world.own_page(COLLEAGUE);
    world.announces(&path, &[("statut", "cancelled"), ("nouvelles", "Finalement non.")]).await;
    world.pipeline(Delivery::default()).settle().await;
    assert_eq!(world.mails_to(ORGANISER).len(), letters, "nobody writes to them");
}

#[tokio::test(start_paused = true)]
async fn an_event_that_nobody_has_seen_goes_with_its_only_organiser() {
    let cloud = Cloud::new().await;
    let world = a_month_has_passed(&cloud).await;
    let id = EventId::parse(&world.proposes(OTHER).await).unwrap();
    world.pipeline(Delivery::default()).settle().await;
    world.confirm(world.mails_to(OTHER).last().unwrap()).await;
    world.pipeline(Delivery::default()).settle().await;
    assert_eq!(world.store.waiting(2024.into()).await.unwrap().len(), 1);
    let people = People::new(&world.store, &person_key(), vec![erasure_of(OTHER, cloud.now())]);
    let event = world.store.event(id).await.unwrap().unwrap();
    assert_eq!(people.fate_of(&event), EventFate::Goes);
    world.erases(OTHER, cloud.now()).await;
    only_the_proof_is_left(&cloud, &[OTHER.to_owned(), person(OTHER).to_string()].into()).await;
    let of_it = |item: &Value| {
        let text = item.to_string();
        text.contains(&id.to_string())
            && !text.contains("\"MAIL#")
            && !text.contains("OUTBOX#")
            && !text.contains("SES#")
    };
    let left: Vec<_> = cloud.items().await.into_iter().filter(of_it).collect();
    assert_eq!(left, Vec::<Value>::new());
    assert_eq!(world.store.publications(2024.into()).await.unwrap().len(), 1, "the other event is as it was");
}

#[tokio::test(start_paused = true)]
async fn whoever_is_the_public_contact_leaves_the_programme_and_it_is_rendered_anew() {
    let cloud = Cloud::new().await;
    let world = a_month_has_passed(&cloud).await;
    let page = async || world.programme().await.unwrap().to_string();
    assert!(page().await.contains(IN_PUBLIC));
    world.erases(IN_PUBLIC, cloud.now()).await;
    world.pipeline(Delivery::default()).settle().await;
    assert_eq!(traces(&cloud, &[IN_PUBLIC.to_owned()].into()).await, [""; 0]);
    let event = world.store.publications(2024.into()).await.unwrap().remove(0);
    assert_eq!(event.content.contact, None);
    assert_eq!(event.content.registration.unwrap().phone.unwrap().to_string(), "02 62 00 00 01");
}

#[tokio::test(start_paused = true)]
async fn an_erasure_that_dies_anywhere_is_taken_up_by_doing_it_again() {
    let at: Timestamp = "2024-12-01T00:00:00Z".parse().unwrap();
    let scenario = async |cloud: &Cloud| {
        let world = a_month_has_passed(cloud).await;
        cloud.page_size(40);
        cloud.prelude_ends();
        world.erases(ORGANISER, at).await;
    };
    let clean = Cloud::new().await;
    scenario(&clean).await;
    let expected = without_chance(&clean).await;
    let the_same = async |cloud: &Cloud, ()| {
        only_the_proof_is_left(cloud, &words_of_the_organiser()).await;
        let found = without_chance(cloud).await;
        for (key, item) in &expected {
            assert_eq!(found.get(key), Some(item), "{key}");
        }
        assert_eq!(found.len(), expected.len());
        assert_eq!(register(cloud).list().await.unwrap(), [erasure_of(ORGANISER, at)]);
    };
    let report = Enumeration::new().in_turn().run(scenario, the_same).await;
    println!("erasure: {report}");
}

/// Every row by its key, without what is drawn at random: in whose place a copy counts on.
async fn without_chance(cloud: &Cloud) -> BTreeMap<String, Value> {
    let rows = cloud.items().await.into_iter().map(|mut item| {
        if item["entity"]["S"] == "delivery" {
            (item["person"], item["sk"]) = (Value::Null, Value::Null);
            let key = format!("copy {}", item["status"]);
            return (key, item);
        }
        (format!("{} {}", item["pk"], item["sk"]), item)
    });
    rows.collect()
}

#[tokio::test(start_paused = true)]
async fn erasing_twice_changes_nothing_and_whoever_complained_stays_out() {
    let cloud = Cloud::new().await;
    let world = a_month_has_passed(&cloud).await;
    let at = cloud.now();
    world.erases(READERS[0], at).await;
    let before = cloud.items().await;
    world.erases(READERS[0], at + SignedDuration::from_hours(1)).await;
    assert_eq!(cloud.items().await, before);

    let known = world.subscriber(READERS[1]).await.unwrap();
    let left = known.leave(Departure::Complained, at).unwrap();
    world.store.record_subscriber(known.version, &left, None, at).await.unwrap();
    world.erases(READERS[1], at).await;
    let Standing::Left(left) = world.subscriber(READERS[1]).await.unwrap().standing else {
        panic!("they have left")
    };
    assert_eq!(left.why, Departure::Complained, "nobody writes to them, whoever asks");
}

#[tokio::test(start_paused = true)]
async fn an_import_does_not_bring_them_back_and_they_may_come_back_themselves() {
    let cloud = Cloud::new().await;
    let world = a_month_has_passed(&cloud).await;
    let reader = READERS[0];
    world.erases(reader, cloud.now()).await;
    let known = world.subscriber(reader).await;
    let source = Source::Import { proof: "Une liste".to_owned().try_into().unwrap() };
    let request = Request {
        address: EmailAddress::parse(reader).unwrap(),
        preferences: Preferences::default(),
        consent: Consent { at: cloud.now(), text: CURRENT_TEXT, source },
        replaces: None,
    };
    assert_eq!(request.import(&person(reader), known.as_ref()), None);
    cloud.clock().advance(3600);
    world.asks_for_the_newsletter(reader).await;
    world.pipeline(Delivery::default()).settle().await;
    world.confirms_subscription(world.mails_to(reader).last().unwrap()).await;
    assert!(world.subscriber(reader).await.unwrap().is_active());
    assert_eq!(rows(&cloud, "departure").await.len(), 0, "nothing says any more that they were erased");
}

#[tokio::test(start_paused = true)]
async fn a_restored_table_forgets_them_again() {
    // The table as it was before: the same month, played again.
    let (erased, restored) = (Cloud::new().await, Cloud::new().await);
    let world = a_month_has_passed(&erased).await;
    let restored_to = erased.now();
    erased.clock().advance(3 * 24 * 3600);
    for address in [ORGANISER, READERS[0]] {
        world.erases(address, erased.now()).await;
    }
    let erasures = register(&erased).list().await.unwrap();
    assert_eq!(erasures.len(), 2);

    let world = a_month_has_passed(&restored).await;
    let later = restored_to + SignedDuration::from_hours(30 * 24);
    let none = replay(&world.store, &person_key(), &erasures, later).await.unwrap();
    assert_eq!(none, Replayed { erasures: 0, known: 2, ..Replayed::default() }, "the table knows them");
    let replayed = replay(&world.store, &person_key(), &erasures, restored_to).await.unwrap();
    assert_eq!((replayed.erasures, replayed.known), (2, 0));
    assert!(replayed.erased.acted() > 10);
    only_the_proof_is_left(&restored, &words_of_the_organiser()).await;
    only_the_proof_is_left(&restored, &[READERS[0].to_owned(), person(READERS[0]).to_string()].into()).await;
    let again = replay(&world.store, &person_key(), &erasures, restored_to).await.unwrap();
    assert_eq!(again.erased.acted(), 0, "twice is once");
}

#[tokio::test(start_paused = true)]
async fn what_is_held_on_someone_is_found_in_every_place() {
    let cloud = Cloud::new().await;
    let world = a_month_has_passed(&cloud).await;
    let before = cloud.items().await;
    let people = People::new(&world.store, &person_key(), vec![erasure_of(ORGANISER, cloud.now())]);
    let held = people.held(|_| ()).await.unwrap();
    assert_eq!(cloud.items().await, before, "looking changes nothing");
    let kinds: BTreeSet<_> = held.0.keys().copied().collect();
    let expected = [
        Kind::Event,
        Kind::Revision,
        Kind::Log,
        Kind::Journal,
        Kind::Draft,
        Kind::Organiser,
        Kind::EventOf,
        Kind::Confirmations,
        Kind::Subscriber,
        Kind::Reader,
        Kind::Delivery,
        Kind::Mail,
        Kind::AcceptedMail,
        Kind::Outbox,
    ];
    assert_eq!(kinds, expected.into());
    let consent = &held.of(Kind::Subscriber)[0].holds["standing"]["consent"];
    assert_eq!(consent["source"], "form", "the proof of their consent: {consent}");
    let named = traces(&cloud, &words_of_the_organiser()).await.len();
    assert!(held.rows() >= named, "{} rows of {named}", held.rows());
}
