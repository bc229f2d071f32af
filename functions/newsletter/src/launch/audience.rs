//! The audience: counted to be cut into parts, then frozen, reader by reader.

use std::collections::BTreeSet;

use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use model::id::MailingId;
use model::mailing::{Buckets, Command, Delivery, Mailing, READER_SHARDS, bucket_count, is_for};
use model::subscriber::Reader;
use store::MailingNudge;

use super::{AT_ONCE, freezing};
use crate::{Deps, Error};

/// Rows between two looks at the time.
const ROWS_AT_A_TIME: usize = 2_000;

/// Fixes into how many parts the audience goes, unless that is done; nothing when time is out, or when the issue is not being
/// frozen any more.
pub(super) async fn cut(deps: &Deps, id: MailingId, deadline: Timestamp) -> Result<Option<Mailing>, Error> {
    let Some(mailing) = freezing(deps, id).await? else { return Ok(None) };
    if mailing.buckets.is_some() {
        return Ok(Some(mailing));
    }
    let mut readers = 0;
    for shard in 0..READER_SHARDS {
        if !deps.is_in_time(deadline) {
            return Ok(None);
        }
        readers += audience(deps, &mailing, shard).await?.len();
    }
    let now = deps.clock.now();
    let Ok(after) = mailing.decide(Command::Cut { buckets: bucket_count(readers) }, None, now) else {
        return Ok(None);
    };
    deps.store.record_mailing(&after, vec![], MailingNudge::None, now).await?;
    Ok(Some(after))
}

/// Freezes the readers, shard after shard; whether all of them are.
pub(super) async fn freeze(deps: &Deps, mailing: &Mailing, deadline: Timestamp) -> Result<bool, Error> {
    let Some(buckets) = mailing.buckets else { return Ok(false) };
    let done: BTreeSet<u8> = deps.store.frozen(mailing.id).await?.into_iter().collect();
    for shard in (0..READER_SHARDS).filter(|shard| !done.contains(shard)) {
        if !deps.is_in_time(deadline) {
            return Ok(false);
        }
        if freezing(deps, mailing.id).await?.is_none() {
            return Ok(true); // it was cancelled
        }
        let readers = audience(deps, mailing, shard).await?;
        for some in readers.chunks(ROWS_AT_A_TIME) {
            if !deps.is_in_time(deadline) {
                return Ok(false);
            }
            write(deps, mailing, buckets, some).await?;
        }
        deps.store.note_frozen(mailing.id, shard).await?;
    }
    Ok(true)
}

async fn audience(deps: &Deps, mailing: &Mailing, shard: u8) -> Result<Vec<Reader>, Error> {
    let mut readers = deps.store.readers(shard).await?;
    readers.retain(|reader| is_for(mailing, reader));
    Ok(readers)
}

async fn write(deps: &Deps, mailing: &Mailing, buckets: Buckets, readers: &[Reader]) -> Result<(), Error> {
    let now = deps.clock.now();
    let rows = stream::iter(readers).map(|reader| async {
        let copy = Delivery::new(mailing.id, buckets, reader.person.clone());
        deps.store.freeze(&copy, now).await
    });
    rows.buffer_unordered(AT_ONCE).try_collect::<()>().await?;
    Ok(())
}
