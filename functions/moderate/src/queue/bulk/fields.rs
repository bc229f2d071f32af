//! The fields of the check page: what goes with the decision, and the agreement.

use model::event::MESSAGE_MAX;
use model::french;
use model::moderation::Moderator;
use web::form::{Choice, Choices, Select, Textarea};

use super::Kind;
use super::draft::{Problem, Sent};
use crate::queue::bearer::Bearer;
use crate::queue::wording::{self, events};

/// What the decision needs beside an agreement.
pub(super) fn of(kind: Kind, bearer: &Bearer, sent: &Sent, problems: &[Problem]) -> Vec<String> {
    match kind {
        Kind::Publish => vec![],
        Kind::Reject => vec![reason(bearer, sent, problems), message(sent, problems)],
        Kind::Assign => vec![colleague(bearer, sent, problems)],
    }
}

/// The agreement, never given beforehand.
pub(super) fn tick_box(kind: Kind, count: usize, problems: &[Problem]) -> String {
    let (one, many) = match kind {
        Kind::Publish => ("peut être publié", "peuvent être publiés"),
        Kind::Reject => ("est à refuser", "sont à refuser"),
        Kind::Assign => ("est à confier à cette personne", "sont à confier à cette personne"),
    };
    let label = match count {
        1 => format!("J’ai relu la liste\u{a0}: cet événement {one}."),
        _ => format!("J’ai relu la liste\u{a0}: ces {} {many}.", events(count)),
    };
    let error = error_at("confirm-oui", problems);
    Choices {
        name: "confirm",
        legend: "Votre accord",
        several: true,
        choices: vec![Choice { value: "oui", label: &label, chosen: false }],
        error: error.as_deref(),
        ..Choices::default()
    }
    .html()
}

fn reason(bearer: &Bearer, sent: &Sent, problems: &[Problem]) -> String {
    let reasons = bearer.edition.reasons.refusals.iter();
    let choices = reasons.map(|reason| Choice {
        value: &reason.code,
        label: reason.label.as_str(),
        chosen: reason.code == sent.reason,
    });
    let error = error_at("reason", problems);
    Select {
        name: "reason",
        label: "Motif du refus",
        choices: choices.collect(),
        error: error.as_deref(),
        ..Select::default()
    }
    .html()
}

fn message(sent: &Sent, problems: &[Problem]) -> String {
    let hint = format!(
        "Le même texte pour tous\u{a0}: les organisateurs le recevront avec le motif. {} caractères au plus.",
        french::number(MESSAGE_MAX)
    );
    let error = error_at("message", problems);
    Textarea {
        id: "message",
        name: "message",
        label: "Message aux organisateurs (optionnel, sauf pour une autre raison)",
        hint: &hint,
        rows: 4,
        value: &sent.message,
        error: error.as_deref(),
        ..Textarea::default()
    }
    .html()
}

fn colleague(bearer: &Bearer, sent: &Sent, problems: &[Problem]) -> String {
    let mut team: Vec<&Moderator> = bearer.team.iter().collect();
    team.sort_unstable_by_key(|member| (member.name.as_str(), member.id));
    let label = |member: &&Moderator| {
        let away = if member.is_available(bearer.today()) { "" } else { ", absence en cours" };
        (member.id.to_string(), format!("{}, {}{away}", member.name, wording::scope(member)))
    };
    let team: Vec<_> = team.iter().map(label).collect();
    let choices = team.iter().map(|(value, label)| Choice { value, label, chosen: *value == sent.to });
    let error = error_at("to", problems);
    Select {
        name: "to",
        label: "À qui les confier",
        choices: choices.collect(),
        error: error.as_deref(),
        ..Select::default()
    }
    .html()
}

fn error_at(anchor: &str, problems: &[Problem]) -> Option<String> {
    problems.iter().find(|problem| problem.anchor() == anchor).map(|problem| problem.message())
}
