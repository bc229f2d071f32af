//! Documents that are set apart, in their own time: PDF programmes, and cards for social networks. Their keys.

use std::collections::BTreeSet;

use model::edition::Year;
use model::material::Material;
use model::publication::{Publication, slug};
use model::territory::Region;

use crate::address;
use crate::programme::DOCUMENTS;

/// The folder of an edition's documents.
pub fn folder(year: Year) -> String {
    format!("{DOCUMENTS}/{year}/")
}

/// The key of the whole programme as a PDF.
pub fn whole(year: Year) -> String {
    format!("{DOCUMENTS}/{year}/programme.pdf")
}

/// The key of the programme of a region as a PDF.
pub fn of_region(year: Year, region: Region) -> String {
    format!("{DOCUMENTS}/{year}/programme-{}.pdf", slug(region.name()))
}

/// The key of an event's card, a PNG.
pub fn card(event: &Publication) -> String {
    format!("{DOCUMENTS}/{}/cartes/{}.png", event.edition, event.id)
}

/// The key of the record of what each document was set from.
pub fn sources(year: Year) -> String {
    format!("{DOCUMENTS}/{year}/sources.json")
}

/// The key of the data that change whenever what a document says does.
pub fn basis(year: Year) -> String {
    address::file(&address::json(year))
}

/// The key of each document that an edition may have: whatever else is in its folder was of an event or a region that it
/// has no longer.
pub fn keys(material: &Material) -> BTreeSet<String> {
    let year = material.edition.year;
    let regions = material.events.iter().flat_map(|event| event.content.regions());
    let of_events = material.events.iter().map(card).chain(regions.map(|region| of_region(year, region)));
    let whole = (!material.events.is_empty()).then(|| whole(year));
    of_events.chain(whole).chain([sources(year)]).collect()
}
