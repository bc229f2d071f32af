//! The whole programme, and its files in the order in which they may be written.

use std::collections::HashSet;

use jiff::Timestamp;
use model::edition::Edition;
use model::id::EventId;
use model::mailing::Issue;
use model::publication::Publication;

use crate::file::File;
use crate::{
    address, calendar, event_feed, event_page, home, issue_feed, issue_list, issue_page, json, list,
    openagenda, robots, spreadsheet,
};

/// An edition, its published events, and the issues of the newsletter that have left.
#[derive(Debug)]
pub struct Programme<'a> {
    pub(crate) edition: &'a Edition,
    /// In order of time.
    pub(crate) events: Vec<&'a Publication>,
    /// Each with when it left, the latest first.
    pub(crate) issues: Vec<(Timestamp, &'a Issue)>,
    ids: HashSet<EventId>,
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
    /// The pages of the newsletter's issues, which lead to those of events.
    Issues,
    /// The feeds and exports, which lead to all these pages.
    Feeds,
    /// The lists of events and of issues.
    Lists,
    /// The edition's home.
    Home,
    /// What the whole site has once, about its current edition.
    Site,
}

impl Stage {
    /// In the order of writing.
    pub const ALL: [Self; 7] =
        [Self::Calendars, Self::Events, Self::Issues, Self::Feeds, Self::Lists, Self::Home, Self::Site];
}

impl<'a> Programme<'a> {
    /// The programme of an edition; the events and the issues, each with when it left, come in any order. `base_url` is
    /// the site's address without a slash at the end.
    pub fn new(
        edition: &'a Edition,
        events: &'a [Publication],
        issues: &'a [(Timestamp, Issue)],
        base_url: &'a str,
    ) -> Self {
        let ids = events.iter().map(|event| event.id).collect();
        let mut events: Vec<_> = events.iter().collect();
        events.sort_by_cached_key(|event| (event.content.schedule.starts(), event.id));
        let mut issues: Vec<_> = issues.iter().map(|(left_at, issue)| (*left_at, issue)).collect();
        issues.sort_by_key(|(left_at, issue)| (std::cmp::Reverse(*left_at), issue.id));
        Self { edition, events, issues, ids, base_url }
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

    /// Whether an event is in it.
    pub(crate) fn has(&self, event: EventId) -> bool {
        self.ids.contains(&event)
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
            Stage::Issues => Box::new(self.issues.iter().map(|(left_at, issue)| {
                File::html(address::file(&issue.path()), issue_page::page(self, *left_at, issue))
            })),
            Stage::Feeds => Box::new((0..8).map(move |feed| match feed {
                0 => File::json(address::file(&address::json(year)), json::programme(self)),
                1 => File::calendar(address::file(&address::calendar(year)), calendar::of_programme(self)),
                2 => File::atom(address::file(&address::issue_feed(year)), issue_feed::feed(self)),
                3 => File::schema(address::file(&address::schema(year)), json::SCHEMA),
                4 => File::table(address::file(&address::table(year)), spreadsheet::table(self)),
                5 => File::json(address::file(&address::openagenda(year)), openagenda::programme(self)),
                6 => File::atom(address::file(&address::event_feed(year)), event_feed::feed(self)),
                _ => File::xml(address::file(&address::sitemap(year)), robots::sitemap(self)),
            })),
            Stage::Lists => Box::new((0..2).map(move |list| match list {
                0 => File::html(address::file(&address::list(year)), list::page(self)),
                _ => File::html(address::file(&address::issues(year)), issue_list::page(self)),
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
