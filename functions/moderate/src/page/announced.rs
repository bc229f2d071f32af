//! What the organiser has said of a published event without waiting for anyone: it lies over its versions in the programme.

use std::fmt::Display;

use askama::Template;
use model::event::{Deed, LogEntry};
use model::french;
use model::practical::Practical;
use model::schedule::Schedule;

use super::{Sheet, words};

#[derive(Template)]
#[template(path = "announced.html")]
struct Announced {
    title: String,
    lines: Vec<String>,
    since: Option<String>,
    /// What becomes of it once the version to decide on is in the programme.
    once_published: Option<&'static str>,
}

/// What holds of it now; nothing while nothing is said.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    let case = sheet.case;
    let practical = case.event.practical();
    if case.event.shown().is_none() || practical.is_silent() {
        return String::new();
    }
    let announced = Announced {
        title: format!("L’organisateur a annoncé\u{a0}: {}", summary(&practical)),
        lines: lines(&practical),
        since: last(&case.history).map(|line| french::moment(line.at)),
        once_published: case.is_open().then(|| once_published(&practical, &case.as_published().practical())),
    };
    announced.render().unwrap_or_default() // formats strings only
}

fn last(history: &[LogEntry]) -> Option<&LogEntry> {
    history.iter().rev().find(|line| matches!(line.deed, Deed::Practical { .. }))
}

fn once_published(now: &Practical, then: &Practical) -> &'static str {
    if then == now {
        "Publier cette version n’y change rien\u{a0}: l’annonce continuera de s’y ajouter."
    } else if then.is_silent() {
        "Publier cette version y met fin\u{a0}: c’est elle qui dit ce qu’il en est."
    } else {
        "Si vous publiez cette version, c’est elle qui dit ce qu’il en est\u{a0}: de l’annonce, il ne restera que l’état de \
         l’événement et le mot au public."
    }
}

/// « complet, de nouvelles dates »; « maintenu » when all is as planned.
pub(super) fn summary(practical: &Practical) -> String {
    let status = Some(practical.status.label().to_lowercase());
    let others = [
        (practical.schedule.is_some(), "de nouvelles dates"),
        (practical.moved_online, "en ligne seulement"),
        (practical.online_link.is_some(), "un nouveau lien de connexion"),
        (practical.room.is_some(), "un autre lieu ou une autre salle"),
        (practical.registration_link.is_some(), "une nouvelle page d’inscription"),
        (practical.news.is_some(), "un mot au public"),
    ];
    let others: Vec<_> = others.iter().filter(|(is_said, _)| *is_said).map(|(_, what)| *what).collect();
    // What goes without saying goes unsaid beside something else.
    let status = status.filter(|_| others.is_empty() || !practical.status.is_usual());
    status.as_deref().into_iter().chain(others).collect::<Vec<_>>().join(", ")
}

/// What is said beside the status, line by line.
pub(super) fn lines(practical: &Practical) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(schedule) = &practical.schedule {
        lines.extend(moments(schedule).into_iter().map(|when| format!("Nouvelle date\u{a0}: {when}")));
    }
    if practical.moved_online {
        lines.push("L’événement a lieu en ligne seulement.".into());
    }
    let told = |label: &str, said: Option<&dyn Display>| Some(format!("{label}\u{a0}: {}", said?));
    let (room, online) = (practical.room.as_ref(), practical.online_link.as_ref());
    let registration = practical.registration_link.as_ref();
    lines.extend(told("Lieu ou salle", room.map(|room| room as _)));
    lines.extend(told("Nouveau lien de connexion", online.map(|link| link as _)));
    lines.extend(told("Nouvelle page d’inscription", registration.map(|link| link as _)));
    lines.extend(practical.news.iter().flat_map(|news| words::paragraphs(news.as_str())));
    lines
}

fn moments(schedule: &Schedule) -> Vec<String> {
    match schedule {
        Schedule::Slots { zone, slots } => slots.iter().map(|slot| french::slot(slot, *zone)).collect(),
        Schedule::Period { period } => vec![french::period(*period)],
    }
}
