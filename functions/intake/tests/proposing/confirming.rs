//! Confirming an address: what else the same person has to confirm is told.

use lambda_http::http::StatusCode;
use links::{Capability, Purpose, Subject};
use model::content::RevisionNumber;
use model::email::EmailAddress;
use model::event::State;
use model::id::{EventId, PersonId};
use model::proposal::Proposal;
use model::reception::Reception;
use model::step::Step;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::samples::edition;

use crate::world::{World, YEAR, keys, person_key, proposal};

async fn is_proposed(world: &World, title: &str, address: &str) -> EventId {
    is_received(world, title, address, Reception::Ask).await
}

async fn is_received(world: &World, title: &str, address: &str, reception: Reception) -> EventId {
    let event = EventId::derive(&[title.as_bytes()]);
    let typed = Proposal { title: title.into(), organiser_email: address.into(), ..proposal() };
    let revision = typed.check(&edition(YEAR)).unwrap();
    let organiser = PersonId::of(&EmailAddress::parse(address).unwrap(), &person_key());
    let step = Step::submit(event, YEAR.into(), organiser, reception, revision, world.cloud.now());
    world.store.record(&step).await.unwrap();
    event
}

fn link(event: EventId) -> String {
    let subject = Subject::Event { event, revision: RevisionNumber::from(1) };
    let expires = "2025-12-31T00:00:00Z".parse().unwrap();
    Capability { purpose: Purpose::Confirm, subject, moderator: None, expires }.link("", &keys())
}

#[tokio::test(start_paused = true)]
async fn someone_who_got_one_mail_confirms_all_that_they_have_proposed_and_nothing_else() {
    let world = World::new(&Cloud::new().await).await;
    let (mine, other) = ("camille@exemple.gouv.fr", "lou@exemple.gouv.fr");
    let one = is_proposed(&world, "Le premier", mine).await;
    let two = is_proposed(&world, "Le deuxième", mine).await;
    is_proposed(&world, "Celui d’une autre", other).await;
    let page = world.open(&link(one)).await;
    assert!(
        !page.html.contains("Celui d’une autre") && page.html.contains("Vos autres propositions"),
        "{}",
        page.html
    );
    let second = page.link("Le deuxième");
    for (address, event) in [(link(one), one), (second, two)] {
        let form = crate::page::Form { action: address.clone(), fields: vec![] };
        assert_eq!(world.send(&form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "without the box");
        let page = world.send(&form.with("confirm", "oui")).await;
        assert_eq!(page.heading(), "Votre adresse est confirmée");
        assert_eq!(world.store.event(event).await.unwrap().unwrap().state(), State::InReview);
        assert_eq!(page.html.contains("Vos autres propositions"), event == one);
    }
}

#[tokio::test(start_paused = true)]
async fn however_many_someone_has_confirmed_those_that_wait_are_told() {
    let world = World::new(&Cloud::new().await).await;
    let mine = "camille@exemple.gouv.fr";
    for nth in 0..25 {
        is_received(&world, &format!("Confirmé {nth}"), mine, Reception::Known).await;
    }
    let first = is_proposed(&world, "Le premier", mine).await;
    for nth in 0..4 {
        is_proposed(&world, &format!("En attente {nth}"), mine).await;
    }
    let page = world.open(&link(first)).await;
    for nth in 0..4 {
        assert!(page.link(&format!("En attente {nth}")).starts_with("/confirmer/"));
    }
    assert!(!page.html.contains("Confirmé "), "{}", page.html);
}

#[tokio::test(start_paused = true)]
async fn a_proposal_that_was_taken_back_before_is_said_to_be_and_no_address_to_be_confirmed() {
    let world = World::new(&Cloud::new().await).await;
    let id = is_proposed(&world, "Le premier", "camille@exemple.gouv.fr").await;
    let event = world.store.event(id).await.unwrap().unwrap();
    let content = world.store.revision(id, event.revision()).await.unwrap().unwrap().content;
    let organiser = event.organiser.clone();
    let step = Step::retract(event, &organiser, &content, world.cloud.now()).unwrap();
    world.store.record(&step).await.unwrap();
    let form = crate::page::Form { action: link(id), fields: vec![] };
    for page in [world.open(&link(id)).await, world.send(&form.with("confirm", "oui")).await] {
        assert_eq!((page.status, page.heading().as_str()), (StatusCode::OK, "Votre proposition est retirée"));
        assert!(
            !page.html.contains("confirmée") && !page.html.contains("l’équipe vous dit"),
            "{}",
            page.html
        );
    }
}
