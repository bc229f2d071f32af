//! Two texts compared word by word.

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_normalization::char::is_combining_mark;

/// A piece of two texts. [`Piece::Same`] and [`Piece::Removed`] put end to end give the text before,
/// [`Piece::Same`] and [`Piece::Added`] the text after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only before.
    Removed(String),
    /// Only after.
    Added(String),
}

/// Most pairs of sentences, and of words, that are compared: a few milliseconds on texts made to last longer.
const MOST_PAIRS: usize = 250_000;

/// What changed from a text to another; what is replaced is said as removed, then added.
///
/// Sentences are compared first, then the words of those that changed. Where that would take too long, as with
/// two long texts that have little in common, what differs is replaced whole.
pub fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let mut run = Run { budget: MOST_PAIRS, ..Run::default() };
    let (old, new) = (sentences(before), sentences(after));
    if old.len() * new.len() > MOST_PAIRS {
        run.replace(before, after);
    } else {
        for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
            let (old, new) = (&old[operation.old_range()], &new[operation.new_range()]);
            match operation.tag() {
                DiffTag::Equal => run.same(&old.concat()),
                // As many as before: each was corrected where it stands, an apostrophe everywhere perhaps.
                _ if old.len() == new.len() => {
                    old.iter().zip(new).for_each(|(old, new)| run.compare_words(old, new));
                }
                _ => run.compare_words(&old.concat(), &new.concat()),
            }
        }
    }
    run.end()
}

/// Sentences and lines, with the spaces after them; end to end they give the text.
fn sentences(text: &str) -> Vec<&str> {
    let mut last = ' ';
    let mut ended = false;
    let starts = move |c: char| {
        let starts = ended && !c.is_whitespace();
        ended =
            (ended && !starts) || c == '\n' || (c.is_whitespace() && matches!(last, '.' | '!' | '?' | '…'));
        last = c;
        starts
    };
    cut(text, starts)
}

/// Words, runs of spaces, line breaks and signs, each a token; end to end they give the text.
fn words(text: &str) -> Vec<&str> {
    #[derive(PartialEq)]
    enum Kind {
        Word,
        Space,
        Alone,
    }
    let mut last = Kind::Alone;
    let starts = move |c: char| {
        let kind = match c {
            '\n' => Kind::Alone,
            _ if c.is_alphanumeric() || is_combining_mark(c) => Kind::Word,
            _ if c.is_whitespace() => Kind::Space,
            _ => Kind::Alone,
        };
        let starts = kind == Kind::Alone || kind != last;
        last = kind;
        starts
    };
    cut(text, starts)
}

