//! Who holds a queue link, and the addresses that it opens.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use lambda_http::http::StatusCode;
use links::{Capability, Keyring, Purpose, Subject};
use model::content::RevisionNumber;
use model::edition::{Edition, Year};
use model::id::{EventId, ModeratorId, OrderId};
use model::moderation::Moderator;
use model::waiting::Waiting;
use model::zone::Zone;
use store::StoreError;
use web::{Answer, Page, query};

use crate::Deps;

/// What a valid link says by itself, before anything is read.
pub(super) struct Grant {
    pub(super) year: Year,
    pub(super) now: Timestamp,
    moderator: ModeratorId,
    expires: Timestamp,
    token: String,
}

/// The bearer of a valid link.
pub(super) struct Bearer {
    pub(super) moderator: Moderator,
    pub(super) team: Vec<Moderator>,
    pub(super) edition: Edition,
    /// The instant of the request: all of a page is of one time.
    pub(super) now: Timestamp,
    pub(super) expires: Timestamp,
    pub(super) token: String,
    pub(super) keys: Keyring,
}

impl Grant {
    /// What the token grants; nothing if anything is wrong with it.
    pub(super) fn of(deps: &Deps, token: &str) -> Option<Self> {
        let now = deps.clock.now();
        let capability = Capability::accept(token, Purpose::Queue, &deps.keys, now)?;
        let (year, moderator) = (capability.edition()?, capability.moderator?);
        Some(Self { year, now, moderator, expires: capability.expires, token: token.to_owned() })
    }

    /// Who holds it; nobody once the moderator has left the team.
    pub(super) async fn bearer(self, deps: &Deps) -> Result<Option<Bearer>, StoreError> {
        let (team, edition) = tokio::try_join!(deps.store.team(), deps.store.edition(self.year))?;
        let moderator = team.iter().find(|member| member.id == self.moderator).cloned();
        let (Some(moderator), Some(edition)) = (moderator, edition) else { return Ok(None) };
        let Self { now, expires, token, .. } = self;
        Ok(Some(Bearer { moderator, team, edition, now, expires, token, keys: deps.keys.clone() }))
    }
}

/// Who holds the link, and what waits in its edition, oldest first: all that they may see. Nothing if the link is not
/// valid.
pub(super) async fn with_queue(
    deps: &Deps,
    token: &str,
) -> Result<Option<(Bearer, Vec<Waiting>)>, StoreError> {
    let Some(grant) = Grant::of(deps, token) else { return Ok(None) };
    let waiting = deps.store.waiting(grant.year);
    let (bearer, waiting) = tokio::try_join!(grant.bearer(deps), waiting)?;
    Ok(bearer.map(|bearer| {
        let waiting = bearer.visible(waiting);
        (bearer, waiting)
    }))
}

impl Bearer {
    /// What this moderator may see, oldest first.
    pub(super) fn visible(&self, mut waiting: Vec<Waiting>) -> Vec<Waiting> {
        waiting.retain(|waiting| self.moderator.may_see(waiting));
        waiting.sort_unstable_by_key(|waiting| (waiting.since, waiting.event));
        waiting
    }

    /// Today, as calendars show it in Paris.
    pub(super) fn today(&self) -> Date {
        Zone::PARIS.date(self.now)
    }

    /// A member of the team.
    pub(super) fn member(&self, id: ModeratorId) -> Option<&Moderator> {
        self.team.iter().find(|member| member.id == id)
    }

    /// The list, narrowed by these parameters.
    pub(super) fn list_path(&self, parameters: &[(&str, &str)]) -> String {
        with_parameters(format!("{}{}", Purpose::Queue.path(), self.token), parameters)
    }

    /// The page that checks a bulk decision.
    pub(super) fn check_path(&self, parameters: &[(&str, &str)]) -> String {
        with_parameters(format!("{}{}/lot", Purpose::Queue.path(), self.token), parameters)
    }

    /// The page of an order.
    pub(super) fn order_path(&self, order: OrderId) -> String {
        format!("{}{}/lot/{order}", Purpose::Queue.path(), self.token)
    }

    /// The decision page of a revision, from which one comes back here; its link lives as long as this one.
    pub(super) fn decision_path(&self, event: EventId, revision: RevisionNumber) -> String {
        let capability = Capability {
            purpose: Purpose::Moderate,
            subject: Subject::Event { event, revision },
            moderator: Some(self.moderator.id),
            expires: self.expires,
        };
        format!("{}?file={}", capability.link("", &self.keys), self.token)
    }
}

fn with_parameters(path: String, parameters: &[(&str, &str)]) -> String {
    let query = query::write(parameters);
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// The first instant of today in Paris.
pub(super) fn midnight(now: Timestamp) -> Timestamp {
    let start = now.to_zoned(Zone::PARIS.rules()).start_of_day();
    start.map_or(now, |start| start.timestamp()) // fails at the ends of time only
}

#[derive(Template)]
#[template(path = "queue-link.html")]
struct BadLink;

/// The link does not work, whatever the reason: the same page for all, and the way to another link.
pub(super) fn bad_link() -> Answer {
    let main = BadLink.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    Answer::with_status(StatusCode::NOT_FOUND, &Page::private("Ce lien n’est plus valable", None, &main))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::sample;

    #[test]
    fn the_day_begins_at_midnight_in_paris() {
        let midnight = |now: &str| midnight(now.parse().unwrap()).to_string();
        assert_eq!(midnight("2027-09-03T21:59:59Z"), "2027-09-02T22:00:00Z");
        assert_eq!(midnight("2027-09-03T22:00:00Z"), "2027-09-03T22:00:00Z");
        assert_eq!(midnight("2027-11-03T12:00:00Z"), "2027-11-02T23:00:00Z", "in winter");
    }

    #[test]
    fn a_regional_moderator_sees_their_region_and_what_they_are_entrusted_with_oldest_first() {
        let noa = sample::bearer(sample::reunion("Noa"));
        let mut online = sample::waiting("Webinaire", 3);
        (online.region, online.departement) = (None, None);
        let mut entrusted = sample::waiting("Visite à Brest", 2);
        (entrusted.region, entrusted.assigned) = (Some(sample::region("53")), Some(noa.moderator.id));
        let here = sample::waiting("Atelier", 1);
        let visible = noa.visible(vec![here, online, entrusted]);
        assert_eq!(sample::titles(&visible), ["Visite à Brest", "Atelier"]);
    }

    #[test]
    fn a_link_to_a_decision_is_for_this_moderator_and_no_longer_than_the_queue() {
        let noa = sample::bearer(sample::reunion("Noa"));
        let waiting = sample::waiting("Atelier", 1);
        let path = noa.decision_path(waiting.event, waiting.revision);
        let (token, file) =
            path.strip_prefix(Purpose::Moderate.path()).and_then(|rest| rest.split_once("?file=")).unwrap();
        let capability = Capability::verify(token, Purpose::Moderate, &noa.keys, noa.now).unwrap();
        assert_eq!(capability.event(), Some((waiting.event, waiting.revision)));
        assert_eq!((capability.moderator, capability.expires), (Some(noa.moderator.id), noa.expires));
        assert_eq!(file, noa.token);
    }
}
