//! What changed between two versions, part by part, for the eye and for the ear.

use askama::Template;
use model::content::Content;
use model::difference::{self, Difference, Piece};

#[derive(Template)]
#[template(path = "differences.html")]
struct Differences {
    differences: Vec<Difference>,
}

/// The list of what changed; a sentence if nothing did.
pub(super) fn html(before: &Content, after: &Content) -> String {
    let differences = difference::differences(before, after);
    Differences { differences }.render().unwrap_or_default() // formats strings only
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use model::text::{Line, Prose};

    #[test]
    fn what_changed_is_marked_told_and_escaped() {
        let before = sample::revision().content;
        let after = Content {
            title: Line::parse("Repenser <b>l’accueil</b>").unwrap(),
            description: Prose::parse("Venez & revenez.\n\n\"Merci\".").unwrap(),
            ..before.clone()
        };
        let html = html(&before, &after);
        assert!(html.contains("&#60;b&#62;") && html.contains("&#38;") && !html.contains("<b>"), "{html}");
        assert!(html.contains("<ins><span class=\"fr-sr-only\">Ajouté\u{a0}: </span>"), "{html}");
        assert!(html.contains("<del><span class=\"fr-sr-only\">Supprimé\u{a0}: </span>"), "{html}");
        assert!(html.contains("Titre") && html.contains("Description") && !html.contains("Public"), "{html}");
    }

    #[test]
    fn lists_are_compared_line_by_line() {
        let before = sample::revision().content;
        let after = Content { format: model::vocabulary::Format::Visite, ..before.clone() };
        let html = html(&before, &after);
        assert_eq!((html.matches("<ins>").count(), html.matches("<del>").count()), (1, 1), "{html}");
    }

    #[test]
    fn two_equal_versions_say_so() {
        let content = sample::revision().content;
        let html = html(&content, &content);
        assert!(html.contains("identique") && !html.contains("<ins>"), "{html}");
    }
}
