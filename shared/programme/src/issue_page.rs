//! An issue of the newsletter on the web: what every reader received, with the news of all regions.
//!
//! The words stay as they left. What has left the programme since is said to have left it, and leads nowhere.

use askama::Template;
use jiff::Timestamp;
use model::french::full_day;
use model::mailing::{self, Block, Issue, Section};
use model::zone::Zone;
use web::Section as Entry;
use web::markdown::{self, Attributes};

use crate::french::{capitalised, counted, day_title};
use crate::programme::Programme;
use crate::sheet::Sheet;
use crate::{address, linked_data};

#[derive(Template)]
#[template(path = "issue.html")]
struct IssuePage<'a> {
    issue: &'a Issue,
    left_at: Timestamp,
    list: String,
    /// Whether another edition has come since: nobody is asked to subscribe to the letter of this one.
    is_past: bool,
    sections: Vec<Part<'a>>,
}

/// A section: what it says before its events, then its events, under headings of their own if it has any.
struct Part<'a> {
    title: &'static str,
    words: String,
    cards: Vec<Shown<'a>>,
    groups: Vec<Group<'a>>,
}

/// Events that have something in common: a day, a region, or only the section.
struct Group<'a> {
    title: Option<String>,
    events: Vec<Shown<'a>>,
    more: Option<String>,
    /// Where the programme has more of them.
    place: String,
}

/// An event, and whether the programme still has it.
struct Shown<'a> {
    card: &'a mailing::Card,
    is_there: bool,
}

/// The page.
pub(crate) fn page(programme: &Programme<'_>, left_at: Timestamp, issue: &Issue) -> String {
    let sections = issue.blocks.iter().map(|block| Part::of(programme, block)).collect();
    let list = address::issues(programme.edition.year);
    let is_past = programme.successor().is_some();
    let main = IssuePage { issue, left_at, list, is_past, sections };
    Sheet {
        title: issue.subject.as_str(),
        description: issue.preheader.as_str(),
        section: Entry::Elsewhere,
        path: &issue.path(),
        head: &linked_data::issue_feed(programme.edition),
        main: &main.render().unwrap_or_default(), // formats strings only: it has nothing to fail on
    }
    .html(programme)
}

impl<'a> Part<'a> {
    fn of(programme: &Programme<'_>, block: &'a Block) -> Self {
        let shown = |cards: &'a [mailing::Card]| {
            cards.iter().map(|card| Shown { card, is_there: programme.has(card.id) }).collect::<Vec<_>>()
        };
        let list = address::list(programme.edition.year);
        let group = |title: Option<String>, cards: &'a [mailing::Card], more: u32, place: String| Group {
            title,
            events: shown(cards),
            more: more_of(more),
            place: format!("{list}{place}"),
        };
        let mut part = Self { title: "", words: String::new(), cards: vec![], groups: vec![] };
        match block {
            Block::Editorial { text } => {
                part.title = Section::Editorial.title();
                part.words = markdown::html(
                    text.as_str(),
                    &Attributes { link: " rel=\"noopener\"", ..Attributes::default() },
                );
            }
            Block::Featured { cards } => {
                part.title = Section::Featured.title();
                part.cards = shown(cards);
            }
            Block::NewInRegion { regions } => {
                part.title = "Nouveau dans les régions";
                let of = |news: &'a mailing::RegionNews| {
                    group(Some(news.region.name().to_owned()), &news.cards, news.more, String::new())
                };
                part.groups = regions.iter().map(of).collect();
            }
            Block::Week { days } => {
                part.title = Section::Week.title();
                let of = |day: &'a mailing::Day| {
                    group(Some(day_title(day.date)), &day.cards, day.more, format!("#jour-{}", day.date))
                };
                part.groups = days.iter().map(of).collect();
            }
            Block::Online { cards, more } => {
                part.title = Section::Online.title();
                part.groups = vec![group(None, cards, *more, String::new())];
            }
            Block::Resources { cards, more } => {
                part.title = Section::Resources.title();
                part.groups = vec![group(None, cards, *more, "#tout-le-mois".into())];
            }
        }
        part
    }
}

/// That the programme had more of them: « et 3 autres événements dans le programme ».
fn more_of(more: u32) -> Option<String> {
    let more = usize::try_from(more).unwrap_or(usize::MAX);
    (more > 0)
        .then(|| format!("… et {} dans le programme", counted(more, "autre événement", "autres événements")))
}

impl IssuePage<'_> {
    /// « Lettre d’information du jeudi 4 novembre 2027 ».
    fn dated(&self) -> String {
        format!("Lettre d’information du {}", full_day(Zone::PARIS.date(self.left_at)))
    }
}

impl Shown<'_> {
    fn when(&self) -> String {
        capitalised(&self.card.when)
    }

    fn place(&self) -> String {
        capitalised(&self.card.place)
    }

    /// When, what kind, where.
    fn about(&self) -> String {
        format!("{} · {} · {}", self.when(), self.card.format.label(), self.card.place)
    }
}
