//! All that a decision is taken on, as the table has it now: read side by side, in as few rounds as can be.

use std::collections::HashMap;

use futures_util::future::{OptionFuture, try_join_all};
use jiff::Timestamp;
use model::content::{Content, Revision, RevisionNumber};
use model::edition::Edition;
use model::event::{Deed, Event, LogEntry, State};
use model::letter::MailId;
use model::look_alike::LookAlike;
use model::moderation::Moderator;
use model::publication::{Listing, Publication};
use model::waiting::Waiting;
use model::zone::Zone;
use store::{Mail, Store, StoreError};

use crate::link::Link;

/// Most reads at a time.
const AT_A_TIME: usize = 25;

/// An event, and all that its moderators know of it.
pub(crate) struct Case {
    pub(crate) link: Link,
    pub(crate) now: Timestamp,
    pub(crate) event: Event,
    /// The link's revision.
    pub(crate) revision: Revision,
    pub(crate) edition: Edition,
    pub(crate) team: Vec<Moderator>,
    /// Who decides.
    pub(crate) moderator: Moderator,
    /// Oldest first; it reaches the event's version, or beyond.
    pub(crate) history: Vec<LogEntry>,
    /// The other revisions that count.
    pub(crate) versions: HashMap<RevisionNumber, Revision>,
}

/// What the page shows besides.
#[derive(Default)]
pub(crate) struct Around {
    /// The events that look like it, the likest first.
    pub(crate) neighbours: Vec<Neighbour>,
    /// The mails of the history that still have a row.
    pub(crate) mails: HashMap<MailId, Mail>,
    /// What waits next in the queue that the moderator came from.
    pub(crate) next: Option<Waiting>,
    /// The events on the programme's home, where the page may put this one there or take it off.
    pub(crate) featured: Vec<Publication>,
}

/// An event that looks like the one to decide on.
pub(crate) struct Neighbour {
    pub(crate) likeness: LookAlike,
    pub(crate) event: Event,
    pub(crate) content: Content,
}

/// What every visit starts from.
struct Found {
    event: Event,
    revision: Revision,
    team: Vec<Moderator>,
    moderator: Moderator,
    history: Vec<LogEntry>,
}

impl Case {
    /// What a form acts upon; nothing if the link leads nowhere, or no longer anywhere.
    pub(crate) async fn read(store: &Store, link: Link, now: Timestamp) -> Result<Option<Self>, StoreError> {
        let Some(found) = Found::read(store, &link).await? else { return Ok(None) };
        let (edition, versions) =
            tokio::try_join!(store.edition(found.event.edition), versions(store, &found.event, &link))?;
        Ok(edition.map(|edition| Self::of(found, link, edition, versions, now)))
    }

    /// What a page shows; nothing if the link leads nowhere, or no longer anywhere.
    pub(crate) async fn read_with_surroundings(
        store: &Store,
        link: Link,
        now: Timestamp,
    ) -> Result<Option<(Self, Around)>, StoreError> {
        let Some(found) = Found::read(store, &link).await? else { return Ok(None) };
        let event = &found.event;
        let in_review = event.state() == State::InReview;
        let queue = link.queue().filter(|_| !(in_review && event.revision() == link.revision));
        let queue = OptionFuture::from(queue.map(|_| store.waiting(event.edition)));
        let featured = OptionFuture::from(event.shown().map(|_| store.featured(event.edition)));
        let (edition, versions, neighbours, mails, waiting, featured) = tokio::try_join!(
            store.edition(event.edition),
            versions(store, event, &link),
            neighbours(store, event),
            mails(store, &found.history),
            async { queue.await.transpose() },
            async { featured.await.transpose() },
        )?;
        let Some(edition) = edition else { return Ok(None) };
        let case = Self::of(found, link, edition, versions, now);
        let next = waiting.and_then(|waiting| case.next_of(waiting));
        Ok(Some((case, Around { neighbours, mails, next, featured: featured.unwrap_or_default() })))
    }

    fn of(
        found: Found,
        link: Link,
        edition: Edition,
        versions: HashMap<RevisionNumber, Revision>,
        now: Timestamp,
    ) -> Self {
        let Found { event, revision, team, moderator, history } = found;
        let link = link.within(event.edition);
        Self { link, now, event, revision, edition, team, moderator, history, versions }
    }

    /// Whether the link's revision waits for a decision.
    pub(crate) fn is_open(&self) -> bool {
        self.event.state() == State::InReview && self.event.revision() == self.link.revision
    }

    /// Whether its organiser has taken it back before it came into the programme.
    pub(crate) fn is_retracted(&self) -> bool {
        self.event.standing.is_retracted()
    }

    /// The event as it would be with the link's revision in the programme.
    pub(crate) fn as_published(&self) -> Event {
        let shown = Some(self.link.revision);
        let listing = match &self.event.listing {
            Some(listing) => Listing { shown, ..listing.clone() },
            None => Listing::first(shown, self.revision.content.title.as_str(), self.now),
        };
        Event { listing: Some(listing), ..self.event.clone() }
    }

    /// Whether the moderator may put the event on the programme's home, or take it off: it is there to be seen, this page
    /// is not another version's, and it is theirs to look after or they have been entrusted with it.
    pub(crate) fn may_feature(&self) -> bool {
        let overtaken = self.event.state() == State::InReview && !self.is_open();
        let shown = self.event.shown().and_then(|shown| self.content(shown));
        !overtaken && shown.is_some_and(|shown| self.is_theirs(shown))
    }

