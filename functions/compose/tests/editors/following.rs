//! An issue that was launched: how far it has come, paused, resumed, cancelled, and who has received it.

use jiff::SignedDuration;
use lambda_http::http::StatusCode;
use model::mailing::{Command, State};
use pipeline_tests::cloud::Cloud;

use crate::world::{READERS, World};

async fn launched(cloud: &Cloud) -> World {
    let world = World::new(cloud).await;
    let link = World::link("Alex");
    let form = world.open(&link).await.form("decision").with("decision", "envoyer");
    world.send(&link, &form).await;
    world
}

async fn sending(cloud: &Cloud) -> World {
    let world = launched(cloud).await;
    world.is_frozen().await;
    world.is_sent_to(READERS[0]).await;
    world.pass(SignedDuration::from_secs(5));
    world
}

#[tokio::test(start_paused = true)]
async fn its_numbers_are_those_of_its_rows() {
    let cloud = Cloud::new().await;
    let world = launched(&cloud).await;
    let page = world.open(&World::link("Lou")).await;
    assert!(page.text().contains("0 parts des abonnés sur 16"), "{}", page.text());
    world.is_frozen().await;
    world.is_sent_to(READERS[0]).await;
    let text = world.open(&World::link("Lou")).await.text();
    assert!(text.contains("Copies qui n’attendent plus : 1 sur 3"), "{text}");
    assert!(!text.contains("Attention"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn a_sending_is_paused_resumed_and_cancelled() {
    let cloud = Cloud::new().await;
    let world = sending(&cloud).await;
    let (alex, lou) = (World::link("Alex"), World::link("Lou"));
    let pause = world.open(&alex).await.form("suite").with("suite", "pause");
    for _ in 0..2 {
        assert_eq!(world.send(&alex, &pause).await.notice(), "Envoi mis en pause");
    }
    world.pass(SignedDuration::from_secs(5));
    let resume = world.open(&lou).await.form("suite").with("suite", "reprendre");
    assert_eq!(world.send(&lou, &resume).await.notice(), "Envoi repris");
    assert!(world.outbox().await.iter().any(|id| id.ends_with("-mailing")), "the sender is told");
    let reloaded = world.send(&alex, &pause).await;
    assert_eq!(reloaded.status, StatusCode::CONFLICT, "a reload does not pause again");
    assert!(reloaded.text().contains("envoi repris par Lou"), "{}", reloaded.text());

    world.pass(SignedDuration::from_secs(5));
    let cancel = world.open(&alex).await.form("suite").with("suite", "annuler");
    let page = world.send(&alex, &cancel).await;
    assert_eq!((page.status, page.wrong()), (StatusCode::UNPROCESSABLE_ENTITY, vec!["#annuler".into()]));
    let cancel = cancel.with("annuler", "oui");
    for _ in 0..2 {
        assert_eq!(world.send(&alex, &cancel).await.notice(), "Envoi annulé");
    }
    assert!(matches!(world.mailing().await.state, State::Cancelled { .. }));
    let reports = world.outbox().await.into_iter().filter(|id| id.contains("-report-")).count();
    assert_eq!(reports, 2, "each editor gets the figures once");
    let text = world.open(&alex).await.text();
    assert!(text.contains("Copies qui n’attendent plus : 3 sur 3"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn what_the_service_does_meanwhile_hinders_nobody_from_stopping_it() {
    let cloud = Cloud::new().await;
    let world = sending(&cloud).await;
    let link = World::link("Alex");
    let pause = world.open(&link).await.form("suite").with("suite", "pause");
    let resumes_by = cloud.now() + SignedDuration::from_hours(24);
    world.does(Command::Park { resumes_by }).await;
    assert_eq!(world.send(&link, &pause).await.notice(), "Envoi mis en pause");
}

#[tokio::test(start_paused = true)]
async fn what_became_of_someone_s_copy_is_found_by_address() {
    let cloud = Cloud::new().await;
    let world = sending(&cloud).await;
    let link = World::link("Alex");
    let form = world.open(&link).await.form("qui");
    let mut told = Vec::new();
    for address in [" A@EXEMPLE.fr ", READERS[1], "personne@exemple.fr"] {
        let page = world.send(&link, &form.clone().with("adresse", address)).await;
        assert_eq!(page.status, StatusCode::OK);
        told.push(page.text());
    }
    assert!(told[0].contains("Sa copie est partie le 4 novembre 2024"), "{}", told[0]);
    assert!(told[1].contains("Sa copie n’est pas encore partie."), "{}", told[1]);
    assert!(told[2].contains("Pas de copie pour cette adresse"), "{}", told[2]);
    let page = world.send(&link, &form.with("adresse", "pas une adresse")).await;
    assert_eq!(page.wrong(), ["#adresse"]);
}
