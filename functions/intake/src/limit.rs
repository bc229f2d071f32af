//! How often one may send within an hour: counted by network and by mail domain, each by itself, whatever else is known
//! of who sends. Whoever is asked to wait loses nothing.
//!
//! An office of forty people behind one address sends forty forms, and each of them twice. A robot that sends a
//! thousand gets a hundred through, and each of these goes nowhere before its address is confirmed.

use lambda_http::Request;
use model::email::EmailAddress;
use model::id::{DomainId, NetworkId, PersonId};
use store::StoreError;
use web::network;

use crate::Deps;

/// Forms that one network may send in an hour.
pub(crate) const FORMS_OF_A_NETWORK: u32 = 100;
/// Forms that the addresses of one mail domain may send in an hour.
pub(crate) const FORMS_OF_A_DOMAIN: u32 = 200;
/// Drafts that one network may open in an hour: nobody fills the table with what they never send.
const DRAFTS_OF_A_NETWORK: u32 = 300;
/// Mails with a draft's address that one network may ask for in an hour.
pub(crate) const MAILS_OF_A_NETWORK: u32 = 60;
/// Mails with a draft's address that one person may be sent in an hour: whoever types it is not known to be them.
pub(crate) const MAILS_TO_A_PERSON: u32 = 3;

/// From which network a request comes.
pub(crate) fn network(deps: &Deps, request: &Request) -> Option<NetworkId> {
    network::of(request, &deps.person_key)
}

/// Counts a draft that is about to be opened; false when there have been enough.
pub(crate) async fn a_draft(deps: &Deps, network: Option<&NetworkId>) -> Result<bool, StoreError> {
    counts(deps, "draft-opened", network.map(NetworkId::as_str), DRAFTS_OF_A_NETWORK).await
}

/// Counts a form that is about to be sent; false when there have been enough. Anybody can type an address of any domain:
/// whoever has proven their work is not held up by those who type it too.
pub(crate) async fn a_form(
    deps: &Deps,
    network: Option<&NetworkId>,
    address: &EmailAddress,
    proven: bool,
) -> Result<bool, StoreError> {
    let domain = DomainId::of(address, &deps.person_key);
    Ok(counts(deps, "form-network", network.map(NetworkId::as_str), FORMS_OF_A_NETWORK).await?
        && (proven || counts(deps, "form-domain", Some(domain.as_str()), FORMS_OF_A_DOMAIN).await?))
}

/// Counts a mail with a draft's address that is about to be asked for; false when there have been enough.
pub(crate) async fn a_mail(
    deps: &Deps,
    network: Option<&NetworkId>,
    person: &PersonId,
) -> Result<bool, StoreError> {
    Ok(counts(deps, "draft-network", network.map(NetworkId::as_str), MAILS_OF_A_NETWORK).await?
        && counts(deps, "draft-person", Some(person.as_str()), MAILS_TO_A_PERSON).await?)
}

async fn counts(deps: &Deps, what: &str, whose: Option<&str>, most: u32) -> Result<bool, StoreError> {
    match whose {
        Some(whose) => deps.store.count_request(what, whose, most, deps.clock.now()).await,
        None => Ok(true),
    }
}
