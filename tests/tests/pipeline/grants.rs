//! What the functions' roles grant is what they use: everything that people do is played once, with nothing broken.

use std::collections::BTreeSet;
use std::path::PathBuf;

use aws_sdk_dynamodb::config::retry::RetryConfig;
use jiff::Timestamp;
use pipeline_tests::cloud::{Cloud, UPLOADS_BUCKET};
use pipeline_tests::grants;
use pipeline_tests::pipeline::{Delivery, Pipeline};
use pipeline_tests::template::{Change, Grant, Template};

use crate::faults::{drafts, journey, moderation, newsletter, orders, organisers};
use crate::retention;
use crate::steps::{WORKSHOP, other_path_in};
use crate::world::{BASE_URL, World, post};

/// Functions whose crates compare what they are granted themselves: this one does not know them.
const ELSEWHERE: [&str; 1] = ["typeset"];

/// Adds what a scenario uses.
macro_rules! play {
    ($used:ident, $($scenario:path),+ $(,)?) => { $( $used.extend(played(&$scenario).await); )+ };
}

async fn played(scenario: &impl AsyncFn(&World, &mut Pipeline<'_>)) -> BTreeSet<Grant> {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    Box::pin(scenario(&world, &mut pipeline)).await;
    pipeline.settle().await;
    cloud.grants_used()
}

async fn all_that_is_used() -> BTreeSet<Grant> {
    let mut used = BTreeSet::new();
    play!(
        used,
        journey::journey,
        drafts::illustrate_and_publish,
        organisers::full_then_cancelled,
        organisers::invite_retract_dismiss,
        organisers::ask_twice,
        moderation::publish_undo_reject,
        moderation::note_assign_ask_take_back,
        orders::reject_all_and_undo,
        newsletter::choose_and_leave,
        newsletter::launch_and_hear,
        retention::nights,
        the_night_after,
        once_more_without_proof,
        from_a_network,
        a_picture_that_is_late,
        a_copy_of_all_that_is_known,
        two_years_later,
    );
    used
}

/// The second snapshot reads what the first one said.
async fn the_night_after(world: &World, _: &mut Pipeline<'_>) {
    world.take_snapshot().await;
    world.cloud.clock().advance(24 * 3600);
    world.take_snapshot().await;
}

/// A confirmed address sends an event without the proof of work: its mails are counted.
async fn once_more_without_proof(world: &World, pipeline: &mut Pipeline<'_>) {
    world.in_review(pipeline).await;
    let draft = world.fill(WORKSHOP).await;
    world.send_draft(&draft, "").await;
}

/// What is asked from a network is counted, where the front door says which it is.
async fn from_a_network(world: &World, _: &mut Pipeline<'_>) {
    let newsletter = [("email", "lectrice@exemple.gouv.fr"), ("region", "53"), ("consent", "oui")];
    for (path, fields) in [("/mes-evenements", &newsletter[..1]), ("/abonnement", &newsletter)] {
        let mut request = post(path, fields);
        request.headers_mut().insert("cloudfront-viewer-address", "198.51.100.10:46532".parse().unwrap());
        world.request(request).await.expect("an answer");
    }
}

/// A browser is led on without having sent its picture, then sends it: by the form that the function has signed, in the name
/// of the function's role.
async fn a_picture_that_is_late(world: &World, _: &mut Pipeline<'_>) {
    let draft = world.fill(WORKSHOP).await;
    let fields: Vec<_> = [("action", "image")].into_iter().chain(WORKSHOP.iter().copied()).collect();
    let page = world.open(&world.leads_on(&format!("{draft}/evenement"), &fields).await).await;
    let form = page.form(|form| form.action == "/depot").expect("a form that sends a file");
    let value = |name: &str| form.fields.iter().find(|(it, _)| it == name).expect("a field").1.clone();
    let (key, redirect) = (value("key"), value("success_action_redirect"));
    let here = redirect.strip_prefix(BASE_URL).expect("a page of the site");
    let led_on = format!("{here}?bucket={UPLOADS_BUCKET}&key={}&etag=%22x%22", key.replace('/', "%2F"));
    world.open(&led_on).await;
    let s3 = aws_sdk_s3::Client::new(&world.cloud.sdk_config(RetryConfig::standard()));
    let sent = s3.put_object().bucket(UPLOADS_BUCKET).key(key).send();
    world.cloud.invoke("illustrate", sent).await.unwrap().expect("the role lets it");
}

/// A subscriber looks at all that is known of them.
async fn a_copy_of_all_that_is_known(world: &World, pipeline: &mut Pipeline<'_>) {
    newsletter::sign_up_and_confirm(world, pipeline).await;
    pipeline.settle().await;
    let welcome = world.mails_to("lectrice@exemple.gouv.fr").pop().expect("a welcome");
    let page = world.open(&format!("{}?copie=1", other_path_in(&welcome, "/abonnement/mes-choix/"))).await;
    assert!(page.html.starts_with('{'), "{}", page.html);
}

/// What is kept no longer is reworded or removed.
async fn two_years_later(world: &World, pipeline: &mut Pipeline<'_>) {
    newsletter::launch_and_hear(world, pipeline).await;
    pipeline.settle().await;
    organisers::full_then_cancelled(world, pipeline).await;
    pipeline.settle().await;
    newsletter::choose_and_leave(world, pipeline).await;
    pipeline.settle().await;
    world.cloud.clock().advance(2 * 366 * 24 * 3600);
    world.cloud.page_size(5);
    // The first walk has no time for a second page.
    for deadline in [Timestamp::UNIX_EPOCH, Timestamp::MAX] {
        let purge = purge::handle(&world.purge, purge::Request::default(), deadline);
        world.cloud.invoke("purge", Box::pin(purge)).await.unwrap().expect("a walk through the table");
    }
}

fn source(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../functions").join(path)
}

fn differences(template: &Template, used: &BTreeSet<Grant>) -> Vec<String> {
    let here = template.functions().into_iter().filter(|function| !ELSEWHERE.contains(&function.as_str()));
    let differences = |function: String| {
        let main = std::fs::read_to_string(source(&format!("{function}/src/main.rs"))).expect("its main.rs");
        grants::differences(template, &function, &main, used)
    };
    here.flat_map(differences).collect()
}

#[tokio::test(start_paused = true)]
async fn every_role_grants_what_its_function_uses_and_nothing_else() {
    let (template, used) = (Template::production(), all_that_is_used().await);
    let found = differences(template, &used);
    assert!(found.is_empty(), "{}", found.join("\n"));

    // And it would be found, whichever the function and the statement.
    for function in template.functions().iter().filter(|function| !ELSEWHERE.contains(&function.as_str())) {
        for (at, statement) in template.role(function).expect("a role").iter().enumerate() {
            if !statement.allow {
                continue;
            }
            let path = format!("{}.{at}", statements_of(function));
            let more = Change::Append("sqs:PurgeQueue".into());
            let found = differences(&template.with(&format!("{path}.Action"), &more), &used);
            let each = statement.resources.len() * statement.prefixes.as_ref().map_or(1, Vec::len);
            assert_eq!(found.len(), each, "{path}: {found:?}");
            assert!(
                found.iter().all(|it| it.starts_with(&format!("{function}: sqs:PurgeQueue on "))),
                "{found:?}"
            );
        }
    }
}

#[test]
fn what_aws_does_in_the_name_of_a_role_is_granted() {
    let template = Template::production();
    let mut missing = 0;
    for function in template.functions() {
        let main = std::fs::read_to_string(source(&format!("{function}/src/main.rs"))).expect("its main.rs");
        let all = template.grants(&function).into_iter().collect();
        assert_eq!(grants::differences(template, &function, &main, &all), [""; 0]);
        for at in 0..template.role(&function).expect("a role").len() {
            let without = template.with(&format!("{}.{at}", statements_of(&function)), &Change::Remove);
            let found = grants::differences(&without, &function, &main, &all);
            assert!(found.iter().all(|it| it.contains(" is missing: ")), "{found:?}");
            missing += usize::from(!found.is_empty());
        }
    }
    // Of each function the log and the trace; of most the secrets or a source.
    assert!(missing >= 3 * template.functions().len(), "{missing}");
}

#[test]
fn whoever_is_compared_elsewhere_is_compared() {
    for function in ELSEWHERE {
        let tests = source(&format!("{function}/tests/setting/main.rs"));
        let text = std::fs::read_to_string(&tests).expect("its tests");
        assert!(text.contains("grants::differences("), "{tests:?} does not compare");
    }
}

/// Where the statements of a function's role are.
fn statements_of(function: &str) -> String {
    let role = Template::role_id(function);
    format!("Resources.{role}.Properties.Policies.0.PolicyDocument.Statement")
}
