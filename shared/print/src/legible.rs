//! Text as the fonts can show it. PDF/UA refuses a document with a character that its fonts lack, and what people type
//! has any.
//!
//! | what was typed | what is set |
//! | --- | --- |
//! | a character that the fonts have | itself |
//! | a hyphen of any kind | the usual one |
//! | white space of any kind, control characters | a space |
//! | what is not seen by itself: joiners, variation selectors, marks of direction | nothing |
//! | pictographs | nothing |
//! | anything else, however long a run of it | one □ |

use serde_json::Value;

use crate::fonts;

/// Stands for what cannot be shown.
const UNKNOWN: char = '\u{25a1}';

/// Where a word may be broken that has no such place by itself.
const BREAK: char = '\u{200b}';

/// The lines that a text is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lines {
    /// Characters that the narrowest holds.
    longest_word: usize,
    /// Whether addresses are left whole: they are broken where Typst breaks them.
    addresses_whole: bool,
}

/// A programme's: addresses are to be copied from there.
pub(crate) const BOOKLET: Lines = Lines { longest_word: 40, addresses_whole: true };

/// A card's.
pub(crate) const CARD: Lines = Lines { longest_word: 22, addresses_whole: false };

/// Makes every text of `data` legible, where no word is longer than a line without a place to break it. Names of
/// fields, addresses that links lead to and identifiers stay as they are.
pub(crate) fn all(data: &mut Value, lines: Lines) {
    match data {
        Value::String(typed) => *typed = text(typed, lines),
        Value::Array(items) => items.iter_mut().for_each(|item| all(item, lines)),
        Value::Object(fields) => {
            for (_, value) in fields.iter_mut().filter(|(name, _)| !matches!(name.as_str(), "id" | "url")) {
                all(value, lines);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text that is neither empty nor illegible.
pub(crate) fn text(typed: &str, lines: Lines) -> String {
    let mut shown = String::with_capacity(typed.len());
    for character in typed.chars() {
        match as_shown(character) {
            Some(UNKNOWN) if character != UNKNOWN && shown.ends_with(UNKNOWN) => {}
            Some(' ') if shown.is_empty() || shown.ends_with(' ') => {}
            Some(other) => shown.push(other),
            None => {}
        }
    }
    let words: Vec<_> = shown.trim_end().split(' ').map(|word| breakable(word, lines)).collect();
    let text = words.join(" ");
    if text.is_empty() { UNKNOWN.to_string() } else { text }
}

fn as_shown(character: char) -> Option<char> {
    match character {
        '\u{a0}' | '\u{202f}' => Some(character), // what French puts before « : »
        '\u{2010}' | '\u{2011}' => Some('-'), // drawn as it is: every other hyphen would be read as this one
        _ if character.is_whitespace() || character.is_control() => Some(' '),
        _ if is_unseen(character) => None,
        _ if fonts::have(character) => Some(character),
        _ if is_pictograph(character) => None,
        _ => Some(UNKNOWN),
    }
}

/// Characters that show nothing by themselves: of those that Unicode calls so (`Default_Ignorable_Code_Point`), what
/// people type among emoji and what `model::text` lets through.
fn is_unseen(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Emoji and the like: an ornament, whose absence says less wrong than a box in its place.
fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// A word with places where it can be broken, if it is a long one: wherever Typst finds none for as long as a line. On
/// a card, whose template looks for them, those that Typst finds are among them.
fn breakable(word: &str, lines: Lines) -> String {
    let longest = lines.longest_word;
    if word.chars().nth(longest).is_none() || (lines.addresses_whole && word.contains("://")) {
        return word.to_owned();
    }
    let mut broken = String::with_capacity(word.len() + word.len() / longest * BREAK.len_utf8());
    let (mut since, mut before) = (0, None);
    for character in word.chars() {
        let invites = matches!(before, Some('-' | '/')) && character.is_alphabetic();
        let is_due = since >= longest && !is_mark(character);
        let breaks = if invites { !lines.addresses_whole } else { is_due };
        if breaks {
            broken.push(BREAK);
        }
        since = if is_due || invites { 1 } else { since + 1 };
        broken.push(character);
        before = Some(character);
    }
    broken
}

/// Marks that stand on the letter before them.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn french_is_left_as_it_is() {
        let typed = "L’été à Œuilly\u{a0}: « ça\u{202f}! » – 1ʳᵉ édition, 10\u{a0}%…";
        assert_eq!(text(typed, BOOKLET), typed);
    }

    #[test]
    fn what_the_fonts_lack_is_said_once_and_ornaments_are_left_out() {
        assert_eq!(text("🚀 Atelier 👩‍💻", BOOKLET), "Atelier");
        assert_eq!(text("你好 Rennes", BOOKLET), "□ Rennes");
        assert_eq!(text("🚀", BOOKLET), "□");
        assert_eq!(text("rendez\u{2011}vous", BOOKLET), "rendez-vous");
        assert_eq!(text("\tÉté\u{2028}ici\u{202e}, \t là\u{feff}", BOOKLET), "Été ici, là");
    }

    #[test]
    fn a_long_word_can_be_broken_and_an_address_where_nothing_leads_there() {
        const WHOLE: Lines = Lines { longest_word: 4, addresses_whole: true };
        const BROKEN: Lines = Lines { addresses_whole: false, ..WHOLE };
        assert_eq!(text("abcdefgh", WHOLE), "abcd\u{200b}efgh");
        assert_eq!(text("abc-efg/ijkl", WHOLE), "abc-efg/ijkl");
        assert_eq!(text("abc-efg/ijkl", BROKEN), "abc-\u{200b}efg/\u{200b}ijkl");
        assert_eq!(text("1-1-1-1", WHOLE), "1-1-\u{200b}1-1");
        assert_eq!(text("======", WHOLE), "====\u{200b}==");
        assert_eq!(text("///-//", WHOLE), "///-\u{200b}//");
        assert_eq!(text("abcde\u{301}", WHOLE), "abcd\u{200b}e\u{301}");
        assert_eq!(text("abcd\u{301}e", WHOLE), "abcd\u{301}\u{200b}e");
        assert_eq!(text("https://exemple.fr/abcdefgh", WHOLE), "https://exemple.fr/abcdefgh");
        assert_eq!(text("http://abcde", BROKEN), "http\u{200b}://\u{200b}abcd\u{200b}e");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_the_fonts_have_what_is_shown(typed in any::<String>()) {
            let shown = text(&typed, BOOKLET);
            prop_assert!(!shown.is_empty());
            prop_assert!(shown.chars().all(|c| c == BREAK || fonts::have(c)));
        }

        #[test]
        fn whatever_runs_on_a_card_has_a_place_to_be_broken(run in "[\\PC--\\s]{1,4}", times in 1..200_usize) {
            let shown = text(&format!("https://{}", run.repeat(times)), CARD);
            for part in shown.split([' ', BREAK]) {
                prop_assert!(part.chars().filter(|c| !is_mark(*c)).count() <= CARD.longest_word, "{part}");
            }
        }
    }
}
