//! The edition's home: what, when, what is on, how to find an event, how to take part; then what remains.

mod agenda;
mod choice;
pub(crate) mod documents;
mod map;

use askama::Template;
use model::edition::Edition;
use model::mailing::Issue;
use model::publication::{FEATURED_ON_HOME, Publication};
use web::Section;

pub(crate) use self::agenda::next_date;
use self::agenda::{Agenda, Day, Moment};
use self::choice::{Choice, Link};
use self::documents::Documents;
use self::map::Map;
use crate::card::Card;
use crate::french::counted;
use crate::programme::Programme;
use crate::selection::selections;
use crate::sheet::Sheet;
use crate::shown::Shown;
use crate::{address, calendar, elapsed, linked_data, resources};

/// Cards of the first events, before the month: two rows of three; one where the team has put others before them.
const FIRST_EVENTS: usize = 6;

/// Lines of today, and of each other day of the week.
const OF_TODAY: usize = 6;
const OF_ANOTHER_DAY: usize = 2;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    edition: &'a Edition,
    moment: Moment,
    /// Whether another edition has come since.
    is_past: bool,
    takes_proposals: bool,
    /// How many events are not cancelled.
    events: usize,
    today: Option<Day<'a>>,
    week: Vec<Day<'a>>,
    next: Option<Day<'a>>,
    featured: Vec<Card<'a>>,
    first: Vec<Card<'a>>,
    /// How many podcasts and training modules can be followed.
    resources: usize,
    map: String,
    regions: Vec<Link>,
    choices: Vec<Choice>,
    documents: Documents,
    /// The latest issue of the newsletter.
    latest: Option<&'a Issue>,
    /// The editions before it.
    earlier: Vec<&'a Edition>,
}

/// The page, the same at `/` and at `/<year>/`, where it will stay.
pub(crate) fn page(programme: &Programme<'_>) -> String {
    let edition = programme.edition;
    let home = Home::of(programme);
    let title = format!("Accueil, {}", edition.rank());
    let description = format!(
        "{}, {}\u{a0}: le programme des événements partout en France, sur place et en ligne.",
        edition.name,
        model::french::period(edition.period)
    );
    Sheet {
        title: &title,
        description: &description,
        // The menu leads to the current home.
        section: if home.is_past { Section::Elsewhere } else { Section::Home },
        path: &address::home(edition.year),
        head: &linked_data::feeds(edition),
        main: &home.render().unwrap_or_default(), // formats strings only: it has nothing to fail on
    }
    .html(programme)
}

/// Those that can still be come to, the next first; what is there over a period last.
fn to_come<'a>(programme: &Programme<'a>) -> Vec<&'a Publication> {
    let today = programme.setting.today;
    let takes_place = |event: &&'a Publication| {
        Shown::from(*event).takes_place() && !elapsed::is_over(&event.content.schedule, today)
    };
    let mut events: Vec<_> = programme.events.iter().copied().filter(takes_place).collect();
    let next = |event: &&Publication| next_date(&event.content.schedule, today);
    events.sort_by_cached_key(|event| (!calendar::has_slots(event), next(event))); // else as in the programme
    events
}

/// Those that the team has put on the home, then others: the first of the month before it, none while it is on, and after it
/// those that have been put off.
fn in_cards<'a>(moment: Moment, to_come: &[&'a Publication]) -> (Vec<Card<'a>>, Vec<Card<'a>>) {
    let is_over = moment == Moment::After;
    let (featured, others): (Vec<&Publication>, Vec<&Publication>) =
        to_come.iter().copied().partition(|event| event.featured && !is_over);
    let others = others.into_iter().filter(|event| !is_over || calendar::has_slots(event));
    let most = match moment {
        Moment::Before(_) if featured.is_empty() => FIRST_EVENTS,
        Moment::Before(_) | Moment::After => FIRST_EVENTS / 2,
        Moment::During => 0,
    };
    let others = others.take(most).map(Card::dated).collect();
    (featured.into_iter().take(FEATURED_ON_HOME).map(Card::dated).collect(), others)
}

impl<'a> Home<'a> {
    fn of(programme: &'a Programme<'a>) -> Self {
        let (edition, today) = (programme.edition, programme.setting.today);
        let moment = Moment::of(edition.period, today);
        let selections = selections(programme);
        let regions = choice::regions(edition.year, &selections);
        let (featured, first) = in_cards(moment, &to_come(programme));
        let agenda = Agenda::from(today, edition.year, &programme.events);
        let is_on = moment == Moment::During;
        let of_today = agenda.day(today, OF_TODAY).filter(|_| is_on);
        let week = if is_on { agenda.rest_of_week(today, OF_ANOTHER_DAY) } else { Vec::new() };
        Self {
            edition,
            moment,
            is_past: programme.successor().is_some(),
            takes_proposals: programme.takes_proposals(),
            events: programme.events.iter().filter(|event| !Shown::from(**event).is_cancelled()).count(),
            next: agenda.next_day(today).filter(|_| is_on && of_today.is_none() && week.is_empty()),
            today: of_today,
            week,
            featured,
            first,
            resources: resources::available(programme).len(),
            map: Map::new(&regions).render().unwrap_or_default(), // as in `page`
            regions: regions.into_iter().map(|(_, link)| link).collect(),
            choices: choice::others(edition.year, &selections),
            documents: Documents::of(programme),
            latest: programme.issues.first().map(|(_, issue)| *issue),
            earlier: programme.others.iter().copied().filter(|other| other.year < edition.year).collect(),
        }
    }

    fn is_over(&self) -> bool {
        self.moment == Moment::After
    }

    /// « Le mois commence dans 12 jours. »
    fn countdown(&self) -> Option<String> {
        match self.moment {
            Moment::Before(1) => Some("Le mois commence demain.".into()),
            Moment::Before(days) => Some(format!("Le mois commence dans {days}\u{a0}jours.")),
            Moment::During | Moment::After => None,
        }
    }

    fn period(&self) -> String {
        model::french::period(self.edition.period)
    }

    /// « 12 événements ont eu lieu » once it is over.
    fn announced(&self) -> String {
        if self.is_over() {
            counted(self.events, "événement a eu lieu", "événements ont eu lieu")
        } else {
            counted(self.events, "événement est annoncé", "événements sont annoncés")
        }
    }

    fn organised(&self) -> String {
        counted(self.events, "événement", "événements")
    }

    fn to_follow(&self) -> String {
        counted(self.resources, "podcast ou module de formation", "podcasts et modules de formation")
    }

    fn home_of(edition: &Edition) -> String {
        address::home(edition.year)
    }

    fn period_of(edition: &Edition) -> String {
        model::french::period(edition.period)
    }

    fn list(&self) -> String {
        address::list(self.edition.year)
    }

    fn resources(&self) -> String {
        address::resources(self.edition.year)
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
}
