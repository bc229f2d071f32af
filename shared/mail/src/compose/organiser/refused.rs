//! "Not in the programme, and here is why": a proposal, or a new version of a published event.

use model::event::MESSAGE_MAX;
use model::publication::Publication;
use model::reason::Reason;
use model::text::Prose;

use super::OrganiserDossier;
use crate::compose::addresses::Addresses;
use crate::compose::words::{changed_parts, named, paragraph, title};
use crate::message::{Block, Message};
use crate::plain::{unlinked, unlinked_lines};

pub(super) fn letter(
    dossier: &OrganiserDossier<'_>,
    reason: &Reason,
    message: Option<&Prose<MESSAGE_MAX>>,
    addresses: &Addresses<'_>,
) -> Message {
    // A published event whose new version is refused is in the programme still.
    match Publication::of(dossier.event, &dossier.revision.content) {
        Some(publication) => {
            new_version(dossier, reason, message, &addresses.page(&publication.path()), addresses)
        }
        None => proposal(dossier, reason, message, addresses),
    }
}

fn proposal(
    dossier: &OrganiserDossier<'_>,
    reason: &Reason,
    message: Option<&Prose<MESSAGE_MAX>>,
    addresses: &Addresses<'_>,
) -> Message {
    let content = &dossier.revision.content;
    let mut body = vec![
        paragraph(format!("Merci d’avoir proposé {}.", named(dossier.event.id, content))),
        paragraph(
            "L’équipe a lu votre proposition avec attention et ne l’a pas retenue pour le programme, pour la raison \
             suivante\u{a0}:",
        ),
    ];
    body.extend(why(reason, message));
    body.push(paragraph(format!(
        "Une question, un désaccord, une autre idée\u{a0}? Répondez à ce courriel ou écrivez à {}\u{a0}: nous en \
         parlerons volontiers.",
        dossier.edition.contact
    )));
    body.push(dossier.write_to_the_team());
    body.push(dossier.besides_own_page("Revoir ma proposition", addresses));
    dossier.message(
        format!("Proposition non retenue\u{a0}: {}", title(content)),
        "L’équipe vous explique pourquoi.",
        body,
    )
}

fn new_version(
    dossier: &OrganiserDossier<'_>,
    reason: &Reason,
    message: Option<&Prose<MESSAGE_MAX>>,
    page: &str,
    addresses: &Addresses<'_>,
) -> Message {
    let content = &dossier.revision.content;
    let changed = dossier.decided_on.map(|refused| changed_parts(content, &refused.content));
    let changed = changed.filter(|changed| !changed.is_empty()).map(|changed| format!(" ({changed})"));
    let mut body = vec![
        paragraph(format!(
            "Merci d’avoir proposé une nouvelle version de votre événement {}.",
            named(dossier.event.id, content)
        )),
        paragraph(format!(
            "L’équipe a relu vos modifications{} et ne les a pas retenues, pour la raison suivante\u{a0}:",
            changed.unwrap_or_default()
        )),
    ];
    body.extend(why(reason, message));
    body.push(paragraph("La version déjà publiée reste en ligne\u{a0}: rien ne change dans le programme."));
    body.push(Block::Action { label: "Voir la page de l’événement", address: page.to_owned() });
    body.extend(dossier.besides_correction("Proposer une autre modification", addresses));
    body.extend([
        dossier.besides_own_page("Suivre mon événement", addresses),
        paragraph(format!(
            "Une question, un désaccord\u{a0}? Répondez à ce courriel ou écrivez à {}.",
            dossier.edition.contact
        )),
    ]);
    dossier.message(
        format!("Modifications non retenues\u{a0}: {}", title(content)),
        "La version déjà publiée reste en ligne.",
        body,
    )
}

/// The edition's sentence, then the moderator's own words; a reason that only announces them goes without saying.
fn why(reason: &Reason, message: Option<&Prose<MESSAGE_MAX>>) -> Vec<Block> {
    let mut lines = Vec::new();
    if reason.says_something() || message.is_none() {
        lines.push(unlinked(reason.label.as_str()));
    }
    lines.extend(message.into_iter().flat_map(|message| unlinked_lines(message.as_str())));
    vec![Block::Quotation(lines)]
}
