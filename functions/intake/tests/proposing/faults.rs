//! With every kind of fault at every call: people try again when a page says that something did not work, or does not
//! come, with the form that the page gives them back; all is kept, and all is done once.

use lambda_http::http::StatusCode;
use model::proposal::{Proposal, Stage};
use pipeline_tests::cloud::{Cloud, FaultKind};
use pipeline_tests::enumeration::{Enumeration, Report};

use crate::page::{Form, Page};
use crate::walk::{BEGIN, filled};
use crate::world::{World, proposal};

const ADDRESS: &str = "camille@exemple.gouv.fr";

/// Opens a page, as often as it takes.
async fn opens(world: &World, path: &str) -> Page {
    for _ in 0..4 {
        if let Ok(page) = world.try_to_open(path).await
            && page.status != StatusCode::SERVICE_UNAVAILABLE
        {
            return page;
        }
    }
    panic!("{path} never opens");
}

/// Sends a form until its answer is another page than that of an incident, each time the form that the last page has.
async fn insists(world: &World, form: Form, ticks: bool) -> Page {
    let mut form = form;
    for _ in 0..4 {
        match world.try_to_send(&form).await {
            Ok(page) if page.status != StatusCode::SERVICE_UNAVAILABLE => return page,
            // The page of an incident has all that was typed; one that holds no form is sent again as it was.
            Ok(page) => {
                let Some(again) = page.forms().into_iter().next() else { continue };
                let again = if ticks { again.with("exact", "oui") } else { again };
                assert_eq!(again.typed(), form.typed(), "nothing is lost");
                let again = match form.value("action") {
                    Some(button) => again.press(button),
                    None => again,
                };
                form = again;
            }
            Err(_) => {}
        }
    }
    panic!("{}: never", form.action);
}

fn all_kinds_met(report: &Report, but: &[FaultKind]) {
    let mut kinds = FaultKind::ALL.iter().filter(|kind| !but.contains(kind));
    assert!(kinds.all(|kind| report.faults.contains_key(kind)), "{report}");
}

#[tokio::test(start_paused = true)]
async fn the_first_step_is_one_draft_with_all_that_was_typed() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        cloud.prelude_ends();
        let form = filled(opens(&world, BEGIN).await.form(), Stage::Event);
        let page = insists(&world, form, false).await;
        assert!(opens(&world, page.location()).await.title().starts_with("Étape 2"));
        page.location().to_owned()
    };
    let invariants = async |cloud: &Cloud, address: String| {
        let world = World::of(cloud);
        let draft = world.draft_at(&address).await.unwrap();
        assert_eq!((world.drafts().await, draft.version), (1, 1));
        let mut expected = Proposal::default();
        expected.take(Stage::Event, &proposal());
        assert_eq!(draft.proposal, expected);
    };
    all_kinds_met(&Box::pin(Enumeration::new().run(scenario, invariants)).await, &[FaultKind::Conflict]);
}

#[tokio::test(start_paused = true)]
async fn a_step_is_saved_once_beside_the_others() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        let draft = world.has_draft("d", proposal()).await;
        cloud.prelude_ends();
        let form = opens(&world, &format!("{draft}/dates")).await.form();
        let page = insists(&world, form.row("slot_start", 1, "15:00").press("ajouter-creneau"), false).await;
        assert_eq!(page.form().values("slot_date").len(), 3);
        draft
    };
    let invariants = async |cloud: &Cloud, address: String| {
        let draft = World::of(cloud).draft_at(&address).await.unwrap();
        let mut expected = proposal();
        expected.slot_date.push(String::new());
        expected.slot_start = vec!["10:00".into(), "15:00".into(), String::new()];
        expected.slot_end.push(String::new());
        assert_eq!((draft.proposal, draft.version), (expected, 2));
    };
    all_kinds_met(&Box::pin(Enumeration::new().run(scenario, invariants)).await, &[]);
}

#[tokio::test(start_paused = true)]
async fn a_draft_is_mailed_once() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        let draft = world.has_draft("d", proposal()).await;
        cloud.prelude_ends();
        let form = opens(&world, &format!("{draft}/plus-tard")).await.form().with("email", ADDRESS);
        let page = insists(&world, form, false).await;
        assert_eq!(page.notice().unwrap(), "Le lien part par courriel");
        draft
    };
    let invariants = async |cloud: &Cloud, address: String| {
        let world = World::of(cloud);
        let draft = world.draft_at(&address).await.unwrap();
        assert_eq!((world.letters().await, draft.mailed, draft.version), (1, 1, 2));
    };
    all_kinds_met(&Box::pin(Enumeration::new().run(scenario, invariants)).await, &[]);
}

#[tokio::test(start_paused = true)]
async fn a_draft_is_sent_once_and_ends_at_its_receipt() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        let draft = world.has_draft("d", proposal()).await;
        world.pass(60);
        cloud.prelude_ends();
        let form = opens(&world, &format!("{draft}/verifier")).await.form().with("exact", "oui");
        let page = insists(&world, form, true).await;
        let receipt = opens(&world, page.location()).await;
        assert_eq!(receipt.heading(), "Votre proposition est envoyée");
        draft
    };
    let invariants = async |cloud: &Cloud, address: String| {
        let world = World::of(cloud);
        let draft = world.draft_at(&address).await.unwrap();
        assert_eq!((world.nudges().await, draft.version), (1, 2));
        assert_eq!((draft.proposal, draft.sent.unwrap().event.reference().len()), (proposal(), 14));
    };
    all_kinds_met(&Box::pin(Enumeration::new().run(scenario, invariants)).await, &[]);
}
