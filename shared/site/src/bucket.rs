//! Looking at the bucket, and single writes.

use std::collections::BTreeMap;

use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::ByteStream;
use futures_util::{StreamExt, TryStreamExt, stream};

use crate::error::BucketError;
use crate::object::{ETag, Object};

/// Requests under way at once: the round trips to S3 overlap, a small function's memory and connections suffice.
pub(crate) const AT_ONCE: usize = 8;

/// What is there: keys and ETags.
pub type Listing = BTreeMap<String, ETag>;

/// The bucket of the site.
#[derive(Debug, Clone)]
pub struct Bucket {
    client: Client,
    name: String,
}

impl Bucket {
    /// The bucket of that name.
    pub fn new(client: Client, name: impl Into<String>) -> Self {
        Self { client, name: name.into() }
    }

    /// Every object whose key starts with `prefix`, to the last page of the listing.
    pub async fn list(&self, prefix: &str) -> Result<Listing, BucketError> {
        let request = self.client.list_objects_v2().bucket(&self.name).prefix(prefix);
        let mut pages = request.into_paginator().send();
        let mut listing = Listing::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| BucketError::of(prefix, error))?;
            for object in page.contents.unwrap_or_default() {
                if let (Some(key), Some(etag)) = (object.key, object.e_tag) {
                    listing.insert(key, ETag::read(&etag));
                }
            }
        }
        Ok(listing)
    }

    /// The same for several prefixes, several at once.
    pub async fn list_each(&self, prefixes: impl IntoIterator<Item = &str>) -> Result<Listing, BucketError> {
        stream::iter(prefixes)
            .map(|prefix| self.list(prefix))
            .buffer_unordered(AT_ONCE)
            .try_fold(Listing::new(), async |mut all, one| {
                all.extend(one);
                Ok(all)
            })
            .await
    }

    /// The ETag of an object, if it is there. A listing of one key rather than a HEAD: where a role may list only
    /// under a prefix, S3 answers a HEAD or a GET of what is not there with 403, as to a stranger.
    pub async fn etag(&self, key: &str) -> Result<Option<ETag>, BucketError> {
        Ok(self.list(key).await?.remove(key))
    }

    /// The content of an object and its ETag; nothing if it is not there.
    pub async fn read(&self, key: &str) -> Result<Option<(Vec<u8>, ETag)>, BucketError> {
        if self.etag(key).await?.is_none() {
            return Ok(None);
        }
        self.content(key).await.map(Some)
    }

    /// The content of an object that a listing has shown, and its ETag.
    pub async fn content(&self, key: &str) -> Result<(Vec<u8>, ETag), BucketError> {
        let answer = self.client.get_object().bucket(&self.name).key(key).send().await;
        let answer = answer.map_err(|error| BucketError::of(key, error))?;
        let etag = ETag::read(answer.e_tag().unwrap_or_default());
        let body = answer.body.collect().await.map_err(|error| BucketError::broken_off(key, error))?;
        Ok((body.to_vec(), etag))
    }

    /// The first key that starts with `prefix` and comes after `after`: one call, however many objects there are.
    pub async fn first_after(&self, prefix: &str, after: &str) -> Result<Option<String>, BucketError> {
        let request = self.client.list_objects_v2().bucket(&self.name).prefix(prefix);
        let page = request.start_after(after).max_keys(1).send().await;
        let page = page.map_err(|error| BucketError::of(prefix, error))?;
        Ok(page.contents.unwrap_or_default().into_iter().find_map(|object| object.key))
    }

    /// Writes an object in place of `seen`, or where there was none. A conflict means that another has been put
    /// there in between; the same content there is no conflict: it is our own write whose answer was lost, or that
    /// of another who meant the same.
    pub async fn put(&self, object: &Object, seen: Option<&ETag>) -> Result<(), BucketError> {
        let request = self.client.put_object().bucket(&self.name).key(&object.key);
        let request = match seen {
            Some(etag) => request.if_match(etag.quoted()),
            None => request.if_none_match("*"),
        };
        let written = request
            .content_type(object.content_type)
            .cache_control(object.cache_control)
            .body(ByteStream::from(object.body.clone()))
            .send()
            .await;
        match written.map_err(|error| BucketError::of_write(&object.key, error)) {
            Ok(_) => Ok(()),
            Err(error) if error.is_conflict() && self.etag(&object.key).await? == Some(object.etag()) => {
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// Removes an object. The bucket is versioned: what was removed can be brought back.
    pub(crate) async fn delete(&self, key: &str) -> Result<(), BucketError> {
        let deleted = self.client.delete_object().bucket(&self.name).key(key).send().await;
        deleted.map(drop).map_err(|error| BucketError::of(key, error))
    }
}
