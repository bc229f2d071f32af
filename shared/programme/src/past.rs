//! Editions that have had their time: they stay where they are, say that another has come, and let search engines prefer it.

use askama::Template;
use model::edition::Year;

use crate::address;
use crate::programme::Programme;

/// What stands at the top of each page of a past edition: the design system's notice.
#[derive(Template)]
#[template(path = "past.html")]
struct Notice {
    year: Year,
    current: Year,
}

impl Programme<'_> {
    /// The year of the edition that has come since, if one has: whoever reads this one is told.
    pub(crate) fn successor(&self) -> Option<Year> {
        self.current.filter(|current| *current > self.edition.year)
    }

    /// Whether one can propose events on the day it is read: else no page of it invites to.
    pub(crate) fn takes_proposals(&self) -> bool {
        self.successor().is_none() && self.edition.takes_proposals(self.setting.today)
    }
}

/// The notice: HTML, nothing for the current edition.
pub(crate) fn notice(programme: &Programme<'_>) -> String {
    let notice = |current| Notice { year: programme.edition.year, current };
    // Formats numbers only: it has nothing to fail on.
    programme.successor().and_then(|current| notice(current).render().ok()).unwrap_or_default()
}

/// The address that search engines are to keep for the page that is at `path`: its own, but for the home, which is the
/// site's, and for the lists of a past edition, which give way to those of the current one.
pub(crate) fn canonical(programme: &Programme<'_>, path: &str) -> String {
    let year = programme.edition.year;
    let successor = programme.successor();
    if path == address::home(year) && (programme.is_current || successor.is_some()) {
        return programme.url("/");
    }
    let lists: [fn(Year) -> String; 2] = [address::list, address::resources];
    let equivalent = lists.into_iter().find(|list| list(year) == path).zip(successor);
    equivalent.map_or_else(|| programme.url(path), |(list, current)| programme.url(&list(current)))
}
