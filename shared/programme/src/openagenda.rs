//! The programme in the shape of OpenAgenda's events: `<year>/openagenda.json`, for the agendas that take them in
//! (<https://developers.openagenda.com/en/evenements/structure>). What it has no field for is in `programme.json`.
//!
//! *Texts* have their language, French. Its limits (title 140, description 200, long description 10 000 characters) are those of
//! the form. *Timings* last a day at most there: an event that is available over a period has one for each of its days.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::attendance::{Attendance, Mode, Place};
use model::picture::{self, PictureKind};
use model::practical::Status;
use model::publication::Publication;
use model::registration;
use model::schedule::Schedule;
use model::vocabulary::Disability;
use model::web_link::WebLink;
use serde::Serialize;

use crate::licence::{LICENCE, Licence};
use crate::linked_data::{dates, local, zone};
use crate::programme::Programme;
use crate::shown::Shown;
use crate::{illustration, json};

#[derive(Serialize)]
struct Document<'a> {
    licence: Licence,
    total: usize,
    events: Vec<Event<'a>>,
}

/// A value in French.
#[derive(Serialize)]
struct InFrench<T> {
    fr: T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    uid: String,
    slug: String,
    title: InFrench<&'a str>,
    description: InFrench<&'a str>,
    long_description: InFrench<&'a str>,
    conditions: InFrench<String>,
    keywords: InFrench<Vec<&'a str>>,
    image: Option<Image>,
    image_credits: Option<&'a str>,
    registration: Vec<Registration<'a>>,
    accessibility: BTreeMap<&'static str, bool>,
    timings: Vec<Timing>,
    attendance_mode: u8,
    online_access_link: Option<&'a WebLink>,
    status: u8,
    timezone: &'static str,
    location: Option<Location<'a>>,
    /// Not of OpenAgenda, whose events have one place.
    other_locations: Vec<Location<'a>>,
    canonical_url: String,
    created_at: Timestamp,
    updated_at: Timestamp,
}

#[derive(Serialize)]
struct Image {
    base: String,
    filename: String,
    size: Size,
    variants: Vec<Variant>,
}

#[derive(Serialize)]
struct Size {
    width: u32,
    height: u32,
}

#[derive(Serialize)]
struct Variant {
    #[serde(rename = "type")]
    kind: &'static str,
    filename: String,
    size: Size,
}

#[derive(Serialize)]
#[serde(tag = "type", content = "value", rename_all = "lowercase")]
enum Registration<'a> {
    Link(&'a str),
    Email(&'a str),
    Phone(&'a str),
}

#[derive(Serialize)]
struct Timing {
    begin: String,
    end: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    name: &'a str,
    address: String,
    city: &'a str,
    postal_code: &'a str,
    insee: Option<&'static str>,
    department: &'static str,
    region: &'static str,
    country_code: &'static str,
}

/// The whole programme.
pub(crate) fn programme(programme: &Programme<'_>) -> Vec<u8> {
    let document = Document {
        licence: LICENCE,
        total: programme.len(),
        events: programme.events.iter().map(|event| Event::of(programme, event)).collect(),
    };
    json::written(&document)
}

impl<'a> Event<'a> {
    fn of(programme: &Programme<'_>, event: &'a Publication) -> Self {
        let (content, shown) = (&event.content, Shown::from(event));
        let themes = content.themes.iter().map(|theme| theme.label.as_str());
        let mut locations = content.attendance.places().map(Location::of);
        Self {
            uid: event.id.to_string(),
            slug: format!("{}-{}", event.slug, event.id),
            title: InFrench { fr: content.title.as_str() },
            description: InFrench { fr: content.summary.as_str() },
            long_description: InFrench { fr: content.description.as_str() },
            conditions: InFrench { fr: conditions(shown) },
            keywords: InFrench { fr: std::iter::once(content.format.label()).chain(themes).collect() },
            image: content.picture.as_ref().map(|picture| Image::of(programme, picture)),
            image_credits: content.picture.as_ref().map(|picture| picture.credit.as_str()),
            registration: shown.registration().map(ways).unwrap_or_default(),
            accessibility: accessibility(&content.accessibility.provided_for),
            timings: timings(&content.schedule, &content.attendance),
            attendance_mode: mode(content.attendance.mode()),
            online_access_link: shown.link(),
            status: status(shown),
            timezone: zone(content).name(),
            location: locations.next(),
            other_locations: locations.collect(),
            canonical_url: programme.url(&event.path()),
            created_at: event.published_at,
            updated_at: event.updated_at,
        }
    }
}

/// Every event of the programme is free of charge.
fn conditions(shown: Shown<'_>) -> String {
    let deadline = |it: &registration::Registration| it.deadline.map(model::french::full_day);
    match shown.registration() {
        _ if shown.is_full() => "Gratuit, complet".into(),
        _ if shown.is_cancelled() => "Gratuit".into(),
        Some(registration) => match deadline(registration) {
            Some(day) => format!("Gratuit, sur inscription jusqu’au {day}"),
            None => "Gratuit, sur inscription".into(),
        },
        None => "Gratuit".into(),
    }
}

fn ways(registration: &registration::Registration) -> Vec<Registration<'_>> {
    let link = registration.link.as_ref().map(|link| Registration::Link(link.as_str()));
    let email = registration.email.as_ref().map(|email| Registration::Email(email.as_str()));
    let phone = registration.phone.as_ref().map(|phone| Registration::Phone(phone.as_str()));
    [link, email, phone].into_iter().flatten().collect()
}

fn accessibility(provided_for: &[Disability]) -> BTreeMap<&'static str, bool> {
    Disability::ALL.iter().map(|one| (one.code(), provided_for.contains(one))).collect()
}

