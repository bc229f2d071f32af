//! What an event's card for social networks says, in words: `print` sets it.

use model::edition::Edition;
use model::publication::Publication;
use serde::Serialize;

use crate::french::{moments, whereabouts};
use crate::shown::Shown;

/// An event in a few words, for those who see a link to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Poster {
    /// With a word before it when the event does not take place.
    title: String,
    /// « Mardi 9 novembre 2027, de 10 h à 12 h », and how many more.
    when: String,
    /// « Rennes (Ille-et-Vilaine) et en ligne ».
    whereabouts: String,
    /// « Complet », « Reporté »; a cancelled event's title says it.
    standing: Option<&'static str>,
    /// « Mois de l’innovation publique ».
    name: String,
    /// « 14ᵉ édition ».
    rank: String,
}

impl Poster {
    /// The card of an event.
    pub fn of(edition: &Edition, event: &Publication) -> Self {
        let shown = Shown::from(event);
        Self {
            title: shown.title(),
            when: if shown.awaits_dates() { "Date à venir".to_owned() } else { dates(event) },
            whereabouts: whereabouts(&event.content.attendance),
            standing: shown.badge().map(|badge| badge.label).filter(|_| !shown.is_cancelled()),
            name: edition.name.to_string(),
            rank: edition.rank(),
        }
    }

    /// The same in one line, for those who do not see it.
    pub(crate) fn in_words(&self) -> String {
        let Self { title, when, whereabouts, standing, .. } = self;
        let standing = standing.map(|standing| format!("{standing}. ")).unwrap_or_default();
        let stop = if title.ends_with(['.', '!', '?', '…']) { "" } else { "." };
        format!("{title}{stop} {standing}{when}. {whereabouts}.")
    }
}

fn dates(event: &Publication) -> String {
    let mut dates = moments(&event.content.schedule);
    let others = match dates.len() {
        0 | 1 => return dates.concat(),
        2 => "et une autre date".to_owned(),
        several => format!("et {} autres dates", several - 1),
    };
    dates.truncate(1);
    format!("{}, {others}", dates.concat())
}
