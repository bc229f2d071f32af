//! An event as it appears: on its own page, to the organiser who confirms it, to the moderator who decides.

use askama::Template;
use model::content::Content;
use model::schedule::Schedule;

use crate::french;

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
    level: TitleLevel,
}

/// The HTML of an event: an `article`, everything in it escaped.
pub fn event_article(content: &Content, level: TitleLevel) -> String {
    // Rendering writes into a String and formats strings only: it has nothing to fail on.
    Article { content, level }.render().unwrap_or_default()
}

impl Article<'_> {
    fn title(&self) -> &'static str {
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

    fn moments(&self) -> Vec<String> {
        french::moments(&self.content.schedule)
    }

    /// What the online link is for.
    fn invitation(&self) -> &'static str {
        match self.content.schedule {
            Schedule::Slots { .. } => "Suivre l’événement",
            Schedule::Period { .. } => "Y accéder",
        }
    }

    fn has_link(&self) -> bool {
        self.content.attendance.mode().has_link()
    }
}
