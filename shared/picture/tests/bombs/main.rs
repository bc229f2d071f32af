//! Files that are small and ask for much, and large ones that break off: refused, before any pixel has a place.
//!
//! The memory is counted by the program's allocator: what was asked for, whether or not it was touched. It counts for the whole
//! program: hence one test.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

#[path = "../pictures/samples.rs"]
mod samples;

use std::time::{Duration, Instant};

use peak_alloc::PeakAlloc;
use picture::{Refused, prepare, preview};

use crate::samples::{extended, jpeg, jpeg_of, png, png_of, quarters, riff, rows, vp8x, webp, whole, zeros};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MOST: usize = 64 * 1024 * 1024;

/// One row of one frame of this size, lossless: every pixel costs no bit at all.
fn lossless((width, height): (u32, u32)) -> Vec<u8> {
    let bits = (width - 1) | ((height - 1) << 14);
    [&[0x2F][..], &bits.to_le_bytes(), &[0x88, 0x88, 0x08]].concat()
}

/// A lossy frame that announces this size.
fn lossy((width, height): (u16, u16)) -> Vec<u8> {
    let mut frame = webp(&quarters(16, 16))[20..].to_vec();
    frame[6..10].copy_from_slice(&[width.to_le_bytes(), height.to_le_bytes()].concat());
    frame
}

fn animated(canvas: (u32, u32), frame: &[u8]) -> Vec<u8> {
    let place = [&[0; 6][..], &vp8x(canvas, 0)[4..], &[100, 0, 0, 0]].concat();
    let body = [
        riff(*b"VP8X", &vp8x(canvas, 2)),
        riff(*b"ANIM", &[0; 6]),
        riff(*b"ANMF", &[&place, &riff(*b"VP8 ", frame)[..]].concat()),
    ];
    whole(&body.concat())
}

/// A PNG with something that inflates to four times the most memory, and with these pixels.
fn inflating(kind: [u8; 4], bomb: &[u8], pixels: &[u8]) -> Vec<u8> {
    let keyword: &[u8] = if kind == *b"iTXt" { b"XML:com.adobe.xmp\0\x01\0\0\0" } else { b"Comment\0\0" };
    png_of((400, 400), 8, 2, &[(kind, &[keyword, bomb].concat()), (*b"IDAT", pixels)])
}

/// What happens to a file, and the memory that it took; in less than a second, which is far more than it takes.
#[expect(clippy::print_stdout, reason = "figures for whoever runs it with --nocapture")]
fn measured(name: &str, file: &[u8]) -> (Result<(), Refused>, usize) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let start = Instant::now();
    let result = prepare(file).map(drop);
    let (time, taken) = (start.elapsed(), MEMORY.peak_usage() - before);
    println!("{name}: {} bytes, {taken} bytes of memory, {time:?}, {result:?}", file.len());
    assert!(result.is_ok() || time < Duration::from_secs(1), "{name}: {time:?}");
    assert_eq!(preview(file).map(drop), result);
    (result, taken)
}

/// Every EXIF chunk of the file now claims to be four gigabytes.
fn overlong(mut file: Vec<u8>) -> Vec<u8> {
    let at = file.windows(4).position(|kind| kind == *b"EXIF").unwrap();
    file[at + 4..at + 8].copy_from_slice(&u32::MAX.to_le_bytes());
    file
}