    /// Whether the event that the programme shows with this content is for the moderator to look after.
    pub(crate) fn is_theirs(&self, shown: &Content) -> bool {
        let entrusted = self.event.standing.assigned == Some(self.moderator.id);
        entrusted || self.moderator.oversees(&shown.regions())
    }

    /// Whether the page has this form.
    pub(crate) fn offers(&self, act: &str) -> bool {
        let (event, state) = (&self.event, self.event.state());
        let undoable = event.undoable(self.now).is_some();
        let overtaken = state == State::InReview && !self.is_open();
        match act {
            "undo" => undoable,
            "take-back" => state == State::ChangesRequested && !undoable,
            "withdraw" => event.shown().is_some() && !undoable && !overtaken,
            "feature" => self.may_feature() && !event.is_featured(),
            "unfeature" => self.may_feature() && event.is_featured(),
            "note" => !overtaken,
            _ => self.is_open(),
        }
    }

    /// What has been done since a page showed the event's version `seen`; nothing for a page that did not say which.
    pub(crate) fn deeds_since(&self, seen: Option<u32>) -> impl Iterator<Item = &Deed> {
        let since = move |line: &&LogEntry| seen.is_some_and(|seen| line.version > seen);
        self.history.iter().filter(since).map(|line| &line.deed)
    }

    /// A revision: the link's, or another that counts.
    pub(crate) fn version(&self, number: RevisionNumber) -> Option<&Revision> {
        if number == self.link.revision { Some(&self.revision) } else { self.versions.get(&number) }
    }

    /// The content of a revision: the link's, or another that counts.
    pub(crate) fn content(&self, number: RevisionNumber) -> Option<&Content> {
        self.version(number).map(|revision| &revision.content)
    }

    /// What waits longest: for this moderator in particular or, failing that, in what they may see.
    fn next_of(&self, waiting: Vec<Waiting>) -> Option<Waiting> {
        let today = Zone::PARIS.date(self.now);
        let seen = |it: &Waiting| it.event != self.event.id && self.moderator.may_see(it);
        waiting
            .into_iter()
            .filter(seen)
            .min_by_key(|it| (!self.moderator.is_awaited_for(it, &self.team, today), it.since, it.event))
    }
}

impl Found {
    async fn read(store: &Store, link: &Link) -> Result<Option<Self>, StoreError> {
        let (event, revision, team, history) = tokio::try_join!(
            store.event(link.event),
            store.revision(link.event, link.revision),
            store.team(),
            store.history(link.event),
        )?;
        let (Some(event), Some(revision)) = (event, revision) else { return Ok(None) };
        let Some(moderator) = team.iter().find(|member| member.id == link.moderator).cloned() else {
            tracing::info!("a link of someone who has left the team was refused");
            return Ok(None);
        };
        if event.state() == State::Unconfirmed {
            return Ok(None);
        }
        // Read side by side, the history can be older than the event; read after it, it cannot.
        let is_behind = history.last().is_none_or(|last| last.version < event.version);
        let history = if is_behind { store.history(event.id).await? } else { history };
        Ok(Some(Self { event, revision, team, moderator, history }))
    }
}

/// The revisions that count beside the link's: under review, in the programme, decided on, brought back by undoing.
async fn versions(
    store: &Store,
    event: &Event,
    link: &Link,
) -> Result<HashMap<RevisionNumber, Revision>, StoreError> {
    let (decision, replaced) = (event.decision(), event.replaced.as_deref());
    let mut numbers: Vec<_> = [
        Some(event.revision()),
        event.shown(),
        decision.map(|decision| decision.revision),
        decision.and_then(|decision| decision.corrected),
        replaced.map(|replaced| replaced.standing.revision),
        replaced.and_then(|replaced| replaced.shown),
    ]
    .into_iter()
    .flatten()
    .filter(|number| *number != link.revision)
    .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let read = numbers.into_iter().map(|number| async move {
        Ok(store.revision(event.id, number).await?.map(|revision| (number, revision)))
    });
    Ok(try_join_all(read).await?.into_iter().flatten().collect())
}

async fn neighbours(store: &Store, event: &Event) -> Result<Vec<Neighbour>, StoreError> {
    if event.state() != State::InReview {
        return Ok(Vec::new());
    }
    let look_alikes = event.standing.screening.as_ref().map_or(&[][..], |screening| &screening.look_alikes);
    let read = look_alikes.iter().map(|likeness| async move {
        let Some(event) = store.event(likeness.event).await? else { return Ok(None) };
        let revision = store.revision(event.id, event.revision()).await?;
        let neighbour =
            |revision: Revision| Neighbour { likeness: likeness.clone(), event, content: revision.content };
        Ok(revision.map(neighbour))
    });
    Ok(try_join_all(read).await?.into_iter().flatten().collect())
}

async fn mails(store: &Store, history: &[LogEntry]) -> Result<HashMap<MailId, Mail>, StoreError> {
    let ids: Vec<_> = history.iter().flat_map(|line| &line.mails).collect();
    let mut mails = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(AT_A_TIME) {
        let read = ids.iter().map(|&id| async move {
            Ok::<_, StoreError>(store.mail(id).await?.map(|mail| (id.clone(), mail)))
        });
        mails.extend(try_join_all(read).await?.into_iter().flatten());
    }
    Ok(mails)
}
