//! The address of a draft: what is in it and what it still lacks, or its receipt once it has been sent.
//!
//! The address can be mailed, and programs that guard mailboxes press every button of the pages that mails lead to: this
//! page has none, only links to the steps that have.

use askama::Template;
use lambda_http::http::StatusCode;
use model::french;
use model::proposal::{Problem, Stage};
use store::StoreError;
use web::Answer;

use crate::case::{self, Case, Found};
use crate::way::{CHECK, Way};
use crate::{Deps, page, receipt, stopped};

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    case: &'a Case,
    problems: Vec<Problem>,
}

pub(crate) async fn show(deps: &Deps, way: &Way) -> Result<Answer, StoreError> {
    Ok(match case::read(deps, way).await? {
        Found::Open(case) => {
            let problems = case.draft.proposal.check(&case.edition).err().unwrap_or_default();
            let home = Home { case: &case, problems };
            page::answer(StatusCode::OK, "Reprendre ma proposition", false, Some(&case.edition), &home)
        }
        other => elsewhere(other),
    })
}

/// The answer to whoever asks for a page of a draft that is not open: what became of it.
pub(crate) fn elsewhere(found: Found) -> Answer {
    match found {
        Found::Open(case) => Answer::see_other(case.way.home()),
        Found::Sent(case) => receipt::page(&case),
        Found::Closed(case) => stopped::closed(Some(&case.edition), Some(&case.draft.proposal)),
        Found::Gone => stopped::gone(None),
    }
}

impl Home<'_> {
    fn title(&self) -> String {
        self.case.said().title
    }

    fn lacks_something(&self, stage: Stage) -> bool {
        self.problems.iter().any(|problem| problem.field.stage() == stage)
    }

    /// The first step that has something to be put right; the check page when none has.
    fn goes_on(&self) -> String {
        let next = Stage::STEPS.into_iter().find(|stage| self.lacks_something(*stage));
        self.case.way.to(next.map_or(CHECK, Stage::code))
    }

    fn saved_at(&self) -> String {
        french::moment(self.case.draft.saved_at)
    }

    fn kept_until(&self) -> String {
        french::moment(self.case.draft.expires())
    }
}
