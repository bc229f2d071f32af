//! Whatever is typed, in whatever field: it is kept as it was typed, or refused with a message, and never an error of
//! ours.

use lambda_http::Body;
use lambda_http::http::{Method, StatusCode};
use model::draft::Draft;
use model::id::DraftId;
use model::proposal::{Proposal, Stage};
use pipeline_tests::cloud::Cloud;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestError, TestRunner};
use serde_json::Value;

use crate::page::Form;
use crate::world::{OFFICE, World, YEAR, proposal};

const BUTTONS: [&str; 12] = [
    "continuer",
    "continuer",
    "continuer",
    "continuer",
    "",
    "revenir",
    "plus-tard",
    "ajouter-creneau",
    "retirer-creneau-1",
    "repeter",
    "ajouter-lieu",
    "retirer-lieu-18446744073709551615",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "\\PC{0,60}",
        2 => "(?s).{0,120}",
        1 => any::<String>(),
        1 => select(&["", " ", "\u{0}", "\r\n\r\n", "<script>", "\"'><b>", "&amp;", "\u{202e}abc", "\u{feff}", "{{ 7 }}"][..])
            .prop_map(ToOwned::to_owned),
        2 => select(&["oui", "period", "slots", "hybrid", "online", "public", "registered", "35000", "2024-11-31",
            "2024-11-08", "25:00", "9h", "99999999999999999999", "https://", "a@b", "è@é.fr", "+33", "972", "en"][..])
            .prop_map(ToOwned::to_owned),
        1 => (1usize..12_000, select(&["é", "a ", "\n", "𝄞", "<"][..])).prop_map(|(length, part)| part.repeat(length)),
    ]
}

fn is_a_list(name: &str) -> bool {
    let blank = serde_json::to_value(Proposal::default()).unwrap();
    blank[name].is_array()
}

/// The sample with some fields, or all of them, replaced by anything.
fn typed() -> impl Strategy<Value = Proposal> {
    let names: Vec<String> =
        serde_json::to_value(proposal()).unwrap().as_object().unwrap().keys().cloned().collect();
    let fields = (select(names), vec(text(), 0..5), text()).boxed();
    let replaced = prop_oneof![4 => vec(fields.clone(), 0..6), 1 => vec(fields, 30..60)];
    (replaced, any::<bool>()).prop_map(|(replaced, blank)| {
        let start = if blank { Proposal::default() } else { proposal() };
        let mut form = serde_json::to_value(start).unwrap();
        for (name, many, one) in replaced {
            form[&name] = if is_a_list(&name) { many.into() } else { Value::String(one) };
        }
        serde_json::from_value(form).unwrap()
    })
}

/// Sends a form to every step of a draft and to its end; what is kept is what was typed.
async fn is_taken(world: &World, name: &str, typed: &Proposal, button: &str) -> Result<(), TestCaseError> {
    let id = DraftId::derive(&[name.as_bytes()]);
    let draft = Draft::open(id, YEAR.into(), Proposal::default(), None, world.cloud.now());
    world.store.open_draft(&draft).await.unwrap();
    let address = World::link(links::Purpose::Draft, id);
    world.pass(5);
    let mut expected = Proposal::default();
    for stage in Stage::STEPS {
        let fields = serde_html_form::to_string(typed).unwrap();
        let body = Body::Text(format!("{fields}&action={button}"));
        let page =
            world.request(Method::POST, &format!("{address}/{}", stage.code()), OFFICE, body).await.unwrap();
        let kept = world.draft_at(&address).await.unwrap().proposal;
        match page.status {
            StatusCode::SEE_OTHER | StatusCode::UNPROCESSABLE_ENTITY if !button.contains("er-") => {
                expected.take(stage, typed);
                prop_assert_eq!(&kept, &expected);
            }
            StatusCode::OK | StatusCode::SEE_OTHER | StatusCode::UNPROCESSABLE_ENTITY => expected = kept,
            StatusCode::PAYLOAD_TOO_LARGE => prop_assert_eq!(&kept, &expected),
            status => prop_assert!(false, "{status} at {stage:?}"),
        }
        if page.status == StatusCode::UNPROCESSABLE_ENTITY {
            prop_assert!(page.html.contains("id=\"erreurs\""));
        }
    }
    let check = world.open(&format!("{address}/verifier")).await;
    prop_assert_eq!(check.status, StatusCode::OK);
    let sent = match check.forms().pop() {
        Some(form) => world.send(&form.with("exact", "oui")).await,
        None => world.send(&Form { action: format!("{address}/envoyer"), fields: vec![] }).await,
    };
    prop_assert!(!sent.status.is_server_error(), "{}", sent.status);
    prop_assert!(!world.open(&address).await.status.is_server_error());
    Ok(())
}

