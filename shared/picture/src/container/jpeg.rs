//! JPEG: segments up to the first scan, then scans up to the end marker.

use super::{Bytes, within_limits};
use crate::refused::Refused;

/// Most scans: a progressive photograph has about ten. Each is a pass over all pixels, so that a file of nothing but
/// scans would keep a decoder busy for minutes. What cameras append (a film, other pictures) may look like some.
const MOST_SCANS: usize = 256;

const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: u8 = 0xD9;

/// The size in pixels, of a file that has all its scans.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), Refused> {
    let mut rest = Bytes(bytes);
    let mut size = None;
    loop {
        match marker(&mut rest)? {
            // Start of image, restarts, TEM: nothing follows (ISO/IEC 10918-1, B.1.1.3).
            0xD8 | 0xD0..=0xD7 | 0x01 => {}
            START_OF_SCAN => break,
            END_OF_IMAGE => return Err(Refused::Unreadable),
            marker => {
                let segment = segment(&mut rest)?;
                // Every C0 to CF starts a frame but the tables of Huffman and arithmetic codes and a reserved one.
                if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
                    let (None, [_, h1, h0, w1, w0, ..]) = (size, segment) else {
                        return Err(Refused::Unreadable);
                    };
                    let [width, height] =
                        [[*w1, *w0], [*h1, *h0]].map(|side| u32::from(u16::from_be_bytes(side)));
                    size = Some(within_limits(width, height)?);
                }
            }
        }
    }
    let size = size.ok_or(Refused::Unreadable)?;
    let has = |marker| rest.0.windows(2).filter(move |pair| *pair == [0xFF, marker]);
    if has(END_OF_IMAGE).next().is_none() {
        return Err(Refused::Incomplete);
    }
    if has(START_OF_SCAN).nth(MOST_SCANS).is_some() {
        return Err(Refused::Unreadable);
    }
    Ok(size)
}

/// The next marker; what lies between two segments is passed over, as every decoder does.
fn marker(rest: &mut Bytes<'_>) -> Result<u8, Refused> {
    let start = rest.0.windows(2).position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xFF));
    let start = start.ok_or(Refused::Incomplete)?;
    let [_, marker] = rest.take(start).and_then(|_| rest.array()).ok_or(Refused::Incomplete)?;
    Ok(marker)
}

fn segment<'a>(rest: &mut Bytes<'a>) -> Result<&'a [u8], Refused> {
    let length = usize::from(u16::from_be_bytes(rest.array().ok_or(Refused::Incomplete)?));
    let content = length.checked_sub(2).ok_or(Refused::Unreadable)?;
    rest.take(content).ok_or(Refused::Incomplete)
}
