//! The containers of pictures: what a file says of itself, read without decoding or allocating anything.

mod jpeg;
mod png;
mod webp;

use model::picture::MOST_BYTES;

use crate::refused::{Foreign, Refused};
use crate::scale::LEAST_WIDTH;

pub(crate) use webp::whole as webp_as_long_as_it_says;

/// The most pixels of a picture that is decoded: they take 120 MB, or 320 MB at sixteen bits with transparency.
pub const MOST_PIXELS: u32 = 40_000_000;

/// The longest side of a picture that is decoded, in pixels.
pub const MOST_SIDE: u32 = 12_000;

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// ISO/IEC 10918-1.
    Jpeg,
    /// The W3C's PNG, third edition.
    Png,
    /// RFC 9649.
    Webp,
}

/// What a file says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Which decoder reads it.
    pub kind: Kind,
    /// As stored, in pixels: a photograph may ask to be turned when it is shown.
    pub width: u32,
    /// As stored, in pixels.
    pub height: u32,
}

/// What a file is and whether it may be decoded: its kind, its weight, its size, and whether it is all there.
pub fn inspect(bytes: &[u8]) -> Result<Header, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    let weight = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if weight > MOST_BYTES {
        return Err(Refused::TooHeavy { bytes: weight });
    }
    let (kind, read) = kind(bytes)?;
    let header = read(bytes).map(|(width, height)| Header { kind, width, height })?;
    fits(header)?;
    Ok(header)
}

/// The size in pixels of a file of one kind.
type Read = fn(&[u8]) -> Result<(u32, u32), Refused>;

fn kind(bytes: &[u8]) -> Result<(Kind, Read), Refused> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Ok((Kind::Jpeg, jpeg::size)),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok((Kind::Png, png::size)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok((Kind::Webp, webp::size)),
        _ => Err(Refused::OtherKind { looks_like: Foreign::of(bytes) }),
    }
}

/// Whether a size may be decoded, before anything else of the file is looked at.
fn within_limits(width: u32, height: u32) -> Result<(u32, u32), Refused> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(Refused::Unreadable);
    }
    if width > MOST_SIDE || height > MOST_SIDE || pixels > u64::from(MOST_PIXELS) {
        return Err(Refused::TooLarge { width, height });
    }
    Ok((width, height))
}

/// A photograph may be turned when it is shown: one that is wide enough in either direction may go on.
fn fits(header: Header) -> Result<(), Refused> {
    let widest = header.width.max(header.height);
    if widest < LEAST_WIDTH { Err(Refused::TooNarrow { width: header.width }) } else { Ok(()) }
}

/// Bytes read in order; past the end there are none.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }
}
