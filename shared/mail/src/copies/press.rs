//! One variant of an issue, ready to be copied.

use std::collections::BTreeSet;

use links::Purpose;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;
use model::email::EmailAddress;
use model::mailing::{CopyId, Issue};
use model::territory::Region;

use super::stencil::{Hole, Stencil, quoted_printable};
use crate::compose::Addresses;
use crate::issue::{IssueView, Rendering};
use crate::mime::Sender;

/// One variant of an issue, ready to be copied.
#[derive(Debug)]
pub struct Press<'a> {
    stencil: Stencil,
    addresses: Addresses<'a>,
}

impl<'a> Press<'a> {
    /// Renders the variant for readers of these regions and puts it into MIME form, once.
    pub fn new(
        issue: &Issue,
        regions: &BTreeSet<Region>,
        sender: &Sender,
        addresses: Addresses<'a>,
    ) -> std::io::Result<Self> {
        let preferences =
            format!("{}{}{}", addresses.base_url, Purpose::Preferences.path(), Hole::Preferences.mark());
        let view = IssueView {
            issue,
            regions,
            base_url: addresses.base_url,
            preferences: &preferences,
            dark: false,
            banner: None,
        };
        let mime = mime(issue, &view.render(), sender, &addresses)?;
        Ok(Self { stencil: Stencil::cut(&mime), addresses })
    }

    /// A reader's copy, as the bytes that SES sends as they are.
    pub fn copy(&self, id: &CopyId, to: &EmailAddress) -> Vec<u8> {
        let preferences = self.addresses.preferences_token(&id.person);
        let unsubscribe = self.addresses.unsubscribe_token(&id.person);
        let id = id.mail_id();
        self.stencil.fill(|hole| match hole {
            Hole::To => to.as_str(),
            Hole::Id => id.as_str(),
            Hole::Preferences => &preferences,
            Hole::Unsubscribe => &unsubscribe,
        })
    }
}

/// The mail with its holes: multipart/alternative, text first (RFC 2046 §5.1.4). What fills them is ASCII without spaces,
/// so that it needs no encoding, and too short for a line of a header to be too long (RFC 5322 §2.1.1).
fn mime(
    issue: &Issue,
    rendering: &Rendering,
    sender: &Sender,
    addresses: &Addresses<'_>,
) -> std::io::Result<Vec<u8>> {
    let domain = sender.domain();
    let list = format!("lettre.{domain}");
    // The first address unsubscribes by a POST alone (RFC 8058 §3.1); the second is for clients that only write mails.
    let unsubscribe = format!(
        "<{}{}{}>, <{}?subject=desabonnement>",
        addresses.base_url,
        Purpose::Unsubscribe.path(),
        Hole::Unsubscribe.mark(),
        sender.reply_to.mailto()
    );
    let part = |kind: &'static str, text: &str| {
        MimePart::new(kind, quoted_printable(text)).transfer_encoding("quoted-printable")
    };
    // No quoted-printable text holds `=_` (RFC 2045 §6.7).
    let kind = ContentType::new("multipart/alternative").attribute("boundary", format!("=_{}", issue.id));
    let body =
        MimePart::new(kind, vec![part("text/plain", &rendering.text), part("text/html", &rendering.html)]);
    sender
        .signed()
        .header("To", Raw::new(format!("<{}>", Hole::To.mark())))
        .subject(rendering.subject.as_str())
        .date(addresses.now.as_second())
        .message_id(format!("{}@{domain}", Hole::Id.mark()))
        .header("List-Id", Address::from((issue.edition_name.as_str(), list.as_str())))
        .header("List-Unsubscribe", Raw::new(unsubscribe))
        .header("List-Unsubscribe-Post", Raw::new("List-Unsubscribe=One-Click"))
        .body(body)
        .write_to_vec()
}
