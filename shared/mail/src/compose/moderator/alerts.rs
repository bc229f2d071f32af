//! What a moderator should look at twice: events that look alike, signs of an advertisement.

use model::spam::Suspicion;

use super::Resembling;
use crate::compose::words::{paragraph, place, title, when};
use crate::message::{Block, Entry};
use crate::plain::unlinked;

/// From these scores on (see `model::look_alike`), a look-alike is called so.
const ALMOST_CERTAIN: u8 = 90;
const PROBABLE: u8 = 75;

pub(super) fn look_alikes(look_alikes: &[Resembling]) -> Vec<Block> {
    if look_alikes.is_empty() {
        return vec![];
    }
    let entries = look_alikes.iter().map(entry).collect();
    vec![
        Block::Heading("Peut-être un doublon".into()),
        paragraph(match look_alikes.len() {
            1 => "Un autre événement de l’édition lui ressemble\u{a0}:",
            _ => "D’autres événements de l’édition lui ressemblent\u{a0}:",
        }),
        Block::Entries(entries),
    ]
}

fn entry(resembling: &Resembling) -> Entry {
    let Resembling { look_alike, content } = resembling;
    let likeness = match look_alike.score {
        ALMOST_CERTAIN.. => "Doublon presque certain",
        PROBABLE.. => "Doublon probable",
        _ => "Doublon possible",
    };
    Entry {
        title: title(content),
        lines: vec![when(content), place(content), format!("{likeness}\u{a0}: {}", look_alike.summary())],
    }
}

pub(super) fn spam_signs(suspicion: &Suspicion) -> Vec<Block> {
    if suspicion.reasons.is_empty() {
        return vec![];
    }
    let verdict = if suspicion.is_suspicious() {
        "Ce texte ressemble à une publicité\u{a0}:"
    } else {
        "Rien d’alarmant, mais à regarder\u{a0}:"
    };
    let signs = suspicion.reasons.iter().map(|sign| unlinked(&sign.sentence())).collect();
    vec![Block::Heading("À vérifier".into()), paragraph(verdict), Block::Points(signs)]
}
