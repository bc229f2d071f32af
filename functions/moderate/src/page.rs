//! The decision page.

use askama::Template;
use lambda_http::http::StatusCode;
use model::event::{Decision, Outcome, REASON_MAX};
use model::french;
use web::form::{Choice, Choices, ErrorSummary, FieldError, Textarea};
use web::{Answer, Page};

use crate::decide::{Chosen, Found};

/// What is wrong with what was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Problem {
    /// No button was chosen.
    NoChoice,
    /// A refusal without a reason.
    NoReason,
    /// A reason of too many characters.
    LongReason { length: usize, max: usize },
}

impl Problem {
    fn anchor(self) -> &'static str {
        match self {
            Self::NoChoice => "decision",
            Self::NoReason | Self::LongReason { .. } => "reason",
        }
    }

    fn message(self) -> String {
        match self {
            Self::NoChoice => "Choisissez «\u{a0}Publier\u{a0}» ou «\u{a0}Refuser\u{a0}».".into(),
            Self::NoReason => "Expliquez votre refus\u{a0}: l’organisateur recevra ce texte. Exemple\u{a0}: «\u{a0}L’événement \
                               est réservé à votre service, or le programme s’adresse à tous.\u{a0}»"
                .into(),
            Self::LongReason { length, max } => {
                let (length, max) = (french::number(length), french::number(max));
                format!("Ce texte compte {length} caractères\u{a0}: raccourcissez-le à {max} au plus.")
            }
        }
    }
}

#[derive(Template)]
#[template(path = "decision.html")]
struct DecisionPage<'a> {
    found: &'a Found,
    article: String,
    summary: String,
    choice: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "decided.html")]
struct DecidedPage<'a> {
    found: &'a Found,
    article: String,
    decision: Option<&'a Decision>,
}

/// The page: the form while the decision is open, else what was decided, by whom and when.
pub(crate) fn of(found: &Found, chosen: &Chosen, problem: Option<Problem>, status: StatusCode) -> Answer {
    let article = programme::event_article(&found.revision.content, programme::TitleLevel::H2);
    // Both pages format strings only: they have nothing to fail on.
    let (title, main) = if found.is_open() {
        let page = DecisionPage {
            found,
            article,
            summary: summary(problem),
            choice: choice(chosen, problem),
            reason: reason(chosen, problem),
        };
        ("Décider d’une proposition", page.render().unwrap_or_default())
    } else {
        let page = DecidedPage { found, article, decision: found.event.decision.as_ref() };
        ("Proposition examinée", page.render().unwrap_or_default())
    };
    let title = if problem.is_some() { format!("Erreur – {title}") } else { title.to_owned() };
    Answer::with_status(status, &Page::private(&title, Some(&found.edition), &main))
}

fn summary(problem: Option<Problem>) -> String {
    let message = problem.map(Problem::message).unwrap_or_default();
    let line = |problem: Problem| FieldError { anchor: problem.anchor().into(), message: &message };
    ErrorSummary { errors: problem.into_iter().map(line).collect() }.html()
}

fn choice(chosen: &Chosen, problem: Option<Problem>) -> String {
    let message = problem.filter(|problem| *problem == Problem::NoChoice).map(Problem::message);
    let choice = |value, label| Choice { value, label, chosen: chosen.decision == value };
    Choices {
        name: "decision",
        legend: "Votre décision",
        hint: "",
        several: false,
        choices: vec![choice("publish", "Publier"), choice("reject", "Refuser")],
        error: message.as_deref(),
    }
    .html()
}

fn reason(chosen: &Chosen, problem: Option<Problem>) -> String {
    let message = problem.filter(|problem| *problem != Problem::NoChoice).map(Problem::message);
    let hint = format!("L’organisateur recevra ce texte. {} caractères au plus.", french::number(REASON_MAX));
    Textarea {
        id: "reason",
        name: "reason",
        label: "Motif, si vous refusez",
        hint: &hint,
        rows: 4,
        value: &chosen.reason,
        error: message.as_deref(),
    }
    .html()
}

impl DecidedPage<'_> {
    fn moment(decision: &Decision) -> String {
        french::moment(decision.at)
    }

    fn verb(decision: &Decision) -> &'static str {
        match decision.outcome {
            Outcome::Publish => "Publié",
            Outcome::Reject { .. } => "Refusé",
        }
    }

    fn reason(decision: &Decision) -> Vec<&str> {
        match &decision.outcome {
            Outcome::Publish => vec![],
            Outcome::Reject { reason } => reason.as_str().lines().filter(|line| !line.is_empty()).collect(),
        }
    }
}
