//! « Podcasts et modules de formation »: what is there over a period, to follow at any hour, by format.

use askama::Template;
use jiff::civil::Date;
use model::edition::Edition;
use model::publication::Publication;
use model::vocabulary::Format;
use web::Section;

use crate::card::Card;
use crate::programme::Programme;
use crate::selection::Value;
use crate::sheet::Sheet;
use crate::shown::Shown;
use crate::{address, calendar, elapsed};

#[derive(Template)]
#[template(path = "resources.html")]
struct Resources<'a> {
    edition: &'a Edition,
    is_past: bool,
    takes_proposals: bool,
    groups: Vec<Group<'a>>,
}

/// Those of a format, or those that are there no longer.
struct Group<'a> {
    title: String,
    cards: Vec<Card<'a>>,
}

/// Those that can be followed, today or later: those that end first come first.
pub(crate) fn available<'a>(programme: &Programme<'a>) -> Vec<&'a Publication> {
    ordered(programme, |event, today| !elapsed::is_over(&event.content.schedule, today))
}

fn ordered<'a>(programme: &Programme<'a>, is: impl Fn(&Publication, Date) -> bool) -> Vec<&'a Publication> {
    let resources = programme.events.iter().copied().filter(|event| {
        let takes_place = Shown::from(*event).takes_place();
        takes_place && !calendar::has_slots(event) && is(event, programme.setting.today)
    });
    let mut ordered: Vec<_> = resources.collect();
    ordered.sort_by_cached_key(|event| crate::home::next_date(&event.content.schedule, Date::MIN)); // else as in the programme
    ordered
}

/// The page.
pub(crate) fn page(programme: &Programme<'_>) -> String {
    let edition = programme.edition;
    let available = available(programme);
    let of_format = |format: &Format| Group {
        title: Value::Format(*format).title(),
        cards: available.iter().filter(|it| it.content.format == *format).map(|it| Card::dated(it)).collect(),
    };
    let mut groups: Vec<_> = Format::ALL.iter().map(of_format).collect();
    let over = ordered(programme, |event, today| elapsed::is_over(&event.content.schedule, today));
    groups.push(Group {
        title: "Ce qui n’est plus disponible".into(),
        cards: over.into_iter().map(Card::dated).collect(),
    });
    groups.retain(|group| !group.cards.is_empty());
    let resources = Resources {
        edition,
        is_past: programme.successor().is_some(),
        takes_proposals: programme.takes_proposals(),
        groups,
    };
    Sheet {
        title: &format!("Podcasts et modules de formation {}", edition.year),
        description: &format!(
            "Les podcasts et les modules de formation du {}, édition {}, à suivre quand vous voulez.",
            edition.name, edition.year
        ),
        section: Section::Resources,
        path: &address::resources(edition.year),
        head: "",
        main: &resources.render().unwrap_or_default(), // formats strings only: it has nothing to fail on
    }
    .html(programme)
}

impl Resources<'_> {
    fn list(&self) -> String {
        address::list(self.edition.year)
    }
}
