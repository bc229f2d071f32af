//! The event's life as a pure state machine: `decide` says what changes, `Event::apply` changes it.

use jiff::Timestamp;

use super::{
    Change, Colleague, Command, Decision, Event, MOST_COLLEAGUES, MOST_INVITED, Outcome, Refusal, Replaced,
    Seat, Standing, State,
};
use crate::content::RevisionNumber;
use crate::edition::Year;
use crate::erased;
use crate::id::{EventId, PersonId};
use crate::practical::Overlay;
use crate::publication::Listing;

/// What the command changes, if the event is where it has to be.
pub fn decide(event: &Event, command: Command<'_>, now: Timestamp) -> Result<Change, Refusal> {
    let elsewhere = || Refusal::Elsewhere { state: event.state() };
    let current = |revision: RevisionNumber| match event.revision() {
        current if current == revision => Ok(()),
        current => Err(Refusal::StaleRevision { current }),
    };
    let confirmed = if event.state() == State::Unconfirmed { Err(Refusal::NotConfirmed) } else { Ok(()) };
    match command {
        Command::Confirm { .. } if event.state() != State::Unconfirmed => Err(Refusal::AlreadyConfirmed),
        Command::Confirm { revision } => current(revision).map(|()| Change::Confirmed),
        // Nobody has told the organiser of the last decision yet, whatever it is: what they send is not an answer to it.
        Command::Edit { .. } if event.undoable(now).is_some() => Err(Refusal::StillUndoable),
        Command::Edit { from } => match event.state() {
            State::InReview | State::ChangesRequested | State::Published => {
                current(from)?;
                event.highest.next().ok_or(Refusal::TooManyRevisions)?;
                Ok(Change::Edited)
            }
            State::Unconfirmed => Err(Refusal::NotConfirmed),
            State::Rejected | State::Spam | State::Withdrawn => Err(elsewhere()),
        },
        Command::Practical { .. } if event.shown().is_none() => Err(elsewhere()),
        Command::Practical { practical } if practical == event.practical() => Err(Refusal::NothingChanges),
        Command::Practical { practical } => Ok(Change::Practical(Box::new(practical))),
        Command::Retract => match event.state() {
            _ if event.shown().is_some() => Err(elsewhere()),
            State::Unconfirmed | State::InReview | State::ChangesRequested => {
                if event.undoable(now).is_some() {
                    Err(Refusal::StillUndoable)
                } else {
                    Ok(Change::Retracted)
                }
            }
            State::Published | State::Rejected | State::Spam | State::Withdrawn => Err(elsewhere()),
        },
        Command::Invite { person } => {
            confirmed?;
            if event.told(now).state == State::Spam {
                return Err(elsewhere());
            }
            if event.seat_of(&person).is_some() {
                return Err(Refusal::AlreadyInvited);
            }
            if event.colleagues.len() >= MOST_COLLEAGUES || event.last_seat.get() >= MOST_INVITED {
                return Err(Refusal::TooManyColleagues);
            }
            let seat = Seat::from(event.last_seat.get() + 1);
            Ok(Change::Invited(Colleague { person, seat, since: event.version + 1 }))
        }
        Command::Unseat { seat } if seat.is_organiser() => confirmed.and_then(|()| without_organiser(event)),
        Command::Dismiss { seat } | Command::Unseat { seat } => {
            event.colleague(seat).cloned().map(Change::Dismissed).ok_or(Refusal::NoColleague { seat })
        }
        Command::Screen { screening } if event.awaits_the_desk() => Ok(Change::Screened(screening)),
        Command::Screen { .. } => Err(elsewhere()),
        Command::Decide { revision, moderator, outcome, corrects, window, order } => {
            confirmed?;
            match (event.state(), &outcome) {
                (_, Outcome::Withdraw { .. }) if event.shown().is_none() => return Err(elsewhere()),
                (_, Outcome::Withdraw { .. }) if event.undoable(now).is_some() => {
                    return Err(Refusal::StillUndoable);
                }
                (_, Outcome::Withdraw { .. }) => {}
                (State::InReview, _) => current(revision)?,
                _ => return Err(elsewhere()),
            }
            let corrected =
                if corrects { Some(event.highest.next().ok_or(Refusal::TooManyRevisions)?) } else { None };
            Ok(Change::Decided(Decision {
                outcome,
                revision,
                corrected,
                moderator: moderator.moderator(),
                moderator_name: moderator.moderator_name().clone(),
                at: now,
                version: event.version + 1,
                undo_until: now + window,
                order,
            }))
        }
        Command::Undo { version, asked_at } => match (&event.replaced, event.decision()) {
            (Some(replaced), Some(decision))
                if decision.version == version && asked_at < decision.undo_until =>
            {
                Ok(Change::Undone(replaced.clone()))
            }
            _ => Err(Refusal::TooLate),
        },
        Command::TakeBack { revision } => match event.state() {
            State::ChangesRequested if event.undoable(now).is_some() => Err(Refusal::StillUndoable),
            State::ChangesRequested => current(revision).map(|()| Change::TakenBack),
            _ => Err(elsewhere()),
        },
        Command::Assign { .. } if event.state() != State::InReview => Err(elsewhere()),
        Command::Assign { to } => Ok(Change::Assigned(to)),
        Command::Feature { .. } if event.shown().is_none() => Err(elsewhere()),
        Command::Feature { featured } if featured == event.is_featured() => Err(Refusal::NothingChanges),
        Command::Feature { featured } => Ok(Change::Featured(featured)),
        Command::Note { text } => confirmed.map(|()| Change::Noted(text)),
    }
}

