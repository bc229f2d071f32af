//! An issue before it leaves: edited, tried, scheduled, launched, given up.

use jiff::SignedDuration;
use lambda_http::http::StatusCode;
use model::mailing::{Deed, State};
use pipeline_tests::cloud::Cloud;

use crate::world::{World, event};

const OVERTAKEN: &str = "Votre demande n’a pas été enregistrée";

#[tokio::test(start_paused = true)]
async fn an_issue_is_edited_and_its_page_shows_it() {
    let world = World::new(&Cloud::new().await).await;
    let link = World::link("Alex");
    let page = world.open(&link).await;
    assert!(page.text().contains("3 abonnés en tout, la lettre est pour tous."), "{}", page.text());
    let form = page
        .form("contenu")
        .with("objet", "  Onze événements  ")
        .with("editorial", "Bonjour\r\n\r\n- un\r\n- deux")
        .with("place-online", "1")
        .with("une-1", &event().to_string())
        .and("region", "53");
    let page = world.send(&link, &form).await;
    assert_eq!((page.status, page.notice()), (StatusCode::OK, "Contenu enregistré".into()));
    assert!(page.text().contains("2 dans la partie choisie"), "{}", page.text());
    let mailing = world.mailing().await;
    assert_eq!((mailing.version, mailing.words.subject.as_str()), (2, "Onze événements"));
    assert_eq!(mailing.words.editorial.unwrap().as_str(), "Bonjour\n\n- un\n- deux");
    assert_eq!(mailing.featured, [event()]);

    let reloaded = world.send(&link, &form).await;
    assert_eq!((reloaded.status, reloaded.notice()), (StatusCode::OK, "Rien n’a changé".into()));
    assert_eq!(world.mailing().await.version, 2);
}

#[tokio::test(start_paused = true)]
async fn two_editors_do_not_write_over_each_other() {
    let world = World::new(&Cloud::new().await).await;
    let (alex, lou) = (World::link("Alex"), World::link("Lou"));
    let form = world.open(&alex).await.form("contenu").with("objet", "La lettre d’Alex");
    let theirs = world.open(&lou).await.form("contenu").with("objet", "La lettre de Lou");
    world.send(&lou, &theirs).await;
    let page = world.send(&alex, &form).await;
    assert_eq!((page.status, page.notice()), (StatusCode::CONFLICT, OVERTAKEN.into()));
    assert!(page.text().contains("contenu modifié par Lou"), "{}", page.text());
    assert!(page.text().contains("Enregistré entre-temps : La lettre de Lou"), "{}", page.text());
    let kept = page.form("contenu");
    assert_eq!(kept.value("objet"), Some("La lettre d’Alex"), "nothing typed is lost");
    assert_eq!(world.mailing().await.words.subject.as_str(), "La lettre de Lou");
    world.send(&alex, &kept).await;
    assert_eq!(world.mailing().await.words.subject.as_str(), "La lettre d’Alex", "who has seen both decides");
}

#[tokio::test(start_paused = true)]
async fn an_issue_is_launched_once_and_only_as_it_was_read() {
    let world = World::new(&Cloud::new().await).await;
    let (alex, lou) = (World::link("Alex"), World::link("Lou"));
    let launch = world.open(&alex).await.form("decision").with("decision", "envoyer");
    let edit = world.open(&lou).await.form("contenu").with("objet", "La lettre de Lou");
    world.send(&lou, &edit).await;
    assert_eq!(world.send(&alex, &launch).await.notice(), OVERTAKEN);
    assert_eq!(world.mailing().await.state, State::Draft, "nobody has read it so");

    let launch = world.open(&alex).await.form("decision").with("decision", "envoyer");
    let theirs = world.open(&lou).await.form("decision").with("decision", "envoyer");
    for _ in 0..2 {
        assert_eq!(world.send(&alex, &launch).await.notice(), "Envoi demandé");
    }
    assert_eq!(world.send(&lou, &theirs).await.status, StatusCode::CONFLICT);
    let mailing = world.mailing().await;
    assert!(matches!(mailing.state, State::Freezing { .. }) && mailing.first_of_month);
    assert_eq!(world.outbox().await, ["v3-launch"]);
}

#[tokio::test(start_paused = true)]
async fn an_issue_that_cannot_be_read_does_not_leave() {
    let world = World::new(&Cloud::new().await).await;
    let link = World::link("Alex");
    let form = world.open(&link).await.form("contenu").with("editorial", "[ici](/proposer)");
    let page = world.send(&link, &form).await;
    assert!(page.text().contains("À corriger"), "{}", page.text());
    for (decision, date, hour) in [("envoyer", "", ""), ("programmer", "2024-11-08", "09:00")] {
        let form = page.form("decision").with("decision", decision).with("date", date).with("heure", hour);
        let page = world.send(&link, &form).await;
        assert_eq!((page.status, page.wrong()), (StatusCode::UNPROCESSABLE_ENTITY, vec!["#decision".into()]));
        assert_eq!(page.form("decision").value("decision"), Some(decision), "what was chosen is kept");
    }
    assert_eq!(world.mailing().await.state, State::Draft);

    let nobody = page.form("contenu").with("editorial", "").and("administration", "autre");
    let page = world.send(&link, &nobody).await;
    let page = world.send(&link, &page.form("decision").with("decision", "envoyer")).await;
    assert!(page.text().contains("Personne ne recevrait cette lettre"), "{}", page.text());
    assert_eq!(world.mailing().await.state, State::Draft);
}

