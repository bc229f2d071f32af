//! The numbers of a mailing, and when it stops by itself.

use proptest::prelude::*;

use super::samples::{at, mailing};
use crate::id::PersonId;
use crate::ledger::{Fate, Status};
use crate::mailing::{Buckets, Delivery, Health, Progress, State};

fn copy(status: Status, fate: Option<Fate>) -> Delivery {
    let copy = Delivery::new(mailing().id, Buckets::new(1), PersonId::from_bytes([1; 16]));
    Delivery { status, fate, ..copy }
}

fn any_status() -> impl Strategy<Value = Status> {
    let now = at("2027-11-09T09:00:00Z");
    prop_oneof![
        (0..2_u32).prop_map(|attempts| Status::Pending { attempts }),
        Just(Status::Claimed { attempt: 1, at: now }),
        Just(Status::Sent { ses_id: "1".into(), at: now }),
        Just(Status::Refused { why: "MessageRejected".into(), at: now }),
        Just(Status::Skipped { at: now }),
        Just(Status::Unknown { attempts: 1, since: now }),
    ]
}

fn any_fate() -> impl Strategy<Value = Option<Fate>> {
    let at = at("2027-11-09T09:00:00Z");
    prop_oneof![
        Just(None),
        Just(Some(Fate::Delivered { at })),
        any::<bool>().prop_map(move |permanent| Some(Fate::Bounced { at, permanent, why: "General".into() })),
        Just(Some(Fate::Complained { at })),
    ]
}

fn any_state() -> impl Strategy<Value = State> {
    let at = at("2027-11-09T09:00:00Z");
    prop_oneof![Just(State::Sending { since: at }), Just(State::Sent { at }), Just(State::Cancelled { at })]
}

proptest! {
    #[test]
    fn whatever_happens_the_numbers_add_up(
        state in any_state(),
        copies in prop::collection::vec((any_status(), any_fate()), 0..40),
        split in 0..40_usize,
    ) {
        let copies: Vec<_> = copies.into_iter().map(|(status, fate)| copy(status, fate)).collect();
        let progress = Progress::of(&state, &copies);
        prop_assert_eq!(usize::try_from(progress.audience()).unwrap(), copies.len());
        if matches!(state, State::Cancelled { .. }) {
            prop_assert_eq!(progress.waiting, 0, "nothing leaves any more");
        }
        let (one, other) = copies.split_at(split.min(copies.len()));
        prop_assert_eq!(Progress::of(&state, one) + Progress::of(&state, other), progress);
    }
}

#[test]
fn what_a_cancellation_stopped_is_skipped_and_what_it_interrupted_is_unknown() {
    let at = at("2027-11-09T09:00:00Z");
    let copies = [copy(Status::NEW, None), copy(Status::Claimed { attempt: 1, at }, None)];
    let sending = Progress::of(&State::Sending { since: at }, &copies);
    assert_eq!((sending.waiting, sending.skipped, sending.unknown), (2, 0, 0));
    let cancelled = Progress::of(&State::Cancelled { at }, &copies);
    assert_eq!((cancelled.waiting, cancelled.skipped, cancelled.unknown), (0, 1, 1));
}

#[test]
fn a_passing_bounce_is_no_bounce_of_the_report() {
    let at = at("2027-11-09T09:00:00Z");
    let sent = Status::Sent { ses_id: "1".into(), at };
    let bounced =
        |permanent| copy(sent.clone(), Some(Fate::Bounced { at, permanent, why: "General".into() }));
    let progress = Progress::of(&State::Sent { at }, &[bounced(true), bounced(false)]);
    assert_eq!((progress.sent, progress.bounced, progress.delivered), (2, 1, 0));
}

#[test]
fn a_mailing_stops_at_four_percent_of_dead_mailboxes_or_at_eight_complaints_in_ten_thousand() {
    let is_bad = |bounced, complained, sent| Health { bounced, complained }.is_bad(sent);
    assert!(!is_bad(199, 199, 199), "too few to say");
    assert!(is_bad(8, 0, 200) && !is_bad(7, 0, 200));
    assert!(is_bad(400, 0, 10_000) && !is_bad(399, 0, 10_000));
    assert!(is_bad(0, 1, 200) && is_bad(0, 1, 1_250) && !is_bad(0, 1, 1_251));
    assert!(is_bad(0, 8, 10_000) && !is_bad(0, 7, 10_000));
    assert!(!is_bad(0, 0, u32::MAX) && is_bad(u32::MAX, u32::MAX, u32::MAX));
}
