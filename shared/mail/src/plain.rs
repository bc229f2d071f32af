//! Submitters' text in mails: readable, never clickable.

/// The text with its links broken for mail clients, which make links of whatever looks like one: an invisible word
/// joiner after each dot, colon or at sign that has no space behind it. People read the same text.
pub(crate) fn unlinked(text: &str) -> String {
    const WORD_JOINER: char = '\u{2060}';
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        plain.push(character);
        let glued = characters.peek().is_some_and(|next| !next.is_whitespace());
        if glued && matches!(character, '.' | ':' | '@' | '/') {
            plain.push(WORD_JOINER);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_link_no_longer_does() {
        let plain = unlinked("Gagnez ! https://mechant.example/x ou www.mechant.example, a@b.fr. Fin.");
        for link in ["https:/", "www.m", "mechant.example", "a@b"] {
            assert!(!plain.contains(link), "{link} in {plain}");
        }
        assert_eq!(
            plain.replace('\u{2060}', ""),
            "Gagnez ! https://mechant.example/x ou www.mechant.example, a@b.fr. Fin."
        );
    }

    #[test]
    fn ordinary_sentences_are_left_alone() {
        assert_eq!(unlinked("Atelier : de 10 h à 12 h. Venez !"), "Atelier : de 10 h à 12 h. Venez !");
    }
}
