//! A document: what it is set from, the digest of that, and its bytes.

use std::sync::LazyLock;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use programme::{Booklet, Poster};
use serde::Serialize;
use sha2::{Digest, Sha256};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

use crate::error::PrintError;
use crate::fonts;
use crate::legible::{self, Lines};
use crate::world::Desk;

/// The typesetter: documents are set anew when another one sets them otherwise.
const TYPESETTER: &str = "typst 0.15.1";

/// How events are put into words and made legible: raised whenever the same event comes to be said otherwise in a
/// document (`programme::{Booklet, Poster}`, `legible`). Else what is there says what it said until its edition changes.
const WORDING: &str = "1";

static MADE_BY: LazyLock<String> = LazyLock::new(|| {
    let templates = [Kind::Booklet, Kind::Card].map(|kind| kind.template().as_bytes());
    digest(
        [TYPESETTER.as_bytes(), WORDING.as_bytes(), fonts::digest().as_bytes()].into_iter().chain(templates),
    )
});

/// The SHA-256, in hexadecimal, of all that documents follow from but their words: both templates, the fonts, the
/// typesetter, the version of the wording. As long as it is the same, an edition that has not changed has the same
/// documents.
pub fn made_by() -> &'static str {
    &MADE_BY
}

/// A SHA-256, in hexadecimal: no two lists of parts have the same.
pub(crate) fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_be_bytes());
        digest.update(part);
    }
    data_encoding::HEXLOWER.encode(&digest.finalize())
}

/// A document that can be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    kind: Kind,
    data: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Booklet,
    Card,
}

impl Kind {
    fn template(self) -> &'static str {
        match self {
            Self::Booklet => include_str!("../templates/booklet.typ"),
            Self::Card => include_str!("../templates/card.typ"),
        }
    }

    fn lines(self) -> Lines {
        match self {
            Self::Booklet => legible::BOOKLET,
            Self::Card => legible::CARD,
        }
    }
}

impl Document {
    /// A programme, as a PDF.
    pub fn booklet(booklet: &Booklet) -> Result<Self, PrintError> {
        Self::new(Kind::Booklet, booklet)
    }

    /// An event's card, as a PNG of 1200 × 630 pixels.
    pub fn card(poster: &Poster) -> Result<Self, PrintError> {
        Self::new(Kind::Card, poster)
    }

    fn new(kind: Kind, words: &impl Serialize) -> Result<Self, PrintError> {
        let mut data = serde_json::to_value(words)?;
        legible::all(&mut data, kind.lines());
        Ok(Self { kind, data: serde_json::to_vec(&data)? })
    }

    /// The SHA-256, in hexadecimal, of all that the document's bytes follow from: its words, its template, the fonts, the
    /// typesetter. Much cheaper than to set it.
    pub fn digest(&self) -> String {
        digest([
            TYPESETTER.as_bytes(),
            fonts::digest().as_bytes(),
            self.kind.template().as_bytes(),
            &self.data,
        ])
    }

    /// The media type of its bytes.
    pub fn content_type(&self) -> &'static str {
        match self.kind {
            Kind::Booklet => "application/pdf",
            Kind::Card => "image/png",
        }
    }

    /// Its bytes: the same for the same words.
    pub fn set(&self) -> Result<Vec<u8>, PrintError> {
        let bytes = self.pages().and_then(|pages| match self.kind {
            Kind::Booklet => pdf(&pages),
            Kind::Card => png(&pages),
        });
        typst::comemo::evict(0); // what Typst remembers of a document is of little use to the next one
        bytes
    }

    fn pages(&self) -> Result<PagedDocument, PrintError> {
        let desk = Desk::new(self.kind.template(), self.data.clone())?;
        typst::compile::<PagedDocument>(&desk).output.map_err(PrintError::from)
    }
}

/// PDF/UA-1 (ISO 14289-1): Typst refuses what does not conform.
fn pdf(pages: &PagedDocument) -> Result<Vec<u8>, PrintError> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])?;
    let options = PdfOptions { ident: Smart::Auto, standards, ..PdfOptions::default() };
    Ok(typst_pdf::pdf(pages, &options)?)
}

/// Without transparency, packed as tightly as PNG can: a third of what is packed in haste.
fn png(pages: &PagedDocument) -> Result<Vec<u8>, PrintError> {
    let page = pages.pages().first().ok_or(PrintError::NoPage)?;
    let options = RenderOptions { pixel_per_pt: 1.0.into(), render_bleed: false };
    let pixels = typst_render::render(page, &options);
    let opaque: Vec<u8> =
        pixels.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Best, FilterType::Adaptive).write_image(
        &opaque,
        pixels.width(),
        pixels.height(),
        ExtendedColorType::Rgb8,
    )?;
    Ok(png)
}
