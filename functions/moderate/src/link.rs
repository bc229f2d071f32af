//! What an address says: which revision of which event, who decides, and the queue page they come from.

use jiff::Timestamp;
use lambda_http::Request;
use links::{Capability, Keyring, Purpose, Subject};
use model::content::RevisionNumber;
use model::edition::Year;
use model::id::{EventId, ModeratorId};

/// A link to the decision page, whose signature holds.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    /// Which event.
    pub(crate) event: EventId,
    /// Which of its revisions.
    pub(crate) revision: RevisionNumber,
    /// Who decides.
    pub(crate) moderator: ModeratorId,
    token: String,
    expires: Timestamp,
    queue: Option<QueueLink>,
}

/// The link to the queue page that the moderator came from.
#[derive(Debug, Clone)]
struct QueueLink {
    token: String,
    edition: Year,
    expires: Timestamp,
}

impl Link {
    /// Reads the token of the path and, in the query, that of the queue page: one of the same moderator, or none.
    pub(crate) fn read(token: &str, request: &Request, keys: &Keyring, now: Timestamp) -> Option<Self> {
        let capability = Capability::accept(token, Purpose::Moderate, keys, now)?;
        let (event, revision) = capability.event()?;
        let moderator = capability.moderator?;
        let query = request.uri().query().unwrap_or_default();
        let queue = query.split('&').find_map(|pair| pair.strip_prefix("file=")).and_then(|token| {
            let queue = Capability::accept(token, Purpose::Queue, keys, now)?;
            let own = queue.moderator == Some(moderator);
            let (token, edition, expires) = (token.to_owned(), queue.edition()?, queue.expires);
            own.then_some(QueueLink { token, edition, expires })
        });
        Some(Self { event, revision, moderator, token: token.to_owned(), expires: capability.expires, queue })
    }

    /// The same, without the queue page if that is another edition's.
    pub(crate) fn within(self, edition: Year) -> Self {
        Self { queue: self.queue.filter(|queue| queue.edition == edition), ..self }
    }

    /// The address of this page.
    pub(crate) fn address(&self) -> String {
        self.with_queue(&self.token)
    }

    /// The address of another decision page for the same moderator: it holds as long as this one and, where it shows the
    /// way back to the queue, no longer than that.
    pub(crate) fn address_of(&self, event: EventId, revision: RevisionNumber, keys: &Keyring) -> String {
        let other = Capability {
            purpose: Purpose::Moderate,
            subject: Subject::Event { event, revision },
            moderator: Some(self.moderator),
            expires: self.queue.as_ref().map_or(self.expires, |queue| queue.expires.min(self.expires)),
        };
        self.with_queue(&other.token(keys))
    }

    /// The address of the queue page that the moderator came from.
    pub(crate) fn queue(&self) -> Option<String> {
        self.queue.as_ref().map(|queue| format!("{}{}", Purpose::Queue.path(), queue.token))
    }

    fn with_queue(&self, token: &str) -> String {
        let queue = self.queue.as_ref().map(|queue| format!("?file={}", queue.token)).unwrap_or_default();
        format!("{}{token}{queue}", Purpose::Moderate.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_http::{Body, http};

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn keys() -> Keyring {
        Keyring::from_secret(&format!(r#"{{"active":"1","1":"{}"}}"#, "k".repeat(32))).unwrap()
    }

    fn capability(purpose: Purpose, subject: Subject, moderator: &str) -> String {
        until(60, purpose, subject, moderator)
    }

    fn until(second: i64, purpose: Purpose, subject: Subject, moderator: &str) -> String {
        let moderator = Some(ModeratorId::derive(&[moderator.as_bytes()]));
        let expires = Timestamp::from_second(second).unwrap();
        Capability { purpose, subject, moderator, expires }.token(&keys())
    }

    fn link(queue: &str) -> Link {
        let event = EventId::derive(&[b"atelier"]);
        let subject = Subject::Event { event, revision: RevisionNumber::FIRST };
        let token = capability(Purpose::Moderate, subject, "Noa");
        let uri = format!("https://exemple.gouv.fr/moderer/{token}?x=1&file={queue}");
        let request = http::Request::builder().uri(uri).body(Body::Empty).unwrap();
        Link::read(&token, &request, &keys(), NOW).unwrap()
    }

    #[test]
    fn the_queue_page_is_kept_from_page_to_page() {
        let queue = capability(Purpose::Queue, Subject::Edition(2024.into()), "Noa");
        let link = link(&queue).within(2024.into());
        assert_eq!(link.queue(), Some(format!("/moderation/{queue}")));
        assert!(link.address().ends_with(&format!("?file={queue}")));
        let other = link.address_of(EventId::derive(&[b"autre"]), RevisionNumber::FIRST, &keys());
        assert!(other.starts_with("/moderer/") && other.ends_with(&queue) && other != link.address());
    }

    #[test]
    fn a_page_reached_from_the_queue_leads_to_others_for_no_longer_than_the_queue() {
        let expiry = |queue: &str| {
            let address =
                link(queue).address_of(EventId::derive(&[b"autre"]), RevisionNumber::FIRST, &keys());
            let token = address.strip_prefix("/moderer/").unwrap().split('?').next().unwrap();
            Capability::accept(token, Purpose::Moderate, &keys(), NOW).unwrap().expires.as_second()
        };
        let queue = |second| until(second, Purpose::Queue, Subject::Edition(2024.into()), "Noa");
        assert_eq!([expiry(&queue(20)), expiry(&queue(99)), expiry("")], [20, 60, 60]);
    }

    #[test]
    fn what_is_no_queue_page_of_this_moderator_and_edition_is_not_echoed() {
        let edition = Subject::Edition(2024.into());
        let of_another = capability(Purpose::Queue, edition.clone(), "Alex");
        for queue in [of_another.as_str(), "%22%3E%3Cscript%3E", ""] {
            assert!(!link(queue).address().contains('?'), "{queue}");
        }
        let own = capability(Purpose::Queue, edition, "Noa");
        assert_eq!(link(&own).within(2025.into()).queue(), None);
    }
}
