//! An order as it stands: what has become of each of its events.

use std::collections::HashMap;

use futures_util::future::try_join_all;
use jiff::SignedDuration;
use model::event::{Deed, LogEntry};
use model::id::{EventId, OrderId};
use model::ledger::Status;
use model::letter::MailId;
use model::order::{Order, Place, Progress, Target};
use model::waiting::Waiting;
use store::StoreError;

use super::targets;
use crate::Deps;
use crate::queue::bearer::Bearer;

/// How many of the events that were left out the page names.
const MOST_NAMED: usize = 50;

/// How many mails are read at the same time.
const AT_ONCE: usize = 25;

/// The desk's clock may be a little behind ours.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(1);

/// An order of the bearer's, as it stands.
pub(super) struct Found {
    pub(super) bearer: Bearer,
    pub(super) order: Order,
    pub(super) targets: Vec<(Target, Progress)>,
    /// The events that were left out and are named: their titles and decision pages.
    pub(super) named: Vec<(String, String)>,
}

/// What has happened to each event of an order since it was given, oldest first.
type Histories<'a> = HashMap<EventId, Vec<&'a LogEntry>>;

/// An order that the bearer gave in the edition of the link.
pub(super) async fn given(deps: &Deps, bearer: &Bearer, order: &str) -> Result<Option<Order>, StoreError> {
    let Ok(id) = OrderId::parse(order) else { return Ok(None) };
    let order = deps.store.order(id).await?;
    Ok(order.filter(|order| order.moderator == bearer.moderator.id && order.edition == bearer.edition.year))
}

impl Found {
    pub(super) async fn read(deps: &Deps, bearer: Bearer, order: Order) -> Result<Self, StoreError> {
        // One after the other: what leaves the queue between the two is in the journal.
        let waiting = deps.store.waiting(order.edition).await?;
        let journal = deps.store.journal(order.edition, order.at - CLOCKS_DIFFER).await?;
        let waiting: HashMap<EventId, &Waiting> = waiting.iter().map(|it| (it.event, it)).collect();
        let mut histories: Histories<'_> =
            order.targets.iter().map(|target| (target.event, Vec::new())).collect();
        for entry in &journal {
            if let Some(history) = histories.get_mut(&entry.event) {
                history.push(entry);
            }
        }
        let progress = |target: &Target| {
            let place = waiting.get(&target.event).map(|&waiting| Place::from(waiting));
            let history = histories.get(&target.event).map(Vec::as_slice).unwrap_or_default();
            (*target, order.progress(target, place, history.iter().copied()))
        };
        let mut targets: Vec<_> = order.targets.iter().map(progress).collect();
        if order.undone_at.is_some() {
            keep_what_is_told(deps, &order, &histories, &mut targets).await?;
        }
        let named = name(deps, &bearer, &targets).await?;
        Ok(Self { bearer, order, targets, named })
    }

    pub(super) fn count(&self, progress: Progress) -> usize {
        self.targets.iter().filter(|(_, of)| *of == progress).count()
    }
}

/// Undoing comes too late for what the organiser has been written to about: the desk leaves it as it is, and nothing tells
/// so but the mail.
async fn keep_what_is_told(
    deps: &Deps,
    order: &Order,
    histories: &Histories<'_>,
    targets: &mut [(Target, Progress)],
) -> Result<(), StoreError> {
    let under_way = targets.iter_mut().filter(|(_, progress)| *progress == Progress::Waiting);
    let mut mails: Vec<_> = under_way
        .filter_map(|(target, progress)| Some((mail(order, histories.get(&target.event)?)?, progress)))
        .collect();
    for some in mails.chunks_mut(AT_ONCE) {
        let rows = try_join_all(some.iter().map(|(mail, _)| deps.store.mail(mail))).await?;
        for ((_, progress), row) in some.iter_mut().zip(rows) {
            if row.is_some_and(|row| !can_be_held_back(&row.status)) {
                **progress = Progress::Kept;
            }
        }
    }
    Ok(())
}

/// The mail of the order's decision.
fn mail<'a>(order: &Order, history: &[&'a LogEntry]) -> Option<&'a MailId> {
    let is_ours = |line: &&&LogEntry| matches!(&line.deed, Deed::Decided { decision } if decision.order == Some(order.id));
    history.iter().find(is_ours).and_then(|line| line.mails.first())
}

/// Whether nobody has begun to send it.
fn can_be_held_back(mail: &Status) -> bool {
    matches!(mail, Status::Pending { attempts: 0 } | Status::Skipped { .. })
}

/// The titles and the decision pages of what was left out, as it was listed.
async fn name(
    deps: &Deps,
    bearer: &Bearer,
    targets: &[(Target, Progress)],
) -> Result<Vec<(String, String)>, StoreError> {
    let left_out =
        targets.iter().filter(|(_, progress)| matches!(progress, Progress::Overtaken | Progress::Kept));
    let left_out: Vec<Target> = left_out.map(|(target, _)| *target).take(MOST_NAMED).collect();
    let events = targets::look_up(&deps.store, &left_out).await?;
    let named = left_out
        .iter()
        .filter_map(|target| events.get(&target.event))
        .map(|it| (it.content.title.to_string(), bearer.decision_path(it.event.id, it.event.revision())));
    Ok(named.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::sample;

    #[test]
    fn a_mail_is_held_back_until_someone_begins_to_send_it() {
        let at = sample::now();
        for held in [Status::NEW, Status::Skipped { at }] {
            assert!(can_be_held_back(&held), "{held:?}");
        }
        let gone = [
            Status::Pending { attempts: 1 },
            Status::Claimed { attempt: 1, at },
            Status::Sent { ses_id: "1".into(), at },
            Status::Refused { why: "MessageRejected".into(), at },
            Status::Unknown { attempts: 1, since: at },
        ];
        for gone in gone {
            assert!(!can_be_held_back(&gone), "{gone:?}");
        }
    }
}
