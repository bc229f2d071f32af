//! PNG: chunks from the header to the end.

use super::{Bytes, within_limits};
use crate::refused::Refused;

/// Most chunks: 8 MB in the usual pieces of 8 kB are a thousand, and decoders keep something of each.
const MOST_CHUNKS: usize = 65_536;

/// Deflate cannot do better (zlib, "Technical details"): a byte of the file gives at most so many bytes of pixels.
const BEST_COMPRESSION: u64 = 1032;

/// The size in pixels, of a file that has all its chunks and enough in them for that many pixels.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), Refused> {
    let mut rest = Bytes(bytes.get(8..).unwrap_or_default());
    let (kind, header) = chunk(&mut rest)?;
    let (b"IHDR", [w3, w2, w1, w0, h3, h2, h1, h0, depth, colour, ..]) = (&kind, header) else {
        return Err(Refused::Unreadable);
    };
    let (width, height) =
        within_limits(u32::from_be_bytes([*w3, *w2, *w1, *w0]), u32::from_be_bytes([*h3, *h2, *h1, *h0]))?;
    let samples = match colour {
        0 | 3 => 1,
        2 => 3,
        4 => 2,
        6 => 4,
        _ => return Err(Refused::Unreadable),
    };
    let mut compressed = 0_u64;
    for _ in 0..MOST_CHUNKS {
        let (kind, content) = chunk(&mut rest)?;
        match &kind {
            b"IDAT" => compressed += u64::try_from(content.len()).unwrap_or(u64::MAX),
            b"IEND" => {
                let pixels = u64::from(width) * u64::from(height) * samples * u64::from(*depth) / 8;
                let enough = pixels / BEST_COMPRESSION <= compressed;
                return if enough { Ok((width, height)) } else { Err(Refused::Incomplete) };
            }
            _ => {}
        }
    }
    Err(Refused::Unreadable)
}

/// A chunk: its kind and its content; what checks it is the decoder's.
fn chunk<'a>(rest: &mut Bytes<'a>) -> Result<([u8; 4], &'a [u8]), Refused> {
    let read = |rest: &mut Bytes<'a>| {
        let length = u32::from_be_bytes(rest.array()?);
        let kind = rest.array()?;
        let content = rest.take(usize::try_from(length).ok()?)?;
        rest.take(4)?;
        Some((kind, content))
    };
    read(rest).ok_or(Refused::Incomplete)
}
