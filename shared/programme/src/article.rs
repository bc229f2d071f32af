//! An event as it appears: on its own page, to the organiser who confirms it, to the moderator who decides.

use askama::Template;
use jiff::civil::Date;
use model::content::Content;
use model::practical::NEWS_MAX;
use model::publication::Publication;
use model::text::Prose;

use crate::fact::Fact;
use crate::shown::{Badge, Shown};
use crate::{facts, illustration};

/// The level of an event's title among the headings of the page that shows it: each page has one `h1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleLevel {
    /// The event is what the page is about.
    H1,
    /// The page has a title of its own.
    H2,
}

#[derive(Template)]
#[template(path = "article.html")]
struct Article<'a> {
    content: &'a Content,
    shown: Shown<'a>,
    level: TitleLevel,
}

/// The HTML of an event that is proposed: an `article`, everything in it escaped.
pub fn event_article(content: &Content, level: TitleLevel) -> String {
    Article::html(Shown::from(content), level)
}

/// The HTML of a published event, as it holds that day: cancelled, put off, full, over, with its organiser's news.
pub fn published_article(event: &Publication, level: TitleLevel, today: Date) -> String {
    Article::html(Shown::on(event, today), level)
}

impl<'a> Article<'a> {
    fn html(shown: Shown<'a>, level: TitleLevel) -> String {
        // Rendering writes into a String and formats strings only: it has nothing to fail on.
        Self { content: shown.content, shown, level }.render().unwrap_or_default()
    }

    fn heading(&self) -> &'static str {
        match self.level {
            TitleLevel::H1 => "h1",
            TitleLevel::H2 => "h2",
        }
    }

    fn section(&self) -> &'static str {
        match self.level {
            TitleLevel::H1 => "h2",
            TitleLevel::H2 => "h3",
        }
    }

    fn title(&self) -> String {
        self.shown.title()
    }

    fn badge(&self) -> Option<Badge> {
        self.shown.badge()
    }

    fn notices(&self) -> Vec<&'static str> {
        self.shown.notices()
    }

    fn alert(&self) -> &'static str {
        self.shown.alert()
    }

    fn news(&self) -> Option<&'a Prose<NEWS_MAX>> {
        self.shown.news
    }

    /// On the event's own page, as long as one can, and knows for when: what a button says and where it leads.
    fn register(&self) -> Option<(&'static str, String)> {
        let shown = Some(self.shown).filter(|shown| shown.today.is_some() && !shown.awaits_dates());
        shown.and_then(facts::register)
    }

    fn figure(&self) -> Option<String> {
        self.content.picture.as_ref().map(illustration::figure)
    }

    fn facts(&self) -> Vec<Fact> {
        facts::practical(self.shown)
    }
}
