//! Taking an event out of the programme, or refusing one that waits.

use anyhow::{Context, Result, bail};
use jiff::{SignedDuration, Timestamp};
use model::event::{MESSAGE_MAX, Operator, Outcome, Refusal, State};
use model::id::EventId;
use model::reason::OTHER;
use model::step::{Ruling, Step};
use model::text::Prose;
use runtime::Clock;
use store::{Store, insist};

use super::case::{self, Answer, Case, is_conflict};

/// How long the team can undo it, and the organiser's mail waits: as long as a moderator's decision usually does.
const WINDOW: SignedDuration = SignedDuration::from_secs(300);

/// What is wished.
#[derive(Debug)]
pub(super) struct Wish {
    event: EventId,
    message: Prose<MESSAGE_MAX>,
}

/// What comes of it.
enum Found {
    /// It is out already.
    Out,
    /// The step, and what it does in words.
    Step(Box<Step>, &'static str),
}

impl Wish {
    /// Reads what is typed.
    pub(super) fn read(event: &str, reason: &str) -> Result<Self> {
        let message = Prose::parse(reason).context("--reason cannot be sent to the organiser")?;
        Ok(Self { event: case::id(event)?, message })
    }
}

/// What would happen, in words.
pub(super) async fn foresee(store: &Store, wish: &Wish, now: Timestamp) -> Result<String> {
    let case = Case::read(store, wish.event).await?;
    Ok(match step(store, wish, &case, now).await? {
        Found::Out => bail!("{}", already(&case)),
        Found::Step(step, what) => format!(
            "« {} » would be {what}, and {} mails would tell its team why in five minutes",
            case.title(),
            step.letters.len()
        ),
    })
}

/// Does it, unless it is done.
pub(super) async fn grant(store: &Store, wish: &Wish, clock: &Clock) -> Result<Answer> {
    let attempt = async || {
        let now = clock.now();
        let case = Case::read(store, wish.event).await?;
        match step(store, wish, &case, now).await? {
            Found::Out => Ok(Answer::new(&case.event, false, already(&case))),
            Found::Step(step, what) => {
                store.record(&step).await?;
                let said = format!(
                    "« {} » is {what}. Its organiser is told in five minutes; until then the team can undo it from its page.",
                    case.title()
                );
                Ok(Answer::new(&step.after, true, said))
            }
        }
    };
    insist(attempt, is_conflict).await
}

fn already(case: &Case) -> String {
    format!("« {} » is {}: the programme does not show it.", case.title(), case.event.state().code())
}

async fn step(store: &Store, wish: &Wish, case: &Case, now: Timestamp) -> Result<Found> {
    let (event, operator) = (&case.event, Operator::default());
    let (outcome, revision, content, what) = match (event.shown(), event.state()) {
        (Some(shown), _) => {
            let outcome = Outcome::Withdraw { message: wish.message.clone() };
            let content = case::revision(store, event, shown).await?.content;
            (outcome, shown, content, "taken out of the programme")
        }
        (None, State::InReview) => {
            let edition = store.edition(event.edition).await?.context("its edition is not there")?;
            let reason = edition.reasons.refusal(OTHER).or(edition.reasons.refusals.first()).cloned();
            let reason = reason.context("its edition has no reason to refuse")?;
            let outcome = Outcome::Reject { reason, message: Some(wish.message.clone()) };
            (outcome, event.revision(), case.revision.content.clone(), "refused")
        }
        (None, State::Unconfirmed) => bail!(
            "« {} » is not in the programme: its address was never confirmed, so it is erased by itself after thirty days",
            case.title()
        ),
        (None, State::ChangesRequested) => bail!(
            "« {} » is not in the programme: it waits for its organiser’s corrections. A moderator can take the request back \
             and refuse it, from its page",
            case.title()
        ),
        (None, State::Published | State::Rejected | State::Spam | State::Withdrawn) => return Ok(Found::Out),
    };
    let ruling = Ruling { moderator: &operator, outcome, corrected: None, window: WINDOW, order: None };
    match Step::decide(event.clone(), revision, ruling, &content, now) {
        Ok(step) => Ok(Found::Step(Box::new(step), what)),
        Err(Refusal::StillUndoable) => bail!(
            "« {} » was decided on less than some minutes ago, and that can still be undone: try again then",
            case.title()
        ),
        Err(refusal) => bail!("« {} » cannot be withdrawn: {refusal}", case.title()),
    }
}
