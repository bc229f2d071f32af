//! Acting on an event: a form becomes an act, an act becomes a step on the event as it stands, recorded at once.

mod choice;
mod step;
#[cfg(test)]
mod tests;
mod wishes;

use lambda_http::Request;
use model::content::Revision;
use model::event::{Deed, MESSAGE_MAX, NOTE_MAX, Outcome};
use model::id::ModeratorId;
use model::step::Step;
use model::text::Prose;
use store::StoreError;
use web::{Answer, body};

use crate::Deps;
use crate::case::Case;
use crate::link::Link;
use crate::notice::Notice;
use crate::page::{self, Visit};
use web::Typed;
use web::problem::Problem;

/// How often an act is tried again when something else was recorded meanwhile: a note, a colleague's decision.
const MOST_TRIES: usize = 4;

/// The value of `to` that entrusts nobody.
pub(crate) const NOBODY: &str = "personne";

/// What a moderator asks for.
#[derive(Debug, Clone, PartialEq)]
enum Act {
    /// Decide on the link's revision.
    Decide {
        /// What.
        outcome: Outcome,
        /// The revision with their corrections, if there are any.
        corrected: Option<Box<Revision>>,
        /// The event's version that the page showed.
        seen: Option<u32>,
    },
    /// Take the last decision back within the window.
    Undo {
        /// Which decision the page showed.
        version: Option<u32>,
    },
    /// Take back a request for changes after the window.
    TakeBack {
        /// Which decision the page showed.
        version: Option<u32>,
    },
    /// Take the event out of the programme.
    Withdraw {
        /// As the organiser will read it.
        message: Prose<MESSAGE_MAX>,
        /// The event's version that the page showed.
        seen: Option<u32>,
    },
    /// Entrust someone of the team with the decision, or nobody.
    Assign {
        /// Who.
        to: Option<ModeratorId>,
    },
    /// Add a note.
    Note {
        /// The note.
        text: Prose<NOTE_MAX>,
        /// The event's version that the page showed.
        seen: u32,
    },
    /// Put the event on the programme's home, or take it off.
    Feature {
        /// Whether it is to be there.
        featured: bool,
        /// The event's version that the page showed.
        seen: u32,
    },
}

/// Answers a form: whatever comes of it, the page shows how things stand.
pub(crate) async fn act(deps: &Deps, link: Link, request: &Request) -> Result<Answer, StoreError> {
    let typed: Typed = match body::form(request) {
        Ok(typed) => typed,
        Err(error) => return Ok(error.into()),
    };
    for _ in 0..MOST_TRIES {
        let now = deps.clock.now();
        let Some(case) = Box::pin(Case::read(&deps.store, link.clone(), now)).await? else {
            return Ok(Answer::bad_link());
        };
        let act = match Act::parse(&typed, &case) {
            Ok(act) => act,
            Err(problems) => return page::answer(deps, link, Visit::Refused { typed, problems }).await,
        };
        let step = match act.step(&case, deps.undo_window) {
            Ok(Some(step)) => step,
            Ok(None) => return page::answer(deps, link, Visit::Told(None)).await,
            Err(refusal) => {
                tracing::info!(event.id = %case.event.id, %refusal, "a moderator's act was refused");
                let visit = match act.lost(&case) {
                    Some(Notice::Overtaken) => Visit::Overtaken { typed },
                    notice => Visit::Told(notice),
                };
                return page::answer(deps, link, visit).await;
            }
        };
        match deps.store.record(&step).await {
            Ok(()) => {
                tell(&step);
                return page::answer(deps, link, Visit::Told(act.done(&case))).await;
            }
            Err(StoreError::TooLate) => {
                tracing::info!(event.id = %case.event.id, "a decision was undone too late");
                return page::answer(deps, link, Visit::Told(Some(Notice::Told))).await;
            }
            // Something else came first, or this came twice: look again whether it still makes sense.
            Err(error) if error.is_conflict() => {}
            Err(error) => return Err(error),
        }
    }
    page::answer(deps, link, Visit::Crowded { typed }).await
}

fn tell(step: &Step) {
    let (event, deed) = (&step.after, step.log.deed.code());
    if matches!(step.log.deed, Deed::Decided { .. }) {
        tracing::info!(event.id = %event.id, event.state = ?event.state(), "a moderator has decided");
    } else {
        tracing::info!(event.id = %event.id, event.state = ?event.state(), deed, "a moderator has acted");
    }
}

impl Act {
    fn parse(typed: &Typed, case: &Case) -> Result<Self, Vec<Problem>> {
        let version = typed.text("version").parse().ok();
        match typed.act() {
            "undo" => {
                ticked(typed, "undo", "Cochez la case pour annuler la décision, puis appuyez sur le bouton.")
                    .map(|()| Self::Undo { version })
            }
            "take-back" => {
                let request =
                    "Cochez la case pour retirer la demande de modifications, puis appuyez sur le bouton.";
                ticked(typed, "take_back", request).map(|()| Self::TakeBack { version })
            }
            "withdraw" => withdrawal(typed, version),
            "feature" => {
                let request = "Cochez la case pour mettre l’événement à la une, puis appuyez sur le bouton.";
                feature(typed, true, version, request)
            }
            "unfeature" => {
                let request =
                    "Cochez la case pour retirer l’événement de la une, puis appuyez sur le bouton.";
                feature(typed, false, version, request)
            }
            "assign" => colleague(typed, case).map(|to| Self::Assign { to }),
            "note" => note(typed).map(|text| Self::Note { text, seen: version.unwrap_or(0) }),
            _ => choice::parse(typed, &case.revision, &case.edition.reasons).map(|(outcome, corrected)| {
                Self::Decide { outcome, corrected: corrected.map(Box::new), seen: version }
            }),
        }
    }

