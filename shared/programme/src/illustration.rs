//! The picture of an event: whole in its article, small in a list. Browsers choose the file that fits.

use askama::Template;
use model::picture::{Picture, PictureKind};

use crate::french;

/// The picture with its credit, under the summary of an event.
#[derive(Template)]
#[template(path = "figure.html")]
struct Figure<'a> {
    picture: &'a Picture,
}

/// The picture in a card. Beside the event's title it is there for decoration (RGAA 1.2).
#[derive(Template)]
#[template(path = "thumbnail.html")]
struct Thumbnail<'a> {
    picture: &'a Picture,
}

/// The picture as HTML: a `figure`.
pub(crate) fn figure(picture: &Picture) -> String {
    Figure { picture }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
}

/// The picture as HTML: a `picture` without words.
pub(crate) fn thumbnail(picture: &Picture) -> String {
    Thumbnail { picture }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
}

/// The width of its largest file.
pub(crate) fn largest(picture: &Picture) -> u32 {
    picture.frame.widths().into_iter().max().unwrap_or(picture.frame.width)
}

/// Each file with its width, for the browser to choose: `/images/<id>-480.webp 480w, …`.
fn candidates(picture: &Picture, kind: PictureKind) -> String {
    let candidate = |width: u32| format!("{} {width}w", picture.frame.path(width, kind));
    picture.frame.widths().into_iter().map(candidate).collect::<Vec<_>>().join(", ")
}

impl Figure<'_> {
    fn webp(&self) -> String {
        candidates(self.picture, PictureKind::Webp)
    }

    fn jpeg(&self) -> String {
        candidates(self.picture, PictureKind::Jpeg)
    }

    /// For a browser that chooses nothing.
    fn source(&self) -> String {
        self.picture.frame.path(self.width(), PictureKind::Jpeg)
    }

    fn width(&self) -> u32 {
        largest(self.picture)
    }

    fn height(&self) -> u32 {
        self.picture.frame.height_at(self.width())
    }

    fn alt(&self) -> &str {
        self.picture.alt.as_ref().map(model::text::Line::as_str).unwrap_or_default()
    }

    fn credit(&self) -> String {
        french::credit(self.picture)
    }
}

impl Thumbnail<'_> {
    fn width(&self) -> u32 {
        self.picture.frame.widths().into_iter().min().unwrap_or(self.picture.frame.width)
    }

    fn height(&self) -> u32 {
        self.picture.frame.height_at(self.width())
    }

    fn webp(&self) -> String {
        self.picture.frame.path(self.width(), PictureKind::Webp)
    }

    fn jpeg(&self) -> String {
        self.picture.frame.path(self.width(), PictureKind::Jpeg)
    }
}
