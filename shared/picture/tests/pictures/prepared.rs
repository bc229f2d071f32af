//! What comes out.

use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, Rgba, RgbaImage};
use model::picture::PictureKind;
use picture::{Prepared, Refused, Rendition, prepare, preview};

use crate::samples::{
    self, CORNERS, exif, extended, jpeg, photograph, png, quarters, turned, webp, with_chunk,
};

fn decoded(file: &Rendition) -> DynamicImage {
    let format = match file.kind {
        PictureKind::Jpeg => ImageFormat::Jpeg,
        PictureKind::Webp => ImageFormat::WebP,
    };
    image::load_from_memory_with_format(&file.bytes, format).unwrap()
}

/// Each file is what it says, and these are the sizes.
fn sizes(prepared: &Prepared) -> Vec<(u32, u32, PictureKind)> {
    let files = prepared.files.iter().map(|file| {
        assert_eq!(decoded(file).dimensions(), (file.width, file.height));
        assert_eq!(prepared.frame.height_at(file.width), file.height);
        (file.width, file.height, file.kind)
    });
    files.collect()
}

fn near(one: Rgb<u8>, other: Rgb<u8>, most: u8) -> bool {
    one.0.iter().zip(other.0).all(|(one, other)| one.abs_diff(other) <= most)
}

/// The colours in the middle of the four quarters, in order, in every file.
fn shows(bytes: &[u8], colours: [Rgb<u8>; 4], most: u8) {
    for file in prepare(bytes).unwrap().files {
        let picture = decoded(&file).into_rgb8();
        let (x, y) = (file.width / 4, file.height / 4);
        let middles = [(x, y), (3 * x, y), (x, 3 * y), (3 * x, 3 * y)];
        for ((x, y), colour) in middles.into_iter().zip(colours) {
            let seen = *picture.get_pixel(x, y);
            assert!(near(seen, colour, most), "{:?} {}: {seen:?}, not {colour:?}", file.kind, file.width);
        }
    }
}

#[test]
fn a_picture_is_kept_in_two_widths_and_two_kinds() {
    use PictureKind::{Jpeg, Webp};
    for file in [jpeg, png, webp].map(|kind| kind(&photograph(1600, 901))) {
        let prepared = prepare(&file).unwrap();
        assert_eq!(
            sizes(&prepared),
            [(480, 270, Webp), (480, 270, Jpeg), (1200, 676, Webp), (1200, 676, Jpeg)]
        );
        assert_eq!((prepared.frame.width, prepared.frame.height), (1200, 676));
        assert!(prepared.files[2].bytes.len() < prepared.files[3].bytes.len(), "WebP is the lighter one");
    }
}

#[test]
fn a_narrow_picture_is_never_enlarged() {
    let widths = |width| {
        let prepared = prepare(&png(&photograph(width, 300))).unwrap();
        sizes(&prepared).into_iter().map(|(width, ..)| width).step_by(2).collect::<Vec<_>>()
    };
    assert_eq!(widths(1200), [480, 1200]);
    assert_eq!(widths(700), [480, 700]);
    assert_eq!(widths(480), [480]);
    assert_eq!(widths(320), [320]);
    assert_eq!(prepare(&png(&photograph(319, 319))), Err(Refused::TooNarrow { width: 319 }));
}

#[test]
fn a_photograph_is_turned_as_the_camera_was_held() {
    let [red, green, blue, yellow] = CORNERS;
    // EXIF 2.32, "Orientation": where the stored picture's corners are to be shown.
    let shown = [
        [red, green, blue, yellow],
        [green, red, yellow, blue],
        [yellow, blue, green, red],
        [blue, yellow, red, green],
        [red, blue, green, yellow],
        [blue, red, yellow, green],
        [yellow, green, blue, red],
        [green, yellow, red, blue],
    ];
    let stored = jpeg(&quarters(800, 600));
    for (orientation, corners) in (1..).zip(shown) {
        let file = turned(&stored, orientation);
        shows(&file, corners, 12);
        let size = prepare(&file).unwrap().frame;
        let upright = if orientation < 5 { (800, 600) } else { (600, 800) };
        assert_eq!((size.width, size.height), upright, "orientation {orientation}");
    }
    let [_, _, _, _, _, sixth, ..] = shown;
    shows(&with_chunk(&png(&quarters(800, 600)), *b"eXIf", &exif(6)), sixth, 12);
    let file = extended(&webp(&quarters(800, 600)), (800, 600), 8, &[(*b"EXIF", &exif(6))]);
    shows(&file, sixth, 12);
}

