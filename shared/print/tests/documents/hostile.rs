//! What people type is text, whatever it looks like.

use proptest::prelude::*;
use serde_json::json;

use crate::fixture::{event, material, usual, with};
use crate::read::Pdf;
use crate::{booklet, card};

/// What Typst would read as its own, were it ever markup.
const MARKUP: &str = "#panic() $x^2$ @e1 <label> *gras* _penché_ = Titre / terme: #link(\"https://exemple.fr\")[ici] \
                      \\u{41} `code` ] } ) \" // commentaire";

fn read_back(typed: &str) -> String {
    let place = json!({ "name": typed, "postcode": "35000", "town": "35238" });
    let content = with(
        usual(0),
        &json!({
            "title": typed,
            "summary": typed,
            "attendance": { "mode": "on-site", "places": [place] },
            "organisation": { "name": typed, "kind": "etat" },
        }),
    );
    let event = event(0, &content, &json!({ "news": typed }));
    card::set(&event);
    Pdf::read(&booklet::set(&material([event]))).text()
}

/// Without what has no width, and lines broken where they may be.
fn words(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn markup_is_text() {
    let text = read_back(MARKUP);
    assert_eq!(words(&text).matches(&words(MARKUP)).count(), 6, "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Of all that can be typed, the letters that the fonts have come back as they were.
    #[test]
    fn whatever_is_typed_is_set_and_read_back(typed in "\\PC{0,40}", french in "[a-zA-Zéèêàçœ’«»#$@*_=/\\\\<>\\[\\]{}()\"`~^&%-]{1,40}") {
        let text = read_back(&format!("a{typed} {french}"));
        // A letter that once has a mark on it is read with the mark everywhere by those who, like `lopdf`, read no
        // `ActualText`.
        let is_marked = typed.contains(|character| matches!(character, '\u{300}'..='\u{36f}'));
        prop_assert!(is_marked || words(&text).matches(&words(&french)).count() >= 5, "{french} is not in {text}");
    }
}
