//! The themes of an edition.

use serde::{Deserialize, Serialize};

use crate::text::Line;

/// A theme of an edition: its own list, in its own order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// In forms, in addresses, in exports: lower-case letters, digits and dashes.
    pub code: String,
    /// As people read it.
    pub label: Line<100>,
}

/// Most themes of one event.
pub const MOST_THEMES: usize = 3;

const USUAL: [(&str, &str); 8] = [
    ("participation", "Participation citoyenne"),
    ("simplification", "Simplification et langage clair"),
    ("design", "Design et expérience des usagers"),
    ("numerique", "Numérique, données et intelligence artificielle"),
    ("transition-ecologique", "Transition écologique"),
    ("cooperation", "Coopération entre territoires"),
    ("management", "Management et métiers de demain"),
    ("inclusion", "Inclusion et accès aux droits"),
];

impl Theme {
    /// What an edition may start with.
    pub fn usual() -> Vec<Self> {
        let theme = |&(code, label): &(&str, &str)| {
            Line::parse(label).ok().map(|label| Self { code: code.to_owned(), label })
        };
        USUAL.iter().filter_map(theme).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_theme_has_a_code_fit_for_an_address() {
        let themes = Theme::usual();
        assert_eq!(themes.len(), USUAL.len());
        assert!(themes.iter().all(|it| it.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    }
}
