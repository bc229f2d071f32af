//! A file that was sent, looked at.

use data_encoding::BASE64;
use picture::{Prepared, Refused};

use crate::Deps;
use crate::upload::{Upload, UploadError, UploadKey};

/// What became of a file.
#[derive(Debug)]
pub(crate) enum Sent<T> {
    /// It is a picture.
    Picture(T),
    /// It is none that can be taken.
    Refused(Refused),
    /// It is not there, or not any more.
    Gone,
}

/// The picture's files.
pub(crate) async fn prepared(deps: &Deps, key: &UploadKey) -> Result<Sent<Prepared>, UploadError> {
    looked_at(deps, key, picture::prepare).await
}

/// The most bytes of a picture that a page holds: an answer of a function has six megabytes at most.
const MOST_SHOWN: usize = 1_500_000;

/// The picture, small, as an address that holds all of it; none where even that is large.
pub(crate) async fn preview(deps: &Deps, key: &UploadKey) -> Result<Sent<Option<String>>, UploadError> {
    looked_at(deps, key, |bytes| picture::preview(bytes).map(|jpeg| address_of(&jpeg))).await
}

/// A JPEG as an address, unless it is large.
pub(crate) fn address_of(jpeg: &[u8]) -> Option<String> {
    (jpeg.len() <= MOST_SHOWN).then(|| format!("data:image/jpeg;base64,{}", BASE64.encode(jpeg)))
}

async fn looked_at<T>(
    deps: &Deps,
    key: &UploadKey,
    look: impl FnOnce(&[u8]) -> Result<T, Refused>,
) -> Result<Sent<T>, UploadError> {
    let seen = match deps.uploads.read(key).await? {
        Upload::File(bytes) => look(&bytes),
        Upload::TooHeavy(bytes) => Err(Refused::TooHeavy { bytes }),
        Upload::Gone => return Ok(Sent::Gone),
    };
    Ok(match seen {
        Ok(picture) => Sent::Picture(picture),
        Err(refused) => {
            tracing::info!(picture.refused = %refused, "a file was refused");
            Sent::Refused(refused)
        }
    })
}
