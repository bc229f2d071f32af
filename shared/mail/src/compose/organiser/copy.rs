//! All that was sent, in plain words: what everyone may read, then what only the team does.

use model::content::Content;
use model::difference::lines;
use model::edition::Edition;
use model::french;
use model::organisation::Organiser;
use model::part::Part;

use super::OrganiserDossier;
use crate::compose::words::paragraph;
use crate::message::{Block, Entry};
use crate::plain::{unlinked, unlinked_lines};

/// The whole revision that the letter is about. To a colleague without what the organiser said of themselves.
pub(super) fn told(dossier: &OrganiserDossier<'_>, heading: &str) -> Vec<Block> {
    let content = &dossier.revision.content;
    let entries = Part::ALL.into_iter().filter(|part| is_of_account(*part, content, dossier.edition));
    let sent = french::moment(dossier.event.submitted_at);
    let mut blocks = vec![
        Block::Heading(heading.into()),
        Block::Facts(vec![
            ("Référence", dossier.event.id.reference()),
            ("Proposition envoyée", format!("le {sent}")),
        ]),
        Block::Entries(entries.map(|part| entry(part, content)).collect()),
    ];
    if dossier.colleague.is_none() {
        blocks.extend([
            Block::Heading("Ce qui n’est pas publié".into()),
            paragraph("Seule l’équipe le voit, pour vous répondre."),
            Block::Facts(private(&dossier.revision.organiser)),
        ]);
    }
    blocks
}

/// Whether the form asks for it, here.
fn is_of_account(part: Part, content: &Content, edition: &Edition) -> bool {
    match part {
        Part::Themes => !(edition.themes.is_empty() && content.themes.is_empty()),
        Part::Online => content.attendance.mode().has_link(),
        _ => true,
    }
}

fn entry(part: Part, content: &Content) -> Entry {
    let mut lines = lines(part, content);
    match part {
        Part::Online if content.attendance.link().is_none() => {
            lines = vec!["Communiqué aux personnes inscrites".into()];
        }
        Part::Picture if content.picture.is_some() => lines.truncate(2), // the file's name says nothing to anybody
        _ => {}
    }
    let lines = lines.iter().flat_map(|line| unlinked_lines(line)).collect();
    Entry { title: part.label().into(), lines }
}

fn private(organiser: &Organiser) -> Vec<(&'static str, String)> {
    let mut facts = vec![("Nom", unlinked(organiser.name.as_str()))];
    facts.extend(organiser.role.as_ref().map(|role| ("Fonction", unlinked(role.as_str()))));
    facts.push(("Adresse électronique", unlinked(organiser.email.as_str())));
    facts.extend(organiser.phone.as_ref().map(|phone| ("Téléphone", phone.to_string())));
    facts
}
