//! The words of the events, for the search that a script makes: `<year>/evenements/recherche.json`.
//!
//! `{"<id>": "words of the event…"}`: folded (small letters without accents), each once, in alphabetical order. What readers
//! type is folded likewise (`programme.js`). The order of the words says nothing, so they compress well.

use std::collections::{BTreeMap, BTreeSet};

use model::look_alike::folded;
use model::publication::Publication;

use crate::programme::Programme;

/// Fewest letters of a word that is searched.
const SHORTEST: usize = 2;

/// The file.
pub(crate) fn index(programme: &Programme<'_>) -> Vec<u8> {
    let words: BTreeMap<_, _> =
        programme.events.iter().map(|event| (event.id.to_string(), words(event))).collect();
    serde_json::to_vec(&words).unwrap_or_default() // the keys are text: it has nothing to fail on
}

/// The words by which an event can be found.
fn words(event: &Publication) -> String {
    let content = &event.content;
    let mut text = folded(content.title.as_str());
    let mut add = |more: &str| {
        text.push('\n');
        text.push_str(&folded(more));
    };
    add(content.summary.as_str());
    add(content.description.as_str());
    add(content.format.label());
    content.themes.iter().for_each(|theme| add(theme.label.as_str()));
    for place in content.attendance.places() {
        add(place.name.as_str());
        add(place.town.name());
        add(place.town.departement().name());
        add(place.town.region().name());
    }
    add(content.organisation.name.as_str());
    content.organisation.partners.iter().for_each(|partner| add(partner.as_str()));
    let words: BTreeSet<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().nth(SHORTEST - 1).is_some())
        .collect();
    words.into_iter().collect::<Vec<_>>().join(" ")
}
