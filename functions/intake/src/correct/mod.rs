//! Correcting an event: the organiser's link shows the form as it stands, sending it makes a new revision.
//!
//! Opening the page writes nothing. A robot that sends the form as it was served sends what the event says already, and
//! what is the same makes no revision: that, and not the button, is what protects the event. Where what a page was made
//! from no longer holds, sending on top of it takes a box that nobody but a person ticks.

mod found;
mod overtaken;
mod page;
mod received;
mod standing;
#[cfg(test)]
mod tests;
mod verdict;

use lambda_http::Request;
use lambda_http::http::StatusCode;
use links::{Capability, Purpose};
use model::content::{Revision, RevisionNumber};
use model::event::Refusal;
use model::id::EventId;
use model::proposal::Proposal;
use model::step::Step;
use store::StoreError;
use web::{Answer, body};

use crate::{Deps, Outage};
use found::Found;
use overtaken::Overtaken;
use page::{CorrectionPage, Notice};
use standing::{Closed, Standing};
use verdict::{Base, Verdict};

/// How often a form is taken up again when the event has taken a step meanwhile.
const TRIES: u32 = 3;

/// What the form carries beside the proposal.
#[derive(Debug, serde::Deserialize, Default)]
#[serde(default)]
struct Envelope {
    /// The revision that the form was made from.
    from: String,
    /// The revision that the sender has been shown and wants to replace.
    remplacer: String,
    /// Which button was pressed.
    action: String,
}

/// A sent form.
#[derive(Debug)]
struct Sent {
    typed: Proposal,
    from: Option<RevisionNumber>,
    replaces: Option<RevisionNumber>,
    one_more_slot: bool,
}

/// The form, as the event stands. The link may be older than the last revision: an earlier mail, opened again.
pub(crate) async fn show(deps: &Deps, token: &str) -> Result<Answer, StoreError> {
    let Some(event) = event_of(deps, token) else { return Ok(Answer::bad_link()) };
    Ok(match Found::read(deps, event).await? {
        Some(found) => form_or_standing(&found, None),
        None => Answer::bad_link(),
    })
}

/// The form, sent.
pub(crate) async fn act(deps: &Deps, token: &str, request: &Request) -> Answer {
    let sent = match (body::form::<Proposal>(request), body::form::<Envelope>(request)) {
        (Ok(typed), Ok(envelope)) => Sent::new(typed, &envelope),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    let Some(event) = event_of(deps, token) else { return Answer::bad_link() };
    for _ in 0..TRIES {
        match take(deps, event, &sent).await {
            Ok(Some(answer)) => return answer,
            Ok(None) => tracing::info!(event.id = %event, "the event has moved on: reading it again"),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "the event could not be read");
                break;
            }
        }
    }
    CorrectionPage::new(&sent.typed, sent.from).unavailable(Outage::NothingRecorded)
}

fn event_of(deps: &Deps, token: &str) -> Option<EventId> {
    let capability = Capability::accept(token, Purpose::Edit, &deps.keys, deps.clock.now())?;
    capability.event().map(|(event, _)| event)
}

/// Answers a sent form by the event as it stands; nothing when it has moved on before the new revision was recorded.
async fn take(deps: &Deps, event: EventId, sent: &Sent) -> Result<Option<Answer>, StoreError> {
    let Some(found) = Found::read(deps, event).await? else { return Ok(Some(Answer::bad_link())) };
    // The address has been confirmed, the form does not ask for it, and no other is taken from it.
    let typed = Proposal { organiser_email: found.current.organiser.email.to_string(), ..sent.typed.clone() };
    let checked = typed.check(&found.edition);
    let standing = found.standing();
    match standing {
        Standing::Closed(Closed::BeingDecided) if checked.as_ref() != Ok(&found.current) => {
            let page = CorrectionPage::new(&typed, sent.from).of(&found, standing).while_being_decided();
            let more = sent.one_more_slot;
            return Ok(Some(if more {
                page.with_one_more_slot()
            } else {
                page.answer(StatusCode::CONFLICT)
            }));
        }
        Standing::Closed(closed) => return Ok(Some(standing::page(&found, closed, checked.as_ref().ok()))),
        Standing::Asked(_) | Standing::InReview | Standing::Published(_) => {}
    }
    let base = found.base(deps, sent.from).await?;
    let overtaken = Overtaken::new(&found, base.as_ref(), sent.replaces);
    let page = CorrectionPage::new(&typed, sent.from).of(&found, standing).overtaken_by(overtaken.as_ref());
    if sent.one_more_slot {
        return Ok(Some(page.with_one_more_slot()));
    }
    let revision = match checked {
        Ok(revision) => revision,
        Err(problems) => return Ok(Some(page.with_problems(&problems))),
    };
    match verdict::of(&revision, &found, base.as_ref(), sent.replaces) {
        Verdict::Unchanged => Ok(Some(form_or_standing(&found, Some(Notice::Unchanged)))),
        Verdict::Received if matches!(standing, Standing::Asked(_)) => {
            Ok(Some(form_or_standing(&found, Some(Notice::Unchanged))))
        }
        Verdict::Received => Ok(Some(received::page(&found.event, &revision, &found.edition))),
        Verdict::Overtaken => Ok(Some(page.answer(StatusCode::CONFLICT))),
        Verdict::Record => record(deps, &found, revision, page).await,
    }
}

/// Records the new revision with all that follows from it, in one transaction.
async fn record(
    deps: &Deps,
    found: &Found,
    revision: Revision,
    page: CorrectionPage<'_>,
) -> Result<Option<Answer>, StoreError> {
    let event = found.event.clone();
    let from = event.revision();
    let step = match Step::edit(event, from, revision.clone(), deps.clock.now()) {
        Ok(step) => step,
        Err(Refusal::StillUndoable) => {
            return Ok(Some(page.while_being_decided().answer(StatusCode::CONFLICT)));
        }
        Err(refusal) => {
            tracing::error!(event.id = %found.event.id, %refusal, "a correction was refused");
            return Ok(Some(standing::page(found, Closed::Unsaid, Some(&revision))));
        }
    };
    match deps.store.record(&step).await {
        Ok(()) => {
            let number = step.after.revision();
            tracing::info!(event.id = %step.after.id, event.revision = %number, "an organiser has sent a correction");
            Ok(Some(received::page(&step.after, &revision, &found.edition)))
        }
        Err(error) if error.is_conflict() => Ok(None),
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the table did not say that it has a correction"
            );
            let lost = matches!(error, StoreError::Unavailable { .. });
            Ok(Some(page.unavailable(if lost { Outage::PerhapsRecorded } else { Outage::NothingRecorded })))
        }
    }
}

/// The form with what the event says now, or why there is none.
fn form_or_standing(found: &Found, notice: Option<Notice>) -> Answer {
    match found.standing() {
        Standing::Closed(closed) => standing::page(found, closed, None),
        standing => {
            let typed = Proposal::of(&found.current);
            let page = CorrectionPage::new(&typed, Some(found.event.revision())).of(found, standing);
            page.with_notice(notice).answer(StatusCode::OK)
        }
    }
}

impl Sent {
    fn new(typed: Proposal, envelope: &Envelope) -> Self {
        let number = |text: &str| text.parse::<u16>().ok().map(RevisionNumber::from);
        Self {
            typed,
            from: number(&envelope.from),
            replaces: number(&envelope.remplacer),
            one_more_slot: envelope.action == "ajouter-creneau",
        }
    }
}
