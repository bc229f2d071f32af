//! A bulk order, event by event: applied, or taken back once it is undone.
//!
//! Where it was left is read off the events themselves, so it goes on from there however often it is begun. It stands even
//! when whoever gave it has left the team since.

mod target;

use jiff::Timestamp;
use model::id::OrderId;
use model::letter::{DeskLetter, Occasion};
use model::order::{Action, Order, Progress};

use crate::{Deps, Error, insist};

/// Does whatever is left of an order.
pub(crate) async fn settle(deps: &Deps, id: OrderId, deadline: Timestamp) -> Result<(), Error> {
    let mut order = read(deps, id).await?;
    loop {
        let done = settle_targets(deps, &order, deadline).await?;
        close(deps, &order, done).await?;
        let latest = read(deps, id).await?;
        if latest.undone_at == order.undone_at {
            return Ok(());
        }
        order = latest; // undone in between: what was applied meanwhile is taken back
    }
}

async fn read(deps: &Deps, id: OrderId) -> Result<Order, Error> {
    deps.store.order(id).await?.ok_or(Error::Missing("order"))
}

/// Settles every event of the order, and says of how many it now holds. One that fails does not hold up the others.
async fn settle_targets(deps: &Deps, order: &Order, deadline: Timestamp) -> Result<usize, Error> {
    let mut done = 0;
    let mut failure = None;
    for target in &order.targets {
        deps.in_time(deadline)?;
        match insist(async || target::settle(deps, order, target).await).await {
            Ok(Progress::Done) => done += 1,
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(order.id = %order.id, event.id = %target.event, %error, "an event of an order failed");
                failure = Some(error);
            }
        }
    }
    failure.map_or(Ok(done), Err)
}

/// Notes that nothing is left to do, and tells the colleague whom the events were entrusted to.
async fn close(deps: &Deps, order: &Order, done: usize) -> Result<(), Error> {
    match deps.store.close_order(order, entrusted(order, done), deps.clock.now()).await {
        Ok(()) => {
            let undone = order.undone_at.is_some();
            tracing::info!(order.id = %order.id, events = done, undone, "an order is carried out");
            Ok(())
        }
        Err(error) if error.is_conflict() => Ok(()), // it was closed before
        Err(error) => Err(error.into()),
    }
}

/// The letter to the colleague, if something was entrusted to someone else.
fn entrusted(order: &Order, done: usize) -> Option<DeskLetter> {
    let Action::Assign { to } = order.action else { return None };
    let tells = done > 0 && order.undone_at.is_none() && to != order.moderator;
    let occasion = Occasion::Entrusted { order: order.id };
    tells.then_some(DeskLetter { moderator: to, edition: order.edition, occasion })
}
