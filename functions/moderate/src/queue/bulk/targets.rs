//! The events of a bulk decision: as the form lists them, and within the bearer's scope.

use std::collections::{HashMap, HashSet};

use futures_util::future::try_join_all;
use model::content::Content;
use model::edition::Year;
use model::event::Event;
use model::id::{EventId, ModeratorId};
use model::moderation::Moderator;
use model::order::Target;
use model::waiting::Waiting;
use store::{Store, StoreError};

/// How many events are read at the same time.
const AT_ONCE: usize = 25;

/// The text is not `<event>.<revision>` or `<event>.<revision>.<who was entrusted with it>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoTarget;

/// A target as the form carries it.
pub(super) fn write(waiting: &Waiting) -> String {
    let Waiting { event, revision, .. } = waiting;
    match waiting.assigned {
        Some(assigned) => format!("{event}.{revision}.{assigned}"),
        None => format!("{event}.{revision}"),
    }
}

/// The targets of the form, in its order, each event once.
pub(super) fn read(sent: &[String]) -> Result<Vec<Target>, NoTarget> {
    let mut seen = HashSet::new();
    let mut targets = sent.iter().map(|text| read_one(text)).collect::<Result<Vec<_>, _>>()?;
    targets.retain(|target| seen.insert(target.event));
    Ok(targets)
}

fn read_one(text: &str) -> Result<Target, NoTarget> {
    let mut parts = text.split('.');
    let (event, revision) = (parts.next().ok_or(NoTarget)?, parts.next().ok_or(NoTarget)?);
    let assigned = parts.next().map(ModeratorId::parse).transpose().map_err(|_| NoTarget)?;
    if parts.next().is_some() {
        return Err(NoTarget);
    }
    Ok(Target {
        event: EventId::parse(event).map_err(|_| NoTarget)?,
        revision: revision.parse::<u16>().map_err(|_| NoTarget)?.into(),
        assigned,
    })
}

/// An event that no longer waits, as it stands, with the content that a target is about.
pub(super) struct Elsewhere {
    pub(super) event: Event,
    pub(super) content: Content,
}

/// The events of these targets, for those that exist with this revision.
pub(super) async fn look_up(
    store: &Store,
    targets: &[Target],
) -> Result<HashMap<EventId, Elsewhere>, StoreError> {
    let mut found = HashMap::new();
    for some in targets.chunks(AT_ONCE) {
        let events = some.iter().map(|target| async {
            let (event, revision) =
                tokio::try_join!(store.event(target.event), store.revision(target.event, target.revision))?;
            Ok::<_, StoreError>(event.zip(revision))
        });
        for (event, revision) in try_join_all(events).await?.into_iter().flatten() {
            found.insert(event.id, Elsewhere { event, content: revision.content });
        }
    }
    Ok(found)
}

