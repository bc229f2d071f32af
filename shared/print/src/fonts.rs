//! The one family of characters that documents are set in: Source Sans 3, which is free to embed (SIL Open Font License,
//! `fonts/OFL.txt`). Marianne is published as web fonts only, which no typesetter reads.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::document;

const FILES: [&[u8]; 2] =
    [include_bytes!("../fonts/SourceSans3-Regular.ttf"), include_bytes!("../fonts/SourceSans3-Bold.ttf")];

/// Regular and bold.
pub(crate) static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect());

/// What Typst knows of them.
pub(crate) static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

static DIGEST: LazyLock<String> = LazyLock::new(|| document::digest(FILES));

/// The SHA-256 of their files, in hexadecimal.
pub(crate) fn digest() -> &'static str {
    &DIGEST
}

/// Whether they have a character.
pub(crate) fn have(character: char) -> bool {
    FONTS.iter().all(|font| font.info().coverage.contains(character.into()))
}
