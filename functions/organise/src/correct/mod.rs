//! Correcting an event: the link of one of its team shows the form as it stands, sending it makes a new revision.
//!
//! Opening the page writes nothing. A robot that sends the form as it was served sends what the event says already, and
//! what is the same makes no revision: that, and not the button, is what protects the event. Where what a page was made
//! from no longer holds, sending on top of it takes a box that nobody but a person ticks.

mod basis;
mod closed;
mod overtaken;
mod page;
mod received;
mod rows;
#[cfg(test)]
mod tests;
mod verdict;

use form::Action;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::content::{Revision, RevisionNumber};
use model::event::Refusal;
use model::proposal::{Proposal, Stage};
use model::step::Step;
use store::StoreError;
use web::{Answer, body};

use crate::found::Found;
use crate::standing::{Closed, Standing};
use crate::way::Way;
use crate::{Deps, Outage};
use basis::Basis;
use overtaken::Overtaken;
use page::{CorrectionPage, Notice};
use rows::Rows;
use verdict::Verdict;

/// How often a form is taken up again when the event has taken a step meanwhile.
const TRIES: u32 = 3;

/// What the form carries beside the proposal.
#[derive(Debug, serde::Deserialize, Default)]
#[serde(default)]
struct Envelope {
    /// What the form was made from.
    from: String,
    /// The revision that the sender has been shown and wants to replace.
    remplacer: String,
    /// Whether a button has changed rows of it.
    lignes: String,
    /// Whether the sender wants them so.
    relu: String,
    /// Which button was pressed.
    action: String,
}

/// A sent form.
#[derive(Debug)]
struct Sent {
    typed: Proposal,
    from: Option<Basis>,
    replaces: Option<RevisionNumber>,
    rows: Option<Rows>,
    action: Action,
}

/// The form, as the event stands. The link may be older than the last revision: an earlier mail, opened again.
pub(crate) async fn show(deps: &Deps, way: &Way<'_>) -> Result<Answer, StoreError> {
    Ok(match Found::read(deps, way).await? {
        Some(found) => form_or_standing(deps, &found, way, None),
        None => Answer::bad_link(),
    })
}

/// The form, sent.
pub(crate) async fn act(deps: &Deps, way: &Way<'_>, request: &Request) -> Answer {
    let sent = match (body::form::<Proposal>(request), body::form::<Envelope>(request)) {
        (Ok(typed), Ok(envelope)) => Sent::new(typed, &envelope),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    for _ in 0..TRIES {
        match Box::pin(take(deps, way, &sent)).await {
            Ok(Some(answer)) => return answer,
            Ok(None) => tracing::info!(event.id = %way.event, "the event has moved on: reading it again"),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "the event could not be read");
                break;
            }
        }
    }
    let page = CorrectionPage::new(&sent.typed, sent.from, way.pages(deps)).with_rows(sent.rows);
    page.unavailable(Outage::NothingRecorded)
}

