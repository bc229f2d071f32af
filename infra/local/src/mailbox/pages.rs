//! The mailbox as pages.

use askama::Template;
use axum::response::Html;
use jiff::tz::TimeZone;

use super::message::Mail;

#[derive(Template)]
#[template(path = "mailbox.html")]
struct MailboxPage<'a> {
    mails: &'a [Mail],
}

impl MailboxPage<'_> {
    fn time(mail: &Mail) -> String {
        let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
        mail.sent_at.to_zoned(zone).strftime("%d/%m/%Y à %H:%M:%S").to_string()
    }

    fn subject(mail: &Mail) -> &str {
        if mail.subject.is_empty() { "(sans objet)" } else { &mail.subject }
    }
}

#[derive(Template)]
#[template(path = "mail.html")]
struct MailPage<'a> {
    mail: &'a Mail,
    pieces: Vec<Piece<'a>>,
}

/// A piece of a mail's text.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Words(&'a str),
    Link(&'a str),
}

/// The list of mails.
pub(super) fn mailbox(mails: &[Mail]) -> Result<Html<String>, askama::Error> {
    Ok(Html(MailboxPage { mails }.render()?))
}

/// One mail in its three views.
pub(super) fn mail(mail: &Mail) -> Result<Html<String>, askama::Error> {
    let pieces = pieces(mail.text.as_deref().unwrap_or_default());
    Ok(Html(MailPage { mail, pieces }.render()?))
}

/// Finds the addresses in a text, so that they can be followed.
fn pieces(mut text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    while let Some(start) = text.find("http://").or_else(|| text.find("https://")) {
        let (words, rest) = text.split_at(start);
        let end = rest
            .find(|letter: char| letter.is_whitespace() || "<>\"»".contains(letter))
            .unwrap_or(rest.len());
        let link = rest[..end].trim_end_matches(['.', ',', ';', ')', '!', '?']);
        pieces.push(Piece::Words(words));
        pieces.push(Piece::Link(link));
        text = &rest[link.len()..];
    }
    pieces.push(Piece::Words(text));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_in_a_text_can_be_followed() {
        let found = pieces("Ouvrez http://a.fr/x?y=1. Puis <http://b.fr/>");
        let links: Vec<_> = found.iter().filter(|piece| matches!(piece, Piece::Link(_))).collect();
        assert_eq!(links, [&Piece::Link("http://a.fr/x?y=1"), &Piece::Link("http://b.fr/")]);
        assert_eq!(found[2], Piece::Words(". Puis <"));
    }
}
