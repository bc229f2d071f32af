//! Who follows an event: its organiser and their colleagues, who can be invited, taken out, or leave.

mod page;

use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::email::EmailAddress;
use model::event::{Refusal, Seat};
use model::id::PersonId;
use model::step::Step;
use store::StoreError;
use web::form::address_message;
use web::problem::Problem;
use web::{Answer, body, query};

use crate::alert::Alert;
use crate::found::Found;
use crate::limit::Limit;
use crate::way::Way;
use crate::{Deps, Outage, insist};
use page::{TeamPage, done};

/// How many invitations an hour come from one network at most.
const INVITATIONS: Limit = Limit { what: "invite", most_an_hour: 60 };

#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
struct Typed {
    /// `inviter` or `retirer`.
    act: String,
    email: String,
    accord: String,
    /// The place of whoever is to leave.
    place: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    /// What has just been done.
    fait: String,
}

/// Someone of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Member {
    seat: Seat,
    /// None while it cannot be found.
    address: Option<EmailAddress>,
}

/// What has come of a form.
enum Outcome {
    /// It is done, or was before: where that is said.
    Done(String),
    Answer(Answer),
}

pub(crate) async fn show(deps: &Deps, way: &Way<'_>, request: &Request) -> Result<Answer, StoreError> {
    let Some(found) = Found::read(deps, way).await? else { return Ok(Answer::bad_link()) };
    let asked: Asked = query::read(request);
    let members = members(deps, &found).await?;
    let typed = Typed::default();
    let page = TeamPage::new(&found, way, members, &typed).with_alert(done(&asked.fait));
    Ok(page.answer(StatusCode::OK))
}

pub(crate) async fn act(deps: &Deps, way: &Way<'_>, request: &Request) -> Result<Answer, StoreError> {
    let typed: Typed = match body::form(request) {
        Ok(typed) => typed,
        Err(error) => return Ok(error.into()),
    };
    let Some(found) = Found::read(deps, way).await? else { return Ok(Answer::bad_link()) };
    let page = TeamPage::new(&found, way, members(deps, &found).await?, &typed);
    let wish = match Wish::read(&typed) {
        Ok(wish) => wish,
        Err(problems) => return Ok(page.with_problems(problems).answer(StatusCode::UNPROCESSABLE_ENTITY)),
    };
    if matches!(wish, Wish::Invite(_)) && !INVITATIONS.admits(deps, request).await? {
        return Ok(page.with_alert(Some(Alert::CROWD)).answer(StatusCode::TOO_MANY_REQUESTS));
    }
    Ok(match Box::pin(insist(|| take(deps, way, &typed, &wish))).await {
        Ok(Outcome::Done(path)) => Answer::see_other(path),
        Ok(Outcome::Answer(answer)) => answer,
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a team has not changed, or nobody knows"
            );
            let alert = Some(Alert::of(Outage::of(&error)));
            page.with_alert(alert).answer(StatusCode::SERVICE_UNAVAILABLE)
        }
    })
}

/// Who follows the event, as it stands.
async fn members(deps: &Deps, found: &Found) -> Result<Vec<Member>, StoreError> {
    let mut members = Vec::new();
    for seat in found.event.seats() {
        let address = if seat.is_organiser() {
            Some(found.current.organiser.email.clone())
        } else {
            deps.store.colleague(found.event.id, seat).await?
        };
        members.push(Member { seat, address });
    }
    Ok(members)
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wish {
    Invite(EmailAddress),
    Dismiss(Seat),
}

impl Wish {
    fn read(typed: &Typed) -> Result<Self, Vec<Problem>> {
        if typed.act == "retirer" {
            let place = typed.place.parse::<u8>().map(Seat::from).ok().filter(|seat| !seat.is_organiser());
            return place.map(Self::Dismiss).ok_or_else(|| vec![Problem::new("place", CHOOSE)]);
        }
        match (EmailAddress::parse(&typed.email), typed.accord == "oui") {
            (Ok(address), true) => Ok(Self::Invite(address)),
            (address, is_agreed) => {
                let address = address.err().map(|error| Problem::new("email", address_message(&error)));
                let consent = (!is_agreed).then(|| Problem::new("accord", TICK));
                Err(address.into_iter().chain(consent).collect())
            }
        }
    }
}

const CHOOSE: &str = "Choisissez la personne qui ne suivra plus l’événement.";
const TICK: &str = "Cochez la case si cette personne est d’accord pour suivre l’événement avec vous.";

async fn take(deps: &Deps, way: &Way<'_>, typed: &Typed, wish: &Wish) -> Result<Outcome, StoreError> {
    let Some(found) = Found::read(deps, way).await? else { return Ok(Outcome::Answer(Answer::bad_link())) };
    match wish {
        Wish::Invite(address) => invite(deps, way, &found, typed, address).await,
        Wish::Dismiss(seat) => dismiss(deps, way, &found, *seat).await,
    }
}

async fn invite(
    deps: &Deps,
    way: &Way<'_>,
    found: &Found,
    typed: &Typed,
    address: &EmailAddress,
) -> Result<Outcome, StoreError> {
    let invited = (PersonId::of(address, &deps.person_key), address.clone());
    let (event, content) = (found.event.clone(), &found.current.content);
    let alert = match Step::invite(event, &found.person, invited, content, deps.clock.now()) {
        Ok(step) => {
            deps.store.record(&step).await?;
            tracing::info!(event.id = %step.after.id, "a colleague is invited");
            return Ok(Outcome::Done(way.to("equipe?fait=invite")));
        }
        Err(Refusal::AlreadyInvited) => return Ok(Outcome::Done(way.to("equipe?fait=invite"))),
        Err(Refusal::TooManyColleagues) => page::FULL,
        Err(_) if found.is_being_decided() => Alert::BEING_DECIDED,
        Err(refusal) => {
            tracing::info!(event.id = %found.event.id, %refusal, "a colleague was not invited");
            page::CLOSED
        }
    };
    let page = TeamPage::new(found, way, members(deps, found).await?, typed).with_alert(Some(alert));
    Ok(Outcome::Answer(page.answer(StatusCode::CONFLICT)))
}

async fn dismiss(deps: &Deps, way: &Way<'_>, found: &Found, seat: Seat) -> Result<Outcome, StoreError> {
    let (event, content) = (found.event.clone(), &found.current.content);
    match Step::dismiss(event, &found.person, seat, content, deps.clock.now()) {
        Ok(step) => {
            deps.store.record(&step).await?;
            tracing::info!(event.id = %step.after.id, "a colleague has left");
        }
        Err(refusal) => {
            tracing::info!(event.id = %found.event.id, %refusal, "whoever was to leave had left");
        }
    }
    // Who leaves has no page of the event any more.
    let is_me = seat == way.seat;
    Ok(Outcome::Done(if is_me {
        "/mes-evenements?fait=parti".to_owned()
    } else {
        way.to("equipe?fait=retire")
    }))
}
