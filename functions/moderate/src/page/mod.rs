//! The decision page: open, overtaken by a newer version, or decided.

mod announced;
mod decided;
mod differences;
mod featured;
mod history;
mod look_alikes;
mod mails;
mod open;
mod outcomes;
mod proposal;
mod queue;
mod retracted;
mod stale;
mod team;
#[cfg(test)]
mod tests;
mod unsent;
mod wishes;
pub(crate) mod words;

use jiff::SignedDuration;
use lambda_http::http::StatusCode;
use links::Keyring;
use model::event::State;
use store::StoreError;
use web::form::{ErrorSummary, FieldError};
use web::{Answer, Page};

use crate::Deps;
use crate::case::{Around, Case};
use crate::link::Link;
use crate::notice::Notice;
use web::Typed;
use web::problem::{self, Problem};

/// What brings someone to the page.
pub(crate) enum Visit {
    /// The link, or a form that was taken: what has come of it.
    Told(Option<Notice>),
    /// A form with something wrong in it.
    Refused { typed: Typed, problems: Vec<Problem> },
    /// A form that makes no sense any more.
    Overtaken { typed: Typed },
    /// A form that others kept overtaking.
    Crowded { typed: Typed },
}

/// All that the parts of the page are made from.
struct Sheet<'a> {
    case: &'a Case,
    around: &'a Around,
    typed: &'a Typed,
    problems: &'a [Problem],
    notice: Option<&'a Notice>,
    keys: &'a Keyring,
    window: SignedDuration,
}

/// The page as things stand, read anew.
pub(crate) async fn answer(deps: &Deps, link: Link, visit: Visit) -> Result<Answer, StoreError> {
    let now = deps.clock.now();
    let read = Box::pin(Case::read_with_surroundings(&deps.store, link, now)).await?;
    let Some((case, around)) = read else { return Ok(Answer::bad_link()) };
    let (typed, problems, notice) = match visit {
        Visit::Told(notice) => (Typed::default(), vec![], notice),
        Visit::Refused { typed, problems } => (typed, problems, None),
        Visit::Overtaken { typed } => (typed, vec![], Some(Notice::Overtaken)),
        Visit::Crowded { typed } => (typed, vec![], Some(Notice::Crowded)),
    };
    let mut sheet = Sheet {
        case: &case,
        around: &around,
        typed: &typed,
        problems: &problems,
        notice: notice.as_ref(),
        keys: &deps.keys,
        window: deps.undo_window,
    };
    if !sheet.offers(typed.act()) {
        sheet.problems = &[]; // about a form that makes no sense any more
    }
    Ok(sheet.answer())
}

impl<'a> Sheet<'a> {
    fn answer(&self) -> Answer {
        let (title, main) = if self.case.is_open() {
            ("Décider d’une proposition", open::html(self))
        } else if self.case.event.state() == State::InReview {
            ("Une version plus récente est à examiner", stale::html(self))
        } else if self.case.is_retracted() {
            ("Proposition retirée", retracted::html(self))
        } else {
            ("Proposition examinée", decided::html(self))
        };
        let status = match (self.problems, self.notice) {
            ([_, ..], _) => StatusCode::UNPROCESSABLE_ENTITY,
            ([], Some(Notice::Crowded)) => StatusCode::CONFLICT,
            ([], _) => StatusCode::OK,
        };
        let title = if status == StatusCode::OK { title.to_owned() } else { format!("Erreur – {title}") };
        Answer::with_status(status, &Page::private(&title, Some(&self.case.edition), &main))
    }

    /// Whether the page has this form.
    fn offers(&self, act: &str) -> bool {
        self.case.offers(act)
    }

    /// What was written in a form that the page no longer has, for its writer to copy.
    fn unsent(&self) -> Vec<&str> {
        unsent::texts(self)
    }

    /// What was typed in this field of this form, if that is the form that was sent.
    fn typed(&self, act: &str, name: &str) -> Option<&str> {
        let sent = if self.typed.act().is_empty() { "decide" } else { self.typed.act() };
        if sent == act { self.typed.one(name) } else { None }
    }

    /// The same as text.
    fn value(&self, act: &str, name: &str) -> &str {
        self.typed(act, name).unwrap_or_default()
    }

    /// What is wrong with the field of this identifier.
    fn error(&self, anchor: &str) -> Option<&str> {
        problem::at(self.problems, anchor)
    }

    fn summary(&self) -> String {
        let line =
            |problem: &'a Problem| FieldError { anchor: problem.anchor.clone(), message: &problem.message };
        ErrorSummary { errors: self.problems.iter().map(line).collect() }.html()
    }

    fn reference(&self) -> String {
        self.case.event.id.reference()
    }

    fn address(&self) -> String {
        self.case.link.address()
    }
}
