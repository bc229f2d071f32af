//! What is left to do in an edition.

use anyhow::Result;
use model::edition::Year;
use model::mailing::{Mailing, State};
use store::Store;

/// What is left to do.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Remains {
    /// Events that wait for a decision.
    waiting: usize,
    /// Bulk orders that are being applied, or undone.
    orders: usize,
    /// Issues of the newsletter that are to leave, or leaving.
    leaving: Vec<String>,
}

impl Remains {
    /// What is left to do in the edition of a year.
    pub(super) async fn of(store: &Store, year: Year) -> Result<Self> {
        let (waiting, orders, mailings) =
            tokio::try_join!(store.waiting(year), store.open_orders(year), store.mailings(year))?;
        let leaving = mailings.iter().filter(|mailing| is_leaving(mailing));
        Ok(Self {
            waiting: waiting.len(),
            orders: orders.len(),
            leaving: leaving.map(|it| format!("{} ({})", it.id, it.state.code())).collect(),
        })
    }

    /// In words, with what to do; none when nothing is left.
    pub(super) fn said(&self, year: Year) -> Vec<String> {
        let mut said = Vec::new();
        match self.waiting {
            0 => {}
            waiting => said.push(format!(
                "{waiting} of its events wait for a decision (mip events list --edition {year} --state waiting)"
            )),
        }
        if self.orders > 0 {
            said.push(format!("{} bulk orders are being applied: that takes minutes", self.orders));
        }
        if !self.leaving.is_empty() {
            let leaving = self.leaving.join(", ");
            said.push(format!("letters are leaving: {leaving} (mip mailings show, mip mailings cancel)"));
        }
        said
    }
}

fn is_leaving(mailing: &Mailing) -> bool {
    !matches!(
        mailing.state,
        State::Draft | State::Sent { .. } | State::Cancelled { .. } | State::Discarded { .. }
    )
}
