//! The same event proposed again: by a colleague, from memory, in a hurry.

use super::chance::Chance;
use super::month::Draft;

/// How the second proposal differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slip {
    Typos,
    WordOrder,
    ShiftedHour,
    ShortenedOrganisation,
    Number,
    NoAccents,
    Everything,
}

impl Slip {
    pub(crate) const ALL: [Self; 7] = [
        Self::Typos,
        Self::WordOrder,
        Self::ShiftedHour,
        Self::ShortenedOrganisation,
        Self::Number,
        Self::NoAccents,
        Self::Everything,
    ];

    /// The event proposed again.
    pub(crate) fn again(self, event: &Draft, chance: &mut Chance) -> Draft {
        let mut again = event.clone();
        match self {
            Self::Typos => again.title = typo(&typo(&again.title, chance), chance),
            Self::WordOrder => again.title = reordered(&again.title, chance),
            Self::ShiftedHour => again.at = shifted(again.at, chance),
            Self::ShortenedOrganisation => again.organisation.0.clone_from(&again.organisation.1),
            Self::Number => again.title = renumbered(&again.title),
            Self::NoAccents => again.title = shouted(&again.title),
            Self::Everything => {
                again.title = reordered(&renumbered(&typo(&again.title, chance)), chance);
                again.at = shifted(again.at, chance);
                again.organisation.0.clone_from(&again.organisation.1);
            }
        }
        again
    }
}

/// One letter doubled, lost, swapped with the next or hit beside, in a word of five letters at least.
fn typo(title: &str, chance: &mut Chance) -> String {
    let letters: Vec<char> = title.chars().collect();
    let within = |at: usize| {
        letters.get(at.saturating_sub(2)..at + 3).is_some_and(|run| run.iter().all(|c| c.is_alphabetic()))
    };
    let places: Vec<usize> = (2..letters.len()).filter(|at| within(*at)).collect();
    if places.is_empty() {
        return title.to_owned();
    }
    let at = *chance.one_of(&places);
    let mut typed = letters;
    match chance.below(4) {
        0 => typed.insert(at, typed[at]),
        1 => drop(typed.remove(at)),
        2 => typed.swap(at, at + 1),
        _ => typed[at] = *chance.one_of(&['a', 'e', 'i', 'n', 'r', 's', 't']),
    }
    typed.into_iter().collect()
}

/// What stands before the colon goes after it, or some words in front go to the end.
fn reordered(title: &str, chance: &mut Chance) -> String {
    if let Some((before, after)) = title.split_once("\u{a0}: ") {
        return format!("{after} ({before})");
    }
    let words: Vec<&str> = title.split(' ').collect();
    let cut = 1 + chance.below(words.len().max(2) - 1);
    let (front, back) = words.split_at(cut.min(words.len()));
    format!("{} {}", back.join(" "), front.join(" ")).trim().to_owned()
}

/// Half an hour to three hours away.
fn shifted(at: i16, chance: &mut Chance) -> i16 {
    let by = 30 * i16::try_from(1 + chance.below(6)).unwrap();
    if at >= 720 { at - by } else { at + by }
}

/// Plurals become singular, and some words plural.
fn renumbered(title: &str) -> String {
    let word = |(place, word): (usize, &str)| match word {
        "les" | "des" | "Les" | "Des" => word.to_owned(),
        _ if word.chars().count() < 5 || !word.ends_with(char::is_alphabetic) => word.to_owned(),
        _ if word.ends_with('s') => word[..word.len() - 1].to_owned(),
        _ if place % 2 == 0 && !word.ends_with(['x', 'z']) => format!("{word}s"),
        _ => word.to_owned(),
    };
    title.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// Capitals without accents, and another punctuation.
fn shouted(title: &str) -> String {
    let plain = |c: char| match c {
        'É' | 'È' | 'Ê' => 'E',
        'À' | 'Â' => 'A',
        'Ç' => 'C',
        'Ô' => 'O',
        'Î' => 'I',
        'Û' | 'Ù' => 'U',
        ':' => '-',
        '’' => '\'',
        c => c,
    };
    title.to_uppercase().chars().map(plain).collect()
}
