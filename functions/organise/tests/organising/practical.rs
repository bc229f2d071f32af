//! What holds at once.

use lambda_http::http::StatusCode;
use model::event::{Actor, Outcome, State};
use model::practical::Status;
use pipeline_tests::cloud::Cloud;

use crate::page::{Form, Page};
use crate::world::{COLLEAGUE, TITLE, World, edition, mine, page_of, person, second};

const PREVIEW: &str = "Vérifier avant de publier";

async fn form(world: &World) -> Form {
    world.open(&mine("pratique")).await.form("")
}

/// Checks what was typed, then puts it online.
async fn publish(world: &World, form: Form) -> Page {
    let preview = world.send(&form.with("action", "verifier")).await;
    assert_eq!((preview.status, preview.heading().as_str()), (StatusCode::OK, PREVIEW), "{}", preview.html);
    world.send(&preview.form("").with("accord", "oui").with("action", "publier")).await
}

async fn shown(world: &World) -> model::publication::Publication {
    world.store.publications(edition().year).await.unwrap().swap_remove(0)
}

#[tokio::test(start_paused = true)]
async fn a_full_event_is_said_to_be_full_at_once_and_everyone_is_told() {
    let world = World::shared(&Cloud::new().await).await;
    let preview = world
        .send(
            &form(&world).await.with("statut", "full").with("nouvelles", "Une liste d’attente est ouverte."),
        )
        .await;
    assert!(preview.html.contains("Oui, mais il est complet") && preview.html.contains("liste d’attente"));
    assert_eq!(shown(&world).await.status, Status::Scheduled, "nothing is online before the box is ticked");
    let unticked = world.send(&preview.form("").with("action", "publier")).await;
    assert_eq!(unticked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unticked.html.contains("href=\"#accord\""), "{}", unticked.html);
    let answer = world.follow(&unticked.form("").with("accord", "oui").with("action", "publier")).await;
    assert_eq!(answer.alert().as_deref(), Some("C’est en ligne"));
    assert!(answer.html.contains("Complet") && answer.html.contains("Une liste d’attente est ouverte."));
    let shown = shown(&world).await;
    assert_eq!(
        (shown.status, shown.news.unwrap().as_str()),
        (Status::Full, "Une liste d’attente est ouverte.")
    );
    assert_eq!((world.event().await.state(), world.letters("practical-change").await), (State::Published, 2));
}

#[tokio::test(start_paused = true)]
async fn an_event_moves_to_another_room_another_day_or_online() {
    let world = World::published(&Cloud::new().await).await;
    let moved = form(&world).await.with("salle", "Mairie, salle du conseil").with("slot_date", "2024-11-14");
    publish(&world, moved.with("statut", "postponed")).await;
    let content = shown(&world).await.content;
    assert_eq!(content.attendance.place().unwrap().name.as_str(), "Mairie, salle du conseil");
    assert_eq!(content.schedule.first_day().to_string(), "2024-11-13");
    // What holds is what the form is filled in with.
    let again = form(&world).await;
    assert_eq!(
        (again.value("statut"), again.value("salle")),
        (Some("postponed"), Some("Mairie, salle du conseil"))
    );
    let online = again
        .with("en_ligne", "oui")
        .with("lien", "visio.exemple.fr/salle")
        .with("inscription", "exemple.fr/autre");
    publish(&world, online.with("statut", "scheduled")).await;
    let content = shown(&world).await.content;
    assert_eq!(content.attendance.link().unwrap().as_str(), "https://visio.exemple.fr/salle");
    assert_eq!(content.registration_link().unwrap().as_str(), "https://exemple.fr/autre");
    assert_eq!(world.event().await.revision().get(), 1, "no revision is made of it");
}

