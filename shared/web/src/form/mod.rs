//! The design system's form components, as values that render themselves.
//!
//! Sources: DSFR, "Champ de saisie", "Liste déroulante", "Bouton radio", "Case à cocher", "Alerte"; RGAA 11.1
//! (labels), 11.5 to 11.7 (groups and legends), 11.10 and 11.11 (errors and examples), 11.13 (autocomplete).
//!
//! A field can carry an error, which says that what was typed does not do, and an advice, which is someone's wish about
//! it: each has its own look and its own element, and the field is described by both.

mod address;
mod choices;
mod filter;
mod input;
mod summary;
mod tick_box;

pub use address::address_message;
pub use choices::{Choice, Choices, Select};
pub use filter::Filter;
pub use input::{Input, Textarea};
pub use summary::{ErrorLink, ErrorLinks, ErrorSummary, FieldError};
pub use tick_box::TickBox;

/// What describes a field to who does not see the page: the elements of its advice and of its error.
fn described_by(id: &str, advice: &str, error: Option<&str>) -> Option<String> {
    let advice = (!advice.is_empty()).then(|| format!("{id}-advice"));
    let error = error.map(|_| format!("{id}-messages"));
    match (advice, error) {
        (Some(advice), Some(error)) => Some(format!("{advice} {error}")),
        (advice, error) => advice.or(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_described_by_its_advice_and_its_error_which_are_told_apart() {
        let advice = "Précisez le lieu.\n<b>Merci</b>";
        let input =
            Input { id: "place", name: "place", advice, error: Some("Trop long."), ..Input::default() };
        let html = input.html();
        assert!(html.contains("aria-describedby=\"place-advice place-messages\""), "{html}");
        assert!(
            html.contains("id=\"place-advice\"><p class=\"fr-message fr-message--info advice\">"),
            "{html}"
        );
        assert!(
            html.contains("id=\"place-messages\"><p class=\"fr-message fr-message--error\">Trop long."),
            "{html}"
        );
        assert!(!html.contains("<b>"), "{html}");
    }

    #[test]
    fn an_advice_alone_is_no_error() {
        let fields = [
            Input { id: "a", name: "a", advice: "Précisez.", ..Input::default() }.html(),
            Textarea { id: "a", name: "a", advice: "Précisez.", ..Textarea::default() }.html(),
            Select { name: "a", advice: "Précisez.", ..Select::default() }.html(),
            Choices { name: "a", advice: "Précisez.", ..Choices::default() }.html(),
        ];
        for html in fields {
            assert!(html.contains("aria-describedby=\"a-advice\""), "{html}");
            assert!(!html.contains("error") && !html.contains("aria-invalid"), "{html}");
        }
    }

    #[test]
    fn a_field_without_either_is_described_by_nothing() {
        let html = Select { name: "a", ..Select::default() }.html();
        assert!(!html.contains("aria-describedby") && !html.contains("fr-message"), "{html}");
    }

    /// WebKit's `submitImplicitly` passes over a button without a box: it would press the next one, which removes a row.
    #[test]
    fn the_button_that_the_enter_key_presses_has_a_box() {
        let rules: Vec<_> = include_str!("../../assets/site.css")
            .lines()
            .filter(|line| line.starts_with(".default-button"))
            .collect();
        assert!(!rules.is_empty());
        for rule in rules {
            assert!(!rule.contains("display: none") && !rule.contains("visibility"), "{rule}");
        }
    }
}
