//! Confirming the organiser's address: GET shows, POST with the ticked box acts.

use askama::Template;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use links::{Capability, Purpose};
use model::content::{Revision, RevisionNumber};
use model::edition::Edition;
use model::event::{Event, Refusal, State};
use model::step::Step;
use programme::TitleLevel;
use store::StoreError;
use web::form::{Choice, Choices, ErrorSummary, FieldError};
use web::{Answer, Page, body};

use crate::Deps;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Ticked {
    confirm: String,
}

/// What the link is about, as it stands.
struct Found {
    event: Event,
    revision: Revision,
    edition: Edition,
    number: RevisionNumber,
}

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage {
    reference: String,
    article: String,
    summary: String,
    tick_box: String,
}

#[derive(Template)]
#[template(path = "confirmed.html")]
struct ConfirmedPage<'a> {
    reference: String,
    revision: &'a Revision,
    state: State,
}

pub(crate) async fn show(deps: &Deps, token: &str) -> Result<Answer, StoreError> {
    Ok(match find(deps, token).await? {
        Some(found) => found.page(StatusCode::OK, None),
        None => Answer::bad_link(),
    })
}

pub(crate) async fn act(deps: &Deps, token: &str, request: &Request) -> Result<Answer, StoreError> {
    let ticked: Ticked = match body::form(request) {
        Ok(ticked) => ticked,
        Err(error) => return Ok(error.into()),
    };
    let Some(found) = find(deps, token).await? else { return Ok(Answer::bad_link()) };
    if ticked.confirm != "oui" && found.event.state() == State::Unconfirmed {
        return Ok(found.page(StatusCode::UNPROCESSABLE_ENTITY, Some(TICK)));
    }
    let (event, content) = (found.event.clone(), &found.revision.content);
    match Step::confirm(event, found.number, content, deps.clock.now()) {
        Ok(step) => match deps.store.record(&step).await {
            Ok(()) => {
                tracing::info!(event.id = %step.after.id, "an organiser has confirmed their address");
                Ok(Found { event: step.after, ..found }.page(StatusCode::OK, None))
            }
            // Someone pressed the button twice: the page says how things stand.
            Err(error) if error.is_conflict() => show(deps, token).await,
            Err(error) => Err(error),
        },
        Err(Refusal::AlreadyConfirmed) => Ok(found.page(StatusCode::OK, None)),
        Err(refusal) => {
            tracing::info!(%refusal, "a confirmation was refused");
            Ok(Answer::bad_link())
        }
    }
}

const TICK: &str = "Cochez la case pour confirmer votre proposition, puis appuyez sur le bouton.";

async fn find(deps: &Deps, token: &str) -> Result<Option<Found>, StoreError> {
    let Some((event, number)) = Capability::accept(token, Purpose::Confirm, &deps.keys, deps.clock.now())
        .and_then(|capability| capability.event())
    else {
        return Ok(None);
    };
    let found = deps.store.event_with_revision(event, number).await?;
    Ok(found.map(|(event, revision, edition)| Found { event, revision, edition, number }))
}

impl Found {
    fn page(&self, status: StatusCode, error: Option<&'static str>) -> Answer {
        let reference = self.event.id.reference();
        // Both pages format strings only: they have nothing to fail on.
        let (title, main) = if self.event.state() == State::Unconfirmed {
            let page = ConfirmPage {
                reference,
                article: programme::event_article(&self.revision.content, TitleLevel::H2),
                summary: summary(error),
                tick_box: tick_box(error),
            };
            ("Confirmez votre proposition", page.render().unwrap_or_default())
        } else {
            let page = ConfirmedPage { reference, revision: &self.revision, state: self.event.state() };
            ("Adresse confirmée", page.render().unwrap_or_default())
        };
        let title = if error.is_some() { format!("Erreur – {title}") } else { title.to_owned() };
        Answer::with_status(status, &Page::private(&title, Some(&self.edition), &main))
    }
}

fn summary(error: Option<&'static str>) -> String {
    let errors = error.iter().map(|message| FieldError { anchor: "confirm-oui".into(), message }).collect();
    ErrorSummary { errors }.html()
}

fn tick_box(error: Option<&'static str>) -> String {
    let label = "J’ai relu cette proposition, et c’est bien moi qui la fais.";
    Choices {
        name: "confirm",
        legend: "Votre confirmation",
        hint: "",
        several: true,
        choices: vec![Choice { value: "oui", label, chosen: false }],
        advice: "",
        error,
    }
    .html()
}
