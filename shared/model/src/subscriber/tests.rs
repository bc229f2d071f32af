//! A subscriber's life, as people live it.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;
use crate::email::EmailAddress;
use crate::id::{PersonId, PersonKey};
use crate::ledger::Fate;
use crate::text::Line;

fn at(hours: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap() + SignedDuration::from_hours(hours)
}

fn address() -> EmailAddress {
    EmailAddress::parse("lectrice@example.org").unwrap()
}

fn person() -> PersonId {
    PersonId::of(&address(), &PersonKey::new("k"))
}

fn request(hours: i64) -> Request {
    Request {
        address: address(),
        preferences: Preferences::default(),
        consent: Consent { at: at(hours), text: CURRENT_TEXT, source: Source::Form { network: None } },
        replaces: None,
    }
}

fn asked(known: Option<&Subscriber>, hours: i64) -> Answer {
    request(hours).answer(&person(), known, at(hours))
}

fn pending() -> Subscriber {
    let Answer::Confirm(pending) = asked(None, 0) else { panic!("a first request is confirmed") };
    pending
}

fn active() -> Subscriber {
    pending().confirm(at(1)).unwrap()
}

fn bounce(hours: i64, permanent: bool, why: &str) -> Fate {
    Fate::Bounced { at: at(hours), permanent, why: why.into() }
}

#[test]
fn whoever_asks_is_asked_to_confirm_once_a_day_and_three_times_in_all() {
    let mut known = None;
    let mut written = 0;
    for hours in 0..24 * 13 {
        match asked(known.as_ref(), hours) {
            Answer::Confirm(pending) => {
                written += 1;
                known = Some(pending);
            }
            Answer::Amend(pending) => known = Some(pending),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(written, 3);
}

#[test]
fn what_was_chosen_last_counts_even_when_no_mail_is_sent() {
    let rhythm = Rhythm::Monthly;
    let again = Request { preferences: Preferences { rhythm, ..Preferences::default() }, ..request(1) };
    let Answer::Amend(amended) = again.answer(&person(), Some(&pending()), at(1)) else { panic!() };
    assert_eq!(amended.preferences().unwrap().rhythm, Rhythm::Monthly);
}

#[test]
fn a_confirmation_is_for_fourteen_days() {
    assert!(pending().confirm(at(14 * 24 - 1)).unwrap().is_active());
    assert_eq!(pending().confirm(at(14 * 24)), Err(Refusal::Expired));
    assert_eq!(active().confirm(at(2)), Err(Refusal::AlreadyDone));
}

#[test]
fn a_subscriber_with_whose_address_someone_asks_is_told_once_a_day() {
    let Answer::Remind(reminded) = asked(Some(&active()), 10) else { panic!() };
    assert_eq!(reminded.preferences(), active().preferences());
    assert_eq!(asked(Some(&reminded), 33), Answer::Nothing);
    assert!(matches!(asked(Some(&reminded), 34), Answer::Remind(_)));
}

#[test]
fn whoever_has_left_may_come_back_but_not_after_a_complaint_or_a_dead_mailbox() {
    for (why, returns) in [
        (Departure::Unsubscribed, true),
        (Departure::Moved, true),
        (Departure::Complained, false),
        (Departure::HardBounce, false),
        (Departure::SoftBounces, false),
    ] {
        let left = active().leave(why, at(5)).unwrap();
        assert_eq!(left.address(), None, "their address is not kept");
        assert_eq!(matches!(asked(Some(&left), 6), Answer::Confirm(_)), returns, "{why:?}");
    }
}

#[test]
fn an_import_revives_nobody() {
    let import = |known: Option<&Subscriber>| {
        let proof = Line::parse("feuille d’émargement").unwrap();
        let consent = Consent { at: at(0), text: CURRENT_TEXT, source: Source::Import { proof } };
        Request { consent, ..request(0) }.import(&person(), known)
    };
    assert!(import(None).unwrap().is_active());
    assert!(import(Some(&pending())).unwrap().is_active());
    assert_eq!(import(Some(&active())), None, "nothing of what they chose is overwritten");
    let left = active().leave(Departure::Unsubscribed, at(5)).unwrap();
    assert_eq!(import(Some(&left)), None);
    let Answer::Confirm(back) = asked(Some(&left), 6) else { panic!() };
    assert_eq!(import(Some(&back)), None, "asking again with their address does not undo that they left");
}

#[test]
fn a_hard_bounce_and_a_complaint_end_a_subscription() {
    let why = |fate| match active().told(&fate).unwrap().standing {
        Standing::Left(left) => left.why,
        other => panic!("{other:?}"),
    };
    assert_eq!(why(bounce(3, true, "NoEmail")), Departure::HardBounce);
    assert_eq!(why(Fate::Complained { at: at(3) }), Departure::Complained);
    assert_eq!(active().told(&bounce(3, true, "ContentRejected")), None, "that is the mail's fault");
}

#[test]
fn five_passing_bounces_in_a_row_end_a_subscription_and_a_delivery_begins_a_new_row() {
    let after = |fates: &[Fate]| fates.iter().fold(active(), |known, fate| known.told(fate).unwrap_or(known));
    let soft = |hours| bounce(hours, false, "MailboxFull");
    assert!(after(&[soft(1), soft(2), soft(3), soft(4)]).is_active());
    assert!(!after(&[soft(1), soft(2), soft(3), soft(4), soft(5)]).is_active());
    let delivered = Fate::Delivered { at: at(5) };
    assert!(after(&[soft(1), soft(2), soft(3), soft(4), delivered, soft(6)]).is_active());
    assert!(after(&[soft(1), soft(1), soft(1), soft(1), soft(1)]).is_active(), "told five times, it is one");
    let month = 31 * 24;
    assert!(
        after(&[soft(1), soft(2), soft(3), soft(4), soft(month + 4)]).is_active(),
        "over too long a time"
    );
    let content = bounce(7, false, "ContentRejected");
    assert!(after(&[soft(1), soft(2), soft(3), soft(4), content]).is_active());
}

#[test]
fn a_pause_ends_with_the_next_edition_and_a_month_has_one_issue() {
    let paused = Rhythm::UntilNextEdition { paused: 2027.into() };
    assert!(!paused.wants(2027.into(), true) && paused.wants(2028.into(), false));
    assert!(Rhythm::Monthly.wants(2027.into(), true) && !Rhythm::Monthly.wants(2027.into(), false));
}

#[test]
fn every_text_that_someone_may_have_consented_to_is_still_known() {
    for text in 1..=CURRENT_TEXT {
        assert!(sentence(text).is_some());
    }
    assert_eq!(sentence(CURRENT_TEXT + 1), None);
}

fn any_fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        (0..2000_i64).prop_map(|hours| Fate::Delivered { at: at(hours) }),
        (0..2000_i64, any::<bool>(), prop_oneof![Just("General"), Just("ContentRejected")])
            .prop_map(|(hours, permanent, why)| bounce(hours, permanent, why)),
    ]
}

proptest! {
    #[test]
    fn a_fate_told_again_changes_nothing_more(fates in prop::collection::vec(any_fate(), 1..12)) {
        let mut known = active();
        for fate in &fates {
            known = known.told(fate).unwrap_or(known);
            prop_assert_eq!(known.told(fate), None);
        }
    }
}
