//! What changed between two versions of an event's content, part by part, as people read it.

mod pieces;
mod reading;

#[cfg(test)]
mod tests;

use crate::content::Content;
use crate::part::Part;

pub use pieces::{Piece, pieces};
pub use reading::lines;

/// A part that two versions do not have the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub part: Part,
    /// What people read before, line by line; of several dates, only those that are there no longer.
    pub before: Vec<String>,
    /// What they read after, line by line; of several dates, only the new ones.
    pub after: Vec<String>,
    /// For texts (title, summary, description), what changed word by word; empty for other parts.
    pub pieces: Vec<Piece>,
}

/// What two versions do not have the same, in the order of [`Part::ALL`]; nothing if they are the same.
pub fn differences(before: &Content, after: &Content) -> Vec<Difference> {
    Part::ALL.into_iter().filter_map(|part| difference(part, before, after)).collect()
}

fn difference(part: Part, before: &Content, after: &Content) -> Option<Difference> {
    let same = match part {
        Part::Title => before.title == after.title,
        Part::Summary => before.summary == after.summary,
        Part::Description => before.description == after.description,
        Part::Format => before.format == after.format,
        Part::Themes => before.themes == after.themes,
        Part::Language => before.language == after.language,
        Part::When => before.schedule == after.schedule,
        Part::Where => {
            let (one, two) = (&before.attendance, &after.attendance);
            one.mode() == two.mode() && one.places().eq(two.places())
        }
        Part::Online => before.attendance.link() == after.attendance.link(),
        Part::Audience => before.audience == after.audience,
        Part::Registration => {
            (before.capacity, &before.registration) == (after.capacity, &after.registration)
        }
        Part::Accessibility => before.accessibility == after.accessibility,
        Part::Organisation => before.organisation == after.organisation,
        Part::Contact => before.contact == after.contact,
        Part::Picture => before.picture == after.picture,
    };
    (!same).then(|| described(part, before, after))
}

fn described(part: Part, before: &Content, after: &Content) -> Difference {
    let (before, after) = (reading::lines(part, before), reading::lines(part, after));
    match part {
        Part::Title | Part::Summary | Part::Description => {
            let pieces = pieces(&before.concat(), &after.concat());
            Difference { part, before, after, pieces }
        }
        Part::When => {
            let only = |those: &[String], not: &[String]| -> Vec<String> {
                those.iter().filter(|line| !not.contains(line)).cloned().collect()
            };
            let (removed, added) = (only(&before, &after), only(&after, &before));
            if removed.is_empty() && added.is_empty() {
                // The same words for two schedules: two zones that share a name. Better whole than unsaid.
                return Difference { part, before, after, pieces: Vec::new() };
            }
            Difference { part, before: removed, after: added, pieces: Vec::new() }
        }
        _ => Difference { part, before, after, pieces: Vec::new() },
    }
}
