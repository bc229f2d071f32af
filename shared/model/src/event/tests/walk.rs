//! Whatever anyone asks, in whatever order and at whatever time: what always holds.

use proptest::prelude::*;

use super::*;
use crate::practical::tests::on;
use crate::practical::{Practical, Status};

/// What someone asks, before one knows of which event.
#[derive(Debug, Clone)]
enum Asked {
    Confirm,
    Edit,
    Screen,
    Decide { outcome: Outcome, corrects: bool },
    Undo,
    TakeBack,
    Practical(Box<Practical>),
    Retract,
    Invite(u8),
    Dismiss(u8),
    Assign(bool),
    Feature(bool),
    Note,
}

impl Asked {
    fn of(self, event: &Event, moderator: &Moderator, now: Timestamp) -> Result<Event, Refusal> {
        let revision = event.revision();
        let command = match self {
            Self::Confirm => Command::Confirm { revision },
            Self::Edit => Command::Edit { from: revision },
            Self::Screen => Command::Screen {
                screening: Screening {
                    at: now,
                    to: vec![],
                    look_alikes: vec![],
                    suspicion: crate::spam::Suspicion::default(),
                },
            },
            Self::Decide { outcome, corrects } => {
                Command::Decide { revision, moderator, outcome, corrects, window: WINDOW, order: None }
            }
            Self::Undo => {
                let version = event.decision().map_or(0, |decision| decision.version);
                Command::Undo { version, asked_at: now }
            }
            Self::TakeBack => Command::TakeBack { revision },
            Self::Practical(practical) => Command::Practical { practical: *practical },
            Self::Retract => Command::Retract,
            Self::Invite(who) => Command::Invite { person: PersonId::from_bytes([who; 16]) },
            Self::Dismiss(seat) => Command::Dismiss { seat: seat.into() },
            Self::Assign(someone) => Command::Assign { to: someone.then_some(moderator.id) },
            Self::Feature(featured) => Command::Feature { featured },
            Self::Note => Command::Note { text: Prose::parse("Appelée.").unwrap() },
        };
        take(event, command, now)
    }
}

fn any_practical() -> impl Strategy<Value = Practical> {
    let status = prop::sample::select(&Status::ALL[..]);
    let schedule = prop::option::of(prop::sample::select(vec![on(16), on(17)]));
    (status, schedule, any::<bool>()).prop_map(|(status, schedule, moved_online)| Practical {
        status,
        schedule,
        moved_online,
        ..Practical::default()
    })
}

fn any_asked() -> impl Strategy<Value = Asked> {
    let outcome =
        prop::sample::select(vec![Outcome::Publish, request(), reject(), Outcome::Spam, withdraw()]);
    let published = Asked::Decide { outcome: Outcome::Publish, corrects: false };
    prop_oneof![
        1 => Just(Asked::Confirm),
        2 => Just(Asked::Edit),
        1 => Just(Asked::Screen),
        2 => (outcome, any::<bool>()).prop_map(|(outcome, corrects)| Asked::Decide { outcome, corrects }),
        2 => Just(published),
        2 => Just(Asked::Undo),
        1 => Just(Asked::TakeBack),
        3 => any_practical().prop_map(|practical| Asked::Practical(Box::new(practical))),
        1 => Just(Asked::Retract),
        2 => (1..6u8).prop_map(Asked::Invite),
        1 => (0..8u8).prop_map(Asked::Dismiss),
        1 => any::<bool>().prop_map(Asked::Assign),
        3 => any::<bool>().prop_map(Asked::Feature),
        1 => Just(Asked::Note),
    ]
}

/// What is asked, each so many seconds after what was asked before: within the window or after it.
fn any_walk() -> impl Strategy<Value = (bool, Vec<(Asked, i64)>)> {
    let later = prop::sample::select(vec![0, 1, 100, 299, 300, 1000]);
    (any::<bool>(), prop::collection::vec((any_asked(), later), 1..40))
}

