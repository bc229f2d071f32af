//! What follows when an event is put on the programme's home, or taken off.

use super::*;

fn featured(event: &Event, featured: bool, now: Timestamp) -> Step {
    Step::feature(event.clone(), featured, &moderator(), &content(), now).unwrap()
}

fn shown(step: &Step) -> &Publication {
    match &step.publication {
        Projection::Set(shown) => shown,
        other => panic!("not shown: {other:?}"),
    }
}

#[test]
fn the_programme_shows_it_there_and_as_unchanged_and_nobody_is_written_to() {
    let event = published();
    let step = featured(&event, true, at(1000));
    let before = Publication::of(&event, &content()).unwrap();
    assert_eq!(shown(&step), &Publication { featured: true, ..before.clone() });
    assert_eq!((&step.waiting, &step.profile), (&Projection::Unchanged, &Projection::Unchanged));
    assert!(step.letters.is_empty() && step.revision.is_none());
    assert_eq!(step.log.deed.code(), "featured");
    let name = moderator().name;
    assert!(matches!(&step.log.actor, Actor::Moderator { name: by, .. } if *by == name));
    let back = featured(&step.after, false, at(1100));
    assert_eq!((shown(&back), back.log.deed.code()), (&before, "unfeatured"));
}

#[test]
fn what_was_said_of_it_and_the_revision_under_review_stay_what_they_are() {
    let edited = Step::edit(said(&published(), 0, full()).after, &person(0), 1.into(), revision(), at(1500));
    let step = featured(&edited.unwrap().after, true, at(1600));
    let event = shown(&step);
    assert_eq!((event.revision, event.status, event.featured), (1.into(), Status::Full, true));
    assert_eq!(event.content, full().over(&content()));
    assert_eq!((&step.waiting, &step.profile), (&Projection::Unchanged, &Projection::Unchanged));
}

#[test]
fn a_publication_that_was_written_before_one_could_choose_reads_back() {
    let event = Publication::of(&published(), &content()).unwrap();
    let json = serde_json::to_string(&event).unwrap();
    assert!(!json.contains("featured"), "{json}");
    assert_eq!(serde_json::from_str::<Publication>(&json).unwrap(), event);
}
