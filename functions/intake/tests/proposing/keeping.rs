//! How long a draft is kept, and what is said when it is not.

use lambda_http::http::StatusCode;
use links::Purpose;
use model::draft::Draft;
use model::id::{DraftId, EventId};
use model::proposal::Proposal;
use pipeline_tests::cloud::Cloud;

use crate::walk::BEGIN;
use crate::world::{World, YEAR, proposal};

const DAY: i64 = 24 * 3600;

#[tokio::test(start_paused = true)]
async fn a_draft_that_nobody_saves_is_gone_after_thirty_days_and_what_is_typed_then_can_be_copied() {
    let world = World::new(&Cloud::new().await).await;
    // The edition is not over while the draft expires.
    world.cloud.clock().advance(-40 * DAY);
    let draft = world.has_draft("d", Proposal { title: "Atelier".into(), ..Proposal::default() }).await;
    world.pass(29 * DAY);
    let form = world.open(&format!("{draft}/evenement")).await.form();
    let form = world.send(&form.with("title", "Atelier du soir")).await.form();
    world.pass(29 * DAY);
    assert_eq!(
        world.open(&format!("{draft}/evenement")).await.form().value("title"),
        Some("Atelier du soir")
    );
    world.pass(2 * DAY);
    for page in ["", "/evenement", "/verifier", "/plus-tard"] {
        let page = world.open(&format!("{draft}{page}")).await;
        assert_eq!(
            (page.status, page.heading().as_str()),
            (StatusCode::NOT_FOUND, "Ce brouillon n’existe plus")
        );
        assert!(page.has("a[href='/proposer']"));
    }
    let page = world.send(&form.with("summary", "Tapé trop tard.")).await;
    assert_eq!(page.heading(), "Ce brouillon n’existe plus");
    assert!(page.html.contains("Tapé trop tard."), "{}", page.html);
}

#[tokio::test(start_paused = true)]
async fn saving_what_has_not_changed_keeps_it_for_thirty_days_more_and_at_once_changes_nothing() {
    let world = World::new(&Cloud::new().await).await;
    world.cloud.clock().advance(-60 * DAY);
    let draft = world.has_draft("d", proposal()).await;
    let form = world.open(&format!("{draft}/evenement")).await.form().with("action", "plus-tard");
    world.pass(3600);
    world.send(&form).await;
    assert_eq!(world.draft_at(&draft).await.unwrap().version, 1);
    world.pass(29 * DAY);
    assert!(world.sends_on(&form).await.html.contains("Il est gardé jusqu’au"));
    world.pass(29 * DAY);
    assert_eq!(world.draft_at(&draft).await.unwrap().proposal, proposal());
}

#[tokio::test(start_paused = true)]
async fn whatever_is_wrong_with_an_address_the_page_is_the_same() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    let bad = [
        format!("{}x", &draft[..draft.len() - 1]),
        World::link(Purpose::Opening, DraftId::derive(&[b"d"])).replace("/proposer/", "/proposition/"),
        "/proposition/x".to_owned(),
    ];
    for address in bad {
        for page in ["", "/dates", "/verifier"] {
            let page = world.open(&format!("{address}{page}")).await;
            assert_eq!(page.heading(), "Ce lien n’est pas valable", "{address}");
        }
    }
    // A draft that never was, at an address that we have signed.
    let unknown = world.open(&World::link(Purpose::Draft, DraftId::derive(&[b"?"]))).await;
    assert_eq!(unknown.heading(), "Ce brouillon n’existe plus");
    assert_eq!(world.open(&format!("{draft}/autre")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_was_open_for_more_than_a_day_is_sent_with_one_more_press() {
    let world = World::new(&Cloud::new().await).await;
    let form =
        world.open(BEGIN).await.form().with("title", "Repenser").with("description", "Un.\r\n\r\n« Deux »");
    world.pass(DAY);
    let page = world.send(&form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.notice().unwrap(), "Cette page était ouverte depuis longtemps");
    assert_eq!((page.form().typed(), world.drafts().await), (form.typed(), 0));
    let kept = world.send(&page.form()).await;
    assert_eq!(world.draft_at(&kept.form().action).await.unwrap().proposal.title, "Repenser");
}

#[tokio::test(start_paused = true)]
async fn after_the_last_day_nothing_is_taken_in_and_what_was_typed_is_shown() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    let (begin, step) =
        (world.open(BEGIN).await.form(), world.open(&format!("{draft}/evenement")).await.form());
    let check = world.open(&format!("{draft}/verifier")).await.form().with("exact", "oui");
    world.cloud.clock().advance(27 * DAY);
    for path in ["/proposer", BEGIN] {
        assert_eq!(world.open(path).await.heading(), "Les propositions sont closes");
    }
    for page in [
        world.open(&draft).await,
        world.send(&check).await,
        world.send(&step.with("title", "Repenser l’accueil demain")).await,
        world.send(&begin.with("title", "Repenser l’accueil demain")).await,
    ] {
        assert_eq!(page.heading(), "Les propositions sont closes");
        assert!(page.html.contains("Repenser l’accueil"), "{}", page.html);
    }
    assert_eq!((world.drafts().await, world.nudges().await), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_copy_says_what_it_was_copied_from() {
    let world = World::new(&Cloud::new().await).await;
    let origin = EventId::derive(&[b"last year"]);
    let id = DraftId::derive(&[b"copy"]);
    let again = proposal().again(false);
    let draft = Draft::open(id, YEAR.into(), again, Some(origin), world.cloud.now());
    assert!(world.store.open_draft(&draft).await.unwrap());
    let next = world.open(&World::link(Purpose::Draft, id)).await.link("Continuer");
    assert!(next.ends_with("/dates"), "{next}");
    assert!(world.open(&next).await.text("#copie").contains(&origin.reference()));
}

#[tokio::test(start_paused = true)]
async fn once_the_team_closes_the_edition_the_form_says_so_and_whom_to_ask() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    let check = world.open(&format!("{draft}/verifier")).await.form().with("exact", "oui");
    world.pass(60);
    let read = world.store.kept_edition(YEAR.into()).await.unwrap().unwrap();
    let now = world.cloud.now();
    let closed = read.edition.clone().closed(now).unwrap();
    world.store.change_edition(&read, &closed, now).await.unwrap();
    for path in ["/proposer", BEGIN] {
        let page = world.open(path).await;
        assert_eq!(page.heading(), "Les propositions sont closes");
        for words in [
            "L’édition 2024 ne reçoit plus de proposition.",
            "/mes-evenements",
            "mailto:mois@exemple.gouv.fr",
        ] {
            assert!(page.html.contains(words), "{words} in {}", page.html);
        }
    }
    let page = world.send(&check).await;
    assert!(
        page.html.contains("Repenser l’accueil") && page.html.contains("n’a pas été envoyée"),
        "{}",
        page.html
    );
    assert!(world.draft_at(&draft).await.unwrap().sent.is_none());

    let read = world.store.kept_edition(YEAR.into()).await.unwrap().unwrap();
    world.store.change_edition(&read, &read.edition.clone().opened(), now).await.unwrap();
    assert_eq!(world.open("/proposer").await.heading(), "Proposer un événement");
    world.send(&check).await;
    assert!(world.draft_at(&draft).await.unwrap().sent.is_some());
}