fn timings(schedule: &Schedule, attendance: &Attendance) -> Vec<Timing> {
    let Schedule::Period { period } = schedule else {
        return dates(schedule).into_iter().map(|(begin, end)| Timing { begin, end }).collect();
    };
    let rules = attendance.zone().rules();
    let days = period.first().series(jiff::Span::new().days(1)).take_while(|day| *day <= period.last());
    let whole = |day: jiff::civil::Date| {
        let begin = day.at(0, 0, 0, 0).to_zoned(rules.clone()).ok()?;
        let end = day.at(23, 59, 0, 0).to_zoned(rules.clone()).ok()?;
        Some(Timing { begin: local(&begin), end: local(&end) })
    };
    days.filter_map(whole).collect()
}

fn mode(mode: Mode) -> u8 {
    match mode {
        Mode::OnSite => 1,
        Mode::Online => 2,
        Mode::Hybrid => 3,
    }
}

/// One status is said: the one that matters most to who wants to come.
fn status(shown: Shown<'_>) -> u8 {
    match shown.status {
        Status::Cancelled => 6,
        Status::Postponed if shown.awaits_dates() => 4,
        Status::Full => 5,
        _ if shown.earlier.is_some() => 2,
        _ if shown.moved_online => 3,
        _ => 1,
    }
}

impl Image {
    fn of(programme: &Programme<'_>, picture: &picture::Picture) -> Self {
        let frame = &picture.frame;
        let size = |width| Size { width, height: frame.height_at(width) };
        let filename = |width| file_name(&frame.path(width, PictureKind::Jpeg)).to_owned();
        let largest = illustration::largest(picture);
        let others = frame.widths().into_iter().filter(|width| *width != largest);
        Self {
            base: programme.url("/images/"),
            filename: filename(largest),
            size: size(largest),
            variants: others
                .map(|width| Variant { kind: "thumbnail", filename: filename(width), size: size(width) })
                .collect(),
        }
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

impl<'a> Location<'a> {
    fn of(place: &'a Place) -> Self {
        let street = place.address.as_ref().map(|address| format!("{address}, ")).unwrap_or_default();
        Self {
            name: place.name.as_str(),
            address: format!("{street}{} {}", place.postcode, place.town.name()),
            city: place.town.name(),
            postal_code: place.postcode.as_str(),
            insee: place.town.commune().map(|commune| commune.code()),
            department: place.town.departement().name(),
            region: place.town.region().name(),
            country_code: "FR",
        }
    }
}
