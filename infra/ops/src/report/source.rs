//! What a report is counted from, as the table says it.

use std::collections::{HashMap, HashSet};

use anyhow::Context;
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use model::content::RevisionNumber;
use model::edition::{Edition, Year};
use model::event::{Deed, LogEntry};
use model::id::{EventId, PersonId};
use model::ledger::Fate;
use model::mailing::{Buckets, Deed as Done, Mailing, Progress, READER_SHARDS};
use model::publication::Publication;
use model::subscriber::Reader;
use model::territory::Region;
use store::Store;

use crate::console::Console;

/// Reads under way at once.
const AT_ONCE: usize = 16;

/// An edition, as its report needs it.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) edition: Edition,
    /// The events that the programme shows.
    pub(super) events: Vec<Publication>,
    /// All that happened to its events.
    pub(super) journal: Vec<LogEntry>,
    /// Where the events take place that were decided on and that the programme does not show.
    pub(super) elsewhere: HashMap<EventId, Vec<Region>>,
    /// The letters that have left, the earliest first.
    pub(super) letters: Vec<Letter>,
}

/// A letter that has left.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub(super) id: String,
    pub(super) subject: String,
    pub(super) launched_at: Timestamp,
    /// How many people it was for, when it was launched.
    pub(super) audience: Option<u32>,
    /// What its copies say.
    pub(super) progress: Progress,
    /// Whose last letter it is: they are no longer subscribers, and neither a dead mailbox nor a complaint is why.
    pub(super) left: u32,
}

impl Source {
    /// Reads an edition; nothing if there is no such one.
    pub(super) async fn read(
        store: &Store,
        year: Year,
        readers: &[Reader],
        console: Console,
    ) -> anyhow::Result<Option<Self>> {
        let Some(material) = store.material(year).await? else { return Ok(None) };
        let journal = store.journal(year, Timestamp::UNIX_EPOCH).await?;
        let elsewhere = elsewhere(store, &journal, &material.events, console).await?;
        let letters = letters(store, year, readers, console).await?;
        Ok(Some(Self { edition: material.edition, events: material.events, journal, elsewhere, letters }))
    }
}

/// Everyone who receives the newsletter now.
pub(super) async fn readers(store: &Store, console: Console) -> anyhow::Result<Vec<Reader>> {
    let bar = console.progress("subscribers", u64::from(READER_SHARDS));
    let mut readers = Vec::new();
    for shard in 0..READER_SHARDS {
        readers.extend(store.readers(shard).await?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(readers)
}

/// Where the events take place that were decided on and that the programme does not show.
async fn elsewhere(
    store: &Store,
    journal: &[LogEntry],
    shown: &[Publication],
    console: Console,
) -> anyhow::Result<HashMap<EventId, Vec<Region>>> {
    let shown: HashSet<EventId> = shown.iter().map(|event| event.id).collect();
    let mut decided: HashMap<EventId, RevisionNumber> = HashMap::new();
    for entry in journal {
        if let Deed::Decided { decision } = &entry.deed
            && !shown.contains(&entry.event)
        {
            decided.insert(entry.event, decision.revision);
        }
    }
    let bar = console.progress("events", u64::try_from(decided.len()).unwrap_or_default());
    let read = stream::iter(decided).map(async |(event, number)| {
        let revision = store.revision(event, number).await?;
        bar.inc(1);
        Ok::<_, anyhow::Error>(revision.map(|revision| (event, revision.content.regions())))
    });
    let found: Vec<_> = read.buffer_unordered(AT_ONCE).try_collect().await?;
    bar.finish_and_clear();
    Ok(found.into_iter().flatten().collect())
}

async fn letters(
    store: &Store,
    year: Year,
    readers: &[Reader],
    console: Console,
) -> anyhow::Result<Vec<Letter>> {
    let mut sent: Vec<(Timestamp, Buckets, Mailing)> = Vec::new();
    for mailing in store.mailings(year).await? {
        if let Some(buckets) = mailing.buckets.filter(|_| mailing.state.is_frozen()) {
            sent.push((launched_at(&mailing), buckets, mailing));
        }
    }
    sent.sort_by_key(|(at, _, mailing)| (*at, mailing.id));
    let parts = sent.iter().map(|(_, buckets, _)| Buckets::all(*buckets).count()).sum::<usize>();
    let bar = console.progress("copies", u64::try_from(parts).unwrap_or_default());
    // From the last to the first: who is gone is counted with the last letter that was for them.
    let mut known: HashSet<PersonId> = readers.iter().map(|reader| reader.person.clone()).collect();
    let mut letters = Vec::new();
    for (launched_at, buckets, mailing) in sent.into_iter().rev() {
        let (mut progress, mut left) = (Progress::default(), 0);
        let copies = stream::iter(Buckets::all(buckets)).map(|bucket| store.deliveries(mailing.id, bucket));
        let mut copies = copies.buffer_unordered(AT_ONCE);
        while let Some(copies) = copies.try_next().await.context("the copies were not read to their end")? {
            progress = progress + Progress::of(&mailing.state, &copies);
            for copy in copies {
                let by_itself = !matches!(
                    copy.fate,
                    Some(Fate::Bounced { permanent: true, .. } | Fate::Complained { .. })
                );
                left += u32::from(known.insert(copy.person) && by_itself);
            }
            bar.inc(1);
        }
        letters.push(Letter {
            id: mailing.id.to_string(),
            subject: mailing.words.subject.to_string(),
            launched_at,
            audience: mailing.audience,
            progress,
            left,
        });
    }
    bar.finish_and_clear();
    letters.reverse();
    Ok(letters)
}

/// When an issue was launched, or frozen if that is not said.
fn launched_at(mailing: &Mailing) -> Timestamp {
    let done = |deed| mailing.history.iter().rev().find(|entry| entry.deed == deed).map(|entry| entry.at);
    done(Done::Frozen).or_else(|| done(Done::Launched)).unwrap_or(mailing.news_since)
}
