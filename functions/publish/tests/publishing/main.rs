//! Publishing, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod faults;
mod races;
mod rounds;
mod world;

use model::id::EventId;
use pipeline_tests::cloud::{Cloud, Service};
use site::{Listing, Object};

use crate::world::{World, edition};

const NUDGE: &str = r#"{"nudge":"programme","edition":2024}"#;

fn object(key: &str, text: &str) -> Object {
    Object { key: key.into(), body: text.into(), content_type: "text/plain", cache_control: "no-cache" }
}

#[tokio::test(start_paused = true)]
async fn what_has_not_changed_is_not_written_again() {
    let world = World::new(&Cloud::new().await).await;
    let events = [world.has("Un").await, world.has("Deux").await];
    let (first, files) = (world.publish(2024).await.unwrap(), world.file_count().await);
    assert_eq!((first.events, first.files.written, first.files.unchanged, first.deleted), (2, files, 0, 0));
    let second = world.publish(2024).await.unwrap();
    assert_eq!((second.files.written, second.files.unchanged, second.deleted), (0, files, 0));
    world.holds_exactly(&events).await;
}

#[tokio::test(start_paused = true)]
async fn a_new_event_is_there_before_the_pages_that_lead_to_it() {
    let world = World::new(&Cloud::new().await).await;
    world.publish(2024).await.unwrap();
    let before = world.calls_of("PutObject").len();
    let event = world.has("Nouveau").await;
    world.publish(2024).await.unwrap();
    let written = world.calls_of("PutObject").split_off(before);
    let place = |end: &str| written.iter().position(|key| key.ends_with(end)).unwrap();
    let page = place(&format!("{}/index.html", event.id));
    assert!(page < place("programme.ics"));
    for export in ["programme.json", "programme.csv", "openagenda.json", "evenements.atom"] {
        assert!(page < place(export) && place(export) < place("2024/evenements/index.html"), "{export}");
    }
    assert!(place("2024/evenements/index.html") < place("2024/index.html"));
    assert!(!written.contains(&"404.html".to_owned()), "it has not changed");
}

/// Events' pages lead to one another: the order of writing within their stage matters too.
#[tokio::test(start_paused = true)]
async fn a_new_event_is_there_before_the_pages_of_others_lead_to_it() {
    let world = World::new(&Cloud::new().await).await;
    let mut titles: Vec<_> = (1..=12).map(|number| format!("Atelier {number}")).collect();
    titles.sort_by_key(|title| EventId::derive(&[title.as_bytes()]));
    let between = titles.remove(6); // in the middle of the programme's order, all of them being at the same time
    for title in &titles {
        world.has(title).await;
    }
    world.publish(2024).await.unwrap();
    let before = world.calls_of("PutObject").len();
    let event = world.has(&between).await;
    world.publish(2024).await.unwrap();
    let written = world.calls_of("PutObject").split_off(before);
    let is_page = |key: &&String| key.contains("/atelier-") && key.ends_with("index.html");
    let pages: Vec<_> = written.iter().filter(is_page).collect();
    assert!(pages.len() > 1 && pages[0].contains(&event.id.to_string()), "{pages:?}");
    world.leads_nowhere_in_vain().await;
}

#[tokio::test(start_paused = true)]
async fn an_issue_that_has_left_is_there_before_what_leads_to_it() {
    let world = World::new(&Cloud::new().await).await;
    let event = world.has("Un").await;
    world.publish(2024).await.unwrap();
    let before = world.calls_of("PutObject").len();
    let issue = world.has_left("La lettre", std::slice::from_ref(&event)).await;
    world.publish(2024).await.unwrap();
    let written = world.calls_of("PutObject").split_off(before);
    let place = |end: &str| written.iter().position(|key| key.ends_with(end)).unwrap();
    let page = place(&format!("2024/lettres/{}/index.html", issue.id));
    let feed = place("2024/lettres.atom");
    assert!(page < feed && feed < place("2024/lettres/index.html"));
    assert!(place("2024/lettres/index.html") < place("2024/index.html"));
    world.holds_exactly(std::slice::from_ref(&event)).await;
    // Its event leaves the programme: the issue stays, and leads to nothing that is gone.
    world.has_no_longer(&event).await;
    world.publish(2024).await.unwrap();
    world.leads_nowhere_in_vain().await;
    world.holds_exactly(&[]).await;
}

