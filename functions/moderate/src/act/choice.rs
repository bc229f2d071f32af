//! The decision that a form asks for: one of four outcomes, with what belongs to it and nothing of the others.

use model::content::{Content, Revision};
use model::event::{ChangeRequest, Outcome};
use model::reason::Reasons;
use model::text::{Line, Prose, TextError};

use super::wishes;
use web::Typed;
use web::problem::Problem;

/// What was decided, and the revision with the moderator's corrections if there are any.
pub(super) type Choice = (Outcome, Option<Revision>);

pub(super) fn parse(typed: &Typed, revision: &Revision, reasons: &Reasons) -> Result<Choice, Vec<Problem>> {
    match typed.text("decision") {
        "publish" => corrections(typed, revision).map(|corrected| (Outcome::Publish, corrected)),
        "changes" => changes(typed, reasons).map(|outcome| (outcome, None)),
        "reject" => rejection(typed, reasons).map(|outcome| (outcome, None)),
        "spam" => Ok((Outcome::Spam, None)),
        _ => Err(vec![Problem::new(
            "decision",
            "Choisissez l’une des quatre décisions. Exemple\u{a0}: «\u{a0}Publier\u{a0}», si l’événement vous convient \
             tel qu’il est.",
        )]),
    }
}

/// The revision as the moderator has corrected it; none when every text is what it was.
fn corrections(typed: &Typed, revision: &Revision) -> Result<Option<Revision>, Vec<Problem>> {
    let mut problems = Vec::new();
    let present = &revision.content;
    let content = Content {
        title: corrected("title", "Titre", typed, &present.title, Line::parse, &mut problems),
        summary: corrected("summary", "Résumé", typed, &present.summary, Line::parse, &mut problems),
        description: corrected(
            "description",
            "Description",
            typed,
            &present.description,
            Prose::parse,
            &mut problems,
        ),
        ..present.clone()
    };
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok((content != *present).then(|| Revision { content, organiser: revision.organiser.clone() }))
}

fn corrected<T: Clone>(
    name: &str,
    label: &str,
    typed: &Typed,
    present: &T,
    parse: impl FnOnce(&str) -> Result<T, TextError>,
    problems: &mut Vec<Problem>,
) -> T {
    match typed.one(name).map(parse) {
        None => present.clone(), // not in the form: not corrected
        Some(Ok(text)) => text,
        Some(Err(error)) => {
            let request = format!(
                "{label}\u{a0}: ce texte ne peut pas être vide. Remettez celui de l’organisateur, ou écrivez-en un."
            );
            problems.push(Problem::of_text(name, label, &request, &error));
            present.clone()
        }
    }
}

fn changes(typed: &Typed, reasons: &Reasons) -> Result<Outcome, Vec<Problem>> {
    let (wishes, mut problems) = wishes::parse(typed, reasons);
    if wishes.is_empty() && problems.is_empty() {
        problems.push(Problem::new(
            "part",
            "Cochez au moins une partie à modifier. Exemple\u{a0}: «\u{a0}Date et heure\u{a0}», si l’événement a lieu \
             hors du mois.",
        ));
    }
    let message = message(typed, "changes_message", "Mot à l’organisateur", &mut problems);
    if problems.is_empty() {
        Ok(Outcome::RequestChanges { request: ChangeRequest { wishes, message } })
    } else {
        Err(problems)
    }
}

fn rejection(typed: &Typed, reasons: &Reasons) -> Result<Outcome, Vec<Problem>> {
    let mut problems = Vec::new();
    let reason = reasons.refusal(typed.text("reject_reason"));
    if reason.is_none() {
        let example = reasons.refusals.first().map(|first| first.label.as_str()).unwrap_or_default();
        problems.push(Problem::new(
            "reject_reason",
            format!(
                "Choisissez le motif du refus\u{a0}: l’organisateur le lira. Exemple\u{a0}: «\u{a0}{example}\u{a0}»"
            ),
        ));
    }
    let message = message(typed, "reject_message", "Explication du refus", &mut problems);
    let says_nothing = reason.is_some_and(|reason| !reason.says_something()) && message.is_none();
    if says_nothing && problems.is_empty() {
        problems.push(Problem::new(
            "reject_message",
            "Expliquez votre refus, puisque le motif choisi n’en dit rien\u{a0}: l’organisateur recevra ce texte. \
             Exemple\u{a0}: «\u{a0}L’événement est réservé à votre service, or le programme s’adresse à tous.\u{a0}»",
        ));
    }
    match reason {
        Some(reason) if problems.is_empty() => Ok(Outcome::Reject { reason: reason.clone(), message }),
        _ => Err(problems),
    }
}

/// A text that may be left empty.
fn message<const MAX: usize>(
    typed: &Typed,
    name: &str,
    label: &str,
    problems: &mut Vec<Problem>,
) -> Option<Prose<MAX>> {
    match Prose::parse(typed.text(name)) {
        Ok(message) => Some(message),
        Err(TextError::Empty) => None,
        Err(error) => {
            problems.push(Problem::of_text(name, label, "", &error));
            None
        }
    }
}
