//! A step of a draft: what is typed is saved first, right or wrong; then one goes on, or is told what to put right.

mod button;
mod sheet;

pub(crate) use button::Button;
pub(crate) use sheet::{CROWD, OUTAGE, Sheet, TOO_LONG, TOO_OLD, TRAPPED};

use form::Focus;
use lambda_http::Request;
use model::proposal::{Proposal, Stage};
use store::StoreError;
use web::{Answer, Typed, body, query};

use crate::Deps;
use crate::case::{self, Case, Found};
use crate::home::elsewhere;
use crate::keep::{self, Kept};
use crate::stopped::{self, Words};
use crate::way::{CHECK, LATER, Way};

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    /// `oui` to have what is wrong said at each field.
    erreurs: String,
}

/// A step as it was saved.
pub(crate) async fn show(
    deps: &Deps,
    way: &Way,
    stage: Stage,
    request: &Request,
) -> Result<Answer, StoreError> {
    let case = match case::read(deps, way).await? {
        Found::Open(case) => case,
        other => return Ok(elsewhere(other)),
    };
    if stage == Stage::Picture {
        return Ok(Answer::see_other(case.way.picture(deps)));
    }
    let asked: Asked = query::read(request);
    let problems = if asked.erreurs == "oui" { case.problems(stage) } else { vec![] };
    Ok(Sheet { problems, asked: true, ..Sheet::of(&case, stage, &case.way.to(stage.code())) }.answer())
}

/// A step, sent.
pub(crate) async fn act(deps: &Deps, way: &Way, stage: Stage, request: &Request) -> Answer {
    let (typed, fields) = match (body::form::<Proposal>(request), body::form::<Typed>(request)) {
        (Ok(typed), Ok(fields)) => (typed, fields),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    if stage == Stage::Picture {
        return Answer::see_other(way.to(stage.code())); // its form is elsewhere
    }
    let button = Button::of(fields.text("action"));
    let typed = keep::Typed { stage, proposal: &typed, action: button.action() };
    match take(deps, way, typed, button).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a step could not be kept");
            let address = way.to(stage.code());
            Sheet { alert: Some(OUTAGE), ..Sheet::new(stage, typed.proposal, None, &address) }.answer()
        }
    }
}

async fn take(deps: &Deps, way: &Way, typed: keep::Typed<'_>, button: Button) -> Result<Answer, StoreError> {
    let mut case = match case::read(deps, way).await? {
        Found::Open(case) | Found::Sent(case) => case,
        Found::Closed(case) => {
            let (said, _) = typed.over(&case.draft.proposal, &case.edition);
            return Ok(stopped::closed(Some(&case.edition), Some(&said)));
        }
        Found::Gone => return Ok(stopped::gone(Some(Words { typed: typed.proposal, edition: None }))),
    };
    let words = Words { typed: typed.proposal, edition: Some(&case.edition) };
    Ok(match keep::keep(deps, case.draft.clone(), &case.edition, typed).await? {
        Kept::Saved(draft, focus) => {
            case.draft = *draft;
            after(deps, &case, typed.stage, button, focus)
        }
        Kept::Sent => {
            let (said, _) = typed.over(&case.draft.proposal, &case.edition);
            stopped::sent(&case, &said)
        }
        Kept::Gone => stopped::gone(Some(words)),
        Kept::TooLong => {
            let address = case.way.to(typed.stage.code());
            let edition = Some(&case.edition);
            Sheet { alert: Some(TOO_LONG), ..Sheet::new(typed.stage, typed.proposal, edition, &address) }
                .answer()
        }
    })
}

/// Where one goes once a step is saved.
pub(crate) fn after(deps: &Deps, case: &Case, stage: Stage, button: Button, focus: Option<Focus>) -> Answer {
    let way = &case.way;
    let address = way.to(stage.code());
    match button {
        Button::Later => Answer::see_other(way.to(LATER)),
        Button::Picture => Answer::see_other(way.picture(deps)),
        Button::Back => Answer::see_other(way.to(stage.previous().unwrap_or(stage).code())),
        Button::Row(_) => Sheet { focus, ..Sheet::of(case, stage, &address) }.answer(),
        Button::Go => {
            let problems = case.problems(stage);
            if problems.is_empty() {
                return Answer::see_other(way.to(stage.next().map_or(CHECK, Stage::code)));
            }
            Sheet { problems, ..Sheet::of(case, stage, &address) }.answer()
        }
    }
}

impl Case {
    fn problems(&self, stage: Stage) -> Vec<model::proposal::Problem> {
        self.draft.proposal.problems_of(stage, &self.edition)
    }
}
