//! The history of an event in plain words: what those who answer for it have done, and what they were told.

use model::event::{Deed, LogEntry, Outcome};
use model::id::PersonId;
use model::practical::{Practical, Status};
use model::{event, french};

use crate::found::Found;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) when: String,
    pub(crate) text: String,
}

/// The lines, the last first. Neither what the moderators say among themselves, nor a decision that was undone, or that
/// still can be.
pub(crate) fn lines(history: &[LogEntry], found: &Found) -> Vec<Line> {
    let untold = untold(history, found);
    let told = history.iter().filter(|entry| !untold.contains(&entry.version));
    let line =
        |entry: &LogEntry| Some(Line { when: french::moment(entry.at), text: words(entry, &found.person)? });
    let mut lines: Vec<_> = told.filter_map(line).collect();
    lines.reverse();
    lines
}

/// The versions that brought about decisions of which nobody was told.
fn untold(history: &[LogEntry], found: &Found) -> Vec<u32> {
    let mut untold: Vec<_> = found.event.undoable(found.at).map(|it| it.version).into_iter().collect();
    let mut last = None;
    for entry in history {
        match entry.deed {
            Deed::Decided { .. } => last = Some(entry.version),
            Deed::Undone => untold.extend(last.take()),
            _ => {}
        }
    }
    untold
}

fn words(entry: &LogEntry, me: &PersonId) -> Option<String> {
    let by = match &entry.actor {
        event::Actor::Organiser { person } if person == me => "par vous",
        event::Actor::Operator => "par l’équipe",
        _ => "par une personne qui suit l’événement",
    };
    Some(match &entry.deed {
        Deed::Submitted => "Proposition envoyée.".to_owned(),
        Deed::Confirmed => "Adresse confirmée\u{a0}: la proposition est transmise à l’équipe.".to_owned(),
        Deed::Edited => format!("Nouvelle version envoyée {by}."),
        Deed::Practical { practical } => {
            format!("Changement de dernière minute publié {by}\u{a0}: {}.", said(practical))
        }
        Deed::Retracted => format!("Proposition retirée {by}."),
        Deed::Invited { colleague, .. } if colleague == me => {
            "Vous suivez maintenant cet événement.".to_owned()
        }
        Deed::Invited { .. } => format!("Collègue invité {by}."),
        Deed::Dismissed { .. } => "Une personne ne suit plus l’événement.".to_owned(),
        Deed::Decided { decision } => match decision.outcome {
            Outcome::Publish if decision.corrected.is_some() => {
                "L’équipe a publié l’événement au programme, avec de petites corrections.".to_owned()
            }
            Outcome::Publish => "L’équipe a publié l’événement au programme.".to_owned(),
            Outcome::RequestChanges { .. } => "L’équipe a demandé des modifications.".to_owned(),
            Outcome::Reject { .. } => "L’équipe n’a pas retenu cette version.".to_owned(),
            Outcome::Withdraw { .. } => "L’équipe a retiré l’événement du programme.".to_owned(),
            Outcome::Spam => return None,
        },
        Deed::TakenBack => "L’équipe a retiré sa demande de modifications.".to_owned(),
        Deed::Undone
        | Deed::Routed { .. }
        | Deed::Assigned { .. }
        | Deed::Featured
        | Deed::Unfeatured
        | Deed::Noted { .. } => return None,
    })
}

/// All that was said from then on.
fn said(practical: &Practical) -> String {
    let status = match practical.status {
        Status::Scheduled => "événement maintenu",
        Status::Full => "complet",
        Status::Postponed => "reporté",
        Status::Cancelled => "annulé",
    };
    let said = [
        (practical.news.is_some(), "un message au public"),
        (practical.schedule.is_some(), "de nouvelles dates"),
        (practical.moved_online, "en ligne seulement"),
        (practical.online_link.is_some(), "un nouveau lien de connexion"),
        (practical.room.is_some(), "un autre lieu ou une autre salle"),
        (practical.registration_link.is_some(), "une nouvelle page d’inscription"),
    ];
    let more = said.iter().filter(|(is_said, _)| *is_said).map(|(_, words)| *words);
    std::iter::once(status).chain(more).collect::<Vec<_>>().join(", ")
}
