//! "Your event has left the programme, and here is why."

use model::event::MESSAGE_MAX;
use model::text::Prose;

use super::OrganiserDossier;
use crate::compose::addresses::Addresses;
use crate::compose::words::{named, paragraph, title};
use crate::message::{Block, Message};
use crate::plain::unlinked_lines;

pub(super) fn letter(
    dossier: &OrganiserDossier<'_>,
    message: &Prose<MESSAGE_MAX>,
    addresses: &Addresses<'_>,
) -> Message {
    let content = &dossier.revision.content;
    let body = vec![
        paragraph(format!(
            "Nous avons retiré du programme votre événement {}.",
            named(dossier.event.id, content)
        )),
        paragraph("Voici pourquoi\u{a0}:"),
        Block::Quotation(unlinked_lines(message.as_str())),
        paragraph(
            "Il n’apparaît plus dans le programme, et sa page n’est plus en ligne. Pensez à prévenir les personnes qui \
             comptaient y participer.",
        ),
        paragraph(format!(
            "Une erreur, une question\u{a0}? Répondez à ce courriel ou écrivez à {}\u{a0}: nous chercherons une solution \
             avec vous.",
            dossier.edition.contact
        )),
        dossier.write_to_the_team(),
        dossier.besides_own_page("Revoir mon événement", addresses),
    ];
    dossier.message(
        format!("Retiré du programme\u{a0}: {}", title(content)),
        "L’équipe vous explique pourquoi.",
        body,
    )
}
