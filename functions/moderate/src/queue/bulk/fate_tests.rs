//! An order about one event, and what happens around it.

use super::*;
use crate::queue::sample;
use jiff::{SignedDuration, Timestamp};
use model::event::{Decision, Outcome, State};
use model::id::{ModeratorId, OrderId};

fn order(action: Action) -> (Order, Target) {
    let waiting = sample::waiting("Atelier", 1);
    let target = Target { event: waiting.event, revision: waiting.revision, assigned: None };
    let alex = sample::national("Alex");
    let order = Order {
        id: OrderId::derive(&[b"order"]),
        edition: sample::edition().year,
        moderator: alex.id,
        moderator_name: alex.name,
        at: sample::now(),
        undo_until: sample::now() + SignedDuration::from_mins(5),
        undone_at: None,
        action,
        targets: vec![target],
    };
    (order, target)
}

fn undone(order: Order) -> Order {
    Order { undone_at: Some(sample::now() + SignedDuration::from_mins(1)), ..order }
}

fn line(deed: Deed) -> LogEntry {
    let alex = sample::national("Alex");
    LogEntry {
        event: sample::waiting("Atelier", 1).event,
        version: 4,
        at: Timestamp::UNIX_EPOCH,
        actor: Actor::Moderator { moderator: alex.id, name: alex.name },
        deed,
        before: None,
        after: State::Published,
        revision: 1.into(),
        mails: vec![],
    }
}

fn decided(order: Option<OrderId>) -> Deed {
    let alex = sample::national("Alex");
    let decision = Box::new(Decision {
        outcome: Outcome::Publish,
        revision: 1.into(),
        corrected: None,
        moderator: alex.id,
        moderator_name: alex.name,
        at: sample::now(),
        version: 4,
        undo_until: sample::now(),
        order,
    });
    Deed::Decided { decision }
}

fn fate_after(order: &Order, target: &Target, waiting: Option<&Waiting>, deeds: Vec<Deed>) -> Fate {
    let history: Vec<_> = deeds.into_iter().map(line).collect();
    fate(order, target, waiting, &history.iter().collect::<Vec<_>>())
}

#[test]
fn what_the_desk_has_not_reached_waits_and_what_has_moved_is_left_out() {
    let (order, target) = order(Action::Publish);
    let mut waiting = sample::waiting("Atelier", 1);
    assert_eq!(fate_after(&order, &target, Some(&waiting), vec![]), Fate::Waiting);
    assert_eq!(fate_after(&order, &target, None, vec![decided(None)]), Fate::Overtaken);
    waiting.revision = 2.into();
    assert_eq!(fate_after(&order, &target, Some(&waiting), vec![Deed::Edited]), Fate::Overtaken);
}

#[test]
fn what_was_done_stays_done_whatever_the_event_becomes() {
    let (order, target) = order(Action::Publish);
    let by_order = || decided(Some(order.id));
    assert_eq!(fate_after(&order, &target, None, vec![by_order()]), Fate::Done);
    assert_eq!(fate_after(&order, &target, None, vec![by_order(), Deed::Edited, decided(None)]), Fate::Done);
    let waiting = sample::waiting("Atelier", 1);
    let one_by_one = vec![by_order(), Deed::Undone];
    assert_eq!(fate_after(&order, &target, Some(&waiting), one_by_one), Fate::Undone);
}

#[test]
fn an_undone_order_is_taken_back_event_by_event() {
    let (order, target) = order(Action::Publish);
    let order = undone(order);
    let by_order = || decided(Some(order.id));
    let waiting = sample::waiting("Atelier", 1);
    assert_eq!(fate_after(&order, &target, Some(&waiting), vec![]), Fate::Undone, "never done");
    assert_eq!(fate_after(&order, &target, None, vec![by_order()]), Fate::Waiting, "the desk is at it");
    assert_eq!(fate_after(&order, &target, Some(&waiting), vec![by_order(), Deed::Undone]), Fate::Undone);
    assert_eq!(fate_after(&order, &target, Some(&waiting), vec![by_order(), Deed::Edited]), Fate::Kept);
}

#[test]
fn an_event_is_entrusted_then_given_back() {
    let noa = sample::reunion("Noa").id;
    let (order, target) = order(Action::Assign { to: noa });
    let mut waiting = sample::waiting("Atelier", 1);
    let to = |to: Option<ModeratorId>| Deed::Assigned { to };
    assert_eq!(fate_after(&order, &target, Some(&waiting), vec![]), Fate::Waiting);
    assert_eq!(fate_after(&order, &target, None, vec![decided(None)]), Fate::Overtaken);
    waiting.assigned = Some(noa);
    assert_eq!(fate_after(&order, &target, Some(&waiting), vec![to(Some(noa))]), Fate::Done);
    assert_eq!(fate_after(&order, &target, None, vec![to(Some(noa)), decided(None)]), Fate::Done);
    let order = undone(order);
    assert_eq!(fate_after(&order, &target, Some(&waiting), vec![to(Some(noa))]), Fate::Waiting);
    waiting.assigned = None;
    assert_eq!(fate_after(&order, &target, Some(&waiting), vec![to(Some(noa)), to(None)]), Fate::Undone);
}
