//! The day's figures.

use model::event::{Actor, Deed, LogEntry, Outcome};
use model::id::{EventId, ModeratorId};
use model::moderation::{Moderator, Scope};
use model::waiting::Waiting;

use super::bearer::Bearer;

/// The figures of a moderator's scope.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Figures<'a> {
    /// How many wait.
    pub(super) waiting: usize,
    /// The one that has waited longest.
    pub(super) oldest: Option<&'a Waiting>,
    /// How many decisions were taken today.
    pub(super) decided: usize,
    /// How many of them by who looks at the page.
    pub(super) by_oneself: usize,
}

impl<'a> Figures<'a> {
    /// `visible`: all that the bearer may see, oldest first; `journal`: what has happened today, oldest first.
    pub(super) fn of(visible: &'a [Waiting], journal: &[LogEntry], bearer: &Bearer) -> Self {
        let deciders = standing(journal);
        let oneself = &bearer.moderator;
        let is_close = |decider: &ModeratorId| {
            *decider == oneself.id
                || oneself.is_national()
                || bearer.member(*decider).is_some_and(|colleague| share_a_region(oneself, colleague))
        };
        Self {
            waiting: visible.len(),
            oldest: visible.first(),
            decided: deciders.iter().filter(|decider| is_close(decider)).count(),
            by_oneself: deciders.iter().filter(|decider| **decider == oneself.id).count(),
        }
    }
}

/// Who took each of the decisions that stand. The journal does not say where an event takes place, so that a scope is
/// told by its people: the national team counts everyone's decisions, a regional moderator those of the colleagues of
/// their regions and their own. Withdrawing what is in the programme empties no queue: it does not count.
fn standing(journal: &[LogEntry]) -> Vec<ModeratorId> {
    let mut decisions: Vec<(EventId, Option<ModeratorId>)> = Vec::new();
    for entry in journal {
        match (&entry.deed, &entry.actor) {
            (Deed::Decided { decision }, Actor::Moderator { moderator, .. }) => {
                let counts = !matches!(decision.outcome, Outcome::Withdraw { .. });
                decisions.push((entry.event, counts.then_some(*moderator)));
            }
            (Deed::Undone | Deed::TakenBack, _) => {
                // What was decided yesterday and is undone today is not among them.
                if let Some(last) = decisions.iter().rposition(|(event, _)| *event == entry.event) {
                    decisions.remove(last);
                }
            }
            _ => {}
        }
    }
    decisions.into_iter().filter_map(|(_, decider)| decider).collect()
}

fn share_a_region(one: &Moderator, other: &Moderator) -> bool {
    match &one.scope {
        Scope::National => other.is_national(),
        Scope::Regions { regions } => other.looks_after_one_of(regions),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::sample;
    use model::event::{Decision, State};
    use model::text::Prose;

    fn entry(event: &str, by: &Moderator, deed: Deed) -> LogEntry {
        LogEntry {
            event: EventId::derive(&[event.as_bytes()]),
            version: 4,
            at: sample::now(),
            actor: Actor::Moderator { moderator: by.id, name: by.name.clone() },
            deed,
            before: None,
            after: State::Published,
            revision: 1.into(),
            mails: vec![],
        }
    }

    fn decided(event: &str, by: &Moderator, outcome: Outcome) -> LogEntry {
        let decision = Box::new(Decision {
            outcome,
            revision: 1.into(),
            corrected: None,
            moderator: by.id,
            moderator_name: by.name.clone(),
            at: sample::now(),
            version: 4,
            undo_until: sample::now(),
            order: None,
        });
        entry(event, by, Deed::Decided { decision })
    }

    fn counted(bearer: &Moderator, journal: &[LogEntry]) -> (usize, usize) {
        let bearer = sample::bearer(bearer.clone());
        let figures = Figures::of(&[], journal, &bearer);
        (figures.decided, figures.by_oneself)
    }

    #[test]
    fn the_national_team_counts_everyone_and_a_region_its_own() {
        let (alex, noa, lou) = (sample::national("Alex"), sample::reunion("Noa"), sample::reunion("Lou"));
        let journal = [
            decided("a", &alex, Outcome::Publish),
            decided("b", &noa, Outcome::Publish),
            decided("c", &noa, Outcome::Spam),
        ];
        assert_eq!(counted(&alex, &journal), (3, 1));
        assert_eq!(counted(&noa, &journal), (2, 2));
        assert_eq!(counted(&lou, &journal), (2, 0), "Lou looks after La Réunion too");
    }

    #[test]
    fn what_was_undone_does_not_count_and_a_withdrawal_neither() {
        let alex = sample::national("Alex");
        let message = Prose::parse("La salle est fermée.").unwrap();
        let journal = [
            entry("yesterday’s", &alex, Deed::Undone),
            decided("a", &alex, Outcome::Publish),
            entry("a", &alex, Deed::Undone),
            decided("a", &alex, Outcome::Spam),
            decided("b", &alex, Outcome::Publish),
            decided("b", &alex, Outcome::Withdraw { message }),
            entry("b", &alex, Deed::Undone),
        ];
        assert_eq!(counted(&alex, &journal), (2, 2));
    }

    #[test]
    fn the_oldest_is_the_first_that_waits() {
        let bearer = sample::bearer(sample::reunion("Noa"));
        let visible = bearer.visible(vec![sample::waiting("Hier", 24), sample::waiting("Avant-hier", 48)]);
        let figures = Figures::of(&visible, &[], &bearer);
        assert_eq!((figures.waiting, figures.oldest), (2, visible.first()));
        assert_eq!(sample::titles(figures.oldest), ["Avant-hier"]);
    }
}
