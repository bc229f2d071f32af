//! The programme on a map: `<year>/programme.geojson` (RFC 7946).
//!
//! *One feature for each event*, so that there are as many of them as events, each with the identifier that it has
//! everywhere. Its geometry is a point, or several where it takes place in several towns; none where it is only online, or where no
//! place of it is known on a map.
//!
//! *A point is the centre of a commune*, not a door, and says so (`precision`): nobody who gives an address here has been asked
//! to put it on a map, and no address leaves for somebody else's service.

use geojson::feature::Id;
use geojson::{Feature, FeatureCollection, Geometry, JsonObject, Position};
use model::content::Content;
use model::publication::Publication;
use model::territory::Centre;
use serde_json::{Value, json};

use crate::json;
use crate::licence::LICENCE;
use crate::linked_data::{dates, zone};
use crate::programme::Programme;
use crate::shown::Shown;

/// Where the centres of communes come from, whose licence asks that it be said.
const CENTRES: &str = "GeoNames (CC BY 4.0)";

/// The map.
pub(crate) fn programme(programme: &Programme<'_>) -> Vec<u8> {
    let about = json!({
        "licence": LICENCE,
        "sources": [CENTRES],
    });
    json::written(&FeatureCollection {
        bbox: None,
        features: programme.events.iter().map(|event| feature(programme, event)).collect(),
        foreign_members: members(about),
    })
}

fn feature(programme: &Programme<'_>, event: &Publication) -> Feature {
    let geometry = geometry(&event.content);
    Feature {
        bbox: None,
        id: Some(Id::String(event.id.to_string())),
        properties: members(properties(programme, event, geometry.is_some())),
        geometry,
        foreign_members: None,
    }
}

fn properties(programme: &Programme<'_>, event: &Publication, is_placed: bool) -> Value {
    let (content, shown) = (&event.content, Shown::from(event));
    let dates = dates(&content.schedule);
    json!({
        "url": programme.url(&event.path()),
        "title": content.title,
        "summary": content.summary,
        "status": event.status.code(),
        "takes_place": shown.takes_place(),
        "format": content.format.label(),
        "themes": content.themes.iter().map(|theme| &theme.label).collect::<Vec<_>>(),
        "mode": content.attendance.mode().code(),
        "places": content.attendance.places().map(crate::french::full_address).collect::<Vec<_>>(),
        "precision": is_placed.then_some("commune"),
        "starts_at": dates.first().map(|(starts_at, _)| starts_at),
        "ends_at": dates.last().map(|(_, ends_at)| ends_at),
        "time_zone": zone(content).name(),
        "organisation": content.organisation.name,
        "updated_at": event.updated_at,
    })
}

/// Each town once, in the order of the places.
fn geometry(content: &Content) -> Option<Geometry> {
    let communes = content.attendance.places().filter_map(|place| place.town.commune());
    let mut centres: Vec<Centre> = Vec::new();
    for centre in communes.filter_map(|commune| commune.centre()) {
        if !centres.contains(&centre) {
            centres.push(centre);
        }
    }
    let point = |centre: &Centre| Position::from([centre.longitude, centre.latitude]);
    match &centres[..] {
        [] => None,
        [centre] => Some(Geometry::new_point(point(centre))),
        several => Some(Geometry::new_multi_point(several.iter().map(point))),
    }
}

/// What an object holds; nothing of what is none.
fn members(value: Value) -> Option<JsonObject> {
    match value {
        Value::Object(members) => Some(members),
        _ => None,
    }
}