/// The organiser leaves, whose place is as any other then: nobody has it again.
fn without_organiser(event: &Event) -> Result<Change, Refusal> {
    let seat = Seat::ORGANISER;
    let person = event.person_at(seat).cloned().ok_or(Refusal::NoColleague { seat })?;
    Ok(Change::Dismissed(Colleague { person, seat, since: 0 }))
}

impl Event {
    /// A new event. An address confirmed once in an edition is not asked again (`in_review`).
    pub fn submitted(
        id: EventId,
        edition: Year,
        organiser: PersonId,
        in_review: bool,
        now: Timestamp,
    ) -> (Self, Change) {
        let change = Change::Submitted { in_review };
        let blank = Self {
            id,
            edition,
            organiser,
            colleagues: Vec::new(),
            last_seat: Seat::ORGANISER,
            version: 0,
            submitted_at: now,
            confirmed_at: None,
            highest: RevisionNumber::FIRST,
            listing: None,
            overlay: None,
            standing: Standing {
                state: State::Unconfirmed,
                revision: RevisionNumber::FIRST,
                waiting_since: None,
                assigned: None,
                screening: None,
                decision: None,
            },
            replaced: None,
        };
        (blank.apply(&change, "", now), change)
    }

    /// The event after the change; `title` is that of the revision that counts, for its address in the programme.
    #[must_use]
    pub fn apply(mut self, change: &Change, title: &str, now: Timestamp) -> Self {
        self.version += 1;
        match change {
            Change::Submitted { in_review: false } => {}
            Change::Submitted { in_review: true } => self.wait(now),
            Change::Confirmed => {
                self.confirmed_at = Some(now);
                self.wait(now);
            }
            Change::Edited => {
                self.next_revision();
                self.replaced = None;
                self.wait(now);
            }
            Change::Practical(practical) => {
                let (before, shown) = (self.overlay.as_ref(), self.shown());
                self.overlay = Some(Overlay::next(before, practical, shown, self.highest, self.version));
                self.listing = self.listing.map(|listing| listing.changed(shown, now));
            }
            Change::Retracted => {
                self.replaced = None;
                self.standing.state = State::Withdrawn;
                self.standing.waiting_since = None;
                self.standing.assigned = None;
            }
            Change::Invited(colleague) => {
                self.last_seat = colleague.seat;
                self.colleagues.push(colleague.clone());
            }
            Change::Dismissed(colleague) if colleague.seat.is_organiser() => {
                self.organiser = erased::person();
            }
            Change::Dismissed(colleague) => self.colleagues.retain(|other| other.seat != colleague.seat),
            Change::Screened(screening) => self.standing.screening = Some(screening.clone()),
            Change::Decided(decision) => self.decided(decision, title, now),
            Change::Undone(replaced) => {
                self.standing = replaced.standing.clone();
                self.replaced = None;
                // Only what was out of the programme can have lost its place on the home since.
                let featured = if self.shown().is_some() { self.is_featured() } else { replaced.featured };
                self.show(replaced.shown, title, now);
                self.feature(featured);
            }
            Change::TakenBack => {
                self.replaced = None;
                self.standing.decision = None;
                self.standing.state = State::InReview;
                self.standing.waiting_since = Some(now);
            }
            Change::Assigned(to) => self.standing.assigned = *to,
            Change::Featured(featured) => self.feature(*featured),
            Change::Noted(_) => {}
        }
        self
    }

    /// Waits for a moderator; whoever waited already keeps their place.
    fn wait(&mut self, now: Timestamp) {
        self.standing.state = State::InReview;
        self.standing.waiting_since.get_or_insert(now);
        self.standing.screening = None;
    }

    fn next_revision(&mut self) {
        // `decide` has seen that there is a next one.
        self.highest = self.highest.next().unwrap_or(self.highest);
        self.standing.revision = self.highest;
    }

    fn decided(&mut self, decision: &Decision, title: &str, now: Timestamp) {
        self.replaced = Some(Box::new(Replaced {
            standing: self.standing.clone(),
            shown: self.shown(),
            featured: self.is_featured(),
        }));
        self.standing.decision = Some(decision.clone());
        self.standing.waiting_since = None;
        self.standing.assigned = None;
        if decision.corrected.is_some() {
            self.next_revision();
            // The moderator's correction says nothing new of what the organiser had sent before they said the rest.
            if let Some(overlay) = self.overlay.as_mut().filter(|overlay| decision.revision <= overlay.since)
            {
                overlay.since = self.highest;
            }
        }
        let refused = |state| if self.shown().is_some() { State::Published } else { state };
        self.standing.state = match decision.outcome {
            Outcome::Publish => State::Published,
            Outcome::RequestChanges { .. } => State::ChangesRequested,
            Outcome::Reject { .. } => refused(State::Rejected),
            Outcome::Spam => refused(State::Spam),
            Outcome::Withdraw { .. } => State::Withdrawn,
        };
        match decision.outcome {
            Outcome::Publish => self.show(Some(self.standing.revision), title, now),
            Outcome::Withdraw { .. } => self.show(None, title, now),
            // The edit of a published event is refused: what the programme shows is again what counts.
            Outcome::Reject { .. } | Outcome::Spam => {
                self.standing.revision = self.shown().unwrap_or(self.standing.revision);
            }
            Outcome::RequestChanges { .. } => {}
        }
    }

    /// On the programme's home or off it; what the programme does not show is never there.
    fn feature(&mut self, featured: bool) {
        if let Some(listing) = &mut self.listing {
            listing.featured = featured && listing.shown.is_some();
        }
    }

    fn show(&mut self, revision: Option<RevisionNumber>, title: &str, now: Timestamp) {
        if self.shown() != revision {
            self.listing = Some(match self.listing.take() {
                Some(listing) => listing.changed(revision, now),
                None => Listing::first(revision, title, now),
            });
        }
    }
}
