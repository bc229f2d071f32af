//! The words of each field, once: what an event's page, a receipt, a recapitulation and a moderator's page say of it.

use jiff::civil::Date;
use model::attendance::{Attendance, MOST_PLACES, Place};
use model::content::Content;
use model::email::EmailAddress;
use model::part::Part;
use model::phone::Phone;
use model::publication::Publication;
use model::registration::{Contact, Registration};
use model::schedule::Schedule;
use model::zone::Zone;

use crate::fact::{Fact, Said};
use crate::shown::Shown;
use crate::{french, map};

const PLACES: [&str; MOST_PLACES] = ["Lieu 1", "Lieu 2", "Lieu 3", "Lieu 4", "Lieu 5"];

/// All that is public of what is proposed, in the order of the form; nothing private. What is not said is left out.
pub fn facts(content: &Content) -> Vec<Fact> {
    all(Shown::from(content))
}

/// The same of a published event, as it holds: what one can no longer do is not there.
pub fn published_facts(event: &Publication) -> Vec<Fact> {
    all(Shown::from(event))
}

fn all(shown: Shown<'_>) -> Vec<Fact> {
    let content = shown.content;
    let one = |part, label, text: &str| Fact::new(part, label, [Said::text(text)]);
    let description = content.description.as_str().split('\n').map(Said::text);
    let head = [
        one(Part::Title, "Titre", content.title.as_str()),
        one(Part::Summary, "Résumé", content.summary.as_str()),
        Fact::new(Part::Description, "Description", description),
        one(Part::Format, "Format", content.format.label()),
    ];
    head.into_iter()
        .chain(themes(content))
        .chain([language(content), when(shown)])
        .chain([one(Part::Where, "Participation", content.attendance.mode().label())])
        .chain(places(&content.attendance))
        .chain(online(shown))
        .chain([audience(content)])
        .chain(capacity(content))
        .chain(registration(shown))
        .chain(accessibility(content))
        .chain(organisation(content))
        .chain(contact(content.contact.as_ref()))
        .chain(picture(content))
        .collect()
}

/// What somebody who wants to come needs first; the rest of the page says the rest.
pub(crate) fn practical(shown: Shown<'_>) -> Vec<Fact> {
    let content = shown.content;
    std::iter::once(when(shown))
        .chain(places_to_go_to(shown))
        .chain(online(shown))
        .chain(registration(shown))
        .chain(capacity(content))
        .chain([audience(content)])
        .chain(themes(content))
        .chain((!content.language.is_usual()).then(|| language(content)))
        .chain(accessibility(content))
        .chain(organisation(content))
        .chain(contact(content.contact.as_ref()))
        .collect()
}

/// How to take part, a line each that says by itself what it is: for the entry of a calendar.
pub(crate) fn on_the_day(shown: Shown<'_>) -> Vec<String> {
    let link = shown.link().map(|link| format!("Suivre en ligne\u{a0}: {link}"));
    let ways = shown.registration().map(ways).unwrap_or_default();
    let register = ways.into_iter().map(|way| match way {
        Said::Mail(_) | Said::Phone(_) => format!("S’inscrire\u{a0}: {way}"),
        way => way.to_string(),
    });
    let contact = contact(shown.content.contact.as_ref()).map(|contact| {
        let lines: Vec<_> = contact.lines.iter().map(ToString::to_string).collect();
        format!("Contact\u{a0}: {}", lines.join(", "))
    });
    link.into_iter().chain(register).chain(contact).collect()
}

fn themes(content: &Content) -> Option<Fact> {
    let label = if content.themes.len() > 1 { "Thèmes" } else { "Thème" };
    Fact::if_said(Part::Themes, label, content.themes.iter().map(|theme| Said::text(&theme.label)))
}

fn language(content: &Content) -> Fact {
    Fact::new(Part::Language, "Langue", [Said::text(content.language.label())])
}

/// The dates that hold, then those that do no more.
fn when(shown: Shown<'_>) -> Fact {
    let dates = dates(shown, &shown.content.schedule);
    let mut lines: Vec<_> = if shown.awaits_dates() {
        let former = dates.iter().cloned().map(Said::Former);
        std::iter::once(Said::text("Date à venir")).chain(former).collect()
    } else {
        dates.iter().map(|date| Said::Text(french::capitalised(date))).collect()
    };
    let earlier = shown.earlier.map(|earlier| self::dates(shown, earlier)).unwrap_or_default();
    lines.extend(earlier.into_iter().filter(|date| !dates.contains(date)).map(Said::Former));
    Fact::new(Part::When, "Quand", lines)
}

/// On the event's own page, which is read everywhere, whoever can take part from elsewhere is told that the hour is that of
/// Paris.
fn dates(shown: Shown<'_>, schedule: &Schedule) -> Vec<String> {
    let mut dates = french::dates(schedule);
    let is_followed_from_afar = shown.today.is_some() && shown.content.attendance.mode().has_link();
    if is_followed_from_afar && matches!(schedule, Schedule::Slots { zone: Zone::PARIS, .. }) {
        for date in &mut dates {
            date.push_str(" (heure de Paris)");
        }
    }
    dates
}

fn places(attendance: &Attendance) -> Vec<Fact> {
    let places = attendance.places();
    let labels: &[_] = if places.len() == 1 { &["Où"] } else { &PLACES };
    labels.iter().zip(places).map(|(label, place)| Fact::new(Part::Where, label, lines_of(place))).collect()
}

