//! Mails to a moderator about several events: digests, reminders, links.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::MailId;
use crate::edition::Year;
use crate::id::{EventId, ModeratorId, OrderId};
use crate::moderation::Moderator;
use crate::order::{Order, Target};
use crate::waiting::Waiting;

/// A mail to a moderator about several events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskLetter {
    /// To whom.
    pub moderator: ModeratorId,
    /// In which edition.
    pub edition: Year,
    /// Why.
    #[serde(flatten)]
    pub occasion: Occasion,
}

/// Why one writes to a moderator about several events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "occasion", rename_all = "kebab-case")]
pub enum Occasion {
    /// They asked for their link.
    LinkAsked {
        /// Which ten minutes it was asked in: one link each.
        window: i64,
    },
    /// The digest of the morning.
    Morning {
        /// The civil date in Paris.
        date: Date,
    },
    /// Many came in a short time.
    Burst {
        /// When the first of them was held back, in seconds since 1970.
        since: i64,
    },
    /// These have waited for two days.
    Reminder {
        /// Which.
        events: Vec<EventId>,
        /// Since when the first of them waits, in seconds since 1970: another wait is another letter.
        since: i64,
    },
    /// To the national team: these have waited for four days.
    Escalation {
        /// Which.
        events: Vec<EventId>,
        /// Since when the first of them waits, in seconds since 1970: another wait is another letter.
        since: i64,
    },
    /// A colleague entrusts them with the events of an order.
    Entrusted {
        /// Which.
        order: OrderId,
    },
}

impl DeskLetter {
    /// Whether it is about this event of the queue: one that waits for its moderator, one that it names, or one of its
    /// order that is still theirs.
    pub fn is_about(
        &self,
        waiting: &Waiting,
        team: &[Moderator],
        order: Option<&Order>,
        today: Date,
    ) -> bool {
        match &self.occasion {
            Occasion::LinkAsked { .. } | Occasion::Morning { .. } | Occasion::Burst { .. } => team
                .iter()
                .filter(|moderator| moderator.id == self.moderator)
                .any(|moderator| moderator.is_awaited_for(waiting, team, today)),
            Occasion::Reminder { events, .. } | Occasion::Escalation { events, .. } => {
                events.contains(&waiting.event)
            }
            Occasion::Entrusted { .. } => {
                let target =
                    |target: &Target| (target.event, target.revision) == (waiting.event, waiting.revision);
                waiting.assigned == Some(self.moderator)
                    && order.is_some_and(|order| order.targets.iter().any(target))
            }
        }
    }

    pub(super) fn id(&self) -> MailId {
        let Self { moderator, edition, occasion } = self;
        let of_events = |events: &[EventId]| {
            let bytes: Vec<_> = events.iter().flat_map(|event| event.to_bytes()).collect();
            OrderId::derive(&[&bytes])
        };
        let occasion = match occasion {
            Occasion::LinkAsked { window } => format!("link-{window}"),
            Occasion::Morning { date } => format!("morning-{date}"),
            Occasion::Burst { since } => format!("burst-{since}"),
            Occasion::Reminder { events, since } => format!("reminder-{since}-{}", of_events(events)),
            Occasion::Escalation { events, since } => format!("escalation-{since}-{}", of_events(events)),
            Occasion::Entrusted { order } => format!("entrusted-{order}"),
        };
        MailId(format!("{edition}-{moderator}-{occasion}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::EmailAddress;
    use crate::moderation::{Rhythm, Scope};
    use crate::order::Action;
    use crate::text::Line;
    use jiff::Timestamp;
    use jiff::civil::date;

    const TODAY: Date = date(2027, 9, 3);

    fn national(name: &str) -> Moderator {
        Moderator {
            id: ModeratorId::derive(&[name.as_bytes()]),
            name: Line::parse(name).unwrap(),
            email: EmailAddress::parse("m@exemple.gouv.fr").unwrap(),
            scope: Scope::National,
            rhythm: Rhythm::AtOnce,
            away_until: None,
        }
    }

    fn online(name: &str, assigned: Option<ModeratorId>) -> Waiting {
        Waiting {
            event: EventId::derive(&[name.as_bytes()]),
            version: 2,
            revision: 1.into(),
            since: Timestamp::UNIX_EPOCH,
            is_edit: false,
            title: Line::parse(name).unwrap(),
            summary: Line::parse(name).unwrap(),
            organisation: Line::parse("DITP").unwrap(),
            format: crate::vocabulary::Format::Atelier,
            when: String::new(),
            place: String::new(),
            departement: None,
            region: None,
            also_in: Vec::new(),
            assigned,
            screened: true,
            look_alike: None,
            suspicion: 0,
        }
    }

    fn order_for(to: ModeratorId, targets: &[&Waiting]) -> Order {
        let target = |it: &&Waiting| Target { event: it.event, revision: it.revision, assigned: None };
        Order {
            id: OrderId::derive(&[b"order"]),
            edition: 2027.into(),
            moderator: to,
            moderator_name: Line::parse("Alex").unwrap(),
            at: Timestamp::UNIX_EPOCH,
            undo_until: Timestamp::UNIX_EPOCH,
            undone_at: None,
            action: Action::Assign { to },
            targets: targets.iter().map(target).collect(),
        }
    }

    #[test]
    fn a_digest_is_about_what_waits_for_its_moderator_and_not_for_a_colleague() {
        let team = [national("Alex"), national("Lou")];
        let letter = DeskLetter {
            moderator: team[0].id,
            edition: 2027.into(),
            occasion: Occasion::Morning { date: TODAY },
        };
        let about = |assigned| letter.is_about(&online("a", assigned), &team, None, TODAY);
        assert!(about(None) && about(Some(team[0].id)) && !about(Some(team[1].id)));
        assert!(
            !letter.is_about(&online("a", None), &team[1..], None, TODAY),
            "who has left waits for nothing"
        );
    }

    #[test]
    fn a_reminder_is_about_the_events_that_it_names() {
        let team = [national("Alex")];
        let (named, other) = (online("a", None), online("b", None));
        let occasion = Occasion::Reminder { events: vec![named.event], since: 0 };
        let letter = DeskLetter { moderator: team[0].id, edition: 2027.into(), occasion };
        assert!(letter.is_about(&named, &team, None, TODAY) && !letter.is_about(&other, &team, None, TODAY));
    }

    #[test]
    fn an_order_is_told_for_the_events_that_are_still_theirs() {
        let team = [national("Alex"), national("Lou")];
        let (alex, lou) = (team[0].id, team[1].id);
        let theirs = online("a", Some(alex));
        let order = order_for(alex, &[&theirs, &online("b", None)]);
        let occasion = Occasion::Entrusted { order: order.id };
        let letter = DeskLetter { moderator: alex, edition: 2027.into(), occasion };
        let about = |waiting: &Waiting| letter.is_about(waiting, &team, Some(&order), TODAY);
        assert!(about(&theirs));
        assert!(!about(&online("a", Some(lou))), "it went to another since");
        assert!(!about(&Waiting { revision: 2.into(), ..theirs.clone() }), "another revision has come since");
        assert!(!about(&online("c", Some(alex))), "it was not in the order");
    }
}
