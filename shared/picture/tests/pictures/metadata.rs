//! What must not come out.

use picture::{prepare, preview};

use crate::samples::{exif, extended, jpeg, photograph, png, turned, webp, with_chunk, with_segment};

/// What is hidden in the files, besides EXIF.
const SECRETS: [&str; 3] = ["GPS 48.8566", "Camille Durand", "Appareil 1234"];

#[test]
fn no_file_says_where_when_or_by_whom_it_was_taken() {
    let xmp = b"<x:xmpmeta><dc:creator>Camille Durand</dc:creator></x:xmpmeta>";
    let photograph = photograph(640, 480);
    let mut photo = turned(&jpeg(&photograph), 1);
    photo = with_segment(&photo, 0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", &xmp[..]].concat());
    photo = with_segment(&photo, 0xED, b"Photoshop 3.0\08BIM\x04\x04Camille Durand");
    photo = with_segment(&photo, 0xFE, b"Appareil 1234");
    photo.extend(b"Appareil 1234: and a film after the end");
    let mut drawing = with_chunk(&png(&photograph), *b"eXIf", &exif(1));
    drawing = with_chunk(&drawing, *b"tEXt", b"Author\0Camille Durand");
    drawing = with_chunk(&drawing, *b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", &xmp[..]].concat());
    drawing = with_chunk(&drawing, *b"tIME", &[7, 231, 1, 1, 1, 1, 1]);
    let other = extended(&webp(&photograph), (640, 480), 12, &[(*b"EXIF", &exif(1)), (*b"XMP ", xmp)]);
    for file in [photo, drawing, other] {
        let holds =
            |bytes: &[u8], what: &str| bytes.windows(what.len()).any(|found| found == what.as_bytes());
        assert!(SECRETS.iter().any(|secret| holds(&file, secret)), "the file that is sent has them");
        let mut files: Vec<_> = prepare(&file).unwrap().files.into_iter().map(|file| file.bytes).collect();
        files.push(preview(&file).unwrap());
        for bytes in files {
            for what in SECRETS.into_iter().chain([
                "Exif",
                "EXIF",
                "eXIf",
                "xmp",
                "XMP ",
                "ICC_PROFILE",
                "ICCP",
                "8BIM",
            ]) {
                assert!(!holds(&bytes, what), "{what} is in it");
            }
        }
    }
}
