//! The map of the site: a page that leads to every page that is not an event's or an issue's, and to every file.

use askama::Template;
use model::edition::Edition;
use model::mailing::Issue;

use super::{PAGES, Page};
use crate::address;
use crate::home::documents::Documents;
use crate::programme::Programme;
use crate::selection::{self, Facet};

#[derive(Template)]
#[template(path = "legal/plan.html")]
struct Plan<'a> {
    edition: &'a Edition,
    /// What events can be chosen by, each with the pages that it has.
    facets: Vec<(Facet, Vec<Entry>)>,
    documents: Documents,
    issues: &'a [(jiff::Timestamp, &'a Issue)],
    /// The other editions, the latest first.
    others: &'a [&'a Edition],
}

/// A page, by its title.
struct Entry {
    title: String,
    path: String,
}

/// The page's content.
pub(super) fn main(programme: &Programme<'_>) -> String {
    let plan = Plan {
        edition: programme.edition,
        facets: facets(programme),
        documents: Documents::of(programme),
        issues: &programme.issues,
        others: &programme.others,
    };
    super::html(&plan)
}

fn facets(programme: &Programme<'_>) -> Vec<(Facet, Vec<Entry>)> {
    let mut facets: Vec<(Facet, Vec<Entry>)> = Vec::new();
    for selection in selection::selections(programme) {
        let value = selection.value;
        let entry = Entry { title: value.title(), path: address::selection(programme.edition.year, value) };
        match facets.last_mut().filter(|(facet, _)| *facet == value.facet()) {
            Some((_, entries)) => entries.push(entry),
            None => facets.push((value.facet(), vec![entry])),
        }
    }
    facets
}

impl Plan<'_> {
    fn pages() -> &'static [Page] {
        &PAGES
    }

    fn home(&self) -> String {
        address::home(self.edition.year)
    }

    fn list(&self) -> String {
        address::list(self.edition.year)
    }

    fn resources(&self) -> String {
        address::resources(self.edition.year)
    }

    fn letters(&self) -> String {
        address::issues(self.edition.year)
    }

    /// Each with its name, its kind and its media type.
    fn files(&self) -> [(&'static str, &'static str, &'static str, String); 11] {
        let year = self.edition.year;
        [
            ("L’agenda complet", "iCalendar", "text/calendar", address::calendar(year)),
            ("Le flux des événements", "Atom", "application/atom+xml", address::event_feed(year)),
            ("Le flux des lettres d’information", "Atom", "application/atom+xml", address::issue_feed(year)),
            ("Le tableau des dates", "CSV", "text/csv", address::table(year)),
            ("Les données complètes", "JSON", "application/json", address::json(year)),
            (
                "Le schéma des données complètes",
                "JSON Schema",
                "application/schema+json",
                address::schema(year),
            ),
            ("Ce qui a changé, jour par jour", "JSON", "application/json", address::changes(year)),
            (
                "Le schéma de ce qui a changé",
                "JSON Schema",
                "application/schema+json",
                address::changes_schema(year),
            ),
            ("La carte des événements", "GeoJSON", "application/geo+json", address::map(year)),
            ("Les événements pour OpenAgenda", "JSON", "application/json", address::openagenda(year)),
            ("Les adresses de toutes les pages", "XML", "application/xml", address::sitemap(year)),
        ]
    }
}
