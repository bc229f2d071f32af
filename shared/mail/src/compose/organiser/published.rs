//! "Your event is in the programme."

use model::event::Event;
use model::publication::Publication;

use super::{OrganiserDossier, corrections};
use crate::compose::addresses::Addresses;
use crate::compose::words::{paragraph, title, what_when_where};
use crate::message::{Block, Message};

/// Nothing when the event has left the programme meanwhile.
pub(super) fn letter(dossier: &OrganiserDossier<'_>, addresses: &Addresses<'_>) -> Option<Message> {
    let content = &dossier.revision.content;
    let page = addresses.page(&Publication::of(dossier.event, content)?.path());
    let (subject, preheader, news) = if replaces_another_version(dossier.event) {
        (
            "Nouvelle version publiée",
            "Vos modifications sont dans le programme.",
            "Bonne nouvelle\u{a0}: la nouvelle version de votre événement est dans le programme. Merci de l’avoir tenu à \
             jour\u{a0}!",
        )
    } else {
        (
            "Publié",
            "Votre événement est dans le programme.",
            "Bonne nouvelle\u{a0}: votre événement est dans le programme. Merci de faire vivre ce mois\u{a0}!",
        )
    };
    let mut body = vec![
        paragraph(news),
        // What was announced while the version waited holds over it: these are the dates and the place that people read.
        Block::Facts(what_when_where(dossier.event.id, &dossier.event.practical().over(content))),
        Block::Action { label: "Voir la page de l’événement", address: page },
        paragraph("La page peut mettre une minute à apparaître. Partagez-la autour de vous\u{a0}!"),
        dossier.besides_own_page(
            "Complet, reporté, annulé, dans une autre salle\u{a0}? Le dire sur la page de mon événement",
            addresses,
        ),
        paragraph("Ce que vous dites là est en ligne aussitôt."),
    ];
    body.extend(dossier.besides_correction("Un mot à changer\u{a0}? Modifier mon événement", addresses));
    body.push(paragraph(
        "L’équipe relit les autres modifications avant de les publier\u{a0}; d’ici là, la page reste en ligne telle qu’elle \
         est.",
    ));
    if let Some(before) = dossier.decided_on {
        body.extend(corrections::told(&before.content, content));
    }
    Some(dossier.message(format!("{subject}\u{a0}: {}", title(content)), preheader, body))
}

/// Whether the programme showed the event already. Not known for sure once something else has happened since: then
/// the letter says what is true of both.
fn replaces_another_version(event: &Event) -> bool {
    event.replaced.as_ref().is_some_and(|replaced| replaced.shown.is_some())
}