/// Answers a sent form by the event as it stands; nothing when it has moved on before the new revision was recorded.
async fn take(deps: &Deps, way: &Way<'_>, sent: &Sent) -> Result<Option<Answer>, StoreError> {
    let Some(found) = Found::read(deps, way).await? else { return Ok(Some(Answer::bad_link())) };
    // The form asks neither for the address, which has been confirmed, nor for the picture, which has a page of its own:
    // no other is taken from it.
    let current = Proposal::of(&found.current);
    let mut typed = Proposal { organiser_email: current.organiser_email.clone(), ..sent.typed.clone() };
    typed.take(Stage::Picture, &current);
    if !found.is_the_organiser() {
        // Nor does a colleague's form ask for what is the organiser's alone.
        typed.organiser_name.clone_from(&current.organiser_name);
        typed.organiser_role.clone_from(&current.organiser_role);
        typed.organiser_phone.clone_from(&current.organiser_phone);
    }
    let before = typed.clone().without_the_unused();
    let focus = sent.action.apply(&mut typed, &found.edition);
    let has_changed = typed.clone().without_the_unused() != before;
    let rows = if has_changed { Some(Rows::default()) } else { sent.rows };
    let is_about_rows = !matches!(sent.action, Action::Go | Action::Back);
    let checked = typed.check(&found.edition);
    let standing = found.standing();
    let page = CorrectionPage::new(&typed, sent.from, way.pages(deps)).of(&found, standing).with_rows(rows);
    match standing {
        Standing::Closed(Closed::BeingDecided) if is_about_rows => {
            return Ok(Some(page.while_being_decided().with_other_rows(focus)));
        }
        Standing::Closed(Closed::BeingDecided) if checked.as_ref() != Ok(&found.current) => {
            return Ok(Some(page.while_being_decided().answer(StatusCode::CONFLICT)));
        }
        Standing::Closed(closed) => return Ok(Some(closed::page(&found, closed, checked.as_ref().ok()))),
        Standing::Asked(_) | Standing::InReview | Standing::Published(_) => {}
    }
    let base = found.base(deps, sent.from).await?;
    let overtaken = Overtaken::new(&found, base.as_ref(), sent.replaces);
    let page = page.overtaken_by(overtaken.as_ref());
    if is_about_rows {
        return Ok(Some(page.with_other_rows(focus)));
    }
    let revision = match checked {
        Ok(revision) => revision,
        Err(problems) => return Ok(Some(page.with_problems(&problems))),
    };
    match verdict::of(&revision, &found, base.as_ref(), sent.replaces) {
        Verdict::Unchanged => Ok(Some(form_or_standing(deps, &found, way, Some(Notice::Unchanged)))),
        Verdict::Received if matches!(standing, Standing::Asked(_)) => {
            Ok(Some(form_or_standing(deps, &found, way, Some(Notice::Unchanged))))
        }
        Verdict::Received => Ok(Some(received::page(&found, &found.event, &revision, way.pages(deps)))),
        Verdict::Overtaken => Ok(Some(page.answer(StatusCode::CONFLICT))),
        Verdict::Record if rows.is_some_and(|rows| !rows.is_confirmed) => Ok(Some(page.with_rows_unread())),
        Verdict::Record => record(deps, &found, revision, page, way).await,
    }
}

/// Records the new revision with all that follows from it, in one transaction.
async fn record(
    deps: &Deps,
    found: &Found,
    revision: Revision,
    page: CorrectionPage<'_>,
    way: &Way<'_>,
) -> Result<Option<Answer>, StoreError> {
    let event = found.event.clone();
    let from = event.revision();
    let step = match Step::edit(event, &found.person, from, revision.clone(), deps.clock.now()) {
        Ok(step) => step,
        Err(Refusal::StillUndoable) => {
            return Ok(Some(page.while_being_decided().answer(StatusCode::CONFLICT)));
        }
        Err(refusal) => {
            tracing::error!(event.id = %found.event.id, %refusal, "a correction was refused");
            return Ok(Some(closed::page(found, Closed::Unsaid, Some(&revision))));
        }
    };
    match deps.store.record(&step).await {
        Ok(()) => {
            let number = step.after.revision();
            tracing::info!(event.id = %step.after.id, event.revision = %number, "an organiser has sent a correction");
            Ok(Some(received::page(found, &step.after, &revision, way.pages(deps))))
        }
        Err(error) if error.is_conflict() => Ok(None),
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the table did not say that it has a correction"
            );
            Ok(Some(page.unavailable(Outage::of(&error))))
        }
    }
}

/// The form with what the event says now, or why there is none.
fn form_or_standing(deps: &Deps, found: &Found, way: &Way<'_>, notice: Option<Notice>) -> Answer {
    match found.standing() {
        Standing::Closed(closed) => closed::page(found, closed, None),
        standing => {
            let typed = Proposal::of(&found.current);
            let page = CorrectionPage::new(&typed, Some(found.basis()), way.pages(deps)).of(found, standing);
            page.with_notice(notice).answer(StatusCode::OK)
        }
    }
}

impl Sent {
    fn new(typed: Proposal, envelope: &Envelope) -> Self {
        Self {
            typed,
            from: Basis::read(&envelope.from),
            rows: (!envelope.lignes.is_empty())
                .then(|| Rows { is_confirmed: envelope.relu == "oui", is_missing: false }),
            replaces: envelope.remplacer.parse::<u16>().ok().map(RevisionNumber::from),
            action: Action::of(&envelope.action),
        }
    }
}
