//! What machines read in the head of a page: schema.org (JSON-LD), and where the feeds are.

use jiff::Zoned;
use model::content::Content;
use model::edition::Edition;
use model::publication::Publication;
use model::schedule::Schedule;
use model::zone::Zone;
use serde::Serialize;

use crate::address;
use crate::described::Described;
use crate::programme::Programme;

/// Links to the programme's feeds: HTML.
pub(crate) fn feeds(edition: &Edition) -> String {
    format!(
        "<link rel=\"alternate\" type=\"text/calendar\" title=\"Agenda du programme\" href=\"{}\">\n\
         <link rel=\"alternate\" type=\"application/json\" title=\"Données du programme\" href=\"{}\">\n\
         <link rel=\"alternate\" type=\"application/atom+xml\" title=\"Événements du programme\" href=\"{}\">\n{}",
        address::calendar(edition.year),
        address::json(edition.year),
        address::event_feed(edition.year),
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
    let url = programme.url(&event.path());
    let dates = dates(&event.content.schedule).into_iter();
    let described: Vec<_> = dates.map(|dates| Described::of(programme, event, &url, dates)).collect();
    data_block(&described)
}

/// Where the clocks are that show the hours of an event: where it was to be, even when it has moved online since.
pub(crate) fn zone(content: &Content) -> Zone {
    match content.schedule {
        Schedule::Slots { zone, .. } => zone,
        Schedule::Period { .. } => content.attendance.zone(),
    }
}

/// When each slot starts and ends.
pub(crate) fn dates(schedule: &Schedule) -> Vec<(String, String)> {
    match schedule {
        Schedule::Period { period } => vec![(period.first().to_string(), period.last().to_string())],
        Schedule::Slots { zone, slots } => {
            slots.iter().map(|slot| (local(&slot.start_in(*zone)), local(&slot.end_in(*zone)))).collect()
        }
    }
}

/// JSON within HTML. Nothing in it may end the element (`</script>`) or begin a comment (`<!--`), so the characters
/// with which both start are written as JSON escapes, which mean the same to who reads the JSON.
fn data_block(data: &impl Serialize) -> String {
    // Only a map with keys that are not text could fail to become JSON; there is none.
    let json = serde_json::to_string(data).unwrap_or_default();
    let json = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    format!("<script type=\"application/ld+json\">{json}</script>")
}

/// The hour that clocks show there, and its distance from UTC: `2027-11-09T10:00:00+04:00` (ISO 8601).
pub(crate) fn local(moment: &Zoned) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
