//! An event's page, at an address that never changes.

use askama::Template;
use model::french::moment;
use model::publication::Publication;
use web::Section;

use crate::article::{TitleLevel, published_article};
use crate::programme::Programme;
use crate::sheet::Sheet;
use crate::shown::Shown;
use crate::{address, calendar, linked_data};

#[derive(Template)]
#[template(path = "event.html")]
struct EventPage<'a> {
    event: &'a Publication,
}

/// The page.
pub(crate) fn page(programme: &Programme<'_>, event: &Publication) -> String {
    let content = &event.content;
    let main = EventPage { event };
    Sheet {
        title: &Shown::from(event).title(),
        description: content.summary.as_str(),
        section: Section::Programme,
        path: &event.path(),
        head: &linked_data::event(programme, event),
        main: &main.render().unwrap_or_default(), // formats strings only: it has nothing to fail on
    }
    .html(programme)
}

impl EventPage<'_> {
    fn list(&self) -> String {
        address::list(self.event.edition)
    }

    fn article(&self) -> String {
        published_article(self.event, TitleLevel::H1)
    }

    /// Where its slots are, for a calendar.
    fn calendar(&self) -> Option<String> {
        calendar::has_slots(self.event).then(|| address::event_calendar(self.event))
    }

    /// « Publié le 3 septembre 2027 à 10 h 32, mis à jour le… ».
    fn dated(&self) -> String {
        let published = format!("Publié le {}", moment(self.event.published_at));
        if self.event.updated_at == self.event.published_at {
            format!("{published}.")
        } else {
            format!("{published}, mis à jour le {}.", moment(self.event.updated_at))
        }
    }
}
