//! Electronic addresses that SES can deliver to.

use serde::{Deserialize, Serialize};

/// An address as SES v1 takes it: ASCII local part, domain in its ASCII (punycode) form.
///
/// Rules: RFC 5321 §4.1.2 for the syntax, at most 254 octets (§4.5.3.1.3 less the brackets); no quoted
/// local part, no address literal, at least one dot in the domain. The local part keeps its case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// Why an address is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Nothing was typed.
    #[error("the address is empty")]
    Empty,
    /// The part before the @ has accents, which SES does not deliver to.
    #[error("the part before the @ has characters outside ASCII")]
    Accents,
    /// Not an address.
    #[error("not an electronic address")]
    Malformed,
}

impl EmailAddress {
    /// Reads what a person typed; spaces around it are forgiven.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(EmailError::Empty);
        }
        let (local, domain) = typed.rsplit_once('@').ok_or(EmailError::Malformed)?;
        if !local.is_ascii() {
            return Err(EmailError::Accents);
        }
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| EmailError::Malformed)?;
        let address = format!("{local}@{domain}");
        let plain =
            !local.contains(['"', ' ', '(', '\\']) && domain.contains('.') && !domain.starts_with('[');
        if !plain || address.len() > 254 || !email_address::EmailAddress::is_valid(&address) {
            return Err(EmailError::Malformed);
        }
        Ok(Self(address))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The link that writes to it (RFC 6068): a local part can hold signs that mean something else in a link.
    pub fn mailto(&self) -> String {
        // An address is ASCII: one byte a sign.
        let sign = |sign: char| {
            let plain = sign.is_ascii_alphanumeric() || "@.-_~".contains(sign);
            if plain { sign.to_string() } else { format!("%{:02X}", u32::from(sign)) }
        };
        format!("mailto:{}", self.0.chars().map(sign).collect::<String>())
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = EmailError;
    fn try_from(typed: String) -> Result<Self, EmailError> {
        Self::parse(&typed)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> String {
        address.0
    }
}

impl std::fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_link_that_writes_to_an_address_leads_to_that_address() {
        let link = |address| EmailAddress::parse(address).unwrap().mailto();
        assert_eq!(link("camille.durand@exemple.gouv.fr"), "mailto:camille.durand@exemple.gouv.fr");
        assert_eq!(link("a?b=c&d#e%f+g@example.org"), "mailto:a%3Fb%3Dc%26d%23e%25f%2Bg@example.org");
    }

    #[test]
    fn ordinary_addresses_pass() {
        for address in ["camille.durand@exemple.gouv.fr", "o'neil+mip@example.org", "a@b.fr"] {
            assert_eq!(EmailAddress::parse(&format!(" {address}\n")).unwrap().as_str(), address);
        }
    }

    #[test]
    fn an_accented_domain_becomes_punycode() {
        assert_eq!(
            EmailAddress::parse("contact@préfecture.example").unwrap().as_str(),
            "contact@xn--prfecture-c4a.example"
        );
    }

    #[test]
    fn what_ses_cannot_deliver_is_refused() {
        assert_eq!(EmailAddress::parse(""), Err(EmailError::Empty));
        assert_eq!(EmailAddress::parse("rené@example.org"), Err(EmailError::Accents));
        for typed in [
            "camille",
            "@example.org",
            "camille@",
            "camille@localhost",
            "a b@example.org",
            "a@b@example.org",
            "\"a b\"@example.org",
            "a@[192.0.2.1]",
            "a@example.org\r\nBcc: b@example.org",
            "a\u{0}@example.org",
            "Camille <camille@example.org>",
            "a..b@example.org",
            ".a@example.org",
            "a@-example.org",
        ] {
            assert_eq!(EmailAddress::parse(typed), Err(EmailError::Malformed), "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_accepted_can_break_a_header(typed in "\\PC{0,20}@\\PC{0,30}|[ -~]{1,40}|.{0,40}") {
            if let Ok(address) = EmailAddress::parse(&typed) {
                prop_assert!(address.as_str().bytes().all(|b| b.is_ascii_graphic()));
                prop_assert_eq!(EmailAddress::parse(address.as_str()).unwrap(), address);
            }
        }
    }
}
