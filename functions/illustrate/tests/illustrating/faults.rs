//! Whatever breaks wherever: one picture, its files whole, said once.

use lambda_http::http::{Method, StatusCode};
use model::picture::{Frame, PictureKind};
use pipeline_tests::cloud::{Cloud, FaultKind};
use pipeline_tests::enumeration::Enumeration;

use crate::page::{Form, Page};
use crate::world::{Whose, World, photograph};

/// Small, since it is decoded a thousand times; wide enough for two widths.
const WIDTH: u32 = 500;
const HEIGHT: u32 = 20;

/// Tries again, as people do when a page says that something did not work, or does not come.
async fn insists(world: &World, method: Method, path: &str, form: Option<&Form>) -> Page {
    for _ in 0..4 {
        let answer = world.request(method.clone(), path, form).await;
        if let Ok(page) = answer
            && page.status != StatusCode::SERVICE_UNAVAILABLE
        {
            return page;
        }
    }
    panic!("it never works")
}

async fn gives_a_picture(world: &World, whose: Whose) {
    let link = World::link(whose);
    let page = insists(world, Method::GET, &link, None).await;
    let next = world.uploads(&page, &photograph(WIDTH, HEIGHT)).await;
    let page = insists(world, Method::GET, &next, None).await;
    let form = page.form("enregistrer").described();
    let kept = insists(world, Method::POST, &link, Some(&form)).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.html);
}

async fn is_whole(world: &World, frame: Frame) {
    let prepared = picture::prepare(&photograph(WIDTH, HEIGHT)).unwrap();
    assert_eq!(frame, prepared.frame);
    assert_eq!(world.files().await.len(), prepared.files.len());
    for file in prepared.files {
        let path = frame.path(file.width, file.kind);
        assert_eq!(world.cloud.object(path.trim_start_matches('/')).await, Some(file.bytes), "{path}");
    }
    assert!(frame.widths().len() == 2 && frame.path(480, PictureKind::Webp).ends_with("-480.webp"));
}

#[tokio::test(start_paused = true)]
async fn whatever_breaks_a_draft_has_its_picture_whole() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        cloud.prelude_ends();
        gives_a_picture(&world, Whose::Draft).await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        let draft = world.draft().await;
        assert_eq!(draft.version, 2, "saved once");
        is_whole(&world, Frame::from_code(&draft.proposal.picture).unwrap()).await;
    };
    let report = Box::pin(Enumeration::new().run(scenario, invariants)).await;
    assert!(FaultKind::ALL.iter().all(|kind| report.faults.contains_key(kind)), "{report}");
    println!("{report}");
}

#[tokio::test(start_paused = true)]
async fn whatever_breaks_an_event_has_one_new_version_with_its_picture_whole() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        world.is_published().await;
        cloud.prelude_ends();
        gives_a_picture(&world, Whose::Event).await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        assert_eq!(world.edits().await, 1);
        is_whole(&world, world.picture().await.unwrap().frame).await;
    };
    let report = Box::pin(Enumeration::new().run(scenario, invariants)).await;
    assert!(FaultKind::ALL.iter().all(|kind| report.faults.contains_key(kind)), "{report}");
    println!("{report}");
}
