//! The page of a subscriber: choices and copy.

use lambda_http::http::StatusCode;
use links::Purpose;
use model::id::MailingId;
use model::ledger::Status;
use model::mailing::{Buckets, Command, Delivery, Mailing, Week};
use model::subscriber::{Departure, Rhythm};
use model::territory::Region;
use model::vocabulary::Administration;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::samples::edition;
use store::MailingNudge;

use crate::world::{ADDRESS, World, person, preferences};

fn link() -> String {
    World::link(Purpose::Preferences, ADDRESS)
}

#[tokio::test(start_paused = true)]
async fn choices_are_shown_and_changed() {
    let world = World::active(&Cloud::new().await).await;
    let page = world.open(&link()).await;
    assert_eq!(page.heading(), "Mes choix");
    let form = page.form("choose");
    let shown: Vec<_> =
        form.fields.iter().filter(|(name, _)| name == "region").map(|(_, code)| code).collect();
    assert_eq!(shown, ["53", "04"]);
    let form =
        form.with("administration", "operateur").with("region", "76").with("rhythm", "until-next-edition");
    let saved = world.send(&link(), &form).await;
    assert_eq!(
        (saved.status, saved.notice().unwrap().as_str()),
        (StatusCode::OK, "Vos choix sont enregistrés")
    );
    let known = world.known(ADDRESS).await.unwrap();
    let now = known.preferences().unwrap();
    assert_eq!(now.administration, Some(Administration::Operateur));
    assert_eq!(now.regions, [Region::OCCITANIE].into());
    assert_eq!(now.rhythm, Rhythm::UntilNextEdition { paused: 2024.into() });
    // Pressed twice, it is recorded once.
    let again = world.send(&link(), &form).await;
    assert_eq!(again.notice().unwrap(), "Vos choix sont enregistrés");
    assert_eq!(world.known(ADDRESS).await.unwrap().version, known.version);
    // Readers are what audiences are chosen from.
    let readers = world.store.readers(model::mailing::reader_shard(&person(ADDRESS))).await.unwrap();
    assert_eq!(readers, [known.reader().unwrap()]);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_was_kept_changes_nothing_and_loses_nothing() {
    let world = World::active(&Cloud::new().await).await;
    let kept = world.open(&link()).await.form("choose");
    world.send(&link(), &kept.clone().with("rhythm", "monthly")).await;
    let now = world.known(ADDRESS).await;
    let as_served = world.send(&link(), &kept).await;
    assert_eq!(as_served.notice().unwrap(), "Vous n’avez rien changé");
    let other = world.send(&link(), &kept.with("region", "76")).await;
    assert_eq!((other.status, world.known(ADDRESS).await), (StatusCode::CONFLICT, now));
    let form = other.form("choose");
    assert_eq!((form.value("region"), form.value("rhythm")), (Some("76"), Some("each-issue")));
    assert_eq!(world.send(&link(), &form).await.notice().unwrap(), "Vos choix sont enregistrés");
    assert_eq!(
        world.known(ADDRESS).await.unwrap().preferences().unwrap().regions,
        [Region::OCCITANIE].into()
    );
}

/// An issue that was sent to the subscriber.
async fn is_sent(world: &World) -> MailingId {
    let (now, buckets) = (world.cloud.now(), Buckets::new(4));
    let edition = edition(2024);
    let week = Week::of(edition.period.first());
    let mailing = Mailing::weekly(&edition, week, now, now).unwrap();
    world.store.create_mailing(&mailing, vec![], now).await.unwrap();
    let mut mailing = mailing;
    for command in [Command::Launch { first_of_month: true }, Command::Cut { buckets }] {
        mailing = mailing.decide(command, None, now).unwrap();
        world.store.record_mailing(&mailing, vec![], MailingNudge::None, now).await.unwrap();
    }
    let copy = Delivery::new(mailing.id, buckets, person(ADDRESS));
    world.store.freeze(&copy, now).await.unwrap();
    let claimed = Status::Claimed { attempt: 1, at: now };
    world.store.claim_delivery(&copy, &claimed).await.unwrap();
    let sent = Status::Sent { ses_id: "ses-1".into(), at: now };
    world.store.move_delivery(&copy.id(), &claimed, &sent).await.unwrap();
    mailing.id
}

#[tokio::test(start_paused = true)]
async fn a_copy_holds_all_that_is_known() {
    let world = World::active(&Cloud::new().await).await;
    let mailing = is_sent(&world).await;
    let page = world.open(&link()).await;
    assert!(page.html.contains(&format!("href=\"{}?copie=1\"", link())), "{}", page.html);
    let copy = world.open(&format!("{}?copie=1", link())).await;
    assert_eq!(copy.headers["content-type"], "application/json; charset=utf-8");
    assert_eq!(copy.headers["content-disposition"], "attachment; filename=\"mes-donnees.json\"");
    assert_eq!(copy.headers["cache-control"], "no-store");
    let data: serde_json::Value = serde_json::from_str(&copy.html).unwrap();
    assert_eq!(data["adresse"], ADDRESS);
    assert_eq!(data["choix"]["Régions"], "La Réunion, Bretagne");
    let sentence = data["consentement"]["phrase"].as_str().unwrap();
    assert!(sentence.starts_with("J’accepte de recevoir"), "{sentence}");
    let letters = &data["lettres de l’édition en cours"];
    assert_eq!(letters[0]["lettre"], mailing.to_string());
    assert_eq!(letters[0]["envoi"]["état"], "envoyée");
}

#[tokio::test(start_paused = true)]
async fn whoever_has_left_and_whoever_is_unknown_see_the_same_page() {
    let left = World::left(&Cloud::new().await, Departure::Unsubscribed).await.open(&link()).await;
    let unknown = World::new(&Cloud::new().await).await.open(&link()).await;
    assert_eq!((left.status, left.heading().as_str()), (StatusCode::OK, "Vous ne recevez plus la lettre"));
    assert_eq!(left.html, unknown.html);
    assert!(left.html.contains("href=\"/abonnement\"") && left.forms().is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_pages_are_for_their_bearer_only() {
    let world = World::active(&Cloud::new().await).await;
    let page = world.open(&link()).await;
    assert_eq!(page.headers["cache-control"], "no-store");
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    assert!(!page.headers.contains_key("set-cookie"));
    let bad = world.open(&format!("{}A", link())).await;
    assert_eq!((bad.status, bad.heading().as_str()), (StatusCode::NOT_FOUND, "Ce lien n’est pas valable"));
    assert_eq!(world.known(ADDRESS).await.unwrap().preferences(), Some(&preferences()));
}
