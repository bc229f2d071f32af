//! What the desk found: the events that look like this one, side by side with it, and the signs of an advertisement.

use askama::Template;
use model::content::Content;
use model::event::State;
use model::publication::Publication;
use model::screening::Screening;
use model::spam::SpamReason;
use model::waiting::Waiting;

use super::{Sheet, words};
use crate::case::Neighbour;

#[derive(Template)]
#[template(path = "look-alikes.html")]
struct Screened<'a> {
    screening: Option<&'a Screening>,
    own: Facts<'a>,
    others: Vec<Other<'a>>,
}

/// What one compares.
struct Facts<'a> {
    title: &'a str,
    when: String,
    place: String,
    organisation: &'a str,
}

struct Other<'a> {
    facts: Facts<'a>,
    score: u8,
    reasons: String,
    state: String,
    /// Where to see it, if the moderator may.
    address: Option<String>,
}

/// What the desk found.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    let screened = Screened {
        screening: sheet.case.event.standing.screening.as_ref(),
        own: Facts::of(&sheet.case.revision.content),
        others: sheet.around.neighbours.iter().map(|neighbour| Other::of(neighbour, sheet)).collect(),
    };
    screened.render().unwrap_or_default() // formats strings only
}

impl<'a> Facts<'a> {
    fn of(content: &'a Content) -> Self {
        Self {
            title: content.title.as_str(),
            when: words::when(content),
            place: words::place(content),
            organisation: content.organisation.name.as_str(),
        }
    }
}

impl<'a> Other<'a> {
    fn of(neighbour: &'a Neighbour, sheet: &Sheet<'_>) -> Self {
        let state = neighbour.event.state();
        Self {
            facts: Facts::of(&neighbour.content),
            score: neighbour.likeness.score,
            reasons: neighbour.likeness.summary(),
            state: words::state(&neighbour.event),
            address: match state {
                State::InReview => decision_page(neighbour, sheet),
                State::Published => Publication::of(&neighbour.event, &neighbour.content)
                    .map(|publication| publication.path()),
                _ => None,
            },
        }
    }
}

/// The look-alike's own decision page, if this moderator may decide on it: a link never widens its bearer's scope.
fn decision_page(neighbour: &Neighbour, sheet: &Sheet<'_>) -> Option<String> {
    let (event, moderator) = (&neighbour.event, &sheet.case.moderator);
    let came =
        event.standing.screening.as_ref().is_some_and(|screening| screening.to.contains(&moderator.id));
    let sees = Waiting::of(event, &neighbour.content).is_some_and(|waiting| moderator.may_see(&waiting));
    (came || sees).then(|| sheet.case.link.address_of(event.id, event.revision(), sheet.keys))
}

impl Screened<'_> {
    fn signs(&self) -> &[SpamReason] {
        self.screening.map_or(&[], |screening| &screening.suspicion.reasons)
    }

    fn score(&self) -> u8 {
        self.screening.map_or(0, |screening| screening.suspicion.score)
    }

    fn is_suspicious(&self) -> bool {
        self.screening.is_some_and(|screening| screening.suspicion.is_suspicious())
    }
}
