//! What the Atom feeds (RFC 4287) have in common.
//!
//! *Identifiers* are `tag:` addresses (RFC 4151) of the site's host and the edition's year: they stay when an address
//! within the site changes. *Instants* are those at which something happened, never a clock's; a feed without an entry
//! says the first instant of its edition's year.

use atom_syndication::{Entry, Feed, FixedDateTime, Link, Person, Text};
use jiff::Timestamp;

use crate::licence::LICENCE;
use crate::programme::Programme;

/// A feed of the edition.
pub(crate) struct Of<'a> {
    /// What it is called within its identifier.
    pub(crate) name: &'a str,
    /// What it is about: « lettre d’information ».
    pub(crate) about: &'a str,
    /// Where it is within the site.
    pub(crate) own: String,
    /// Where the page is that shows the same.
    pub(crate) page: String,
}

/// The feed with its entries, in their order.
pub(crate) fn written(programme: &Programme<'_>, of: &Of<'_>, entries: Vec<Entry>) -> String {
    let edition = programme.edition;
    let updated = entries
        .iter()
        .map(|entry| entry.updated)
        .max()
        .unwrap_or_else(|| parsed(&format!("{}-01-01T00:00:00Z", edition.year)));
    let feed = Feed {
        lang: Some("fr".into()),
        id: format!("{}:{}", tag(programme), of.name),
        title: Text::plain(format!("{} {}\u{a0}: {}", edition.name, edition.year, of.about)),
        updated,
        authors: vec![Person { name: edition.operator.to_string(), ..Person::default() }],
        links: vec![
            link("self", "application/atom+xml", programme.url(&of.own)),
            link("alternate", "text/html", programme.url(&of.page)),
            Link { href: LICENCE.url.into(), rel: "license".into(), ..Link::default() }, // RFC 4946
        ],
        rights: Some(Text::plain(LICENCE.to_string())),
        entries,
        ..Feed::default()
    };
    feed.to_string()
}

pub(crate) fn tag(programme: &Programme<'_>) -> String {
    format!("tag:{},{}", crate::address::host(programme.setting.base_url), programme.edition.year)
}

pub(crate) fn link(rel: &str, mime_type: &str, href: String) -> Link {
    Link { href, rel: rel.into(), mime_type: Some(mime_type.into()), ..Link::default() }
}

/// To the second.
pub(crate) fn instant(at: Timestamp) -> FixedDateTime {
    parsed(&at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

fn parsed(rfc3339: &str) -> FixedDateTime {
    FixedDateTime::parse_from_rfc3339(rfc3339).unwrap_or_default() // written just above, or where it is called
}
