//! The whole walk, without a script.

use lambda_http::http::StatusCode;
use model::proposal::Stage;
use pipeline_tests::cloud::Cloud;

use crate::walk::{BEGIN, filled, to_the_check_page};
use crate::world::{World, proposal};

#[tokio::test(start_paused = true)]
async fn from_the_introduction_to_the_receipt() {
    let world = World::new(&Cloud::new().await).await;
    let introduction = world.open("/proposer").await;
    assert_eq!(introduction.heading(), "Proposer un événement");
    assert_eq!(introduction.link("Commencer"), BEGIN);
    let mut page = world.open(BEGIN).await;
    for (number, stage) in (1..).zip(Stage::STEPS) {
        let title = format!("Étape {number} sur 5 – {} – ", stage.title());
        assert!(page.title().starts_with(&title), "{}", page.title());
        page = world.sends_on(&filled(page.form(), stage)).await;
    }
    assert_eq!(page.heading(), "Vérifier ma proposition");
    for typed in ["Repenser l’accueil", "Médiathèque", "Camille Durand", "&lt;b&gt;Apportez"] {
        assert!(
            page.html.contains(typed)
                || page.html.contains(&typed.replace("lt;", "#60;").replace("gt;", "#62;")),
            "{typed}"
        );
    }
    world.pass(60);
    let receipt = world.sends_on(&page.form().with("exact", "oui")).await;
    assert_eq!(receipt.heading(), "Votre proposition est envoyée");
    let draft = world.draft_at(page.form().action.as_str()).await.unwrap();
    assert_eq!(receipt.text("#reference"), draft.event().reference());
    assert!(receipt.html.contains("Médiathèque"), "the receipt shows all that was sent");
    assert_eq!(
        draft.proposal.check(&pipeline_tests::samples::edition(2024)).unwrap().content.title.as_str(),
        "Repenser l’accueil"
    );
    assert_eq!((world.drafts().await, world.nudges().await, world.letters().await), (1, 1, 0));
}

#[tokio::test(start_paused = true)]
async fn nothing_is_recorded_before_the_first_step_is_sent_and_it_may_be_incomplete() {
    let world = World::new(&Cloud::new().await).await;
    let form = world.open(BEGIN).await.form();
    assert_eq!(world.drafts().await, 0);
    let page = world.send(&form.with("title", "Repenser")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.title().starts_with("Erreur – "), "{}", page.title());
    assert!(page.text("#erreurs").contains("est enregistré dans votre brouillon"));
    assert_eq!(page.form().value("title"), Some("Repenser"));
    assert!(page.has("[aria-describedby~=summary-messages]"), "{}", page.html);
    // From now on it is the draft's own form.
    let form = page.form();
    assert!(form.action.starts_with("/proposition/") && form.value("ouverture").is_none(), "{form:?}");
    assert_eq!(world.draft_at(&form.action).await.unwrap().proposal.title, "Repenser");
    assert!(world.send(&filled(form, Stage::Event)).await.location().ends_with("/dates"));
    assert_eq!(world.drafts().await, 1);
}

#[tokio::test(start_paused = true)]
async fn one_goes_back_and_forth_and_loses_nothing() {
    let world = World::new(&Cloud::new().await).await;
    let check = to_the_check_page(&world).await;
    let mut page = world.open(&check.link("Précédent")).await;
    for _ in 0..4 {
        page = world.sends_on(&page.form().press("revenir")).await;
    }
    assert_eq!(page.form().value("description").unwrap(), proposal().description);
    assert_eq!(page.form().value("title").unwrap(), proposal().title);
    // On another device, or a year later in the history: the address alone leads to where one stands.
    let home = page.form().action.replace("/evenement", "");
    assert_eq!(world.open(&home).await.link("Vérifier et envoyer"), format!("{home}/verifier"));
}

#[tokio::test(start_paused = true)]
async fn rows_are_added_repeated_and_taken_away_without_a_script_and_are_kept() {
    let world = World::new(&Cloud::new().await).await;
    let page = world.open(BEGIN).await;
    let page = world.sends_on(&filled(page.form(), Stage::Event)).await;
    let form = filled(page.form(), Stage::Dates).row("slot_date", 0, "2024-11-08");
    let address = form.action.clone();
    let kept = async || world.draft_at(&address).await.unwrap().proposal.slot_date;
    let page = world.send(&form.press("ajouter-creneau")).await;
    assert_eq!((page.status, page.form().values("slot_date")), (StatusCode::OK, vec!["2024-11-08", ""]));
    assert!(page.has("#slot_date-1[autofocus]"), "{}", page.html);
    let form = page
        .form()
        .row("slot_date", 1, "2024-11-14")
        .row("slot_start", 1, "9:00")
        .row("slot_end", 1, "10:00");
    let page = world.send(&form.press("repeter")).await;
    assert_eq!(kept().await, ["2024-11-08", "2024-11-14", "2024-11-21", "2024-11-28"]);
    // The same form sent twice is the same rows.
    let form = page.form().press("retirer-creneau-2");
    world.send(&form).await;
    let page = world.send(&form).await;
    assert_eq!(kept().await, ["2024-11-08", "2024-11-14", "2024-11-28"]);
    assert_eq!(page.form().values("slot_date").len(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_last_step_saves_before_it_leads_to_the_picture() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    let form = world.open(&format!("{draft}/organisation")).await.form();
    let answer = world.send(&form.with("organiser_role", "Cheffe de projet").press("image")).await;
    assert!(answer.location().starts_with("/illustrer/"), "{}", answer.location());
    assert_eq!(world.draft_at(&draft).await.unwrap().proposal.organiser_role, "Cheffe de projet");
    assert!(world.open(&format!("{draft}/image")).await.location().starts_with("/illustrer/"));
    assert!(
        world.open(&format!("{draft}/verifier")).await.link("Ajouter une image").starts_with("/illustrer/")
    );
}
