//! Colleagues: invited, with a link that is theirs, gone.

use lambda_http::http::StatusCode;
use model::event::Actor;
use pipeline_tests::cloud::Cloud;

use crate::page::Form;
use crate::world::{COLLEAGUE, World, event, mine, page_of, person, second};

#[tokio::test(start_paused = true)]
async fn a_colleague_is_invited_once_and_does_all_that_the_organiser_does_in_their_own_name() {
    let world = World::published(&Cloud::new().await).await;
    for _ in 0..2 {
        let page = world.invites(COLLEAGUE).await;
        assert_eq!(page.location, Some(mine("equipe?fait=invite")));
    }
    assert_eq!((world.event().await.colleagues.len(), world.letters("invited").await), (1, 1));
    let team = world.open(&page_of(second(), "equipe")).await;
    assert!(
        team.html.contains("l…@exemple.gouv.fr") && team.html.contains("c…@exemple.gouv.fr"),
        "{}",
        team.html
    );
    assert!(!team.html.contains(COLLEAGUE) && !team.html.contains("camille.durand@exemple.gouv.fr\u{a0}"));
    let (modify, organiser) = (page_of(second(), "modifier"), world.current().await.organiser);
    let page = world.open(&modify).await;
    let form = Form { action: Some(modify.clone()), ..page.form("") };
    let answer = world
        .send(
            &form
                .with("title", "Par une collègue")
                .with("organiser_name", "Lou Petit")
                .with("organiser_phone", "x"),
        )
        .await;
    assert_eq!(answer.heading(), "Votre nouvelle version est bien arrivée");
    for page in [page, answer] {
        let tells = ["Camille", "camille.durand@"].iter().any(|theirs| page.html.contains(theirs));
        assert!(!tells, "the organiser's own: {}", page.html);
    }
    assert_eq!(world.current().await.organiser, organiser, "and it stays theirs");
    let history = world.store.history(event()).await.unwrap();
    assert_eq!(history.last().unwrap().actor, Actor::Organiser { person: person(COLLEAGUE) });
}

#[tokio::test(start_paused = true)]
async fn the_link_of_a_colleague_who_is_dismissed_dies() {
    let world = World::shared(&Cloud::new().await).await;
    let pages = ["", "modifier", "pratique", "equipe", "copier"].map(|page| page_of(second(), page));
    for page in &pages {
        assert_eq!(world.open(page).await.status, StatusCode::OK);
    }
    let theirs = world.open(&page_of(second(), "pratique")).await.form("").with("statut", "full");
    let form = world.open(&mine("equipe")).await.form("retirer");
    assert_eq!(world.send(&form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody is chosen");
    for _ in 0..2 {
        let page = world.follow(&form.clone().with("place", "1")).await;
        assert_eq!(page.alert().as_deref(), Some("Cette personne ne suit plus l’événement"));
    }
    for page in &pages {
        assert_eq!(world.open(page).await.heading(), "Ce lien n’est pas valable");
    }
    assert_eq!(world.send(&theirs).await.heading(), "Ce lien n’est pas valable");
    assert!(world.store.events_of(&person(COLLEAGUE)).await.unwrap().is_empty());
    // Invited again, they get another place: the old link stays dead.
    world.invites(COLLEAGUE).await;
    assert_eq!(world.open(&page_of(second(), "")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.open(&page_of(2.into(), "")).await.status, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn a_colleague_leaves_and_nobody_dismisses_the_organiser() {
    let world = World::shared(&Cloud::new().await).await;
    let form = world.open(&page_of(second(), "equipe")).await.form("retirer");
    let refused = world.send(&form.clone().with("place", "0")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = world.follow(&form.with("place", "1")).await;
    assert_eq!(gone.alert().as_deref(), Some("Vous ne suivez plus cet événement"));
    assert_eq!(world.open(&page_of(second(), "")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.open(&mine("")).await.status, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn there_are_three_colleagues_at_most_and_what_was_typed_stays() {
    let world = World::published(&Cloud::new().await).await;
    let form = world.open(&mine("equipe")).await.form("inviter");
    let wrong = world.send(&form.clone().with("email", "lou@").with("accord", "oui")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((wrong.form("").value("email"), wrong.form("").value("accord")), (Some("lou@"), Some("oui")));
    for name in ["un", "deux", "trois"] {
        world.invites(&format!("{name}@exemple.gouv.fr")).await;
    }
    let full = world.send(&form.with("email", COLLEAGUE).with("accord", "oui")).await;
    assert_eq!((full.status, world.event().await.colleagues.len()), (StatusCode::CONFLICT, 3));
    assert!(world.open(&mine("equipe")).await.html.contains("autant de personnes qu’il peut"));
    let unconfirmed = World::unconfirmed(&Cloud::new().await).await;
    assert!(unconfirmed.open(&mine("equipe")).await.forms().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_network_that_invites_the_whole_world_is_stopped() {
    let world = World::published(&Cloud::new().await).await;
    let form =
        world.open(&mine("equipe")).await.form("inviter").with("accord", "oui").with("email", COLLEAGUE);
    for _ in 0..60 {
        assert_eq!(world.send(&form).await.status, StatusCode::SEE_OTHER);
    }
    let stopped = world.send(&form).await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(stopped.form("inviter").value("email"), Some(COLLEAGUE));
}
