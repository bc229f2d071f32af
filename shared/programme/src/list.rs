//! The lists: of all events, and of those that have something in common. Day by day, then what is available at any hour; a
//! long one goes on, on further pages.

use std::sync::Arc;

use askama::Template;
use jiff::civil::Date;
use model::edition::Edition;
use model::publication::Publication;
use web::Section;

use crate::days::Entry;
use crate::file::File;
use crate::french::{counted, day_title, short_day_title};
use crate::pagination::{Pagination, cards_of, page_of, pages};
use crate::programme::Programme;
use crate::selection::{Facet, Panel, Selection, Value};
use crate::sheet::Sheet;
use crate::{address, linked_data};

/// A list, on as many pages as it takes.
pub(crate) struct List<'a> {
    programme: &'a Programme<'a>,
    /// What its events have in common; none for the list of all.
    value: Option<Value<'a>>,
    panel: Arc<Panel>,
    /// How many events: fewer than cards, where some have several days.
    events: usize,
    entries: Vec<Entry<'a>>,
    days: Vec<Day>,
}

/// A day of a list, or what is available at any hour.
#[derive(Debug, Clone, Copy)]
struct Day {
    /// None for what is available at any hour.
    date: Option<Date>,
    /// Its first card, and how many it has, over all pages.
    first: usize,
    cards: usize,
}

#[derive(Template)]
#[template(path = "list.html")]
struct Page<'a> {
    list: &'a List<'a>,
    number: usize,
    panel: String,
    parts: Vec<Part<'a>>,
    pagination: String,
}

/// What a page has of a day.
struct Part<'a> {
    day: Day,
    /// Whether the day began on a page before.
    goes_on: bool,
    entries: &'a [Entry<'a>],
}

/// The files of the list of all events.
pub(crate) fn files<'a>(programme: &'a Programme<'_>) -> Box<dyn Iterator<Item = File> + Send + 'a> {
    let panel = Panel::new(programme, &crate::selection::selections(programme));
    Box::new(List::whole(programme, Arc::new(panel)).into_files())
}

impl<'a> List<'a> {
    /// All events.
    pub(crate) fn whole(programme: &'a Programme<'a>, panel: Arc<Panel>) -> Self {
        Self::new(programme, None, panel, &programme.events, Entry::all_of(&programme.events))
    }

    /// Those of a selection; of a day, that day alone.
    pub(crate) fn of(programme: &'a Programme<'a>, selection: &Selection<'a>, panel: Arc<Panel>) -> Self {
        let value = selection.value;
        let mut entries = Entry::all_of(&selection.events);
        if let Value::Day(day) = value {
            entries.retain(|entry| entry.day == Some(day));
        }
        Self::new(programme, Some(value), panel, &selection.events, entries)
    }

    fn new(
        programme: &'a Programme<'a>,
        value: Option<Value<'a>>,
        panel: Arc<Panel>,
        events: &[&'a Publication],
        entries: Vec<Entry<'a>>,
    ) -> Self {
        let mut days: Vec<Day> = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            match days.last_mut() {
                Some(day) if day.date == entry.day => day.cards += 1,
                _ => days.push(Day { date: entry.day, first: at, cards: 1 }),
            }
        }
        Self { programme, value, panel, events: events.len(), entries, days }
    }

    /// Where it is.
    fn address(&self) -> String {
        let year = self.programme.edition.year;
        self.value.map_or_else(|| address::list(year), |value| address::selection(year, value))
    }

    /// Of each of its pages.
    pub(crate) fn addresses(&self) -> Vec<String> {
        let list = self.address();
        (1..=pages(self.entries.len())).map(|number| address::numbered_page(&list, number)).collect()
    }

