//! "We have it, and here is what comes next": a proposal, once its address is confirmed, or a new version.

use model::content::RevisionNumber;

use super::{OrganiserDossier, copy};
use crate::compose::addresses::{Addresses, ORGANISE_LIFE};
use crate::compose::words::{named, paragraph, title};
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
        paragraph(format!(
            "Merci\u{a0}! Votre proposition {} est arrivée. Votre adresse est confirmée\u{a0}: vous n’avez rien d’autre à \
             faire.",
            named(dossier.event.id, &dossier.revision.content)
        )),
        Block::Heading("Et maintenant".into()),
        Block::Points(vec![
            "Une personne de l’équipe lit votre proposition. Elle la publie, vous demande de revoir un point, ou vous \
             explique pourquoi elle ne peut pas la retenir."
                .into(),
            "Nous vous écrivons à cette adresse dès que la décision est prise.".into(),
            "D’ici là et après, la page de votre événement vous dit où il en est. Vous pouvez y corriger ou retirer votre \
             proposition, et inviter des collègues à la suivre avec vous."
                .into(),
        ]),
    ];
    body.extend(way_to_own_page("Suivre ma proposition", dossier, addresses));
    body.extend(copy::told(dossier, "Copie de votre proposition"));
    body.push(paragraph("Si cette proposition ne vient pas de vous, répondez à ce courriel."));
    dossier.message(
        format!("Proposition reçue\u{a0}: {}", title(&dossier.revision.content)),
        "Voici la suite, et une copie de ce que vous avez envoyé.",
        body,
    )
}

fn new_version(dossier: &OrganiserDossier<'_>, addresses: &Addresses<'_>) -> Message {
    let mut body = vec![paragraph(format!(
        "Merci\u{a0}! La nouvelle version de votre événement {} est arrivée. L’équipe va la relire, et vous écrira dès \
         qu’une décision sera prise\u{a0}: vous n’avez rien d’autre à faire.",
        named(dossier.event.id, &dossier.revision.content)
    ))];
    if dossier.event.shown().is_some() {
        body.push(paragraph(
            "D’ici là, la version déjà publiée reste en ligne\u{a0}: rien ne change dans le programme.",
        ));
    }
    body.extend(way_to_own_page("Suivre mon événement", dossier, addresses));
    body.extend(copy::told(dossier, "Copie de la nouvelle version"));
    body.push(paragraph(
        "Si cette nouvelle version ne vient ni de vous ni d’une personne qui suit l’événement avec vous, répondez à ce \
         courriel.",
    ));
    dossier.message(
        format!("Nouvelle version reçue\u{a0}: {}", title(&dossier.revision.content)),
        "L’équipe va la relire\u{a0}: vous n’avez rien d’autre à faire. En voici une copie.",
        body,
    )
}

fn way_to_own_page(
    label: &'static str,
    dossier: &OrganiserDossier<'_>,
    addresses: &Addresses<'_>,
) -> [Block; 2] {
    [
        Block::Action { label, address: dossier.own_page(addresses) },
        paragraph(format!(
            "Gardez ce courriel\u{a0}: ce lien, valable {}\u{a0}jours, vous est personnel et permet de modifier l’événement. \
             Ne le transférez pas. Si vous le perdez, demandez-le à nouveau\u{a0}: {}",
            ORGANISE_LIFE.as_hours() / 24,
            addresses.ask_for_links()
        )),
    ]
}
