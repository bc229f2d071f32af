//! "Confirm that this address is yours."

use model::french;

use super::OrganiserDossier;
use crate::compose::addresses::Addresses;
use crate::compose::words::{paragraph, title};
use crate::message::{Block, Message};

pub(super) fn letter(dossier: &OrganiserDossier<'_>, addresses: &Addresses<'_>) -> Message {
    let reference = dossier.event.id.reference();
    let sent = french::moment(dossier.event.submitted_at);
    let body = vec![
        paragraph(format!("Vous avez proposé un événement pour le {} le {sent}.", dossier.edition.name)),
        paragraph(
            "Il reste à confirmer que cette adresse électronique est bien la vôtre\u{a0}: d’ici là, personne de l’équipe ne \
             lit votre proposition.",
        ),
        Block::Facts(vec![("Référence", reference.clone()), ("Titre", title(&dossier.revision.content))]),
        Block::Action {
            label: "Relire et confirmer ma proposition",
            address: addresses.confirm(dossier.event.id, dossier.letter.revision),
        },
        paragraph("Le lien est valable 30\u{a0}jours."),
    ];
    Message {
        why: "Vous recevez ce courriel parce que votre adresse a été saisie dans le formulaire de proposition. Si \
              vous n’avez rien proposé, ignorez-le\u{a0}: sans confirmation, rien n’est transmis."
            .into(),
        ..dossier.message(
            format!("Confirmez votre proposition {reference}"),
            "Un clic et une case à cocher, et votre événement part en relecture.",
            body,
        )
    }
}
