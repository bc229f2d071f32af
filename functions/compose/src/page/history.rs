//! The history in plain French: what was done, by whom, when.

use askama::Template;
use model::french;
use model::mailing::Entry;

use crate::case::Case;

#[derive(Template)]
#[template(path = "history.html")]
struct History {
    /// When and what.
    lines: Vec<(String, String)>,
}

/// The part of the page, oldest first.
pub(super) fn html(case: &Case) -> String {
    let told = |entry: &Entry| (french::moment(entry.at), line(entry, case));
    let lines = case.mailing.history.iter().map(told).collect();
    History { lines }.render().unwrap_or_default() // formats strings only
}

/// What was done last: « contenu modifié par Alex Martin, le 4 novembre 2027 à 10 h ».
pub(super) fn last(case: &Case) -> String {
    let Some(entry) = case.mailing.history.last() else { return String::new() };
    let line = line(entry, case);
    let mut letters = line.trim_end_matches('.').chars();
    let first = letters.next().map(char::to_lowercase);
    let line: String = first.into_iter().flatten().chain(letters).collect();
    format!("{line}, le {}", french::moment(entry.at))
}

fn line(entry: &Entry, case: &Case) -> String {
    let by = entry.by.map(|by| format!(" par {}", case.name(by))).unwrap_or_default();
    format!("{}{by}.", entry.deed.label())
}
