//! The map of the regions: an inline SVG whose shapes are links, beside the list of the same links.
//!
//! Colour says nothing alone: each region has its number written on it, and its name and number for who hears the page.

use askama::Template;
use model::territory::{Part, Region};

use super::choice::Link;
use crate::selection::Value;

/// A line for each région: see `data/README.md`.
const OUTLINES: &str = include_str!("../../data/regions.txt");

/// From how many events on a region is a shade darker.
const SHADES: [usize; 4] = [1, 5, 10, 20];

/// Collectivities have no outline: each that has events is a square, in a row under the other regions.
const TILES_TOP: usize = 1250;
const TILE: usize = 100;
const BETWEEN_TILES: usize = 24;

/// The map of an edition.
#[derive(Template)]
#[template(path = "map.html")]
pub(super) struct Map<'a> {
    shapes: Vec<Shape<'a>>,
    height: usize,
}

/// A region as it is drawn.
struct Shape<'a> {
    name: String,
    outline: String,
    /// Where its number is written.
    x: usize,
    y: usize,
    /// What says where a tile is.
    code: Option<&'static str>,
    /// None for a region without an event, which has no page.
    link: Option<&'a Link>,
}

impl<'a> Map<'a> {
    /// With the regions that have events, in the order of the list beside it.
    pub(super) fn new(regions: &'a [(Region, Link)]) -> Self {
        let (tiles, outlined): (Vec<_>, Vec<_>) =
            Region::in_order().into_iter().partition(|region| region.part() == Part::OverseasCollectivities);
        let link = |of: &Region| regions.iter().find(|(region, _)| region == of).map(|(_, link)| link);
        let mut shapes: Vec<_> =
            outlined.iter().filter_map(|region| Shape::outlined(*region, link(region))).collect();
        let tiles = tiles.iter().filter_map(|region| Some((*region, link(region)?)));
        shapes.extend(tiles.enumerate().map(|(at, (region, link))| Shape::tile(at, region, link)));
        let has_tiles = shapes.iter().any(|shape| shape.code.is_some());
        Self { shapes, height: if has_tiles { TILES_TOP + TILE + 50 } else { TILES_TOP } }
    }
}

impl<'a> Shape<'a> {
    fn outlined(region: Region, link: Option<&'a Link>) -> Option<Self> {
        let mut lines = OUTLINES.lines();
        let drawn = lines.find_map(|row| row.strip_prefix(region.code())?.strip_prefix(' '))?;
        let mut parts = drawn.splitn(3, ' ');
        let (x, y, outline) =
            (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.to_owned());
        Some(Self { name: Value::Region(region).label(), outline, x, y, code: None, link })
    }

    fn tile(at: usize, region: Region, link: &'a Link) -> Self {
        let x = BETWEEN_TILES + at * (TILE + BETWEEN_TILES);
        Self {
            name: Value::Region(region).label(),
            outline: format!("M{x} {TILES_TOP}h{TILE}v{TILE}h-{TILE}z"),
            x: x + TILE / 2,
            y: TILES_TOP + TILE + 28,
            code: Some(iso_code(region)),
            link: Some(link),
        }
    }

    /// Whether its number is under it, where it has no room.
    fn is_beneath(&self) -> bool {
        self.y > 1200
    }

    /// One to four, the darker the more.
    fn shade(link: &Link) -> usize {
        SHADES.iter().filter(|least| link.events >= **least).count()
    }
}

/// The two letters of ISO 3166-1.
fn iso_code(collectivity: Region) -> &'static str {
    match collectivity {
        Region::SAINT_PIERRE_ET_MIQUELON => "PM",
        Region::SAINT_BARTHELEMY => "BL",
        Region::SAINT_MARTIN => "MF",
        Region::TERRES_AUSTRALES_ET_ANTARCTIQUES_FRANCAISES => "TF",
        Region::WALLIS_ET_FUTUNA => "WF",
        Region::POLYNESIE_FRANCAISE => "PF",
        Region::NOUVELLE_CALEDONIE => "NC",
        Region::ILE_DE_CLIPPERTON => "CP",
        _ => "FR",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_of_the_republic_has_an_outline_or_a_code() {
        for region in Region::all() {
            let is_drawn = Shape::outlined(region, None).is_some();
            assert_eq!(is_drawn, region.part() != Part::OverseasCollectivities, "{region:?}");
            assert_eq!(iso_code(region) == "FR", is_drawn, "{region:?}");
        }
        assert_eq!(OUTLINES.lines().count(), 18);
    }

    #[test]
    fn an_outline_is_whole_numbers_and_the_commands_of_a_path() {
        for line in OUTLINES.lines() {
            let outline = line.splitn(4, ' ').nth(3).unwrap();
            assert!(outline.starts_with('M') && outline.ends_with('z'), "{line}");
            assert!(outline.chars().all(|c| c.is_ascii_digit() || "Mlz -".contains(c)), "{line}");
        }
    }
}
