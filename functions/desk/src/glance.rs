//! The month at a glance: what every round says in the log, for the dashboard of `infra/watch.yaml` to draw.

use model::edition::Year;

use crate::round::Scene;

/// How much waits for the moderators.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Glance {
    edition: Year,
    /// Events that wait for a decision.
    waiting: usize,
    /// For how many whole hours the oldest of them has waited; 0 when nothing waits.
    oldest_hours: i64,
}

impl Glance {
    pub(crate) fn of(scene: &Scene) -> Self {
        let oldest = scene.waiting.iter().map(|waiting| waiting.age(scene.now)).max();
        let oldest_hours = oldest.map_or(0, |age| age.as_hours().max(0));
        Self { edition: scene.edition, waiting: scene.waiting.len(), oldest_hours }
    }

    /// Figures only: metric filters of `infra/watch.yaml` read them by these names.
    pub(crate) fn tell(&self) {
        tracing::info!(
            edition = self.edition.get(),
            waiting = self.waiting,
            oldest_hours = self.oldest_hours,
            "the desk goes round"
        );
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};
    use model::waiting::Waiting;
    use serde_json::json;

    use super::*;

    fn waiting(since: Timestamp) -> Waiting {
        serde_json::from_value(json!({
            "event": "abcdefghjkmn", "version": 1, "revision": 1, "since": since, "is_edit": false,
            "title": "Atelier", "summary": "Un atelier", "organisation": "DITP", "format": "atelier",
            "when": "Le 4 novembre", "place": "Rennes", "suspicion": 0,
        }))
        .unwrap()
    }

    fn glance(ages_in_minutes: &[i64]) -> Glance {
        let now = "2027-11-09T08:00:00Z".parse().unwrap();
        let waiting =
            ages_in_minutes.iter().map(|age| waiting(now - SignedDuration::from_mins(*age))).collect();
        Glance::of(&Scene { edition: Year::from(2027), team: vec![], waiting, now })
    }

    #[test]
    fn the_oldest_is_told_in_whole_hours_wherever_it_stands() {
        let seen = glance(&[59, 49 * 60 + 59, 0]);
        assert_eq!((seen.waiting, seen.oldest_hours), (3, 49));
    }

    #[test]
    fn nothing_waits_for_no_time() {
        let seen = glance(&[]);
        assert_eq!((seen.waiting, seen.oldest_hours), (0, 0));
    }

    #[test]
    fn another_clock_that_is_ahead_makes_no_age_negative() {
        assert_eq!(glance(&[-90]).oldest_hours, 0);
    }
}
