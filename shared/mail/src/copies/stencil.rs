//! Bytes with holes: what differs from one copy to another is marked by a byte that nothing else can hold.

use encodify::qp;

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hole {
    /// The reader's address.
    To,
    /// The copy's identifier.
    Id,
    /// The token of the link to one's choices.
    Preferences,
    /// The token of the link by which a mail client unsubscribes.
    Unsubscribe,
}

impl Hole {
    const ALL: [Self; 4] = [Self::To, Self::Id, Self::Preferences, Self::Unsubscribe];

    /// Its mark: a control character, which no text of a person holds (`model::text`) and the encodings write as ASCII.
    pub(super) fn mark(self) -> char {
        match self {
            Self::To => '\u{1}',
            Self::Id => '\u{2}',
            Self::Preferences => '\u{3}',
            Self::Unsubscribe => '\u{4}',
        }
    }

    fn of(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|hole| hole.mark() == char::from(byte))
    }
}

/// Bytes, and the holes between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stencil {
    pieces: Vec<(Vec<u8>, Hole)>,
    rest: Vec<u8>,
    length: usize,
}

impl Stencil {
    /// Cuts at the marks.
    pub(super) fn cut(bytes: &[u8]) -> Self {
        let mut pieces = Vec::new();
        let mut rest = Vec::new();
        for &byte in bytes {
            match Hole::of(byte) {
                Some(hole) => pieces.push((std::mem::take(&mut rest), hole)),
                None => rest.push(byte),
            }
        }
        Self { pieces, rest, length: bytes.len() }
    }

    /// Fills the holes.
    pub(super) fn fill<'a>(&self, value: impl Fn(Hole) -> &'a str) -> Vec<u8> {
        let values: usize = self.pieces.iter().map(|(_, hole)| value(*hole).len()).sum();
        let mut filled = Vec::with_capacity(self.length + values);
        for (piece, hole) in &self.pieces {
            filled.extend_from_slice(piece);
            filled.extend_from_slice(value(*hole).as_bytes());
        }
        filled.extend_from_slice(&self.rest);
        filled
    }
}

/// A text in quoted-printable (RFC 2045 §6.7). What fills its holes has lines of its own, between soft line breaks: 75
/// characters fit.
pub(super) fn quoted_printable(text: &str) -> String {
    let is_mark = |c: char| u8::try_from(c).is_ok_and(|byte| Hole::of(byte).is_some());
    let mut encoded = String::with_capacity(text.len() + text.len() / 4);
    for piece in text.split_inclusive(is_mark) {
        let mark = piece.chars().next_back().filter(|c| is_mark(*c));
        let plain = mark.map_or(piece, |mark| piece.trim_end_matches(mark));
        qp::BODY.encode_append(plain, &mut encoded);
        if let Some(mark) = mark {
            encoded.push_str("=\r\n");
            encoded.push(mark);
            encoded.push_str("=\r\n");
        }
    }
    encoded
}
