//! One mail that was sent.

use jiff::Timestamp;
use mail_parser::{Address, Message, MessageParser, PartType};
use serde::{Deserialize, Serialize};

/// A mail as the mailbox shows it and as tests read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// The identifier that the emulator gave it.
    pub id: String,
    /// When the emulator accepted it.
    pub sent_at: Timestamp,
    /// The sender.
    pub from: String,
    /// The recipients' addresses.
    pub to: Vec<String>,
    /// The subject.
    pub subject: String,
    /// The text part, decoded.
    pub text: Option<String>,
    /// The HTML part, decoded.
    pub html: Option<String>,
    /// Where a mail program unsubscribes in one click (RFC 8058); none when the mail does not say, or not rightly.
    pub one_click: Option<String>,
    /// The mail as it was sent, when the emulator keeps it.
    pub source: Option<String>,
}

impl Mail {
    /// Fills in what the source says, which is the truth where an emulator's own reading of it is not.
    #[must_use]
    pub fn with_source(mut self, source: &[u8]) -> Self {
        if let Some(message) = MessageParser::default().parse(source) {
            message.subject().unwrap_or_default().clone_into(&mut self.subject);
            self.from = message.from().map(shown).unwrap_or_default().join(", ");
            self.to = [message.to(), message.cc()].into_iter().flatten().flat_map(addresses).collect();
            self.one_click = one_click(&message);
            self.text = message.text_bodies().find_map(|part| match &part.body {
                PartType::Text(text) => Some(text.clone().into_owned()),
                _ => None,
            });
            self.html = message.html_bodies().find_map(|part| match &part.body {
                PartType::Html(html) => Some(html.clone().into_owned()),
                _ => None,
            });
        }
        self.source = Some(String::from_utf8_lossy(source).into_owned());
        self
    }

    /// The mail's text, or its HTML where it has none.
    pub fn readable(&self) -> &str {
        self.text.as_deref().or(self.html.as_deref()).unwrap_or_default()
    }
}

/// RFC 8058 §3.1: both headers, each once, and an address of the web among those of the first.
fn one_click(message: &Message<'_>) -> Option<String> {
    let only = |wanted: &str| {
        let mut found = message.headers_raw().filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
        let (_, value) = found.next()?;
        found.next().is_none().then(|| value.split_whitespace().collect::<String>())
    };
    if only("List-Unsubscribe-Post")? != "List-Unsubscribe=One-Click" {
        return None;
    }
    let ways = only("List-Unsubscribe")?;
    let mut addresses = ways.split(',').map(|way| way.trim_matches(['<', '>']));
    addresses.find(|address| address.starts_with("http")).map(str::to_owned)
}

fn addresses(header: &Address<'_>) -> Vec<String> {
    header.iter().filter_map(|one| one.address().map(str::to_owned)).collect()
}

/// Names and addresses, as a reader of mail shows them.
fn shown(header: &Address<'_>) -> Vec<String> {
    header
        .iter()
        .filter_map(|one| match (one.name(), one.address()) {
            (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
            (_, address) => address.map(str::to_owned),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blank() -> Mail {
        Mail {
            id: "1".to_owned(),
            sent_at: Timestamp::UNIX_EPOCH,
            from: String::new(),
            to: Vec::new(),
            subject: String::new(),
            text: None,
            html: None,
            one_click: None,
            source: None,
        }
    }

    #[test]
    fn a_mail_program_offers_to_unsubscribe_only_where_both_headers_say_so_once() {
        let one_click = |headers: &str| {
            blank().with_source(format!("{headers}To: z@example.org\r\n\r\nT").as_bytes()).one_click
        };
        let way = "List-Unsubscribe: <http://a.fr/\r\n x>,\r\n <mailto:l@a.fr>\r\n";
        let post = "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
        assert_eq!(one_click(&format!("{way}{post}")).as_deref(), Some("http://a.fr/x"));
        assert_eq!(one_click(way), None);
        assert_eq!(one_click(post), None);
        assert_eq!(one_click(&format!("{way}{way}{post}")), None);
        assert_eq!(one_click(&format!("List-Unsubscribe: <mailto:l@a.fr>\r\n{post}")), None);
    }

    #[test]
    fn a_multipart_source_is_read_as_a_mail_reader_would() {
        let source = "From: =?utf-8?Q?Mois_de_l=27innovation?= <mois@exemple.gouv.fr>\r\n\
            To: Zo\u{e9} <zoe@example.org>, \"Nom, Pr\u{e9}nom\" <nom@example.org>\r\n\
            Subject: =?utf-8?Q?Votre_=C3=A9v=C3=A9nement?=\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/alternative; boundary=x\r\n\r\n\
            --x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            Re=C3=A7u\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Re&ccedil;u</p>\r\n--x--\r\n";
        let mail = blank().with_source(source.as_bytes());
        assert_eq!(mail.from, "Mois de l'innovation <mois@exemple.gouv.fr>");
        assert_eq!(mail.to, ["zoe@example.org", "nom@example.org"]);
        assert_eq!(mail.subject, "Votre \u{e9}v\u{e9}nement");
        assert_eq!(mail.text.as_deref().map(str::trim), Some("Re\u{e7}u"));
        assert_eq!(mail.html.as_deref().map(str::trim), Some("<p>Re&ccedil;u</p>"));
    }
}
