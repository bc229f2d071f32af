//! How close two titles are, whatever the order of their words and the slips of the pen.

use super::Likeness;

/// Words that half of the titles of a month of innovation have, singular: they count for less.
const COMMON: &[&str] = &[
    "action",
    "administration",
    "agent",
    "atelier",
    "cafe",
    "citoyen",
    "collectif",
    "commun",
    "conference",
    "creatif",
    "debat",
    "decouverte",
    "decouvrir",
    "demarche",
    "echange",
    "edition",
    "evenement",
    "experience",
    "formation",
    "forum",
    "initiation",
    "innovant",
    "innovation",
    "innover",
    "journee",
    "lab",
    "laboratoire",
    "ligne",
    "moi",
    "module",
    "numerique",
    "ouvert",
    "ouverte",
    "participatif",
    "partage",
    "podcast",
    "porte",
    "presentation",
    "projet",
    "public",
    "publique",
    "rencontre",
    "retour",
    "seance",
    "service",
    "session",
    "table",
    "ronde",
    "temoignage",
    "territoire",
    "transformation",
    "visite",
    "webinaire",
];
/// Words that tell the events of a series apart, beside numbers.
const RANKS: &[&str] = &[
    "matin",
    "matinee",
    "midi",
    "soir",
    "soiree",
    "premier",
    "premiere",
    "deuxieme",
    "second",
    "seconde",
    "troisieme",
    "quatrieme",
    "cinquieme",
    "debutant",
    "confirme",
    "avance",
    "ii",
    "iii",
    "iv",
    "vi",
    "vii",
];
/// What a word weighs, and what a common one does.
const WEIGHT: usize = 10;
const COMMON_WEIGHT: usize = 4;

/// What two titles have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Titles {
    /// From 0, two titles, to 100, one.
    pub(super) likeness: usize,
    /// Words of the longer one that the other does not have to the letter.
    differing: usize,
    /// Whether they say more than « Portes ouvertes ».
    pub(super) telling: bool,
}

impl Titles {
    /// How to say it.
    pub(super) fn reason(self) -> Likeness {
        match self.differing {
            0 => Likeness::SameTitle,
            1 => Likeness::TitleButOneWord,
            _ => Likeness::CloseTitle,
        }
    }
}

/// Compares two titles, as [`super::words::of_title`] gives them.
pub(super) fn compare(one: &str, other: &str) -> Titles {
    let ones: Vec<&str> = one.split(' ').filter(|word| !word.is_empty()).collect();
    let others: Vec<&str> = other.split(' ').filter(|word| !word.is_empty()).collect();
    let (short, long) = if ones.len() <= others.len() { (ones, others) } else { (others, ones) };
    let weights = [weight(&short), weight(&long)];
    let mut shared = Shared::of(&short, &long);
    if shared.dice(weights) < 100 {
        shared.add_near_ones();
    }
    let words = shared.dice(weights);
    // One title within another: the subtitle was left out.
    let within = if shared.short.is_empty() && weights[0] >= 2 * WEIGHT { 80 } else { 0 };
    let close = words.max(within).max(letters_in_common(one, other));
    let ranked = if of_one_series(&short, &long) { close * 6 / 10 } else { close };
    Titles {
        likeness: (ranked.saturating_sub(50) * 100 / 40).min(100),
        differing: long.len() - shared.exact,
        telling: weights[0] >= WEIGHT * 3 / 2,
    }
}

fn weight(words: &[&str]) -> usize {
    words.iter().map(|word| weight_of(word)).sum()
}

fn weight_of(word: &str) -> usize {
    if COMMON.contains(&word) { COMMON_WEIGHT } else { WEIGHT }
}

/// The words that two titles share.
struct Shared<'a> {
    /// Those of the shorter title that are not found yet.
    short: Vec<&'a str>,
    /// Those of the longer one.
    long: Vec<&'a str>,
    /// How many are there to the letter.
    exact: usize,
    /// What they weigh, times their likeness in per cent.
    weight: usize,
}

impl<'a> Shared<'a> {
    /// Those that are the same to the letter.
    fn of(short: &[&'a str], long: &[&'a str]) -> Self {
        let mut shared = Self { short: Vec::new(), long: long.to_vec(), exact: 0, weight: 0 };
        for word in short {
            if let Some(place) = shared.long.iter().position(|other| other == word) {
                shared.long.swap_remove(place);
                shared.exact += 1;
                shared.weight += 100 * weight_of(word);
            } else {
                shared.short.push(word);
            }
        }
        shared
    }

    /// And those that are nearly so.
    fn add_near_ones(&mut self) {
        for word in std::mem::take(&mut self.short) {
            let near = self.long.iter().map(|other| near(word, other)).enumerate();
            match near.max_by_key(|(_, near)| *near) {
                Some((place, near)) if near > 0 => {
                    let other = self.long.swap_remove(place);
                    self.weight += near * weight_of(word).min(weight_of(other));
                }
                _ => self.short.push(word),
            }
        }
    }

    /// Dice’s coefficient, each word with its weight, in per cent.
    fn dice(&self, weights: [usize; 2]) -> usize {
        (2 * self.weight).checked_div(weights[0] + weights[1]).unwrap_or(0)
    }
}

/// How near two different words are, in per cent: one slip of the pen, two in a long word, or a word cut short.
fn near(one: &str, other: &str) -> usize {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let slips = match short.len() {
        _ if is_rank(one) || is_rank(other) => return 0,
        0..4 => return 0,
        4..6 if one.chars().next() != other.chars().next() => return 0, // « code », « mode »
        4..7 => 1,
        _ => 2,
    };
    if long.len() - short.len() <= slips {
        let distance = strsim::osa_distance(one, other);
        if distance <= slips {
            return 100 - 100 * distance / long.len();
        }
    }
    if short.len() >= 5 && long.starts_with(short) { 80 } else { 0 }
}

fn is_rank(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit()) || RANKS.contains(&word)
}

/// Whether both carry a number or a rank, and not the same: « séance 1 », « séance 2 ».
fn of_one_series(one: &[&str], other: &[&str]) -> bool {
    let ranks = |words: &[&str]| {
        let mut ranks: Vec<String> =
            words.iter().filter(|word| is_rank(word)).map(|&word| word.to_owned()).collect();
        ranks.sort_unstable();
        ranks
    };
    let (one, other) = (ranks(one), ranks(other));
    !one.is_empty() && !other.is_empty() && one != other
}

/// How close two titles are letter by letter, spaces aside: words joined or apart (« co-construire »,
/// « coconstruire »), with one slip of the pen at most; nothing if they are further from each other.
fn letters_in_common(one: &str, other: &str) -> usize {
    let (one, other) = (one.replace(' ', ""), other.replace(' ', ""));
    let longest = one.len().max(other.len());
    if longest < 8 || one.len().abs_diff(other.len()) > 1 {
        return 0;
    }
    match strsim::osa_distance(&one, &other) {
        distance @ 0..=1 => 100 - 100 * distance / longest,
        _ => 0,
    }
}
