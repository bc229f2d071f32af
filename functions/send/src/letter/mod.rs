//! From an intention to words: everything a letter says is read when it is sent.

mod desk;
mod draft;
mod links;
mod mailing;
mod moderator;
mod organiser;
mod subscriber;
mod taken_back;

use jiff::Timestamp;
use mail::{Addresses, Mail, Message};
use model::letter::{EventLetter, Letter, OrganiserOccasion, Purpose};
use store::StoreError;

use crate::{Deps, Error};

/// The words of a letter, or nothing when events have overtaken it or its recipient has left the team.
pub(crate) async fn write(deps: &Deps, letter: &Letter, now: Timestamp) -> Result<Option<Mail>, Error> {
    let addresses = Addresses { base_url: &deps.base_url, keys: &deps.keys, now };
    let message = match letter {
        Letter::Event(letter) => Box::pin(about_event(deps, letter, &addresses)).await,
        Letter::Organiser(letter) => match letter.occasion {
            OrganiserOccasion::Links { window } => {
                Box::pin(links::write(deps, &letter.person, window, &addresses)).await
            }
            OrganiserOccasion::Draft { draft, nth } => {
                Box::pin(draft::write(deps, letter, (draft, nth), &addresses)).await
            }
        },
        Letter::Desk(letter) => Box::pin(desk::write(deps, letter, &addresses)).await,
        Letter::Subscriber(letter) => Box::pin(subscriber::write(deps, letter, &addresses)).await,
        Letter::Mailing(letter) => return Box::pin(mailing::write(deps, letter, &addresses)).await,
    };
    Ok(message?.as_ref().map(Mail::from))
}

async fn about_event(
    deps: &Deps,
    letter: &EventLetter,
    addresses: &Addresses<'_>,
) -> Result<Option<Message>, Error> {
    let store = &deps.store;
    let (event, revision) =
        tokio::try_join!(store.event(letter.event), store.revision(letter.event, letter.revision))?;
    let Some(event) = event.filter(|event| !letter.is_overtaken_by(event)) else { return Ok(None) };
    let Some(revision) = revision else { return Ok(None) };
    match letter.purpose {
        Purpose::Review { .. } | Purpose::Entrusted { .. } => {
            Box::pin(moderator::write(deps, letter, &event, &revision, addresses)).await
        }
        Purpose::ConfirmAddress
        | Purpose::Received
        | Purpose::Decision
        | Purpose::TakenBack
        | Purpose::Invited
        | Purpose::Retracted
        | Purpose::PracticalChange => {
            Box::pin(organiser::write(deps, letter, &event, &revision, addresses)).await
        }
    }
}

/// What the table has under a key, where there is a key.
async fn known<K, T>(
    key: Option<K>,
    read: impl AsyncFnOnce(K) -> Result<Option<T>, StoreError>,
) -> Result<Option<T>, StoreError> {
    match key {
        Some(key) => read(key).await,
        None => Ok(None),
    }
}
