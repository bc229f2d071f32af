//! A draft, from its first step to its sending.

use jiff::SignedDuration;
use model::draft::{Draft, KEPT};
use model::id::DraftId;
use model::letter::{Letter, OrganiserOccasion};
use model::proposal::Proposal;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::enumeration::Enumeration;

use store::StoreError;

use crate::world::{World, YEAR, address, person};

fn typed(title: &str) -> Proposal {
    Proposal { title: title.into(), ..Proposal::default() }
}

fn first_step(world: &World) -> Draft {
    Draft::open(DraftId::derive(&[b"d"]), YEAR.into(), typed("Atel"), None, world.now())
}

async fn opened(world: &World) -> Draft {
    let draft = first_step(world);
    assert!(world.store.open_draft(&draft).await.unwrap());
    draft
}

#[tokio::test]
async fn the_first_step_sent_twice_is_one_draft() {
    let world = World::new().await;
    let draft = opened(&world).await;
    let again = Draft { proposal: typed("Autre"), ..draft.clone() };
    assert!(!world.store.open_draft(&again).await.unwrap());
    assert_eq!(world.store.draft(draft.id, world.now()).await.unwrap(), Some(draft));
}

#[tokio::test]
async fn of_two_who_save_at_once_the_second_reads_again() {
    let world = World::new().await;
    let draft = opened(&world).await;
    let (one, two) = ("Atelier", "Visite");
    let [one, two] = [one, two].map(|title| draft.save(typed(title), world.now()).unwrap());
    world.store.save_draft(&one).await.unwrap();
    assert!(world.store.save_draft(&two).await.unwrap_err().is_conflict());
    assert_eq!(world.store.draft(draft.id, world.now()).await.unwrap(), Some(one));
}

#[tokio::test]
async fn sent_twice_it_leaves_once_and_is_saved_no_more() {
    let world = World::new().await;
    let draft = opened(&world).await;
    let sent = draft.send(true, None, world.now()).unwrap();
    world.store.send_draft(&sent, world.now()).await.unwrap();
    assert!(world.store.send_draft(&sent, world.now()).await.unwrap_err().is_conflict());
    let late = draft.save(typed("Trop tard"), world.now()).unwrap();
    assert!(world.store.save_draft(&late).await.unwrap_err().is_conflict());
    assert_eq!(world.outbox().await, [format!("{}-submission", draft.id)]);
}

#[tokio::test]
async fn an_expired_draft_is_gone_even_while_the_table_has_it() {
    let world = World::new().await;
    let draft = opened(&world).await;
    let last = world.now() + KEPT;
    let just_before = last - SignedDuration::from_secs(1);
    assert!(world.store.draft(draft.id, just_before).await.unwrap().is_some());
    assert_eq!(world.store.draft(draft.id, last).await.unwrap(), None);
    let items = world.cloud.items().await;
    let expires = items[0]["expires_at"]["N"].as_str().unwrap();
    assert_eq!(expires, last.as_second().to_string());
}

#[tokio::test]
async fn its_address_is_mailed_as_often_as_it_is_asked() {
    let world = World::new().await;
    let mut draft = opened(&world).await;
    for nth in 1..=2 {
        draft = draft.mail(address("camille"), world.now()).unwrap();
        world.store.mail_draft(&draft, person("camille"), world.now()).await.unwrap();
        let id = format!("{}-draft-{}-{nth}", person("camille"), draft.id);
        assert!(world.outbox().await.contains(&id));
    }
    assert!(world.store.mail_draft(&draft, person("camille"), world.now()).await.unwrap_err().is_conflict());
    let occasion = OrganiserOccasion::Draft { draft: draft.id, nth: 2 };
    let letter = Letter::Organiser(model::letter::OrganiserLetter { person: person("camille"), occasion });
    assert_eq!(world.store.mail(&letter.id()).await.unwrap().unwrap().letter, letter);
    assert_eq!(world.count("mail").await, 2);
}

#[tokio::test(start_paused = true)]
async fn whatever_breaks_a_draft_is_sent_once_or_whoever_sends_it_is_told() {
    let scenario = async |cloud: &Cloud| {
        let world = World::of(cloud);
        let sending = async {
            world.store.open_draft(&first_step(&world)).await?;
            let Some(draft) = world.store.draft(first_step(&world).id, world.now()).await? else {
                return Ok(false);
            };
            let sent = draft.send(false, None, world.now()).unwrap();
            world.store.send_draft(&sent, world.now()).await.map(|()| true)
        };
        matches!(cloud.invoke("whoever sends", sending).await, Ok(Ok::<_, StoreError>(true)))
    };
    let holds = async |cloud: &Cloud, is_told: bool| {
        let world = World::of(cloud);
        let draft = world.store.draft(first_step(&world).id, world.now()).await.unwrap();
        let is_sent = draft.is_some_and(|draft| draft.sent.is_some());
        assert_eq!(world.outbox().await.len(), usize::from(is_sent), "in one transaction");
        assert!(is_sent || !is_told, "nobody is told that a draft is sent which is not");
    };
    let report = Enumeration::new().run(scenario, holds).await;
    assert_eq!(report.calls.len(), 3, "{report}");
}
