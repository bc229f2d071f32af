//! Names of organisations and places, as people shorten them: « DITP », « Préf. de Bretagne », « CHU de Rennes ».

use super::words;

/// Letters kept of a word: enough to tell two names apart, few enough for abbreviations to meet.
const LETTERS: usize = 6;

/// The words of a name, cut, in `most` bytes.
pub(super) fn words(name: &str, most: usize) -> String {
    let cut = |word: &String| word.chars().take(LETTERS).collect::<String>();
    words::joined(words::telling(name).iter().map(cut), most)
}

/// Whether two names, as `words` gives them, may be those of one body or one place.
///
/// Every word of one must be in the other, whole, shortened, as an initial or with a slip of the pen, and
/// what the other adds must not outweigh them.
pub(super) fn same(one: &str, other: &str) -> bool {
    let one: Vec<&str> = one.split(' ').filter(|word| !word.is_empty()).collect();
    let other: Vec<&str> = other.split(' ').filter(|word| !word.is_empty()).collect();
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let (one_found, other_found) = (found(&one, &other), found(&other, &one));
    let whole = one_found == one.len() || other_found == other.len();
    whole && (one_found * other.len() + other_found * one.len()) * 10 >= 14 * one.len() * other.len()
}

/// How many of the words stand in the other name.
fn found(words: &[&str], other: &[&str]) -> usize {
    let mut found = vec![false; words.len()];
    for (place, word) in words.iter().enumerate() {
        found[place] |= other.iter().any(|known| alike(word, known)) || initials_of(word, other).is_some();
    }
    for acronym in other {
        if let Some(run) = initials_of(acronym, words) {
            found[run].fill(true);
        }
    }
    found.into_iter().filter(|found| *found).count()
}

/// Where the words stand that an acronym is made of, by their initials (DITP) or first letters (DINUM, DGFiP).
fn initials_of(acronym: &str, words: &[&str]) -> Option<std::ops::Range<usize>> {
    (0..words.len()).find_map(|start| {
        let used = spelt(acronym, &words[start..])?;
        (used >= 2).then_some(start..start + used)
    })
}

/// How many of the words, from the first on, spell the acronym, each with one to three letters.
fn spelt(acronym: &str, words: &[&str]) -> Option<usize> {
    let Some((word, rest)) = words.split_first() else { return acronym.is_empty().then_some(0) };
    let letters = acronym.chars().zip(word.chars()).take(3).take_while(|(one, two)| one == two);
    let spelt_by = |length: usize| {
        let left = acronym.char_indices().nth(length).map_or("", |(start, _)| &acronym[start..]);
        if left.is_empty() { Some(1) } else { spelt(left, rest).map(|used| used + 1) }
    };
    (1..=letters.count()).find_map(spelt_by)
}

/// The same word, begun (`préf`), abridged (`dépt`) or with a slip of the pen.
fn alike(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let abridged = (3..=4).contains(&short.len()) && short.chars().next() == long.chars().next() && {
        let mut letters = long.chars();
        short.chars().all(|letter| letters.any(|known| known == letter))
    };
    one == other
        || abridged
        || (short.len() >= 3 && long.starts_with(short))
        || (short.len() >= 5 && strsim::osa_distance(one, other) == 1)
}
