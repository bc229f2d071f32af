//! What was checked, and what to do.

use askama::Template;
use mail::Check;

#[derive(Template)]
#[template(path = "checks.html")]
struct Checks<'a> {
    checks: &'a [Check],
}

/// The part of the page.
pub(super) fn html(checks: &[Check]) -> String {
    Checks { checks }.render().unwrap_or_default() // formats strings only
}

impl Checks<'_> {
    /// The look and the word of a check.
    fn mark(check: &Check) -> (&'static str, &'static str) {
        match (check.ok, check.blocking) {
            (true, _) => ("success", "Bon"),
            (false, true) => ("error", "À corriger"),
            (false, false) => ("warning", "À revoir"),
        }
    }

    fn verdict(&self) -> &'static str {
        if self.checks.iter().any(|check| check.blocking && !check.ok) {
            "La lettre ne peut pas partir tant que les points à corriger le sont."
        } else if self.checks.iter().any(|check| !check.ok) {
            "La lettre peut partir. Regardez tout de même les points à revoir."
        } else {
            "Tout est bon\u{a0}: la lettre peut partir."
        }
    }
}
