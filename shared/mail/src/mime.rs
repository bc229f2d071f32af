//! From words to the bytes that SES sends as they are (`SendRawEmail`).

use jiff::Timestamp;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::raw::Raw;
use model::email::{EmailAddress, EmailError};
use model::letter::MailId;

use crate::message::Message;

/// Who sends, and who is written back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The name that recipients see.
    pub name: String,
    /// The address; its domain is verified in SES.
    pub from: EmailAddress,
    /// Where answers go: the organising team.
    pub reply_to: EmailAddress,
}

/// A mail to one person, in both of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The recipient's name; empty when it is not known.
    pub to_name: String,
    /// The recipient's address.
    pub to: EmailAddress,
    /// The subject: one line.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

impl From<&Message> for Mail {
    fn from(message: &Message) -> Self {
        Self {
            to_name: message.to_name.clone(),
            to: message.to.clone(),
            subject: message.subject.clone(),
            text: message.text(),
            html: message.html(),
        }
    }
}

impl Sender {
    /// Reads `Name <address>` (or an address alone, whose recipients then see it) and the address to answer to.
    pub fn parse(from: &str, reply_to: &str) -> Result<Self, EmailError> {
        let (name, address) = match from.trim().strip_suffix('>').and_then(|from| from.split_once('<')) {
            Some((name, address)) => (name.trim(), address),
            None => ("", from),
        };
        Ok(Self {
            name: name.trim_matches('"').to_owned(),
            from: EmailAddress::parse(address)?,
            reply_to: EmailAddress::parse(reply_to)?,
        })
    }

    /// The message as multipart/alternative, text first (RFC 2046 §5.1.4).
    pub fn mime(&self, message: &Message, id: &MailId, now: Timestamp) -> std::io::Result<Vec<u8>> {
        self.mime_of(&message.into(), id, now)
    }

    /// The mail as multipart/alternative, text first (RFC 2046 §5.1.4). SES replaces `Date` and `Message-ID`.
    pub fn mime_of(&self, mail: &Mail, id: &MailId, now: Timestamp) -> std::io::Result<Vec<u8>> {
        self.signed()
            .to(mailbox(&mail.to_name, &mail.to))
            .subject(mail.subject.as_str())
            .date(now.as_second())
            .message_id(format!("{id}@{}", self.domain()))
            .text_body(mail.text.as_str())
            .html_body(mail.html.as_str())
            .write_to_vec()
    }

    /// What every mail of ours begins with; `Auto-Submitted` keeps out-of-office robots from answering (RFC 3834 §5).
    pub(crate) fn signed(&self) -> MessageBuilder<'_> {
        MessageBuilder::new()
            .from(mailbox(&self.name, &self.from))
            .reply_to(self.reply_to.as_str())
            .header("Content-Language", Raw::new("fr"))
            .header("Auto-Submitted", Raw::new("auto-generated"))
    }

    /// The domain of the sending address.
    pub(crate) fn domain(&self) -> &str {
        self.from.as_str().rsplit_once('@').map_or("localhost", |(_, domain)| domain)
    }
}

/// `Name <address>`, or the address alone when there is no name.
fn mailbox<'a>(name: &'a str, address: &'a EmailAddress) -> Address<'a> {
    Address::new_address(Some(name).filter(|name| !name.is_empty()), address.as_str())
}