/// The targets as the order records them, or nothing if one of them is out of the moderator's scope. `waiting`: all that
/// waits in the edition; `elsewhere`: those of the others that exist. What no longer waits stays in the order if it is
/// within the scope: the desk leaves it out, and the order's page says so.
pub(super) fn within_scope(
    targets: Vec<Target>,
    moderator: &Moderator,
    year: Year,
    waiting: &HashMap<EventId, &Waiting>,
    elsewhere: &HashMap<EventId, Elsewhere>,
) -> Option<Vec<Target>> {
    let check = |target: Target| match (waiting.get(&target.event), elsewhere.get(&target.event)) {
        // Undoing gives the event back to whom it had been entrusted to, as the table says it, not the form.
        (Some(waiting), _) => {
            moderator.may_see(waiting).then_some(Target { assigned: waiting.assigned, ..target })
        }
        (None, Some(Elsewhere { event, content })) => {
            let is_within = moderator.is_national() || moderator.looks_after_one_of(&content.regions());
            (is_within && event.edition == year).then_some(target)
        }
        (None, None) => None,
    };
    targets.into_iter().map(check).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::sample;
    use model::order::MOST_TARGETS;

    fn sent(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn what_the_form_carries_reads_back() {
        let free = sample::waiting("Atelier", 1);
        let mut entrusted = sample::waiting("Visite", 1);
        entrusted.assigned = Some(sample::reunion("Noa").id);
        let targets = read(&[write(&free), write(&entrusted)]).unwrap();
        for (target, waiting) in targets.iter().zip([&free, &entrusted]) {
            assert_eq!(
                (target.event, target.revision, target.assigned),
                (waiting.event, waiting.revision, waiting.assigned)
            );
        }
    }

    #[test]
    fn the_longest_list_fits_the_largest_form() {
        let mut waiting = sample::waiting("Atelier", 1);
        (waiting.revision, waiting.assigned) = (u16::MAX.into(), Some(sample::reunion("Noa").id));
        let field = format!("&cible={}", write(&waiting));
        assert!(field.len() * MOST_TARGETS < web::body::MOST_BYTES / 10);
    }

    #[test]
    fn an_event_listed_twice_is_one_target() {
        let one = write(&sample::waiting("Atelier", 1));
        assert_eq!(read(&[one.clone(), one]).unwrap().len(), 1);
        assert_eq!(read(&[]), Ok(vec![]));
    }

    #[test]
    fn what_is_no_target_is_refused() {
        let event = sample::waiting("Atelier", 1).event;
        let with = |rest: &str| format!("{event}{rest}");
        for text in
            ["", ".", "x.1", &with(""), &with("."), &with(".x"), &with(".65536"), &with(".1."), &with(".1.x")]
        {
            assert_eq!(read(&sent(&[text])), Err(NoTarget), "{text:?}");
        }
        assert_eq!(read(&[with(&format!(".1.{event}.1"))]), Err(NoTarget));
    }

    fn checked(moderator: &Moderator, waiting: &Waiting) -> Option<Vec<Target>> {
        let targets = read(&[write(waiting)]).unwrap();
        let year = sample::edition().year;
        let queue = HashMap::from([(waiting.event, waiting)]);
        within_scope(targets, moderator, year, &queue, &HashMap::new())
    }

    #[test]
    fn a_target_out_of_scope_is_refused() {
        let (alex, noa) = (sample::national("Alex"), sample::reunion("Noa"));
        let mut elsewhere = sample::waiting("Atelier", 1);
        elsewhere.region = Some(sample::region("53"));
        assert!(checked(&alex, &elsewhere).is_some());
        assert_eq!(checked(&noa, &elsewhere), None);
        elsewhere.assigned = Some(noa.id);
        assert!(checked(&noa, &elsewhere).is_some(), "one is entrusted with it");
        assert!(checked(&noa, &sample::waiting("Ici", 1)).is_some());
    }

    #[test]
    fn one_target_out_of_scope_refuses_the_whole_order() {
        let noa = sample::reunion("Noa");
        let here = sample::waiting("Ici", 1);
        let mut there = sample::waiting("Là-bas", 1);
        there.region = None;
        let queue = HashMap::from([(here.event, &here), (there.event, &there)]);
        let targets = read(&[write(&here), write(&there)]).unwrap();
        assert_eq!(within_scope(targets, &noa, sample::edition().year, &queue, &HashMap::new()), None);
    }

    #[test]
    fn what_no_longer_waits_is_within_the_scope_of_each_of_its_regions() {
        let event = crate::sample::event(b"two regions");
        let mut content = serde_json::to_value(crate::sample::full().content).unwrap();
        content["attendance"]["places"] = serde_json::json!([
            { "name": "Mairie", "postcode": "35000", "town": "35238" },
            { "name": "Agence", "postcode": "75013", "town": "75056" },
        ]);
        let content = serde_json::from_value(content).unwrap();
        let elsewhere = HashMap::from([(event.id, Elsewhere { event: event.clone(), content })]);
        for (region, is_within) in [("53", true), ("11", true), ("84", false)] {
            let regions = vec![sample::region(region)];
            let noa = crate::sample::moderator("Noa", model::moderation::Scope::Regions { regions });
            let target = read(&[format!("{}.1", event.id)]).unwrap();
            let within = within_scope(target, &noa, event.edition, &HashMap::new(), &elsewhere);
            assert_eq!(within.is_some(), is_within, "{region}");
        }
    }

    #[test]
    fn an_event_that_nobody_knows_is_refused() {
        let target = read(&[write(&sample::waiting("Inconnu", 1))]).unwrap();
        let alex = sample::national("Alex");
        let year = sample::edition().year;
        assert_eq!(within_scope(target, &alex, year, &HashMap::new(), &HashMap::new()), None);
    }

    #[test]
    fn who_was_entrusted_before_is_what_the_table_says() {
        let (alex, noa) = (sample::national("Alex"), sample::reunion("Noa"));
        let mut waiting = sample::waiting("Atelier", 1);
        let forged = read(&[format!("{}.1.{}", waiting.event, alex.id)]).unwrap();
        waiting.assigned = Some(noa.id);
        let queue = HashMap::from([(waiting.event, &waiting)]);
        let targets = within_scope(forged, &alex, sample::edition().year, &queue, &HashMap::new()).unwrap();
        assert_eq!(targets[0].assigned, Some(noa.id));
    }
}
