//! The link by which someone came, and where it leads.

use links::{Capability, Purpose, Subject};
use model::draft::Draft;
use model::event::Seat;
use model::id::EventId;

use crate::Deps;

/// A link that holds: to which event, as whom.
#[derive(Debug)]
pub(crate) struct Way<'a> {
    token: &'a str,
    link: Capability,
    pub(crate) event: EventId,
    /// Their place in its team.
    pub(crate) seat: Seat,
}

/// Where else one goes from a page of an event, within the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pages {
    /// The event's own page.
    pub(crate) home: String,
    /// That of its picture.
    pub(crate) picture: String,
}

impl<'a> Way<'a> {
    /// The link to an event's correction: its organiser's.
    pub(crate) fn of_edit(deps: &Deps, token: &'a str) -> Option<Self> {
        let link = Capability::accept(token, Purpose::Edit, &deps.keys, deps.clock.now())?;
        let (event, _) = link.event()?;
        Some(Self { token, link, event, seat: Seat::ORGANISER })
    }

    /// The link of one of an event's team.
    pub(crate) fn of_seat(deps: &Deps, token: &'a str) -> Option<Self> {
        let link = Capability::accept(token, Purpose::Organise, &deps.keys, deps.clock.now())?;
        let (event, seat) = link.seat()?;
        Some(Self { token, link, event, seat })
    }

    /// Other pages of the event; none for a link that lets correct and nothing else.
    pub(crate) fn pages(&self, deps: &Deps) -> Option<Pages> {
        let has_them = self.link.purpose == Purpose::Organise;
        has_them.then(|| Pages { home: self.to(""), picture: self.to_picture(deps) })
    }

    /// One of its pages, within the site: empty for the first one.
    pub(crate) fn to(&self, page: &str) -> String {
        let slash = if page.is_empty() || page.starts_with('?') { "" } else { "/" };
        format!("{}{}{slash}{page}", self.link.purpose.path(), self.token)
    }

    /// The page of the event's picture, for as long as one may be here.
    pub(crate) fn to_picture(&self, deps: &Deps) -> String {
        Capability { purpose: Purpose::Illustrate, ..self.link.clone() }.link("", &deps.keys)
    }

    /// The page of a draft, for as long as it is kept.
    pub(crate) fn to_draft(deps: &Deps, draft: &Draft) -> String {
        let (purpose, subject) = (Purpose::Draft, Subject::Draft(draft.id));
        Capability { purpose, subject, moderator: None, expires: draft.expires() }.link("", &deps.keys)
    }
}
