//! Steps of the moderators, and of the desk for them.

use jiff::{SignedDuration, Timestamp};

use super::projection::{departure_of, profile_of, publication_of};
use super::{Step, to_team};
use crate::content::{Content, Revision, RevisionNumber};
use crate::event::{
    Actor, Author, CLOCKS_APART, Command, Decision, Event, NOTE_MAX, Outcome, Refusal, Seat, decide,
};
use crate::id::{ModeratorId, OrderId};
use crate::letter::{EventLetter, Letter, MailId, Purpose};
use crate::screening::Screening;
use crate::text::Prose;

/// A moderator's decision, with all that goes with it.
#[derive(Debug, Clone)]
pub struct Ruling<'a> {
    /// Who.
    pub moderator: &'a dyn Author,
    /// What.
    pub outcome: Outcome,
    /// The revision with the moderator's corrections, if there are any.
    pub corrected: Option<Revision>,
    /// How long it can be undone: the organiser's mail waits meanwhile.
    pub window: SignedDuration,
    /// The bulk order it is part of.
    pub order: Option<OrderId>,
}

/// The contents that undoing needs.
#[derive(Debug, Clone, Copy)]
pub struct Undoing<'a> {
    /// That of the revision that counts again.
    pub current: &'a Content,
    /// That of the revision that the programme shows again, if it shows one.
    pub shown: Option<&'a Content>,
    /// That of the revision that the programme shows until then, if it shows one.
    pub left: Option<&'a Content>,
}

impl Step {
    /// The desk has looked at the revision under review, and writes to `to_write` of those it came to.
    pub fn screen(
        event: Event,
        screening: Screening,
        to_write: &[ModeratorId],
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Screen { screening }, now)?;
        let review = |after: &Event| {
            let letter = |&moderator| Letter::Event(EventLetter::of(after, Purpose::Review { moderator }));
            to_write.iter().map(letter).collect()
        };
        Ok(Self::taken(event, &change, Actor::Service, review, content, now))
    }

    /// A moderator decides on the revision they have read; the organiser's mail waits for the window.
    pub fn decide(
        event: Event,
        revision: RevisionNumber,
        ruling: Ruling<'_>,
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let Ruling { moderator, outcome, corrected, window, order } = ruling;
        let told = outcome.is_told();
        let corrects = corrected.is_some();
        let command = Command::Decide { revision, moderator, outcome, corrects, window, order };
        let change = decide(&event, command, now)?;
        let letters = |after: &Event| if told { to_team(after, &Purpose::Decision) } else { vec![] };
        let content = corrected.as_ref().map_or(content, |revision| &revision.content);
        let step = Self::taken(event, &change, moderator.actor(), letters, content, now);
        Ok(Self { revision: corrected, hold: window + CLOCKS_APART, ..step })
    }

    /// A moderator takes back the decision that brought about `version`; `asked_at` is when they asked for it.
    pub fn undo(
        event: Event,
        version: u32,
        moderator: &dyn Author,
        contents: Undoing<'_>,
        asked_at: Timestamp,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Undo { version, asked_at }, now)?;
        let unsaid = event.decision().map(|decision| mails_of(&event, decision)).unwrap_or_default();
        let step = Self::taken(event, &change, moderator.actor(), |_| vec![], contents.current, now);
        let shown = contents.shown.unwrap_or(contents.current);
        let (before, after) = (step.before.as_ref(), &step.after);
        let publication = publication_of(before, after, shown);
        let departure = departure_of(before, after, contents.left.unwrap_or(contents.current));
        let profile = profile_of(before, after, shown);
        Ok(Self { unsaid, publication, departure, profile, ..step })
    }

    /// A moderator takes back a request for changes that the organiser has been told of.
    pub fn take_back(
        event: Event,
        revision: RevisionNumber,
        moderator: &dyn Author,
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::TakeBack { revision }, now)?;
        let told = |after: &Event| to_team(after, &Purpose::TakenBack);
        Ok(Self::taken(event, &change, moderator.actor(), told, content, now))
    }

    /// A moderator entrusts a colleague with the decision (none: lets go); `tells` the colleague by a mail of its own.
    pub fn assign(
        event: Event,
        to: Option<ModeratorId>,
        moderator: &dyn Author,
        tells: bool,
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Assign { to }, now)?;
        let letters = |after: &Event| {
            let by = moderator.moderator();
            let colleague = to.filter(|&to| tells && to != by);
            let purpose = |to| Purpose::Entrusted { moderator: to, by };
            colleague.map(|to| Letter::Event(EventLetter::of(after, purpose(to)))).into_iter().collect()
        };
        Ok(Self::taken(event, &change, moderator.actor(), letters, content, now))
    }

    /// A moderator puts it on the programme's home, or takes it off; `shown` is the content of the revision that the
    /// programme shows.
    pub fn feature(
        event: Event,
        featured: bool,
        moderator: &dyn Author,
        shown: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Feature { featured }, now)?;
        Ok(Self::taken(event, &change, moderator.actor(), |_| vec![], shown, now))
    }

    /// A moderator adds a note that only moderators see.
    pub fn note(
        event: Event,
        text: Prose<NOTE_MAX>,
        moderator: &dyn Author,
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Note { text }, now)?;
        Ok(Self::taken(event, &change, moderator.actor(), |_| vec![], content, now))
    }
}

/// The mails that tell of a decision, if any do: to each who was of the team then and still is. Those of whoever has left
/// since never leave.
fn mails_of(event: &Event, decision: &Decision) -> Vec<MailId> {
    if !decision.outcome.is_told() {
        return Vec::new();
    }
    let told = |seat: &Seat| event.colleague(*seat).is_none_or(|it| it.since < decision.version);
    let copy = |seat| EventLetter::copy_of(event.id, decision.version, seat, Purpose::Decision);
    event.seats().filter(told).map(copy).collect()
}
