//! Why a picture is not taken, and what to do about it.

use model::french;

use crate::container::{MOST_PIXELS, MOST_SIDE};
use crate::scale::LEAST_WIDTH;

/// Why a picture is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// There is nothing: no file was chosen.
    #[error("the file is empty")]
    Empty,
    /// More than `model::picture::MOST_BYTES`.
    #[error("the file has {bytes} bytes")]
    TooHeavy {
        /// How many.
        bytes: u64,
    },
    /// Neither JPEG, PNG nor WebP.
    #[error("the file is not a picture of a kind that is taken: {looks_like:?}")]
    OtherKind {
        /// What it is instead, where that can be said.
        looks_like: Option<Foreign>,
    },
    /// Narrower than [`LEAST_WIDTH`].
    #[error("the picture is {width} pixels wide")]
    TooNarrow {
        /// In pixels.
        width: u32,
    },
    /// More than [`MOST_PIXELS`], or a side longer than [`MOST_SIDE`].
    #[error("the picture has {width} × {height} pixels")]
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// The file ends before the picture does.
    #[error("the file is not complete")]
    Incomplete,
    /// The file is broken, or of a variety that no decoder reads.
    #[error("the picture cannot be read")]
    Unreadable,
}

/// Files that people send in good faith.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// A GIF.
    Gif,
    /// A drawing in SVG.
    Svg,
    /// A PDF.
    Pdf,
    /// A photograph as iPhones keep it.
    Heic,
    /// An AVIF.
    Avif,
    /// A TIFF.
    Tiff,
    /// A bitmap of Windows.
    Bmp,
    /// A web page.
    Html,
    /// A document of an office suite, or any other archive.
    Document,
}

impl Foreign {
    /// Recognises a file by its first bytes.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        let text = &bytes[..bytes.len().min(512)].trim_ascii_start().to_ascii_lowercase();
        let brand = bytes.get(4..12).unwrap_or_default();
        match bytes {
            [b'G', b'I', b'F', b'8', ..] => Some(Self::Gif),
            [b'%', b'P', b'D', b'F', ..] => Some(Self::Pdf),
            [b'I', b'I', 0x2A, 0, ..] | [b'M', b'M', 0, 0x2A, ..] => Some(Self::Tiff),
            [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some(Self::Bmp),
            [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(Self::Document),
            _ if brand.starts_with(b"ftypavi") => Some(Self::Avif),
            _ if [b"ftyphei", b"ftyphev", b"ftypmif", b"ftypmsf"]
                .iter()
                .any(|heic| brand.starts_with(*heic)) =>
            {
                Some(Self::Heic)
            }
            _ if text.starts_with(b"<!doctype html") || text.starts_with(b"<html") => Some(Self::Html),
            _ if text.starts_with(b"<svg") || text.windows(4).any(|tag| tag == b"<svg") => Some(Self::Svg),
            _ => None,
        }
    }

    /// In a French sentence, after « ce fichier est ».
    fn said(self) -> &'static str {
        match self {
            Self::Gif => "une image GIF",
            Self::Svg => "un dessin SVG",
            Self::Pdf => "un document PDF",
            Self::Heic => "une photo HEIC, le format des iPhone",
            Self::Avif => "une image AVIF",
            Self::Tiff => "une image TIFF",
            Self::Bmp => "une image BMP",
            Self::Html => "une page web",
            Self::Document => "un document ou une archive",
        }
    }
}

impl Refused {
    /// What is wrong, what to do and an example, for the person who sent it: plain text, in French.
    pub fn advice(self) -> String {
        match self {
            Self::Empty => "Choisissez un fichier avant d’envoyer, par exemple «\u{a0}affiche.jpg\u{a0}».".into(),
            Self::TooHeavy { .. } => "Ce fichier dépasse 8\u{a0}Mo\u{a0}: réduisez l’image, puis envoyez-la de \
                 nouveau. Par exemple, une photo de 1\u{202f}200 pixels de large pèse moins de 1\u{a0}Mo."
                .into(),
            Self::OtherKind { looks_like: Some(foreign) } => format!(
                "Ce fichier est {}, que le site ne sait pas afficher\u{a0}: enregistrez l’image au format JPEG, PNG ou \
                 WebP, par exemple «\u{a0}affiche.jpg\u{a0}», puis envoyez-la.",
                foreign.said()
            ),
            Self::OtherKind { looks_like: None } => "Ce fichier n’est pas une image JPEG, PNG ou WebP\u{a0}: \
                 enregistrez l’image dans l’un de ces formats, par exemple «\u{a0}affiche.jpg\u{a0}», puis envoyez-la."
                .into(),
            Self::TooNarrow { width } => format!(
                "Cette image ne fait que {width}\u{a0}pixels de large, et il en faut au moins {LEAST_WIDTH}\u{a0}: \
                 envoyez-en une plus grande, par exemple de 1\u{202f}200\u{a0}pixels de large."
            ),
            Self::TooLarge { width, height } => format!(
                "Cette image fait {}\u{a0}×\u{a0}{}\u{a0}pixels, et le site en accepte {}\u{a0}millions en tout et {} \
                 par côté au plus\u{a0}: réduisez-la, par exemple à 1\u{202f}200\u{a0}pixels de large.",
                pixels(width),
                pixels(height),
                MOST_PIXELS / 1_000_000,
                pixels(MOST_SIDE),
            ),
            Self::Incomplete => "Il manque la fin de ce fichier\u{a0}: ouvrez l’image sur votre ordinateur pour \
                 vérifier qu’elle est entière, puis envoyez-la de nouveau, par exemple enregistrée sous un autre nom."
                .into(),
            Self::Unreadable => "Cette image est abîmée, ou d’une variété que le site ne sait pas lire\u{a0}: \
                 ouvrez-la sur votre ordinateur, enregistrez-la de nouveau, par exemple sous le nom \
                 «\u{a0}affiche.jpg\u{a0}», puis envoyez-la."
                .into(),
        }
    }
}

fn pixels(number: u32) -> String {
    french::number(usize::try_from(number).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_send_instead_is_recognised() {
        let files: [(&[u8], Option<Foreign>); 8] = [
            (b"GIF89a\x01\0", Some(Foreign::Gif)),
            (b"%PDF-1.7", Some(Foreign::Pdf)),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Some(Foreign::Heic)),
            (b"\n<?xml version='1.0'?><!-- x --><svg xmlns='x'>", Some(Foreign::Svg)),
            (b"<!DOCTYPE html><svg>", Some(Foreign::Html)),
            (b"PK\x03\x04word/", Some(Foreign::Document)),
            (b"MZ", None),
            (b"", None),
        ];
        for (bytes, foreign) in files {
            assert_eq!(Foreign::of(bytes), foreign, "{bytes:?}");
        }
    }
}
