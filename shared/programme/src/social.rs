//! What social networks and messengers show of a link: Open Graph (<https://ogp.me>), and the one tag that X has of its own
//! and does not take from there.

use askama::Template;
use model::picture::PictureKind;
use model::publication::Publication;
use model::text::Line;

use crate::poster::Poster;
use crate::programme::Programme;
use crate::sheet::Sheet;
use crate::{document, illustration};

/// The width and height of an event's card, in pixels.
const CARD: (u32, u32) = (1200, 630);

/// A picture to show beside a link.
pub(crate) struct Picture {
    /// Its full address.
    url: String,
    width: u32,
    height: u32,
    /// For those who do not see it; none where it is there for decoration.
    alt: Option<String>,
}

/// The tags of a page.
#[derive(Template)]
#[template(path = "social.html")]
struct Tags<'a> {
    title: &'a str,
    description: &'a str,
    url: String,
    site: &'a str,
    picture: Option<&'a Picture>,
}

/// The tags of a page of the programme: HTML.
pub(crate) fn tags(programme: &Programme<'_>, sheet: &Sheet<'_>, picture: Option<&Picture>) -> String {
    let tags = Tags {
        title: sheet.title,
        description: sheet.description,
        url: programme.url(sheet.path),
        site: programme.edition.name.as_str(),
        picture,
    };
    tags.render().unwrap_or_default() // formats strings only: it has nothing to fail on
}

/// What stands for an event: its card once that is there, else its own picture.
pub(crate) fn picture(programme: &Programme<'_>, event: &Publication) -> Option<Picture> {
    if let Some(path) = programme.document(&document::card(event)) {
        let (width, height) = CARD;
        let alt = Some(Poster::of(programme.edition, event).in_words());
        return Some(Picture { url: programme.url(&path), width, height, alt });
    }
    let picture = event.content.picture.as_ref()?;
    let width = illustration::largest(picture);
    Some(Picture {
        url: programme.url(&picture.frame.path(width, PictureKind::Jpeg)),
        width,
        height: picture.frame.height_at(width),
        alt: picture.alt.as_ref().map(Line::to_string),
    })
}
