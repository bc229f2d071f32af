//! From words to the bytes that SES sends as they are (`SendRawEmail`).

use jiff::Timestamp;
use mail_builder::MessageBuilder;
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

    /// The message as multipart/alternative, text first (RFC 2046 §5.1.4). SES replaces `Date` and `Message-ID`;
    /// `Auto-Submitted` keeps out-of-office robots from answering (RFC 3834 §5).
    pub fn mime(&self, message: &Message, id: &MailId, now: Timestamp) -> std::io::Result<Vec<u8>> {
        let domain = self.from.as_str().rsplit_once('@').map_or("localhost", |(_, domain)| domain);
        MessageBuilder::new()
            .from((self.name.as_str(), self.from.as_str()))
            .reply_to(self.reply_to.as_str())
            .to((message.to_name.as_str(), message.to.as_str()))
            .subject(message.subject.as_str())
            .date(now.as_second())
            .message_id(format!("{id}@{domain}"))
            .header("Content-Language", Raw::new("fr"))
            .header("Auto-Submitted", Raw::new("auto-generated"))
            .text_body(message.text())
            .html_body(message.html())
            .write_to_vec()
    }
}
