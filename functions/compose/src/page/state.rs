//! Where an issue stands, in a sentence or two.

use model::french;
use model::mailing::{Deed, State};

use crate::case::Case;

/// « Programmée pour le 12 novembre 2027 à 9 h 30 (heure de Paris). Elle partira d’elle-même. »
pub(super) fn line(case: &Case) -> String {
    let on = |at| format!("le {} (heure de Paris)", french::moment(at));
    match &case.mailing.state {
        State::Draft => "C’est un brouillon\u{a0}: il ne partira que si vous le décidez.".into(),
        State::Scheduled { at } => format!("Elle partira d’elle-même {}.", on(*at)),
        State::Freezing { since } => {
            format!("L’envoi a été demandé {}. La liste des destinataires est en préparation.", on(*since))
        }
        State::Sending { .. } => {
            let launched = case.mailing.launched_at().map(on).unwrap_or_default();
            format!("L’envoi, demandé {launched}, est en cours.")
        }
        State::Paused { since, by_itself: true } => format!(
            "L’envoi s’est arrêté de lui-même {}\u{a0}: trop d’adresses en erreur, ou trop de signalements comme \
             indésirable. Cherchez-en la cause avant de reprendre.",
            on(*since)
        ),
        State::Paused { since, by_itself: false } => {
            let last = case.mailing.history.iter().rev().find(|entry| entry.deed == Deed::Paused);
            let by = last.and_then(|entry| entry.by);
            let by = by.map(|by| format!(" par {}", case.name(by))).unwrap_or_default();
            format!("L’envoi a été mis en pause{by} {}.", on(*since))
        }
        State::Parked { resumes_by, .. } => format!(
            "Le quota d’envoi du jour est atteint. L’envoi reprendra de lui-même, {} au plus tard.",
            on(*resumes_by)
        ),
        State::Sent { at } => format!("L’envoi s’est terminé {}.", on(*at)),
        State::Cancelled { at } => format!("L’envoi a été annulé {}.", on(*at)),
        State::Discarded { at } => format!("La lettre a été abandonnée {}. Elle n’est pas partie.", on(*at)),
    }
}
