//! Moderators and whom an event goes to.

use serde::{Deserialize, Serialize};

use crate::content::Content;
use crate::email::EmailAddress;
use crate::id::ModeratorId;
use crate::territory::Region;
use crate::text::Line;

/// A member of the organising team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moderator {
    /// For ever.
    pub id: ModeratorId,
    /// First and last name.
    pub name: Line<100>,
    /// Where they are written to.
    pub email: EmailAddress,
    /// What they look after.
    pub scope: Scope,
}

/// What a moderator looks after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Scope {
    /// Online events, and whatever has no regional moderator.
    National,
    /// Events that take place in these regions.
    Regions {
        /// The regions.
        regions: Vec<Region>,
    },
}

/// Who reviews an event: the moderators of its region, else the national team.
pub fn reviewers<'a>(content: &Content, team: &'a [Moderator]) -> Vec<&'a Moderator> {
    let regional: Vec<_> = team
        .iter()
        .filter(|moderator| match (&moderator.scope, content.region()) {
            (Scope::Regions { regions }, Some(region)) => regions.contains(&region),
            _ => false,
        })
        .collect();
    if regional.is_empty() {
        team.iter().filter(|moderator| moderator.scope == Scope::National).collect()
    } else {
        regional
    }
}
