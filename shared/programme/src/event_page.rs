//! An event's page, at an address that never changes.

use askama::Template;
use jiff::civil::Date;
use model::french::moment;
use model::publication::Publication;
use web::Section;

use crate::article::{TitleLevel, published_article};
use crate::card::Card;
use crate::programme::Programme;
use crate::sheet::Sheet;
use crate::shown::Shown;
use crate::{address, calendar, linked_data, social};

#[derive(Template)]
#[template(path = "event.html")]
struct EventPage<'a> {
    event: &'a Publication,
    today: Date,
    related: Vec<Card<'a>>,
}

/// The page, which leads to these others.
pub(crate) fn page(programme: &Programme<'_>, event: &Publication, related: &[&Publication]) -> String {
    let content = &event.content;
    let related = related.iter().map(|event| Card::dated(event)).collect();
    let main = EventPage { event, today: programme.setting.today, related };
    Sheet {
        title: &Shown::from(event).title(),
        description: content.summary.as_str(),
        section: Section::Programme,
        path: &event.path(),
        head: &linked_data::event(programme, event),
        main: &main.render().unwrap_or_default(), // formats strings only: it has nothing to fail on
    }
    .illustrated(programme, social::picture(programme, event).as_ref())
}

impl EventPage<'_> {
    fn list(&self) -> String {
        address::list(self.event.edition)
    }

    fn article(&self) -> String {
        published_article(self.event, TitleLevel::H1, self.today)
    }

    /// Where its slots are, for a calendar, as long as one is to come.
    fn calendar(&self) -> Option<String> {
        let is_over = Shown::on(self.event, self.today).is_over();
        (!is_over && calendar::has_slots(self.event)).then(|| address::event_calendar(self.event))
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
