//! Bytes that nobody made, or that somebody broke on purpose.

use std::sync::OnceLock;

use picture::{inspect, prepare};
use proptest::prelude::*;

use crate::samples::{exif, extended, jpeg, jpeg_of, photograph, png, turned, webp, with_chunk};

fn good() -> &'static [Vec<u8>] {
    static GOOD: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    GOOD.get_or_init(|| {
        let picture = photograph(340, 40);
        let still = webp(&picture);
        vec![
            turned(&jpeg(&picture), 6),
            jpeg_of((340, 40), true, 3),
            with_chunk(&png(&picture), *b"eXIf", &exif(3)),
            extended(&still, (340, 40), 8, &[(*b"EXIF", &exif(5))]),
            still,
        ]
    })
}

/// The start of a file of each kind.
const STARTS: [&[u8]; 4] = [b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBPVP8X", b""];

proptest! {
    #[test]
    fn whatever_comes_is_a_picture_or_refused(start in 0..STARTS.len(), rest in prop::collection::vec(any::<u8>(), 0..600)) {
        let bytes = [STARTS[start], &rest].concat();
        // What is not prepared is refused; that it comes back at all is what is tested.
        prop_assert!(inspect(&bytes).is_ok() || prepare(&bytes).is_err());
    }

    #[test]
    fn a_broken_picture_is_still_a_picture_or_refused(
        which in 0..5_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = good()[which].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(prepared) = prepare(&bytes) {
            let header = inspect(&bytes).unwrap();
            prop_assert!(prepared.frame.width <= header.width.max(header.height));
            prop_assert!(!prepared.files.is_empty());
        }
    }
}
