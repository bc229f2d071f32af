//! What became of one person's copy: asked by address, answered without keeping it.

use model::email::EmailAddress;
use model::french;
use model::id::PersonId;
use model::ledger::{Fate, Status};
use model::mailing::{CopyId, Delivery, State};
use store::StoreError;
use web::Typed;

use crate::Deps;
use crate::case::Case;
use crate::page::Visit;

/// Looks for the copy of whoever has this address.
pub(super) async fn look_up(
    deps: &Deps,
    case: &Case,
    address: &EmailAddress,
    typed: &Typed,
) -> Result<Visit, StoreError> {
    if !case.offers("qui") {
        return Ok(Visit::Told(None));
    }
    let person = PersonId::of(address, &deps.person_key);
    let copy = match case.mailing.buckets {
        Some(buckets) => {
            let (mailing, bucket) = (case.mailing.id, buckets.of(&person));
            deps.store.delivery(&CopyId { mailing, bucket, person }).await?
        }
        None => None,
    };
    Ok(Visit::Found { typed: typed.clone(), told: told(copy.as_ref(), &case.mailing.state) })
}

/// What is known of a copy.
pub(super) fn told(copy: Option<&Delivery>, state: &State) -> String {
    let Some(copy) = copy else {
        return match state {
            State::Freezing { .. } => {
                "Pas de copie pour cette adresse pour l’instant\u{a0}: la liste des destinataires est en préparation."
            }
            _ => {
                "Pas de copie pour cette adresse\u{a0}: elle n’était pas parmi les destinataires quand la liste a été \
                 arrêtée."
            }
        }
        .into();
    };
    let on = |at| format!("le {} (heure de Paris)", french::moment(at));
    match &copy.fate {
        Some(Fate::Delivered { at }) => return format!("Sa copie a été remise {}.", on(*at)),
        Some(Fate::Bounced { at, permanent: true, .. }) => {
            return format!("Sa copie n’est pas arrivée\u{a0}: l’adresse l’a rejetée {}.", on(*at));
        }
        Some(Fate::Bounced { at, permanent: false, .. }) => {
            return format!("Sa copie est partie, mais sa remise a échoué {}.", on(*at));
        }
        Some(Fate::Complained { at }) => {
            return format!("Sa copie a été reçue, et signalée comme indésirable {}.", on(*at));
        }
        None => {}
    }
    let cancelled = matches!(state, State::Cancelled { .. });
    match &copy.status {
        Status::Pending { .. } if cancelled => "Sa copie n’est pas partie\u{a0}: l’envoi a été annulé.".into(),
        Status::Pending { .. } => "Sa copie n’est pas encore partie.".into(),
        Status::Claimed { .. } if !cancelled => "Sa copie est en train de partir.".into(),
        Status::Sent { at, .. } => {
            format!("Sa copie est partie {}\u{a0}; rien ne dit encore si elle est arrivée.", on(*at))
        }
        Status::Refused { at, .. } => format!("Le service d’envoi a refusé sa copie {}.", on(*at)),
        Status::Skipped { at } => {
            format!("Sa copie n’est pas partie\u{a0}: elle n’avait plus lieu d’être {}.", on(*at))
        }
        Status::Claimed { .. } | Status::Unknown { .. } => {
            "Sa copie est peut-être partie\u{a0}: le service d’envoi n’a pas répondu, et l’on n’envoie jamais deux fois."
                .into()
        }
    }
}
