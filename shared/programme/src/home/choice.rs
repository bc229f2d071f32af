//! The ways into the programme, with how many events each leads to: those of the list's filters.

use model::edition::Year;
use model::territory::Region;

use crate::address;
use crate::french::counted;
use crate::selection::{Facet, Selection, Value};

/// To the events that have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) label: String,
    pub(super) address: String,
    pub(super) events: usize,
}

/// The links of a facet.
pub(super) struct Choice {
    pub(super) title: &'static str,
    pub(super) links: Vec<Link>,
}

impl Link {
    fn to(year: Year, selection: &Selection<'_>) -> Self {
        let Selection { value, events } = selection;
        Self { label: value.label(), address: address::selection(year, *value), events: events.len() }
    }

    /// « Bretagne : 12 événements ».
    pub(super) fn spoken(&self) -> String {
        format!("{}\u{a0}: {}", self.label, counted(self.events, "événement", "événements"))
    }
}

/// The regions that have events, in the order of menus.
pub(super) fn regions(year: Year, selections: &[Selection<'_>]) -> Vec<(Region, Link)> {
    let region = |selection: &Selection<'_>| match selection.value {
        Value::Region(region) => Some((region, Link::to(year, selection))),
        _ => None,
    };
    selections.iter().filter_map(region).collect()
}

/// The other facets that the home offers, those that no event has left out.
pub(super) fn others(year: Year, selections: &[Selection<'_>]) -> Vec<Choice> {
    let offered = [
        (Facet::Mode, "Par mode de participation"),
        (Facet::Format, "Par format"),
        (Facet::Theme, "Par thème"),
    ];
    let choice = |(facet, title)| {
        let of_facet = selections.iter().filter(|selection| selection.value.facet() == facet);
        Choice { title, links: of_facet.map(|selection| Link::to(year, selection)).collect() }
    };
    offered.into_iter().map(choice).filter(|choice| !choice.links.is_empty()).collect()
}
