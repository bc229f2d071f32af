//! What is wrong: at its field, and at the top of the page.

use model::proposal::{Field, Stage};
use web::form::{ErrorLink, ErrorLinks};

use super::{Form, wishes};

impl<'a> Form<'a> {
    /// What is wrong, each line a link to its field.
    pub fn summary(&self) -> String {
        self.links("Tout ce que vous avez saisi est conservé. Corrigez ces points, puis continuez.", |_| {
            String::new()
        })
    }

    /// The same from another page: `address` is that of the page of a step.
    pub fn summary_to(&self, address: impl Fn(Stage) -> String) -> String {
        self.links("Tout ce que vous avez saisi est conservé. Suivez chaque lien pour compléter.", address)
    }

    fn links(&self, lead: &str, address: impl Fn(Stage) -> String) -> String {
        let link = |problem: &'a model::proposal::Problem| ErrorLink {
            href: format!("{}#{}", address(problem.field.stage()), problem.anchor()),
            message: &problem.message,
        };
        ErrorLinks { lead, links: self.problems.iter().map(link).collect() }.html()
    }

    pub(crate) fn error(&self, field: Field, row: usize) -> Option<&'a str> {
        let here = |problem: &&model::proposal::Problem| problem.field == field && problem.row == row;
        self.problems.iter().find(here).map(|problem| problem.message.as_str())
    }

    pub(crate) fn advice(&self, field: Field) -> String {
        self.request.map(|request| wishes::advice(request, field, self.typed)).unwrap_or_default()
    }
}
