//! Whether the programme is exported each night, and what is replaced is kept for a while.

use aws_sdk_s3::operation::get_bucket_versioning::GetBucketVersioningOutput;
use aws_sdk_s3::types::BucketVersioningStatus;
use jiff::{SignedDuration, Timestamp};
use model::edition::{Edition, State};
use snapshot::{Manifest, Pointer, key, pointer_key, sha256};

use super::account::Account;
use super::finding::Finding;
use crate::exit::reached;
use crate::in_paris;

/// A night, and two hours for a run that was tried again.
const NIGHT: SignedDuration = SignedDuration::from_hours(26);

/// The latest snapshot, as far as its pointer leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Latest {
    /// There is none.
    None,
    /// It is there.
    Whole(Timestamp),
    /// The pointer leads to something else.
    Broken(String),
}

pub(super) async fn look(account: &Account) -> anyhow::Result<Vec<Finding>> {
    let Some(edition) = account.store()?.current_edition().await? else {
        return Ok(vec![Finding::unknown(CHECK, "no edition is open, so that nothing is exported")]);
    };
    let bucket = account.bucket()?;
    let latest = match bucket.read(&pointer_key(edition.year)).await? {
        None => Latest::None,
        Some((body, _)) => match serde_json::from_slice::<Pointer>(&body) {
            Err(error) => Latest::Broken(format!("the pointer cannot be read ({error})")),
            Ok(pointer) => {
                let manifest = bucket.read(&key(edition.year, pointer.date)).await?;
                led_to(&pointer, manifest.as_ref().map(|(body, _)| body.as_slice()))
            }
        },
    };
    Ok(vec![judge(&latest, &edition, account.is_local, account.now)])
}

/// What a pointer leads to: the content of the manifest that it names.
pub(super) fn led_to(pointer: &Pointer, manifest: Option<&[u8]>) -> Latest {
    let Some(body) = manifest else {
        return Latest::Broken(format!("the manifest of {} is not there", pointer.date));
    };
    if sha256(body) != pointer.manifest_sha256 {
        return Latest::Broken(format!("the manifest of {} is not the one that was written", pointer.date));
    }
    match serde_json::from_slice::<Manifest>(body) {
        Ok(manifest) => Latest::Whole(manifest.taken_at),
        Err(error) => Latest::Broken(format!("the manifest of {} cannot be read ({error})", pointer.date)),
    }
}

const CHECK: &str = "snapshots";

pub(super) fn judge(latest: &Latest, edition: &Edition, is_local: bool, now: Timestamp) -> Finding {
    match latest {
        Latest::Broken(why) => Finding::wrong(CHECK, format!("{why}: mip snapshot verify")),
        Latest::None => Finding::warning(
            CHECK,
            "there is none yet: the first is taken in the night after the edition is opened",
        ),
        Latest::Whole(at) if now.duration_since(*at) <= NIGHT => {
            Finding::ok(CHECK, format!("the latest is of {}", in_paris(*at)))
        }
        Latest::Whole(at) => {
            let said = format!("the latest is of {}", in_paris(*at));
            match edition.state {
                _ if is_local => {
                    Finding::unknown(CHECK, format!("{said}; a local cloud takes none by itself"))
                }
                State::Archived { .. } => Finding::ok(CHECK, format!("{said}, and the edition is archived")),
                _ => Finding::wrong(
                    CHECK,
                    format!(
                        "{said}, and one is taken each night: mip queues status, then the log of the function snapshot"
                    ),
                ),
            }
        }
    }
}

/// Whether the bucket keeps what is replaced.
pub(super) async fn versions(account: &Account) -> anyhow::Result<Vec<Finding>> {
    let asked = account.s3().get_bucket_versioning().bucket(account.output("SiteBucketName")?);
    let answer = asked.send().await;
    Ok(vec![versioned(&reached("the site's bucket (s3:GetBucketVersioning)", answer)?)])
}

pub(super) fn versioned(bucket: &GetBucketVersioningOutput) -> Finding {
    const CHECK: &str = "bucket";
    if bucket.status() == Some(&BucketVersioningStatus::Enabled) {
        return Finding::ok(CHECK, "what is replaced or deleted in the site's bucket can be brought back");
    }
    Finding::wrong(
        CHECK,
        "the site's bucket keeps no version of what is replaced or deleted: deploy infra/template.yaml again",
    )
}
