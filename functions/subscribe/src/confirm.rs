//! Confirming that one wants the newsletter: GET shows, POST with the ticked box acts.

use askama::Template;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use links::{Capability, Purpose};
use model::edition::Edition;
use model::email::EmailAddress;
use model::id::PersonId;
use model::letter::SubscriberOccasion;
use model::subscriber::{Departure, Preferences, Refusal, Standing, Subscriber, sentence};
use store::StoreError;
use web::form::{ErrorSummary, FieldError, TickBox};
use web::{Answer, Page, body};

use crate::gone::Gone;
use crate::{Deps, chosen, insist};

const TICK: &str = "Cochez la case pour confirmer votre abonnement, puis appuyez sur le bouton.";

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Ticked {
    confirm: String,
}

/// Who the link is about, as they stand.
struct Found {
    known: Option<Subscriber>,
    edition: Option<Edition>,
    /// Where they change their choices.
    preferences: String,
    /// Whether what they asked can still be confirmed.
    in_time: bool,
}

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage<'a> {
    address: &'a EmailAddress,
    choices: Vec<(&'static str, String)>,
    consent: &'static str,
    moves: bool,
    summary: String,
    tick_box: String,
}

#[derive(Template)]
#[template(path = "confirmed.html")]
struct ConfirmedPage<'a> {
    address: &'a EmailAddress,
    preferences: &'a str,
}

pub(crate) async fn show(deps: &Deps, token: &str) -> Result<Answer, StoreError> {
    match accept(deps, token) {
        Some(capability) => Ok(find(deps, &capability).await?.page(None)),
        None => Ok(Answer::bad_link()),
    }
}

pub(crate) async fn act(deps: &Deps, token: &str, request: &Request) -> Result<Answer, StoreError> {
    let ticked: Ticked = match body::form(request) {
        Ok(ticked) => ticked,
        Err(error) => return Ok(error.into()),
    };
    let Some(capability) = accept(deps, token) else { return Ok(Answer::bad_link()) };
    if ticked.confirm != "oui" {
        return Ok(find(deps, &capability).await?.page(Some(TICK)));
    }
    insist(|| async {
        let found = find(deps, &capability).await?;
        let known = match &found.known {
            Some(known) => confirm(deps, known).await?,
            None => None,
        };
        Ok(Found { known: known.or(found.known), ..found }.page(None))
    })
    .await
}

fn accept(deps: &Deps, token: &str) -> Option<Capability> {
    Capability::accept(token, Purpose::Subscribe, &deps.keys, deps.clock.now())
}

async fn find(deps: &Deps, capability: &Capability) -> Result<Found, StoreError> {
    let edition = deps.store.current_edition().await?;
    let known = match capability.person() {
        Some(person) => deps.store.subscriber(person).await?,
        None => None,
    };
    let now = deps.clock.now();
    let in_time = known.as_ref().and_then(Subscriber::expires).is_some_and(|expires| now < expires);
    let preferences = Capability { purpose: Purpose::Preferences, ..capability.clone() };
    Ok(Found { known, edition, preferences: preferences.link("", &deps.keys), in_time })
}

/// They confirm; nothing when there is nothing to confirm.
async fn confirm(deps: &Deps, known: &Subscriber) -> Result<Option<Subscriber>, StoreError> {
    let now = deps.clock.now();
    let arrived = match known.confirm(now) {
        Ok(arrived) => arrived,
        Err(Refusal::AlreadyDone | Refusal::Expired | Refusal::Left) => return Ok(None),
    };
    let Some((leaving, left)) = replaced(deps, known).await? else {
        let occasion = Some(SubscriberOccasion::Welcome);
        deps.store.record_subscriber(known.version, &arrived, occasion, now).await?;
        tracing::info!("a subscriber has confirmed their address");
        return Ok(Some(arrived));
    };
    let arrived = inherit(arrived, &leaving);
    deps.store.record_move(&arrived, &left, now).await?;
    tracing::info!("a subscriber has moved to another address");
    Ok(Some(arrived))
}

