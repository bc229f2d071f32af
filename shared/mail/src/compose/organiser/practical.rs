//! "This is what is said of your event from now on."

use model::content::Content;
use model::difference::{differences, lines};
use model::practical::{Practical, Status};
use model::publication::Publication;

use super::OrganiserDossier;
use crate::compose::addresses::Addresses;
use crate::compose::words::{named, paragraph, title};
use crate::message::{Block, Entry, Message};
use crate::plain::unlinked_lines;

/// Nothing when the event has left the programme meanwhile.
pub(super) fn letter(dossier: &OrganiserDossier<'_>, addresses: &Addresses<'_>) -> Option<Message> {
    let content = &dossier.revision.content;
    let page = addresses.page(&Publication::of(dossier.event, content)?.path());
    let said = dossier.event.practical();
    let name = named(dossier.event.id, content);
    let mut body = if said.is_silent() {
        vec![paragraph(format!(
            "Votre événement {name} a lieu comme l’annonce la version publiée\u{a0}: plus aucun changement n’est signalé."
        ))]
    } else {
        vec![
            paragraph(format!("Voici ce qui est dit désormais de votre événement {name}.")),
            Block::Entries(entries(&said, content)),
        ]
    };
    if let Some(news) = &said.news {
        body.push(paragraph("Votre mot aux personnes qui veulent venir\u{a0}:"));
        body.push(Block::Quotation(unlinked_lines(news.as_str())));
    }
    body.extend([
        paragraph(
            "C’est déjà en ligne, sans relecture\u{a0}: sur la page de l’événement, dans la liste du programme et dans les \
             agendas qui le suivent. La mise à jour peut prendre une minute.",
        ),
        Block::Action { label: "Voir la page de l’événement", address: page },
    ]);
    if !said.is_silent() {
        body.push(paragraph(
            "Pensez à prévenir les personnes qui comptaient venir\u{a0}: nous n’avons pas leur adresse.",
        ));
    }
    body.extend([
        dossier.besides_own_page("Un autre changement\u{a0}? Ouvrir la page de mon événement", addresses),
        paragraph(
            "Si ce changement ne vient ni de vous ni d’une personne qui suit l’événement avec vous, répondez à ce courriel.",
        ),
    ]);
    let subject = match said.status {
        Status::Scheduled => "Mis à jour",
        Status::Full => "Annoncé complet",
        Status::Postponed => "Annoncé reporté",
        Status::Cancelled => "Annoncé annulé",
    };
    Some(dossier.message(
        format!("{subject}\u{a0}: {}", title(content)),
        "C’est déjà en ligne. Voici ce que lisent les personnes qui veulent venir.",
        body,
    ))
}

/// The status, then each part that does not hold as the revision says it, as it holds.
fn entries(said: &Practical, content: &Content) -> Vec<Entry> {
    let holds = said.over(content);
    let entry = |label: &str, lines: Vec<String>| Entry {
        title: label.into(),
        lines: lines.iter().flat_map(|line| unlinked_lines(line)).collect(),
    };
    let mut entries = vec![entry("L’événement est", vec![status(said.status).into()])];
    entries
        .extend(differences(content, &holds).iter().map(|it| entry(it.part.label(), lines(it.part, &holds))));
    entries
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Scheduled => "maintenu",
        Status::Full => "complet",
        Status::Postponed => "reporté",
        Status::Cancelled => "annulé",
    }
}
