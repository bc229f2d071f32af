//! One size: what is rendered, how much processor time that takes, how much memory.

use std::hint::black_box;
use std::time::{Duration, Instant};

use programme::{File, Programme, Stage};
use serde::{Deserialize, Serialize};

use crate::memory::{self, since, worked};
use crate::sample::{material, setting};

/// Small programmes are rendered again until this is over.
const AT_LEAST: Duration = Duration::from_secs(2);

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Pages,
    Feeds,
    Exports,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Pages, Self::Feeds, Self::Exports];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Feeds => "feeds (iCalendar, Atom)",
            Self::Exports => "exports and the rest",
        }
    }

    fn of(file: &File) -> Self {
        let is = |prefix: &str| file.content_type.starts_with(prefix);
        if is("text/html") {
            Self::Pages
        } else if is("text/calendar") || is("application/atom") {
            Self::Feeds
        } else {
            Self::Exports
        }
    }
}

/// Files of a kind.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Count {
    pub(crate) files: usize,
    pub(crate) bytes: usize,
    pub(crate) seconds: f64,
}

impl Count {
    fn add(&mut self, file: &File, took: Duration) {
        self.files += 1;
        self.bytes += file.body.len();
        self.seconds += took.as_secs_f64();
    }
}

/// A size, measured.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Measure {
    pub(crate) events: usize,
    counts: [Count; 3],
    event_pages: Count,
    /// What comes before the first file: putting the events in order.
    setting_up: f64,
    /// The bytes of the largest file.
    pub(crate) largest: usize,
    largest_path: String,
    /// The most memory that rendering took, beyond what the events themselves take; nothing where the system does not tell.
    pub(crate) peak: Option<usize>,
}

impl Measure {
    /// Renders a programme of that many events, each file let go when it is there, as `publish` does.
    pub(crate) fn of(events: usize) -> Self {
        let material = material(events);
        let before = memory::mark();
        let mut measure = Self::once(events, &material);
        measure.peak = before.and_then(|before| Some(memory::peak()?.saturating_sub(before)));
        let (start, mut all) = (Instant::now(), vec![measure.clone()]);
        while start.elapsed() < AT_LEAST && measure.seconds() < 1.0 {
            all.push(Self::once(events, &material));
        }
        all.sort_by(|a, b| a.seconds().total_cmp(&b.seconds()));
        let Measure { peak, .. } = measure;
        Self { peak, ..all.swap_remove(all.len() / 2) }
    }

    fn once(events: usize, material: &model::material::Material) -> Self {
        let start = worked();
        let programme = Programme::new(material, setting());
        let mut measure = Self {
            events,
            counts: [Count::default(); 3],
            event_pages: Count::default(),
            setting_up: since(start).as_secs_f64(),
            largest: 0,
            largest_path: String::new(),
            peak: None,
        };
        for stage in Stage::ALL {
            let mut start = worked();
            for file in programme.files(stage) {
                let took = since(start);
                let file = black_box(file);
                let kind = Kind::of(&file);
                measure.counts[kind as usize].add(&file, took);
                if stage == Stage::Events && kind == Kind::Pages {
                    measure.event_pages.add(&file, took);
                }
                if file.body.len() > measure.largest {
                    measure.largest = file.body.len();
                    measure.largest_path.clone_from(&file.path);
                }
                drop(file);
                start = worked();
            }
        }
        measure
    }

    pub(crate) fn seconds(&self) -> f64 {
        self.setting_up + self.counts.iter().map(|count| count.seconds).sum::<f64>()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.counts.iter().map(|count| count.bytes).sum()
    }

    /// Seconds of a kind for each event.
    pub(crate) fn an_event(&self, kind: Kind) -> f64 {
        self.counts[kind as usize].seconds / self.events as f64
    }

    pub(crate) fn event_pages_a_second(&self) -> f64 {
        self.event_pages.files as f64 / self.event_pages.seconds
    }

    /// The bytes of an event's page, on average.
    pub(crate) fn event_page_bytes(&self) -> usize {
        self.event_pages.bytes / self.event_pages.files
    }

    pub(crate) fn say(&self) {
        let line = |what: &str, count: Count| {
            println!(
                "  {what:<24} {:>6} files {:>7.1} MB {:>8.1} ms {:>7.0} events a second",
                count.files,
                count.bytes as f64 / 1e6,
                count.seconds * 1e3,
                self.events as f64 / count.seconds
            );
        };
        println!("{} events", self.events);
        for kind in Kind::ALL {
            line(kind.name(), self.counts[kind as usize]);
        }
        let mut whole = Count { files: 0, bytes: self.bytes(), seconds: self.seconds() };
        whole.files = self.counts.iter().map(|count| count.files).sum();
        line("the whole", whole);
        line("  of which event pages", self.event_pages);
        let peak = self.peak.map_or("not told".to_owned(), |peak| format!("{:.1} MB", peak as f64 / 1e6));
        println!(
            "  peak memory beyond the events {peak}; the largest file, {}, has {:.1} MB",
            self.largest_path,
            self.largest as f64 / 1e6
        );
    }
}
