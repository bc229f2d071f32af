//! Addresses of web pages that organisers give.

use serde::{Deserialize, Serialize};
use url::Url;

/// An absolute `https:` or `http:` address without credentials, at most 500 characters, normalised by the
/// WHATWG URL rules, so that no other scheme (`javascript:`) can ever reach a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebLink(Url);

/// Not an address of a web page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a web page")]
pub struct WebLinkError;

impl WebLink {
    /// Reads what a person typed; spaces around it and a missing `https://` are forgiven.
    pub fn parse(typed: &str) -> Result<Self, WebLinkError> {
        let typed = typed.trim();
        let with_scheme = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
        let url = Url::parse(&with_scheme).map_err(|_| WebLinkError)?;
        let web = matches!(url.scheme(), "https" | "http");
        let named = url.host_str().is_some_and(|host| host.contains('.'));
        let anonymous = url.username().is_empty() && url.password().is_none();
        if web && named && anonymous && url.as_str().len() <= 500 && !typed.contains(char::is_whitespace) {
            Ok(Self(url))
        } else {
            Err(WebLinkError)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The site it leads to, in ASCII, so that no look-alike letter deceives: `www.exemple.gouv.fr`.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default() // `parse` refuses an address without one
    }
}

impl TryFrom<String> for WebLink {
    type Error = WebLinkError;
    fn try_from(typed: String) -> Result<Self, WebLinkError> {
        Self::parse(&typed)
    }
}

impl From<WebLink> for String {
    fn from(link: WebLink) -> String {
        link.0.into()
    }
}

impl std::fmt::Display for WebLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_scheme_is_forgiven() {
        assert_eq!(
            WebLink::parse(" www.exemple.gouv.fr/inscription ").unwrap().as_str(),
            "https://www.exemple.gouv.fr/inscription"
        );
    }

    #[test]
    fn what_is_not_a_web_page_is_refused() {
        for typed in [
            "",
            "inscription",
            "javascript:alert(1)",
            "javascript://exemple.gouv.fr/%0aalert(1)",
            "data:text/html,x",
            "ftp://example.org/",
            "https://moi:secret@example.org/",
            "https://",
            "https://exemple.gouv.fr/a b",
            "http://localhost/",
        ] {
            assert_eq!(WebLink::parse(typed), Err(WebLinkError), "{typed:?}");
        }
    }

    #[test]
    fn quotes_and_brackets_come_out_encoded() {
        let link = WebLink::parse("https://example.org/?q=\"><script>").unwrap();
        assert!(!link.as_str().contains(['"', '<', '>']), "{link}");
    }
}
