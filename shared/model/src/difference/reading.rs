//! Each part as people read it, line by line.

use crate::attendance::Attendance;
use crate::content::Content;
use crate::french;
use crate::part::Part;
use crate::schedule::Schedule;
use crate::web_link::WebLink;

/// The lines of a part, never none.
pub(super) fn lines(part: Part, content: &Content) -> Vec<String> {
    match part {
        Part::Title => vec![content.title.to_string()],
        Part::Summary => vec![content.summary.to_string()],
        Part::Description => vec![content.description.to_string()],
        Part::Format => vec![content.format.label().to_owned()],
        Part::When => moments(&content.schedule),
        Part::Where => whereabouts(&content.attendance),
        Part::Online => link(content.attendance.link(), "Aucun lien de connexion"),
        Part::Audience => content.audience.iter().map(|audience| audience.label().to_owned()).collect(),
        Part::Registration => link(content.registration.as_ref(), "Aucun lien d’inscription"),
        Part::Organisation => {
            vec![content.organisation.name.to_string(), content.organisation.kind.label().to_owned()]
        }
    }
}

fn moments(schedule: &Schedule) -> Vec<String> {
    match schedule {
        Schedule::Slots { zone, slots } => {
            slots.iter().map(|slot| capitalised(&french::slot(slot, *zone))).collect()
        }
        Schedule::Period { period } => vec![format!("Disponible {}", french::period(*period))],
    }
}

fn whereabouts(attendance: &Attendance) -> Vec<String> {
    let mut lines = vec![attendance.mode().label().to_owned()];
    if let Some(place) = attendance.place() {
        lines.push(place.name.to_string());
        lines.extend(place.address.as_ref().map(ToString::to_string));
        lines.push(format!(
            "{} {}",
            place.postcode,
            town(place.commune.name(), place.commune.departement().name())
        ));
    }
    lines
}

/// « Rennes (Ille-et-Vilaine) », but « Paris ».
fn town(commune: &str, departement: &str) -> String {
    if commune == departement { commune.to_owned() } else { format!("{commune} ({departement})") }
}

fn link(link: Option<&WebLink>, none: &str) -> Vec<String> {
    vec![link.map_or_else(|| none.to_owned(), ToString::to_string)]
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
