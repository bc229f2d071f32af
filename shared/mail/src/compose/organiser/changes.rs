//! "A few things to change, and your event goes ahead."

use model::event::{ChangeRequest, Wish};
use model::french;

use super::OrganiserDossier;
use crate::compose::addresses::{Addresses, last_day_to_edit};
use crate::compose::words::{named, paragraph, title};
use crate::message::{Block, Message};
use crate::plain::{unlinked, unlinked_lines};

pub(super) fn letter(
    dossier: &OrganiserDossier<'_>,
    request: &ChangeRequest,
    addresses: &Addresses<'_>,
) -> Message {
    let content = &dossier.revision.content;
    let (subject, points) = match request.wishes.len() {
        1 => ("Un point à revoir", "le point suivant"),
        _ => ("Quelques points à revoir", "les points suivants"),
    };
    let mut body = vec![paragraph(format!(
        "Merci pour votre proposition {}. L’équipe l’a lue avec attention.",
        named(dossier.event.id, content)
    ))];
    if let Some(message) = &request.message {
        body.push(Block::Quotation(unlinked_lines(message.as_str())));
    }
    let meanwhile = if dossier.event.shown().is_some() {
        " En attendant, la version déjà publiée reste en ligne."
    } else {
        ""
    };
    body.push(paragraph(format!("Avant de la publier, nous vous demandons de revoir {points}.{meanwhile}")));
    body.extend(request.wishes.iter().flat_map(wish));
    let nothing_is_lost = paragraph(
        "Rien de ce que vous avez écrit n’est perdu\u{a0}: le formulaire s’ouvre avec votre texte et vous montre les \
         points à revoir. Dès que vous l’aurez renvoyé, l’équipe relira votre proposition et vous écrira.",
    );
    if dossier.colleague.is_some() {
        body.extend([
            Block::Action { label: "Corriger la proposition", address: dossier.own_page(addresses) },
            nothing_is_lost,
            paragraph("Ce lien vous est personnel\u{a0}: ne le transférez pas. Une question\u{a0}? Répondez à ce courriel."),
        ]);
    } else {
        body.extend([
            Block::Action {
                label: "Corriger ma proposition",
                address: addresses.edit(dossier.event, dossier.edition),
            },
            nothing_is_lost,
            paragraph(format!(
                "Le lien est valable jusqu’au {}. Une question\u{a0}? Répondez à ce courriel.",
                french::day(last_day_to_edit(dossier.edition))
            )),
            dossier.besides_own_page("Où en est ma proposition\u{a0}? Ouvrir sa page", addresses),
        ]);
    }
    let labels: Vec<_> = request.wishes.iter().map(|wish| wish.part.label().to_lowercase()).collect();
    dossier.message(
        format!("{subject}\u{a0}: {}", title(content)),
        format!("À revoir\u{a0}: {}. Rien de ce que vous avez écrit n’est perdu.", labels.join(", ")),
        body,
    )
}

/// The part, the reason, and the moderator's own words; a reason that only announces them goes without saying.
fn wish(wish: &Wish) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(wish.part.label().into())];
    let telling = wish.reason.as_ref().filter(|reason| reason.says_something() || wish.text.is_none());
    blocks.extend(telling.map(|reason| paragraph(unlinked(reason.label.as_str()))));
    blocks.extend(wish.text.as_ref().map(|text| Block::Quotation(unlinked_lines(text.as_str()))));
    blocks
}
