//! Taking a proposal back before it comes into the programme.

use askama::Template;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::event::{Command, decide};
use model::step::Step;
use store::StoreError;
use web::form::{ErrorSummary, FieldError, TickBox};
use web::{Answer, Page, body};

use crate::alert::Alert;
use crate::found::Found;
use crate::standing::{Closed, Standing};
use crate::way::Way;
use crate::{Deps, Outage, insist};

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Ticked {
    accord: String,
}

#[derive(Template)]
#[template(path = "retract.html")]
struct RetractPage<'a> {
    found: &'a Found,
    way: &'a Way<'a>,
    /// Whether it can be taken back now.
    is_open: bool,
    alert: Option<Alert>,
    error: Option<&'static str>,
}

/// What has come of it.
enum Outcome {
    /// It is taken back, or was before.
    Done,
    Answer(Answer),
}

const TITLE: &str = "Retirer ma proposition";
const TICK: &str = "Cochez la case pour retirer votre proposition, puis appuyez sur le bouton.";

pub(crate) async fn show(deps: &Deps, way: &Way<'_>) -> Result<Answer, StoreError> {
    let Some(found) = Found::read(deps, way).await? else { return Ok(Answer::bad_link()) };
    if is_done(&found) {
        return Ok(Answer::see_other(way.to("?fait=retire")));
    }
    Ok(page(&found, way, None, None, StatusCode::OK))
}

pub(crate) async fn act(deps: &Deps, way: &Way<'_>, request: &Request) -> Result<Answer, StoreError> {
    let ticked: Ticked = match body::form(request) {
        Ok(ticked) => ticked,
        Err(error) => return Ok(error.into()),
    };
    let is_sure = ticked.accord == "oui";
    Ok(match insist(|| take(deps, way, is_sure)).await? {
        Outcome::Done => Answer::see_other(way.to("?fait=retire")),
        Outcome::Answer(answer) => answer,
    })
}

async fn take(deps: &Deps, way: &Way<'_>, is_sure: bool) -> Result<Outcome, StoreError> {
    let Some(found) = Found::read(deps, way).await? else { return Ok(Outcome::Answer(Answer::bad_link())) };
    if is_done(&found) {
        return Ok(Outcome::Done);
    }
    let page = |alert, error, status| Ok(Outcome::Answer(page(&found, way, alert, error, status)));
    if !is_sure {
        return page(None, Some(TICK), StatusCode::UNPROCESSABLE_ENTITY);
    }
    if found.is_being_decided() {
        return page(Some(Alert::BEING_DECIDED), None, StatusCode::CONFLICT);
    }
    let (event, content) = (found.event.clone(), &found.current.content);
    let step = match Step::retract(event, &found.person, content, deps.clock.now()) {
        Ok(step) => step,
        Err(refusal) => {
            tracing::info!(event.id = %found.event.id, %refusal, "a proposal was not taken back");
            return page(None, None, StatusCode::CONFLICT);
        }
    };
    match deps.store.record(&step).await {
        Ok(()) => {
            tracing::info!(event.id = %step.after.id, "a proposal is taken back");
            Ok(Outcome::Done)
        }
        Err(error) if error.is_conflict() => Err(error),
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the table did not say that it has a step"
            );
            page(Some(Alert::of(Outage::of(&error))), None, StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

fn is_done(found: &Found) -> bool {
    found.standing() == Standing::Closed(Closed::Retracted)
}

fn page(
    found: &Found,
    way: &Way<'_>,
    alert: Option<Alert>,
    error: Option<&'static str>,
    status: StatusCode,
) -> Answer {
    // While a decision can still be undone, the form stays: what it says of it is what is known already.
    let is_open = match decide(&found.event, Command::Retract, found.at) {
        Ok(_) => true,
        Err(_) => found.is_being_decided() && found.shown().is_none(),
    };
    let main = RetractPage { found, way, is_open, alert, error };
    let main = main.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    let title = if status == StatusCode::OK { TITLE.to_owned() } else { format!("Erreur – {TITLE}") };
    Answer::with_status(status, &Page::private(&title, Some(&found.edition), &main))
}

impl RetractPage<'_> {
    fn summary(&self) -> String {
        let errors = self.error.iter().map(|message| FieldError { anchor: "accord".to_owned(), message });
        ErrorSummary { errors: errors.collect() }.html()
    }

    fn tick_box(&self) -> String {
        TickBox {
            id: "accord",
            name: "accord",
            value: "oui",
            label: "Je retire cette proposition\u{a0}: elle ne pourra plus être modifiée.",
            ticked: false,
            error: self.error,
        }
        .html()
    }
}