#[tokio::test(start_paused = true)]
async fn an_issue_is_scheduled_for_a_time_that_is_to_come() {
    let world = World::new(&Cloud::new().await).await;
    let link = World::link("Alex");
    let form = world.open(&link).await.form("decision").with("decision", "programmer");
    let at = |date: &str, hour: &str| form.clone().with("date", date).with("heure", hour);
    for (date, hour, wrong) in [
        ("2024-11-04", "08:59", vec!["#date"]),
        ("2025-03-30", "02:30", vec!["#heure"]),
        ("", "midi", vec!["#date", "#heure"]),
        ("2026-11-04", "10:00", vec!["#date"]),
    ] {
        let page = world.send(&link, &at(date, hour)).await;
        assert_eq!(page.wrong(), wrong, "{date} {hour}");
        let kept = page.form("decision");
        assert_eq!((kept.value("date"), kept.value("heure")), (Some(date), Some(hour)));
    }
    for _ in 0..2 {
        assert_eq!(world.send(&link, &at("2024-11-08", "9h30")).await.notice(), "Envoi programmé");
    }
    let scheduled = world.mailing().await;
    assert_eq!(scheduled.state, State::Scheduled { at: "2024-11-08T08:30:00Z".parse().unwrap() });
    assert_eq!((scheduled.version, world.outbox().await.len()), (2, 0));

    let page = world.open(&link).await;
    let form = page.form("decision");
    assert_eq!((form.value("date"), form.value("heure")), (Some("2024-11-08"), Some("09:30")));
    let page = world.send(&link, &form.with("decision", "deprogrammer")).await;
    assert_eq!(page.notice(), "Programmation annulée");
    let page = world.send(&link, &page.form("decision").with("decision", "abandonner")).await;
    assert_eq!(page.notice(), "Lettre abandonnée");
    assert!(matches!(world.mailing().await.state, State::Discarded { .. }));
    assert_eq!(world.mailing().await.history.last().unwrap().deed, Deed::Discarded);
}

#[tokio::test(start_paused = true)]
async fn a_test_comes_once_a_minute_to_who_asks() {
    let world = World::new(&Cloud::new().await).await;
    let link = World::link("Alex");
    let form = world.open(&link).await.form("essai").with("essai", "oui");
    assert_eq!(world.send(&link, &form).await.notice(), "Essai demandé");
    assert_eq!(world.send(&link, &form).await.notice(), "Un essai est déjà en route");
    assert_eq!(world.outbox().await.len(), 1);
    world.pass(SignedDuration::from_mins(1));
    assert_eq!(world.send(&link, &form).await.notice(), "Essai demandé");
    let letters = world.outbox().await;
    assert!(letters.len() == 2 && letters.iter().all(|id| id.starts_with("1-test-")), "{letters:?}");
    assert_eq!(world.mailing().await.version, 1, "the issue is what it was");
}

#[tokio::test(start_paused = true)]
async fn a_blank_issue_is_started_once_and_leads_to_its_page() {
    let world = World::new(&Cloud::new().await).await;
    let link = World::link("Alex");
    let form = world.open(&link).await.form("vierge").with("vierge", "oui");
    let mut places = Vec::new();
    for _ in 0..2 {
        let page = world.send(&link, &form).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        places.push(page.headers["location"].to_str().unwrap().to_owned());
    }
    assert_eq!(places[0], places[1]);
    assert_eq!(world.issues().await.len(), 2);
    let editor = model::id::ModeratorId::derive(&[b"Alex"]);
    assert_eq!(world.outbox().await, [format!("1-draft-{editor}")]);
    let page = world.open(&places[0]).await;
    assert!(page.text().contains("La lettre du Mois de l’innovation publique"), "{}", page.text());
    assert!(page.text().contains("Brouillon préparé par Alex."), "{}", page.text());
    assert!(page.links().contains(&link), "the list leads back");
}

#[tokio::test(start_paused = true)]
async fn only_the_national_team_opens_the_page() {
    let world = World::new(&Cloud::new().await).await;
    let lou = World::link("Lou");
    let form = world.open(&lou).await.form("decision").with("decision", "envoyer");
    world.store.remove_moderator(model::id::ModeratorId::derive(&[b"Lou"])).await.unwrap();
    let elsewhere = World::link_to(model::id::MailingId::derive(&[b"none"]), "Alex");
    for link in [&lou, &World::link("Noa"), &World::link("Personne"), &elsewhere, "/lettre/", "/lettre/x"] {
        assert_eq!(world.open(link).await.status, StatusCode::NOT_FOUND, "{link}");
        assert_eq!(world.open(&format!("{link}/apercu")).await.status, StatusCode::NOT_FOUND, "{link}");
        assert_eq!(world.send(link, &form).await.status, StatusCode::NOT_FOUND, "{link}");
    }
    assert_eq!(world.mailing().await.state, State::Draft);
    let alex = World::link("Alex");
    world.pass(SignedDuration::from_hours(25));
    assert_eq!(world.open(&alex).await.status, StatusCode::NOT_FOUND, "it has expired");
}
