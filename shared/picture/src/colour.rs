//! Colours: the files that are served have no profile, and without one a browser takes what it gets for sRGB.

use image::RgbImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Brings a picture from the colours of a profile to those of the web: a telephone's photographs would be pale without.
/// A profile that is none, or not of red, green and blue, changes nothing.
pub(crate) fn to_srgb(picture: &mut RgbImage, profile: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let web = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(Layout::Rgb, &web, Layout::Rgb, options) else {
        return;
    };
    let mut turned = vec![0; picture.len()];
    if transform.transform(picture, &mut turned).is_ok() {
        picture.copy_from_slice(&turned);
    }
}
