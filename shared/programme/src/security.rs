//! `security.txt` (RFC 9116): where whoever finds a weakness of the service says so.

use jiff::ToSpan;

use crate::programme::Programme;

/// Where it is (§3).
pub(crate) const PATH: &str = ".well-known/security.txt";

/// The file. It expires a year after the edition's last day, by when the next edition has written its own: a date that
/// followed the clock would write it anew each time.
pub(crate) fn text(programme: &Programme<'_>) -> String {
    let (edition, last) = (programme.edition, programme.edition.period.last());
    let expires = last.checked_add(1.year()).unwrap_or(last);
    format!(
        "Contact: {}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: fr, en\nCanonical: {}\n",
        edition.contact.mailto(),
        programme.url(&format!("/{PATH}")),
    )
}
