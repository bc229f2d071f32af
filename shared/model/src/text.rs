//! Plain text as people type or paste it, made harmless once, at the door.
//!
//! Cleaning removes what nobody sees and only attackers use: control characters, bidirectional
//! overrides (a title that reads backwards in a mail), zero-width characters, tag characters. What a
//! person can see is kept to the letter, in Unicode normal form C.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Why a text is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing visible is left.
    #[error("the text is empty")]
    Empty,
    /// More characters than allowed.
    #[error("the text has {length} characters, at most {max} are allowed")]
    TooLong {
        /// Characters after cleaning.
        length: usize,
        /// The limit.
        max: usize,
    },
}

/// One line of plain text: 1 to `MAX` characters (Unicode scalar values), no line break.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line<const MAX: usize>(String);

/// Paragraphs of plain text: 1 to `MAX` characters, lines ended by `\n`, at most one blank line in a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Prose<const MAX: usize>(String);

impl<const MAX: usize> Line<MAX> {
    /// Cleans `typed` and checks its length.
    pub fn parse(typed: &str) -> Result<Self, TextError> {
        let visible = visible(typed).replace(['\n', '\t'], " ");
        checked(collapse_spaces(&visible), MAX).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> Prose<MAX> {
    /// Cleans `typed` and checks its length.
    pub fn parse(typed: &str) -> Result<Self, TextError> {
        let visible = visible(typed).replace('\t', " ");
        let mut lines: Vec<&str> = Vec::new();
        for line in visible.split('\n').map(str::trim_end) {
            if !(line.is_empty() && lines.last().is_some_and(|last| last.is_empty())) {
                lines.push(line);
            }
        }
        checked(lines.join("\n").trim().to_owned(), MAX).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The paragraphs, each a list of lines.
    pub fn paragraphs(&self) -> impl Iterator<Item = Vec<&str>> {
        self.0.split("\n\n").map(|paragraph| paragraph.split('\n').collect())
    }
}

/// Without what cannot be seen; every kind of line break becomes `\n`.
pub(crate) fn visible(typed: &str) -> String {
    typed.replace("\r\n", "\n").chars().filter_map(seen).nfc().collect()
}

fn seen(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => Some(c),
        '\r' | '\u{000B}' | '\u{000C}' | '\u{0085}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        _ if c.is_control() => None,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' => None, // soft hyphen, Arabic letter mark, vowel separator
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => None, // zero width
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => None, // bidirectional controls
        '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}' => None, // annotations, tags
        _ if u32::from(c) & 0xFFFE == 0xFFFE => None, // noncharacters, forbidden in XML
        _ => Some(c),
    }
}

/// Runs of plain spaces become one; non-breaking spaces are French typography and stay.
fn collapse_spaces(text: &str) -> String {
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").trim().to_owned()
}

fn checked(text: String, max: usize) -> Result<String, TextError> {
    let length = text.chars().count();
    match length {
        0 => Err(TextError::Empty),
        _ if length > max => Err(TextError::TooLong { length, max }),
        _ => Ok(text),
    }
}

macro_rules! string_conversions {
    ($type:ident) => {
        impl<const MAX: usize> TryFrom<String> for $type<MAX> {
            type Error = TextError;
            fn try_from(typed: String) -> Result<Self, TextError> {
                Self::parse(&typed)
            }
        }
        impl<const MAX: usize> From<$type<MAX>> for String {
            fn from(text: $type<MAX>) -> String {
                text.0
            }
        }
        impl<const MAX: usize> std::fmt::Display for $type<MAX> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
string_conversions!(Line);
string_conversions!(Prose);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_header_break_becomes_a_space() {
        let title = Line::<140>::parse("Atelier\r\nBcc: tous@example.org").unwrap();
        assert_eq!(title.as_str(), "Atelier Bcc: tous@example.org");
    }

    #[test]
    fn bidirectional_overrides_and_zero_width_characters_disappear() {
        let title = Line::<140>::parse("\u{202E}Déba\u{200B}t\u{2066} citoyen\u{FEFF}").unwrap();
        assert_eq!(title.as_str(), "Débat citoyen");
    }

    #[test]
    fn the_same_accent_typed_two_ways_is_the_same_text() {
        assert_eq!(Line::<9>::parse("e\u{301}te\u{301}"), Line::<9>::parse("été"));
    }

    #[test]
    fn non_breaking_spaces_are_kept() {
        assert_eq!(
            Line::<40>::parse("«\u{a0}Osons\u{202f}!\u{a0}»").unwrap().as_str(),
            "«\u{a0}Osons\u{202f}!\u{a0}»"
        );
    }

    #[test]
    fn prose_keeps_paragraphs_and_folds_blank_lines() {
        let prose = Prose::<100>::parse("  Un  \r\n\r\n\r\n\r\nDeux\rTrois \n").unwrap();
        assert_eq!(prose.as_str(), "Un\n\nDeux\nTrois");
        assert_eq!(prose.paragraphs().collect::<Vec<_>>(), [vec!["Un"], vec!["Deux", "Trois"]]);
    }

    #[test]
    fn invisible_text_is_empty_and_length_counts_characters() {
        assert_eq!(Line::<5>::parse(" \u{200B}\u{7}\n "), Err(TextError::Empty));
        assert!(Line::<5>::parse("éééée").is_ok());
        assert_eq!(Line::<5>::parse("éééééé"), Err(TextError::TooLong { length: 6, max: 5 }));
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(typed in any::<String>()) {
            if let Ok(line) = Line::<200>::parse(&typed) {
                prop_assert_eq!(Line::<200>::parse(line.as_str()).unwrap(), line);
            }
            if let Ok(prose) = Prose::<200>::parse(&typed) {
                prop_assert_eq!(Prose::<200>::parse(prose.as_str()).unwrap(), prose);
            }
        }

        #[test]
        fn a_line_holds_no_control_character(typed in any::<String>()) {
            if let Ok(line) = Line::<200>::parse(&typed) {
                prop_assert!(!line.as_str().chars().any(char::is_control));
            }
        }
    }
}
