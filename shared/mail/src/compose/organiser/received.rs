//! "We have it, and there is nothing to confirm": a proposal from a known address, or a new version.

use model::content::RevisionNumber;

use super::OrganiserDossier;
use crate::compose::addresses::Addresses;
use crate::compose::words::{paragraph, title, what_when_where};
use crate::message::{Block, Message};

pub(super) fn letter(dossier: &OrganiserDossier<'_>, addresses: &Addresses<'_>) -> Message {
    if dossier.letter.revision == RevisionNumber::FIRST {
        proposal(dossier, addresses)
    } else {
        new_version(dossier, addresses)
    }
}

fn proposal(dossier: &OrganiserDossier<'_>, addresses: &Addresses<'_>) -> Message {
    let mut body = vec![
        paragraph("Merci\u{a0}! Votre proposition est arrivée, et l’équipe va l’examiner."),
        paragraph(
            "Vous avez déjà confirmé votre adresse pour cette édition\u{a0}: vous n’avez rien à faire. Nous vous écrirons \
             dès qu’une décision sera prise.",
        ),
    ];
    body.extend(what_and_how_to_change_it(dossier, addresses));
    body.push(paragraph("Si cette proposition ne vient pas de vous, répondez à ce courriel."));
    dossier.message(
        format!("Proposition reçue\u{a0}: {}", title(&dossier.revision.content)),
        "Votre adresse est déjà confirmée\u{a0}: vous n’avez rien à faire.",
        body,
    )
}

fn new_version(dossier: &OrganiserDossier<'_>, addresses: &Addresses<'_>) -> Message {
    let mut body = vec![paragraph(
        "Merci\u{a0}! Votre nouvelle version est arrivée. L’équipe va la relire, et vous écrira dès qu’une décision sera \
         prise\u{a0}: vous n’avez rien d’autre à faire.",
    )];
    if dossier.event.shown().is_some() {
        body.push(paragraph(
            "D’ici là, la version déjà publiée reste en ligne\u{a0}: rien ne change dans le programme.",
        ));
    }
    body.extend(what_and_how_to_change_it(dossier, addresses));
    body.push(paragraph("Si cette nouvelle version ne vient pas de vous, répondez à ce courriel."));
    dossier.message(
        format!("Nouvelle version reçue\u{a0}: {}", title(&dossier.revision.content)),
        "L’équipe va la relire\u{a0}: vous n’avez rien d’autre à faire.",
        body,
    )
}

fn what_and_how_to_change_it(dossier: &OrganiserDossier<'_>, addresses: &Addresses<'_>) -> [Block; 2] {
    [
        Block::Facts(what_when_where(dossier.event.id, &dossier.revision.content)),
        Block::Besides {
            label: "Un oubli, une erreur\u{a0}? Corriger ma proposition",
            address: addresses.edit(dossier.event, dossier.edition),
        },
    ]
}