#[tokio::test(start_paused = true)]
async fn what_is_wrong_is_told_and_nothing_typed_is_lost() {
    let world = World::published(&Cloud::new().await).await;
    let wrong = form(&world)
        .await
        .with("slot_date", "2024-12-24")
        .with("inscription", "bientôt")
        .with("lien", "https://visio.exemple.fr/")
        .with("salle", " ")
        .with("nouvelles", &"a".repeat(501));
    let page = world.send(&wrong.clone().with("action", "verifier")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for anchor in ["#nouvelles", "#lien", "#salle", "#inscription", "#slot_date-0"] {
        assert!(page.html.contains(&format!("<li><a href=\"{anchor}\">")), "{anchor}: {}", page.html);
    }
    assert_eq!(page.form("").fields, wrong.fields);
    // A date is added without a script; what was typed can be corrected after it was shown.
    let more = world.send(&form(&world).await.with("statut", "full").with("action", "ajouter-creneau")).await;
    let dates = |form: &Form| form.fields.iter().filter(|(name, _)| name == "slot_date").count();
    assert_eq!((dates(&more.form("")), more.form("").value("statut")), (3, Some("full")));
    let preview = world.send(&more.form("").with("action", "verifier")).await;
    let back = world.send(&preview.form("").with("action", "corriger")).await;
    assert_eq!(back.form("").value("statut"), Some("full"));
    assert_eq!(world.deeds().await, ["submitted", "decided"]);
}

#[tokio::test(start_paused = true)]
async fn a_stale_page_is_told_and_keeps_what_was_typed() {
    let world = World::shared(&Cloud::new().await).await;
    let mine = form(&world).await.with("statut", "cancelled").with("nouvelles", "Désolée.");
    let preview = world.send(&mine.clone().with("action", "verifier")).await;
    let theirs = world.open(&page_of(second(), "pratique")).await.form("");
    publish(&world, theirs.with("salle", "Autre salle")).await;
    for stale in [
        world.send(&mine.with("action", "verifier")).await,
        world.send(&preview.form("").with("accord", "oui").with("action", "publier")).await,
    ] {
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert_eq!(stale.alert().as_deref(), Some("Ce que le programme annonce a changé entre-temps"));
        assert!(stale.html.contains("Autre salle") && stale.html.contains("Désolée."), "{}", stale.html);
        assert_eq!(stale.form("").value("nouvelles"), Some("Désolée."));
        assert_eq!(stale.form("").value("accord"), None, "what was ticked was ticked about something else");
        assert_eq!(shown(&world).await.status, Status::Scheduled);
    }
    let stale = world.send(&preview.form("").with("action", "verifier")).await;
    world.follow(&stale.form("").with("accord", "oui").with("action", "publier")).await;
    assert_eq!(shown(&world).await.status, Status::Cancelled);
    let history = world.store.history(crate::world::event()).await.unwrap();
    let by = |at: usize| history[at].actor.clone();
    assert_eq!(by(3), Actor::Organiser { person: person(COLLEAGUE) });
    assert_eq!(by(4), Actor::Organiser { person: person("camille.durand@exemple.gouv.fr") });
}

#[tokio::test(start_paused = true)]
async fn sent_twice_it_is_said_once() {
    let world = World::published(&Cloud::new().await).await;
    let preview = world.send(&form(&world).await.with("statut", "full")).await;
    let sure = preview.form("").with("accord", "oui").with("action", "publier");
    for _ in 0..2 {
        assert_eq!(world.follow(&sure).await.alert().as_deref(), Some("C’est en ligne"));
    }
    assert_eq!(world.deeds().await, ["submitted", "decided", "practical"]);
    for seed in 0..12 {
        let cloud = Cloud::new().await;
        let world = World::published(&cloud).await;
        let preview = world.send(&form(&world).await.with("statut", "full")).await;
        let sure = preview.form("").with("accord", "oui").with("action", "publier");
        cloud.interleave(seed);
        let (one, two) = tokio::join!(world.send(&sure), world.send(&sure));
        assert_eq!((one.status, two.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER), "seed {seed}");
        assert_eq!(world.letters("practical-change").await, 1, "seed {seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn while_what_is_shown_is_being_decided_it_waits_and_is_kept() {
    let world = World::published(&Cloud::new().await).await;
    let typed = form(&world).await.with("statut", "full").with("nouvelles", "Complet.");
    let message = "Salle fermée.".to_owned().try_into().unwrap();
    world.is_being_decided(Outcome::Withdraw { message }).await;
    let told = world.send(&typed).await;
    assert_eq!((told.status, told.form("").fields), (StatusCode::CONFLICT, typed.fields.clone()));
    assert!(!told.html.contains("Salle fermée."), "{}", told.html);
    world.window_passes();
    let gone = world.send(&typed).await;
    assert_eq!(gone.alert().as_deref(), Some("Votre événement n’est pas au programme"));
    assert_eq!(gone.form("").value("nouvelles"), Some("Complet."));
}

#[tokio::test(start_paused = true)]
async fn a_correction_says_again_what_was_said_beside_and_a_robot_takes_nothing_of_it_back() {
    let world = World::published(&Cloud::new().await).await;
    let kept = world.open(&mine("modifier")).await;
    publish(&world, form(&world).await.with("salle", "Salle du conseil")).await;
    // A page that was opened before, sent as it was served.
    let before = world.cloud.items().await;
    for form in kept.form("").every_way() {
        world.send(&Form { action: Some(mine("modifier")), ..form }).await;
    }
    assert_eq!(world.cloud.items().await, before);
    let correction = world.open(&mine("modifier")).await.form("");
    assert_eq!(correction.value("place_name"), Some("Salle du conseil"));
    let correction = Form { action: Some(mine("modifier")), ..correction.with("title", "Un autre titre") };
    assert_eq!(world.send(&correction).await.heading(), "Votre nouvelle version est bien arrivée");
    world.is_decided(Outcome::Publish).await;
    let content = shown(&world).await.content;
    assert_eq!((content.title.as_str(), TITLE), ("Un autre titre", "Repenser l’accueil"));
    assert_eq!(content.attendance.place().unwrap().name.as_str(), "Salle du conseil");
}

#[tokio::test(start_paused = true)]
async fn whatever_can_still_be_undone_of_a_new_version_nothing_is_taken() {
    let reason = edition().reasons.refusals[0].clone();
    for outcome in [Outcome::Publish, Outcome::Spam, Outcome::Reject { reason, message: None }] {
        let world = World::published(&Cloud::new().await).await;
        let typed = form(&world).await.with("statut", "full");
        let correction = world.open(&mine("modifier")).await.form("").with("title", "Un autre titre");
        world.send(&Form { action: Some(mine("modifier")), ..correction }).await;
        world.is_being_decided(outcome.clone()).await;
        assert!(!world.open(&mine("")).await.leads_to("/pratique"), "{outcome:?}");
        assert!(world.open(&mine("pratique")).await.html.contains("en ce moment"), "{outcome:?}");
        assert_eq!(world.send(&typed).await.status, StatusCode::CONFLICT, "{outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_moves_online_keeps_its_hour_through_another_date_and_a_correction() {
    let world = World::published_in_la_reunion(&Cloud::new().await).await;
    publish(&world, form(&world).await.with("en_ligne", "oui")).await;
    let later = form(&world).await;
    assert_eq!(later.value("slot_start"), Some("10:00"), "by the clocks of the place");
    publish(&world, later.with("slot_date", "2024-11-14")).await;
    let starts = |content: &model::content::Content| match &content.schedule {
        model::schedule::Schedule::Slots { slots, .. } => slots.first().start().to_string(),
        other @ model::schedule::Schedule::Period { .. } => panic!("no slots: {other:?}"),
    };
    assert_eq!(starts(&shown(&world).await.content), "2024-11-14T06:00:00Z");
    let correction = world.open(&mine("modifier")).await.form("").with("title", "Un autre titre");
    world.send(&Form { action: Some(mine("modifier")), ..correction }).await;
    let current = world.current().await.content;
    assert_eq!((current.title.as_str(), starts(&current)), ("Un autre titre", "2024-11-14T06:00:00Z".into()));
}
