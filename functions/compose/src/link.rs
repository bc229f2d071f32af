//! What an address says: which issue, and who works on it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use links::{Capability, Keyring, Purpose, Subject};
use model::id::{MailingId, ModeratorId};
use model::territory::Region;

/// What follows the token in the address of a preview.
pub(crate) const PREVIEW: &str = "/apercu";

/// A link to an issue's page, whose signature holds.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    /// Which issue.
    pub(crate) mailing: MailingId,
    /// Who works on it.
    pub(crate) editor: ModeratorId,
    token: String,
    expires: Timestamp,
}

impl Link {
    /// Reads the token of the path.
    pub(crate) fn read(token: &str, keys: &Keyring, now: Timestamp) -> Option<Self> {
        let capability = Capability::accept(token, Purpose::Compose, keys, now)?;
        Some(Self {
            mailing: capability.mailing()?,
            editor: capability.moderator?,
            token: token.to_owned(),
            expires: capability.expires,
        })
    }

    /// The address of this page.
    pub(crate) fn address(&self) -> String {
        format!("{}{}", Purpose::Compose.path(), self.token)
    }

    /// The address of another issue's page for the same editor: it holds as long as this one.
    pub(crate) fn address_of(&self, mailing: MailingId, keys: &Keyring) -> String {
        if mailing == self.mailing {
            return self.address();
        }
        let (subject, moderator) = (Subject::Mailing(mailing), Some(self.editor));
        let other = Capability { purpose: Purpose::Compose, subject, moderator, expires: self.expires };
        format!("{}{}", Purpose::Compose.path(), other.token(keys))
    }

    /// The address of what the readers of these regions are shown; `form` is `sombre`, `texte`, or nothing.
    pub(crate) fn preview(&self, regions: &BTreeSet<Region>, form: &str) -> String {
        let regions: Vec<_> = regions.iter().map(Region::code).collect();
        let (regions, asked) = (regions.join("-"), if form.is_empty() { "" } else { "1" });
        let query = web::query::write(&[("variante", &regions), (form, asked)]);
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{PREVIEW}{mark}{query}", self.address())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{keys, link, now};

    #[test]
    fn another_issue_s_page_is_the_same_editor_s_for_as_long() {
        let link = link();
        let other = MailingId::derive(&[b"other"]);
        let address = link.address_of(other, &keys());
        let token = address.strip_prefix("/lettre/").unwrap();
        let read = Link::read(token, &keys(), now()).unwrap();
        assert_eq!((read.mailing, read.editor, read.expires), (other, link.editor, link.expires));
        assert!(Link::read(token, &keys(), link.expires).is_none(), "no longer than that");
        assert_eq!(link.address_of(link.mailing, &keys()), link.address());
    }

    #[test]
    fn a_preview_says_which_regions_and_in_which_form() {
        let link = link();
        let regions = ["53", "04"].map(|code| Region::from_code(code).unwrap()).into();
        let address = link.preview(&regions, "sombre");
        let query = address.split_once("/apercu?").unwrap().1;
        assert!(query.starts_with("variante=") && query.ends_with("&sombre=1"), "{query}");
        assert!(link.preview(&BTreeSet::new(), "").ends_with("/apercu"));
    }
}
