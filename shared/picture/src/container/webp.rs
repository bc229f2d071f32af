//! WebP: RIFF chunks, of which each must lie within the file and none may hold more pixels than the canvas.

use super::{Bytes, within_limits};
use crate::refused::Refused;

/// The size in pixels, of a file that has all its chunks.
///
/// A decoder makes room for a frame, or for a chunk, of the size that it announces, before it finds that it does not
/// fit: a few bytes could ask for gigabytes.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), Refused> {
    let mut chunks = Bytes(body(bytes)?);
    let (kind, content) = chunk(&mut chunks)?.ok_or(Refused::Incomplete)?;
    let (width, height) = match &kind {
        b"VP8X" => canvas(content),
        kind => frame(*kind, content),
    }
    .ok_or(Refused::Unreadable)?;
    let canvas = within_limits(width, height)?;
    while let Some((kind, content)) = chunk(&mut chunks)? {
        if &kind == b"ANMF" {
            let mut frames = Bytes(content.get(16..).ok_or(Refused::Unreadable)?);
            while let Some((kind, content)) = chunk(&mut frames)? {
                within_canvas(kind, content, canvas)?;
            }
        } else {
            within_canvas(kind, content, canvas)?;
        }
    }
    Ok(canvas)
}

/// The chunks of the file, without what may follow them.
fn body(bytes: &[u8]) -> Result<&[u8], Refused> {
    whole(bytes)?.get(12..).ok_or(Refused::Incomplete)
}

/// The file as long as it says that it is.
pub(crate) fn whole(bytes: &[u8]) -> Result<&[u8], Refused> {
    let length = bytes.get(4..).and_then(|rest| rest.first_chunk()).copied().map(u32::from_le_bytes);
    let length = length.and_then(|length| usize::try_from(length).ok()?.checked_add(8));
    length.and_then(|length| bytes.get(..length)).ok_or(Refused::Incomplete)
}

/// What a chunk is, and what it holds.
type Chunk<'a> = ([u8; 4], &'a [u8]);

/// The next chunk; nothing when there is not even room for a header.
fn chunk<'a>(rest: &mut Bytes<'a>) -> Result<Option<Chunk<'a>>, Refused> {
    let (Some(kind), Some(length)) = (rest.array(), rest.array()) else { return Ok(None) };
    let length = usize::try_from(u32::from_le_bytes(length)).ok();
    let content = length.and_then(|length| rest.take(length)).ok_or(Refused::Incomplete)?;
    if content.len() % 2 == 1 {
        rest.take(1); // padding, which some writers forget at the end
    }
    Ok(Some((kind, content)))
}

/// The size of the canvas (RFC 9649 §2.7.1).
fn canvas(content: &[u8]) -> Option<(u32, u32)> {
    let side = |start: usize| {
        let [b0, b1, b2] = content.get(start..)?.first_chunk()?;
        Some(u32::from_le_bytes([*b0, *b1, *b2, 0]) + 1)
    };
    Some((side(4)?, side(7)?))
}

/// The size of a lossy frame (RFC 6386 §9.1) or of a lossless one (RFC 9649 §3.4).
fn frame(kind: [u8; 4], content: &[u8]) -> Option<(u32, u32)> {
    match (&kind, content) {
        (b"VP8 ", [_, _, _, 0x9D, 0x01, 0x2A, w0, w1, h0, h1, ..]) => {
            let side = |low: &u8, high: &u8| u32::from(u16::from_le_bytes([*low, *high]) & 0x3FFF);
            Some((side(w0, w1), side(h0, h1)))
        }
        (b"VP8L", [0x2F, b0, b1, b2, b3, ..]) => {
            let bits = u32::from_le_bytes([*b0, *b1, *b2, *b3]);
            Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
        }
        _ => None,
    }
}

fn within_canvas(kind: [u8; 4], content: &[u8], canvas: (u32, u32)) -> Result<(), Refused> {
    if !matches!(&kind, b"VP8 " | b"VP8L") {
        return Ok(());
    }
    match frame(kind, content) {
        Some((width, height)) if width <= canvas.0 && height <= canvas.1 => Ok(()),
        _ => Err(Refused::Unreadable),
    }
}
