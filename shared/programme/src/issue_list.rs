//! The issues of the newsletter that have left, the latest first.

use askama::Template;
use jiff::Timestamp;
use model::edition::Edition;
use model::mailing::Issue;
use model::zone::Zone;
use web::Section;

use crate::programme::Programme;
use crate::sheet::Sheet;
use crate::{address, french, linked_data};

#[derive(Template)]
#[template(path = "issues.html")]
struct List<'a> {
    edition: &'a Edition,
    /// Whether another edition has come since.
    is_past: bool,
    issues: &'a [(Timestamp, &'a Issue)],
}

/// The page.
pub(crate) fn page(programme: &Programme<'_>) -> String {
    let edition = programme.edition;
    let list = List { edition, is_past: programme.successor().is_some(), issues: &programme.issues };
    let description = format!(
        "Les lettres d’information du {}, édition {}\u{a0}: les lire, s’abonner.",
        edition.name, edition.year
    );
    Sheet {
        title: &format!("Lettre d’information {}", edition.year),
        description: &description,
        section: Section::Elsewhere,
        path: &address::issues(edition.year),
        head: &linked_data::issue_feed(edition),
        main: &list.render().unwrap_or_default(), // formats strings only: it has nothing to fail on
    }
    .html(programme)
}

impl List<'_> {
    fn day(left_at: &Timestamp) -> String {
        french::day_title(Zone::PARIS.date(*left_at))
    }

    fn feed(&self) -> String {
        address::issue_feed(self.edition.year)
    }
}
