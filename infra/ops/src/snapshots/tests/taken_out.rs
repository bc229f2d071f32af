//! A snapshot taken out of the archive: into a folder, and back to the site.

use indicatif::ProgressBar;

use super::super::restore::{FRESH, Restored, content_type, whole};
use super::*;

fn folder() -> std::path::PathBuf {
    let name = format!("mip-snapshot-{}-{:?}", std::process::id(), std::thread::current().id());
    let folder = std::env::temp_dir().join(name.replace(['(', ')'], ""));
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

async fn to_folder(world: &World, to: &std::path::Path) -> anyhow::Result<Restored> {
    let whole = whole(&world.deps.bucket, 2024.into(), Which::Latest, |_| ()).await?;
    whole.to_folder(&world.deps.bucket, to, &ProgressBar::hidden()).await
}

#[tokio::test(start_paused = true)]
async fn a_folder_holds_every_file_and_a_second_run_writes_none() {
    let (world, to) = (World::new().await, folder());
    let all = world.manifest().await.counts.files;
    let first = to_folder(&world, &to).await.unwrap();
    assert_eq!((first.written, first.unchanged), (all, 0));
    let copy = Place::Folder(to.clone());
    assert!(world.verified("latest", &copy).await.unwrap().is_whole());

    std::fs::write(to.join("2024/index.html"), "cut off").unwrap();
    std::fs::rename(to.join("index.html"), to.join("index.html.part")).unwrap();
    let again = to_folder(&world, &to).await.unwrap();
    assert_eq!((again.written, again.unchanged), (2, all - 2));
    assert!(world.verified("latest", &copy).await.unwrap().is_whole());

    std::fs::write(to.join("diary.txt"), "mine").unwrap();
    let refused = to_folder(&world, &to).await.unwrap_err();
    assert!(refused.to_string().contains("holds diary.txt, which is not of this snapshot"), "{refused}");
    std::fs::remove_dir_all(&to).unwrap();
}

#[tokio::test(start_paused = true)]
async fn nothing_is_written_of_a_snapshot_that_is_not_whole() {
    let (world, to) = (World::new().await, folder());
    world.put(&world.file("2024/index.html").await, "damaged").await;
    let refused = to_folder(&world, &to).await.unwrap_err();
    assert!(refused.to_string().starts_with("nothing is written, the snapshot is not whole"), "{refused}");
    assert!(!to.exists());
}

/// The site as it came to be: nothing but a page that was added, and one that was replaced.
async fn emptied() -> World {
    let world = World::new().await;
    world.put("2024/index.html", "an empty programme").await;
    world.put("2024/later.html", "added since").await;
    world
}

#[tokio::test(start_paused = true)]
async fn the_site_is_what_it_was_that_night_with_its_types_once_it_is_applied() {
    let world = emptied().await;
    let files = world.manifest().await.files;
    let whole = whole(&world.deps.bucket, 2024.into(), Which::Latest, |_| ()).await.unwrap();
    let bar = ProgressBar::hidden();
    let planned = whole.to_site(&world.deps.bucket, false, &bar).await.unwrap();
    assert_eq!((planned.written, planned.others, planned.applied), (files.len(), 1, false));
    assert_eq!(world.cloud.object("2024/index.html").await.unwrap(), b"an empty programme");

    let done = whole.to_site(&world.deps.bucket, true, &bar).await.unwrap();
    assert_eq!((done.written, done.unchanged), (files.len(), 0));
    for file in &files {
        let body = world.cloud.object(&file.path).await.unwrap();
        assert_eq!(snapshot::sha256(&body), file.sha256, "{}", file.path);
        let is = world.s3.get_object().bucket(SITE_BUCKET).key(&file.path).send().await.unwrap();
        let was = world.file(&file.path).await;
        let was = world.s3.get_object().bucket(SITE_BUCKET).key(was).send().await.unwrap();
        assert_eq!(is.content_type(), was.content_type(), "{}", file.path);
        assert_eq!(is.cache_control(), Some(FRESH), "{}", file.path);
    }
    assert!(world.cloud.object("2024/later.html").await.is_some(), "nothing is removed");
    let again = whole.to_site(&world.deps.bucket, true, &bar).await.unwrap();
    assert_eq!((again.written, again.unchanged), (0, files.len()));
}

#[tokio::test(start_paused = true)]
async fn interrupted_at_a_write_the_next_run_writes_the_rest() {
    let world = emptied().await;
    let files = world.manifest().await.files.len();
    for nth in [1, files / 2] {
        for kind in [FaultKind::Unreachable, FaultKind::AnswerLost, FaultKind::CrashAfter] {
            world.put("2024/index.html", format!("{nth} {kind:?}")).await;
            world.put("index.html", format!("{nth} {kind:?}")).await;
            world.cloud.plan(Fault::at("operator", "PutObject", if nth == 1 { 1 } else { 2 }, kind));
            let attempt = async {
                let whole = whole(&world.deps.bucket, 2024.into(), Which::Latest, |_| ()).await?;
                whole.to_site(&world.deps.bucket, true, &ProgressBar::hidden()).await
            };
            let broken = world.cloud.invoke("operator", attempt).await;
            assert!(!matches!(broken, Ok(Ok(_))) || kind == FaultKind::AnswerLost);
            let whole = whole(&world.deps.bucket, 2024.into(), Which::Latest, |_| ()).await.unwrap();
            whole.to_site(&world.deps.bucket, true, &ProgressBar::hidden()).await.unwrap();
            for path in ["index.html", "2024/index.html"] {
                let expected = world.cloud.object(&world.file(path).await).await;
                assert_eq!(world.cloud.object(path).await, expected, "{path}");
            }
        }
    }
    assert!(world.cloud.unreached_faults().is_empty());
}

#[test]
fn what_is_no_file_of_a_programme_has_no_type() {
    assert_eq!(content_type("2024/programme.schema.json"), "application/schema+json");
    assert_eq!(content_type("x"), "application/octet-stream");
}
