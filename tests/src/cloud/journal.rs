//! The record of every SDK call: who, what, of what, and what came of each attempt.

use std::collections::HashMap;

use super::call::{Asked, Service};
use super::fault::{FaultKind, Plan};
use super::meter::Consumed;

/// One call of an SDK operation, with every attempt the SDK made of it.
#[derive(Clone, Debug)]
pub struct Call {
    /// Its place among the calls of functions, from 1; nothing for a call of the test itself.
    pub number: Option<usize>,
    /// The function that made it, or `test`.
    pub function: String,
    /// The service called.
    pub service: Service,
    /// The operation, as AWS names it.
    pub operation: String,
    /// A short key of what it is about.
    pub target: String,
    /// The fault it met.
    pub fault: Option<FaultKind>,
    /// What came of each attempt, in order.
    pub attempts: Vec<Outcome>,
    /// What they consumed, where it is counted: see [`super::Cloud::count_consumption`].
    pub consumed: Consumed,
}

impl std::fmt::Display for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let number = self.number.map_or_else(String::new, |number| format!("#{number} "));
        write!(f, "{number}{} {:?} {} [{}]", self.function, self.service, self.operation, self.target)
    }
}

/// What came of one attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Under way, or dropped by its caller.
    Begun,
    /// Done, and answered with this HTTP status.
    Answered(u16),
    /// Not done: the caller got an error.
    Refused,
    /// Done, and the answer was lost.
    Lost,
    /// The caller died before it was done.
    CrashedBefore,
    /// The caller died after it was done.
    CrashedAfter,
}

/// Where an attempt is written down.
#[derive(Clone, Copy)]
pub(super) struct Attempt {
    pub(super) call: usize,
    /// From 1.
    pub(super) number: usize,
    pub(super) fault: Option<FaultKind>,
}

#[derive(Default)]
pub(super) struct Journal {
    calls: Vec<Call>,
    /// The SDK gives its attempts of one call one id.
    by_sdk_id: HashMap<String, usize>,
    numbered: usize,
}

impl Journal {
    pub(super) fn calls(&self) -> Vec<Call> {
        self.calls.clone()
    }

    /// Writes down an attempt. The first attempt of a numbered call is where a planned fault strikes.
    pub(super) fn begin(
        &mut self,
        function: Option<&str>,
        sdk_id: Option<&str>,
        asked: &Asked,
        faults: &mut Plan,
    ) -> Attempt {
        if let Some(&call) = sdk_id.and_then(|id| self.by_sdk_id.get(id)) {
            self.calls[call].attempts.push(Outcome::Begun);
            return Attempt { call, number: self.calls[call].attempts.len(), fault: self.calls[call].fault };
        }
        let mut call = Call {
            number: None,
            function: function.unwrap_or("test").to_owned(),
            service: asked.service,
            operation: asked.operation.clone(),
            target: asked.target.clone(),
            fault: None,
            attempts: vec![Outcome::Begun],
            consumed: Consumed::default(),
        };
        if function.is_some() {
            self.numbered += 1;
            call.number = Some(self.numbered);
            call.fault = faults.strike(&call);
        }
        if let Some(id) = sdk_id {
            self.by_sdk_id.insert(id.to_owned(), self.calls.len());
        }
        let fault = call.fault;
        self.calls.push(call);
        Attempt { call: self.calls.len() - 1, number: 1, fault }
    }

    pub(super) fn consume(&mut self, attempt: Attempt, consumed: Consumed) {
        self.calls[attempt.call].consumed += consumed;
    }

    pub(super) fn end(&mut self, attempt: Attempt, outcome: Outcome) {
        self.calls[attempt.call].attempts[attempt.number - 1] = outcome;
    }
}
