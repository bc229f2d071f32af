//! The newsletter, where its box was ticked: asked for as the sign-up form does, and confirmed from the address itself.

use model::draft::Sent;
use model::email::EmailAddress;
use model::id::PersonId;
use model::proposal::{Proposal, YES};
use model::subscriber::{CURRENT_TEXT, Consent, Preferences, Request, Source};
use store::StoreError;

use crate::Deps;

/// Notes what is asked, if anything is; asking again within the window is asking once.
pub(crate) async fn ask(
    deps: &Deps,
    proposal: &Proposal,
    address: EmailAddress,
    sent: &Sent,
) -> Result<(), StoreError> {
    if proposal.newsletter != YES {
        return Ok(());
    }
    let person = PersonId::of(&address, &deps.person_key);
    let source = Source::Form { network: sent.network.clone() };
    let request = Request {
        address,
        preferences: Preferences::default(),
        consent: Consent { at: sent.at, text: CURRENT_TEXT, source },
        replaces: None,
    };
    match deps.store.ask_subscription(&person, request.window(), &request, deps.clock.now()).await {
        Err(error) if !error.is_conflict() => Err(error),
        _ => Ok(()),
    }
}
