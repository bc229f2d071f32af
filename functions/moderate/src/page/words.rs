//! Words that several parts of the page share.

use model::content::Content;
use model::event::{Event, State};
use model::french;
use model::id::ModeratorId;
use model::moderation::Moderator;
use model::schedule::Schedule;

/// The name of a member of the team, or of someone who has left it.
pub(super) fn name(id: ModeratorId, team: &[Moderator]) -> &str {
    let member = team.iter().find(|member| member.id == id);
    member.map_or("un ancien membre de l’équipe", |member| member.name.as_str())
}

/// « Noa Hoarau, Alex Martin et Lou Petit ».
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} et {last}", most.join(", ")),
    }
}

/// Where an event stands: « Au programme (annulé) ».
pub(super) fn state(event: &Event) -> String {
    let state = match event.state() {
        State::Unconfirmed => "Adresse de l’organisateur non confirmée",
        State::InReview => "En attente d’une décision",
        State::ChangesRequested => "Modifications demandées à l’organisateur",
        State::Published => "Au programme",
        State::Rejected => "Refusé",
        State::Spam => "Classé comme indésirable",
        State::Withdrawn if event.listing.is_none() => "Retiré par son organisateur",
        State::Withdrawn => "Retiré du programme",
    };
    let status = event.practical().status;
    if event.shown().is_none() || status.is_usual() {
        state.to_owned()
    } else {
        format!("{state} ({})", status.label().to_lowercase())
    }
}

/// When an event is, on one line: « Mardi 9 novembre 2027, de 10 h à 12 h, et 2 autres dates ».
pub(crate) fn when(content: &Content) -> String {
    let when = match &content.schedule {
        Schedule::Slots { zone, slots } => {
            let first = french::slot(&slots.first(), *zone);
            match slots.iter().count() - 1 {
                0 => first,
                1 => format!("{first}, et une autre date"),
                more => format!("{first}, et {more}\u{a0}autres dates"),
            }
        }
        Schedule::Period { period } => french::period(*period),
    };
    let mut letters = when.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Where an event is, on one line: « Médiathèque, Saint-Denis, et 2 autres lieux », « En ligne ».
pub(crate) fn place(content: &Content) -> String {
    let attendance = &content.attendance;
    let Some(first) = attendance.place() else { return attendance.mode().label().to_owned() };
    let others = match attendance.places().len() - 1 {
        0 => String::new(),
        1 => ", et un autre lieu".into(),
        more => format!(", et {more}\u{a0}autres lieux"),
    };
    let online = if attendance.mode().has_link() { ", et en ligne" } else { "" };
    format!("{}, {}{others}{online}", first.name, first.town)
}

/// How many events are on the programme's home, as a sentence.
pub(crate) fn featured(count: usize) -> String {
    match count {
        0 => "Aucun événement n’est à la une en ce moment.".into(),
        1 => "Un événement est à la une en ce moment.".into(),
        _ => format!("{}\u{a0}événements sont à la une en ce moment.", french::number(count)),
    }
}

/// The paragraphs of a text.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    text.split("\n\n").map(ToOwned::to_owned)
}
