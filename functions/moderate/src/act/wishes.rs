//! What the organiser is asked to change: part by part, a reason from the edition's list, a text, or both.

use model::event::Wish;
use model::part::Part;
use model::reason::Reasons;
use model::text::{Prose, TextError};

use web::Typed;
use web::problem::Problem;

/// The wishes that make sense, and what is wrong with the others.
pub(super) fn parse(typed: &Typed, reasons: &Reasons) -> (Vec<Wish>, Vec<Problem>) {
    let (mut wishes, mut problems) = (Vec::new(), Vec::new());
    for part in Part::ALL {
        match wish(part, typed, reasons) {
            Ok(wish) => wishes.extend(wish),
            Err(problem) => problems.push(problem),
        }
    }
    (wishes, problems)
}

fn wish(part: Part, typed: &Typed, reasons: &Reasons) -> Result<Option<Wish>, Problem> {
    let (code, label) = (part.code(), part.label());
    let (reason_field, text_field) = (format!("reason-{code}"), format!("text-{code}"));
    let (chosen, written) = (typed.text(&reason_field), typed.text(&text_field));
    let text = match Prose::parse(written) {
        Ok(text) => Some(text),
        Err(TextError::Empty) => None,
        Err(error) => return Err(Problem::of_text(text_field, label, "", &error)),
    };
    if !typed.has("part", code) {
        if chosen.is_empty() && text.is_none() {
            return Ok(None);
        }
        return Err(Problem::new(
            format!("part-{code}"),
            format!(
                "{label}\u{a0}: vous demandez quelque chose ici sans avoir coché cette partie. Cochez-la, ou effacez \
                 votre demande."
            ),
        ));
    }
    let reason = reasons.change(chosen).cloned();
    if text.is_none() && reason.as_ref().is_some_and(|reason| !reason.says_something()) {
        return Err(Problem::new(
            text_field,
            format!(
                "{label}\u{a0}: expliquez ce qu’il faut changer, puisque le motif choisi n’en dit rien. Exemple\u{a0}: \
                 «\u{a0}Indiquez aussi l’heure de fin.\u{a0}»"
            ),
        ));
    }
    if text.is_none() && reason.is_none() {
        return Err(Problem::new(
            reason_field,
            format!(
                "{label}\u{a0}: choisissez un motif, ou écrivez ce qu’il faut changer. Exemple\u{a0}: «\u{a0}Indiquez \
                 la commune.\u{a0}»"
            ),
        ));
    }
    Ok(Some(Wish { part, reason, text }))
}
