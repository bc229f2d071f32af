//! What machines read in the head of a page: schema.org (JSON-LD), and where the feeds are.

use jiff::Zoned;
use model::attendance::{self, Attendance};
use model::edition::Edition;
use model::publication::Publication;
use model::schedule::Schedule;
use model::text::Line;
use serde::Serialize;

use crate::address;
use crate::programme::Programme;

/// Links to the programme's feeds: HTML.
pub(crate) fn feeds(edition: &Edition) -> String {
    format!(
        "<link rel=\"alternate\" type=\"text/calendar\" title=\"Agenda du programme\" href=\"{}\">\n\
         <link rel=\"alternate\" type=\"application/json\" title=\"Données du programme\" href=\"{}\">\n{}",
        address::calendar(edition.year),
        address::json(edition.year),
        issue_feed(edition)
    )
}

/// The link to the feed of the newsletter's issues: HTML.
pub(crate) fn issue_feed(edition: &Edition) -> String {
    format!(
        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Lettre d’information\" href=\"{}\">",
        address::issue_feed(edition.year)
    )
}

/// An event as schema.org describes events, one for each of its slots, as search engines want it: HTML, a data block
/// that no policy takes for a script.
pub(crate) fn event(programme: &Programme<'_>, event: &Publication) -> String {
    let dates = match &event.content.schedule {
        Schedule::Period { period } => vec![(period.first().to_string(), period.last().to_string())],
        Schedule::Slots { zone, slots } => {
            slots.iter().map(|slot| (local(&slot.start_in(*zone)), local(&slot.end_in(*zone)))).collect()
        }
    };
    let url = programme.url(&event.path());
    let described: Vec<_> = dates.into_iter().map(|dates| Described::of(event, &url, dates)).collect();
    data_block(&described)
}

/// JSON within HTML. Nothing in it may end the element (`</script>`) or begin a comment (`<!--`), so the characters
/// with which both start are written as JSON escapes, which mean the same to who reads the JSON.
fn data_block(data: &impl Serialize) -> String {
    // Only a map with keys that are not text could fail to become JSON; there is none.
    let json = serde_json::to_string(data).unwrap_or_default();
    let json = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    format!("<script type=\"application/ld+json\">{json}</script>")
}

/// <https://schema.org/Event>, with the properties that search engines read.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Described<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    description: &'a str,
    url: &'a str,
    in_language: &'static str,
    start_date: String,
    end_date: String,
    event_status: &'static str,
    event_attendance_mode: &'static str,
    location: Vec<Location<'a>>,
    organizer: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    potential_action: Option<Action<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum Location<'a> {
    Place {
        name: &'a str,
        address: At<'a>,
    },
    /// It must have an address; without a public link it is that of the event's page.
    VirtualLocation {
        url: &'a str,
    },
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "PostalAddress", rename_all = "camelCase")]
struct At<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    street_address: Option<&'a str>,
    postal_code: &'a str,
    address_locality: &'static str,
    address_region: &'static str,
    address_country: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "Organization")]
struct Named<'a> {
    name: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "RegisterAction")]
struct Action<'a> {
    target: &'a str,
}

impl<'a> Described<'a> {
    fn of(event: &'a Publication, url: &'a str, (start_date, end_date): (String, String)) -> Self {
        let content = &event.content;
        Self {
            context: "https://schema.org",
            kind: "Event",
            name: content.title.as_str(),
            description: content.summary.as_str(),
            url,
            in_language: "fr",
            start_date,
            end_date,
            event_status: "https://schema.org/EventScheduled",
            event_attendance_mode: mode(&content.attendance),
            location: locations(&content.attendance, url),
            organizer: Named { name: content.organisation.name.as_str() },
            potential_action: content.registration.as_ref().map(|link| Action { target: link.as_str() }),
        }
    }
}

/// The hour that clocks show there, and its distance from UTC: `2027-11-09T10:00:00+04:00` (ISO 8601).
pub(crate) fn local(moment: &Zoned) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn mode(attendance: &Attendance) -> &'static str {
    match attendance {
        Attendance::OnSite { .. } => "https://schema.org/OfflineEventAttendanceMode",
        Attendance::Online { .. } => "https://schema.org/OnlineEventAttendanceMode",
        Attendance::Hybrid { .. } => "https://schema.org/MixedEventAttendanceMode",
    }
}

fn locations<'a>(attendance: &'a Attendance, page: &'a str) -> Vec<Location<'a>> {
    let online = attendance
        .mode()
        .has_link()
        .then(|| Location::VirtualLocation { url: attendance.link().map_or(page, |link| link.as_str()) });
    attendance.place().map(Location::of).into_iter().chain(online).collect()
}

impl<'a> Location<'a> {
    fn of(place: &'a attendance::Place) -> Self {
        Self::Place {
            name: place.name.as_str(),
            address: At {
                street_address: place.address.as_ref().map(Line::as_str),
                postal_code: place.postcode.as_str(),
                address_locality: place.commune.name(),
                address_region: place.commune.departement().region().name(),
                address_country: "FR",
            },
        }
    }
}
