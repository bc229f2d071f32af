//! The mails that followed, and what has become of each.

use model::french;
use model::ledger::{Fate, Status};
use model::letter::{EventLetter, Letter, Purpose};
use model::moderation::Moderator;
use store::Mail;

use super::words;

/// « Courriel à Noa Hoarau : remis le 3 septembre 2027 à 10 h 32. »
pub(super) fn told(row: &Mail, team: &[Moderator]) -> String {
    let to = match &row.letter {
        Letter::Event(EventLetter { purpose: Purpose::Invited, .. }) => {
            "au collègue invité, avec son lien".into()
        }
        Letter::Event(letter) if !letter.seat.is_organiser() => "à un collègue de l’organisateur".into(),
        Letter::Event(EventLetter { purpose, .. }) => match purpose {
            Purpose::ConfirmAddress => "à l’organisateur, pour confirmer son adresse".into(),
            Purpose::Received => "à l’organisateur, pour accuser réception".into(),
            Purpose::Decision
            | Purpose::TakenBack
            | Purpose::Invited
            | Purpose::Retracted
            | Purpose::PracticalChange => "à l’organisateur".into(),
            Purpose::Review { moderator } | Purpose::Entrusted { moderator, .. } => {
                format!("à {}", words::name(*moderator, team))
            }
        },
        Letter::Desk(letter) => format!("à {}", words::name(letter.moderator, team)),
        Letter::Mailing(letter) => format!("à {}", words::name(letter.moderator, team)),
        Letter::Subscriber(_) => "à l’abonné".into(),
        Letter::Organiser(_) => "à l’organisateur".into(),
    };
    format!("Courriel {to}\u{a0}: {}.", status(row))
}

/// What has become of a mail, as far as one knows.
pub(super) fn status(row: &Mail) -> String {
    let on = |at| french::moment(at);
    match &row.fate {
        Some(Fate::Delivered { at }) => return format!("remis le {}", on(*at)),
        Some(Fate::Bounced { at, permanent: true, .. }) => {
            return format!("jamais arrivé\u{a0}: l’adresse l’a rejeté le {}", on(*at));
        }
        Some(Fate::Bounced { at, permanent: false, .. }) => {
            return format!("envoyé, mais sa remise a échoué le {}", on(*at));
        }
        Some(Fate::Complained { at }) => {
            return format!("reçu, et signalé comme indésirable le {}", on(*at));
        }
        None => {}
    }
    match &row.status {
        Status::Pending { .. } => "pas encore parti".into(),
        Status::Claimed { .. } => "en cours d’envoi".into(),
        Status::Sent { at, .. } => format!("envoyé le {}", on(*at)),
        Status::Refused { at, .. } => format!("refusé par le service d’envoi le {}", on(*at)),
        Status::Skipped { .. } => "jamais parti, car devenu inutile".into(),
        Status::Unknown { .. } => "peut-être envoyé\u{a0}: le service d’envoi n’a pas répondu".into(),
    }
}
