//! From pixels to the pixels that are kept: narrower, never wider, the right way up.

use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage, imageops};
use model::picture::WIDTHS;

use crate::colour;
use crate::decode::{Decoded, decode};
use crate::refused::Refused;

/// The narrowest picture that is taken, in pixels: narrower than this it is a thumbnail.
pub const LEAST_WIDTH: u32 = 320;

/// The picture of a file, no wider than the widest that is kept.
///
/// It is made small before it is turned: turning takes as much room again.
pub(crate) fn decoded(bytes: &[u8]) -> Result<RgbImage, Refused> {
    let Decoded { pixels, orientation, profile } = decode(bytes)?;
    let lies = lies_on_its_side(orientation);
    let (width, height) = if lies { swapped(pixels.dimensions()) } else { pixels.dimensions() };
    if width < LEAST_WIDTH {
        return Err(Refused::TooNarrow { width });
    }
    let kept = kept(width, height);
    let (width, height) = if lies { swapped(kept) } else { kept };
    let mut picture = DynamicImage::from(to(pixels, width, height));
    picture.apply_orientation(orientation);
    let mut picture = picture.into_rgb8();
    if let Some(profile) = profile {
        colour::to_srgb(&mut picture, &profile);
    }
    Ok(picture)
}

/// The picture in this size.
pub(crate) fn to(picture: RgbImage, width: u32, height: u32) -> RgbImage {
    if picture.dimensions() == (width, height) {
        return picture;
    }
    imageops::resize(&picture, width, height, FilterType::Lanczos3)
}

/// The size of the widest file.
fn kept(width: u32, height: u32) -> (u32, u32) {
    let widest = width.min(WIDTHS[WIDTHS.len() - 1]);
    let height = (u64::from(height) * u64::from(widest) + u64::from(width) / 2) / u64::from(width.max(1));
    (widest, u32::try_from(height).unwrap_or(u32::MAX).max(1))
}

fn swapped((width, height): (u32, u32)) -> (u32, u32) {
    (height, width)
}

fn lies_on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_stays_and_nothing_is_enlarged() {
        assert_eq!(kept(4000, 3000), (1200, 900));
        assert_eq!(kept(12_000, 1), (1200, 1));
        assert_eq!(kept(700, 12_000), (700, 12_000));
        assert_eq!(kept(1201, 600), (1200, 600));
    }
}
