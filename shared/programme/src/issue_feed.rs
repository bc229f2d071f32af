//! The issues that have left as an Atom feed: `<year>/lettres.atom`.

use atom_syndication::{Entry, Text};
use jiff::Timestamp;
use model::mailing::Issue;

use crate::address;
use crate::feed::{self, Of, instant, link, tag};
use crate::programme::Programme;

/// The feed.
pub(crate) fn feed(programme: &Programme<'_>) -> String {
    let year = programme.edition.year;
    let of = Of {
        name: "lettres",
        about: "lettre d’information",
        own: address::issue_feed(year),
        page: address::issues(year),
    };
    let entries = programme.issues.iter().map(|(left_at, issue)| entry(programme, *left_at, issue));
    feed::written(programme, &of, entries.collect())
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
