//! Whoever runs the service, where a step is theirs.

use super::{Actor, Author};
use crate::id::ModeratorId;
use crate::text::Line;

/// In the place of a moderator's name: it is read where events are moderated.
const NAME: &str = "L’opérateur du service";

/// Whoever runs the service: of no team, and of no name. What they do is done by hand, with the rights of the account.
#[derive(Debug, Clone)]
pub struct Operator(Line<100>);

impl Default for Operator {
    fn default() -> Self {
        let Ok(name) = Line::parse(NAME) else { unreachable!("a name fits in a line") };
        Self(name)
    }
}

impl Author for Operator {
    fn moderator(&self) -> ModeratorId {
        ModeratorId::derive(&[b"the operator of the service"])
    }

    fn moderator_name(&self) -> &Line<100> {
        &self.0
    }

    fn actor(&self) -> Actor {
        Actor::Operator
    }
}
