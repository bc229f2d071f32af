//! Words that several parts of the page share.

use model::content::Content;
use model::event::State;
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

/// Where an event stands.
pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Unconfirmed => "Adresse de l’organisateur non confirmée",
        State::InReview => "En attente d’une décision",
        State::ChangesRequested => "Modifications demandées à l’organisateur",
        State::Published => "Au programme",
        State::Rejected => "Refusé",
        State::Spam => "Classé comme indésirable",
        State::Withdrawn => "Retiré du programme",
    }
}

/// When an event is, on one line: « Mardi 9 novembre 2027, de 10 h à 12 h, et 2 autres dates ».
pub(super) fn when(content: &Content) -> String {
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

/// Where an event is, on one line: « Médiathèque, Saint-Denis », « En ligne ».
pub(super) fn place(content: &Content) -> String {
    let mode = content.attendance.mode().label();
    match content.attendance.place() {
        Some(place) if content.attendance.mode().has_link() => {
            format!("{}, {}, et en ligne", place.name, place.commune)
        }
        Some(place) => format!("{}, {}", place.name, place.commune),
        None => mode.to_owned(),
    }
}

/// The paragraphs of a text.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    text.split("\n\n").map(ToOwned::to_owned)
}
