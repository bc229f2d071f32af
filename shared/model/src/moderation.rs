//! Moderators, whom an event goes to, and what each may see.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::email::EmailAddress;
use crate::event::Author;
use crate::id::ModeratorId;
use crate::territory::Region;
use crate::text::Line;
use crate::waiting::Waiting;

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
    /// When they want to be written to.
    #[serde(default)]
    pub rhythm: Rhythm,
    /// The last day of their absence: others take over until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away_until: Option<Date>,
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

/// When a moderator wants to be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rhythm {
    /// For each event, at once.
    #[default]
    AtOnce,
    /// Once a morning, for all that waits.
    Digest,
    /// Both.
    Both,
}

impl Rhythm {
    /// Whether an event that comes in is told at once.
    pub fn at_once(self) -> bool {
        self != Self::Digest
    }

    /// Whether there is a digest in the morning.
    pub fn each_morning(self) -> bool {
        self != Self::AtOnce
    }
}

impl Moderator {
    /// Whether they are at work on this day.
    pub fn is_available(&self, today: Date) -> bool {
        self.away_until.is_none_or(|last| today > last)
    }

    /// Whether they look after the whole country.
    pub fn is_national(&self) -> bool {
        self.scope == Scope::National
    }

    /// Whether they look after this region.
    pub fn looks_after(&self, region: Region) -> bool {
        matches!(&self.scope, Scope::Regions { regions } if regions.contains(&region))
    }

    /// Whether they look after one of these regions.
    pub fn looks_after_one_of<'a>(&self, regions: impl IntoIterator<Item = &'a Region>) -> bool {
        regions.into_iter().any(|region| self.looks_after(*region))
    }

    /// Whether an event of these regions (none: online) is theirs to look after: the national team's is the whole country.
    pub fn oversees(&self, regions: &[Region]) -> bool {
        self.is_national() || self.looks_after_one_of(regions)
    }

    /// Whether their queue shows an event: the national team sees the whole country, others their regions, and everyone
    /// what they have been entrusted with.
    pub fn may_see(&self, waiting: &Waiting) -> bool {
        waiting.assigned == Some(self.id) || self.oversees(&waiting.regions())
    }

    /// Whether an event waits for them in particular: see [`awaited`].
    pub fn is_awaited_for(&self, waiting: &Waiting, team: &[Self], today: Date) -> bool {
        let awaited = awaited(waiting.assigned, &waiting.regions(), team, today);
        awaited.iter().any(|moderator| moderator.id == self.id)
    }
}

impl Author for Moderator {
    fn moderator(&self) -> ModeratorId {
        self.id
    }

    fn moderator_name(&self) -> &Line<100> {
        &self.name
    }
}

/// Whom an event of these regions (none: online) waits for: the moderator entrusted with it, or the reviewers of its
/// regions when nobody is, or when they are away or have left.
pub fn awaited<'a>(
    assigned: Option<ModeratorId>,
    regions: &[Region],
    team: &'a [Moderator],
    today: Date,
) -> Vec<&'a Moderator> {
    let entrusted = |moderator: &&Moderator| assigned == Some(moderator.id) && moderator.is_available(today);
    match team.iter().find(entrusted) {
        Some(moderator) => vec![moderator],
        None => reviewers(regions, team, today),
    }
}

/// Who reviews an event of these regions (none: online): those at work who look after one of them, else the national team's
/// who are at work, else the whole national team.
pub fn reviewers<'a>(regions: &[Region], team: &'a [Moderator], today: Date) -> Vec<&'a Moderator> {
    let regional = |moderator: &&Moderator| moderator.looks_after_one_of(regions);
    let available = |moderator: &&Moderator| moderator.is_available(today);
    let regional: Vec<_> = team.iter().filter(regional).filter(available).collect();
    if regional.is_empty() { national_team(team, today) } else { regional }
}

/// The national team's members who are at work; all of them if none is.
pub fn national_team(team: &[Moderator], today: Date) -> Vec<&Moderator> {
    let national: Vec<_> = team.iter().filter(|moderator| moderator.is_national()).collect();
    let available: Vec<_> =
        national.iter().copied().filter(|moderator| moderator.is_available(today)).collect();
    if available.is_empty() { national } else { available }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn member(name: &str, scope: Scope, away_until: Option<Date>) -> Moderator {
        Moderator {
            id: ModeratorId::derive(&[name.as_bytes()]),
            name: Line::parse(name).unwrap(),
            email: EmailAddress::parse("m@exemple.gouv.fr").unwrap(),
            scope,
            rhythm: Rhythm::AtOnce,
            away_until,
        }
    }

    fn reunion() -> Scope {
        Scope::Regions { regions: vec![Region::LA_REUNION] }
    }

    const TODAY: Date = date(2027, 9, 3);

    fn names<'a>(team: &'a [Moderator], regions: &[Region]) -> Vec<&'a str> {
        reviewers(regions, team, TODAY).iter().map(|moderator| moderator.name.as_str()).collect()
    }

    #[test]
    fn a_region_has_its_moderators_and_what_is_online_is_national() {
        let team = [member("Noa", reunion(), None), member("Alex", Scope::National, None)];
        assert_eq!(names(&team, &[Region::LA_REUNION]), ["Noa"]);
        assert_eq!(names(&team, &[]), ["Alex"]);
    }

    #[test]
    fn an_event_of_several_regions_comes_to_the_moderators_of_each() {
        let bretagne = Scope::Regions { regions: vec![Region::BRETAGNE] };
        let (noa, yann) = (member("Noa", reunion(), None), member("Yann", bretagne, None));
        let team = [noa, yann, member("Alex", Scope::National, None)];
        assert_eq!(names(&team, &[Region::BRETAGNE, Region::LA_REUNION]), ["Noa", "Yann"]);
        assert_eq!(names(&team, &[Region::CORSE, Region::BRETAGNE]), ["Yann"]);
        assert_eq!(names(&team, &[Region::CORSE]), ["Alex"]);
    }

    #[test]
    fn a_region_whose_moderators_are_away_falls_back_to_the_national_team() {
        let away = [member("Noa", reunion(), Some(TODAY)), member("Alex", Scope::National, None)];
        assert_eq!(names(&away, &[Region::LA_REUNION]), ["Alex"]);
        let back = [member("Noa", reunion(), Some(date(2027, 9, 2))), member("Alex", Scope::National, None)];
        assert_eq!(names(&back, &[Region::LA_REUNION]), ["Noa"]);
    }

    #[test]
    fn what_was_entrusted_to_someone_who_is_away_or_has_left_waits_for_the_others() {
        let team = [member("Noa", reunion(), None), member("Alex", Scope::National, Some(TODAY))];
        let names = |assigned: &str| -> Vec<_> {
            let assigned = Some(ModeratorId::derive(&[assigned.as_bytes()]));
            let awaited = awaited(assigned, &[Region::LA_REUNION], &team, TODAY);
            awaited.into_iter().map(|moderator| moderator.name.as_str()).collect()
        };
        assert_eq!(names("Noa"), ["Noa"]);
        assert_eq!(names("Alex"), ["Noa"], "away");
        assert_eq!(names("Lou"), ["Noa"], "left");
    }

    #[test]
    fn when_everyone_is_away_the_national_team_is_written_to_all_the_same() {
        let team = [
            member("Noa", reunion(), Some(TODAY)),
            member("Alex", Scope::National, Some(TODAY)),
            member("Lou", Scope::National, Some(TODAY)),
        ];
        assert_eq!(names(&team, &[Region::LA_REUNION]), ["Alex", "Lou"]);
    }
}
