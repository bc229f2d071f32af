//! Each part as people read it, line by line.

use crate::accessibility::Accessibility;
use crate::attendance::Attendance;
use crate::content::Content;
use crate::french;
use crate::organisation::Organisation;
use crate::part::Part;
use crate::picture::Picture;
use crate::registration::{Contact, Registration};
use crate::schedule::Schedule;
use crate::web_link::WebLink;

/// What people read of a part, line by line; never nothing.
pub fn lines(part: Part, content: &Content) -> Vec<String> {
    match part {
        Part::Title => vec![content.title.to_string()],
        Part::Summary => vec![content.summary.to_string()],
        Part::Description => vec![content.description.to_string()],
        Part::Format => vec![content.format.label().to_owned()],
        Part::Themes => {
            or_else(content.themes.iter().map(|theme| theme.label.to_string()).collect(), "Aucun thème")
        }
        Part::Language => vec![content.language.label().to_owned()],
        Part::When => moments(&content.schedule),
        Part::Where => whereabouts(&content.attendance),
        Part::Online => link(content.attendance.link(), "Aucun lien de connexion"),
        Part::Audience => content.audience.iter().map(|audience| audience.label().to_owned()).collect(),
        Part::Registration => registration(content),
        Part::Accessibility => accessibility(&content.accessibility),
        Part::Organisation => organisation(&content.organisation),
        Part::Contact => contact(content.contact.as_ref()),
        Part::Picture => picture(content.picture.as_ref()),
    }
}

fn registration(content: &Content) -> Vec<String> {
    let mut lines = Vec::new();
    match &content.registration {
        None => lines.push("Entrée libre, sans inscription".to_owned()),
        Some(Registration { link, email, phone, deadline }) => {
            lines.extend(link.as_ref().map(ToString::to_string));
            lines.extend(email.as_ref().map(ToString::to_string));
            lines.extend(phone.as_ref().map(ToString::to_string));
            lines.extend(deadline.map(|day| format!("Jusqu’au {}", french::full_day(day))));
        }
    }
    lines.extend(content.capacity.map(|it| {
        let places = usize::try_from(it.get()).unwrap_or(usize::MAX);
        format!("{} {}", french::number(places), if places == 1 { "place" } else { "places" })
    }));
    lines
}

fn accessibility(said: &Accessibility) -> Vec<String> {
    let mut lines: Vec<_> = said.provided_for.iter().map(|it| it.label().to_owned()).collect();
    lines.extend(said.details.iter().flat_map(|details| details.as_str().lines().map(str::to_owned)));
    lines.extend(said.contact.as_ref().map(|contact| format!("Besoin particulier\u{a0}: {contact}")));
    or_else(lines, "Rien de précisé")
}

fn organisation(organisation: &Organisation) -> Vec<String> {
    let mut lines = vec![organisation.name.to_string(), organisation.kind.label().to_owned()];
    lines.extend(organisation.partners.iter().map(|partner| format!("Avec {partner}")));
    lines
}

fn contact(contact: Option<&Contact>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(Contact { name, email, phone }) = contact {
        lines.extend(name.as_ref().map(ToString::to_string));
        lines.extend(email.as_ref().map(ToString::to_string));
        lines.extend(phone.as_ref().map(ToString::to_string));
    }
    or_else(lines, "Aucun contact publié")
}

fn picture(picture: Option<&Picture>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(Picture { frame, alt, credit }) = picture {
        lines.push(alt.as_ref().map_or_else(|| "Image décorative".to_owned(), ToString::to_string));
        lines.push(format!("Crédit\u{a0}: {credit}"));
        lines.push(format!("Fichier {}", frame.id));
    }
    or_else(lines, "Aucune image")
}

fn or_else(lines: Vec<String>, none: &str) -> Vec<String> {
    if lines.is_empty() { vec![none.to_owned()] } else { lines }
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
    for place in attendance.places() {
        lines.push(place.name.to_string());
        lines.extend(place.address.as_ref().map(ToString::to_string));
        lines.push(format!(
            "{} {}",
            place.postcode,
            town(place.town.name(), place.town.departement().name())
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
