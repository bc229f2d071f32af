//! What holds at once: that an event of the programme is full, put off, cancelled, that it moves online or to another room.
//!
//! It is typed, then shown with what it changes; what puts it online is a box that nobody but a person ticks.

mod page;
mod preview;
mod said;

use form::Action;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::content::Revision;
use model::event::Refusal;
use model::practical::Practical;
use model::proposal::Proposal;
use model::step::Step;
use store::StoreError;
use web::{Answer, body};

use crate::alert::Alert;
use crate::found::Found;
use crate::way::Way;
use crate::{Deps, Outage, insist};
use page::FormPage;
use preview::Preview;
use said::Said;

/// An event that the programme shows, and what is said of it.
#[derive(Debug)]
struct Case {
    found: Found,
    /// The revision that the programme shows, without what lies over it.
    shown: Revision,
    /// What lies over it.
    holds: Practical,
    /// Names the two.
    base: String,
}

/// What was found.
enum Read {
    Case(Box<Case>),
    /// The programme does not show it.
    NotShown(Box<Found>),
    Nothing,
}

/// A sent form.
#[derive(Debug)]
struct Sent {
    said: Said,
    /// The dates, as in the form of a proposal.
    dates: Proposal,
}

/// What has come of a form.
enum Outcome {
    /// It is online, or was before.
    Done,
    Answer(Answer),
}

pub(crate) async fn show(deps: &Deps, way: &Way<'_>) -> Result<Answer, StoreError> {
    let case = match read(deps, way).await? {
        Read::Case(case) => case,
        Read::NotShown(found) => return Ok(page::closed(&found, way)),
        Read::Nothing => return Ok(Answer::bad_link()),
    };
    if !case.found.takes_practical_news() {
        return Ok(page::closed(&case.found, way));
    }
    let sent = Sent::of(&case);
    Ok(FormPage::new(&sent, way).of(&case).answer(StatusCode::OK))
}

pub(crate) async fn act(deps: &Deps, way: &Way<'_>, request: &Request) -> Answer {
    let sent = match (body::form::<Said>(request), body::form::<Proposal>(request)) {
        (Ok(said), Ok(dates)) => Sent { said, dates },
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    match insist(|| take(deps, way, &sent)).await {
        Ok(Outcome::Done) => Answer::see_other(way.to("?fait=pratique")),
        Ok(Outcome::Answer(answer)) => answer,
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "what holds at once is not recorded, or nobody knows"
            );
            let alert = Alert::of(Outage::of(&error));
            FormPage::new(&sent, way).with_alert(alert).answer(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

async fn read(deps: &Deps, way: &Way<'_>) -> Result<Read, StoreError> {
    let Some(found) = Found::read(deps, way).await? else { return Ok(Read::Nothing) };
    let Some(number) = found.shown() else { return Ok(Read::NotShown(Box::new(found))) };
    let Some(shown) = deps.store.revision(found.event.id, number).await? else { return Ok(Read::Nothing) };
    let version = found.event.overlay.as_ref().map_or(0, |overlay| overlay.version);
    // What the model keeps is said of that revision; what has come to say the same since is not said twice.
    let holds = found.event.practical().of(&shown.content).beside(&shown.content);
    Ok(Read::Case(Box::new(Case { base: format!("{number}-{version}"), found, shown, holds })))
}

async fn take(deps: &Deps, way: &Way<'_>, sent: &Sent) -> Result<Outcome, StoreError> {
    let answer = |answer| Ok(Outcome::Answer(answer));
    let case = match read(deps, way).await? {
        Read::Case(case) => case,
        Read::NotShown(_) => {
            let page = FormPage::new(sent, way).with_alert(page::NOT_SHOWN);
            return answer(page.answer(StatusCode::CONFLICT));
        }
        Read::Nothing => return answer(Answer::bad_link()),
    };
    let page = FormPage::new(sent, way).of(&case);
    if !case.found.takes_practical_news() {
        return answer(page.with_alert(Alert::BEING_DECIDED).answer(StatusCode::CONFLICT));
    }
    match sent.said.action.as_str() {
        "publier" => publish(deps, way, &case, sent).await,
        "corriger" => answer(page.answer(StatusCode::OK)),
        button => match Action::of(button) {
            Action::Go | Action::Back => answer(verify(way, &case, sent)),
            rows => {
                let mut dates = sent.dates.clone();
                let focus = rows.apply(&mut dates, &case.found.edition);
                let sent = Sent { said: sent.said.clone(), dates };
                answer(FormPage::new(&sent, way).of(&case).with_focus(focus).answer(StatusCode::OK))
            }
        },
    }
}

/// What was typed, with what it changes.
fn verify(way: &Way<'_>, case: &Case, sent: &Sent) -> Answer {
    let page = FormPage::new(sent, way).of(case);
    match sent.read(case) {
        Err(problems) => page.with_problems(problems).answer(StatusCode::UNPROCESSABLE_ENTITY),
        Ok(practical) if practical == case.holds => page.with_alert(page::UNCHANGED).answer(StatusCode::OK),
        Ok(practical) => {
            let preview = Preview::new(way, case, sent, &practical);
            if sent.said.depuis == case.base { preview.answer(StatusCode::OK) } else { preview.overtaken() }
        }
    }
}

async fn publish(deps: &Deps, way: &Way<'_>, case: &Case, sent: &Sent) -> Result<Outcome, StoreError> {
    let page = FormPage::new(sent, way).of(case);
    let practical = match sent.read(case) {
        Ok(practical) => practical,
        Err(problems) => {
            let page = page.with_problems(problems);
            return Ok(Outcome::Answer(page.answer(StatusCode::UNPROCESSABLE_ENTITY)));
        }
    };
    let is_sure = sent.said.accord == "oui";
    if practical == case.holds {
        // Sent twice, or said by another meanwhile: it is online. A robot has ticked nothing.
        let unchanged = || page.with_alert(page::UNCHANGED).answer(StatusCode::OK);
        return Ok(if is_sure { Outcome::Done } else { Outcome::Answer(unchanged()) });
    }
    let preview = Preview::new(way, case, sent, &practical);
    if sent.said.depuis != case.base {
        return Ok(Outcome::Answer(preview.overtaken()));
    }
    if !is_sure {
        return Ok(Outcome::Answer(preview.unticked()));
    }
    let (event, content) = (case.found.event.clone(), &case.shown.content);
    match Step::practical(event, &case.found.person, practical, content, deps.clock.now()) {
        Ok(step) => {
            deps.store.record(&step).await?;
            tracing::info!(event.id = %step.after.id, "something holds at once");
            Ok(Outcome::Done)
        }
        Err(Refusal::NothingChanges) => Ok(Outcome::Done),
        Err(refusal) => {
            tracing::info!(event.id = %case.found.event.id, %refusal, "what was to hold at once was refused");
            let page = FormPage::new(sent, way).of(case).with_alert(page::NOT_SHOWN);
            Ok(Outcome::Answer(page.answer(StatusCode::CONFLICT)))
        }
    }
}
