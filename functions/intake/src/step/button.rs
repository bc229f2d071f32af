//! Which button of a step was pressed.

use form::Action;

/// A button of a step.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Button {
    /// To the next step; also what the Enter key presses.
    Go,
    /// To the step before.
    Back,
    /// To the page that says how to come back.
    Later,
    /// To the picture.
    Picture,
    /// A row is added, repeated, taken away.
    Row(Action),
}

/// The values of the buttons that the steps have beside those of `form`.
pub(crate) const LATER: &str = "plus-tard";
pub(crate) const PICTURE: &str = "image";

impl Button {
    /// The button of a value.
    pub(crate) fn of(value: &str) -> Self {
        match (value, Action::of(value)) {
            (LATER, _) => Self::Later,
            (PICTURE, _) => Self::Picture,
            (_, Action::Go) => Self::Go,
            (_, Action::Back) => Self::Back,
            (_, action) => Self::Row(action),
        }
    }

    /// What it does to what was typed.
    pub(crate) fn action(self) -> Option<Action> {
        match self {
            Self::Row(action) => Some(action),
            _ => None,
        }
    }
}
