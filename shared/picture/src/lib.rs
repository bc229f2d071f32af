//! Pictures: bytes in, pictures out, within limits. No I/O, no AWS.
//!
//! What comes in was made by anybody. So its container is read first, by code that allocates nothing: the kind by its
//! first bytes (never by a name), the size in pixels, whether the file is all there and whether what it holds agrees
//! with what it announces. Only what passes is decoded; and a decoder that panics refuses one picture, no more.
//!
//! What goes out was made here, from pixels: no EXIF, no place, no comment, no colour profile of the source is in it.

mod colour;
mod container;
mod decode;
mod encode;
mod refused;
mod scale;

use std::panic::{AssertUnwindSafe, catch_unwind};

use model::id::PictureId;
use model::picture::{Frame, PictureKind};

pub use container::{Header, Kind, MOST_PIXELS, MOST_SIDE, inspect};
pub use refused::{Foreign, Refused};
pub use scale::LEAST_WIDTH;

/// A picture, ready to be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// Its name, which follows from the bytes that came in, and the size of its largest files.
    pub frame: Frame,
    /// Its files, the narrow ones first.
    pub files: Vec<Rendition>,
}

/// One file of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// WebP or JPEG.
    pub kind: PictureKind,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The files of a picture: in each of its widths, as WebP and as JPEG. The same bytes always give the same files.
pub fn prepare(bytes: &[u8]) -> Result<Prepared, Refused> {
    guarded(|| {
        let mut picture = scale::decoded(bytes)?;
        let (width, height) = picture.dimensions();
        let frame = Frame { id: PictureId::derive(&[bytes]), width, height };
        let mut files = Vec::new();
        for width in frame.widths().into_iter().rev() {
            picture = scale::to(picture, width, frame.height_at(width));
            for kind in [PictureKind::Jpeg, PictureKind::Webp] {
                let bytes = encode::encode(&picture, kind)?;
                files.push(Rendition { width, height: picture.height(), kind, bytes });
            }
        }
        files.reverse();
        Ok(Prepared { frame, files })
    })
}

/// The narrowest JPEG of a picture, to be looked at before anything is kept.
pub fn preview(bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    guarded(|| {
        let picture = scale::decoded(bytes)?;
        let (width, height) = picture.dimensions();
        let frame = Frame { id: PictureId::derive(&[bytes]), width, height };
        let narrow = frame.widths()[0];
        encode::encode(&scale::to(picture, narrow, frame.height_at(narrow)), PictureKind::Jpeg)
    })
}

/// The decoders are fuzzed by their authors, who still find panics (zune-image #409): such a picture is one that
/// cannot be read.
fn guarded<T>(work: impl FnOnce() -> Result<T, Refused>) -> Result<T, Refused> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Refused::Unreadable))
}
