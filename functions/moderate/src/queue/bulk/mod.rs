//! Deciding about many events at once: a page that lists them all, an order, and what has become of it.

mod check;
mod draft;
mod fields;
mod follow;
mod found;
mod give;
mod targets;

pub(super) use check::show;
pub(super) use follow::{follow, undo};
pub(super) use give::give;

use model::order::Action;

use super::wording::events;

/// What one can order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Publish,
    Reject,
    Assign,
}

impl Kind {
    fn from_code(code: &str) -> Option<Self> {
        [Self::Publish, Self::Reject, Self::Assign].into_iter().find(|kind| kind.code() == code)
    }

    fn of(action: &Action) -> Self {
        match action {
            Action::Publish => Self::Publish,
            Action::Reject { .. } => Self::Reject,
            Action::Assign { .. } => Self::Assign,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Reject => "reject",
            Self::Assign => "assign",
        }
    }

    /// « Publier 42 événements ».
    fn to_do(self, count: usize) -> String {
        let verb = match self {
            Self::Publish => "Publier",
            Self::Reject => "Refuser",
            Self::Assign => "Confier",
        };
        format!("{verb} {}", events(count))
    }

    /// « Publication de 42 événements ».
    fn under_way(self, count: usize) -> String {
        match self {
            Self::Publish => format!("Publication de {}", events(count)),
            Self::Reject => format!("Refus de {}", events(count)),
            Self::Assign => format!("{} à confier", events(count)),
        }
    }

    /// What each event is once it is done, in the plural.
    fn done(self, count: usize) -> &'static str {
        match (self, count > 1) {
            (Self::Publish, false) => "publié",
            (Self::Publish, true) => "publiés",
            (Self::Reject, false) => "refusé",
            (Self::Reject, true) => "refusés",
            (Self::Assign, false) => "confié",
            (Self::Assign, true) => "confiés",
        }
    }
}
