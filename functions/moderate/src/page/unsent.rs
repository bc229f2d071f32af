//! What someone has written in a form that makes no sense any more: shown to them, so that it is not lost.

use super::Sheet;

/// The fields with a moderator's own words; those about a part have one each.
const WORDS: [&str; 4] = ["changes_message", "reject_message", "withdraw_message", "note"];

/// The texts; none if the page has the form, which then shows them.
pub(super) fn texts<'a>(sheet: &Sheet<'a>) -> Vec<&'a str> {
    if sheet.typed.act().is_empty() || sheet.offers(sheet.typed.act()) {
        return vec![];
    }
    let content = &sheet.case.revision.content;
    let present = |name: &str| match name {
        "title" => Some(content.title.as_str()),
        "summary" => Some(content.summary.as_str()),
        "description" => Some(content.description.as_str()),
        _ => None,
    };
    let is_own = |name: &str, text: &str| match present(name) {
        Some(present) => text.replace("\r\n", "\n") != present,
        None => WORDS.contains(&name) || name.starts_with("text-"),
    };
    let written = sheet.typed.fields().filter(|(_, text)| !text.trim().is_empty());
    written.filter(|(name, text)| is_own(name, text)).map(|(_, text)| text).collect()
}
