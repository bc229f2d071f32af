//! The page of an issue that has not left: its contents, its preview, its checks, its sending.

use askama::Template;
use web::form::TickBox;

use super::{Sheet, checks, contents, decision, history, issues, state, variants};
use crate::readiness::Readiness;
use crate::timing;

#[derive(Template)]
#[template(path = "open.html")]
struct Open<'a> {
    sheet: &'a Sheet<'a>,
    readiness: &'a Readiness,
}

/// The page.
pub(super) fn html(sheet: &Sheet<'_>, readiness: &Readiness) -> String {
    Open { sheet, readiness }.render().unwrap_or_default() // formats strings only
}

impl Open<'_> {
    fn state(&self) -> String {
        state::line(self.sheet.case)
    }

    fn contents(&self) -> String {
        contents::html(self.sheet, self.readiness)
    }

    fn variants(&self) -> String {
        variants::html(self.sheet, self.readiness)
    }

    fn checks(&self) -> String {
        checks::html(&self.readiness.checks)
    }

    fn timing(&self) -> Vec<String> {
        let (copies, start) = (self.readiness.audience.chosen, self.sheet.case.leaves_at());
        timing::told(copies, start, self.readiness.quota.as_ref())
    }

    fn test_box(&self) -> String {
        TickBox {
            id: "essai",
            name: "essai",
            value: "oui",
            label: "Oui, envoyez-moi cette lettre telle qu’elle est.",
            error: self.sheet.error("essai"),
            ..TickBox::default()
        }
        .html()
    }

    fn decision(&self) -> String {
        decision::html(self.sheet)
    }

    fn history(&self) -> String {
        history::html(self.sheet.case)
    }

    fn issues(&self) -> String {
        issues::html(self.sheet)
    }
}
