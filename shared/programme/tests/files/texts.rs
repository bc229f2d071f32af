//! Texts that people type, friends and others: in every test they come back to the letter, and as text.

use model::content::Content;
use proptest::prelude::*;

use crate::fixture::online;

/// What a scenario of attack is made of, among plain words.
const FRAGMENTS: [&str; 26] = [
    "<script>alert(1)</script>",
    "</script>",
    "<!--",
    "-->",
    "]]>",
    "<img src=x onerror=alert(1)>",
    "\"",
    "'",
    "`",
    "&",
    "&lt;",
    "&#0;",
    "{{ 7*7 }}",
    "\u{202E}",
    "\u{200B}",
    "\r\n",
    "\n",
    "\n\n",
    "BEGIN:VEVENT",
    "\\",
    "\\n",
    ",",
    ";",
    "é\u{a0}𝒜",
    "\u{2028}",
    "mot",
];

/// Any text, and texts made of what attacks.
pub(crate) fn typed() -> impl Strategy<Value = String> {
    let attack =
        prop::collection::vec(prop::sample::select(&FRAGMENTS[..]), 1..12).prop_map(|parts| parts.concat());
    prop_oneof![attack, any::<String>(), "\\PC{1,80}"]
}

/// Events whose texts are any that the form accepts.
pub(crate) fn contents() -> impl Strategy<Value = Content> {
    (typed(), typed(), typed()).prop_filter_map("the form refuses it", |(title, summary, description)| {
        Some(Content {
            title: title.try_into().ok()?,
            summary: summary.try_into().ok()?,
            description: description.try_into().ok()?,
            ..online()
        })
    })
}
