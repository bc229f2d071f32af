//! From a file to pixels: red, green and blue in eight bits, on white, in the colours of the web.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits, RgbImage};

use crate::container::{Kind, MOST_SIDE, inspect, webp_as_long_as_it_says};
use crate::refused::Refused;

/// What a decoder may take beside the pixels: a PNG's text, and its colour profile once it is inflated.
const MOST_ASIDE: u64 = 16 * 1024 * 1024;

/// Pixels as they are stored, and what is still to be done with them.
pub(crate) struct Decoded {
    /// On white.
    pub(crate) pixels: RgbImage,
    /// How the camera was held (EXIF).
    pub(crate) orientation: Orientation,
    /// The colour profile (ICC), if the file has one.
    pub(crate) profile: Option<Vec<u8>>,
}

/// Decodes a file that may be decoded.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, Refused> {
    let header = inspect(bytes)?;
    let mut decoder = decoder(header.kind, bytes)?;
    if decoder.dimensions() != (header.width, header.height) {
        return Err(Refused::Unreadable);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or_default();
    let pixels = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    Ok(Decoded { pixels: on_white(pixels), orientation, profile })
}

fn decoder<'a>(kind: Kind, bytes: &'a [u8]) -> Result<Box<dyn ImageDecoder + 'a>, Refused> {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_ASIDE);
    let decoder: Result<Box<dyn ImageDecoder>, _> = match kind {
        Kind::Jpeg => JpegDecoder::new(Cursor::new(bytes)).and_then(|mut decoder| {
            decoder.set_limits(limits)?;
            Ok(Box::new(decoder) as _)
        }),
        Kind::Png => {
            PngDecoder::with_limits(Cursor::new(bytes), limits).map(|decoder| Box::new(decoder) as _)
        }
        Kind::Webp => WebPDecoder::new(Cursor::new(webp_as_long_as_it_says(bytes)?))
            .map(|decoder| Box::new(decoder) as _),
    };
    decoder.map_err(|error| refused(&error))
}

fn refused(error: &ImageError) -> Refused {
    let ends =
        matches!(error, ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof);
    if ends { Refused::Incomplete } else { Refused::Unreadable }
}

/// What is transparent becomes white: a dark drawing on nothing would be lost on a dark page, and JPEG has no
/// transparency.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let mut flat = RgbImage::new(picture.width(), picture.height());
    for (flat, pixel) in flat.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = pixel.0.map(u16::from);
        flat.0 = [red, green, blue].map(|colour| {
            let mixed = (colour * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        });
    }
    flat
}