#[test]
fn what_is_wide_enough_only_when_it_is_turned_is_taken() {
    let strip = jpeg(&quarters(300, 700));
    assert_eq!(prepare(&strip), Err(Refused::TooNarrow { width: 300 }));
    assert_eq!(prepare(&turned(&strip, 6)).unwrap().frame.width, 700);
    let wide = jpeg(&quarters(700, 300));
    assert_eq!(prepare(&turned(&wide, 8)), Err(Refused::TooNarrow { width: 300 }));
}

#[test]
fn what_is_transparent_is_white() {
    let clear = RgbaImage::from_pixel(640, 480, Rgba([0, 0, 0, 0]));
    let half = RgbaImage::from_pixel(640, 480, Rgba([0, 0, 0, 128]));
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        shows(&samples::encoded(clear.clone(), format), [Rgb([255, 255, 255]); 4], 1);
        shows(&samples::encoded(half.clone(), format), [Rgb([127, 127, 127]); 4], 3);
    }
    let deep = DynamicImage::from(half).into_rgba16();
    shows(&samples::encoded(deep, ImageFormat::Png), [Rgb([127, 127, 127]); 4], 3);
}

#[test]
fn greys_and_sixteen_bits_are_pictures_like_others() {
    let colours = DynamicImage::from(quarters(640, 480));
    shows(&samples::encoded(colours.to_rgb16(), ImageFormat::Png), CORNERS, 12);
    let grey = colours.to_luma8();
    let corners = [(1, 1), (639, 1), (1, 479), (639, 479)].map(|(x, y)| Rgb([grey.get_pixel(x, y).0[0]; 3]));
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        shows(&samples::encoded(grey.clone(), format), corners, 4);
    }
    shows(&samples::encoded(colours.to_luma_alpha16(), ImageFormat::Png), corners, 4);
}

#[test]
fn of_what_moves_the_first_picture_stays() {
    let size = (640, 480);
    let control = |n: u32, width: u32| {
        let numbers = [n, width, size.1, 0, 0].map(u32::to_be_bytes).concat();
        [&numbers[..], &[0, 1, 0, 1, 0, 0]].concat()
    };
    let second = [&2_u32.to_be_bytes()[..], &samples::rows(size, [250, 250, 250])].concat();
    let apng = samples::png_of(
        size,
        8,
        2,
        &[
            (*b"acTL", &[2_u32, 0].map(u32::to_be_bytes).concat()),
            (*b"fcTL", &control(0, size.0)),
            (*b"IDAT", &samples::rows(size, [10, 20, 200])),
            (*b"fcTL", &control(1, size.0)),
            (*b"fdAT", &second),
        ],
    );
    shows(&apng, [Rgb([10, 20, 200]); 4], 4);

    let frame = |colour| {
        let still = webp(&image::RgbImage::from_pixel(640, 480, colour));
        let place = [&[0; 6][..], &639_u32.to_le_bytes()[..3], &479_u32.to_le_bytes()[..3], &[100, 0, 0, 0]];
        samples::riff(*b"ANMF", &[&place.concat(), &still[12..]].concat())
    };
    let body = [
        samples::riff(*b"VP8X", &samples::vp8x(size, 2)),
        samples::riff(*b"ANIM", &[0; 6]),
        frame(Rgb([10, 20, 200])),
        frame(Rgb([250, 250, 250])),
    ];
    shows(&samples::whole(&body.concat()), [Rgb([10, 20, 200]); 4], 4);
}

#[test]
fn a_telephone_s_colours_become_those_of_the_web() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let icc = [b"ICC_PROFILE\0\x01\x01", &profile[..]].concat();
    let pale = image::RgbImage::from_pixel(640, 480, Rgb([200, 100, 60]));
    let file = samples::with_segment(&jpeg(&pale), 0xE2, &icc);
    // What the matrices of both standards give (SMPTE EG 432-1, IEC 61966-2-1).
    shows(&file, [Rgb([215, 93, 47]); 4], 3);
    let broken = samples::with_segment(&jpeg(&pale), 0xE2, &icc[..200]);
    shows(&broken, [Rgb([200, 100, 60]); 4], 4);
}

#[test]
fn the_same_file_is_the_same_picture_and_another_is_another() {
    let file = jpeg(&photograph(640, 480));
    let prepared = prepare(&file).unwrap();
    assert_eq!(prepare(&file), Ok(prepared.clone()));
    let other = prepare(&samples::with_segment(&file, 0xFE, b"x")).unwrap();
    assert_ne!(other.frame.id, prepared.frame.id);
    assert_eq!(other.files, prepared.files);
}

#[test]
fn a_preview_is_the_narrowest_jpeg() {
    let file = png(&photograph(1600, 1200));
    let seen = preview(&file).unwrap();
    assert_eq!(
        image::load_from_memory_with_format(&seen, ImageFormat::Jpeg).unwrap().dimensions(),
        (480, 360)
    );
    assert_eq!(preview(b"GIF89a").unwrap_err(), prepare(b"GIF89a").unwrap_err());
}
