//! Asking for one's personal link.
//!
//! The answer is the same for everyone, in what it says and in the work that it takes: it tells nobody who is in the team.

use askama::Template;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::edition::Edition;
use model::email::{EmailAddress, EmailError};
use model::id::PersonId;
use store::StoreError;
use web::form::{ErrorSummary, FieldError, Input, address_message};
use web::{Answer, Page, body};

use crate::Deps;

/// How long a link asked for twice is the same, in seconds.
const WINDOW_SECONDS: i64 = 600;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Typed {
    email: String,
}

#[derive(Template)]
#[template(path = "queue-ask.html")]
struct AskPage {
    summary: String,
    field: String,
}

#[derive(Template)]
#[template(path = "queue-asked.html")]
struct AskedPage<'a> {
    edition: Option<&'a Edition>,
}

pub(super) async fn show(deps: &Deps) -> Result<Answer, StoreError> {
    let edition = deps.store.current_edition().await?;
    Ok(form("", None, edition.as_ref()).restorable())
}

pub(super) async fn act(deps: &Deps, request: &Request) -> Result<Answer, StoreError> {
    let typed: Typed = match body::form(request) {
        Ok(typed) => typed,
        Err(error) => return Ok(error.into()),
    };
    let edition = deps.store.current_edition().await?;
    let address = match EmailAddress::parse(&typed.email) {
        Ok(address) => address,
        Err(error) => return Ok(form(&typed.email, Some(&error), edition.as_ref()).restorable()),
    };
    let (person, now) = (PersonId::of(&address, &deps.person_key), deps.clock.now());
    match deps.store.ask_link(person, now.as_second().div_euclid(WINDOW_SECONDS), now).await {
        Ok(()) => {}
        Err(error) if error.is_conflict() => {} // asked a moment ago: that link is on its way
        Err(error) => return Err(error),
    }
    let page = AskedPage { edition: edition.as_ref() };
    let main = page.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    Ok(Answer::page(&Page::private("Votre demande est prise en compte", edition.as_ref(), &main)))
}

fn form(typed: &str, error: Option<&EmailError>, edition: Option<&Edition>) -> Answer {
    let message = error.map(address_message);
    let errors = message.iter().map(|message| FieldError { anchor: "email".into(), message });
    let field = Input {
        id: "email",
        name: "email",
        label: "Votre adresse électronique",
        hint: "Celle que l’équipe vous connaît. Format attendu\u{a0}: nom@domaine.fr",
        kind: "email",
        autocomplete: "email",
        value: typed,
        error: message,
        ..Input::default()
    };
    let page = AskPage { summary: ErrorSummary { errors: errors.collect() }.html(), field: field.html() };
    let main = page.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    let (status, title) = match error {
        None => (StatusCode::OK, "Recevoir mon lien de modération"),
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, "Erreur – Recevoir mon lien de modération"),
    };
    Answer::with_status(status, &Page::private(title, edition, &main))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_the_address_is_said_at_its_field_and_what_was_typed_stays() {
        let answer = form("rené@example.org", Some(&EmailError::Accents), None);
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let html = answer.html();
        assert!(
            html.contains("href=\"#email\"") && html.contains("aria-describedby=\"email-messages\""),
            "{html}"
        );
        assert!(html.contains("value=\"rené@example.org\"") && html.contains("<title>Erreur"), "{html}");
    }
}
