//! Pictures made for the tests: real ones, and files that only claim to be.
#![allow(dead_code, reason = "two test programs share these")]

use std::io::Write;

use flate2::Crc;
use flate2::write::ZlibEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// Red, green / blue, yellow: which corner is where tells how it was turned.
pub(crate) const CORNERS: [Rgb<u8>; 4] =
    [Rgb([200, 30, 30]), Rgb([30, 160, 60]), Rgb([40, 60, 190]), Rgb([220, 200, 40])];

pub(crate) fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        CORNERS[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)]
    })
}

/// Something of every frequency, as in a photograph.
pub(crate) fn photograph(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let byte = |n: u32| u8::try_from(n % 256).unwrap();
        Rgb([byte(x / 3 + y), byte(x * y / 64), byte((x ^ y) / 2)])
    })
}

pub(crate) fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    picture.into().write_to(&mut file, format).unwrap();
    file.into_inner()
}

pub(crate) fn jpeg(picture: &RgbImage) -> Vec<u8> {
    encoded(picture.clone(), ImageFormat::Jpeg)
}

pub(crate) fn png(picture: &RgbImage) -> Vec<u8> {
    encoded(picture.clone(), ImageFormat::Png)
}

pub(crate) fn webp(picture: &RgbImage) -> Vec<u8> {
    webp::Encoder::from_rgb(picture, picture.width(), picture.height()).encode(90.0).to_vec()
}

/// A JPEG with one more segment after its start.
pub(crate) fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, content, &jpeg[2..]].concat()
}

/// A PNG with one more chunk after its header.
pub(crate) fn with_chunk(png: &[u8], kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    [&png[..33], &chunk(kind, content), &png[33..]].concat()
}

/// A lossy WebP in the extended form, with these chunks after the picture.
pub(crate) fn extended(
    webp: &[u8],
    (width, height): (u32, u32),
    flags: u8,
    chunks: &[([u8; 4], &[u8])],
) -> Vec<u8> {
    let mut body = riff(*b"VP8X", &vp8x((width, height), flags));
    body.extend(&webp[12..]);
    for (kind, content) in chunks {
        body.extend(riff(*kind, content));
    }
    whole(&body)
}

pub(crate) fn vp8x((width, height): (u32, u32), flags: u8) -> Vec<u8> {
    [&[flags, 0, 0, 0][..], &(width - 1).to_le_bytes()[..3], &(height - 1).to_le_bytes()[..3]].concat()
}

pub(crate) fn riff(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = [&kind[..], &u32::try_from(content.len()).unwrap().to_le_bytes(), content].concat();
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

pub(crate) fn whole(body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 4).unwrap().to_le_bytes();
    [b"RIFF", &length[..], b"WEBP", body].concat()
}

/// EXIF that says how the camera was held and where it was (TIFF, little-endian).
pub(crate) fn exif(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
    };
    let gps = entry(1, 2, 2, *b"N\0\0\0");
    [
        b"II*\0\x08\0\0\0\x02\0".to_vec(),
        entry(0x0112, 3, 1, [orientation, 0, 0, 0]),
        entry(0x8825, 4, 1, 38_u32.to_le_bytes()),
        vec![0; 4],
        vec![1, 0],
        gps,
        vec![0; 4],
        b"GPS 48.8566 N".to_vec(),
    ]
    .concat()
}

pub(crate) fn turned(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    with_segment(jpeg, 0xE1, &[b"Exif\0\0", &exif(orientation)[..]].concat())
}

/// A PNG of this header and these further chunks, its end included.
pub(crate) fn png_of(size: (u32, u32), depth: u8, colour: u8, chunks: &[([u8; 4], &[u8])]) -> Vec<u8> {
    let header = [&size.0.to_be_bytes()[..], &size.1.to_be_bytes(), &[depth, colour, 0, 0, 0]].concat();
    let mut file = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(*b"IHDR", &header)].concat();
    for (kind, content) in chunks {
        file.extend(chunk(*kind, content));
    }
    file.extend(chunk(*b"IEND", &[]));
    file
}

fn chunk(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(&kind);
    crc.update(content);
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], &kind, content, &crc.sum().to_be_bytes()].concat()
}

/// As many zeros as that, deflated: a thousandth of them.
pub(crate) fn zeros(count: usize) -> Vec<u8> {
    let mut deflated = ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let block = vec![0; 1 << 16];
    let mut left = count;
    while left > 0 {
        let now = left.min(block.len());
        deflated.write_all(&block[..now]).unwrap();
        left -= now;
    }
    deflated.finish().unwrap()
}

/// Rows of one colour, deflated, each after the byte that says that it is not filtered.
pub(crate) fn rows((width, height): (u32, u32), colour: [u8; 3]) -> Vec<u8> {
    let mut deflated = ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..height {
        deflated.write_all(&[0]).unwrap();
        deflated.write_all(&colour.repeat(width.try_into().unwrap())).unwrap();
    }
    deflated.finish().unwrap()
}

/// A JPEG that announces this size, has a scan and ends.
pub(crate) fn jpeg_of((width, height): (u16, u16), progressive: bool, scans: usize) -> Vec<u8> {
    let small = jpeg(&quarters(16, 16));
    let frame = small.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    let scan = small.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    let mut file = small;
    file[frame + 5..frame + 9].copy_from_slice(&[height.to_be_bytes(), width.to_be_bytes()].concat());
    if progressive {
        file[frame + 1] = 0xC2;
    }
    let again = file[scan..file.len() - 2].to_vec();
    let end = file.split_off(file.len() - 2);
    for _ in 1..scans {
        file.extend(&again);
    }
    file.extend(end);
    file
}
