//! What is given a picture, as it stands.

use model::content::{Content, Revision};
use model::draft::Draft;
use model::edition::Edition;
use model::event::{Command, Event, Refusal, State, decide};
use model::id::PersonId;
use model::picture::{Frame, Picture};
use model::proposal::{Proposal, Stage, YES};
use model::text::Line;
use store::StoreError;

use crate::{Deps, Way};

/// A draft or an event, and its edition.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) subject: Subject,
    pub(crate) edition: Edition,
}

#[derive(Debug)]
pub(crate) enum Subject {
    /// A form that is being filled in.
    Draft(Box<Draft>),
    /// An event, one of whose team has come.
    Event(Box<Submitted>),
}

#[derive(Debug)]
pub(crate) struct Submitted {
    pub(crate) event: Event,
    /// Who has come.
    pub(crate) person: PersonId,
    /// What the event says: its revision that counts, with what was said beside it.
    pub(crate) current: Revision,
    /// Whether moderators wait for other changes: whatever is sent now is the answer to them.
    pub(crate) awaited: bool,
}

/// Why it takes no picture now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closed {
    /// The draft has been sent: it never changes any more.
    Sent,
    /// A decision can still be undone: nothing is taken in before the organiser can know of it.
    BeingDecided,
    /// Its address has not been confirmed.
    Unconfirmed,
    /// It was refused, taken back, or has left.
    Over,
}

/// What was found.
#[derive(Debug)]
pub(crate) enum Found {
    /// It may have a picture.
    Open(Case),
    /// It may not.
    Closed(Closed, Case),
    /// There is no such draft any more.
    NoDraft,
    /// There is no such event, or nobody has that place in its team any more.
    Nothing,
}

/// Reads what the link is about.
pub(crate) async fn read(deps: &Deps, way: Way<'_>) -> Result<Found, StoreError> {
    let now = deps.clock.now();
    if let Some(id) = way.link.draft() {
        let Some(draft) = deps.store.draft(id, now).await? else { return Ok(Found::NoDraft) };
        let Some(edition) = deps.store.edition(draft.edition).await? else { return Ok(Found::NoDraft) };
        let closed = draft.sent.as_ref().map(|_| Closed::Sent);
        return Ok(Found::of(closed, Case { subject: Subject::Draft(Box::new(draft)), edition }));
    }
    let Some((id, seat)) = way.link.seat() else { return Ok(Found::Nothing) };
    let Some(event) = deps.store.event(id).await? else { return Ok(Found::Nothing) };
    let Some(person) = event.person_at(seat).cloned() else { return Ok(Found::Nothing) };
    let told = event.told(now).revision;
    let Some(revision) = deps.store.revision(id, told).await? else { return Ok(Found::Nothing) };
    let Some(edition) = deps.store.edition(event.edition).await? else { return Ok(Found::Nothing) };
    let closed = match decide(&event, Command::Edit { from: event.revision() }, now) {
        Ok(_) => None,
        Err(Refusal::StillUndoable) => Some(Closed::BeingDecided),
        Err(Refusal::NotConfirmed) => Some(Closed::Unconfirmed),
        Err(_) => Some(Closed::Over),
    };
    let current = match event.beside(told, now) {
        Some(said) => Revision { content: said.practical.over(&revision.content), ..revision },
        None => revision,
    };
    let awaited = event.told(now).state == State::ChangesRequested;
    let submitted = Submitted { event, person, current, awaited };
    Ok(Found::of(closed, Case { subject: Subject::Event(Box::new(submitted)), edition }))
}

impl Found {
    fn of(closed: Option<Closed>, case: Case) -> Self {
        match closed {
            None => Self::Open(case),
            Some(closed) => Self::Closed(closed, case),
        }
    }
}

impl Case {
    /// What it says, as it would be typed.
    pub(crate) fn proposal(&self) -> Proposal {
        match &self.subject {
            Subject::Draft(draft) => draft.proposal.clone(),
            Subject::Event(submitted) => Proposal::of(&submitted.current),
        }
    }

    /// The picture it has.
    pub(crate) fn frame(&self) -> Option<Frame> {
        Frame::from_code(&self.proposal().picture)
    }

    /// Whether moderators wait for other changes of the event.
    pub(crate) fn is_awaited(&self) -> bool {
        matches!(&self.subject, Subject::Event(submitted) if submitted.awaited)
    }

    /// What it is called, if it has a name already.
    pub(crate) fn title(&self) -> String {
        self.proposal().title.trim().to_owned()
    }
}

impl Submitted {
    /// What the event says with this picture, or with none. The words have been checked.
    pub(crate) fn with_picture(&self, typed: &Proposal) -> Revision {
        let picture = Frame::from_code(&typed.picture).and_then(|frame| {
            let alt = if typed.picture_decorative == YES {
                None
            } else {
                Some(Line::parse(&typed.picture_alt).ok()?)
            };
            Some(Picture { frame, alt, credit: Line::parse(&typed.picture_credit).ok()? })
        });
        let content = Content { picture, ..self.current.content.clone() };
        Revision { content, organiser: self.current.organiser.clone() }
    }
}

/// What was typed of a picture, and nothing else.
pub(crate) fn of_the_picture(typed: &Proposal) -> Proposal {
    let mut picture = Proposal::default();
    picture.take(Stage::Picture, typed);
    picture
}
