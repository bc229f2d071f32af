//! The mailbox page: every mail that was sent, for a person who tries the system on one machine.

pub mod emulator;
pub mod message;
mod pages;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use self::emulator::MailReader;
use self::message::Mail;
use crate::front_door::notice::Notice;

/// What an HTML mail may do in its frame: show its own styles. No script, no picture from elsewhere.
const FRAME_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; \
     sandbox allow-popups allow-popups-to-escape-sandbox",
);

/// What the pages are made from.
#[derive(Clone, Debug)]
pub struct Mailbox {
    /// Reads the mails.
    pub reader: MailReader,
    /// Asks the service, as a mail program does: follows no redirection.
    pub client: reqwest::Client,
    /// The service, without a trailing slash.
    pub site: String,
}

/// The pages under `/_boite/`.
pub fn routes(mailbox: Mailbox) -> axum::Router {
    axum::Router::new()
        .route("/_boite", get(|| async { Redirect::permanent("/_boite/") }))
        .route("/_boite/", get(list))
        .route("/_boite/api/messages", get(messages))
        .route("/_boite/{id}", get(show))
        .route("/_boite/{id}/html", get(frame))
        .route("/_boite/{id}/desabonnement", post(unsubscribe))
        .with_state(mailbox)
}

async fn list(State(Mailbox { reader, .. }): State<Mailbox>) -> Result<Response, Unread> {
    Ok(pages::mailbox(&reader.all().await?)?.into_response())
}

async fn messages(State(Mailbox { reader, .. }): State<Mailbox>) -> Result<Response, Unread> {
    let body = serde_json::to_string(&reader.all().await?)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

async fn show(
    State(Mailbox { reader, .. }): State<Mailbox>,
    Path(id): Path<String>,
) -> Result<Response, Unread> {
    Ok(match find(&reader, &id).await? {
        Some(mail) => pages::mail(&mail)?.into_response(),
        None => absent(),
    })
}

async fn frame(
    State(Mailbox { reader, .. }): State<Mailbox>,
    Path(id): Path<String>,
) -> Result<Response, Unread> {
    Ok(match find(&reader, &id).await?.and_then(|mail| mail.html) {
        // A link opens in a tab of its own: pages refuse to be shown inside a frame.
        Some(html) => (
            [(header::CONTENT_SECURITY_POLICY, FRAME_POLICY)],
            Html(html.replacen("<head>", "<head><base target=\"_blank\">", 1)),
        )
            .into_response(),
        None => absent(),
    })
}

/// The button of mail programs: a form by POST, without a cookie (RFC 8058 §3.2).
async fn unsubscribe(
    State(Mailbox { reader, client, site }): State<Mailbox>,
    Path(id): Path<String>,
) -> Result<Response, Unread> {
    let Some(address) = find(&reader, &id).await?.and_then(|mail| mail.one_click) else {
        return Ok(absent());
    };
    let ours = address.strip_prefix(&site).is_some_and(|path| path.starts_with('/'));
    let done = ours && {
        let form = client.post(&address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        form.body("List-Unsubscribe=One-Click").send().await?.status().is_success()
    };
    let way = ("Tous les courriels", "/_boite/");
    Ok(if done {
        let advice = "La messagerie l’a demandé au service, qui a répondu que c’est fait.";
        Notice { title: "Désabonnement demandé", advice, way }.respond(StatusCode::OK)
    } else {
        let advice = "La messagerie l’a demandé, et le service a refusé.";
        Notice { title: "Désabonnement refusé", advice, way }.respond(StatusCode::BAD_GATEWAY)
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
