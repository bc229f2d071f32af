//! "One of you has taken it back."

use super::OrganiserDossier;
use crate::compose::addresses::Addresses;
use crate::compose::words::{named, paragraph, title};
use crate::message::{Block, Message};

pub(super) fn letter(dossier: &OrganiserDossier<'_>, addresses: &Addresses<'_>) -> Message {
    let content = &dossier.revision.content;
    let by = if dossier.event.colleagues.is_empty() {
        "comme vous l’avez demandé"
    } else {
        "à votre demande ou à celle d’une personne qui la suit avec vous"
    };
    let body = vec![
        paragraph(format!(
            "Votre proposition {} est retirée, {by}. L’équipe ne l’examinera pas, et elle ne paraîtra pas au programme.",
            named(dossier.event.id, content)
        )),
        paragraph("Vous n’avez rien d’autre à faire. Son contenu reste sur sa page\u{a0}:"),
        Block::Action { label: "Voir la page de ma proposition", address: dossier.own_page(addresses) },
        paragraph(
            "Une erreur\u{a0}? Cette demande ne vient ni de vous ni d’une personne qui suit la proposition avec \
             vous\u{a0}? Répondez à ce courriel.",
        ),
    ];
    dossier.message(
        format!("Proposition retirée\u{a0}: {}", title(content)),
        "L’équipe ne l’examinera pas\u{a0}: vous n’avez rien à faire.",
        body,
    )
}
