//! The whole programme, and its files in the order in which they may be written.

use model::edition::Edition;
use model::publication::Publication;

use crate::file::File;
use crate::{address, calendar, event_page, home, json, list, robots};

/// An edition and its published events.
#[derive(Debug)]
pub struct Programme<'a> {
    pub(crate) edition: &'a Edition,
    /// In order of time.
    pub(crate) events: Vec<&'a Publication>,
    pub(crate) base_url: &'a str,
}

/// The files of [`Stage::Site`].
pub const SITE_FILES: [&str; 3] = ["index.html", "404.html", "robots.txt"];

/// Files that may be written at the same time. Whoever writes stage after stage never shows a link to what is not
/// there yet; whoever removes, removes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The events' calendars.
    Calendars,
    /// The events' pages, which lead to them.
    Events,
    /// The feeds and exports, which lead to the events' pages.
    Feeds,
    /// The list of events.
    List,
    /// The edition's home.
    Home,
    /// What the whole site has once, about its current edition.
    Site,
}

impl Stage {
    /// In the order of writing.
    pub const ALL: [Self; 6] =
        [Self::Calendars, Self::Events, Self::Feeds, Self::List, Self::Home, Self::Site];
}

impl<'a> Programme<'a> {
    /// The programme of an edition; the events come in any order. `base_url` is the site's address without a slash
    /// at the end.
    pub fn new(edition: &'a Edition, events: &'a [Publication], base_url: &'a str) -> Self {
        let mut events: Vec<_> = events.iter().collect();
        events.sort_by_cached_key(|event| (event.content.schedule.starts(), event.id));
        Self { edition, events, base_url }
    }

    /// The edition.
    pub fn edition(&self) -> &Edition {
        self.edition
    }

    /// How many events it has.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether it has none yet.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The files of a stage, rendered one by one as they are asked for.
    pub fn files(&self, stage: Stage) -> Box<dyn Iterator<Item = File> + Send + '_> {
        let year = self.edition.year;
        match stage {
            Stage::Calendars => Box::new(self.events.iter().filter_map(|event| {
                let calendar = calendar::of_event(self, event)?;
                Some(File::calendar(address::file(&address::event_calendar(event)), calendar))
            })),
            Stage::Events => Box::new(
                self.events
                    .iter()
                    .map(|event| File::html(address::file(&event.path()), event_page::page(self, event))),
            ),
            Stage::Feeds => Box::new((0..3).map(move |feed| match feed {
                0 => File::json(address::file(&address::json(year)), json::programme(self)),
                1 => File::calendar(address::file(&address::calendar(year)), calendar::of_programme(self)),
                _ => File::xml(address::file(&address::sitemap(year)), robots::sitemap(self)),
            })),
            Stage::List => Box::new(std::iter::once_with(move || {
                File::html(address::file(&address::list(year)), list::page(self))
            })),
            Stage::Home => Box::new(std::iter::once_with(move || {
                File::html(address::file(&address::home(year)), home::page(self))
            })),
            Stage::Site => Box::new((0..3).map(move |file| match file {
                0 => File::html(SITE_FILES[0].into(), home::page(self)),
                1 => File::html(SITE_FILES[1].into(), robots::not_found(self.edition)),
                _ => File::text(SITE_FILES[2], robots::robots(self)),
            })),
        }
    }

    /// The full address of what is at `path` within the site.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}