/// Cuts a text before each character that starts a token.
fn cut(text: &str, mut starts: impl FnMut(char) -> bool) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    for (place, c) in text.char_indices() {
        if starts(c) && place > start {
            tokens.push(&text[start..place]);
            start = place;
        }
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

/// The pieces so far, and the changes since the last thing that both texts share.
#[derive(Default)]
struct Run {
    pieces: Vec<Piece>,
    removed: String,
    added: String,
    /// Spaces within a change: « un mot » replaced by « deux idées » is one change, not two.
    spaces: String,
    /// Pairs of words that may still be compared.
    budget: usize,
}

impl Run {
    fn compare_words(&mut self, before: &str, after: &str) {
        let (old, new) = (words(before), words(after));
        let Some(left) = self.budget.checked_sub(old.len() * new.len()) else {
            return self.replace(before, after);
        };
        self.budget = left;
        for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
            let (old, new) = (old[operation.old_range()].concat(), new[operation.new_range()].concat());
            match operation.tag() {
                DiffTag::Equal => self.same(&old),
                _ => self.replace(&old, &new),
            }
        }
    }

    fn same(&mut self, text: &str) {
        let changing = !(self.removed.is_empty() && self.added.is_empty());
        if changing && text.chars().all(|c| c.is_whitespace() && c != '\n') {
            self.spaces.push_str(text);
            return;
        }
        self.flush();
        let text = std::mem::take(&mut self.spaces) + text;
        match self.pieces.last_mut() {
            Some(Piece::Same(before)) => before.push_str(&text),
            _ => self.pieces.push(Piece::Same(text)),
        }
    }

    /// Either may be empty.
    fn replace(&mut self, before: &str, after: &str) {
        self.join();
        self.removed.push_str(before);
        self.added.push_str(after);
    }

    /// The change goes on after the spaces: they were in both texts.
    fn join(&mut self) {
        self.removed.push_str(&self.spaces);
        self.added.push_str(&self.spaces);
        self.spaces.clear();
    }

    fn flush(&mut self) {
        for (text, piece) in [
            (std::mem::take(&mut self.removed), Piece::Removed as fn(String) -> Piece),
            (std::mem::take(&mut self.added), Piece::Added),
        ] {
            if !text.is_empty() {
                self.pieces.push(piece(text));
            }
        }
    }

    fn end(mut self) -> Vec<Piece> {
        self.flush();
        if !self.spaces.is_empty() {
            self.pieces.push(Piece::Same(self.spaces));
        }
        self.pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Piece::{Added, Removed, Same};
    use proptest::prelude::*;

    fn text(pieces: &[Piece], with: impl Fn(&Piece) -> bool) -> String {
        let words = |piece: &Piece| match piece {
            Same(text) | Removed(text) | Added(text) => text.clone(),
        };
        pieces.iter().filter(|piece| with(piece)).map(words).collect()
    }

    #[test]
    fn a_corrected_word_is_the_only_change() {
        assert_eq!(
            pieces("Repenser l’acueil en mairie", "Repenser l’accueil en mairie"),
            [
                Same("Repenser l’".into()),
                Removed("acueil".into()),
                Added("accueil".into()),
                Same(" en mairie".into())
            ]
        );
    }

    #[test]
    fn neighbouring_words_change_together() {
        assert_eq!(
            pieces("Entrée payante, cent euros.", "Entrée libre, sans inscription."),
            [
                Same("Entrée ".into()),
                Removed("payante".into()),
                Added("libre".into()),
                Same(", ".into()),
                Removed("cent euros".into()),
                Added("sans inscription".into()),
                Same(".".into())
            ]
        );
    }

    #[test]
    fn an_added_paragraph_leaves_the_others_alone() {
        assert_eq!(
            pieces("Un.\n\nDeux.", "Un.\n\nEt demi.\n\nDeux."),
            [Same("Un.\n\n".into()), Added("Et demi.\n\n".into()), Same("Deux.".into())]
        );
    }

    #[test]
    fn a_long_text_corrected_in_every_sentence_is_compared_word_by_word() {
        let sentence = "Les agents de l'accueil reçoivent l'usager et lui expliquent la démarche. ";
        let (before, after) = (sentence.repeat(130), sentence.replace('\'', "’").repeat(130));
        let pieces = pieces(&before, &after);
        assert_eq!(pieces.iter().filter(|piece| **piece == Added("’".into())).count(), 260);
        assert!(pieces.iter().all(|piece| !matches!(piece, Removed(text) if text != "'")));
    }

    #[test]
    fn a_long_text_with_nothing_in_common_is_replaced_whole() {
        let words = |from: u32| (from..from + 2_000).map(|n| format!("{n}")).collect::<Vec<_>>().join(" ");
        let (before, after) = (words(10_000), words(20_000));
        assert_eq!(pieces(&before, &after), [Removed(before), Added(after)]);
    }

    proptest! {
        #[test]
        fn both_texts_are_whole(before in "[ab \n.é]{0,60}", after in "[ab \n.é]{0,60}") {
            let pieces = pieces(&before, &after);
            prop_assert_eq!(text(&pieces, |piece| !matches!(piece, Added(_))), before);
            prop_assert_eq!(text(&pieces, |piece| !matches!(piece, Removed(_))), after);
        }

        #[test]
        fn whatever_people_type(before in any::<String>(), after in any::<String>()) {
            let pieces = pieces(&before, &after);
            prop_assert_eq!(text(&pieces, |piece| !matches!(piece, Added(_))), before);
            prop_assert_eq!(text(&pieces, |piece| !matches!(piece, Removed(_))), after);
        }

        #[test]
        fn a_text_that_has_not_changed_is_one_piece(text in "[a-z \n]{1,60}") {
            prop_assert_eq!(pieces(&text, &text), [Same(text)]);
        }
    }
}
