//! Rewording: what a row says once a person is gone from it. The purge takes everyone out, an erasure some; the code is one.
//!
//! What is reworded still reads back as a value of its kind, so that pages, mails and exports need to know nothing of it.

use std::collections::BTreeSet;

use model::content::{Content, Revision};
use model::erased;
use model::event::{Actor, Decision, Deed, Event, LogEntry, Outcome};
use model::id::{PersonId, PersonKey};
use model::mailing::Mailing;
use model::organisation::Organiser;
use model::registration::Registration;

/// Who goes.
#[derive(Debug, Clone)]
pub enum Whom {
    /// Everyone: organisers, colleagues, moderators.
    Everyone,
    /// These organisers and readers, whose addresses this key hashes.
    These {
        /// Who.
        people: BTreeSet<PersonId>,
        /// The key.
        key: PersonKey,
    },
}

impl Whom {
    /// Whether this person goes.
    pub fn has(&self, person: &PersonId) -> bool {
        match self {
            Self::Everyone => !erased::is_person(person),
            Self::These { people, .. } => people.contains(person),
        }
    }

    /// Whether whoever has this address goes.
    pub fn has_address(&self, address: &model::email::EmailAddress) -> bool {
        match self {
            Self::Everyone => *address != erased::address(),
            Self::These { people, key } => people.contains(&PersonId::of(address, key)),
        }
    }

    fn is_everyone(&self) -> bool {
        matches!(self, Self::Everyone)
    }

    fn cover(&self, person: &mut PersonId) {
        if self.has(person) {
            *person = erased::person();
        }
    }
}

/// An event without them. Its version rises, so that whoever has read it with them cannot write it back.
#[must_use]
pub fn event(before: &Event, whom: &Whom) -> Event {
    let mut after = before.clone();
    whom.cover(&mut after.organiser);
    after.colleagues.retain(|colleague| !whom.has(&colleague.person));
    if whom.is_everyone() {
        after.replaced = None;
        after.standing.assigned = None;
        if let Some(screening) = &mut after.standing.screening {
            screening.to.clear();
        }
        if let Some(decision) = &mut after.standing.decision {
            *decision = self::decision(decision);
        }
    }
    if after != *before {
        after.version += 1;
    }
    after
}

/// A decision without whoever took it, and without what they wrote.
fn decision(before: &Decision) -> Decision {
    let mut after = before.clone();
    after.moderator = erased::moderator();
    after.moderator_name = erased::name();
    match &mut after.outcome {
        Outcome::Publish | Outcome::Spam => {}
        Outcome::Reject { message, .. } => *message = None,
        Outcome::Withdraw { message } => *message = erased::words(),
        Outcome::RequestChanges { request } => {
            request.message = None;
            for wish in &mut request.wishes {
                wish.text = None;
            }
        }
    }
    after
}

/// A line of history without them: what was done, when, on which revision.
#[must_use]
pub fn log(before: &LogEntry, whom: &Whom) -> LogEntry {
    let mut after = before.clone();
    match &mut after.actor {
        Actor::Organiser { person } => whom.cover(person),
        Actor::Moderator { moderator, name } if whom.is_everyone() => {
            (*moderator, *name) = (erased::moderator(), erased::name());
        }
        Actor::Moderator { .. } | Actor::Operator | Actor::Service => {}
    }
    match &mut after.deed {
        Deed::Invited { colleague, .. } | Deed::Dismissed { colleague, .. } => whom.cover(colleague),
        Deed::Decided { decision } if whom.is_everyone() => **decision = self::decision(decision),
        Deed::Routed { to } if whom.is_everyone() => to.clear(),
        Deed::Assigned { to: Some(to) } if whom.is_everyone() => *to = erased::moderator(),
        Deed::Noted { text } if whom.is_everyone() => *text = erased::words(),
        _ => {}
    }
    if whom.is_everyone() {
        after.mails.clear(); // their identifiers name moderators, and their rows are gone
    }
    after
}

/// A revision without them. The programme shows its content, or does not: what it shows stays, except where one who goes is
/// whom the public can ask.
#[must_use]
pub fn revision(before: &Revision, is_shown: bool, whom: &Whom) -> Revision {
    let mut after = before.clone();
    after.content = content(&before.content, Some(&before.organiser), whom);
    if whom.is_everyone() && !is_shown {
        after.content.contact = None;
        after.content.accessibility.contact = None;
        after.content.picture = None;
        after.content.registration = without(&after.content, |registration| {
            (registration.email, registration.phone) = (None, None);
        });
    }
    if whom.has_address(&before.organiser.email) {
        after.organiser =
            Organiser { name: erased::name(), role: None, email: erased::address(), phone: None };
    }
    after
}

/// Public content without those who go, where it names them as a contact: by their address, or, where `organiser` is one of
/// them, by the name or the number that they have given. Of everyone, what is public stays.
#[must_use]
pub fn content(before: &Content, organiser: Option<&Organiser>, whom: &Whom) -> Content {
    let mut after = before.clone();
    if whom.is_everyone() {
        return after;
    }
    let organiser = organiser.filter(|organiser| whom.has_address(&organiser.email));
    let is_theirs = |name: Option<&str>, phone: Option<&model::phone::Phone>| {
        organiser.is_some_and(|organiser| {
            let named =
                name.is_some_and(|name| name.to_lowercase() == organiser.name.as_str().to_lowercase());
            named || (phone.is_some() && phone == organiser.phone.as_ref())
        })
    };
    let contact = after.contact.as_ref();
    if contact.is_some_and(|contact| {
        contact.email.as_ref().is_some_and(|email| whom.has_address(email))
            || is_theirs(contact.name.as_ref().map(model::text::Line::as_str), contact.phone.as_ref())
    }) {
        after.contact = None;
    }
    let said = after.accessibility.contact.as_ref().map(|contact| contact.as_str().to_lowercase());
    let says = |part: &str| said.as_ref().is_some_and(|said| said.contains(&part.to_lowercase()));
    if organiser.is_some_and(|organiser| says(organiser.name.as_str()) || says(organiser.email.as_str())) {
        after.accessibility.contact = None;
    }
    after.registration = without(&after, |registration| {
        registration.email = registration.email.take().filter(|email| !whom.has_address(email));
        registration.phone = registration.phone.take().filter(|phone| !is_theirs(None, Some(phone)));
    });
    let credit = after.picture.as_mut().map(|picture| &mut picture.credit);
    if let Some(credit) = credit
        && organiser
            .is_some_and(|organiser| credit.as_str().to_lowercase() == organiser.name.as_str().to_lowercase())
    {
        *credit = erased::name();
    }
    after
}

/// How one registers without some of its ways; not at all once none is left.
fn without(content: &Content, change: impl FnOnce(&mut Registration)) -> Option<Registration> {
    let mut registration = content.registration.clone()?;
    let had_a_way = registration.has_a_way();
    change(&mut registration);
    (registration.has_a_way() || !had_a_way).then_some(registration)
}

/// An issue without whoever worked on it.
#[must_use]
pub fn mailing(before: &Mailing) -> Mailing {
    let mut after = before.clone();
    for by in after.history.iter_mut().filter_map(|entry| entry.by.as_mut()) {
        *by = erased::moderator();
    }
    if after != *before {
        after.version += 1;
    }
    after
}
