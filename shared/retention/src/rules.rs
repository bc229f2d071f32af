//! What becomes of a row on a day: pure, row by row.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use model::content::Revision;
use model::draft::Draft;
use model::edition::Year;
use model::event::{Event, LogEntry, State};
use model::id::{EventId, ModeratorId};
use model::ledger::Status;
use model::mailing::Mailing;
use model::subscriber::{Left, Standing, Subscriber};
use model::waiting::Waiting;
use model::zone::Zone;
use serde::Deserialize;
use store::{Mail, Row, RowKey, StoreError};

use crate::RetentionError;
use crate::kind::Kind;
use crate::redact::{self, Whom};
use crate::register::{Register, Term};
use crate::verdict::{Rewording, Verdict, Why, reworded};

/// What the rules need to know beside the row.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Now.
    pub now: Timestamp,
    /// The last day of each edition.
    pub editions: BTreeMap<Year, Date>,
    /// Who is in the team.
    pub team: BTreeSet<ModeratorId>,
    terms: BTreeMap<Term, Span>,
}

/// An active subscriber's copies are left to DynamoDB, which removes what has expired for nothing, within days.
const LEFT_TO_DYNAMODB: i64 = 2 * 24 * 3600;

#[derive(Deserialize)]
struct Organiser {
    #[serde(default)]
    confirmed_editions: HashSet<i16>,
}

impl Facts {
    /// What holds now, by the register's durations.
    pub fn new(
        register: &Register,
        editions: BTreeMap<Year, Date>,
        team: BTreeSet<ModeratorId>,
        now: Timestamp,
    ) -> Result<Self, RetentionError> {
        let lasting =
            [Term::Draft, Term::Unconfirmed, Term::Edition, Term::Mail, Term::Pending, Term::Departure];
        let terms = lasting.into_iter().map(|term| Ok((term, register.lasts(term)?)));
        Ok(Self { now, editions, team, terms: terms.collect::<Result<_, RetentionError>>()? })
    }

    /// Whether a term has passed since an instant, in days and months of Paris.
    fn has_passed(&self, term: Term, since: Timestamp) -> bool {
        let Some(span) = self.terms.get(&term) else { return false };
        let end = since.to_zoned(Zone::PARIS.rules()).checked_add(*span);
        end.is_ok_and(|end| end.timestamp() <= self.now)
    }

    /// Whether what concerns an edition in private goes. Of one that is not known, nothing goes.
    pub fn is_over(&self, edition: Year) -> bool {
        let Some((last, span)) = self.editions.get(&edition).zip(self.terms.get(&Term::Edition)) else {
            return false;
        };
        last.checked_add(*span).is_ok_and(|end| Zone::PARIS.date(self.now) > end)
    }

    /// What becomes of an event's own row.
    pub fn of_event(&self, event: &Event) -> Verdict {
        if event.state() == State::Unconfirmed && self.has_passed(Term::Unconfirmed, event.submitted_at) {
            return Verdict::Remove(Why::Due(Term::Unconfirmed));
        }
        if !self.is_over(event.edition) {
            return Verdict::Keep;
        }
        reworded(
            Rewording::Event(event.clone(), redact::event(event, &Whom::Everyone)),
            Why::Due(Term::Edition),
        )
    }