/// Runs a test on many forms in one cloud; their drafts are kept apart.
fn holds_for<S: Strategy>(
    cases: u32,
    strategy: S,
    test: &impl AsyncFn(&World, &str, S::Value) -> Result<(), TestCaseError>,
) {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let world = runtime.block_on(async { World::new(&Cloud::new().await).await });
    let started = world.cloud.now();
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let count = std::cell::Cell::new(0u32);
    let outcome = runner.run(&strategy, |value| {
        count.set(count.get() + 1);
        world.cloud.clock().set(started); // the edition never ends
        runtime.block_on(test(&world, &count.get().to_string(), value))
    });
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(why, value)) => panic!("{why}\n{value:?}"),
        Err(error) => panic!("{error}"),
    }
}

fn generated_forms_hold(cases: u32) {
    let strategy = (typed(), select(&BUTTONS[..]));
    holds_for(cases, strategy, &async |world: &World, name: &str, (typed, button): (Proposal, &str)| {
        is_taken(world, name, &typed, button).await
    });
}

#[test]
fn two_thousand_forms_that_nobody_thought_of_are_kept_or_refused() {
    generated_forms_hold(2000);
}

#[test]
#[ignore = "forty minutes: run by hand"]
fn a_hundred_thousand_forms_that_nobody_thought_of_are_kept_or_refused() {
    generated_forms_hold(100_000);
}

#[test]
fn any_text_in_any_field_comes_back_as_it_was_typed() {
    let fields = [
        (Stage::Event, "title"),
        (Stage::Event, "summary"),
        (Stage::Event, "description"),
        (Stage::Place, "place_name"),
        (Stage::Place, "address"),
        (Stage::Place, "online_link"),
        (Stage::Public, "capacity"),
        (Stage::Public, "registration_link"),
        (Stage::Public, "registration_email"),
        (Stage::Public, "accessibility_details"),
        (Stage::Organisation, "organisation"),
        (Stage::Organisation, "partners"),
        (Stage::Organisation, "contact_phone"),
        (Stage::Organisation, "organiser_name"),
        (Stage::Organisation, "organiser_email"),
    ];
    // What a browser lets one type: no control character.
    let texts = ["[^\\p{C}]{1,80}", " [^\\p{C}]{0,30} ", "[<>&\"'{}%;=+]{1,20}"];
    let text = prop_oneof![texts[0], texts[1], texts[2]];
    holds_for(400, (select(fields.to_vec()), text), &async |world: &World,
                                                            name: &str,
                                                            ((stage, field), text): (
        (Stage, &str),
        String,
    )| {
        let address = world.has_draft(name, proposal()).await;
        let page = format!("{address}/{}", stage.code());
        let form = world.open(&page).await.form().with(field, &text);
        let answer = world.send(&form).await;
        if answer.status == StatusCode::UNPROCESSABLE_ENTITY {
            prop_assert!(answer.has("#erreurs li") && answer.title().starts_with("Erreur – "));
        } else {
            prop_assert_eq!(answer.status, StatusCode::SEE_OTHER);
        }
        let again = world.open(&page).await.form();
        prop_assert_eq!(again.value(field), Some(text.as_str()));
        Ok(())
    });
}

#[test]
fn a_form_that_is_too_long_for_a_draft_comes_back_whole_and_one_that_is_too_long_for_anything_is_refused() {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    runtime.block_on(async {
        let world = World::new(&Cloud::new().await).await;
        let draft = world.has_draft("d", proposal()).await;
        let form = world.open(&format!("{draft}/evenement")).await.form();
        let long = form.clone().with("description", &"long ".repeat(70_000));
        let page = world.send(&long).await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(page.notice().unwrap(), "Ce que vous avez saisi est trop long");
        assert_eq!(page.form().fields, long.fields);
        assert_eq!(world.draft_at(&draft).await.unwrap().proposal, proposal());
        let begin = world.open(crate::walk::BEGIN).await.form().with("description", &"long ".repeat(70_000));
        assert_eq!(world.send(&begin).await.form().typed(), begin.typed());
        let longer = form.with("description", &"x".repeat(50_000_000));
        assert_eq!(world.send(&longer).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(world.drafts().await, 1);
    });
}