    /// Of each of its pages, rendered one by one.
    pub(crate) fn into_files(self) -> impl Iterator<Item = File> + Send + 'a {
        let addresses = self.addresses();
        (1..).zip(addresses).map(move |(number, address)| {
            let page = self.page(number, &address);
            File::html(address::file(&address), page)
        })
    }

    fn page(&self, number: usize, path: &str) -> String {
        let (list, pages) = (self.address(), pages(self.entries.len()));
        let year = self.programme.edition.year;
        let page = Page {
            list: self,
            number,
            panel: match self.value {
                None => self.panel.of_whole(year, number, pages),
                Some(value) => self.panel.of_selection(year, value),
            },
            parts: self.parts(number),
            pagination: Pagination { list: &list, page: number, pages }.html(),
        };
        Sheet {
            title: &self.title_in_tab(number, pages),
            description: &self.description(),
            section: Section::Programme,
            path,
            head: &self.head(),
            main: &page.render().unwrap_or_default(), // formats strings only: it has nothing to fail on
        }
        .html(self.programme)
    }

    /// What a page has of each day.
    fn parts(&self, number: usize) -> Vec<Part<'_>> {
        let on_page = cards_of(number, self.entries.len());
        let part = |day: &Day| {
            let (first, end) = (day.first.max(on_page.start), (day.first + day.cards).min(on_page.end));
            (first < end).then(|| Part {
                day: *day,
                goes_on: day.first < on_page.start,
                entries: self.entries.get(first..end).unwrap_or_default(),
            })
        };
        self.days.iter().filter_map(part).collect()
    }

    fn title(&self) -> String {
        let year = self.programme.edition.year;
        self.value.map_or_else(|| format!("Programme {year}"), Value::title)
    }

    /// Different for each page (RGAA 8.6).
    fn title_in_tab(&self, number: usize, pages: usize) -> String {
        let title = match self.value {
            Some(Value::Day(_)) | None => self.title(),
            Some(_) => format!("{}, {}", self.title(), self.programme.edition.year),
        };
        if pages == 1 { title } else { format!("{title}, page {number} sur {pages}") }
    }

    fn description(&self) -> String {
        let (title, edition) = (self.title(), self.programme.edition);
        match self.value {
            None => format!(
                "Tous les événements de l’édition {}, {}, jour par jour.",
                edition.year,
                self.period()
            ),
            Some(_) => format!("{title}. {} du {}, {}.", self.counted(), edition.name, self.period()),
        }
    }

    /// Where the feeds are, and the script, where there is something to filter.
    fn head(&self) -> String {
        let feeds = match self.value {
            None => linked_data::feeds(self.programme.edition),
            Some(_) => format!(
                "<link rel=\"alternate\" type=\"text/calendar\" title=\"Agenda de cette sélection\" href=\"{}\">\n\
                 <link rel=\"alternate\" type=\"application/atom+xml\" title=\"Flux Atom de cette sélection\" href=\"{}\">",
                self.calendar(),
                self.feed()
            ),
        };
        if self.entries.is_empty() {
            feeds
        } else {
            format!("{feeds}\n<script src=\"/assets/programme.js\" type=\"module\"></script>")
        }
    }

    fn edition(&self) -> &Edition {
        self.programme.edition
    }

    fn period(&self) -> String {
        model::french::period(self.edition().period)
    }

    fn counted(&self) -> String {
        counted(self.events, "événement", "événements")
    }

    fn calendar(&self) -> String {
        let year = self.edition().year;
        self.value.map_or_else(|| address::calendar(year), |value| address::selection_calendar(year, value))
    }

    fn feed(&self) -> String {
        let year = self.edition().year;
        self.value.map_or_else(|| address::event_feed(year), |value| address::selection_feed(year, value))
    }
}

impl Page<'_> {
    /// Where a day begins: on this page, or on another.
    fn link(&self, day: &Day) -> String {
        let page = page_of(day.first);
        let there = if page == self.number {
            String::new()
        } else {
            address::numbered_page(&self.list.address(), page)
        };
        format!("{there}#{}", day.id())
    }

    /// What the script compares an event by: on the page that it filters, and on those that it adds to it.
    fn values(&self, entry: &Entry<'_>) -> Option<String> {
        self.list.value.is_none().then(|| {
            let values = Value::all_of(entry.event);
            let of_event = values.iter().filter(|value| value.facet() != Facet::Day);
            let written = |value: &Value<'_>| format!("{}:{}", value.facet().parameter(), value.slug());
            of_event.map(written).collect::<Vec<_>>().join(" ")
        })
    }
}

impl Day {
    fn id(&self) -> String {
        self.date.map_or_else(|| "tout-le-mois".into(), |date| format!("jour-{date}"))
    }

    fn title(&self) -> String {
        self.date.map_or_else(|| "Disponibles sur une période".into(), day_title)
    }

    fn short_title(&self) -> String {
        self.date.map_or_else(|| self.title(), short_day_title)
    }

    fn counted(&self) -> String {
        counted(self.cards, "événement", "événements")
    }
}