#[tokio::test(start_paused = true)]
async fn what_left_the_programme_is_removed_last_and_nothing_else() {
    let cloud = Cloud::new().await;
    cloud.page_size(2); // so that listings page
    let world = World::new(&cloud).await;
    let (stays, leaves) = (world.has("Reste").await, world.has("Part").await);
    world.publish(2024).await.unwrap();
    let before = world.file_count().await;
    let others =
        [object("assets/site.css", "css"), object("snapshots/2024/latest.json", "{}"), object("2023/x", "x")];
    world.deps.bucket.write_changed(others, &Listing::new()).await.unwrap();
    world.vanishes(&leaves).await;
    let calls = cloud.calls().len();
    let published = world.publish(2024).await.unwrap();
    assert_eq!(published.deleted, before - world.file_count().await);
    let writes: Vec<_> =
        cloud.calls().split_off(calls).into_iter().filter(|call| call.service == Service::S3).collect();
    let first_removal = writes.iter().position(|call| call.operation == "DeleteObject").unwrap();
    assert!(writes[first_removal..].iter().all(|call| call.operation == "DeleteObject"));
    for key in ["2023/x", "assets/site.css", "snapshots/2024/latest.json"] {
        assert!(cloud.object(key).await.is_some(), "{key}");
        world.deps.bucket.delete_all([&key.to_owned()]).await.unwrap();
    }
    world.holds_exactly(&[stays]).await;
}

/// They are written by whoever takes them in, before a page shows them, and no programme lists them: a picture outlives its
/// event, which may come back.
#[tokio::test(start_paused = true)]
async fn pictures_stay_whatever_leaves_the_programme() {
    let world = World::new(&Cloud::new().await).await;
    let event = world.has("Illustré").await;
    let pictures = ["images/7k3qx9mb2fht-1200.jpg", "images/7k3qx9mb2fht-480.webp"];
    let objects = pictures.map(|key| object(key, "pixels"));
    world.deps.bucket.write_changed(objects, &Listing::new()).await.unwrap();
    world.publish(2024).await.unwrap();
    world.vanishes(&event).await;
    assert!(world.publish(2024).await.unwrap().deleted >= 2, "its page and its calendar");
    for key in pictures {
        assert_eq!(world.cloud.object(key).await, Some("pixels".into()), "{key}");
    }
    let touched = |operation: &str| world.calls_of(operation).iter().any(|key| key.contains("images"));
    assert!(!touched("DeleteObject") && !touched("ListObjectsV2"));
    assert!(touched("PutObject"), "calls are recorded");
}

#[tokio::test(start_paused = true)]
async fn a_burst_of_nudges_is_one_render_and_a_bad_one_fails_alone() {
    let world = World::new(&Cloud::new().await).await;
    let event = world.has("Un").await;
    let mail = r#"{"nudge":"mail","mail":"x"}"#;
    let missing = r#"{"nudge":"programme","edition":1999}"#;
    let failed = world.invoke(&[NUDGE, "{broken", NUDGE, mail, missing, NUDGE, missing]).await.unwrap();
    assert_eq!(failed, ["m1", "m3", "m4", "m6"]);
    let queries = world.calls_of("Query").len();
    world.deps.store.material(2024.into()).await.unwrap();
    let of_a_look = world.calls_of("Query").len() - queries;
    assert_eq!(queries, 2 * of_a_look, "one look, and one more after writing");
    world.holds_exactly(&[event]).await;
}

#[tokio::test(start_paused = true)]
async fn a_past_edition_leaves_the_home_to_the_current_one() {
    let world = World::new(&Cloud::new().await).await;
    let event = world.has("Un").await;
    world.publish(2024).await.unwrap();
    let home = world.cloud.object("index.html").await;
    world.deps.store.open_edition(&edition(2025)).await.unwrap();
    world.publish(2025).await.unwrap();
    assert_ne!(world.cloud.object("index.html").await, home, "the home is that of 2025");
    let home = world.cloud.object("index.html").await;
    world.has_no_longer(&event).await;
    let published = world.publish(2024).await.unwrap();
    assert!(published.files.written > 0);
    assert_eq!(world.cloud.object("index.html").await, home);
}

#[tokio::test(start_paused = true)]
async fn what_another_run_wrote_meanwhile_is_not_overwritten() {
    let world = World::new(&Cloud::new().await).await;
    let bucket = &world.deps.bucket;
    bucket.put(&object("2024/x", "old"), None).await.unwrap();
    let listing = bucket.list("2024/").await.unwrap();
    bucket.write_changed([object("2024/x", "newer"), object("2024/y", "newer")], &listing).await.unwrap();
    for late in [object("2024/x", "late"), object("2024/y", "late")] {
        assert!(bucket.write_changed([late], &listing).await.is_err_and(|error| error.is_conflict()));
    }
    // The same content is what was wanted, whoever wrote it.
    assert!(bucket.write_changed([object("2024/y", "newer")], &listing).await.is_ok());
    assert_eq!(world.cloud.object("2024/x").await, Some("newer".into()));
}
