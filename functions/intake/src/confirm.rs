//! Confirming the organiser's address: GET shows, POST with the ticked box acts.
//!
//! An address that is not confirmed is written to once a day at most, so someone who has proposed several events may
//! have no mail for some of them: their pages are told here.

mod others;

use askama::Template;
use jiff::Timestamp;
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
use others::Other;

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
    /// When it stood so.
    at: Timestamp,
    /// What else the same person has to confirm.
    others: Vec<Other>,
}

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage<'a> {
    reference: String,
    article: String,
    summary: String,
    tick_box: String,
    others: &'a [Other],
}

#[derive(Template)]
#[template(path = "confirmed.html")]
struct ConfirmedPage<'a> {
    reference: String,
    revision: &'a Revision,
    state: State,
    /// Whether someone of its team has taken it back, maybe before the address was confirmed.
    retracted: bool,
    others: &'a [Other],
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
    let at = deps.clock.now();
    let Some(link) = Capability::accept(token, Purpose::Confirm, &deps.keys, at) else { return Ok(None) };
    let Some((event, number)) = link.event() else { return Ok(None) };
    let Some((event, revision, edition)) = deps.store.event_with_revision(event, number).await? else {
        return Ok(None);
    };
    let others = others::of(deps, &event, &link).await;
    Ok(Some(Found { event, revision, edition, number, at, others }))
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
                others: &self.others,
            };
            ("Confirmez votre proposition", page.render().unwrap_or_default())
        } else {
            let told = self.event.told(self.at);
            let (state, retracted) = (told.state, told.is_retracted());
            let page =
                ConfirmedPage { reference, revision: &self.revision, state, retracted, others: &self.others };
            let title = if retracted { "Proposition retirée" } else { "Adresse confirmée" };
            (title, page.render().unwrap_or_default())
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

#[cfg(test)]
mod tests {
    use model::event::Outcome;
    use model::text::Prose;
    use pipeline_tests::samples::workshop::{
        at, decided, edition, in_review, number, rejection, request, revision,
    };

    use super::*;

    fn said_of(event: Event, seconds: i64) -> String {
        let (at, others) = (at(seconds), vec![]);
        let found = Found { event, revision: revision(), edition: edition(), number: number(1), at, others };
        found.page(StatusCode::OK, None).html().to_owned()
    }

    #[test]
    fn a_link_opened_again_says_what_the_organiser_has_been_told() {
        let published = decided(&in_review(), Outcome::Publish, at(10));
        let message = Prose::parse("La salle est fermée.").unwrap();
        let withdrawn = decided(&published, Outcome::Withdraw { message }, at(1000));
        let asked = decided(&in_review(), Outcome::RequestChanges { request: request() }, at(10));
        let refused = decided(&in_review(), rejection(), at(10));
        let (before, after) = ("est maintenant entre les mains de l’équipe", "est publié au programme");
        for (event, untold, as_before, told) in [
            (&published, 11, before, after),
            (&asked, 11, before, "ce qu’elle vous demande de revoir"),
            (&refused, 11, before, "a été examiné par l’équipe"),
            (&withdrawn, 1001, after, "n’est plus au programme"),
        ] {
            let (early, late) = (said_of(event.clone(), untold), said_of(event.clone(), 2000));
            assert!(early.contains(as_before) && !early.contains(told), "{told}: {early}");
            assert!(late.contains(told) && !late.contains(as_before), "{told}: {late}");
        }
    }
}
