//! Whom an issue would go to, counted shard by shard: the readers of a whole country are never held at once.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::{StreamExt, TryStreamExt, stream};
use model::mailing::{Mailing, READER_SHARDS, is_for};
use model::subscriber::{Reader, Rhythm};
use model::territory::Region;
use store::{Store, StoreError};

/// How many readers there are, and how many the issue would go to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Audience {
    /// All of them.
    pub(crate) readers: usize,
    /// Those of the segment, whatever their rhythm.
    pub(crate) segment: usize,
    /// Those of the segment who read once a month.
    pub(crate) monthly: usize,
    /// Those to whom it would go now.
    pub(crate) chosen: usize,
    /// The same by the regions whose news they are shown.
    pub(crate) variants: BTreeMap<BTreeSet<Region>, usize>,
}

impl Audience {
    /// Counts the readers; `regions` are those of which the issue has news.
    pub(crate) async fn count(
        store: &Store,
        mailing: &Mailing,
        regions: &BTreeSet<Region>,
    ) -> Result<Self, StoreError> {
        let shards = stream::iter(0..READER_SHARDS).map(|shard| async move {
            let readers = store.readers(shard).await?;
            Ok::<_, StoreError>(Self::of(&readers, mailing, regions))
        });
        let counted = shards.buffer_unordered(READER_SHARDS.into());
        counted.try_fold(Self::default(), async |all, shard| Ok(all.with(shard))).await
    }

    fn of(readers: &[Reader], mailing: &Mailing, regions: &BTreeSet<Region>) -> Self {
        let mut audience = Self { readers: readers.len(), ..Self::default() };
        for reader in readers.iter().filter(|reader| mailing.segment.includes(reader)) {
            audience.segment += 1;
            audience.monthly += usize::from(reader.preferences.rhythm == Rhythm::Monthly);
            if is_for(mailing, reader) {
                audience.chosen += 1;
                let variant = regions.intersection(&reader.preferences.regions).copied().collect();
                *audience.variants.entry(variant).or_default() += 1;
            }
        }
        audience
    }

    fn with(mut self, other: Self) -> Self {
        for (variant, readers) in other.variants {
            *self.variants.entry(variant).or_default() += readers;
        }
        Self {
            readers: self.readers + other.readers,
            segment: self.segment + other.segment,
            monthly: self.monthly + other.monthly,
            chosen: self.chosen + other.chosen,
            variants: self.variants,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{case, reader};

    #[test]
    fn monthly_readers_count_when_it_is_the_first_of_the_month_only() {
        let bretagne = BTreeSet::from([Region::from_code("53").unwrap()]);
        let readers = [
            reader("a", &["53"], Rhythm::EachIssue),
            reader("b", &["53", "11"], Rhythm::Monthly),
            reader("c", &[], Rhythm::EachIssue),
            reader("d", &[], Rhythm::UntilNextEdition { paused: 2027.into() }),
        ];
        let counted = |first_of_month| {
            let mailing = Mailing { first_of_month, ..case().mailing };
            Audience::of(&readers, &mailing, &bretagne)
        };
        let (later, first) = (counted(false), counted(true));
        assert_eq!((later.readers, later.segment, later.monthly, later.chosen), (4, 4, 1, 2));
        assert_eq!(first.chosen, 3);
        assert_eq!(first.variants, BTreeMap::from([(bretagne.clone(), 2), (BTreeSet::new(), 1)]));
        let both = later.with(first);
        assert_eq!((both.readers, both.chosen, both.variants[&bretagne]), (8, 5, 3));
    }
}
