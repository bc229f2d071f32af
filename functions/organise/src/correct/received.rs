//! The page after sending: what happens next.

use askama::Template;
use model::content::Revision;
use model::email::EmailAddress;
use model::event::{Event, State};
use web::{Answer, Page};

use crate::found::Found;
use crate::way::Pages;

#[derive(Template)]
#[template(path = "received.html")]
struct Received<'a> {
    reference: String,
    revision: &'a Revision,
    state: State,
    /// Whether the programme shows a version of the event.
    is_shown: bool,
    /// Where the answer comes; none for a colleague, who is not told the organiser's address.
    address: Option<&'a EmailAddress>,
    /// Other pages of the event, for who comes from there.
    pages: Option<Pages>,
}

pub(super) fn page(found: &Found, event: &Event, revision: &Revision, pages: Option<Pages>) -> Answer {
    let received = Received {
        reference: event.id.reference(),
        revision,
        state: event.state(),
        is_shown: event.shown().is_some(),
        address: found.is_the_organiser().then_some(&revision.organiser.email),
        pages,
    };
    let main = received.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    Answer::page(&Page::private("Nouvelle version envoyée", Some(&found.edition), &main))
}
