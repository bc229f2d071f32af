//! The page before the form: for whom, on which conditions, what to have at hand, what happens next.

use askama::Template;
use model::edition::Edition;
use model::french;
use store::StoreError;
use web::{Answer, Page, Section};

use crate::{Deps, begin, edition, stopped};

#[derive(Template)]
#[template(path = "introduction.html")]
struct Introduction<'a> {
    edition: &'a Edition,
    begin: &'static str,
}

pub(crate) async fn show(deps: &Deps) -> Result<Answer, StoreError> {
    let edition = match edition::open(deps).await? {
        Ok(edition) => edition,
        Err(closed) => return Ok(stopped::closed(closed.as_ref(), None)),
    };
    let main = Introduction { edition: &edition, begin: begin::PATH }.render().unwrap_or_default(); // strings only
    Ok(Answer::page(&Page {
        section: Section::Propose,
        ..Page::private("Proposer un événement", Some(&edition), &main)
    }))
}

impl Introduction<'_> {
    fn period(&self) -> String {
        french::period(self.edition.period)
    }
}
