//! Whether someone got an issue.

use anyhow::{Context, Result};
use model::email::EmailAddress;
use model::id::{PersonId, PersonKey};
use model::ledger::{Fate, Status};
use model::mailing::{CopyId, Delivery, Mailing, State};
use model::subscriber::{Standing, Subscriber};
use serde_json::{Value, json};
use store::Store;

use crate::console::Told;
use crate::in_paris;

/// What became of someone's copy, in words.
pub(super) async fn got(
    store: &Store,
    mailing: &Mailing,
    address: &str,
    key: &PersonKey,
) -> Result<Told<Value>> {
    let address = EmailAddress::parse(address)
        .context("this is not an address that could be written to, such as camille.durand@exemple.gouv.fr")?;
    let person = PersonId::of(&address, key);
    let copy = match mailing.buckets {
        Some(buckets) => {
            let copy = CopyId { mailing: mailing.id, bucket: buckets.of(&person), person: person.clone() };
            store.delivery(&copy).await?
        }
        None => None,
    };
    let became = match &copy {
        Some(copy) => copy_became(copy, &mailing.state),
        None => no_copy(&mailing.state),
    };
    let known = store.subscriber(&person).await?;
    let fields = json!({
        "mailing": mailing.id,
        "mailing_state": mailing.state.code(),
        "copy": copy.as_ref().map(|copy| copy.status.code()),
        "fate": copy.as_ref().and_then(|copy| copy.fate.as_ref()).map(Fate::code),
        "subscribes": matches!(known.as_ref().map(|known| &known.standing), Some(Standing::Active { .. })),
    });
    Ok(Told::new(format!("{became}\n{}", stands(known.as_ref())), fields))
}

fn no_copy(state: &State) -> String {
    match state {
        State::Draft | State::Scheduled { .. } | State::Discarded { .. } => {
            "No: the issue was not launched, so nobody is in its audience.".to_owned()
        }
        State::Freezing { .. } => {
            "Not yet: its audience is being frozen, and they are not in it so far.".to_owned()
        }
        _ => "No: they were not in the audience when it was frozen (copies are kept for a year).".to_owned(),
    }
}

fn copy_became(copy: &Delivery, state: &State) -> String {
    let is_cancelled = matches!(state, State::Cancelled { .. });
    let status = match &copy.status {
        Status::Pending { .. } if is_cancelled => {
            "No: the issue was cancelled before their copy left.".to_owned()
        }
        Status::Pending { .. } => "Not yet: their copy waits.".to_owned(),
        Status::Claimed { at, .. } if !is_cancelled => {
            format!("Being sent: their copy is in a sender’s hands since {}.", in_paris(*at))
        }
        Status::Sent { ses_id, at } => {
            format!("Sent: SES accepted their copy on {} as {ses_id}.", in_paris(*at))
        }
        Status::Refused { why, at } => {
            format!("No: SES refused their copy on {} ({}).", in_paris(*at), why.escape_debug())
        }
        Status::Skipped { at } => {
            format!("No: on {} they no longer subscribed, so their copy was not sent.", in_paris(*at))
        }
        Status::Claimed { at: since, .. } | Status::Unknown { since, .. } => format!(
            "Perhaps: SES’s answer of {} was lost, and a copy is never sent twice. An event of SES may still tell.",
            in_paris(*since)
        ),
    };
    let fate = match &copy.fate {
        None if matches!(copy.status, Status::Sent { .. }) => {
            "Nothing says yet whether it arrived.".to_owned()
        }
        None => return status,
        Some(Fate::Delivered { at }) => format!("Their server took it on {}.", in_paris(*at)),
        Some(Fate::Bounced { at, permanent, why }) => {
            let how = if *permanent { "for good" } else { "for now" };
            format!("It bounced {how} on {} ({}).", in_paris(*at), why.escape_debug())
        }
        Some(Fate::Complained { at }) => format!("They called it spam on {}.", in_paris(*at)),
    };
    format!("{status} {fate}")
}

/// Where the person stands today.
fn stands(known: Option<&Subscriber>) -> String {
    match known.map(|known| &known.standing) {
        None => "Today nothing is known of this address.".to_owned(),
        Some(Standing::Pending { .. }) => {
            "Today they have asked for the newsletter and not confirmed.".to_owned()
        }
        Some(Standing::Active { .. }) => "Today they subscribe.".to_owned(),
        Some(Standing::Left(left)) => {
            format!("Today they do not subscribe: {} on {}.", left.why.code(), in_paris(left.at))
        }
    }
}
