//! Giving the place of someone who has left to another.
//!
//! Two steps: whoever had the place loses it, then the other is given one of their own, for a place is never given twice and
//! so old links are dead. If the second is not taken, doing it again takes it. Both are looked at before the first is taken.

use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use model::email::EmailAddress;
use model::event::{MOST_COLLEAGUES, MOST_INVITED, Refusal, Seat};
use model::id::{EventId, PersonId, PersonKey};
use model::step::Step;
use runtime::Clock;
use store::{Store, insist};

use super::case::{self, Answer, Case, is_conflict};
use super::show::masked;

/// What is wished.
#[derive(Debug)]
pub(super) struct Wish {
    event: EventId,
    to: (PersonId, EmailAddress),
    /// The colleague whose place it is; none: the organiser.
    from: Option<PersonId>,
}

impl Wish {
    /// Reads what is typed.
    pub(super) fn read(event: &str, to: &str, from: Option<&str>, key: &PersonKey) -> Result<Self> {
        let address = |typed: &str, option: &str| {
            EmailAddress::parse(typed).with_context(|| format!("{option} cannot be written to"))
        };
        let to = address(to, "--to")?;
        let from = from.map(|from| address(from, "--from")).transpose()?;
        Ok(Self {
            event: case::id(event)?,
            to: (PersonId::of(&to, key), to),
            from: from.map(|from| PersonId::of(&from, key)),
        })
    }
}

/// What is to be done.
struct Plan {
    /// The place that is to be empty; none when it is.
    out: Option<Box<Step>>,
    /// The place that is to be given; none when they have one.
    seat: Option<Box<Step>>,
}

fn plan(wish: &Wish, case: &Case, now: Timestamp) -> Result<Plan> {
    let (event, content, title) = (&case.event, &case.revision.content, case.title());
    let from = match &wish.from {
        None => event.person_at(Seat::ORGANISER).map(|_| Seat::ORGANISER),
        Some(person) => event.seat_of(person),
    };
    let has_place = event.seat_of(&wish.to.0);
    if from.is_none() && wish.from.is_some() && has_place.is_none() {
        bail!(
            "nobody who follows « {title} » has the address of --from: mip events show --personal tells who does"
        );
    }
    if from.is_some() && has_place == from {
        bail!("« {title} » has been theirs all along: --to is the address of whoever takes over");
    }
    let refused = |refusal: Refusal| match refusal {
        Refusal::NotConfirmed => anyhow::anyhow!(
            "nobody has confirmed the address that proposed « {title} »: whoever takes over fills the form in themselves"
        ),
        Refusal::TooManyColleagues => anyhow::anyhow!(
            "{MOST_COLLEAGUES} colleagues follow « {title} » already, or {MOST_INVITED} have come and gone: --from names who leaves"
        ),
        other => anyhow::anyhow!("« {title} » cannot be given to another: {other}"),
    };
    let out =
        from.map(|seat| Step::unseat(event.clone(), seat, content, now)).transpose().map_err(refused)?;
    let then = out.as_ref().map_or(event, |out| &out.after).clone();
    let seat = match Step::seat(then, wish.to.clone(), content, now) {
        Ok(step) => Some(Box::new(step)),
        Err(Refusal::AlreadyInvited) => None,
        Err(refusal) => return Err(refused(refusal)),
    };
    Ok(Plan { out: out.map(Box::new), seat })
}

/// What would happen, in words.
pub(super) async fn foresee(store: &Store, wish: &Wish, now: Timestamp) -> Result<String> {
    let case = Case::read(store, wish.event).await?;
    let Plan { out, seat } = plan(wish, &case, now)?;
    let title = case.title();
    if out.is_none() && seat.is_none() {
        bail!("« {title} » is followed by --to already, and by nobody in the place that is to be left");
    }
    let leaves = match &wish.from {
        _ if out.is_none() => "the place is empty already",
        None => "the organiser’s links would be dead",
        Some(_) => "that colleague’s links would be dead",
    };
    let to = masked(&wish.to.1);
    let gets = if seat.is_some() { "would get a link by mail" } else { "follows it already" };
    Ok(format!("« {title} »: {leaves}, and {to} {gets}"))
}

/// Does it, as far as it is not done.
pub(super) async fn grant(store: &Store, wish: &Wish, clock: &Clock) -> Result<Answer> {
    let attempt = async || {
        let case = Case::read(store, wish.event).await?;
        let Plan { out, seat } = plan(wish, &case, clock.now())?;
        if let Some(step) = &out {
            store.record(step).await?;
        }
        if let Some(step) = &seat {
            store.record(step).await?;
        }
        let title = case.title();
        let written = out.is_some() || seat.is_some();
        let said = match (written, &seat) {
            (false, _) => format!("« {title} » is theirs (it was already)."),
            (true, Some(_)) => {
                format!(
                    "« {title} » is theirs: a link is on its way to {}, and the old ones are dead.",
                    masked(&wish.to.1)
                )
            }
            (true, None) => {
                format!("« {title} » is theirs: they followed it already, and the old links are dead.")
            }
        };
        Ok(Answer::new(&case.event, written, said))
    };
    insist(attempt, is_conflict).await
}
