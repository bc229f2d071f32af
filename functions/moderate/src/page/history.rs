//! The history in plain French: who did what, when, and which mails followed.

use askama::Template;
use model::event::{Actor, Deed, LogEntry};
use model::french;

use super::{Sheet, announced, decided, mails, words};

#[derive(Template)]
#[template(path = "history.html")]
struct History {
    lines: Vec<Line>,
}

struct Line {
    when: String,
    text: String,
    details: Vec<String>,
    mails: Vec<String>,
}

/// The history, oldest first.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    let lines = sheet.case.history.iter().map(|entry| line(entry, sheet)).collect();
    History { lines }.render().unwrap_or_default() // formats strings only
}

fn line(entry: &LogEntry, sheet: &Sheet<'_>) -> Line {
    let details = match &entry.deed {
        Deed::Decided { decision } => decided::reasons(&decision.outcome),
        Deed::Noted { text } => words::paragraphs(text.as_str()).collect(),
        Deed::Practical { practical } => announced::lines(practical),
        _ => vec![],
    };
    let rows = entry.mails.iter().filter_map(|id| sheet.around.mails.get(id));
    Line {
        when: french::moment(entry.at),
        text: told(entry, sheet),
        details,
        mails: rows.map(|row| mails::told(row, &sheet.case.team)).collect(),
    }
}

fn told(entry: &LogEntry, sheet: &Sheet<'_>) -> String {
    let team = &sheet.case.team;
    let who = match &entry.actor {
        Actor::Organiser { person } if *person != sheet.case.event.organiser => {
            "un collègue de l’organisateur"
        }
        Actor::Organiser { .. } => "l’organisateur",
        Actor::Moderator { name, .. } => name.as_str(),
        Actor::Operator => "l’opérateur du service",
        Actor::Service => "le service",
    };
    match &entry.deed {
        Deed::Submitted => "Proposition envoyée par l’organisateur.".into(),
        Deed::Confirmed => "Adresse confirmée par l’organisateur.".into(),
        Deed::Edited => format!("Nouvelle version envoyée par {who} (version {}).", entry.revision),
        Deed::Practical { practical } if practical.is_silent() => {
            format!("Annonce retirée par {who}\u{a0}: l’événement a lieu comme le dit la version publiée.")
        }
        Deed::Practical { practical } => {
            format!("Annoncé par {who}, sans relecture\u{a0}: {}.", announced::summary(practical))
        }
        Deed::Retracted => format!("Proposition retirée par {who}."),
        Deed::Invited { .. } => format!("Collègue invité à suivre l’événement par {who}."),
        Deed::Dismissed { colleague, .. } if matches!(&entry.actor, Actor::Organiser { person } if person == colleague) => {
            "Un collègue de l’organisateur a choisi de ne plus suivre l’événement.".into()
        }
        Deed::Dismissed { .. } => format!("Collègue retiré du suivi de l’événement par {who}."),
        Deed::Routed { to } if to.is_empty() => "Aucun modérateur à prévenir.".into(),
        Deed::Routed { to } => {
            let names: Vec<_> = to.iter().map(|id| words::name(*id, team)).collect();
            format!("Transmise à {}.", words::listed(&names))
        }
        Deed::Decided { decision } => {
            let group = if decision.order.is_some() { ", dans une décision groupée" } else { "" };
            let corrected = match decision.corrected {
                Some(number) => format!(", avec des corrections (version {number})"),
                None => String::new(),
            };
            format!("{} par {who}{group}{corrected}.", decision.outcome.done())
        }
        Deed::Undone => format!("Décision annulée par {who}."),
        Deed::TakenBack => format!("Demande de modifications retirée par {who}."),
        Deed::Assigned { to: Some(to) } if entry.is_by(*to) => format!("Prise en charge par {who}."),
        Deed::Assigned { to: Some(to) } => format!("Confiée à {} par {who}.", words::name(*to, team)),
        Deed::Assigned { to: None } => format!("Rendue à toute l’équipe par {who}."),
        Deed::Featured => format!("Mis à la une de l’accueil du programme par {who}."),
        Deed::Unfeatured => format!("Retiré de la une de l’accueil du programme par {who}."),
        Deed::Noted { .. } => format!("Note de {who}\u{a0}:"),
    }
}
