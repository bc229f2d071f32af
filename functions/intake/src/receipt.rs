//! The page of a draft that has been sent: its reference, what comes next, all that was sent.

use askama::Template;
use form::{Address, Form};
use lambda_http::http::StatusCode;
use model::french;
use model::proposal::Proposal;
use web::Answer;

use crate::case::Case;
use crate::page;

#[derive(Template)]
#[template(path = "receipt.html")]
struct Receipt<'a> {
    case: &'a Case,
    said: Proposal,
    reference: String,
}

pub(crate) fn page(case: &Case) -> Answer {
    let receipt = Receipt { case, said: case.said(), reference: case.draft.event().reference() };
    page::answer(StatusCode::OK, "Proposition envoyée", false, Some(&case.edition), &receipt)
}

impl Receipt<'_> {
    fn recap(&self) -> String {
        Form::new(&self.said, Some(&self.case.edition), Address::Asked).recap(|_| None)
    }

    /// When it was sent.
    fn sent_at(&self) -> Option<String> {
        self.case.draft.sent.as_ref().map(|sent| french::moment(sent.at))
    }

    fn kept_until(&self) -> String {
        french::moment(self.case.draft.expires())
    }
}
