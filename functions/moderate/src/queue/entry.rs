//! One event of the queue, as the pages list it.

use model::french;
use model::practical::Status;
use model::spam::SUSPICIOUS;
use model::waiting::{REMINDER, Waiting};

use super::bearer::Bearer;

/// A line of the list, or of the check page.
pub(super) struct Entry<'a> {
    pub(super) waiting: &'a Waiting,
    /// Its decision page.
    pub(super) path: String,
    /// How long it has waited, in words.
    pub(super) age: String,
    /// Whether moderators have been reminded of it.
    pub(super) is_late: bool,
    /// The name of the colleague who has been entrusted with it.
    pub(super) entrusted: Option<&'a str>,
    /// What its organiser has announced since it is in the programme; none when it takes place as planned.
    pub(super) announced: Option<Status>,
    /// Whether it is on the programme's home.
    pub(super) is_featured: bool,
}

impl<'a> Entry<'a> {
    pub(super) fn of(waiting: &'a Waiting, bearer: &'a Bearer) -> Self {
        let age = waiting.age(bearer.now);
        let colleague = waiting.assigned.map(|id| {
            // A colleague who has left the team is named no more, but the event is still theirs.
            bearer.member(id).map_or("une personne qui a quitté l’équipe", |member| member.name.as_str())
        });
        Self {
            waiting,
            path: bearer.decision_path(waiting.event, waiting.revision),
            age: french::age(age),
            is_late: age > REMINDER,
            entrusted: colleague,
            announced: None,
            is_featured: false,
        }
    }

    /// With what its organiser has announced.
    pub(super) fn announcing(self, status: Option<Status>) -> Self {
        Self { announced: status.filter(|status| !status.is_usual()), ..self }
    }

    /// With whether it is on the programme's home.
    pub(super) fn featured(self, is_featured: bool) -> Self {
        Self { is_featured, ..self }
    }

    pub(super) fn is_suspicious(&self) -> bool {
        self.waiting.suspicion >= SUSPICIOUS
    }

    pub(super) fn has_badges(&self) -> bool {
        self.deserves_a_look() || self.entrusted.is_some()
    }

    /// Whether it deserves a look of its own before a bulk decision.
    pub(super) fn deserves_a_look(&self) -> bool {
        let Waiting { look_alike, is_edit, screened, .. } = self.waiting;
        look_alike.is_some() || self.is_suspicious() || *is_edit || !screened
    }
}
