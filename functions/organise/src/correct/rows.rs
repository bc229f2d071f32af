//! Rows that a button took away or repeated on a page of ours: a robot presses buttons too, and sends what comes of it as it
//! was served. Such a form needs a box that nobody but a person ticks.

use web::form::{ErrorSummary, FieldError, TickBox};

const NAME: &str = "relu";
const MISSING: &str =
    "Cochez la case si les dates et les lieux sont ceux que vous voulez, puis envoyez de nouveau.";

/// That rows have changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Rows {
    pub(super) is_confirmed: bool,
    /// Whether the box was forgotten.
    pub(super) is_missing: bool,
}

impl Rows {
    /// The box, and the mark that it is needed.
    pub(super) fn html(self) -> String {
        let error = self.is_missing.then_some(MISSING);
        let label = "J’ai relu les dates et les lieux\u{a0}: ce sont ceux que je veux.";
        let ticked = self.is_confirmed;
        let tick_box = TickBox { id: NAME, name: NAME, value: "oui", label, ticked, error };
        format!("<input type=\"hidden\" name=\"lignes\" value=\"oui\">\n{}", tick_box.html())
    }

    pub(super) fn summary(self) -> String {
        let error = FieldError { anchor: NAME.to_owned(), message: MISSING };
        ErrorSummary { errors: self.is_missing.then_some(error).into_iter().collect() }.html()
    }
}
