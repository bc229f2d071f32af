//! The page when another version waits for a decision: what changed, and the way to it.

use askama::Template;

use super::{Sheet, differences, history, queue};

#[derive(Template)]
#[template(path = "stale.html")]
struct Stale<'a> {
    sheet: &'a Sheet<'a>,
    differences: String,
    current: String,
}

/// The page.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    let case = sheet.case;
    let current = case.event.revision();
    let differences = case.content(current).map(|current| differences::html(&case.revision.content, current));
    let stale = Stale {
        sheet,
        differences: differences.unwrap_or_default(),
        current: case.link.address_of(case.event.id, current, sheet.keys),
    };
    stale.render().unwrap_or_default() // formats strings only
}

impl Stale<'_> {
    fn queue(&self) -> String {
        queue::html(self.sheet)
    }

    fn history(&self) -> String {
        history::html(self.sheet)
    }
}
