//! From pixels to a file, with nothing but the pixels in it.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, RgbImage};
use model::picture::PictureKind;

use crate::refused::Refused;

/// Where a photograph loses nothing that one sees at its size.
const JPEG_QUALITY: u8 = 82;

/// As good to the eye as the JPEG, in two thirds of its bytes.
const WEBP_QUALITY: f32 = 80.0;

/// The file.
pub(crate) fn encode(picture: &RgbImage, kind: PictureKind) -> Result<Vec<u8>, Refused> {
    let (width, height) = picture.dimensions();
    match kind {
        PictureKind::Jpeg => {
            let mut file = Vec::new();
            JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY)
                .encode(picture, width, height, ExtendedColorType::Rgb8)
                .map_err(|_| Refused::Unreadable)?;
            Ok(file)
        }
        PictureKind::Webp => {
            let encoder = webp::Encoder::from_rgb(picture, width, height);
            let file = encoder.encode_simple(false, WEBP_QUALITY).map_err(|_| Refused::Unreadable)?;
            Ok(file.to_vec())
        }
    }
}