fn sequence(event: &Event) -> Option<u32> {
    event.listing.as_ref().map(|listing| listing.sequence)
}

/// What holds of an event wherever it stands.
fn holds(event: &Event) {
    match event.state() {
        State::Published => assert_eq!(event.shown(), Some(event.revision())),
        State::Unconfirmed | State::Rejected | State::Spam | State::Withdrawn => {
            assert_eq!(event.shown(), None);
        }
        State::InReview | State::ChangesRequested => {}
    }
    assert_eq!(event.standing.waiting_since.is_some(), event.state() == State::InReview);
    assert!(event.revision() <= event.highest && event.colleagues.len() <= MOST_COLLEAGUES);
    let seats: Vec<_> = event.seats().collect();
    assert!(seats.is_sorted_by(|one, next| one < next) && seats.iter().all(|seat| *seat <= event.last_seat));
    for seat in seats {
        assert_eq!(event.person_at(seat).and_then(|person| event.seat_of(person)), Some(seat));
    }
    assert!(
        !event.is_featured() || event.shown().is_some(),
        "what the programme does not show is not on its home"
    );
    let json = serde_json::to_string(event).unwrap();
    assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), *event);
}

/// What holds of a step, whatever it is.
fn follows(before: &Event, asked: &Asked, after: &Event) {
    assert_eq!(after.version, before.version + 1);
    assert!(after.highest >= before.highest && after.last_seat >= before.last_seat);
    assert!(sequence(after) >= sequence(before));
    if after.shown() != before.shown() || after.practical() != before.practical() {
        assert!(after.shown().is_none() && before.shown().is_none() || sequence(after) > sequence(before));
    }
    stays_on_the_home(before, asked, after);
    match asked {
        Asked::Practical(practical) => {
            assert_eq!(after.practical(), **practical);
            assert_ne!(before.practical(), **practical);
            assert_eq!((&after.standing, after.shown()), (&before.standing, before.shown()));
        }
        Asked::Undo => {
            let replaced = before.replaced.as_ref().unwrap();
            assert_eq!((&after.standing, after.shown()), (&replaced.standing, replaced.shown));
        }
        Asked::Retract => assert_eq!((before.shown(), after.state()), (None, State::Withdrawn)),
        Asked::Invite(_) | Asked::Dismiss(_) => {
            assert_ne!(after.colleagues, before.colleagues);
            assert_eq!((&after.standing, &after.listing), (&before.standing, &before.listing));
        }
        _ => assert_eq!(after.colleagues, before.colleagues),
    }
}

/// Nothing but asking for it, leaving the programme, or undoing that, changes whether an event is on the programme's home;
/// and being put there or taken off changes nothing else.
fn stays_on_the_home(before: &Event, asked: &Asked, after: &Event) {
    match asked {
        Asked::Feature(featured) => {
            assert_eq!((before.is_featured(), after.is_featured()), (!featured, *featured));
            let (mut listing, version) = (after.listing.clone().unwrap(), before.version);
            listing.featured = before.is_featured();
            assert_eq!(Event { listing: Some(listing), version, ..after.clone() }, *before);
        }
        Asked::Undo if before.shown().is_none() => {
            assert_eq!(after.is_featured(), before.replaced.as_ref().unwrap().featured);
        }
        _ => assert_eq!(after.is_featured(), before.is_featured() && after.shown().is_some()),
    }
}

proptest! {
    #[test]
    fn whatever_is_asked_the_event_holds_together((known, walk) in any_walk()) {
        let moderator = moderator();
        let (mut event, mut seconds) = (submitted(known), 0);
        holds(&event);
        for (asked, later) in walk {
            seconds += later;
            if let Ok(after) = asked.clone().of(&event, &moderator, at(seconds)) {
                holds(&after);
                follows(&event, &asked, &after);
                event = after;
            }
        }
    }
}
