//! The page after sending: what happens next.

use askama::Template;
use model::content::Revision;
use model::edition::Edition;
use model::event::{Event, State};
use web::{Answer, Page};

use crate::way::Pages;

#[derive(Template)]
#[template(path = "received.html")]
struct Received<'a> {
    reference: String,
    revision: &'a Revision,
    state: State,
    /// Whether the programme shows a version of the event.
    is_shown: bool,
    /// Other pages of the event, for who comes from there.
    pages: Option<Pages>,
}

pub(super) fn page(event: &Event, revision: &Revision, edition: &Edition, pages: Option<Pages>) -> Answer {
    let received = Received {
        reference: event.id.reference(),
        revision,
        state: event.state(),
        is_shown: event.shown().is_some(),
        pages,
    };
    let main = received.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    Answer::page(&Page::private("Nouvelle version envoyée", Some(edition), &main))
}
