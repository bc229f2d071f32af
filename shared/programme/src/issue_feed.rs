//! The issues that have left as an Atom feed (RFC 4287): `<year>/lettres.atom`.
//!
//! *Identifiers* are `tag:` addresses (RFC 4151) of the site's host and the edition's year: they stay when an address
//! within the site changes. *Instants* are those at which issues left, never a clock's; a feed without an entry says the
//! first instant of its edition's year.

use atom_syndication::{Entry, Feed, FixedDateTime, Link, Person, Text};
use jiff::Timestamp;
use model::mailing::Issue;

use crate::address;
use crate::programme::Programme;

/// The feed.
pub(crate) fn feed(programme: &Programme<'_>) -> String {
    let edition = programme.edition;
    let authors = vec![Person { name: edition.operator.to_string(), ..Person::default() }];
    let updated = programme
        .issues
        .iter()
        .map(|(left_at, _)| instant(*left_at))
        .max()
        .unwrap_or_else(|| parsed(&format!("{}-01-01T00:00:00Z", edition.year)));
    let feed = Feed {
        lang: Some("fr".into()),
        id: format!("{}:lettres", tag(programme)),
        title: Text::plain(format!("{} {}\u{a0}: lettre d’information", edition.name, edition.year)),
        updated,
        authors,
        links: vec![
            link("self", "application/atom+xml", programme.url(&address::issue_feed(edition.year))),
            link("alternate", "text/html", programme.url(&address::issues(edition.year))),
        ],
        rights: Some(Text::plain("Licence Ouverte 2.0")),
        entries: programme.issues.iter().map(|(left_at, issue)| entry(programme, *left_at, issue)).collect(),
        ..Feed::default()
    };
    feed.to_string()
}

fn entry(programme: &Programme<'_>, left_at: Timestamp, issue: &Issue) -> Entry {
    Entry {
        id: format!("{}:lettres/{}", tag(programme), issue.id),
        title: Text::plain(issue.subject.as_str()),
        published: Some(instant(left_at)),
        updated: instant(left_at),
        links: vec![link("alternate", "text/html", programme.url(&issue.path()))],
        summary: Some(Text::plain(issue.preheader.as_str())),
        ..Entry::default()
    }
}

fn tag(programme: &Programme<'_>) -> String {
    format!("tag:{},{}", address::host(programme.base_url), programme.edition.year)
}

fn link(rel: &str, mime_type: &str, href: String) -> Link {
    Link { href, rel: rel.into(), mime_type: Some(mime_type.into()), ..Link::default() }
}

/// To the second.
fn instant(at: Timestamp) -> FixedDateTime {
    parsed(&at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

fn parsed(rfc3339: &str) -> FixedDateTime {
    FixedDateTime::parse_from_rfc3339(rfc3339).unwrap_or_default() // written two lines above
}
