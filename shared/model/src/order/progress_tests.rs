//! An order about one event, and what happens around it.

use super::*;
use crate::event::{Actor, Decision, Outcome};
use crate::id::{EventId, OrderId};
use crate::text::Line;
use jiff::Timestamp;

fn moderator(name: &str) -> ModeratorId {
    ModeratorId::derive(&[name.as_bytes()])
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_820_000_000 + seconds).unwrap()
}

fn name(name: &str) -> Line<100> {
    Line::parse(name).unwrap()
}

/// Alex's.
fn order(action: Action) -> Order {
    Order {
        id: OrderId::derive(&[b"order"]),
        edition: 2027.into(),
        moderator: moderator("Alex"),
        moderator_name: name("Alex"),
        at: at(0),
        undo_until: at(300),
        undone_at: None,
        action,
        targets: vec![target()],
    }
}

fn target() -> Target {
    Target { event: EventId::derive(&[b"e"]), revision: 1.into(), assigned: None }
}

fn undone(order: Order) -> Order {
    Order { undone_at: Some(at(60)), ..order }
}

fn line_by(who: &str, deed: Deed, seconds: i64) -> LogEntry {
    LogEntry {
        event: target().event,
        version: 4,
        at: at(seconds),
        actor: Actor::Moderator { moderator: moderator(who), name: name(who) },
        deed,
        before: None,
        after: State::Published,
        revision: 1.into(),
        mails: vec![],
    }
}

fn decided(order: Option<OrderId>) -> Deed {
    let decision = Box::new(Decision {
        outcome: Outcome::Publish,
        revision: 1.into(),
        corrected: None,
        moderator: moderator("Alex"),
        moderator_name: name("Alex"),
        at: at(5),
        version: 4,
        undo_until: at(300),
        order,
    });
    Deed::Decided { decision }
}

fn assigned(to: Option<&str>) -> Deed {
    Deed::Assigned { to: to.map(moderator) }
}

fn waits(assigned: Option<&str>) -> Place {
    Place { revision: 1.into(), assigned: assigned.map(moderator) }
}

fn after(order: &Order, place: impl Into<Option<Place>>, deeds: impl IntoIterator<Item = Deed>) -> Progress {
    let history: Vec<_> = deeds.into_iter().map(|deed| line_by("Alex", deed, 10)).collect();
    order.progress(&target(), place.into(), &history)
}

#[test]
fn what_the_desk_has_not_reached_waits_and_what_has_moved_is_left_out() {
    let order = order(Action::Publish);
    assert_eq!(after(&order, waits(None), []), Progress::Waiting);
    assert_eq!(after(&order, None, [decided(None)]), Progress::Overtaken);
    let edited = Place { revision: 2.into(), assigned: None };
    assert_eq!(after(&order, edited, [Deed::Edited]), Progress::Overtaken);
}

#[test]
fn what_was_done_stays_done_whatever_the_event_becomes() {
    let order = order(Action::Publish);
    let ours = || decided(Some(order.id));
    assert_eq!(after(&order, None, [ours()]), Progress::Done);
    assert_eq!(after(&order, None, [ours(), Deed::Edited, decided(None)]), Progress::Done);
    assert_eq!(after(&order, waits(None), [ours(), Deed::Undone]), Progress::Undone, "by itself");
}

#[test]
fn an_undone_order_is_taken_back_event_by_event() {
    let order = undone(order(Action::Publish));
    let ours = || decided(Some(order.id));
    assert_eq!(after(&order, waits(None), []), Progress::Undone, "never done");
    assert_eq!(after(&order, None, [decided(None)]), Progress::Overtaken, "someone else decided");
    assert_eq!(after(&order, None, [ours()]), Progress::Waiting, "the desk is at it");
    assert_eq!(after(&order, waits(None), [ours(), Deed::Undone]), Progress::Undone);
    assert_eq!(after(&order, waits(None), [ours(), Deed::Edited]), Progress::Kept);
}

#[test]
fn an_event_is_entrusted_then_given_back() {
    let order = order(Action::Assign { to: moderator("Noa") });
    let noa = || assigned(Some("Noa"));
    assert_eq!(after(&order, waits(None), []), Progress::Waiting);
    assert_eq!(after(&order, None, [decided(None)]), Progress::Overtaken);
    assert_eq!(after(&order, waits(Some("Noa")), [noa()]), Progress::Done);
    assert_eq!(after(&order, None, [noa(), decided(None)]), Progress::Done);
    let order = undone(order);
    assert_eq!(after(&order, waits(Some("Noa")), [noa()]), Progress::Waiting);
    assert_eq!(after(&order, waits(None), [noa(), assigned(None)]), Progress::Undone);
    let by_hand_again = [noa(), assigned(None), noa()];
    assert_eq!(after(&order, waits(Some("Noa")), by_hand_again), Progress::Undone, "once");
    assert_eq!(after(&order, None, [noa(), decided(None)]), Progress::Kept, "Noa has decided");
}

#[test]
fn what_a_colleague_entrusts_is_not_given_back_with_the_order() {
    let order = undone(order(Action::Assign { to: moderator("Noa") }));
    let by_lou = |seconds| line_by("Lou", assigned(Some("Noa")), seconds);
    let place = Some(waits(Some("Noa")));
    assert_eq!(order.progress(&target(), place, &[by_lou(5)]), Progress::Undone, "the order never was");
    let ours = line_by("Alex", assigned(Some("Noa")), 5);
    let back_and_forth = [ours, line_by("Lou", assigned(Some("Lou")), 6), by_lou(7)];
    assert_eq!(order.progress(&target(), place, &back_and_forth), Progress::Kept);
    let before = line_by("Alex", assigned(Some("Noa")), -60);
    assert_eq!(order.progress(&target(), place, &[before]), Progress::Undone, "that was before the order");
}

#[test]
fn clocks_may_differ_a_little() {
    let order = undone(order(Action::Assign { to: moderator("Noa") }));
    let early = line_by("Alex", assigned(Some("Noa")), 0 - CLOCKS_APART.as_secs());
    assert_eq!(order.progress(&target(), Some(waits(Some("Noa"))), &[early]), Progress::Waiting);
}
