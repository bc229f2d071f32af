//! The page after sending: the reference, and what comes next.

use askama::Template;
use model::content::Revision;
use model::edition::Edition;
use model::id::EventId;
use web::{Answer, Page, Section};

#[derive(Template)]
#[template(path = "receipt.html")]
struct Receipt<'a> {
    reference: String,
    revision: &'a Revision,
}

pub(crate) fn page(event: EventId, revision: &Revision, edition: &Edition) -> Answer {
    let receipt = Receipt { reference: event.reference(), revision };
    let main = receipt.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    Answer::page(&Page {
        section: Section::Propose,
        ..Page::private("Proposition envoyée", Some(edition), &main)
    })
}
