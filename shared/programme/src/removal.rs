//! In which order files may be removed: each before what it leads to.

use model::id::EventId;

use crate::programme::Stage;

impl Stage {
    /// The stage that a file of the site belongs to, by its path: all that is known of a file that the programme has no
    /// longer. A file of another time, which none has today, counts among the feeds.
    pub fn of(path: &str) -> Self {
        let parts: Vec<_> = path.split('/').collect();
        match parts[..] {
            [_] => Self::Site,
            [_, "index.html"] => Self::Home,
            [_, "evenements", _, "evenement.ics"] => Self::Calendars,
            [_, "evenements", event, "index.html"] if is_event(event) => Self::Events,
            [_, "evenements", page, "index.html"] if page.starts_with("page-") => Self::Lists,
            [_, "lettres", _, "index.html"] => Self::Issues,
            [_, _, "index.html"] | [_, "changements", "index.json"] => Self::Lists,
            [_, "evenements", _, ..] => Self::Selections,
            _ => Self::Feeds,
        }
    }
}

/// Whether a folder is an event's: `<slug>-<id>`, or the identifier alone.
fn is_event(folder: &str) -> bool {
    folder.rsplit('-').next().is_some_and(|id| EventId::parse(id).is_ok())
}
