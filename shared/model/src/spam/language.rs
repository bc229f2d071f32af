//! Whether a text is in another language than French, by the little words that each language cannot do without.

use crate::look_alike::folded;

/// Words that French has and its neighbours have not, or seldom.
const FRENCH: &[&str] = &[
    "au", "aux", "avec", "ce", "ces", "cette", "chaque", "comment", "dans", "des", "du", "elle", "elles",
    "est", "et", "etre", "il", "ils", "l", "la", "le", "les", "leur", "leurs", "mais", "nos", "notre",
    "nous", "ou", "par", "pas", "plus", "pour", "qu", "quand", "que", "qui", "sans", "ses", "sont", "sur",
    "tous", "tout", "toute", "une", "un", "de", "d", "en", "vos", "votre", "vous", "y",
];
const ENGLISH: &[&str] = &[
    "about", "and", "are", "at", "be", "best", "by", "can", "for", "free", "from", "get", "has", "have",
    "how", "is", "it", "more", "now", "of", "our", "that", "the", "their", "these", "this", "to", "we",
    "what", "will", "with", "you", "your",
];
const SPANISH: &[&str] = &[
    "al", "como", "con", "de", "del", "el", "en", "es", "esta", "la", "las", "lo", "los", "mas", "para",
    "pero", "por", "que", "se", "su", "sus", "un", "una", "y",
];
const PORTUGUESE: &[&str] = &[
    "ao", "as", "com", "da", "das", "de", "do", "dos", "e", "em", "mais", "na", "nao", "no", "nos", "o",
    "os", "para", "pelo", "por", "que", "se", "um", "uma", "voce",
];
const ITALIAN: &[&str] = &[
    "al", "alla", "che", "come", "con", "da", "degli", "dei", "del", "della", "delle", "di", "e", "gli", "i",
    "il", "in", "la", "nel", "non", "per", "piu", "questo", "sono", "un", "una",
];
const GERMAN: &[&str] = &[
    "auf", "das", "dem", "den", "der", "die", "ein", "eine", "fur", "ihr", "ihre", "im", "in", "ist", "mit",
    "nicht", "sich", "sie", "und", "von", "wir", "zu", "zum",
];
/// Fewer words tell nothing.
const FEWEST: usize = 15;

/// Whether another language, or none that we know, outweighs French in a text long enough to tell.
pub(super) fn is_foreign(text: &str) -> bool {
    let text = folded(text);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let share = |list: &[&str]| words.iter().filter(|word| list.contains(word)).count();
    let french = share(FRENCH);
    let other = [ENGLISH, SPANISH, PORTUGUESE, ITALIAN, GERMAN].map(share).into_iter().max().unwrap_or(0);
    // French prose has about four such words in ten; a list of names and titles may have one.
    words.len() >= FEWEST && (french * 12 < words.len() || other > french)
}
