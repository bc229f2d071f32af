//! The edition's home: what, when, how to take part, what there is.

use askama::Template;
use model::edition::Edition;
use model::mailing::Issue;
use model::publication::Publication;
use web::Section;

use crate::card::Card;
use crate::figures::{Figure, by_format, by_mode, by_region};
use crate::french::counted;
use crate::linked_data;
use crate::programme::Programme;
use crate::sheet::Sheet;
use crate::shown::Shown;
use crate::{address, calendar};

/// Events shown on the home: two rows of three.
const FIRST_EVENTS: usize = 6;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    edition: &'a Edition,
    events: usize,
    modes: Vec<Figure>,
    formats: Vec<Figure>,
    regions: Vec<Figure>,
    first: Vec<Card<'a>>,
    /// The latest issue of the newsletter.
    latest: Option<&'a Issue>,
}

/// The page, the same at `/` and at `/<year>/`, where it will stay.
pub(crate) fn page(programme: &Programme<'_>) -> String {
    let edition = programme.edition;
    let (events, dated) = (going_on(&programme.events), with_dates(&programme.events));
    let home = Home {
        edition,
        events: events.len(),
        modes: by_mode(&events),
        formats: by_format(&events),
        regions: by_region(&events),
        first: first(&dated),
        latest: programme.issues.first().map(|(_, issue)| *issue),
    };
    let title = format!("Accueil, {}", edition.rank());
    let description = format!(
        "{}, {}\u{a0}: le programme des événements partout en France, sur place et en ligne.",
        edition.name,
        model::french::period(edition.period)
    );
    Sheet {
        title: &title,
        description: &description,
        section: Section::Home,
        path: &address::home(edition.year),
        head: &linked_data::feeds(edition),
        main: &home.render().unwrap_or_default(), // formats strings only: it has nothing to fail on
    }
    .html(programme)
}

/// All but what is cancelled.
fn going_on<'a>(events: &[&'a Publication]) -> Vec<&'a Publication> {
    events.iter().copied().filter(|event| !Shown::from(*event).is_cancelled()).collect()
}

/// Those among them that one can plan to come to.
fn with_dates<'a>(events: &[&'a Publication]) -> Vec<&'a Publication> {
    events.iter().copied().filter(|event| Shown::from(*event).takes_place()).collect()
}

/// The first events that take place at given hours, then, if there is room, what is there all along.
fn first<'a>(events: &[&'a Publication]) -> Vec<Card<'a>> {
    let (dated, at_any_hour): (Vec<_>, Vec<_>) = events.iter().partition(|event| calendar::has_slots(event));
    dated.into_iter().chain(at_any_hour).take(FIRST_EVENTS).map(Card::dated).collect()
}

impl Home<'_> {
    fn period(&self) -> String {
        model::french::period(self.edition.period)
    }

    fn list(&self) -> String {
        address::list(self.edition.year)
    }

    fn calendar(&self) -> String {
        address::calendar(self.edition.year)
    }

    fn issues(&self) -> String {
        address::issues(self.edition.year)
    }

    fn json(&self) -> String {
        address::json(self.edition.year)
    }

    fn table(&self) -> String {
        address::table(self.edition.year)
    }

    fn openagenda(&self) -> String {
        address::openagenda(self.edition.year)
    }

    fn schema(&self) -> String {
        address::schema(self.edition.year)
    }

    fn event_feed(&self) -> String {
        address::event_feed(self.edition.year)
    }

    fn announced(&self) -> String {
        counted(self.events, "événement est annoncé", "événements sont annoncés")
    }

    fn tables(&self) -> [(&'static str, &[Figure]); 3] {
        [
            ("Par mode de participation", self.modes.as_slice()),
            ("Par format", self.formats.as_slice()),
            ("Par région", self.regions.as_slice()),
        ]
    }
}
