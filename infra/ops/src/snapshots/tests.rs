use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_s3::primitives::ByteStream;
use pipeline_tests::cloud::{Cloud, Fault, FaultKind, SITE_BUCKET, TABLE};
use pipeline_tests::samples::edition;
use runtime::Clock;
use snapshot::{Deps, Manifest, Request};
use store::Store;

use super::verify::{Report, verify};
use super::*;

const DAY: i64 = 24 * 60 * 60;
const POINTER: &str = "snapshots/2024/latest.json";
const MANIFEST: &str = "snapshots/2024/2024-11-05/manifest.json";

struct World {
    cloud: Cloud,
    deps: Deps,
    s3: aws_sdk_s3::Client,
}

impl World {
    /// The edition of 2024, without an event, and its snapshots of 4 and 5 November.
    async fn new() -> Self {
        let cloud = Cloud::new().await;
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(1));
        let (time, s3) = (cloud.clock(), aws_sdk_s3::Client::new(&sdk));
        let deps = Deps {
            store: Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE),
            bucket: Bucket::new(s3.clone(), SITE_BUCKET),
            base_url: "https://mois.exemple.gouv.fr".into(),
            clock: Clock::of(move || time.now()),
        };
        deps.store.open_edition(&edition(2024)).await.unwrap();
        let world = Self { cloud, deps, s3 };
        world.take().await;
        world.cloud.clock().advance(DAY);
        world.take().await;
        world
    }

    async fn take(&self) {
        Box::pin(snapshot::handle(&self.deps, Request::default())).await.unwrap();
    }

    async fn put(&self, key: &str, body: impl Into<Vec<u8>>) {
        let put = self.s3.put_object().bucket(SITE_BUCKET).key(key).body(ByteStream::from(body.into()));
        put.send().await.unwrap();
    }

    async fn remove(&self, key: &str) {
        self.deps.bucket.delete_all([&key.to_owned()]).await.unwrap();
    }

    async fn manifest(&self) -> Manifest {
        serde_json::from_slice(&self.cloud.object(MANIFEST).await.unwrap()).unwrap()
    }

    /// The key of a file of the latest snapshot.
    async fn file(&self, path: &str) -> String {
        format!("snapshots/2024/2024-11-05/{}/{path}", self.manifest().await.root)
    }

    async fn verified(&self, which: &str, place: &Place) -> anyhow::Result<Report> {
        let which = which.parse().map_err(anyhow::Error::msg)?;
        verify(&self.deps.bucket, 2024.into(), which, place, |_| ()).await
    }

    /// What is wrong with the latest.
    async fn problems(&self) -> Vec<String> {
        let report = self.verified("latest", &Place::Bucket).await.unwrap();
        assert_eq!(report.is_whole(), report.problems.is_empty());
        report.problems
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_taken_is_whole_each_night_of_it() {
    let world = World::new().await;
    let Manifest { counts, .. } = world.manifest().await;
    let said = format!("whole, {} files, {} bytes", counts.files, counts.bytes);
    for which in ["latest", "2024-11-05", "2024-11-04"] {
        let report = world.verified(which, &Place::Bucket).await.unwrap();
        let date = if which == "latest" { "2024-11-05" } else { which };
        assert!(report.to_string().starts_with(&format!("snapshot of {date}: whole, ")), "{report}");
        assert!(date == "2024-11-04" || report.to_string().ends_with(&said), "{report}");
    }
    assert!(counts.files > 5);
}

#[tokio::test(start_paused = true)]
async fn each_damage_is_one_line_that_says_which_file() {
    let world = World::new().await;
    let home = world.file("2024/index.html").await;
    let whole = world.cloud.object(&home).await.unwrap();
    let mut flipped = whole.clone();
    flipped[100] ^= 1;
    world.put(&home, flipped).await;
    let problems = world.problems().await;
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("2024/index.html: its SHA-256 is "), "{problems:?}");

    world.put(&home, &whole[1..]).await;
    let lengths = format!("2024/index.html: has {} bytes instead of {}", whole.len() - 1, whole.len());
    assert_eq!(world.problems().await, [lengths]);

    world.remove(&home).await;
    assert_eq!(world.problems().await, ["2024/index.html: is not there"]);
    world.put(&home, whole).await;
    assert!(world.problems().await.is_empty());

    world.put(&world.file("2024/ajout.html").await, "x").await;
    assert_eq!(world.problems().await, ["2024/ajout.html: is there, and the manifest does not name it"]);
    assert!(world.verified("2024-11-04", &Place::Bucket).await.unwrap().is_whole(), "the night before is");
}

#[tokio::test(start_paused = true)]
async fn a_manifest_that_was_changed_is_not_believed() {
    let world = World::new().await;
    let whole = world.manifest().await;
    let mut longer = whole.clone();
    longer.files[0].size += 1;
    let first = longer.files[0].path.clone();
    let mut less = whole.clone();
    less.files.pop();
    let mut later = whole.clone();
    later.date = later.date.tomorrow().unwrap();
    for (changed, expected) in [
        (longer, vec!["is not the manifest whose SHA-256", "its count of bytes", first.as_str()]),
        (
            less,
            vec!["is not the manifest whose SHA-256", "its root", "its count of files", "its count of bytes"],
        ),
        (later, vec!["is not the manifest whose SHA-256", "is that of another date"]),
    ] {
        world.put(MANIFEST, serde_json::to_vec(&changed).unwrap()).await;
        let problems = Box::pin(world.verified("2024-11-05", &Place::Bucket)).await.unwrap().problems;
        for (problem, expected) in problems.iter().zip(&expected) {
            assert!(problem.contains(expected), "{expected}: {problems:#?}");
        }
        assert!(problems.len() >= expected.len(), "{problems:#?}");
    }
    world.put(MANIFEST, "{").await;
    let problems = world.problems().await;
    assert!(problems.last().unwrap().starts_with(&format!("{MANIFEST}: cannot be read")), "{problems:?}");
}

