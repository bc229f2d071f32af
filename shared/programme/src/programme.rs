//! The whole programme, and its files in the order in which they may be written.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use jiff::Timestamp;
use jiff::civil::Date;
use model::edition::{Edition, Year};
use model::id::EventId;
use model::mailing::Issue;
use model::material::{Departed, Material};
use model::publication::Publication;

use crate::file::File;
use crate::kept::Kept;
use crate::related::Related;
use crate::{
    address, calendar, changes, departed_page, document, event_page, export, home, issue_list, issue_page,
    list, resources, selection, site,
};

/// An edition, its published events, and the issues of the newsletter that have left.
#[derive(Debug)]
pub struct Programme<'a> {
    pub(crate) edition: &'a Edition,
    /// In order of time.
    pub(crate) events: Vec<&'a Publication>,
    /// In order of their identifiers.
    pub(crate) departed: Vec<&'a Departed>,
    /// Each with when it left, the latest first.
    pub(crate) issues: Vec<(Timestamp, &'a Issue)>,
    /// The other editions, the latest first.
    pub(crate) others: Vec<&'a Edition>,
    /// The keys of the documents that are there, of those that it may have.
    documents: BTreeSet<String>,
    /// Whether the edition is the site's home.
    pub(crate) is_current: bool,
    /// The edition that is.
    pub(crate) current: Option<Year>,
    ids: HashSet<EventId>,
    /// Of each event, its entries in calendars.
    pub(crate) calendar_entries: Kept,
    pub(crate) setting: Setting<'a>,
}

/// Where and when the programme is read, and what stands beside it.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The site's address, without a slash at the end.
    pub base_url: &'a str,
    /// The date in Paris: what is on today, and this week.
    pub today: Date,
    /// The keys of the documents that are there already: PDF programmes and cards for social networks, which are set in
    /// their own time (`documents/<year>/…`). No page leads to one that is not there.
    pub documents: &'a BTreeSet<String>,
}

/// The folder of the site that [`Setting::documents`] are in, each edition's under its year.
pub(crate) const DOCUMENTS: &str = "documents";

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
    /// The lists of the events that have something in common, each with its feeds.
    Selections,
    /// The lists of events and of issues.
    Lists,
    /// The edition's home.
    Home,
    /// What the whole site has once, about its current edition.
    Site,
}

impl Stage {
    /// In the order of writing.
    pub const ALL: [Self; 8] = [
        Self::Calendars,
        Self::Events,
        Self::Issues,
        Self::Feeds,
        Self::Selections,
        Self::Lists,
        Self::Home,
        Self::Site,
    ];

    /// Whether its files lead to one another: none of those that are there may then lead to one that is not there yet.
    pub fn leads_to_itself(self) -> bool {
        matches!(self, Self::Events | Self::Selections | Self::Lists)
    }
}

impl<'a> Programme<'a> {
    /// The programme that is made of this.
    pub fn new(material: &'a Material, setting: Setting<'a>) -> Self {
        let ids: HashSet<_> = material.events.iter().map(|event| event.id).collect();
        let mut events: Vec<_> = material.events.iter().collect();
        events.sort_by_cached_key(|event| (event.content.schedule.starts(), event.id));
        let mut departed: Vec<_> =
            material.departed.iter().filter(|event| !ids.contains(&event.id)).collect();
        departed.sort_by_key(|event| event.id);
        let mut issues: Vec<_> = material.issues.iter().map(|(left_at, issue)| (*left_at, issue)).collect();
        issues.sort_by_key(|(left_at, issue)| (Reverse(*left_at), issue.id));
        let mut others: Vec<_> = material.others.iter().collect();
        others.sort_by_key(|edition| Reverse(edition.year));
        let is_current = material.is_current();
        let current = material.current;
        let documents = document::keys(material).intersection(setting.documents).cloned().collect();
        Self {
            documents,
            edition: &material.edition,
            events,
            departed,
            issues,
            others,
            is_current,
            current,
            ids,
            calendar_entries: Kept::default(),
            setting,
        }
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
            Stage::Calendars => {
                let events = self.events.iter().filter_map(|event| {
                    let calendar = calendar::of_event(self, event)?;
                    Some(File::calendar(address::file(&address::event_calendar(event)), calendar))
                });
                let departed = self.departed.iter().filter_map(|event| {
                    let calendar = calendar::of_departed(self, event)?;
                    Some(File::calendar(address::file(&address::departed_calendar(event)), calendar))
                });
                Box::new(events.chain(departed))
            }
            Stage::Events => {
                let related = Related::of(self);
                let events = self.events.iter().enumerate().map(move |(at, event)| {
                    File::html(address::file(&event.path()), event_page::page(self, event, &related.to(at)))
                });
                let departed = self
                    .departed
                    .iter()
                    .map(|event| File::html(address::file(&event.path()), departed_page::page(self, event)));
                Box::new(events.chain(departed))
            }
            Stage::Issues => Box::new(self.issues.iter().map(|(left_at, issue)| {
                File::html(address::file(&issue.path()), issue_page::page(self, *left_at, issue))
            })),
            Stage::Feeds => export::files(self),
            Stage::Selections => selection::files(self),
            Stage::Lists => Box::new(list::files(self).chain((0..3).map(move |list| match list {
                0 => changes::index_file(self),
                1 => File::html(address::file(&address::issues(year)), issue_list::page(self)),
                _ => File::html(address::file(&address::resources(year)), resources::page(self)),
            }))),
            Stage::Home => Box::new(std::iter::once_with(move || {
                File::html(address::file(&address::home(year)), home::page(self))
            })),
            Stage::Site => site::files(self),
        }
    }

    /// Whether a document is there and not about to go.
    pub fn has_document(&self, key: &str) -> bool {
        self.documents.contains(key)
    }

    /// The address of a document within the site, if the programme has it.
    pub(crate) fn document(&self, key: &str) -> Option<String> {
        self.has_document(key).then(|| format!("/{key}"))
    }

    /// The full address of what is at `path` within the site.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.setting.base_url)
    }
}
