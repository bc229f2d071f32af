//! The picture that illustrates an event: where its files are and what is said of it.

use serde::{Deserialize, Serialize};

use crate::id::PictureId;
use crate::text::Line;

/// Most characters of the text that stands for a picture (RGAA 1.3: short).
pub const ALT_MAX: usize = 200;

/// The widths in which a picture is kept, in pixels; one that is narrower is never enlarged.
pub const WIDTHS: [u32; 2] = [480, 1200];

/// The largest file that an organiser can send, in bytes: 8 MB.
pub const MOST_BYTES: u64 = 8_000_000;

/// Where the files of a picture are, and its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Made from the content: the same file sent twice is one picture.
    pub id: PictureId,
    /// Of the largest file, in pixels.
    pub width: u32,
    /// Of the largest file, in pixels.
    pub height: u32,
}

/// The picture of an event, for everyone to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Where its files are.
    #[serde(flatten)]
    pub frame: Frame,
    /// What stands for it where it cannot be seen (RGAA 1.1); none when it is there for decoration only (RGAA 1.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<Line<ALT_MAX>>,
    /// Who made it.
    pub credit: Line<120>,
}

/// The two kinds of file in which a picture is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PictureKind {
    /// For nearly every browser.
    Webp,
    /// For the others, for mails, for social networks.
    Jpeg,
}

impl PictureKind {
    /// The ending of the file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Webp => "webp",
            Self::Jpeg => "jpg",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }
}

impl Frame {
    /// The widths of its files, the smallest first: one or two.
    pub fn widths(&self) -> Vec<u32> {
        let mut widths: Vec<_> = WIDTHS.iter().map(|width| self.width.min(*width)).collect();
        widths.dedup();
        widths
    }

    /// The height of the file of a width.
    pub fn height_at(&self, width: u32) -> u32 {
        let height = u64::from(self.height) * u64::from(width) / u64::from(self.width.max(1));
        u32::try_from(height).unwrap_or(self.height).max(1)
    }

    /// Where the file is within the site: `/images/<id>-480.webp`.
    pub fn path(&self, width: u32, kind: PictureKind) -> String {
        format!("/images/{}-{width}.{}", self.id, kind.extension())
    }

    /// As in a draft: `7k3qx9mb2fht-1200x800`.
    pub fn code(&self) -> String {
        format!("{}-{}x{}", self.id, self.width, self.height)
    }

    /// The frame of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        let (id, size) = code.rsplit_once('-')?;
        let (width, height) = size.split_once('x')?;
        let pixels = |text: &str| text.parse().ok().filter(|pixels| (1..=WIDTHS[1] * 16).contains(pixels));
        Some(Self { id: PictureId::parse(id).ok()?, width: pixels(width)?, height: pixels(height)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_picture_is_kept_once_and_never_enlarged() {
        let frame = |width, height| Frame { id: PictureId::derive(&[b"p"]), width, height };
        assert_eq!(frame(1200, 800).widths(), [480, 1200]);
        assert_eq!(frame(1200, 800).height_at(480), 320);
        assert_eq!(frame(800, 10).widths(), [480, 800]);
        assert_eq!(frame(480, 10).widths(), [480]);
        assert_eq!(frame(320, 1).height_at(320), 1);
    }

    #[test]
    fn a_code_reads_back_and_nothing_else_does() {
        let frame = Frame { id: PictureId::derive(&[b"p"]), width: 1200, height: 801 };
        assert_eq!(Frame::from_code(&frame.code()), Some(frame));
        for code in ["", "x", "7k3qx9mb2fht", "7k3qx9mb2fht-0x1", "7k3qx9mb2fht-1x", "7k3qx9mb2fht-1200x-1"] {
            assert_eq!(Frame::from_code(code), None, "{code}");
        }
    }
}
