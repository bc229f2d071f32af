//! What was typed, and what comes of it.

use model::attendance::Mode;
use model::content::Content;
use model::french;
use model::practical::{NEWS_MAX, Practical, Status};
use model::proposal::{self, Proposal, Stage, YES};
use model::text::{Line, Prose, TextError};
use model::web_link::WebLink;
use web::problem::Problem;

use super::{Case, Sent};

/// The fields beside the dates, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub(super) struct Said {
    /// A code of [`Status`].
    pub(super) statut: String,
    pub(super) nouvelles: String,
    /// [`YES`] when it takes place online only.
    pub(super) en_ligne: String,
    pub(super) lien: String,
    pub(super) salle: String,
    pub(super) inscription: String,
    /// Names what the form was made from.
    pub(super) depuis: String,
    /// [`YES`] to put it online.
    pub(super) accord: String,
    /// Which button was pressed.
    pub(super) action: String,
}

/// What is wrong, in the order of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Problems {
    pub(super) fields: Vec<Problem>,
    /// Those of the dates, which have rows.
    pub(super) dates: Vec<proposal::Problem>,
}

impl Sent {
    /// The form as it is filled in at first: with what holds.
    pub(super) fn of(case: &Case) -> Self {
        let content = case.holds.over(&case.shown.content);
        let said = Said {
            statut: case.holds.status.code().to_owned(),
            nouvelles: text(case.holds.news.as_ref()),
            en_ligne: if case.holds.moved_online { YES.to_owned() } else { String::new() },
            lien: text(content.attendance.link()),
            salle: room(&case.holds, &case.shown.content),
            inscription: text(content.registration_link()),
            depuis: case.base.clone(),
            accord: String::new(),
            action: String::new(),
        };
        Self { said, dates: dates_of(case) }
    }

    /// All that is said from now on, without what the revision says by itself.
    pub(super) fn read(&self, case: &Case) -> Result<Practical, Problems> {
        let usual = &case.shown.content;
        let mut reader = Reader { problems: Problems::default(), usual };
        let said = &self.said;
        let status = Status::from_code(&said.statut);
        if status.is_none() {
            reader.tell("statut", "Indiquez si l’événement a lieu. Exemple\u{a0}: «\u{a0}Complet\u{a0}».");
        }
        let news = reader.news(&said.nouvelles);
        let moved_online = said.en_ligne == YES && usual.attendance.mode() != Mode::Online;
        let room = if usual.attendance.mode().has_place() { reader.room(&said.salle) } else { None };
        let online_link = reader.online_link(&said.lien, moved_online);
        let registration_link = reader.registration_link(&said.inscription);
        let schedule = if is_same(&self.dates, &Self::of(case).dates) {
            case.holds.schedule.clone()
        } else {
            let checked = self.dates.check_dates(usual.format, usual.attendance.zone(), &case.found.edition);
            checked.map_err(|problems| reader.problems.dates = problems).ok()
        };
        let practical = Practical {
            status: status.unwrap_or_default(),
            news,
            schedule,
            moved_online,
            online_link,
            room,
            registration_link,
            ..Practical::default()
        };
        if reader.problems == Problems::default() {
            Ok(practical.beside(usual))
        } else {
            Err(reader.problems)
        }
    }
}

/// Reads one field after the other, and tells everything that is wrong at once.
struct Reader<'a> {
    problems: Problems,
    usual: &'a Content,
}

impl Reader<'_> {
    fn tell(&mut self, anchor: &str, message: impl Into<String>) {
        self.problems.fields.push(Problem::new(anchor, message));
    }

    fn news(&mut self, typed: &str) -> Option<Prose<NEWS_MAX>> {
        self.unless_empty("nouvelles", Prose::parse(typed))
    }

    fn room(&mut self, typed: &str) -> Option<Line<140>> {
        if typed.trim().is_empty() {
            self.tell(
                "salle",
                "Saisissez le nom du lieu. Exemple\u{a0}: «\u{a0}Mairie, salle du conseil\u{a0}».",
            );
        }
        self.unless_empty("salle", Line::parse(typed))
    }

    fn online_link(&mut self, typed: &str, moved_online: bool) -> Option<WebLink> {
        let has_link = moved_online || self.usual.attendance.mode().has_link();
        match (typed.trim().is_empty(), has_link) {
            (true, _) if self.usual.attendance.link().is_some() => {
                self.tell("lien", format!("{KEEP} {EXAMPLE}"));
                None
            }
            (true, _) => None,
            (false, false) => {
                self.tell(
                    "lien",
                    "L’événement n’a lieu que sur place\u{a0}: videz ce champ, ou cochez «\u{a0}en ligne seulement\u{a0}».",
                );
                None
            }
            (false, true) => self.link("lien", typed),
        }
    }

    fn registration_link(&mut self, typed: &str) -> Option<WebLink> {
        if !typed.trim().is_empty() {
            return self.link("inscription", typed);
        }
        if self.usual.registration_link().is_some() {
            self.tell("inscription", format!("{KEEP} {EXAMPLE}"));
        }
        None
    }

    fn link(&mut self, anchor: &str, typed: &str) -> Option<WebLink> {
        let link = WebLink::parse(typed);
        if link.is_err() {
            self.tell(anchor, format!("Ce n’est pas l’adresse d’une page web. {EXAMPLE}"));
        }
        link.ok()
    }

    fn unless_empty<T>(&mut self, anchor: &str, read: Result<T, TextError>) -> Option<T> {
        match read {
            Ok(text) => Some(text),
            Err(TextError::Empty) => None,
            Err(TextError::TooLong { length, max }) => {
                let (length, max) = (french::number(length), french::number(max));
                self.tell(
                    anchor,
                    format!("Ce texte compte {length} caractères\u{a0}: raccourcissez-le à {max} au plus."),
                );
                None
            }
        }
    }
}

const KEEP: &str = "Un lien annoncé ne se retire pas ici\u{a0}: remettez-le, ou donnez-en un autre. Pour qu’il n’y en ait plus, \
                    modifiez l’événement.";
const EXAMPLE: &str = "Exemple\u{a0}: https://exemple.gouv.fr/atelier.";

/// The name of its first place, which stays known when it moves online.
fn room(holds: &Practical, usual: &Content) -> String {
    let name = holds.room.as_ref().or(usual.attendance.place().map(|place| &place.name));
    text(name)
}

fn text<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// The dates that hold, as they would be typed: by the clocks of the place, even where the event moves online.
fn dates_of(case: &Case) -> Proposal {
    let mut usual = case.shown.clone();
    if let Some(schedule) = &case.holds.schedule {
        usual.content.schedule = schedule.clone();
    }
    dates(&Proposal::of(&usual))
}

fn dates(whole: &Proposal) -> Proposal {
    let mut dates = Proposal::default();
    dates.take(Stage::Dates, whole);
    dates
}

fn is_same(one: &Proposal, other: &Proposal) -> bool {
    dates(one).without_the_unused() == dates(other).without_the_unused()
}
