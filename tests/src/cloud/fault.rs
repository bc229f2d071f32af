//! Faults: what can go wrong with a call, and at which call it shall.

use super::journal::Call;
use crate::chance::Chance;

/// What goes wrong. One kind strikes one call; an SDK that tries again meets what its row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaultKind {
    /// No connection, at every attempt. Nothing happened.
    Unreachable,
    /// A 500, at every attempt. Nothing happened, but the caller cannot know.
    ServerError,
    /// The service's own "too much, too fast", at every attempt. Nothing happened.
    Throttled,
    /// The call happened, its answer was lost, and the SDK's further attempts find no connection.
    AnswerLost,
    /// The call happened, its answer was lost, and the SDK's next attempt goes through: it happens again.
    AnswerLostThenRetried,
    /// The call happened, and a 500 came; the SDK's further attempts get another 500. To the caller it is an answer lost or a
    /// server's error, which an enumeration tries already.
    AnswerBroken,
    /// A transaction is cancelled because another one holds an item. Only `TransactWriteItems` meets it.
    Conflict,
    /// The process dies before the call leaves it.
    CrashBefore,
    /// The process dies when the call has happened.
    CrashAfter,
}

impl FaultKind {
    /// Every kind that an enumeration tries, in its order.
    pub const ALL: [Self; 8] = [
        Self::Unreachable,
        Self::ServerError,
        Self::Throttled,
        Self::AnswerLost,
        Self::AnswerLostThenRetried,
        Self::Conflict,
        Self::CrashBefore,
        Self::CrashAfter,
    ];

    /// Whether a call can meet it at all.
    pub fn applies_to(self, call: &Call) -> bool {
        self != Self::Conflict || call.operation == "TransactWriteItems"
    }
}

/// A fault to come: a kind, and the call it strikes. It strikes once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    at: At,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum At {
    Number(usize),
    Nth { function: String, operation: String, nth: usize },
}

impl Fault {
    /// Strikes the call with this number, counted from 1 over the calls of all functions.
    pub fn at_call(number: usize, kind: FaultKind) -> Self {
        Self { kind, at: At::Number(number) }
    }

    /// Strikes the `nth` call, from 1, that `function` makes of `operation` after the fault was planned.
    pub fn at(function: &str, operation: &str, nth: usize, kind: FaultKind) -> Self {
        Self { kind, at: At::Nth { function: function.to_owned(), operation: operation.to_owned(), nth } }
    }
}

/// How often a kind of fault strikes at random.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odds {
    /// What goes wrong.
    pub kind: FaultKind,
    /// The function that it strikes.
    pub function: &'static str,
    /// The operation that it strikes; none: any to which the kind applies.
    pub operation: Option<&'static str>,
    /// How many calls in a million.
    pub per_million: usize,
}

/// The faults still to come.
#[derive(Default)]
pub(super) struct Plan {
    planned: Vec<Fault>,
    chance: Chance,
    odds: Vec<Odds>,
}

impl Plan {
    pub(super) fn add(&mut self, fault: Fault) {
        self.planned.push(fault);
    }

    pub(super) fn storm(&mut self, seed: u64, odds: &[Odds]) {
        self.chance = Chance::seeded(seed);
        self.odds = odds.to_vec();
    }

    pub(super) fn unreached(&self) -> Vec<Fault> {
        self.planned.clone()
    }

    /// The fault that strikes this call, taken out of the plan.
    pub(super) fn strike(&mut self, call: &Call) -> Option<FaultKind> {
        for fault in &mut self.planned {
            match &mut fault.at {
                At::Nth { function, operation, nth }
                    if *function == call.function && *operation == call.operation =>
                {
                    *nth = nth.saturating_sub(1);
                }
                _ => {}
            }
        }
        let due = self.planned.iter().position(|fault| match &fault.at {
            At::Number(number) => call.number == Some(*number),
            At::Nth { nth, .. } => *nth == 0,
        });
        due.map(|due| self.planned.remove(due).kind).or_else(|| self.by_chance(call))
    }

    fn by_chance(&mut self, call: &Call) -> Option<FaultKind> {
        let Self { chance, odds, .. } = self;
        let mut meant = odds.iter().filter(|odds| {
            odds.function == call.function
                && odds.operation.is_none_or(|operation| operation == call.operation)
                && odds.kind.applies_to(call)
        });
        meant.find(|odds| chance.below(1_000_000) < odds.per_million).map(|odds| odds.kind)
    }
}
