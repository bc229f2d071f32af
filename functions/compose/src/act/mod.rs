//! Acting on an issue: a form becomes an act, an act becomes a change of the issue as it stands, recorded at once.

mod change;
mod choice;
mod contents;
mod find;
mod start;
#[cfg(test)]
mod tests;

use lambda_http::Request;
use model::email::{EmailAddress, EmailError};
use model::id::{EventId, MailingId};
use model::letter::{MailingLetter, MailingOccasion};
use model::mailing::Mailing;
use store::{MailingNudge, StoreError};
use web::{Answer, Typed, body};

use crate::Deps;
use crate::case::Case;
use crate::link::Link;
use crate::notice::Notice;
use crate::page::{self, Visit};
use crate::readiness::Readiness;
use web::problem::Problem;

use change::Lost;
use choice::{Choice, Wish};
pub(crate) use contents::{Contents, PLACES, order, place_field};

/// How often an act is tried again when something else was recorded meanwhile.
const MOST_TRIES: usize = 4;

/// How long one waits between two tests, in seconds.
const TEST_WINDOW: i64 = 60;

/// What an editor asks for.
#[derive(Debug, Clone, PartialEq)]
enum Act {
    /// The issue says this.
    Edit {
        contents: Box<Contents>,
        /// The version that the page showed.
        seen: Option<u32>,
    },
    /// Send it to me only.
    Test,
    /// What becomes of it before it leaves.
    Decide {
        choice: Choice,
        /// The version that the page showed.
        seen: Option<u32>,
    },
    /// What becomes of its sending.
    Follow {
        wish: Wish,
        /// When someone had last acted on it, as the page showed it.
        seen: Option<i64>,
    },
    /// Another issue, from nothing.
    Start { id: MailingId },
    /// What became of this person's copy.
    Find { address: EmailAddress },
}

/// Answers a form: whatever comes of it, the page shows how things stand.
pub(crate) async fn act(deps: &Deps, link: Link, request: &Request) -> Result<Answer, StoreError> {
    let typed: Typed = match body::form(request) {
        Ok(typed) => typed,
        Err(error) => return Ok(error.into()),
    };
    for _ in 0..MOST_TRIES {
        let Some(case) = Case::read(&deps.store, link.clone(), deps.clock.now()).await? else {
            return Ok(Answer::bad_link());
        };
        let act = match Act::parse(&typed, &case) {
            Some(Ok(act)) => act,
            Some(Err(problems)) => {
                let visit = if case.offers(typed.act()) {
                    Visit::Refused { typed, problems }
                } else {
                    Visit::Overtaken { typed }
                };
                return page::answer(deps, link, visit).await;
            }
            None => return Ok(Answer::unreadable_form()),
        };
        let outcome = match &act {
            Act::Find { address } => Outcome::Visit(find::look_up(deps, &case, address, &typed).await?),
            Act::Start { id } => return start::start(deps, &case, *id).await,
            Act::Test => Outcome::Visit(test(deps, &case).await?),
            Act::Edit { .. } | Act::Decide { .. } | Act::Follow { .. } => {
                change(deps, &case, &act, &typed).await?
            }
        };
        match outcome {
            Outcome::Visit(visit) => return page::answer(deps, link, visit).await,
            Outcome::Again => {}
        }
    }
    page::answer(deps, link, Visit::Crowded { typed }).await
}

/// What comes of an act.
enum Outcome {
    /// The page says it.
    Visit(Visit),
    /// Something else came first, or this came twice: look again whether it still makes sense.
    Again,
}

async fn change(deps: &Deps, case: &Case, act: &Act, typed: &Typed) -> Result<Outcome, StoreError> {
    let typed = || typed.clone();
    let after = match act.change(case) {
        Ok(Some(after)) => after,
        Ok(None) => {
            let notice = if matches!(act, Act::Edit { .. }) { Notice::Unchanged } else { act.done() };
            return Ok(Outcome::Visit(Visit::Told(Some(notice))));
        }
        Err(Lost::Overtaken) => {
            tracing::info!(mailing.id = %case.mailing.id, "an editor's act came too late");
            return Ok(Outcome::Visit(Visit::Overtaken { typed: typed() }));
        }
        Err(Lost::Wrong(problem)) => {
            return Ok(Outcome::Visit(Visit::Refused { typed: typed(), problems: vec![problem] }));
        }
    };
    let hindrance = match act {
        Act::Decide { choice: Choice::Launch | Choice::Schedule { .. }, .. } => {
            Readiness::read(deps, case).await?.hindrance()
        }
        Act::Edit { contents, .. } => unknown_event(deps, case, contents).await?,
        _ => None,
    };
    if let Some(problem) = hindrance {
        return Ok(Outcome::Visit(Visit::Refused { typed: typed(), problems: vec![problem] }));
    }
    match deps.store.record_mailing(&after, act.letters(case, &after), act.nudge(), case.now).await {
        Ok(()) => {
            tracing::info!(mailing.id = %after.id, mailing.state = after.state.code(), "an editor has acted");
            Ok(Outcome::Visit(Visit::Told(Some(act.done()))))
        }
        Err(error) if error.is_conflict() => Ok(Outcome::Again),
        Err(error) => Err(error),
    }
}