fn a_bomb_is_refused_before_it_goes_off() {
    let photo = quarters(5_000, 4_000);
    let small = webp(&quarters(400, 400));
    let cut = |mut file: Vec<u8>| {
        file.truncate(file.len() * 9 / 10);
        file
    };
    let with_exif = extended(&small, (400, 400), 8, &[(*b"EXIF", &[0; 64])]);
    let beyond = {
        let mut file = extended(&small, (400, 400), 8, &[]);
        file.extend(b"EXIF\xFF\xFF\xFF\xFF");
        file
    };
    let bombs: Vec<(&str, Vec<u8>)> = vec![
        ("a PNG header of 50,000 × 50,000", png_of((50_000, 50_000), 8, 6, &[])),
        ("a PNG header of 2³¹ × 2³¹", png_of((1 << 31, 1 << 31), 16, 6, &[])),
        (
            "a PNG of forty kilobytes that inflates to gigabytes",
            png_of((60_000, 60_000), 8, 6, &[(*b"IDAT", &zeros(40_000_000))]),
        ),
        (
            "a PNG of forty kilobytes for forty million pixels",
            png_of((8_000, 5_000), 16, 6, &[(*b"IDAT", &zeros(40_000_000))]),
        ),
        ("a PNG of nothing but chunks", png_of((400, 400), 8, 2, &vec![(*b"tEXt", &b"a\0"[..]); 500_000])),
        ("a large PNG that breaks off", cut(png(&photo))),
        ("a JPEG header of 65,500 × 65,500", jpeg_of((65_500, 65_500), false, 1)),
        ("a progressive JPEG of 12,000 × 12,000", jpeg_of((12_000, 12_000), true, 1)),
        ("a progressive JPEG of a hundred thousand scans", jpeg_of((6_000, 6_000), true, 100_000)),
        ("a large JPEG that breaks off", cut(jpeg(&photo))),
        ("a WebP canvas of 2²⁴ × 2²⁴", extended(&small, (1 << 24, 1 << 24), 0, &[])),
        ("a lossless WebP of 16,384 × 16,384", whole(&riff(*b"VP8L", &lossless((16_384, 16_384))))),
        ("a lossy WebP of 16,383 × 16,383", whole(&riff(*b"VP8 ", &lossy((16_383, 16_383))))),
        (
            "a small canvas, a lossy picture that is not",
            whole(&[riff(*b"VP8X", &vp8x((400, 400), 0)), riff(*b"VP8 ", &lossy((16_383, 16_383)))].concat()),
        ),
        (
            "a small canvas, a lossless picture that is not",
            whole(
                &[riff(*b"VP8X", &vp8x((400, 400), 0)), riff(*b"VP8L", &lossless((16_384, 16_384)))].concat(),
            ),
        ),
        ("a small canvas, a frame that is not", animated((400, 400), &lossy((16_383, 16_383)))),
        ("a WebP whose EXIF claims four gigabytes", overlong(with_exif)),
        ("a WebP with a chunk of four gigabytes after its end", cut(beyond)),
        ("a large WebP that breaks off", cut(webp(&photo))),
        ("fifty megabytes", vec![0xFF; 50_000_000]),
    ];
    drop(photo);
    for (name, bomb) in bombs {
        let (result, taken) = measured(name, &bomb);
        assert!(result.is_err(), "{name}");
        assert!(taken < 4096, "{name}: {taken} bytes, which is more than it takes to read a header");
    }
}

fn what_inflates_beside_the_pixels_is_not_let_grow() {
    let bomb = zeros(4 * MOST);
    for kind in [*b"zTXt", *b"iTXt", *b"iCCP"] {
        let (result, taken) = measured("a bomb beside broken pixels", &inflating(kind, &bomb, &[0x78; 600]));
        assert_eq!(result, Err(Refused::Unreadable));
        assert!(taken < MOST, "{taken} bytes");
        // The picture itself is good: the bomb in it never goes off, and does not come out.
        let good = rows((400, 400), [9, 9, 9]);
        let (result, taken) = measured("a bomb beside good pixels", &inflating(kind, &bomb, &good));
        assert_eq!(result, Ok(()));
        assert!((400 * 400 * 3..MOST).contains(&taken), "{taken} bytes");
    }
}

/// What is accepted and costs the most: figures for whoever chooses the function's memory and its time-out.
#[test]
#[ignore = "prints figures; by itself: cargo test -p picture --test bombs -- --ignored --nocapture"]
fn what_the_largest_pictures_take() {
    let pixels = zeros((8_000 * 8 + 1) * 5_000);
    let largest = quarters(8_000, 5_000);
    let pictures: Vec<(&str, Vec<u8>)> = vec![
        ("a JPEG of forty million pixels", jpeg(&largest)),
        ("a PNG of forty million pixels", png(&largest)),
        (
            "a PNG of them at sixteen bits, with transparency",
            png_of((8_000, 5_000), 16, 6, &[(*b"IDAT", &pixels)]),
        ),
        ("a WebP of forty million pixels", webp(&largest)),
        ("a progressive JPEG of 256 scans", jpeg_of((8_000, 5_000), true, 256)),
    ];
    drop(largest);
    for (name, file) in pictures {
        let _shown = measured(name, &file);
    }
}

#[test]
fn small_files_that_ask_for_much_get_little() {
    a_bomb_is_refused_before_it_goes_off();
    what_inflates_beside_the_pixels_is_not_let_grow();
}
