//! Reading and writing a whole table.

use futures_util::{StreamExt, TryStreamExt, stream};
use store::{BATCH, Item, Store, Write};

/// Parts of a table that are read, and batches that are written, at the same time: a new on-demand table takes 4,000 writes a
/// second, which is about what this many batches under way come to.
pub(super) const AT_ONCE: i32 = 8;

/// Writes rows, a batch after the other.
pub(super) async fn write(store: &Store, mut rows: Vec<Write>) -> anyhow::Result<()> {
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(BATCH));
        store.write_rows(std::mem::replace(&mut rows, rest)).await?;
    }
    Ok(())
}

/// Hands over every page of a table, those of several parts at the same time.
pub(super) async fn each_page(
    store: &Store,
    act: impl AsyncFn(Vec<Item>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let act = &act;
    let parts = stream::iter(0..AT_ONCE).map(|part| async move {
        let mut pages = store.pages(part, AT_ONCE);
        while let Some(page) = pages.next().await? {
            act(page).await?;
        }
        Ok::<_, anyhow::Error>(())
    });
    parts.buffer_unordered(usize::try_from(AT_ONCE)?).try_collect::<Vec<()>>().await.map(drop)
}
