//! "You answer for this event, too."

use super::OrganiserDossier;
use crate::compose::addresses::Addresses;
use crate::compose::words::{paragraph, what_when_where};
use crate::message::{Block, Message};
use crate::plain::unlinked;

/// Nobody has confirmed the address: it is told what the event is, and of which organisation, and not one word
/// that someone would have for it.
pub(super) fn letter(dossier: &OrganiserDossier<'_>, addresses: &Addresses<'_>) -> Message {
    let (content, name) = (&dossier.revision.content, &dossier.edition.name);
    let organisation = unlinked(content.organisation.name.as_str());
    let mut facts = what_when_where(dossier.event.id, content);
    facts.push(("Organisé par", organisation.clone()));
    let body = vec![
        paragraph(format!(
            "Une personne qui organise un événement du {name} pour «\u{a0}{organisation}\u{a0}» souhaite le suivre avec \
             vous, et a donné votre adresse. Voici l’événement\u{a0}:"
        )),
        Block::Facts(facts),
        Block::Action { label: "Ouvrir la page de l’événement", address: dossier.own_page(addresses) },
        paragraph(
            "Vous y verrez où il en est. Vous pourrez le corriger, dire qu’il est complet, reporté ou annulé. Nous vous \
             écrirons à chaque étape, comme à la personne qui l’a proposé.",
        ),
        paragraph(
            "Ce lien vous est personnel\u{a0}: gardez ce courriel, et ne le transférez pas. Votre adresse ne sera pas \
             publiée.",
        ),
        paragraph(
            "C’est une erreur, ou vous ne souhaitez pas suivre cet événement\u{a0}? Ouvrez la page, choisissez \
             «\u{a0}Suivre l’événement à plusieurs\u{a0}», puis sous «\u{a0}Ne plus suivre l’événement\u{a0}» votre \
             adresse\u{a0}: elle sera retirée, et nous ne vous écrirons plus à ce sujet.",
        ),
    ];
    Message {
        why: format!(
            "Vous recevez ce courriel parce que votre adresse a été donnée pour suivre un événement proposé pour le {name}."
        ),
        ..dossier.message(
            format!("Un événement du {name} à suivre avec des collègues"),
            "Une personne qui l’organise a donné votre adresse.",
            body,
        )
    }
}