#[tokio::test(start_paused = true)]
async fn a_pointer_that_leads_nowhere_is_reported() {
    let world = World::new().await;
    world.remove(MANIFEST).await;
    assert_eq!(world.problems().await, [format!("{POINTER}: leads to {MANIFEST}, which is not there")]);
    world.put(POINTER, "[]").await;
    let problems = world.problems().await;
    assert!(
        problems.len() == 1 && problems[0].starts_with(&format!("{POINTER}: cannot be read")),
        "{problems:?}"
    );
    let report = world.verified("2024-11-30", &Place::Bucket).await.unwrap();
    let expected = "snapshots/2024/2024-11-30/manifest.json: is not there";
    assert!(report.problems.iter().any(|problem| problem == expected), "{report}");
}

#[tokio::test(start_paused = true)]
async fn what_a_run_that_died_has_left_is_a_note_and_no_damage() {
    let world = World::new().await;
    world.put("snapshots/2024/2024-11-05/000000000000/2024/index.html", "x").await;
    let report = world.verified("latest", &Place::Bucket).await.unwrap();
    assert!(report.is_whole() && report.notes.len() == 1, "{report}");
    assert!(report.notes[0].starts_with("1 files in snapshots/2024/2024-11-05/"), "{report}");
}

#[tokio::test(start_paused = true)]
async fn a_copy_in_a_folder_is_compared_with_the_manifest() {
    let world = World::new().await;
    let folder = std::env::temp_dir().join(format!("mip-snapshot-{}", std::process::id()));
    for file in world.manifest().await.files {
        let (target, body) =
            (folder.join(&file.path), world.cloud.object(&world.file(&file.path).await).await);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, body.unwrap()).unwrap();
    }
    let copy = Place::Folder(folder.clone());
    let report = world.verified("latest", &copy).await.unwrap();
    assert!(report.is_whole(), "{report}");
    std::fs::write(folder.join("2024/index.html"), "x").unwrap();
    std::fs::write(folder.join("notes.txt"), "x").unwrap();
    std::fs::remove_file(folder.join("robots.txt")).unwrap();
    let problems = world.verified("latest", &copy).await.unwrap().problems;
    std::fs::remove_dir_all(folder).unwrap();
    assert_eq!(problems.len(), 3, "{problems:#?}");
    assert!(problems[0].starts_with("2024/index.html: has 1 bytes instead of "));
    assert_eq!(problems[1], "robots.txt: is not there");
    assert_eq!(problems[2], "notes.txt: is there, and the manifest does not name it");
}

#[tokio::test(start_paused = true)]
async fn a_list_tells_dates_counts_and_which_is_the_latest() {
    let world = World::new().await;
    world.put("snapshots/2024/2024-11-06/000000000000/2024/index.html", "x").await;
    world.put("snapshots/2023/2023-11-30/manifest.json", "{}").await;
    let bucket = &world.deps.bucket;
    assert_eq!(editions(bucket).await.unwrap(), [2023.into(), 2024.into()]);
    assert_eq!(year(bucket, None).await.unwrap(), 2024.into());
    let before = world.cloud.calls().len();
    let list = list::of(bucket, 2024.into()).await.unwrap().said;
    assert!(world.cloud.calls().len() - before < 20, "no call for each file");
    let lines: Vec<_> = list.lines().collect();
    let [fourth, fifth, sixth] = lines[..] else { panic!("{list}") };
    let Manifest { counts, root, .. } = world.manifest().await;
    let expected = format!(
        "2024-11-05\t0 events\t{} files\t{} bytes\ttaken 2024-11-05 09:00 (Paris)\t{root}\tlatest",
        counts.files, counts.bytes
    );
    assert_eq!(fifth, expected);
    assert!(fourth.starts_with("2024-11-04\t0 events\t") && !fourth.ends_with("latest"), "{fourth}");
    assert!(sixth.starts_with("2024-11-06\tno manifest"), "{sixth}");
    let broken = list::of(bucket, 2023.into()).await.unwrap().said;
    assert!(broken.starts_with("2023-11-30\tits manifest cannot be read"), "{broken}");
}

#[tokio::test(start_paused = true)]
async fn a_bucket_that_does_not_answer_is_an_error_and_no_damage() {
    let world = World::new().await;
    for (operation, nth) in
        [("ListObjectsV2", 1), ("GetObject", 1), ("GetObject", 2), ("ListObjectsV2", 3), ("GetObject", 9)]
    {
        world.cloud.plan(Fault::at("operator", operation, nth, FaultKind::Unreachable));
        let verified =
            world.cloud.invoke("operator", world.verified("latest", &Place::Bucket)).await.unwrap();
        let error = verified.unwrap_err();
        assert!(crate::exit::in_a_line(&error).contains("the bucket does not answer"), "{error:#}");
    }
    assert!(world.problems().await.is_empty() && world.cloud.unreached_faults().is_empty());
}

#[test]
fn a_date_is_read_as_people_write_it() {
    assert_eq!("latest".parse(), Ok(Which::Latest));
    assert_eq!("2027-11-09".parse(), Ok(Which::Of(jiff::civil::date(2027, 11, 9))));
    assert!("hier".parse::<Which>().is_err());
}

mod taken_out;