    /// What the page says of an act that is recorded; a decision speaks for itself.
    fn done(&self, case: &Case) -> Option<Notice> {
        match self {
            Self::Decide { .. } | Self::Withdraw { .. } => None,
            Self::Undo { .. } => Some(Notice::Undone),
            Self::TakeBack { .. } => Some(Notice::TakenBack),
            Self::Assign { to } if *to == Some(case.moderator.id) => Some(Notice::Taken),
            Self::Assign { to } => Some(match to.and_then(|to| case.team.iter().find(|it| it.id == to)) {
                Some(colleague) => Notice::Entrusted(colleague.name.clone()),
                None => Notice::Released,
            }),
            Self::Note { .. } => Some(Notice::Noted),
            Self::Feature { featured: true, .. } => Some(Notice::Featured),
            Self::Feature { featured: false, .. } => Some(Notice::Unfeatured),
        }
    }

    /// What the page says of an act that makes no sense any more: that it is done, if the same form was sent twice.
    fn lost(&self, case: &Case) -> Option<Notice> {
        let me = case.moderator.id;
        let last = case.history.last().filter(|line| line.is_by(me)).map(|line| &line.deed);
        let stands = |asked: &Outcome| {
            case.event.decision().is_some_and(|it| it.moderator == me && it.outcome == *asked)
        };
        let shown = case.event.shown().and_then(|shown| case.content(shown));
        match (self, last) {
            (Self::Feature { .. }, _) if shown.is_some_and(|shown| !case.is_theirs(shown)) => {
                Some(Notice::NotTheirs)
            }
            (Self::Decide { outcome, .. }, _) if stands(outcome) => None,
            (Self::Withdraw { message, .. }, _)
                if stands(&Outcome::Withdraw { message: message.clone() }) =>
            {
                None
            }
            (Self::Undo { .. }, Some(Deed::Undone)) | (Self::TakeBack { .. }, Some(Deed::TakenBack)) => {
                self.done(case)
            }
            (Self::Undo { version }, _) => Some(match case.event.decision() {
                Some(decision) if !step::is_another(case, *version) => {
                    if decision.outcome.is_told() {
                        Notice::Told
                    } else {
                        Notice::Expired
                    }
                }
                _ => Notice::TooLate,
            }),
            _ => Some(Notice::Overtaken),
        }
    }
}

fn ticked(typed: &Typed, name: &str, request: &str) -> Result<(), Vec<Problem>> {
    if typed.has(name, "oui") { Ok(()) } else { Err(vec![Problem::new(name, request)]) }
}

fn feature(typed: &Typed, featured: bool, version: Option<u32>, request: &str) -> Result<Act, Vec<Problem>> {
    // A form that does not say what its page showed is about nothing.
    ticked(typed, "une", request).map(|()| Act::Feature { featured, seen: version.unwrap_or(0) })
}

fn withdrawal(typed: &Typed, seen: Option<u32>) -> Result<Act, Vec<Problem>> {
    let request = "Expliquez pourquoi l’événement est retiré\u{a0}: l’organisateur recevra ce texte. Exemple\u{a0}: \
                   «\u{a0}Vous nous avez appris que l’événement n’aura pas lieu.\u{a0}»";
    let message = Prose::parse(typed.text("withdraw_message"))
        .map_err(|error| Problem::of_text("withdraw_message", "Raison du retrait", request, &error));
    let sure =
        ticked(typed, "withdraw", "Cochez la case pour retirer l’événement, puis appuyez sur le bouton.");
    match (message, sure) {
        (Ok(message), Ok(())) => Ok(Act::Withdraw { message, seen }),
        (message, sure) => Err(message.err().into_iter().chain(sure.err().into_iter().flatten()).collect()),
    }
}

fn colleague(typed: &Typed, case: &Case) -> Result<Option<ModeratorId>, Vec<Problem>> {
    let to = typed.text("to");
    if to == NOBODY {
        return Ok(None);
    }
    let is_member = |id: &ModeratorId| case.team.iter().any(|member| member.id == *id);
    let member = ModeratorId::parse(to).ok().filter(is_member);
    let request =
        "Choisissez la personne à qui confier la décision, ou «\u{a0}Personne en particulier\u{a0}».";
    member.map(Some).ok_or_else(|| vec![Problem::new("to", request)])
}

fn note(typed: &Typed) -> Result<Prose<NOTE_MAX>, Vec<Problem>> {
    let request = "Écrivez la note avant de l’ajouter. Exemple\u{a0}: «\u{a0}J’ai appelé l’organisatrice\u{a0}: la date \
                   est confirmée.\u{a0}»";
    Prose::parse(typed.text("note")).map_err(|error| vec![Problem::of_text("note", "Note", request, &error)])
}
