//! What is not taken.

use model::picture::MOST_BYTES;
use picture::{Foreign, Header, Kind, Refused, inspect, prepare, preview};

use crate::samples::{jpeg, jpeg_of, photograph, png, png_of, webp, whole, zeros};

#[test]
fn a_picture_is_what_its_bytes_say_whatever_its_name() {
    let header = |kind| Ok(Header { kind, width: 400, height: 300 });
    let picture = photograph(400, 300);
    assert_eq!(inspect(&jpeg(&picture)), header(Kind::Jpeg));
    assert_eq!(inspect(&png(&picture)), header(Kind::Png));
    assert_eq!(inspect(&webp(&picture)), header(Kind::Webp));
    let foreign: [(&[u8], _); 6] = [
        (b"GIF89a\x90\x01\x2c\x01", Some(Foreign::Gif)),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", Some(Foreign::Svg)),
        (b"%PDF-1.7\n", Some(Foreign::Pdf)),
        (b"<html><script>alert(1)</script>", Some(Foreign::Html)),
        (b"RIFF\x04\0\0\0WAVE", None),
        (b"#!/bin/sh", None),
    ];
    for (bytes, looks_like) in foreign {
        assert_eq!(inspect(bytes), Err(Refused::OtherKind { looks_like }));
        assert_eq!(prepare(bytes), Err(Refused::OtherKind { looks_like }));
    }
    assert_eq!(inspect(b""), Err(Refused::Empty));
}

#[test]
fn a_file_that_ends_too_early_is_refused_wherever_it_ends() {
    let picture = photograph(400, 300);
    for file in [jpeg(&picture), png(&picture), webp(&picture)] {
        assert!(inspect(&file).is_ok());
        for end in (16..file.len()).step_by(97).chain([file.len() - 1]) {
            assert_eq!(inspect(&file[..end]), Err(Refused::Incomplete), "{end} of {}", file.len());
        }
    }
}

#[test]
fn a_file_that_goes_on_after_its_end_is_taken() {
    let picture = photograph(400, 300);
    for mut file in [jpeg(&picture), png(&picture), webp(&picture)] {
        let before = prepare(&file).unwrap().files;
        file.extend(b"ftypmp42 a film as telephones append it");
        assert_eq!(prepare(&file).unwrap().files, before);
    }
}

#[test]
fn a_file_or_a_picture_that_is_too_large_is_refused() {
    let most = usize::try_from(MOST_BYTES).unwrap();
    let mut file = jpeg(&photograph(400, 300));
    file.resize(most, 0);
    assert!(inspect(&file).is_ok());
    file.push(0);
    assert_eq!(inspect(&file), Err(Refused::TooHeavy { bytes: MOST_BYTES + 1 }));

    let empty = zeros(8_000_000 * 3);
    let png = |size| {
        inspect(&png_of(size, 8, 2, &[(*b"IDAT", &empty)])).map(|header| (header.width, header.height))
    };
    assert_eq!(png((12_000, 600)), Ok((12_000, 600)));
    for (width, height) in [(12_001, 600), (600, 12_001), (8_000, 5_001)] {
        assert_eq!(png((width, height)), Err(Refused::TooLarge { width, height }));
    }
    assert_eq!(
        inspect(&jpeg_of((12_001, 400), false, 1)),
        Err(Refused::TooLarge { width: 12_001, height: 400 })
    );
}

#[test]
fn a_file_that_contradicts_itself_is_refused() {
    let good = png(&photograph(400, 300));
    let mut corrupt = good.clone();
    let middle = corrupt.len() / 2;
    corrupt[middle] ^= 0xFF;
    assert_eq!(prepare(&corrupt), Err(Refused::Unreadable));
    assert_eq!(inspect(&jpeg_of((0, 400), false, 1)), Err(Refused::Unreadable));
    assert_eq!(inspect(&whole(b"VP8X\x04\0\0\0\0\0\0\0")), Err(Refused::Unreadable));
    assert_eq!(inspect(&png_of((400, 400), 8, 5, &[])), Err(Refused::Unreadable));
}

#[test]
fn each_refusal_says_what_to_do_and_gives_an_example() {
    let all = [
        Refused::Empty,
        Refused::TooHeavy { bytes: 9_000_000 },
        Refused::OtherKind { looks_like: None },
        Refused::OtherKind { looks_like: Some(Foreign::Heic) },
        Refused::TooNarrow { width: 120 },
        Refused::TooLarge { width: 50_000, height: 800 },
        Refused::Incomplete,
        Refused::Unreadable,
    ];
    for refused in all {
        let advice = refused.advice();
        assert!(advice.to_lowercase().contains("par exemple") && advice.ends_with('.'), "{advice}");
        assert!(!advice.contains("  ") && !advice.contains(" :") && !advice.contains('\''), "{advice}");
    }
    assert!(
        Refused::TooLarge { width: 50_000, height: 800 }.advice().contains("50\u{a0}000\u{a0}×\u{a0}800")
    );
    assert!(preview(b"\0\0\0\x18ftypheic").unwrap_err().advice().contains("HEIC"));
}