    /// What becomes of a row of this kind. `event`: the event that it belongs to ([`event_of`]), none if it is gone.
    pub fn due(&self, kind: Kind, row: &Row, event: Option<&Event>) -> Result<Verdict, StoreError> {
        let edition = Why::Due(Term::Edition);
        if event_of(kind, &row.key).is_some() && event.is_none() {
            return Ok(Verdict::Remove(Why::Orphan));
        }
        let is_over = event.is_some_and(|event| self.is_over(event.edition));
        Ok(match kind {
            Kind::Event => self.of_event(&row.read()?),
            Kind::Revision if is_over => {
                let before: Revision = row.read()?;
                let shown = event.and_then(Event::shown).is_some_and(|shown| key_of(shown) == row.key.sk);
                let after = redact::revision(&before, shown, &Whom::Everyone);
                reworded(Rewording::Revision(before, after), edition)
            }
            Kind::Log | Kind::Journal if is_over => {
                let before: LogEntry = row.read()?;
                let after = redact::log(&before, &Whom::Everyone);
                reworded(Rewording::Log(before, after), edition)
            }
            Kind::Waiting if is_over => {
                let before: Waiting = row.read()?;
                let after = Waiting { assigned: None, ..before.clone() };
                reworded(Rewording::Waiting(before, after), edition)
            }
            Kind::Colleague | Kind::EventOf if is_over => Verdict::Remove(edition),
            Kind::Organiser => {
                let known: Organiser = row.read()?;
                let all_over = known.confirmed_editions.iter().all(|year| self.is_over(Year::from(*year)));
                removed_if(all_over && !known.confirmed_editions.is_empty(), edition)
            }
            Kind::Mailing => {
                let before: Mailing = row.read()?;
                if self.is_over(before.edition) {
                    let after = redact::mailing(&before);
                    reworded(Rewording::Mailing(before, after), edition)
                } else {
                    Verdict::Keep
                }
            }
            Kind::Draft => {
                let draft: Draft = row.read()?;
                removed_if(self.has_passed(Term::Draft, draft.saved_at), Why::Due(Term::Draft))
            }
            Kind::Subscriber => self.of_subscriber(&row.read()?),
            Kind::Departure => self.of_left(&row.read()?),
            Kind::Pace => removed_if(!self.has_moderator(&row.key), Why::Due(Term::Team)),
            Kind::Delivery => removed_if(self.has_expired(row, LEFT_TO_DYNAMODB), Why::Due(Term::Mail)),
            Kind::Mail => {
                let gone = match row.number("expires_at") {
                    Some(_) => self.has_expired(row, 0),
                    None => settled_at(&row.read::<Mail>()?.status)
                        .is_some_and(|at| self.has_passed(Term::Mail, at)),
                };
                removed_if(gone, Why::Due(Term::Mail))
            }
            _ => removed_if(self.has_expired(row, 0), Why::Due(Term::Transient)),
        })
    }

    fn of_subscriber(&self, subscriber: &Subscriber) -> Verdict {
        match &subscriber.standing {
            Standing::Pending { consent, .. } => {
                removed_if(self.has_passed(Term::Pending, consent.at), Why::Due(Term::Pending))
            }
            Standing::Active { .. } => Verdict::Keep,
            Standing::Left(left) => self.of_left(left),
        }
    }

    fn of_left(&self, left: &Left) -> Verdict {
        removed_if(self.has_passed(Term::Departure, left.at), Why::Due(Term::Departure))
    }

    fn has_expired(&self, row: &Row, later: i64) -> bool {
        row.number("expires_at").is_some_and(|at| at + later <= self.now.as_second())
    }

    fn has_moderator(&self, key: &RowKey) -> bool {
        part(&key.pk, 1).and_then(|id| ModeratorId::parse(id).ok()).is_none_or(|id| self.team.contains(&id))
    }
}

/// The event that a row belongs to, by its key: it goes with it.
pub fn event_of(kind: Kind, key: &RowKey) -> Option<EventId> {
    let id = match kind {
        Kind::Revision | Kind::Log | Kind::Colleague => part(&key.pk, 1),
        Kind::Journal | Kind::EventOf | Kind::Waiting | Kind::Profile | Kind::Told => part(&key.sk, 1),
        _ => None,
    };
    id.and_then(|id| EventId::parse(id).ok())
}

/// The row of an event.
pub fn key_of_event(event: EventId) -> RowKey {
    RowKey { pk: format!("EVENT#{event}"), sk: "META".into() }
}

fn key_of(revision: model::content::RevisionNumber) -> String {
    format!("REV#{:05}", revision.get())
}

fn part(key: &str, nth: usize) -> Option<&str> {
    key.split('#').nth(nth)
}

fn settled_at(status: &Status) -> Option<Timestamp> {
    match status {
        Status::Pending { .. } => None,
        Status::Claimed { at, .. } | Status::Sent { at, .. } | Status::Refused { at, .. } => Some(*at),
        Status::Skipped { at } => Some(*at),
        Status::Unknown { since, .. } => Some(*since),
    }
}

fn removed_if(goes: bool, why: Why) -> Verdict {
    if goes { Verdict::Remove(why) } else { Verdict::Keep }
}
