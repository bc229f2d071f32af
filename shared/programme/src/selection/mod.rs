//! The lists of the events that have something in common, each with its feeds: `docs/programme.md`.
//!
//! Every value that at least one event has is a page of its own, which works without a script and can be shared; what
//! combines several values is the script's, on the page of the whole.

mod facet;
mod feeds;
mod panel;
mod title;
mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use model::publication::Publication;

pub(crate) use self::facet::Facet;
pub(crate) use self::panel::Panel;
pub(crate) use self::value::Value;
use crate::file::File;
use crate::list::List;
use crate::programme::Programme;
use crate::{address, search};

/// The events that have a value in common, in order of time.
pub(crate) struct Selection<'a> {
    pub(crate) value: Value<'a>,
    pub(crate) events: Vec<&'a Publication>,
}

/// All of them, facet by facet, in the order in which readers are asked. Cancelled events are among those they had something
/// in common with: they stay in the lists, which say so.
pub(crate) fn selections<'a>(programme: &'a Programme<'_>) -> Vec<Selection<'a>> {
    let mut found: BTreeMap<(Facet, String), Selection<'a>> = BTreeMap::new();
    for event in &programme.events {
        for value in Value::all_of(event) {
            let selection = found.entry((value.facet(), value.slug())).or_insert_with(|| Selection {
                value: as_the_edition_says(programme, value),
                events: Vec::new(),
            });
            selection.events.push(event);
        }
    }
    let mut selections: Vec<_> = found.into_values().collect();
    selections.sort_by_cached_key(|it| (it.value.facet(), it.value.rank(programme.edition)));
    selections
}

/// Events keep the label that their theme had when they were proposed; a page has the one that the edition has now.
fn as_the_edition_says<'a>(programme: &'a Programme<'_>, value: Value<'a>) -> Value<'a> {
    let Value::Theme(theme) = value else { return value };
    let themes = &programme.edition.themes;
    Value::Theme(themes.iter().find(|other| other.code == theme.code).unwrap_or(theme))
}

/// The words of all events, then of each selection the feeds and the pages.
pub(crate) fn files<'a>(programme: &'a Programme<'_>) -> Box<dyn Iterator<Item = File> + Send + 'a> {
    let selections = selections(programme);
    let panel = Arc::new(Panel::new(programme, &selections));
    let index = std::iter::once_with(|| {
        File::json(address::file(&address::search_index(programme.edition.year)), search::index(programme))
    });
    Box::new(index.chain(selections.into_iter().flat_map(move |selection| {
        let feeds = feeds::files(programme, &selection);
        feeds.into_iter().chain(List::of(programme, &selection, Arc::clone(&panel)).into_files())
    })))
}

/// The addresses of the pages.
pub(crate) fn addresses<'a>(programme: &'a Programme<'_>) -> impl Iterator<Item = String> + 'a {
    let panel = Arc::new(Panel::default());
    let lists = selections(programme).into_iter().map({
        let panel = Arc::clone(&panel);
        move |selection| List::of(programme, &selection, Arc::clone(&panel))
    });
    std::iter::once_with(move || List::whole(programme, panel)).chain(lists).flat_map(|list| list.addresses())
}
