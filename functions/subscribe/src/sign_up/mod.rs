//! Asking for the newsletter: opening the form, sending it.
//!
//! Whoever asks, new or known, gets the same answer for the same work: one write, of which `newsletter` makes what
//! follows. So nobody learns from this page who subscribes.

mod page;

use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::edition::Edition;
use model::email::EmailAddress;
use model::id::PersonId;
use model::subscriber::{CURRENT_TEXT, Consent, Rhythm, Source};
use store::StoreError;
use web::{Answer, body, network, query};

use crate::Deps;
use crate::chosen::Chosen;

/// What the limits of a network are counted for.
pub(crate) const RATE: &str = "subscribe";

/// Requests of an hour from one network: more than an office of a hundred makes, less than a robot does.
pub(crate) const MOST_AN_HOUR: u32 = 100;

/// What is typed beside the choices.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
struct Typed {
    email: String,
    consent: String,
    /// A field that people are not shown: whoever fills it is a robot.
    precision: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    region: String,
}

/// What keeps a form from being taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Obstacle {
    /// The table does not answer.
    Outage,
    /// Too many have asked from this network.
    Crowd,
}

/// The empty form; an address may choose a region.
pub(crate) async fn open(deps: &Deps, request: &Request) -> Result<Answer, StoreError> {
    let edition = deps.store.current_edition().await?;
    let asked: Asked = query::read(request);
    let (typed, chosen) = (Typed::default(), Chosen::in_region(&asked.region));
    Ok(page::Form::new(&typed, &chosen, edition.as_ref()).answer(StatusCode::OK))
}

/// The form, sent.
pub(crate) async fn send(deps: &Deps, request: &Request) -> Answer {
    let (typed, chosen) = match (body::form::<Typed>(request), body::form::<Chosen>(request)) {
        (Ok(typed), Ok(chosen)) => (typed, chosen),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    let edition = match deps.store.current_edition().await {
        Ok(edition) => edition,
        Err(error) => return out_of_order(&page::Form::new(&typed, &chosen, None), &error),
    };
    let form = page::Form::new(&typed, &chosen, edition.as_ref());
    let address = match (EmailAddress::parse(&typed.email), typed.consent == "oui") {
        (Ok(address), true) => address,
        (address, consents) => {
            return form.with_problems(address.err(), consents).answer(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    if !typed.precision.is_empty() {
        tracing::info!("a robot has filled the field that people are not shown");
        return page::asked(&address, edition.as_ref());
    }
    match ask(deps, request, &address, &chosen, edition.as_ref()).await {
        Ok(None) => page::asked(&address, edition.as_ref()),
        Ok(Some(obstacle)) => form.with_obstacle(obstacle).answer(StatusCode::TOO_MANY_REQUESTS),
        Err(error) => out_of_order(&form, &error),
    }
}

fn out_of_order(form: &page::Form<'_>, error: &StoreError) -> Answer {
    tracing::error!(error = error as &dyn std::error::Error, "a request for the newsletter was not recorded");
    form.with_obstacle(Obstacle::Outage).answer(StatusCode::SERVICE_UNAVAILABLE)
}

async fn ask(
    deps: &Deps,
    request: &Request,
    address: &EmailAddress,
    chosen: &Chosen,
    edition: Option<&Edition>,
) -> Result<Option<Obstacle>, StoreError> {
    let (now, network) = (deps.clock.now(), network::of(request, &deps.person_key));
    if let Some(network) = &network
        && !deps.store.count_request(RATE, network.as_str(), MOST_AN_HOUR, now).await?
    {
        return Ok(Some(Obstacle::Crowd));
    }
    let asked = model::subscriber::Request {
        address: address.clone(),
        preferences: chosen.preferences(Rhythm::EachIssue, edition.map(|edition| edition.year)),
        consent: Consent { at: now, text: CURRENT_TEXT, source: Source::Form { network } },
        replaces: None,
    };
    record(deps, &asked).await?;
    Ok(None)
}

/// Notes what is asked; asking again within the window is asking once.
pub(crate) async fn record(deps: &Deps, asked: &model::subscriber::Request) -> Result<(), StoreError> {
    let person = PersonId::of(&asked.address, &deps.person_key);
    match deps.store.ask_subscription(&person, asked.window(), asked, asked.consent.at).await {
        Err(error) if !error.is_conflict() => Err(error),
        _ => Ok(()),
    }
}
