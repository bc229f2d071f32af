//! What moderators are due at an instant: whom an event waits for, whose digest it is time for, which events have waited
//! too long.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::{Date, time};
use jiff::{SignedDuration, Timestamp};

use crate::id::{EventId, ModeratorId};
use crate::moderation::{Moderator, awaited, national_team};
use crate::territory::Region;
use crate::waiting::Waiting;
use crate::zone::Zone;

/// At most so many moderators are written to about one event: all that follows is one transaction of a hundred writes.
pub const MOST_READERS: usize = 30;

/// When something has waited too long, what will have within this time is told of in the same letter.
pub const TOGETHER: SignedDuration = SignedDuration::from_hours(1);

/// How long an event may wait for the desk: then the round takes it up.
pub const UNSEEN: SignedDuration = SignedDuration::from_mins(5);

/// Who is written to about an event of these regions (none: online): those whom it waits for, see [`awaited`].
pub fn readers<'a>(
    assigned: Option<ModeratorId>,
    regions: &[Region],
    team: &'a [Moderator],
    today: Date,
) -> Vec<&'a Moderator> {
    awaited(assigned, regions, team, today).into_iter().take(MOST_READERS).collect()
}

/// Who escalations go to.
pub fn escalation(team: &[Moderator], today: Date) -> Vec<&Moderator> {
    national_team(team, today).into_iter().take(MOST_READERS).collect()
}

/// The digests of this morning, from 08:00 in Paris on: its date, and who is due one because something that waited for
/// them then waits still. What has come in since is for tomorrow's.
pub fn morning<'a>(team: &'a [Moderator], waiting: &[Waiting], now: Timestamp) -> (Date, Vec<&'a Moderator>) {
    let today = Zone::PARIS.date(now);
    let eight = today.to_datetime(time(8, 0, 0, 0)).to_zoned(Zone::PARIS.rules());
    let Ok(eight) = eight.map(|eight| eight.timestamp()) else { return (today, vec![]) };
    if now < eight {
        return (today, vec![]);
    }
    let awaited = |moderator: &Moderator| {
        let mut earlier = waiting.iter().filter(|waiting| waiting.since <= eight);
        earlier.any(|waiting| moderator.is_awaited_for(waiting, team, today))
    };
    let is_due = |moderator: &&Moderator| {
        moderator.rhythm.each_morning() && moderator.is_available(today) && awaited(moderator)
    };
    (today, team.iter().filter(is_due).collect())
}

/// Whom to tell of what was held back for `holder` during a burst: `holder` or, when they are away meanwhile, those whom
/// their events wait for instead. Who is written to in the morning only learns of it then, and what nobody needs to decide
/// any more is told to nobody.
pub fn burst<'a>(
    holder: &'a Moderator,
    waiting: &[Waiting],
    team: &'a [Moderator],
    today: Date,
) -> Vec<&'a Moderator> {
    let told = |moderator: &&Moderator| moderator.rhythm.at_once();
    if holder.is_available(today) {
        let waits = waiting.iter().any(|waiting| holder.is_awaited_for(waiting, team, today));
        return Some(holder).filter(told).into_iter().filter(|_| waits).collect();
    }
    let back = |member: &Moderator| {
        let away_until = member.away_until.filter(|_| member.id != holder.id);
        Moderator { away_until, ..member.clone() }
    };
    let as_if_back: Vec<_> = team.iter().map(back).collect();
    let theirs: Vec<_> =
        waiting.iter().filter(|waiting| holder.is_awaited_for(waiting, &as_if_back, today)).collect();
    let stands_in =
        |moderator: &&Moderator| theirs.iter().any(|waiting| moderator.is_awaited_for(waiting, team, today));
    team.iter().filter(stands_in).filter(told).take(MOST_READERS).collect()
}

/// The events that the desk should have passed on by now.
pub fn unseen(waiting: &[Waiting], now: Timestamp) -> impl Iterator<Item = EventId> {
    let is_unseen = move |waiting: &&Waiting| !waiting.screened && waiting.age(now) > UNSEEN;
    waiting.iter().filter(is_unseen).map(|waiting| waiting.event)
}

/// The events that have waited for `limit` and not been told of, the oldest first, with those that will have within
/// [`TOGETHER`].
pub fn overdue(
    waiting: &[Waiting],
    limit: SignedDuration,
    is_told: impl Fn(&Waiting) -> bool,
    now: Timestamp,
) -> Vec<&Waiting> {
    let mut due: Vec<_> =
        waiting.iter().filter(|waiting| waiting.age(now) + TOGETHER >= limit && !is_told(waiting)).collect();
    due.sort_unstable_by_key(|waiting| (waiting.since, waiting.event));
    if due.first().is_some_and(|oldest| oldest.age(now) >= limit) { due } else { vec![] }
}

/// Letters that are written together: what each tells of, and which events are then told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bundle<'a> {
    /// The events of each moderator's letter, the oldest first.
    pub letters: BTreeMap<ModeratorId, Vec<&'a Waiting>>,
    /// The events told of.
    pub events: Vec<&'a Waiting>,
}

impl Bundle<'_> {
    /// How many writes it takes: two a letter, one an event.
    fn writes(&self) -> usize {
        2 * self.letters.len() + self.events.len()
    }
}

/// Puts events into as few letters as transactions of `most` writes allow: one a moderator, if they all fit into one.
/// An event that comes to nobody is in none.
pub fn bundles<'a>(
    due: Vec<&'a Waiting>,
    readers: impl Fn(&Waiting) -> Vec<ModeratorId>,
    most: usize,
) -> Vec<Bundle<'a>> {
    let mut bundles: Vec<Bundle<'a>> = Vec::new();
    for waiting in due {
        let readers = readers(waiting);
        if readers.is_empty() {
            continue;
        }
        let fits = |bundle: &&mut Bundle<'_>| {
            let new = readers.iter().filter(|reader| !bundle.letters.contains_key(reader)).count();
            bundle.writes() + 2 * new < most
        };
        let bundle = match bundles.last_mut().filter(fits) {
            Some(bundle) => bundle,
            None => bundles.push_mut(Bundle::default()),
        };
        bundle.events.push(waiting);
        for reader in readers {
            bundle.letters.entry(reader).or_default().push(waiting);
        }
    }
    bundles
}
