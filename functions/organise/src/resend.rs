//! « Retrouver mes événements »: gives an address its links again.
//!
//! Whoever asks, known or not, gets the same answer for the same work: one write, of which the desk makes what follows. So
//! nobody learns from this page who has proposed an event.

use askama::Template;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::edition::Edition;
use model::email::EmailAddress;
use model::id::PersonId;
use store::StoreError;
use web::form::{ErrorSummary, FieldError, Input, address_message};
use web::{Answer, Page, body, query};

use crate::alert::Alert;
use crate::limit::Limit;
use crate::{Deps, Outage};

/// How long an address that is asked for again is asked for once, in seconds.
const WINDOW_SECONDS: i64 = 600;

/// How many requests an hour come from one network at most.
const REQUESTS: Limit = Limit { what: "event-links", most_an_hour: 60 };

const TITLE: &str = "Retrouver mes événements";

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Typed {
    email: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    /// What has just been done.
    fait: String,
}

#[derive(Template)]
#[template(path = "resend.html")]
struct ResendPage<'a> {
    typed: &'a Typed,
    edition: Option<&'a Edition>,
    alert: Option<Alert>,
    error: Option<&'static str>,
    /// Whether it was just asked.
    is_asked: bool,
}

pub(crate) async fn open(deps: &Deps, request: &Request) -> Result<Answer, StoreError> {
    let edition = deps.store.current_edition().await?;
    let asked: Asked = query::read(request);
    let typed = Typed::default();
    let page = ResendPage { alert: done(&asked.fait), ..ResendPage::new(&typed, edition.as_ref()) };
    Ok(ResendPage { is_asked: asked.fait == "demande", ..page }.answer(StatusCode::OK))
}

pub(crate) async fn send(deps: &Deps, request: &Request) -> Answer {
    let typed: Typed = match body::form(request) {
        Ok(typed) => typed,
        Err(error) => return error.into(),
    };
    let page = ResendPage::new(&typed, None);
    let address = match EmailAddress::parse(&typed.email) {
        Ok(address) => address,
        Err(error) => {
            let error = Some(address_message(&error));
            return ResendPage { error, ..page }.answer(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    match ask(deps, request, &address).await {
        Ok(true) => Answer::see_other("/mes-evenements?fait=demande".to_owned()),
        Ok(false) => ResendPage { alert: Some(Alert::CROWD), ..page }.answer(StatusCode::TOO_MANY_REQUESTS),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a request for links was not recorded");
            let alert = Some(Alert::of(Outage::of(&error)));
            ResendPage { alert, ..page }.answer(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// Notes what is asked; asking again within the window is asking once. False when too many have asked.
async fn ask(deps: &Deps, request: &Request, address: &EmailAddress) -> Result<bool, StoreError> {
    if !REQUESTS.admits(deps, request).await? {
        return Ok(false);
    }
    let (person, now) = (PersonId::of(address, &deps.person_key), deps.clock.now());
    let window = now.as_second().div_euclid(WINDOW_SECONDS);
    match deps.store.ask_event_links(&person, address, window, now).await {
        Err(error) if !error.is_conflict() => Err(error),
        _ => Ok(true),
    }
}

/// What has just been done: an address chooses among these sentences, and cannot make another.
fn done(code: &str) -> Option<Alert> {
    match code {
        "demande" => Some(Alert::done(
            "Votre demande est notée",
            "Si cette adresse a des événements, un courriel y arrive dans quelques minutes avec un lien pour chacun.",
        )),
        "parti" => Some(Alert::done(
            "Vous ne suivez plus cet événement",
            "Votre lien ne fonctionne plus, et vous ne recevez plus de courriel à son sujet.",
        )),
        _ => None,
    }
}

impl<'a> ResendPage<'a> {
    fn new(typed: &'a Typed, edition: Option<&'a Edition>) -> Self {
        Self { typed, edition, alert: None, error: None, is_asked: false }
    }

    fn answer(&self, status: StatusCode) -> Answer {
        let main = self.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
        let title = if status == StatusCode::OK { TITLE.to_owned() } else { format!("Erreur – {TITLE}") };
        Answer::with_status(status, &Page::private(&title, self.edition, &main))
    }

    fn summary(&self) -> String {
        let errors = self.error.iter().map(|message| FieldError { anchor: "email".to_owned(), message });
        ErrorSummary { errors: errors.collect() }.html()
    }

    fn address(&self) -> String {
        Input {
            id: "email",
            name: "email",
            label: "Votre adresse électronique",
            hint: "Celle que vous avez donnée en proposant l’événement, ou à laquelle un collègue vous a invité. Exemple\u{a0}: \
                   camille.durand@exemple.gouv.fr",
            kind: "email",
            autocomplete: "email",
            value: &self.typed.email,
            error: self.error,
            ..Input::default()
        }
        .html()
    }
}
