//! What is wrong: at its field, and at the top of the page.

use model::proposal::{Field, Problem};
use web::form::{ErrorLink, ErrorLinks};

use super::{Form, wishes};

impl<'a> Form<'a> {
    /// What is wrong, each line a link to its field.
    pub fn summary(&self) -> String {
        let lead = "Tout ce que vous avez saisi est conservé. Corrigez, puis continuez.";
        let link = |problem: &'a Problem| ErrorLink {
            href: format!("#{}", problem.anchor()),
            message: &problem.message,
        };
        ErrorLinks { lead, links: self.problems.iter().map(link).collect() }.html()
    }

    pub(crate) fn error(&self, field: Field, row: usize) -> Option<&'a str> {
        let here = |problem: &&Problem| problem.field == field && problem.row == row;
        self.problems.iter().find(here).map(|problem| problem.message.as_str())
    }

    pub(crate) fn advice(&self, field: Field) -> String {
        self.request.map(|request| wishes::advice(request, field, self.typed)).unwrap_or_default()
    }
}
