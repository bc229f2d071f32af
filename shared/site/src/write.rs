//! Writing many objects: only those that changed, several at once.

use futures_util::{StreamExt, TryStreamExt, stream};

use crate::bucket::{AT_ONCE, Bucket, Listing};
use crate::error::BucketError;
use crate::object::Object;

/// What a run of writes did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Objects that were not there, or otherwise.
    pub written: usize,
    /// Objects that were there as they should be.
    pub unchanged: usize,
}

impl std::ops::AddAssign for Written {
    fn add_assign(&mut self, more: Self) {
        self.written += more.written;
        self.unchanged += more.unchanged;
    }
}

impl Bucket {
    /// Writes those objects that are not in `listing` as they should be. Objects are taken from the iterator as
    /// their turn comes, so that no more than a few are in memory at once. When it returns, all of them are there.
    pub async fn write_changed(
        &self,
        objects: impl IntoIterator<Item = Object>,
        listing: &Listing,
    ) -> Result<Written, BucketError> {
        stream::iter(objects)
            .map(|object| self.write_if_changed(object, listing))
            .buffer_unordered(AT_ONCE)
            .try_fold(Written::default(), async |mut all, one| {
                all += one;
                Ok(all)
            })
            .await
    }

    async fn write_if_changed(&self, object: Object, listing: &Listing) -> Result<Written, BucketError> {
        let seen = listing.get(&object.key);
        if seen == Some(&object.etag()) {
            return Ok(Written { written: 0, unchanged: 1 });
        }
        self.put(&object, seen).await?;
        Ok(Written { written: 1, unchanged: 0 })
    }

    /// Removes these objects.
    pub async fn delete_all(&self, keys: impl IntoIterator<Item = &String>) -> Result<usize, BucketError> {
        stream::iter(keys)
            .map(|key| self.delete(key))
            .buffer_unordered(AT_ONCE)
            .try_fold(0, async |deleted, ()| Ok(deleted + 1))
            .await
    }
}
