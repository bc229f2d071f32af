//! The page of a subscriber: what is known of them, and three forms, told apart by what they do.
//!
//! The link is in every letter, and scanners send forms as served: one that says what it was served with changes nothing.

mod copy;
mod page;
#[cfg(test)]
pub(crate) mod samples;

use lambda_http::Request;
use lambda_http::http::StatusCode;
use links::{Capability, Purpose};
use model::edition::{Edition, Year};
use model::email::EmailAddress;
use model::id::PersonId;
use model::subscriber::{CURRENT_TEXT, Consent, Departure, Preferences, Refusal, Source, Subscriber};
use store::StoreError;
use web::form::address_message;
use web::{Answer, body, network, query};

use crate::chosen::Chosen;
use crate::gone::Gone;
use crate::{Deps, address, insist, sign_up};

use page::{Notice, Problem, Sheet};

/// What the forms carry beside the choices.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Typed {
    /// What the form does.
    act: String,
    /// The choices with which the form was served.
    from: String,
    email: String,
    leave: String,
    sure: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    copie: String,
}

/// Whom the link is about, as they stand.
pub(crate) struct Found {
    person: PersonId,
    known: Option<Subscriber>,
    edition: Option<Edition>,
    /// The page's own address.
    path: String,
}

impl Found {
    fn year(&self) -> Option<Year> {
        self.edition.as_ref().map(|edition| edition.year)
    }

    /// The page, or that there is nothing to choose.
    fn page(&self, sheet: impl FnOnce(&Subscriber) -> Sheet) -> Answer {
        match &self.known {
            Some(known) if known.address().is_some() => page::answer(self, known, sheet(known)),
            _ => Gone::Left.page(StatusCode::OK, self.edition.as_ref()),
        }
    }

    fn choices(&self, preferences: Option<&Preferences>) -> Chosen {
        Chosen::of(preferences.unwrap_or(&Preferences::default()), self.year())
    }

    fn with(self, known: Option<Subscriber>) -> Self {
        Self { known, ..self }
    }
}

pub(crate) async fn show(deps: &Deps, token: &str, request: &Request) -> Result<Answer, StoreError> {
    let Some(capability) = Capability::accept(token, Purpose::Preferences, &deps.keys, deps.clock.now())
    else {
        return Ok(Answer::bad_link());
    };
    let Some(found) = find(deps, &capability).await? else { return Ok(Answer::bad_link()) };
    let asked: Asked = query::read(request);
    match &found.known {
        Some(known) if !asked.copie.is_empty() => copy::file(deps, known, found.edition.as_ref()).await,
        _ => Ok(found.page(|_| Sheet::default())),
    }
}

/// The page for the bearer of a link that may do more than show it.
pub(crate) async fn shown_to(deps: &Deps, capability: &Capability) -> Result<Answer, StoreError> {
    let found = find(deps, capability).await?;
    Ok(found.map_or_else(Answer::bad_link, |found| found.page(|_| Sheet::default())))
}

pub(crate) async fn act(deps: &Deps, token: &str, request: &Request) -> Result<Answer, StoreError> {
    let (typed, chosen) = match (body::form::<Typed>(request), body::form::<Chosen>(request)) {
        (Ok(typed), Ok(chosen)) => (typed, chosen),
        (Err(error), _) | (_, Err(error)) => return Ok(error.into()),
    };
    let Some(capability) = Capability::accept(token, Purpose::Preferences, &deps.keys, deps.clock.now())
    else {
        return Ok(Answer::bad_link());
    };
    insist(|| async {
        let Some(found) = find(deps, &capability).await? else { return Ok(Answer::bad_link()) };
        match typed.act.as_str() {
            "choose" => choose(deps, found, &typed, &chosen).await,
            "move" => change_address(deps, found, &typed, request).await,
            "leave" => leave(deps, found, &typed).await,
            _ => Ok(found.page(|_| Sheet::default())),
        }
    })
    .await
}

async fn find(deps: &Deps, capability: &Capability) -> Result<Option<Found>, StoreError> {
    let Some(person) = capability.person().cloned() else { return Ok(None) };
    let known = deps.store.subscriber(&person).await?;
    let edition = deps.store.current_edition().await?;
    let page = Capability { purpose: Purpose::Preferences, ..capability.clone() };
    Ok(Some(Found { person, known, edition, path: page.link("", &deps.keys) }))
}

