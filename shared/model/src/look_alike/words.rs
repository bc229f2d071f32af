//! The words of a title that count, the same for two ways of writing it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that say nothing of what a title is about, without accents.
const EMPTY: &[&str] = &[
    "a", "afin", "ai", "apres", "au", "aux", "avec", "ce", "ces", "cet", "cette", "chez", "comme", "comment",
    "d", "dans", "de", "des", "donc", "du", "elle", "en", "entre", "est", "et", "eux", "hors", "il", "ils",
    "j", "je", "l", "la", "le", "les", "leur", "leurs", "lors", "ma", "mais", "me", "mes", "mon", "n", "ne",
    "nos", "notre", "nous", "on", "ont", "ou", "par", "pas", "plus", "pour", "qu", "quand", "que", "quel",
    "quelle", "quelles", "quels", "qui", "quoi", "s", "sa", "sans", "se", "ses", "si", "son", "sont", "sous",
    "sur", "ta", "tes", "ton", "tous", "tout", "toute", "toutes", "tu", "un", "une", "vers", "via", "vos",
    "votre", "vous", "y",
];

/// In small letters, without accents, ligatures apart: `Œuvrer à l’État` becomes `oeuvrer a l’etat`.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            _ => folded.push(c),
        }
    }
    folded
}

/// The words of a text, folded: what stands between spaces and punctuation.
pub(super) fn words(text: &str) -> Vec<String> {
    folded(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

/// Those that say something; all of them if none does.
pub(super) fn telling(text: &str) -> Vec<String> {
    let all = words(text);
    let telling: Vec<String> = all.iter().filter(|word| !EMPTY.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

/// The words of a title, singular, a space between them, in `most` bytes.
pub(super) fn of_title(title: &str, most: usize) -> String {
    joined(telling(title).iter().map(|word| singular(word)), most)
}

/// As many of the words as `most` bytes hold; the first is cut rather than lost.
pub(super) fn joined(words: impl Iterator<Item = String>, most: usize) -> String {
    let mut text = String::new();
    for word in words {
        let room = most.saturating_sub(text.len() + usize::from(!text.is_empty()));
        if word.len() <= room {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&word);
        } else if text.is_empty() {
            text.push_str(&word[..word.floor_char_boundary(most)]);
        } else {
            break;
        }
    }
    text
}

/// Without the mark of the plural: `usagers`, `réseaux`, `territoriaux`. Wrong for a few words, but always
/// in the same way.
fn singular(word: &str) -> String {
    let long = word.chars().count() > 3;
    match word {
        _ if !long => word.to_owned(),
        _ if word.ends_with("eaux") || word.ends_with("eux") || word.ends_with('s') => {
            word[..word.len() - 1].to_owned()
        }
        _ => match word.strip_suffix("aux") {
            Some(stem) => format!("{stem}al"),
            None => word.to_owned(),
        },
    }
}
