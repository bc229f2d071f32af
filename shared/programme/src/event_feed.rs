//! The events as an Atom feed, what changed last first: `<year>/evenements.atom`.
//!
//! It is for those who follow the news, not for those who want the whole: an entry that changes comes back to the top, and
//! the oldest leave it.

use std::cmp::Reverse;

use atom_syndication::{Category, Content, Entry, Text};
use model::publication::Publication;

use crate::feed::{self, Of, instant, link, tag};
use crate::programme::Programme;
use crate::shown::Shown;
use crate::{address, french};

/// How many events it tells at most.
const MOST: usize = 100;

/// The feed.
pub(crate) fn feed(programme: &Programme<'_>) -> String {
    let year = programme.edition.year;
    let of = Of {
        name: "evenements",
        about: "événements",
        own: address::event_feed(year),
        page: address::list(year),
    };
    of_events(programme, &of, &programme.events)
}

/// A feed of these events.
pub(crate) fn of_events(programme: &Programme<'_>, of: &Of<'_>, events: &[&Publication]) -> String {
    let mut events = events.to_vec();
    events.sort_by_key(|event| (Reverse(event.updated_at), event.id));
    feed::written(programme, of, events.iter().take(MOST).map(|event| entry(programme, event)).collect())
}

fn entry(programme: &Programme<'_>, event: &Publication) -> Entry {
    let shown = Shown::from(event);
    let content = shown.content;
    let category = |label: &str| Category { term: label.into(), ..Category::default() };
    let themes = content.themes.iter().map(|theme| category(theme.label.as_str()));
    Entry {
        id: format!("{}:evenements/{}", tag(programme), event.id),
        title: Text::plain(title(shown)),
        published: Some(instant(event.published_at)),
        updated: instant(event.updated_at),
        links: vec![link("alternate", "text/html", programme.url(&event.path()))],
        categories: std::iter::once(category(content.format.label())).chain(themes).collect(),
        summary: Some(Text::plain(content.summary.as_str())),
        content: Some(Content {
            value: Some(told(shown)),
            content_type: Some("text".into()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

/// The title, after the word that tells those who read nothing else.
fn title(shown: Shown<'_>) -> String {
    if shown.awaits_dates() { format!("Reporté\u{a0}– {}", shown.content.title) } else { shown.title() }
}

/// What changed, when and where, on lines of their own.
fn told(shown: Shown<'_>) -> String {
    let content = shown.content;
    let mut lines = vec![content.summary.to_string()];
    lines.extend(shown.notices().into_iter().map(str::to_owned));
    lines.extend(shown.news.map(|news| format!("Le mot de l’organisateur\u{a0}: {news}")));
    if !shown.awaits_dates() {
        lines.extend(french::moments(&content.schedule));
    }
    lines.push(french::whereabouts(&content.attendance));
    lines.push(format!("Organisé par\u{a0}: {}", content.organisation.name));
    lines.join("\n")
}
