//! An event as schema.org describes events.

use jiff::civil::Date;
use model::attendance::{Attendance, Place};
use model::picture::PictureKind;
use model::practical::Status;
use model::publication::Publication;
use model::text::Line;
use serde::Serialize;

use crate::french;
use crate::linked_data::dates;
use crate::programme::Programme;
use crate::shown::Shown;

/// <https://schema.org/Event>, with the properties that search engines read.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Described<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    description: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    image: Vec<String>,
    in_language: &'static str,
    keywords: Vec<&'a str>,
    start_date: String,
    end_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous_start_date: Option<String>,
    event_status: &'static str,
    event_attendance_mode: &'static str,
    location: Vec<Location<'a>>,
    is_accessible_for_free: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum_attendee_capacity: Option<u32>,
    audience: Vec<Audience>,
    organizer: Named<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contributor: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offers: Option<Offer<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    potential_action: Option<Action<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum Location<'a> {
    #[serde(rename_all = "camelCase")]
    Place {
        name: &'a str,
        address: At<'a>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        amenity_feature: Vec<Provided>,
    },
    /// It must have an address; without a public link it is that of the event's page.
    VirtualLocation { url: &'a str },
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "PostalAddress", rename_all = "camelCase")]
struct At<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    street_address: Option<&'a str>,
    postal_code: &'a str,
    address_locality: &'a str,
    address_region: &'static str,
    address_country: &'static str,
}

/// What is provided at a place.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "LocationFeatureSpecification")]
struct Provided {
    name: &'static str,
    value: bool,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "Audience", rename_all = "camelCase")]
struct Audience {
    audience_type: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "Organization")]
struct Named<'a> {
    name: &'a str,
}

/// A free place: whether there is one left, and where and until when one registers.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "Offer", rename_all = "camelCase")]
struct Offer<'a> {
    price: u32,
    price_currency: &'static str,
    availability: &'static str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    availability_ends: Option<Date>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "RegisterAction")]
struct Action<'a> {
    target: &'a str,
}

impl<'a> Described<'a> {
    /// An event at one of its dates; `url` is the full address of its page.
    pub(crate) fn of(
        programme: &Programme<'_>,
        event: &'a Publication,
        url: &'a str,
        (start_date, end_date): (String, String),
    ) -> Self {
        let (content, shown) = (&event.content, Shown::from(event));
        let register = shown.registration().and_then(|registration| registration.link.as_ref());
        let themes = content.themes.iter().map(|theme| theme.label.as_str());
        Self {
            context: "https://schema.org",
            kind: "Event",
            name: content.title.as_str(),
            description: content.summary.as_str(),
            url,
            image: images(programme, event),
            in_language: content.language.code(),
            keywords: std::iter::once(content.format.label()).chain(themes).collect(),
            start_date,
            end_date,
            previous_start_date: shown
                .earlier
                .and_then(|earlier| dates(earlier).into_iter().next())
                .map(|(start, _)| start),
            event_status: status(shown),
            event_attendance_mode: mode(&content.attendance),
            location: locations(shown, url),
            is_accessible_for_free: true,
            maximum_attendee_capacity: content.capacity.map(std::num::NonZeroU32::get),
            audience: content.audience.iter().map(|it| Audience { audience_type: it.label() }).collect(),
            organizer: Named { name: content.organisation.name.as_str() },
            contributor: content.organisation.partners.iter().map(|it| Named { name: it.as_str() }).collect(),
            offers: Offer::of(shown, url),
            potential_action: register.map(|link| Action { target: link.as_str() }),
        }
    }
}

/// Its picture in each width, as what every search engine reads.
fn images(programme: &Programme<'_>, event: &Publication) -> Vec<String> {
    let picture = event.content.picture.iter();
    let files = picture.flat_map(|it| {
        let widest_first = it.frame.widths().into_iter().rev();
        widest_first.map(|width| it.frame.path(width, PictureKind::Jpeg))
    });
    files.map(|path| programme.url(&path)).collect()
}

/// One status is said: the one that matters most to who wants to come.
fn status(shown: Shown<'_>) -> &'static str {
    match shown.status {
        Status::Cancelled => "https://schema.org/EventCancelled",
        Status::Postponed if shown.awaits_dates() => "https://schema.org/EventPostponed",
        _ if shown.earlier.is_some() => "https://schema.org/EventRescheduled",
        _ if shown.moved_online => "https://schema.org/EventMovedOnline",
        _ => "https://schema.org/EventScheduled",
    }
}

fn mode(attendance: &Attendance) -> &'static str {
    match attendance {
        Attendance::OnSite { .. } => "https://schema.org/OfflineEventAttendanceMode",
        Attendance::Online { .. } => "https://schema.org/OnlineEventAttendanceMode",
        Attendance::Hybrid { .. } => "https://schema.org/MixedEventAttendanceMode",
    }
}

fn locations<'a>(shown: Shown<'a>, page: &'a str) -> Vec<Location<'a>> {
    let content = shown.content;
    let online = content
        .attendance
        .mode()
        .has_link()
        .then(|| Location::VirtualLocation { url: shown.link().map_or(page, |link| link.as_str()) });
    content.attendance.places().map(|place| Location::of(place, shown)).chain(online).collect()
}

impl<'a> Location<'a> {
    fn of(place: &'a Place, shown: Shown<'_>) -> Self {
        let provided_for = shown.content.accessibility.provided_for.iter();
        Self::Place {
            name: place.name.as_str(),
            address: At {
                street_address: place.address.as_ref().map(Line::as_str),
                postal_code: place.postcode.as_str(),
                address_locality: place.town.name(),
                address_region: place.town.region().name(),
                address_country: "FR",
            },
            amenity_feature: provided_for
                .map(|it| Provided { name: french::provided_for(*it), value: true })
                .collect(),
        }
    }
}

impl<'a> Offer<'a> {
    /// Where one has to register, or would have if a place were left.
    fn of(shown: Shown<'a>, page: &'a str) -> Option<Self> {
        let registration = shown.content.registration.as_ref();
        if shown.is_cancelled() || (registration.is_none() && !shown.is_full()) {
            return None;
        }
        let open = shown.registration();
        let link = open.and_then(|registration| registration.link.as_ref());
        Some(Self {
            price: 0,
            price_currency: "EUR",
            availability: if shown.is_full() {
                "https://schema.org/SoldOut"
            } else {
                "https://schema.org/InStock"
            },
            url: link.map_or(page, |link| link.as_str()),
            availability_ends: open.and_then(|registration| registration.deadline),
        })
    }
}
