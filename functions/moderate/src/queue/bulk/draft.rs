//! The form of the check page: what was chosen and typed, and the order that it makes.

use model::edition::{Edition, Year};
use model::event::MESSAGE_MAX;
use model::french;
use model::id::{ModeratorId, OrderId};
use model::moderation::Moderator;
use model::order::Action;
use model::text::{Prose, TextError};

use super::Kind;

/// The form, as sent.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    pub(super) action: String,
    /// The events, in the order of the page.
    pub(super) cible: Vec<String>,
    pub(super) reason: String,
    pub(super) message: String,
    pub(super) to: String,
    pub(super) confirm: String,
    /// Drawn when the page was opened: the same page sent twice is one order.
    pub(super) cle: String,
}

/// What is missing before an order can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    NoReason,
    NoMessage,
    LongMessage { length: usize, max: usize },
    NoColleague,
    NotConfirmed,
}

impl Sent {
    /// What is ordered, or all that is missing, in the order of the page.
    pub(super) fn action(
        &self,
        kind: Kind,
        edition: &Edition,
        team: &[Moderator],
    ) -> Result<Action, Vec<Problem>> {
        let mut problems = Vec::new();
        let action = match kind {
            Kind::Publish => Some(Action::Publish),
            Kind::Reject => self.rejection(edition, &mut problems),
            Kind::Assign => {
                let to = ModeratorId::parse(&self.to).ok();
                let to = to.filter(|to| team.iter().any(|member| member.id == *to));
                if to.is_none() {
                    problems.push(Problem::NoColleague);
                }
                to.map(|to| Action::Assign { to })
            }
        };
        if self.confirm != "oui" {
            problems.push(Problem::NotConfirmed);
        }
        action.filter(|_| problems.is_empty()).ok_or(problems)
    }

    fn rejection(&self, edition: &Edition, problems: &mut Vec<Problem>) -> Option<Action> {
        let reason = edition.reasons.refusal(&self.reason);
        if reason.is_none() {
            problems.push(Problem::NoReason);
        }
        let message = match Prose::<MESSAGE_MAX>::parse(&self.message) {
            Ok(message) => Some(message),
            Err(TextError::Empty) => None,
            Err(TextError::TooLong { length, max }) => {
                problems.push(Problem::LongMessage { length, max });
                return None;
            }
        };
        // A reason that says nothing by itself would leave the organiser without any.
        if message.is_none() && reason.is_some_and(|reason| !reason.says_something()) {
            problems.push(Problem::NoMessage);
        }
        Some(Action::Reject { reason: reason?.clone(), message })
    }

    /// The order's identifier: that of who gives it, of the page it was given on and of all that it says.
    pub(super) fn order(&self, moderator: ModeratorId, year: Year) -> OrderId {
        let (moderator, year) = (moderator.to_bytes(), year.get().to_be_bytes());
        let fields = [&self.cle, &self.action, &self.reason, &self.message, &self.to, &self.cible.join("&")];
        let mut parts: Vec<&[u8]> = vec![&moderator, &year];
        parts.extend(fields.map(String::as_bytes));
        OrderId::derive(&parts)
    }
}

impl Problem {
    /// The field to go to.
    pub(super) fn anchor(self) -> &'static str {
        match self {
            Self::NoReason => "reason",
            Self::NoMessage | Self::LongMessage { .. } => "message",
            Self::NoColleague => "to",
            Self::NotConfirmed => "confirm-oui",
        }
    }

    pub(super) fn message(self) -> String {
        match self {
            Self::NoReason => "Choisissez un motif de refus dans la liste.".into(),
            Self::NoMessage => {
                "Expliquez la raison du refus\u{a0}: les organisateurs recevront ce texte. Exemple\u{a0}: \
                                «\u{a0}L’événement fait double emploi avec celui de votre délégation.\u{a0}»"
                    .into()
            }
            Self::LongMessage { length, max } => {
                let (length, max) = (french::number(length), french::number(max));
                format!("Ce texte compte {length} caractères\u{a0}: raccourcissez-le à {max} au plus.")
            }
            Self::NoColleague => "Choisissez la personne à qui confier ces événements.".into(),
            Self::NotConfirmed => "Relisez la liste, puis cochez la case pour donner votre accord.".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::sample;
    use model::reason::OTHER;

    fn sent() -> Sent {
        Sent { confirm: "oui".into(), cle: "a1".into(), ..Sent::default() }
    }

    fn action(sent: &Sent, kind: Kind) -> Result<Action, Vec<Problem>> {
        sent.action(kind, &sample::edition(), &[sample::national("Alex"), sample::reunion("Noa")])
    }

    #[test]
    fn the_form_as_served_orders_nothing() {
        let served = Sent { confirm: String::new(), ..sent() };
        for kind in [Kind::Publish, Kind::Reject, Kind::Assign] {
            assert!(action(&served, kind).unwrap_err().contains(&Problem::NotConfirmed), "{kind:?}");
        }
    }

    #[test]
    fn publishing_needs_nothing_but_an_agreement() {
        assert_eq!(action(&sent(), Kind::Publish), Ok(Action::Publish));
    }

    #[test]
    fn refusing_needs_a_reason_of_the_list_and_a_text_when_it_says_nothing() {
        let with = |reason: &str, message: &str| {
            action(&Sent { reason: reason.into(), message: message.into(), ..sent() }, Kind::Reject)
        };
        assert!(matches!(with("hors-sujet", ""), Ok(Action::Reject { message: None, .. })));
        assert!(matches!(with(OTHER, "Doublon."), Ok(Action::Reject { message: Some(_), .. })));
        assert_eq!(with(OTHER, " \n "), Err(vec![Problem::NoMessage]));
        assert_eq!(with("inconnu", "Doublon."), Err(vec![Problem::NoReason]));
        let long = Problem::LongMessage { length: MESSAGE_MAX + 1, max: MESSAGE_MAX };
        assert_eq!(with("hors-sujet", &"x".repeat(MESSAGE_MAX + 1)), Err(vec![long]));
    }

    #[test]
    fn events_are_entrusted_to_a_member_of_the_team_only() {
        let to = |id: String| action(&Sent { to: id, ..sent() }, Kind::Assign);
        let noa = sample::reunion("Noa").id;
        assert_eq!(to(noa.to_string()), Ok(Action::Assign { to: noa }));
        assert_eq!(to(sample::national("Sam").id.to_string()), Err(vec![Problem::NoColleague]));
        assert_eq!(to(String::new()), Err(vec![Problem::NoColleague]));
    }

    #[test]
    fn the_same_page_sent_twice_is_one_order_and_anything_else_another() {
        let (alex, year) = (sample::national("Alex").id, Year::from(2027));
        let one = Sent { cible: vec!["a.1".into(), "b.1".into()], ..sent() };
        assert_eq!(one.order(alex, year), one.clone().order(alex, year));
        let others = [
            Sent { cle: "a2".into(), ..one.clone() },
            Sent { cible: vec!["a.1".into()], ..one.clone() },
            Sent { message: "Un mot.".into(), ..one.clone() },
        ];
        for other in others {
            assert_ne!(other.order(alex, year), one.order(alex, year), "{other:?}");
        }
        assert_ne!(one.order(sample::reunion("Noa").id, year), one.order(alex, year));
    }
}
