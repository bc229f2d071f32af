//! "There is nothing to change after all."

use super::OrganiserDossier;
use crate::compose::addresses::Addresses;
use crate::compose::words::{named, paragraph, title};
use crate::message::Message;

pub(super) fn letter(dossier: &OrganiserDossier<'_>, addresses: &Addresses<'_>) -> Message {
    let content = &dossier.revision.content;
    let mut body = vec![
        paragraph(format!(
            "Nous vous avions demandé de revoir votre proposition {}. Finalement, il n’y a rien à modifier\u{a0}: vous \
             pouvez oublier notre demande. Pardon pour ce contretemps\u{a0}!",
            named(dossier.event.id, content)
        )),
        paragraph(
            "L’équipe examine votre proposition telle que vous l’avez envoyée, et vous écrira dès qu’une décision sera \
             prise.",
        ),
    ];
    if dossier.event.shown().is_some() {
        body.push(paragraph("D’ici là, la version déjà publiée reste en ligne."));
    }
    body.push(paragraph("Une question\u{a0}? Répondez à ce courriel ou écrivez-nous."));
    body.push(dossier.write_to_the_team());
    body.push(dossier.besides_own_page("Suivre ma proposition", addresses));
    dossier.message(
        format!("Finalement, rien à modifier\u{a0}: {}", title(content)),
        "Vous pouvez oublier notre demande\u{a0}: vous n’avez rien à faire.",
        body,
    )
}
