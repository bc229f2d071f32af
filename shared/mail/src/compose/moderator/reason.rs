//! Why an event came to a moderator.

use model::content::Revision;
use model::event::Event;
use model::moderation::Moderator;

/// What follows "parce que".
pub(super) fn of(event: &Event, revision: &Revision, to: &Moderator, team: &[Moderator]) -> String {
    if event.standing.assigned == Some(to.id) {
        return "l’événement vous a été confié".into();
    }
    let regions = revision.content.regions();
    let theirs = regions.iter().find(|region| to.looks_after(**region));
    match theirs.or(regions.first()).copied() {
        Some(region) if to.looks_after(region) => format!("vous suivez la région {}", region.name()),
        Some(region) if to.is_national() && team.iter().any(|moderator| moderator.looks_after(region)) => {
            format!("personne n’est au travail en ce moment pour la région {}", region.name())
        }
        Some(region) if to.is_national() => {
            format!("personne ne suit la région {} pour cette édition", region.name())
        }
        None if to.is_national() => "l’équipe nationale suit les événements en ligne".into(),
        Some(_) | None => "l’équipe vous l’a transmise".into(),
    }
}
