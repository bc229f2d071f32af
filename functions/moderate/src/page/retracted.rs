//! The page once the organiser has taken the proposal back: nothing is left to decide.

use askama::Template;
use model::event::Deed;
use model::french;

use super::{Sheet, history, proposal, queue, team};

#[derive(Template)]
#[template(path = "retracted.html")]
struct Retracted<'a> {
    sheet: &'a Sheet<'a>,
    at: Option<String>,
    article: String,
    picture: String,
}

/// The page.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    let case = sheet.case;
    let line = case.history.iter().rev().find(|line| matches!(line.deed, Deed::Retracted));
    let content = case.content(case.event.revision()).unwrap_or(&case.revision.content);
    let retracted = Retracted {
        sheet,
        at: line.map(|line| french::moment(line.at)),
        article: proposal::article(content),
        picture: proposal::picture(content),
    };
    retracted.render().unwrap_or_default() // formats strings only
}

impl Retracted<'_> {
    fn queue(&self) -> String {
        queue::html(self.sheet)
    }

    fn history(&self) -> String {
        history::html(self.sheet)
    }

    fn note(&self) -> String {
        team::note(self.sheet)
    }
}
