//! The page of an event that cannot be corrected: why, and what was just sent.

use askama::Template;
use model::content::Revision;
use programme::TitleLevel;
use web::{Answer, Page};

use crate::found::Found;
use crate::standing::Closed;

#[derive(Template)]
#[template(path = "closed.html")]
struct ClosedPage<'a> {
    found: &'a Found,
    title: &'a str,
    lead: &'a str,
    /// What the team had to say.
    team: Vec<String>,
    /// Whether the team is reading what the organiser has just sent.
    is_read: bool,
    /// What the organiser has just sent, to be copied.
    sent: Option<String>,
}

/// The page that says why an event cannot be corrected, and gives back what was just sent.
pub(super) fn page(found: &Found, closed: Closed<'_>, sent: Option<&Revision>) -> Answer {
    let (title, lead) = closed.words();
    let team = closed.team();
    let is_read = closed == Closed::BeingDecided && sent == Some(&found.current);
    let sent = sent.filter(|sent| **sent != found.current);
    let sent = sent.map(|sent| programme::event_article(&sent.content, TitleLevel::H2));
    let page = ClosedPage { found, title, lead, team, is_read, sent };
    let main = page.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    Answer::page(&Page::private(title, Some(&found.edition), &main))
}