/// The subscriber whose address this one replaces, before and after; none if they have left by now.
async fn replaced(deps: &Deps, known: &Subscriber) -> Result<Option<(Subscriber, Subscriber)>, StoreError> {
    let Standing::Pending { replaces: Some(replaces), .. } = &known.standing else { return Ok(None) };
    let Some(leaving) = other(deps, known, replaces).await? else { return Ok(None) };
    let left = leaving.leave(Departure::Moved, deps.clock.now()).ok();
    Ok(left.map(|left| (leaving, left)))
}

async fn other(
    deps: &Deps,
    known: &Subscriber,
    replaces: &PersonId,
) -> Result<Option<Subscriber>, StoreError> {
    if *replaces == known.person { Ok(None) } else { deps.store.subscriber(replaces).await }
}

/// Who arrives without having chosen anything keeps what was chosen under the other address.
fn inherit(mut arrived: Subscriber, leaving: &Subscriber) -> Subscriber {
    if let (Standing::Active { preferences, .. }, Some(kept)) = (&mut arrived.standing, leaving.preferences())
        && *preferences == Preferences::default()
    {
        preferences.clone_from(kept);
    }
    arrived
}

impl Found {
    fn page(&self, error: Option<&'static str>) -> Answer {
        let edition = self.edition.as_ref();
        match self.known.as_ref().map(|known| &known.standing) {
            Some(Standing::Pending { address, preferences, consent, replaces, .. }) if self.in_time => {
                let page = ConfirmPage {
                    address,
                    choices: chosen::words(preferences, edition.map(|edition| edition.year)),
                    consent: sentence(consent.text).unwrap_or_default(),
                    moves: replaces.is_some(),
                    summary: summary(error),
                    tick_box: tick_box(error),
                };
                let main = page.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
                let (status, title) = match error {
                    None => (StatusCode::OK, "Confirmez votre abonnement"),
                    Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, "Erreur – Confirmez votre abonnement"),
                };
                Answer::with_status(status, &Page::private(title, edition, &main))
            }
            Some(Standing::Active { address, .. }) => {
                let page = ConfirmedPage { address, preferences: &self.preferences };
                let main = page.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
                Answer::page(&Page::private("Votre abonnement est confirmé", edition, &main))
            }
            Some(Standing::Left(_)) => Gone::Left.page(StatusCode::GONE, edition),
            Some(Standing::Pending { .. }) | None => Gone::Expired.page(StatusCode::GONE, edition),
        }
    }
}

fn summary(error: Option<&'static str>) -> String {
    let errors = error.iter().map(|message| FieldError { anchor: "confirm".into(), message }).collect();
    ErrorSummary { errors }.html()
}

fn tick_box(error: Option<&'static str>) -> String {
    let label = "Oui, je m’abonne avec cette adresse.";
    TickBox { id: "confirm", name: "confirm", value: "oui", label, ticked: false, error }.html()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::samples::{active, edition, pending};

    fn said(known: Option<Subscriber>, in_time: bool, error: Option<&'static str>) -> Answer {
        let preferences = "/abonnement/mes-choix/jeton".into();
        Found { known, edition: Some(edition()), preferences, in_time }.page(error)
    }

    #[test]
    fn the_page_before_and_after() {
        insta::assert_snapshot!("confirm", said(Some(pending()), true, None).html());
        insta::assert_snapshot!("confirmed", said(Some(active()), false, None).html());
    }

    #[test]
    fn a_request_that_is_no_more_says_how_to_ask_again() {
        for known in [None, Some(pending())] {
            let page = said(known, false, Some(TICK));
            assert_eq!(page.status(), StatusCode::GONE);
            assert!(page.html().contains("href=\"/abonnement\"") && !page.html().contains("<form"));
        }
    }
}
