//! One address for everything: the site, the functions under their paths, and the mailbox.

mod deposit;
pub(crate) mod notice;
mod proxy;
mod routes;
mod site;

use std::net::SocketAddr;

use anyhow::Context;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use self::deposit::Deposit;
use self::notice::Notice;
use self::proxy::{LARGEST_BODY, Upstream};
use self::routes::{Route, route};
use self::site::Site;
use crate::aws::Clients;
use crate::cloud::Cloud;
use crate::mailbox::{self, Mailbox, emulator::MailReader};
use crate::stack::Stack;

#[derive(Clone, Debug)]
struct Doors {
    intake: Upstream,
    organise: Upstream,
    illustrate: Upstream,
    moderate: Upstream,
    subscribe: Upstream,
    compose: Upstream,
    deposit: Deposit,
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
        let key = key(clients, stack).await?;
        let upstream = |url: &str| Upstream::new(&client, &cloud.endpoint, &key, url);
        let doors = Doors {
            intake: upstream(&stack.intake_url)?,
            organise: upstream(&stack.organise_url)?,
            illustrate: upstream(&stack.illustrate_url)?,
            moderate: upstream(&stack.moderate_url)?,
            subscribe: upstream(&stack.subscribe_url)?,
            compose: upstream(&stack.compose_url)?,
            deposit: Deposit::new(client.clone(), &cloud.endpoint, &stack.uploads_bucket),
            site: Site::new(clients.s3.clone(), &stack.site_bucket),
        };
        let reader = MailReader::new(cloud.mails, &cloud.endpoint, cloud.sources.clone()).await?;
        let site = format!("http://{}", listener.local_addr()?);
        let mailbox = mailbox::routes(Mailbox { reader, client, site });
        let router = mailbox.merge(axum::Router::new().fallback(enter).with_state(doors));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        Ok(Self(tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, service).await {
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

/// What the functions know the front door by.
async fn key(clients: &Clients, stack: &Stack) -> anyhow::Result<HeaderValue> {
    let asked = clients.secrets.get_secret_value().secret_id(stack.output("FrontDoorKeyArn")?);
    let secret = asked.send().await.context("the front door's key cannot be read")?;
    let door = web::front_door::FrontDoor::from_secret(secret.secret_string().unwrap_or_default())?;
    let mut key = HeaderValue::from_str(&door.key())?;
    key.set_sensitive(true);
    Ok(key)
}

async fn enter(
    State(doors): State<Doors>,
    ConnectInfo(visitor): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    match route(request.uri().path()) {
        Route::Intake => pass(&doors.intake, visitor, request).await,
        Route::Organise => pass(&doors.organise, visitor, request).await,
        Route::Illustrate => pass(&doors.illustrate, visitor, request).await,
        Route::Moderate => pass(&doors.moderate, visitor, request).await,
        Route::Subscribe => pass(&doors.subscribe, visitor, request).await,
        Route::Compose => pass(&doors.compose, visitor, request).await,
        Route::Deposit => doors.deposit.take(request).await,
        Route::Object(_) | Route::Folder(_) if !matches!(*request.method(), Method::GET | Method::HEAD) => {
            let page = Notice {
                title: "Cette page se lit seulement",
                advice: "Elle ne reçoit pas de formulaire.",
                way: ("Revenir à l’accueil", "/"),
            };
            ([(header::ALLOW, "GET, HEAD")], page.respond(StatusCode::METHOD_NOT_ALLOWED)).into_response()
        }
        Route::Object(key) => doors.site.object(&key, request.headers()).await,
        Route::Folder(path) => {
            let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
            let folder = Redirect::permanent(&format!("{path}{query}"));
            (StatusCode::MOVED_PERMANENTLY, folder).into_response()
        }
    }
}

async fn pass(upstream: &Upstream, visitor: SocketAddr, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, LARGEST_BODY).await else {
        return Notice {
            title: "L’envoi est trop volumineux",
            advice: "Un envoi pèse au plus 6\u{a0}Mo. Rien n’a été enregistré\u{a0}: raccourcissez vos textes, puis recommencez.",
            way: ("Revenir à l’accueil", "/"),
        }
        .respond(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    upstream.pass(visitor, parts.method, target, &parts.headers, body).await
}