/// Sends the issue to the editor who asks, once a minute at most.
async fn test(deps: &Deps, case: &Case) -> Result<Visit, StoreError> {
    if !case.offers("essai") {
        return Ok(Visit::Overtaken { typed: Typed::from([("act", "essai")]) });
    }
    let asked = case.now.as_second().div_euclid(TEST_WINDOW) * TEST_WINDOW;
    let letter = MailingLetter::of(&case.mailing, case.editor.id, MailingOccasion::Test { asked });
    match deps.store.write_to_editors(vec![letter], case.now).await {
        Ok(()) => Ok(Visit::Told(Some(Notice::TestSent))),
        Err(error) if error.is_conflict() => Ok(Visit::Told(Some(Notice::TestAsked))),
        Err(error) => Err(error),
    }
}

/// What is wrong with an event at the head that neither stood there nor is in the programme.
async fn unknown_event(deps: &Deps, case: &Case, contents: &Contents) -> Result<Option<Problem>, StoreError> {
    for (at, event) in contents.featured.iter().enumerate() {
        let stood: &[EventId] = &case.mailing.featured;
        if !stood.contains(event) && deps.store.publication(case.mailing.edition, *event).await?.is_none() {
            return Ok(Some(Problem::new(
                format!("une-{}", at + 1),
                "Cet événement n’est pas, ou n’est plus, au programme\u{a0}: choisissez-en un autre.",
            )));
        }
    }
    Ok(None)
}

impl Act {
    /// What a form asks for, or what is wrong with it; nothing if the page has no such form.
    fn parse(typed: &Typed, case: &Case) -> Option<Result<Self, Vec<Problem>>> {
        let seen = typed.text("version").parse().ok();
        Some(match typed.act() {
            "contenu" => {
                contents::parse(typed).map(|contents| Self::Edit { contents: Box::new(contents), seen })
            }
            "essai" => {
                ticked(typed, "essai", "Cochez la case pour recevoir un essai, puis appuyez sur le bouton.")
                    .map(|()| Self::Test)
            }
            "decision" => choice::parse(typed).map(|choice| Self::Decide { choice, seen }),
            "suite" => choice::parse_wish(typed)
                .map(|wish| Self::Follow { wish, seen: typed.text("vu").parse().ok() }),
            "vierge" => start::parse(typed, case).map(|id| Self::Start { id }),
            "qui" => address(typed).map(|address| Self::Find { address }),
            _ => return None,
        })
    }

    /// What the page says once it is done.
    fn done(&self) -> Notice {
        match self {
            Self::Edit { .. } => Notice::Saved,
            Self::Decide { choice, .. } => choice.done(),
            Self::Follow { wish, .. } => wish.done(),
            Self::Test | Self::Start { .. } | Self::Find { .. } => Notice::Unchanged,
        }
    }

    fn nudge(&self) -> MailingNudge {
        match self {
            Self::Decide { choice: Choice::Launch, .. } => MailingNudge::Launch,
            Self::Follow { wish: Wish::Resume, .. } => MailingNudge::Send,
            _ => MailingNudge::None,
        }
    }

    /// Whoever cancels ends the sending: its editors get the figures.
    fn letters(&self, case: &Case, after: &Mailing) -> Vec<MailingLetter> {
        let Self::Follow { wish: Wish::Cancel, .. } = self else { return vec![] };
        MailingLetter::to_editors(after, &case.team, MailingOccasion::Report, case.now)
    }
}

fn ticked(typed: &Typed, name: &str, request: &str) -> Result<(), Vec<Problem>> {
    if typed.has(name, "oui") { Ok(()) } else { Err(vec![Problem::new(name, request)]) }
}

fn address(typed: &Typed) -> Result<EmailAddress, Vec<Problem>> {
    EmailAddress::parse(typed.text("adresse")).map_err(|error| {
        let message = match error {
            EmailError::Empty => "Saisissez l’adresse à chercher. Exemple\u{a0}: prenom.nom@exemple.gouv.fr",
            EmailError::Accents => "La partie avant @ ne peut pas avoir d’accent\u{a0}: vérifiez l’adresse.",
            EmailError::Malformed => {
                "Ce n’est pas une adresse électronique\u{a0}: vérifiez-la. Exemple\u{a0}: prenom.nom@exemple.gouv.fr"
            }
        };
        vec![Problem::new("adresse", message)]
    })
}