/// With a map of each, on the event's own page, as long as one can go there.
fn places_to_go_to(shown: Shown<'_>) -> Vec<Fact> {
    let attendance = &shown.content.attendance;
    let mut facts = places(attendance);
    if shown.today.is_some() && !shown.is_cancelled() && !shown.is_over() {
        for (fact, place) in facts.iter_mut().zip(attendance.places()) {
            fact.lines.push(Said::Map { place: place.name.to_string(), link: map::search(place) });
        }
    }
    facts
}

fn lines_of(place: &Place) -> impl Iterator<Item = Said> {
    let town = format!("{} {}", place.postcode, french::town(place));
    [Some(Said::text(&place.name)), place.address.as_ref().map(Said::text), Some(Said::text(&town))]
        .into_iter()
        .flatten()
}

fn online(shown: Shown<'_>) -> Option<Fact> {
    let content = shown.content;
    if !content.attendance.mode().has_link() || shown.is_cancelled() {
        return None;
    }
    let invitation = match content.schedule {
        Schedule::Slots { .. } => "Suivre l’événement",
        Schedule::Period { .. } => "Y accéder",
    };
    let line = match shown.link() {
        Some(link) => Said::Web { invitation, link: link.clone() },
        None if shown.is_over() => return None,
        None => Said::text("Le lien de connexion est communiqué aux personnes inscrites."),
    };
    Some(Fact::new(Part::Online, "En ligne", [line]))
}

fn audience(content: &Content) -> Fact {
    Fact::new(Part::Audience, "Public", content.audience.iter().map(|audience| Said::text(audience.label())))
}

fn capacity(content: &Content) -> Option<Fact> {
    let line = content.capacity.map(|capacity| Said::Text(french::seats(capacity)));
    Fact::if_said(Part::Registration, "Capacité", line)
}

fn registration(shown: Shown<'_>) -> Option<Fact> {
    let lines = match shown.registration() {
        _ if shown.is_cancelled() || shown.is_over() => return None,
        _ if shown.is_full() => vec![Said::text("Complet\u{a0}: il ne reste plus de place.")],
        Some(registration) => ways(registration),
        None => vec![match shown.registration_closed() {
            Some(day) => closed(day),
            None => without_registration(&shown.content.attendance)?,
        }],
    };
    Fact::if_said(Part::Registration, "Inscription", lines)
}

fn closed(last: Date) -> Said {
    let day = model::french::full_day(last);
    Said::Text(format!("Les inscriptions sont closes depuis le {day} au soir."))
}

/// The first way to register, as a button: what it says and where it leads.
pub(crate) fn register(shown: Shown<'_>) -> Option<(&'static str, String)> {
    let Registration { link, email, phone, .. } = shown.registration()?;
    let link = link.as_ref().map(|link| ("S’inscrire", link.to_string()));
    let email = email.as_ref().map(|email| ("S’inscrire par courriel", email.mailto()));
    let phone = phone.as_ref().map(|phone| ("S’inscrire par téléphone", phone.tel()));
    link.or(email).or(phone)
}

/// Whoever wants to comes; where only those who register are sent the link, it would be wrong to say so.
fn without_registration(attendance: &Attendance) -> Option<Said> {
    match attendance {
        Attendance::OnSite { .. } | Attendance::Hybrid { link: Some(_), .. } => {
            Some(Said::text("Entrée libre, sans inscription"))
        }
        Attendance::Online { link: Some(_) } => Some(Said::text("Accès libre, sans inscription")),
        Attendance::Online { link: None } | Attendance::Hybrid { link: None, .. } => None,
    }
}

fn ways(registration: &Registration) -> Vec<Said> {
    let Registration { link, email, phone, deadline } = registration;
    let link = link.clone().map(|link| Said::Web { invitation: "S’inscrire", link });
    let deadline = deadline
        .map(|day| Said::Text(format!("Inscriptions jusqu’au {} inclus", model::french::full_day(day))));
    let reach = reached_by(email.as_ref(), phone.as_ref());
    link.into_iter().chain(reach).chain(deadline).collect()
}

fn reached_by(email: Option<&EmailAddress>, phone: Option<&Phone>) -> impl Iterator<Item = Said> {
    email.cloned().map(Said::Mail).into_iter().chain(phone.cloned().map(Said::Phone))
}

fn accessibility(content: &Content) -> Option<Fact> {
    let said = &content.accessibility;
    let provided = said.provided_for.iter().map(|it| Said::text(french::provided_for(*it)));
    let details = said.details.iter().flat_map(|details| details.as_str().split('\n').map(Said::text));
    let contact =
        said.contact.iter().map(|contact| Said::Text(format!("Pour un besoin particulier\u{a0}: {contact}")));
    Fact::if_said(Part::Accessibility, "Accessibilité", provided.chain(details).chain(contact))
}

fn organisation(content: &Content) -> impl Iterator<Item = Fact> {
    let organisation = &content.organisation;
    let lines = [Said::text(&organisation.name), Said::text(organisation.kind.label())];
    let partners = organisation.partners.iter().map(Said::text);
    [
        Some(Fact::new(Part::Organisation, "Organisé par", lines)),
        Fact::if_said(Part::Organisation, "Avec", partners),
    ]
    .into_iter()
    .flatten()
}

fn contact(contact: Option<&Contact>) -> Option<Fact> {
    let Contact { name, email, phone } = contact?;
    let name = name.iter().map(Said::text);
    Fact::if_said(Part::Contact, "Contact", name.chain(reached_by(email.as_ref(), phone.as_ref())))
}

fn picture(content: &Content) -> Option<Fact> {
    let picture = content.picture.as_ref()?;
    let alt = picture.alt.as_ref().map_or_else(|| "Image décorative".to_owned(), ToString::to_string);
    let credit = french::credit(picture);
    Some(Fact::new(Part::Picture, "Image", [Said::Text(alt), Said::Text(credit)]))
}
