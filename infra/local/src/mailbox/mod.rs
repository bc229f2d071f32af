//! The mailbox page: every mail that was sent, for a person who tries the system on one machine.

pub mod emulator;
pub mod message;
mod pages;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;

use self::emulator::MailReader;
use self::message::Mail;
use crate::front_door::notice::Notice;

/// What an HTML mail may do in its frame: show its own styles. No script, no picture from elsewhere.
const FRAME_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; \
     sandbox allow-popups allow-popups-to-escape-sandbox",
);

/// The pages under `/_boite/`.
pub fn routes(reader: MailReader) -> axum::Router {
    axum::Router::new()
        .route("/_boite", get(|| async { Redirect::permanent("/_boite/") }))
        .route("/_boite/", get(list))
        .route("/_boite/api/messages", get(messages))
        .route("/_boite/{id}", get(show))
        .route("/_boite/{id}/html", get(frame))
        .with_state(reader)
}

async fn list(State(reader): State<MailReader>) -> Result<Response, Unread> {
    Ok(pages::mailbox(&reader.all().await?)?.into_response())
}

async fn messages(State(reader): State<MailReader>) -> Result<Response, Unread> {
    let body = serde_json::to_string(&reader.all().await?)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

async fn show(State(reader): State<MailReader>, Path(id): Path<String>) -> Result<Response, Unread> {
    Ok(match find(&reader, &id).await? {
        Some(mail) => pages::mail(&mail)?.into_response(),
        None => absent(),
    })
}

async fn frame(State(reader): State<MailReader>, Path(id): Path<String>) -> Result<Response, Unread> {
    Ok(match find(&reader, &id).await?.and_then(|mail| mail.html) {
        // A link opens in a tab of its own: pages refuse to be shown inside a frame.
        Some(html) => (
            [(header::CONTENT_SECURITY_POLICY, FRAME_POLICY)],
            Html(format!("<base target=\"_blank\">{html}")),
        )
            .into_response(),
        None => absent(),
    })
}

async fn find(reader: &MailReader, id: &str) -> anyhow::Result<Option<Mail>> {
    Ok(reader.all().await?.into_iter().find(|mail| mail.id == id))
}

fn absent() -> Response {
    Notice {
        title: "Ce courriel n’existe pas",
        advice: "Il a peut-être été envoyé lors d’un démarrage précédent\u{a0}: rien n’est gardé d’une fois sur l’autre.",
        way: ("Tous les courriels", "/_boite/"),
    }
    .respond(StatusCode::NOT_FOUND)
}

/// The emulator's mails could not be read.
struct Unread(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Unread {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Unread {
    fn into_response(self) -> Response {
        crate::console::say(format!("the mailbox cannot be read: {:#}", self.0));
        Notice {
            title: "La boîte aux lettres ne répond pas",
            advice: "L’émulateur s’est peut-être arrêté\u{a0}: le terminal dit pourquoi.",
            way: ("Réessayer", "/_boite/"),
        }
        .respond(StatusCode::BAD_GATEWAY)
    }
}
