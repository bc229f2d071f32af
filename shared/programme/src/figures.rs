//! The programme in figures: how many events of each kind. What has none is left out.

use model::attendance::Mode;
use model::publication::Publication;
use model::territory::Region;
use model::vocabulary::Format;

/// A line: « Atelier », 12.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) label: &'static str,
    pub(crate) count: usize,
}

fn count(events: &[&Publication], label: &'static str, is: impl Fn(&Publication) -> bool) -> Option<Figure> {
    let count = events.iter().filter(|event| is(event)).count();
    (count > 0).then_some(Figure { label, count })
}

/// By way of taking part, in the order of the form.
pub(crate) fn by_mode(events: &[&Publication]) -> Vec<Figure> {
    let of = |mode: Mode| count(events, mode.label(), |event| event.content.attendance.mode() == mode);
    Mode::ALL.into_iter().filter_map(of).collect()
}

/// By format, in the order of the form.
pub(crate) fn by_format(events: &[&Publication]) -> Vec<Figure> {
    let of = |format: &Format| count(events, format.label(), |event| event.content.format == *format);
    Format::ALL.iter().filter_map(of).collect()
}

/// By region, in alphabetical order, those overseas after those of Europe. Events without a place are in none, those with
/// places in several regions are in each.
pub(crate) fn by_region(events: &[&Publication]) -> Vec<Figure> {
    let is_in = |event: &Publication, region| {
        event.content.attendance.places().any(|place| place.town.region() == region)
    };
    let of = |region: Region| count(events, region.name(), |event| is_in(event, region));
    Region::in_order().into_iter().filter_map(of).collect()
}
