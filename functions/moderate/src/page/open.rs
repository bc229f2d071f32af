//! The page while the link's revision waits for a decision.

use askama::Template;
use model::event::Outcome;
use model::ledger::Status;

use super::{
    Sheet, announced, decided, differences, featured, history, look_alikes, outcomes, proposal, queue, team,
};

#[derive(Template)]
#[template(path = "open.html")]
struct Open<'a> {
    sheet: &'a Sheet<'a>,
    /// What changed since the programme's version.
    since_shown: Option<String>,
    asked: Option<Asked>,
    withdraw: Option<String>,
}

/// What was asked of the organiser, and what has changed since.
struct Asked {
    by: String,
    wishes: Vec<String>,
    /// Whether the organiser had been written to.
    is_told: bool,
    since: String,
}

/// The page.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    let (case, present) = (sheet.case, &sheet.case.revision.content);
    let shown = case.event.shown().filter(|shown| *shown != case.link.revision);
    let open = Open {
        sheet,
        since_shown: shown.and_then(|shown| case.content(shown)).map(|shown| {
            // What the programme says now, and what it would say: what was announced lies over both.
            let now = case.event.practical().over(shown);
            differences::html(&now, &case.as_published().practical().over(present))
        }),
        asked: asked(sheet),
        withdraw: sheet.offers("withdraw").then(|| decided::withdraw(sheet)),
    };
    open.render().unwrap_or_default() // formats strings only
}

fn asked(sheet: &Sheet<'_>) -> Option<Asked> {
    let case = sheet.case;
    let decision = case.event.decision().filter(|decision| decision.revision != case.link.revision)?;
    let Outcome::RequestChanges { .. } = decision.outcome else { return None };
    Some(Asked {
        by: decided::title(decision),
        wishes: decided::reasons(&decision.outcome),
        is_told: decided::mail(decision, sheet).is_none_or(|mail| has_left(&mail.status)),
        since: differences::html(case.content(decision.revision)?, &case.revision.content),
    })
}

/// Whether a mail has left, as far as one knows.
fn has_left(status: &Status) -> bool {
    match status {
        Status::Sent { .. } | Status::Unknown { .. } | Status::Claimed { .. } => true,
        Status::Pending { .. } | Status::Refused { .. } | Status::Skipped { .. } => false,
    }
}

impl Open<'_> {
    fn announced(&self) -> String {
        announced::html(self.sheet)
    }

    fn proposal(&self) -> String {
        proposal::html(self.sheet)
    }

    fn screened(&self) -> String {
        look_alikes::html(self.sheet)
    }

    fn featured(&self) -> String {
        featured::html(self.sheet)
    }

    fn history(&self) -> String {
        history::html(self.sheet)
    }

    fn outcomes(&self) -> String {
        outcomes::html(self.sheet)
    }

    fn assign(&self) -> String {
        team::assign(self.sheet)
    }

    fn note(&self) -> String {
        team::note(self.sheet)
    }

    fn queue(&self) -> String {
        queue::html(self.sheet)
    }
}
