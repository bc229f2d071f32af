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
    let event = EventId::derive(&[title.as_bytes()]);
    let typed = Proposal { title: title.into(), organiser_email: address.into(), ..proposal() };
    let revision = typed.check(&edition(YEAR)).unwrap();
    let organiser = PersonId::of(&EmailAddress::parse(address).unwrap(), &person_key());
    let step = Step::submit(event, YEAR.into(), organiser, Reception::Ask, revision, world.cloud.now());
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
