//! An edition in the in-process cloud, and the function before it.

use aws_sdk_dynamodb::config::retry::RetryConfig;
use model::edition::Year;
use model::id::{EventId, PersonId, PersonKey};
use model::publication::{Listing, Publication};
use model::reception::Reception;
use model::step::{Projection, Step};
use pipeline_tests::cloud::{Cloud, Crashed, SITE_BUCKET, TABLE};
use pipeline_tests::samples::edition;
use runtime::Clock;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use site::Bucket;
use snapshot::{Deps, Manifest, Outcome, Pointer, Request, SnapshotError};
use store::Store;

pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) deps: Deps,
}

fn sha256(content: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(content))
}

impl World {
    /// The edition of 2024 with one event, on 4 November at 09:00 in Paris.
    pub(crate) async fn new(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let time = cloud.clock();
        let deps = Deps {
            store: Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE),
            bucket: Bucket::new(aws_sdk_s3::Client::new(&sdk), SITE_BUCKET),
            base_url: "https://mois.exemple.gouv.fr".into(),
            clock: Clock::of(move || time.now()),
        };
        deps.store.open_edition(&edition(2024)).await.unwrap();
        let world = Self { cloud: cloud.clone(), deps };
        world.has("Un").await;
        world
    }

    /// One more event, published.
    pub(crate) async fn has(&self, title: &str) {
        let revision: model::content::Revision = serde_json::from_value(serde_json::json!({
            "content": {
                "title": title,
                "summary": "En une phrase.",
                "description": "En quelques phrases.",
                "format": "podcast",
                "schedule": { "kind": "period", "period": { "first": "2024-11-04", "last": "2024-11-30" } },
                "attendance": { "mode": "online", "link": "https://podcast.exemple.fr/" },
                "audience": ["agents"],
                "organisation": { "name": "DITP", "kind": "etat" },
            },
            "organiser": { "name": "Camille Durand", "email": "camille.durand@exemple.gouv.fr" },
        }))
        .unwrap();
        let (year, now, content) = (Year::from(2024), self.cloud.now(), revision.content.clone());
        let id = EventId::derive(&[title.as_bytes()]);
        let organiser = PersonId::of(&revision.organiser.email, &PersonKey::new("a key"));
        let submitted = Step::submit(id, year, organiser, Reception::Known, revision, now);
        let listing = Listing::first(Some(submitted.after.revision()), title, now);
        let publication = Publication::new(id, year, &listing, content).unwrap();
        let step = Step { publication: Projection::Set(publication), ..submitted };
        self.deps.store.record(&step).await.unwrap();
    }

    /// As an operator calls it, or the scheduler when `date` is none.
    pub(crate) async fn take(&self, date: Option<&str>) -> Result<Outcome, SnapshotError> {
        let date = date.map(|date| date.parse().unwrap());
        Box::pin(snapshot::handle(&self.deps, Request { date })).await
    }

    /// As Lambda calls it: what it answered, or that it died.
    pub(crate) async fn invoke(&self) -> Result<Result<Outcome, SnapshotError>, Crashed> {
        self.cloud.invoke("snapshot", self.take(None)).await
    }

    async fn read<T: DeserializeOwned>(&self, key: &str) -> (T, Vec<u8>) {
        let body = self.cloud.object(key).await.unwrap_or_else(|| panic!("{key} is not there"));
        (serde_json::from_slice(&body).unwrap(), body)
    }

    /// Follows the pointer to the manifest and the manifest to every file, and checks every sum. Returns the
    /// manifest.
    pub(crate) async fn verified(&self) -> Manifest {
        let (pointer, _): (Pointer, _) = self.read("snapshots/2024/latest.json").await;
        let (manifest, bytes): (Manifest, _) = self.read(&pointer.manifest[1..]).await;
        assert_eq!(pointer.manifest_sha256, sha256(&bytes));
        assert_eq!((pointer.date, &pointer.root), (manifest.date, &manifest.root));
        let mut list = Vec::new();
        for file in &manifest.files {
            let key = format!("snapshots/2024/{}/{}/{}", manifest.date, manifest.root, file.path);
            let body = self.cloud.object(&key).await.unwrap_or_else(|| panic!("{key} is not there"));
            assert_eq!((file.size, &file.sha256), (body.len(), &sha256(&body)), "{key}");
            list.push(format!("{}  {}\n", file.sha256, file.path));
        }
        assert!(sha256(list.concat().as_bytes()).starts_with(&manifest.root));
        assert!(manifest.files.is_sorted_by(|a, b| a.path < b.path));
        assert_eq!(manifest.counts.files, manifest.files.len());
        manifest
    }
}
