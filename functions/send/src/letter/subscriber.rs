//! Letters to someone about their subscription.

use mail::{Addresses, Message, SubscriberDossier};
use model::letter::SubscriberLetter;

use crate::{Deps, Error};

pub(super) async fn write(
    deps: &Deps,
    letter: &SubscriberLetter,
    addresses: &Addresses<'_>,
) -> Result<Option<Message>, Error> {
    let store = &deps.store;
    let (subscriber, edition) = tokio::try_join!(store.subscriber(&letter.person), store.current_edition())?;
    let Some(subscriber) = subscriber.filter(|subscriber| !letter.is_overtaken_by(subscriber)) else {
        return Ok(None);
    };
    let Some(edition) = edition else { return Ok(None) };
    let dossier = SubscriberDossier { letter, subscriber: &subscriber, edition: &edition };
    Ok(dossier.compose(addresses))
}