/// They choose anew. What was served and comes back changes nothing, even when they have chosen otherwise since.
async fn choose(deps: &Deps, found: Found, typed: &Typed, chosen: &Chosen) -> Result<Answer, StoreError> {
    let Some(known) = found.known.as_ref().filter(|known| known.is_active()) else {
        return Ok(found.page(|_| Sheet::default()));
    };
    let shown = found.choices(known.preferences());
    let (print, now) = (chosen.print(), shown.print());
    if print == typed.from {
        return Ok(found.page(|_| Sheet::saying(Notice::Unchanged)));
    }
    if print == now {
        return Ok(found.page(|_| Sheet::saying(Notice::Saved))); // the button was pressed twice
    }
    if typed.from != now {
        let sheet = Sheet { chosen: Some(chosen.clone()), ..Sheet::saying(Notice::Meanwhile) };
        return Ok(found.page(|_| sheet));
    }
    let rhythm = known.preferences().map(|preferences| preferences.rhythm).unwrap_or_default();
    match known.choose(chosen.preferences(rhythm, found.year())) {
        Ok(after) => {
            deps.store.record_subscriber(known.version, &after, None, deps.clock.now()).await?;
            tracing::info!("a subscriber has chosen anew");
            Ok(found.with(Some(after)).page(|_| Sheet::saying(Notice::Saved)))
        }
        Err(Refusal::AlreadyDone | Refusal::Expired | Refusal::Left) => {
            Ok(found.page(|_| Sheet::saying(Notice::Unchanged)))
        }
    }
}

/// They give another address, which is asked to confirm as any other; until it does, nothing changes.
async fn change_address(
    deps: &Deps,
    found: Found,
    typed: &Typed,
    request: &Request,
) -> Result<Answer, StoreError> {
    let Some(known) = found.known.as_ref().filter(|known| known.is_active()) else {
        return Ok(found.page(|_| Sheet::default()));
    };
    let problem = |message| Sheet {
        address: typed.email.clone(),
        problem: Some(Problem { anchor: address::ANCHOR, message }),
        ..Sheet::default()
    };
    let address = match EmailAddress::parse(&typed.email) {
        Ok(address) => address,
        Err(error) => return Ok(found.page(|_| problem(address_message(&error)))),
    };
    if PersonId::of(&address, &deps.person_key) == found.person {
        return Ok(found.page(|_| problem("C’est l’adresse à laquelle la lettre vous parvient déjà.")));
    }
    let now = deps.clock.now();
    if let Some(network) = network::of(request, &deps.person_key)
        && !deps.store.count_request(sign_up::RATE, network.as_str(), sign_up::MOST_AN_HOUR, now).await?
    {
        return Ok(found.page(|_| Sheet { address: typed.email.clone(), ..Sheet::saying(Notice::Crowd) }));
    }
    let asked = model::subscriber::Request {
        address: address.clone(),
        preferences: known.preferences().cloned().unwrap_or_default(),
        consent: Consent { at: now, text: CURRENT_TEXT, source: Source::Move },
        replaces: Some(known.person.clone()),
    };
    sign_up::record(deps, &asked).await?;
    Ok(found.page(|_| Sheet::saying(Notice::Moving(address))))
}

/// They leave, or have everything forgotten, which a second box confirms.
async fn leave(deps: &Deps, found: Found, typed: &Typed) -> Result<Answer, StoreError> {
    let Some(known) = found.known.as_ref().filter(|known| known.address().is_some()) else {
        return Ok(found.page(|_| Sheet::default()));
    };
    let problem = |anchor, message| Sheet {
        leave: typed.leave.clone(),
        problem: Some(Problem { anchor, message }),
        ..Sheet::default()
    };
    match typed.leave.as_str() {
        "unsubscribe" => {
            let left = unsubscribe(deps, known).await?;
            Ok(found.with(left).page(|_| Sheet::default()))
        }
        "erase" if typed.sure == "oui" => {
            deps.store.erase_subscriber(known).await?;
            tracing::info!("a subscriber has been erased");
            Ok(Gone::Erased.page(StatusCode::OK, found.edition.as_ref()))
        }
        "erase" => Ok(found.page(|_| problem("sure", "Cochez la case si vous voulez tout effacer."))),
        _ => Ok(found.page(|_| problem("leave", "Choisissez ce que vous voulez faire."))),
    }
}

/// They leave; what they are from then on, nothing when they have left before.
pub(crate) async fn unsubscribe(deps: &Deps, known: &Subscriber) -> Result<Option<Subscriber>, StoreError> {
    let now = deps.clock.now();
    let Ok(left) = known.leave(Departure::Unsubscribed, now) else { return Ok(None) };
    deps.store.record_subscriber(known.version, &left, None, now).await?;
    tracing::info!("a subscriber has left");
    Ok(Some(left))
}
