//! The filters that each list offers: of each facet, the values that events have, with how many.

use askama::Template;
use model::edition::Year;

use super::{Facet, Selection, Value};
use crate::address;
use crate::programme::Programme;

/// The filters, the same for every page but for the value that it is the page of.
#[derive(Default)]
pub(crate) struct Panel {
    groups: Vec<Group>,
}

struct Group {
    facet: Facet,
    links: Vec<Link>,
}

struct Link {
    address: String,
    slug: String,
    label: String,
    events: usize,
}

#[derive(Template)]
#[template(path = "filters.html")]
struct Filters<'a> {
    groups: &'a [Group],
    /// The address of the list of all events.
    list: String,
    /// That of its words, and how many pages it has, where the script filters it: on its first page.
    script: Option<Script>,
    chosen: Option<Chosen>,
}

/// What the script reads, to filter the whole on its first page.
struct Script {
    index: String,
    pages: usize,
}

struct Chosen {
    parameter: &'static str,
    address: String,
    slug: String,
    label: String,
}

impl Panel {
    /// With these selections, which come facet by facet.
    pub(crate) fn new(programme: &Programme<'_>, selections: &[Selection<'_>]) -> Self {
        let link = |selection: &Selection<'_>| Link {
            address: address::selection(programme.edition.year, selection.value),
            slug: selection.value.slug(),
            label: selection.value.label(),
            events: selection.events.len(),
        };
        let of_facets = selections.chunk_by(|a, b| a.value.facet() == b.value.facet());
        let group = |of_facet: &[Selection<'_>]| {
            let facet = of_facet.first()?.value.facet();
            Some(Group { facet, links: of_facet.iter().map(link).collect() })
        };
        Self { groups: of_facets.filter_map(group).collect() }
    }

    /// On a page of the whole, which has that many.
    pub(crate) fn of_whole(&self, year: Year, page: usize, pages: usize) -> String {
        let script = (page == 1).then(|| Script { index: address::search_index(year), pages });
        self.html(year, script, None)
    }

    /// On a page of the events that have this value.
    pub(crate) fn of_selection(&self, year: Year, value: Value<'_>) -> String {
        let chosen = Chosen {
            parameter: value.facet().parameter(),
            address: address::selection(year, value),
            slug: value.slug(),
            label: value.label(),
        };
        self.html(year, None, Some(chosen))
    }

    fn html(&self, year: Year, script: Option<Script>, chosen: Option<Chosen>) -> String {
        let filters = Filters { groups: &self.groups, list: address::list(year), script, chosen };
        filters.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }
}

impl Filters<'_> {
    fn is_chosen(&self, link: &Link) -> bool {
        self.chosen.as_ref().is_some_and(|chosen| chosen.address == link.address)
    }
}
