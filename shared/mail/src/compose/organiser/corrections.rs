//! What the team corrected before it published, so that nobody finds words in their name that they have not read.

use model::content::Content;
use model::difference::{Difference, Piece, differences};
use model::part::Part;

use crate::compose::words::paragraph;
use crate::message::Block;
use crate::plain::unlinked_lines;

/// How much of a long text is shown on each side of a change, in characters.
const CONTEXT: usize = 80;

/// Each corrected part, before and after; nothing when both versions are the same.
pub(super) fn told(before: &Content, after: &Content) -> Vec<Block> {
    let corrected = differences(before, after);
    if corrected.is_empty() {
        return vec![];
    }
    let mut blocks = vec![
        Block::Heading("Ce que nous avons corrigé".into()),
        paragraph(
            "Avant de publier, l’équipe s’est permis quelques corrections. Si l’une d’elles ne vous convient pas, \
             répondez à ce courriel.",
        ),
    ];
    blocks.extend(corrected.iter().flat_map(before_and_after));
    blocks
}

fn before_and_after(difference: &Difference) -> Vec<Block> {
    let label = difference.part.label();
    let [before, after] = match difference.part {
        Part::Description => [Side::Before, Side::After].map(|side| excerpt(&difference.pieces, side)),
        _ => [&difference.before, &difference.after].map(|lines| lines.join("\n")),
    };
    let version = |moment: &str, text: &str| {
        let lines = unlinked_lines(text);
        let said = if lines.is_empty() { vec!["(rien)".to_owned()] } else { lines };
        [paragraph(format!("{label}, {moment}\u{a0}:")), Block::Quotation(said)]
    };
    [version("avant", &before), version("après", &after)].concat()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// One version of a long text, shortened between its changes.
fn excerpt(pieces: &[Piece], side: Side) -> String {
    let last = pieces.len().saturating_sub(1);
    let piece = |(place, piece): (usize, &Piece)| match piece {
        Piece::Same(text) => shortened(text, place == 0, place == last),
        Piece::Removed(text) if side == Side::Before => text.clone(),
        Piece::Added(text) if side == Side::After => text.clone(),
        Piece::Removed(_) | Piece::Added(_) => String::new(),
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// What stands next to the changes: the end of what comes before, the beginning of what comes after.
fn shortened(text: &str, is_first: bool, is_last: bool) -> String {
    let head = text.char_indices().skip(CONTEXT).find(|(_, c)| c.is_whitespace()).map(|(at, _)| &text[..at]);
    let tail = text.char_indices().rev().skip(CONTEXT).find(|(_, c)| c.is_whitespace());
    let tail = tail.map(|(at, _)| text[at..].trim_start_matches(char::is_whitespace));
    match (head, tail) {
        (_, Some(tail)) if is_first => format!("[…] {tail}"),
        (Some(head), _) if is_last => format!("{head} […]"),
        (Some(head), Some(tail)) if !is_first && !is_last && head.len() + tail.len() < text.len() => {
            format!("{head} […] {tail}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::difference::pieces;

    #[test]
    fn of_a_long_text_only_the_changed_passages_are_shown() {
        let before = format!("{}Le mardis matin.{}", "Une phrase. ".repeat(40), " Une autre.".repeat(40));
        let after = before.replace("mardis", "mardi");
        let pieces = pieces(&before, &after);
        let shown = [Side::Before, Side::After].map(|side| excerpt(&pieces, side));
        assert!(shown[0].contains("Le mardis matin.") && shown[1].contains("Le mardi matin."), "{shown:?}");
        for text in shown {
            assert!(text.starts_with("[…] ") && text.ends_with(" […]") && text.len() < 250, "{text}");
        }
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        let pieces = pieces("Venez nombreux.", "Venez avec vos idées.");
        assert_eq!(excerpt(&pieces, Side::Before), "Venez nombreux.");
        assert_eq!(excerpt(&pieces, Side::After), "Venez avec vos idées.");
    }

    #[test]
    fn what_two_changes_have_between_them_is_shortened_too() {
        let between = "un mot ".repeat(60);
        let pieces = pieces(&format!("Début {between}fin"), &format!("Départ {between}bout"));
        let text = excerpt(&pieces, Side::After);
        assert!(text.starts_with("Départ un mot") && text.ends_with("un mot bout"), "{text}");
        assert_eq!(text.matches(" […] ").count(), 1, "{text}");
    }
}
