//! Words that several pages of the queue share.

use model::french;
use model::moderation::{Moderator, Scope};
use model::territory::Region;

/// « 1 événement », « 42 événements ».
pub(super) fn events(count: usize) -> String {
    format!("{}\u{a0}événement{}", french::number(count), if count > 1 { "s" } else { "" })
}

/// What a moderator looks after: « équipe nationale », « Bretagne, Normandie ».
pub(super) fn scope(moderator: &Moderator) -> String {
    match &moderator.scope {
        Scope::National => "équipe nationale".into(),
        Scope::Regions { regions } => regions.iter().map(Region::name).collect::<Vec<_>>().join(", "),
    }
}
