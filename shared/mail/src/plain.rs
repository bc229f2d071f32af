//! People's text in mails: readable, never clickable.

/// Invisible, and part of no address.
const WORD_JOINER: char = '\u{2060}';

/// The text with its links broken for mail clients, which make links of whatever looks like one: an invisible word
/// joiner after each dot, colon, slash or at sign that has no space behind it, in ASCII or in the forms that browsers
/// read as such. People read the same text.
pub(crate) fn unlinked(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        plain.push(character);
        let glued = characters.peek().is_some_and(|next| !next.is_whitespace());
        if glued && joins_an_address(character) {
            plain.push(WORD_JOINER);
        }
    }
    plain
}

/// Full-width and ideographic signs are those of ASCII to a browser (UTS 46 §2.3).
fn joins_an_address(character: char) -> bool {
    matches!(character, '.' | ':' | '@' | '/' | '．' | '。' | '｡' | '：' | '＠' | '／')
}

/// The lines of a text that are not blank, unlinked.
pub(crate) fn unlinked_lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(unlinked).collect()
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
            plain.replace(WORD_JOINER, ""),
            "Gagnez ! https://mechant.example/x ou www.mechant.example, a@b.fr. Fin."
        );
    }

    #[test]
    fn nor_does_what_a_browser_would_read_as_one() {
        let plain = unlinked("mechant．example et mechant。example et https：／／mechant｡example");
        for link in ["mechant．e", "mechant。e", "https：／", "mechant｡e"] {
            assert!(!plain.contains(link), "{link} in {plain}");
        }
    }

    #[test]
    fn ordinary_sentences_are_left_alone() {
        assert_eq!(unlinked("Atelier : de 10 h à 12 h. Venez !"), "Atelier : de 10 h à 12 h. Venez !");
        assert_eq!(unlinked_lines("Un.\n\n Deux."), ["Un.", " Deux."]);
    }
}
