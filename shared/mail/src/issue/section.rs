//! What an issue says, section by section: both of its parts are rendered from it.

use model::french;
use model::mailing::{self, Card, Day, RegionNews, Section as Kind};
use web::markdown::{self, Attributes};

use super::colours::Palette;
use crate::plain::unlinked;

/// A section with its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) parts: Vec<Part>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// The editors' words.
    Words { html: String, text: String },
    /// What the next events have in common: a day, a region.
    Heading(String),
    /// An event at the head.
    Feature(Entry),
    /// Events.
    Entries(Vec<Entry>),
    /// That there are more.
    More { label: String, address: String },
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) title: String,
    pub(super) address: String,
    /// When, what kind, where.
    pub(super) about: String,
    pub(super) summary: Option<String>,
}

/// Writes sections whose links lead into the site at `base_url`.
#[derive(Clone, Copy)]
pub(super) struct Writer<'a> {
    pub(super) base_url: &'a str,
    /// The programme's page.
    pub(super) programme: &'a str,
    pub(super) colours: &'a Palette,
}

impl Writer<'_> {
    pub(super) fn section(&self, block: &mailing::Block) -> Section {
        let (title, parts) = match block {
            mailing::Block::Editorial { text } => (Kind::Editorial.title(), vec![self.words(text.as_str())]),
            mailing::Block::Featured { cards } => {
                (Kind::Featured.title(), cards.iter().map(|card| Part::Feature(self.entry(card))).collect())
            }
            mailing::Block::NewInRegion { regions } => {
                let title =
                    if regions.len() > 1 { "Nouveau dans vos régions" } else { Kind::NewInRegion.title() };
                (title, regions.iter().flat_map(|news| self.news(news)).collect())
            }
            mailing::Block::Week { days } => {
                (Kind::Week.title(), days.iter().flat_map(|day| self.day(day)).collect())
            }
            mailing::Block::Online { cards, more } => (Kind::Online.title(), self.entries(cards, *more, "")),
            mailing::Block::Resources { cards, more } => {
                (Kind::Resources.title(), self.entries(cards, *more, "#tout-le-mois"))
            }
        };
        Section { title, parts }
    }

    fn words(&self, markdown: &str) -> Part {
        let attributes = Attributes {
            paragraph: " style=\"margin:0 0 16px\"",
            list: " style=\"margin:0 0 16px;padding:0 0 0 20px\"",
            quotation: &format!(
                " class=\"band\" style=\"margin:0 0 16px;padding:16px 0 1px 16px;border-left:4px solid {}\"",
                self.colours.accent
            ),
            link: &format!(" class=\"link\" style=\"color:{}\"", self.colours.accent),
        };
        Part::Words { html: markdown::html(markdown, &attributes), text: markdown::text(markdown) }
    }

    fn news(&self, news: &RegionNews) -> Vec<Part> {
        let mut parts = vec![Part::Heading(news.region.name().to_owned())];
        parts.extend(self.entries(&news.cards, news.more, ""));
        parts
    }

    fn day(&self, day: &Day) -> Vec<Part> {
        let mut parts = vec![Part::Heading(capitalised(&french::full_day(day.date)))];
        parts.extend(self.entries(&day.cards, day.more, &format!("#jour-{}", day.date)));
        parts
    }

    /// The events, and that there are `more` at a place of the programme's page.
    fn entries(&self, cards: &[Card], more: u32, place: &str) -> Vec<Part> {
        let mut parts = vec![Part::Entries(cards.iter().map(|card| self.entry(card)).collect())];
        let address = format!("{}{place}", self.programme);
        match more {
            0 => {}
            1 => parts.push(Part::More { label: "… et un autre dans le programme".into(), address }),
            more => {
                let more = french::number(usize::try_from(more).unwrap_or(usize::MAX));
                parts.push(Part::More {
                    label: format!("… et {more}\u{a0}autres dans le programme"),
                    address,
                });
            }
        }
        parts
    }

    fn entry(&self, card: &Card) -> Entry {
        Entry {
            title: unlinked(card.title.as_str()),
            address: format!("{}{}", self.base_url, card.path),
            about: format!("{} · {} · {}", capitalised(&card.when), card.format.label(), card.place),
            summary: card.summary.as_ref().map(|summary| unlinked(summary.as_str())),
        }
    }
}

/// As a sentence begins.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
