//! The page of an issue: what can be done to it, or how far it has come.

mod checks;
mod contents;
mod decision;
mod history;
mod issues;
mod open;
mod progress;
mod select;
mod sent;
mod state;
#[cfg(test)]
mod tests;
mod variants;

use std::collections::HashMap;

use futures_util::future::try_join_all;
use lambda_http::http::StatusCode;
use links::Keyring;
use model::id::MailingId;
use model::mailing::Mailing;
use store::{Store, StoreError};
use web::form::{ErrorSummary, FieldError};
use web::{Answer, Page, Typed};

use crate::Deps;
use crate::case::Case;
use crate::link::Link;
use crate::notice::Notice;
use crate::readiness::Readiness;
use crate::transit::Transit;
use web::problem::{self, Problem};

/// What brings someone to the page.
pub(crate) enum Visit {
    /// The link, or a form that was taken: what has come of it.
    Told(Option<Notice>),
    /// A form with something wrong in it.
    Refused { typed: Typed, problems: Vec<Problem> },
    /// A form that makes no sense any more, or not without another look.
    Overtaken { typed: Typed },
    /// A form that others kept overtaking.
    Crowded { typed: Typed },
    /// An address was looked for: what is known of its copy.
    Found { typed: Typed, told: String },
}

/// What the page shows besides the issue, by its state.
pub(crate) enum Around {
    /// It has not left.
    Ready(Box<Readiness>),
    /// It was launched.
    Gone(Box<Transit>),
    /// It will not leave.
    Nothing,
}

/// All that the parts of the page are made from.
struct Sheet<'a> {
    case: &'a Case,
    around: &'a Around,
    /// Of the edition's issues that have left, how many copies did.
    figures: &'a HashMap<MailingId, usize>,
    typed: &'a Typed,
    problems: &'a [Problem],
    notice: Option<&'a Notice>,
    found: Option<&'a str>,
    /// Of the next blank issue.
    key: &'a str,
    keys: &'a Keyring,
}

impl Around {
    async fn read(deps: &Deps, case: &Case) -> Result<Self, StoreError> {
        if case.mailing.state.is_open() {
            Ok(Self::Ready(Box::new(Readiness::read(deps, case).await?)))
        } else if case.has_left() {
            Ok(Self::Gone(Box::new(Transit::read(deps, case).await?)))
        } else {
            Ok(Self::Nothing)
        }
    }
}

/// The page as things stand, read anew.
pub(crate) async fn answer(deps: &Deps, link: Link, visit: Visit) -> Result<Answer, StoreError> {
    let Some(case) = Case::read(&deps.store, link, deps.clock.now()).await? else {
        return Ok(Answer::bad_link());
    };
    let (around, figures) = tokio::try_join!(Around::read(deps, &case), figures(&deps.store, &case.issues))?;
    let (typed, problems, notice, found) = match visit {
        Visit::Told(notice) => (Typed::default(), vec![], notice, None),
        Visit::Refused { typed, problems } => (typed, problems, None, None),
        Visit::Overtaken { typed } => (typed, vec![], Some(Notice::Overtaken(history::last(&case))), None),
        Visit::Crowded { typed } => (typed, vec![], Some(Notice::Crowded), None),
        Visit::Found { typed, told } => (typed, vec![], None, Some(told)),
    };
    let key = deps.random.key().unwrap_or_default(); // without a key, the form asks to be sent again
    let mut sheet = Sheet {
        case: &case,
        around: &around,
        figures: &figures,
        typed: &typed,
        problems: &problems,
        notice: notice.as_ref(),
        found: found.as_deref(),
        key: &key,
        keys: &deps.keys,
    };
    if !case.offers(typed.act()) {
        sheet.problems = &[]; // about a form that makes no sense any more
    }
    Ok(sheet.answer())
}

async fn figures(store: &Store, issues: &[Mailing]) -> Result<HashMap<MailingId, usize>, StoreError> {
    let gone = issues.iter().filter(|issue| issue.audience.is_some());
    let read = gone.map(|issue| async move {
        let sent = store.tallies(issue.id).await?.iter().map(|tally| tally.sent as usize).sum();
        Ok::<_, StoreError>((issue.id, sent))
    });
    Ok(try_join_all(read).await?.into_iter().collect())
}

impl<'a> Sheet<'a> {
    fn answer(&self) -> Answer {
        let main = match self.around {
            Around::Ready(readiness) => open::html(self, readiness),
            Around::Gone(transit) => sent::html(self, Some(transit)),
            Around::Nothing => sent::html(self, None),
        };
        let status = match (self.problems, self.notice) {
            ([_, ..], _) => StatusCode::UNPROCESSABLE_ENTITY,
            ([], Some(Notice::Crowded | Notice::Overtaken(_))) => StatusCode::CONFLICT,
            ([], _) => StatusCode::OK,
        };
        let title = format!("Lettre\u{a0}: {}", self.case.mailing.words.subject);
        let title = if status == StatusCode::OK { title } else { format!("Erreur – {title}") };
        Answer::with_status(status, &Page::private(&title, Some(&self.case.edition), &main))
    }

    /// Whether this form is the one that was sent, and is to be shown again.
    fn was_sent(&self, act: &str) -> bool {
        self.typed.act() == act
    }

    /// What was typed in this field of this form, if that is the form that was sent; of several, the first.
    fn typed(&self, act: &str, name: &str) -> Option<&'a str> {
        if self.was_sent(act) { self.typed.all(name).next() } else { None }
    }

    /// The same as text.
    fn value(&self, act: &str, name: &str) -> &'a str {
        self.typed(act, name).unwrap_or_default()
    }

    /// What is wrong with the field of this identifier.
    fn error(&self, anchor: &str) -> Option<&'a str> {
        problem::at(self.problems, anchor)
    }

    fn summary(&self) -> String {
        let line =
            |problem: &'a Problem| FieldError { anchor: problem.anchor.clone(), message: &problem.message };
        ErrorSummary { errors: self.problems.iter().map(line).collect() }.html()
    }

    /// Whether a form was overtaken, so that its page shows what was recorded beside what was typed.
    fn is_overtaken(&self) -> bool {
        matches!(self.notice, Some(Notice::Overtaken(_)))
    }

    /// What was written in a form that the page no longer has, for its writer to copy.
    fn unsent(&self) -> Vec<&'a str> {
        if self.case.offers(self.typed.act()) {
            return vec![];
        }
        let words = ["objet", "apercu", "editorial"].into_iter().flat_map(|name| self.typed.all(name));
        words.filter(|text| !text.trim().is_empty()).collect()
    }

    fn address(&self) -> String {
        self.case.link.address()
    }

    fn version(&self) -> u32 {
        self.case.mailing.version
    }
}
