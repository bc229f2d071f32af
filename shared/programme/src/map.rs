//! Where a place is, on a map: a plain link. Nothing of the map is loaded with the page, and whoever keeps it learns nothing
//! of those who do not follow the link.

use model::attendance::Place;
use url::form_urlencoded::Serializer;

/// OpenStreetMap's search for the address; for the place by its name where it has none.
pub(crate) fn search(place: &Place) -> String {
    let street = place.address.as_ref().map_or(place.name.as_str(), |address| address.as_str());
    let address = format!("{street}, {} {}", place.postcode, place.town.name());
    let query = Serializer::new(String::new()).append_pair("query", &address).finish();
    format!("https://www.openstreetmap.org/search?{query}")
}
