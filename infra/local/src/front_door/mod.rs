//! One address for everything: the site, the functions under their paths, and the mailbox.

pub(crate) mod notice;
mod proxy;
mod routes;
mod site;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use self::notice::Notice;
use self::proxy::{LARGEST_BODY, Upstream};
use self::routes::{Route, route};
use self::site::Site;
use crate::aws::Clients;
use crate::cloud::Cloud;
use crate::mailbox::{self, emulator::MailReader};
use crate::stack::Stack;

#[derive(Clone, Debug)]
struct Doors {
    intake: Upstream,
    moderate: Upstream,
    site: Site,
}

/// The open front door; dropping it closes it.
#[derive(Debug)]
pub struct FrontDoor(JoinHandle<()>);

impl FrontDoor {
    /// Opens the door of a deployed stack on `listener`.
    pub async fn open(
        listener: TcpListener,
        cloud: &Cloud,
        clients: &Clients,
        stack: &Stack,
    ) -> anyhow::Result<Self> {
        let client =
            reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build()?;
        let doors = Doors {
            intake: Upstream::new(client.clone(), &cloud.endpoint, &stack.intake_url)?,
            moderate: Upstream::new(client, &cloud.endpoint, &stack.moderate_url)?,
            site: Site::new(clients.s3.clone(), &stack.site_bucket),
        };
        let reader = MailReader::new(cloud.mails, &cloud.endpoint, cloud.sources.clone()).await?;
        let router = mailbox::routes(reader).merge(axum::Router::new().fallback(enter).with_state(doors));
        Ok(Self(tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                crate::console::say(format!("the front door closed: {error}"));
            }
        })))
    }
}

impl Drop for FrontDoor {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn enter(State(doors): State<Doors>, request: Request) -> Response {
    match route(request.uri().path()) {
        Route::Intake => pass(&doors.intake, request).await,
        Route::Moderate => pass(&doors.moderate, request).await,
        Route::Object(_) | Route::Folder(_) if !matches!(*request.method(), Method::GET | Method::HEAD) => {
            let page = Notice {
                title: "Cette page se lit seulement",
                advice: "Elle ne reçoit pas de formulaire.",
                way: ("Revenir à l’accueil", "/"),
            };
            ([(header::ALLOW, "GET, HEAD")], page.respond(StatusCode::METHOD_NOT_ALLOWED)).into_response()
        }
        Route::Object(key) => doors.site.object(&key, request.headers()).await,
        Route::Folder(path) => (StatusCode::MOVED_PERMANENTLY, Redirect::permanent(&path)).into_response(),
    }
}

async fn pass(upstream: &Upstream, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, LARGEST_BODY).await else {
        return Notice {
            title: "L’envoi est trop volumineux",
            advice: "Un envoi pèse au plus 6\u{a0}Mo. Rien n’a été enregistré\u{a0}: raccourcissez vos textes, puis recommencez.",
            way: ("Revenir au formulaire", "/proposer"),
        }
        .respond(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    upstream.pass(parts.method, target, &parts.headers, body).await
}
