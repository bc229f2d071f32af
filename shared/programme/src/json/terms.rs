//! What is said of an event beside when and where.

use jiff::civil::Date;
use model::content::Content;
use model::email::EmailAddress;
use model::phone::Phone;
use model::picture::{self, PictureKind};
use model::registration;
use model::text::{Line, Prose};
use model::theme::Theme;
use model::web_link::WebLink;
use serde::Serialize;

use crate::illustration;
use crate::programme::Programme;

/// A value of a closed list.
#[derive(Serialize)]
pub(super) struct Term<'a> {
    pub(super) code: &'a str,
    pub(super) label: &'a str,
}

#[derive(Serialize)]
pub(super) struct Organisation<'a> {
    name: &'a str,
    kind: Term<'a>,
    partners: Vec<&'a str>,
}

/// How one registers, by one way at least.
#[derive(Serialize)]
pub(super) struct Registration<'a> {
    link: Option<&'a WebLink>,
    email: Option<&'a EmailAddress>,
    phone: Option<&'a Phone>,
    deadline: Option<Date>,
}

#[derive(Serialize)]
pub(super) struct Accessibility<'a> {
    provided_for: Vec<Term<'a>>,
    details: Option<&'a str>,
    contact: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Contact<'a> {
    name: Option<&'a str>,
    email: Option<&'a EmailAddress>,
    phone: Option<&'a Phone>,
}

#[derive(Serialize)]
pub(super) struct Picture<'a> {
    alt: Option<&'a str>,
    credit: &'a str,
    width: u32,
    height: u32,
    files: Vec<PictureFile>,
}

#[derive(Serialize)]
struct PictureFile {
    url: String,
    media_type: &'static str,
    width: u32,
    height: u32,
}

impl<'a> From<&'a Theme> for Term<'a> {
    fn from(theme: &'a Theme) -> Self {
        Self { code: &theme.code, label: theme.label.as_str() }
    }
}

impl<'a> Organisation<'a> {
    pub(super) fn of(content: &'a Content) -> Self {
        let organisation = &content.organisation;
        Self {
            name: organisation.name.as_str(),
            kind: Term { code: organisation.kind.code(), label: organisation.kind.label() },
            partners: organisation.partners.iter().map(Line::as_str).collect(),
        }
    }
}

impl<'a> From<&'a registration::Registration> for Registration<'a> {
    fn from(registration: &'a registration::Registration) -> Self {
        Self {
            link: registration.link.as_ref(),
            email: registration.email.as_ref(),
            phone: registration.phone.as_ref(),
            deadline: registration.deadline,
        }
    }
}

impl<'a> Accessibility<'a> {
    pub(super) fn of(content: &'a Content) -> Self {
        let said = &content.accessibility;
        Self {
            provided_for: said
                .provided_for
                .iter()
                .map(|it| Term { code: it.code(), label: it.label() })
                .collect(),
            details: said.details.as_ref().map(Prose::as_str),
            contact: said.contact.as_ref().map(Line::as_str),
        }
    }
}

impl<'a> From<&'a registration::Contact> for Contact<'a> {
    fn from(contact: &'a registration::Contact) -> Self {
        Self {
            name: contact.name.as_ref().map(Line::as_str),
            email: contact.email.as_ref(),
            phone: contact.phone.as_ref(),
        }
    }
}

impl<'a> Picture<'a> {
    pub(super) fn of(programme: &Programme<'_>, picture: &'a picture::Picture) -> Self {
        let frame = &picture.frame;
        let file = |width, kind: PictureKind| PictureFile {
            url: programme.url(&frame.path(width, kind)),
            media_type: kind.media_type(),
            width,
            height: frame.height_at(width),
        };
        let width = illustration::largest(picture);
        Self {
            alt: picture.alt.as_ref().map(Line::as_str),
            credit: picture.credit.as_str(),
            width,
            height: frame.height_at(width),
            files: frame
                .widths()
                .into_iter()
                .flat_map(|width| [PictureKind::Webp, PictureKind::Jpeg].map(|kind| file(width, kind)))
                .collect(),
        }
    }
}
