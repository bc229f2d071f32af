//! How a draft is received: straight by the moderators, or once its address is confirmed.

use model::draft::Sent;
use model::edition::Year;
use model::id::PersonId;
use model::reception::{Confirmations, Reception};
use store::StoreError;

use crate::Deps;

/// Most mails that ask a confirmed address to confirm one more event, within an hour.
const MOST_AN_HOUR: u32 = 10;

/// How it is received and, when the address is asked to be confirmed, what is to be noted of that.
///
/// Anybody can type a known address: only with the proof of work, which costs whoever sends thousands of forms, does it
/// open the way to the moderators. Without it each event has a mail of its own, as often as a person can want: whoever has
/// confirmed their address has said that they read it. Where nobody has, there is one mail a day and there are three in
/// all, and the page of each tells the person's other events.
pub(crate) async fn of(
    deps: &Deps,
    organiser: &PersonId,
    edition: Year,
    sent: &Sent,
) -> Result<(Reception, Option<Confirmations>), StoreError> {
    // The mail leaves now, however late the message comes.
    let now = deps.clock.now();
    if deps.store.has_confirmed(organiser, edition).await? {
        let (what, whose) = ("confirm-person", organiser.as_str());
        let reception = if sent.proof {
            Reception::Known
        } else if deps.store.count_request(what, whose, MOST_AN_HOUR, now).await? {
            Reception::Ask
        } else {
            Reception::AskedEnough
        };
        return Ok((reception, None));
    }
    let before = deps.store.confirmations(organiser).await?;
    let asked = Confirmations::once_more(before.as_ref(), edition, now);
    let reception = if asked.is_some() { Reception::Ask } else { Reception::AskedEnough };
    Ok((reception, asked))
}
